// Translator: the steps behind one answer as terms. It walks over what the machine has run, so what the
// profile settles is a constant, and what nobody can be asked about or no term is made for is a stranger:
// what is said of every value that a stranger may have holds for the true one too.
#pragma once
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "engine/advice/ask/question.h"
#include "engine/advice/linear/meaning.h"
#include "engine/evaluate/machine.h"

namespace jurat::linear {

class Translator {
 public:
  // The machine has answered the question since its start. `most`: terms that may be written. `judged`: no
  // practice is taken to be answered in a way that somebody has to judge.
  Translator(Machine& machine, Terms& terms, std::size_t most, bool judged);
  Picture draw(const asking::Question& question);

 private:
  struct At {  // a step that has run
    const Frame& frame;
    const Step& step;
    const Slot& slot;
  };
  const Meaning& of(const Frame& frame, std::uint32_t slot);
  const Meaning& operand(const At& at, std::uint32_t slot) { return of(at.frame, slot); }
  Meaning resultOf(const Frame& frame) { return of(frame, frame.block->result); }
  const Step& stepOf(const Frame& frame, std::uint32_t slot) const;
  const Type& type(const Step& step) const { return machine_.rules().types[step.type]; }
  bool tooLong() const { return terms_.written() - first_term_ > most_ || terms_.failed(); }

  // Nothing: there are no terms for such a step.
  std::optional<Meaning> written(const At& at);
  using Part = std::optional<Meaning> (Translator::*)(const At& at);
  static Part partOf(Op op);  // the one of these that writes it; null: none does
  std::optional<Meaning> writtenRead(const At& at);
  std::optional<Meaning> writtenNumber(const At& at);
  std::optional<Meaning> writtenCondition(const At& at);
  std::optional<Meaning> writtenSet(const At& at);
  std::optional<Meaning> writtenList(const At& at);
  std::optional<Meaning> writtenLevel(const At& at);

  // translate.cpp
  Meaning constant(const Slot& slot, Repr repr, const Type* type);
  Meaning stranger(const At& at);
  Meaning anything(const Slot& slot, Repr repr, const Type* type, std::vector<Term>& constants,
                   std::vector<Term>& domain);
  void anyOrdered(const Slot& slot, const Type* type, Meaning& out, std::vector<Term>& constants,
                  std::vector<Term>& domain);
  void anyBits(const Slot& slot, Repr repr, const Type* type, Meaning& out, std::vector<Term>& constants);
  Meaning blank() const;
  void within(const Slot& slot, Meaning& out) const;
  std::optional<Meaning> chosen(Term condition, const Meaning& a, const Meaning& b, Repr repr);
  Term differ(const Meaning& a, const Meaning& b, Repr repr);
  Term strict(const At& at, std::initializer_list<const Meaning*> operands);
  Meaning truth(Term error, Term yes) const;

  // translate_reads.cpp
  std::optional<Meaning> fact(InstanceId instance, FactId fact, std::uint32_t lowest, const Slot& slot);
  bool hasTerms(const Slot& slot, const Type& type, InstanceId instance, FactId fact,
                std::uint32_t lowest) const;
  Term optionsOf(const Slot& slot, const Type& type, Term number);
  std::optional<InstanceId> elementOf(const At& at, std::uint32_t slot) const;
  std::optional<Meaning> picked(const At& at);
  std::optional<Meaning> pickedOne(const At& at, std::uint32_t lowest);

  // translate_numbers.cpp
  std::optional<Meaning> addOrSubtract(const At& at);
  std::optional<Meaning> multiplyOrDivide(const At& at);
  std::optional<Meaning> extreme(const std::vector<Meaning>& parts, bool highest);
  std::optional<Meaning> shifted(const At& at);
  std::optional<Meaning> adjusted(const At& at);
  std::optional<Meaning> climb(const At& at, const Meaning& from,
                               std::function<std::optional<Number>(const Number&)> function);
  std::optional<Meaning> countTrue(const At& at);

  // translate_conditions.cpp
  std::optional<Meaning> compare(const At& at);
  Term compared(checked::CompareOp op, Term a, Term b);
  Meaning atLeast(const std::vector<Meaning>& parts, std::size_t need);
  std::optional<Meaning> holds(const At& at);
  Term judgedSo(const At& at, Term number);
  Meaning given(const At& at);
  std::optional<Meaning> inForce(const At& at);
  std::optional<Meaning> includesSet(const At& at);

  // translate_lists.cpp
  struct Element {
    Meaning filter, body;
    bool has_body = false;
  };
  std::optional<std::vector<Element>> elementsOf(const At& at);
  std::optional<Meaning> quantifier(const At& at, const std::vector<Element>& elements);
  std::optional<Meaning> total(const At& at, const std::vector<Element>& elements);
  Meaning count(const std::vector<Element>& elements);

  // translate_tables.cpp
  std::optional<Meaning> table(const At& at);
  std::optional<Meaning> row(const TableCode& table, const Frame& frame, std::uint32_t row, std::uint8_t can);
  std::optional<Meaning> cell(const ColumnCode& column, const CellCode& cell, const Meaning& value);
  std::optional<Term> between(const ColumnCode& column, const CellCode& cell, Term value);
  Meaning outputOf(const At& at, const TableCode& table, const Frame& frame, std::uint32_t row);
  std::optional<Meaning> taken(const At& at, const std::vector<Term>& hits,
                               const std::vector<Meaning>& outputs, const std::vector<Term>& errors);
  std::optional<Meaning> collected(const At& at, const std::vector<Term>& hits,
                                   const std::vector<Meaning>& outputs, const std::vector<Term>& errors);

  // translate_levels.cpp
  std::optional<Meaning> select(const At& at);
  std::optional<Meaning> verdict(const At& at);
  void missed(const Meaning* due, Term now, Term when, Meaning& out);
  void inTime(const Meaning& done, const Meaning* due, Term when, Meaning& out);
  void add(std::uint8_t bit, Term when, Meaning& out);
  void drawRule(const asking::Question& question, Picture& out);
  void drawAmount(const asking::Question& question, Picture& out);
  bool drawFigure(const Meaning& figure, Term when, Picture& out);

  Machine& machine_;
  Terms& terms_;
  std::size_t most_ = 0, first_term_ = 0, depth_ = 0;
  Term zero_ = nullptr;
  bool judged_ = false;
  Picture picture_;
  std::unordered_map<const Slot*, Meaning> known_;
};

}  // namespace jurat::linear
