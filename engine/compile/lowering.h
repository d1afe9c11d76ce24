// Lowering: writes the steps of one block at a time; private to engine/compile.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/compile/rule_set.h"

namespace jurat {

using OptionBindings =
    std::map<std::uint32_t, std::uint32_t>;  // variable -> index of the option it stands for

// One block under construction. Equal steps share a slot, so identical expressions are computed once and two
// exceptions with the same result can never conflict.
struct BlockDraft {
  BlockDraft* parent = nullptr;  // nested blocks: the frame that asks
  std::uint32_t variable = 0;    // the variable its element stands for; kNoId: none
  BlockCode code;
  std::vector<Step> steps;
  std::vector<Span> where;
  std::unordered_multimap<std::size_t, std::uint32_t> known;  // hash of a step -> slot
  std::unordered_map<const checked::Expr*, std::uint32_t> slots;
  std::vector<std::uint32_t> selects;  // slots of choices between levels
};

class Lowering {
 public:
  explicit Lowering(RuleSet& out) : out_(out), program_(*out.program) {}

  const checked::Program& program() const { return program_; }

  OptionBindings options;  // bindings of the declaration being specialised
  checked::DeclarationId declaration{kNoId};
  bool whether = false;  // what a benefit depends on is lowered, not its figures
  PackId pack{kNoId};    // whose calendar and time zone count

  BlockDraft open(EntityId subject, std::uint32_t option);
  BlockId close(BlockDraft& draft, std::uint32_t result);

  std::uint32_t emit(BlockDraft& draft, Step step, Span where);
  std::uint32_t lower(BlockDraft& draft, const checked::Expr& expression);
  std::uint32_t constant(BlockDraft& draft, Value value, const Type& type, Span where);
  std::uint32_t truth(BlockDraft& draft, bool value, Span where) {
    return constant(draft, value, Type{.kind = TypeKind::YesNo}, where);
  }
  // `and` (need all) or `or` (need one) or `at least n`.
  std::uint32_t atLeast(BlockDraft& draft, std::vector<std::uint32_t> of, std::uint32_t need, Span where);
  std::uint32_t allOf(BlockDraft& draft, std::vector<std::uint32_t> of, Span where);
  std::uint32_t anyOf(BlockDraft& draft, std::vector<std::uint32_t> of, Span where);
  std::uint32_t negation(BlockDraft& draft, std::uint32_t of, Span where);
  // The as-of day is one of these, both inclusive.
  std::uint32_t within(BlockDraft& draft, std::optional<Date> from, std::optional<Date> until, Span where);
  // A choice between the results of levels; `type` null for verdicts.
  std::uint32_t emitSelect(BlockDraft& draft, SelectCode code, const Type* type);
  std::uint32_t doubt(BlockDraft& draft, const checked::Branch& branch);
  std::uint32_t doubtIndex(DoubtCode doubt);
  std::uint32_t perhaps(BlockDraft& draft, std::uint32_t value, const DoubtCode& doubted, const Type& type);
  std::uint32_t typeIndex(const Type& type);
  std::uint32_t amountOf(const checked::Exposure& exposure);  // index into RuleSet::amounts

 private:
  std::uint32_t lowerFresh(BlockDraft& draft, const checked::Expr& expression);
  std::uint32_t lowerRef(BlockDraft& draft, const checked::Expr& expression);
  std::uint32_t lowerRead(BlockDraft& draft, const checked::Expr& expression);
  std::uint32_t lowerColumn(BlockDraft& draft, const checked::Expr& expression);
  std::uint32_t lowerDatedColumn(BlockDraft& draft, const checked::Expr& expression);
  std::uint32_t datedCell(BlockDraft& draft, const checked::Expr& expression, std::uint32_t lowest,
                          bool doubted);
  bool decides() const;
  std::uint32_t rowsAt(BlockDraft& draft, const checked::Expr& expression);
  std::uint32_t cells(const checked::Expr& expression);
  std::uint32_t lowerArithmetic(BlockDraft& draft, const checked::Expr& expression);
  std::uint32_t lowerCondition(BlockDraft& draft, const checked::Expr& expression);
  std::uint32_t lowerLimbs(BlockDraft& draft, const checked::Expr& expression);
  std::uint32_t lowerAggregate(BlockDraft& draft, const checked::Expr& expression, Op op);
  template <typename Visit>
  void eachOption(BlockDraft& draft, const checked::Domain& source, Visit visit);
  std::uint32_t lowerOptionQuantifier(BlockDraft& draft, const checked::Expr& expression);
  std::uint32_t lowerOptionAggregate(BlockDraft& draft, const checked::Expr& expression);
  std::uint32_t domain(BlockDraft& draft, const checked::Domain& source, const checked::Expr* body);
  std::uint32_t rolled(BlockDraft& draft, const checked::Expr& expression, std::uint32_t day);
  std::uint32_t variable(BlockDraft& draft, const checked::Expr& expression);
  std::uint32_t versionsOf(BlockDraft& draft, checked::DeclarationId id, std::optional<std::uint32_t> option);
  std::uint32_t operandList(const std::vector<std::uint32_t>& slots);
  std::uint32_t mask(ChoiceId choice, const std::vector<std::uint32_t>& wanted);
  std::optional<std::uint32_t> boundOption(const checked::Expr& expression) const;
  std::uint32_t lowestIndex(ChoiceId choice, std::uint32_t option) const;
  BlockId nested(BlockDraft& parent, std::uint32_t variable, const checked::Expr& body, EntityId entity);
  bool reads(const checked::Expr& expression, std::uint32_t variable) const;
  Step step(Op op, const checked::Expr& expression) const;

  RuleSet& out_;
  const checked::Program& program_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t>
      columns_;          // table and column -> first constant
  int writing_out_ = 0;  // quantifiers over options being written out
  // First block of each dated column, with or without doubt.
  std::map<std::tuple<checked::DeclarationId, std::uint32_t, bool>, std::uint32_t>
      dated_columns_;  // first block of each
};

// The slots of a declaration, exceptions resolved level by level; see lower_levels.cpp.
class Levels {
 public:
  Levels(Lowering& lowering, BlockDraft& draft) : lowering_(lowering), draft_(draft) {}

  // Effective condition of exception `index` among `siblings`: its dates, its `when`, its source's standing,
  // and none of the exceptions that override it.
  std::uint32_t condition(const std::vector<checked::Branch>& siblings, std::uint32_t index);

  // The slot that `pick` names at each level. `pick(branch)` answers the slot of what the branch restates, or
  // nothing; it is called for the general case and for every exception. kNoId when nothing defines it.
  template <typename Pick>
  std::uint32_t resolve(const checked::Branch& branch, std::uint32_t inherited, const Type* type, Pick pick) {
    std::optional<std::uint32_t> own = pick(branch);
    const std::uint32_t general = own ? *own : inherited;
    std::vector<SelectCase> found = cases(branch, type, pick);
    if (found.empty()) return general;
    return select(general, std::move(found), branch.span, type);
  }

  std::uint32_t select(std::uint32_t general, std::vector<SelectCase> cases, Span span, const Type* type);
  // Every branch below `branch` with the condition under which it decides, parents included.
  void collect(const checked::Branch& branch, std::vector<std::uint32_t> above,
               std::vector<ExceptionCode>& out);

 private:
  // The exceptions of a level that say something of the slot. One that says nothing itself hands on what
  // those inside it say, under its own condition: it has no result that could disagree with its siblings'.
  template <typename Pick>
  std::vector<SelectCase> cases(const checked::Branch& branch, const Type* type, Pick& pick) {
    std::vector<SelectCase> found;
    for (std::uint32_t i = 0; i < branch.exceptions.size(); ++i) {
      const checked::Branch& exception = branch.exceptions[i];
      if (pick(exception)) {
        const std::uint32_t value = resolve(exception, kNoId, type, pick);
        found.push_back({condition(branch.exceptions, i), value, &exception});
        continue;
      }
      for (SelectCase& inner : cases(exception, type, pick)) {
        inner.condition =
            lowering_.allOf(draft_, {condition(branch.exceptions, i), inner.condition}, exception.span);
        inner.within.push_back(&exception);
        found.push_back(std::move(inner));
      }
    }
    return found;
  }

  bool apart(const SelectCase& one, const SelectCase& other) const;

  Lowering& lowering_;
  BlockDraft& draft_;
  std::unordered_map<const checked::Branch*, std::uint32_t> conditions_;
  std::set<std::pair<const checked::Branch*, const checked::Branch*>> overriding_;  // which, whom
};

}  // namespace jurat
