// Conditions of one declaration, read as formulas over the facts they depend on; definitions, parameters and
// data tables are looked into, so that what is left are a company's answers and the day.
#pragma once
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/analysis/conditions/formula.h"
#include "engine/base/table.h"

namespace jurat {
class SourceMap;
}

namespace jurat::analysis {

// What the variables of an expression stand for: in a definition that is looked into, the element it is read
// of; options of a choice that a quantifier runs over.
struct Scope {
  const checked::Expr* subject = nullptr;  // null: the declaration's own subject
  const Scope* outer = nullptr;            // in which `subject` is read
  EntityId entity{kNoId};                  // of the subject
  std::optional<std::uint32_t> option{};   // the option that `per` stands for
  const Scope* bound_in = nullptr;         // the scope that this one adds a variable to
  std::uint32_t variable = 0;
  int depth = 0;  // definitions looked into
};

// One of the values that an expression can have, and when it has it.
struct Leaf {
  const Formula* when = nullptr;
  const checked::Expr* value = nullptr;
  const Scope* scope = nullptr;
};

class Conditions {
 public:
  // `option`: the one that `per` stands for in the declaration.
  Conditions(const checked::Program& program, const SourceMap& sources, EntityId subject,
             std::optional<std::uint32_t> option);

  // That the condition is yes (or, without `truth`, no).
  const Formula* of(const checked::Expr& condition, bool truth) { return of(condition, root_, truth); }
  // That the day of the check lies between the two, both included.
  const Formula* between(const std::optional<Date>& from, const std::optional<Date>& until);
  const Formula* outside(const std::optional<Date>& from, const std::optional<Date>& until);
  // That an exception holds (or does not): its days, its condition, and none of those that override it.
  const Formula* holds(const std::vector<checked::Branch>& siblings, std::size_t index, bool truth) {
    return holds(siblings, index, root_, truth);
  }
  // That a value is one that a cell accepts, or is not; a condition as 1 and 0. Ends of intervals and places
  // of options and texts are those of ordinal().
  const Formula* accepts(const checked::Expr& value, const Accepted& accepted, bool truth);
  // A constant as a number: see Term. Nothing for what has no order and no place.
  std::optional<Number> ordinal(const Value& value);
  // That two values differ; null when they are too involved to say.
  const Formula* differ(const checked::Expr& a, const checked::Expr& b);

  const Formula* all(std::vector<const Formula*> parts);
  const Formula* any(std::vector<const Formula*> parts);
  const Formula* yes() const { return &yes_; }
  const Formula* no() const { return &no_; }

  const Table<TermId, Term>& terms() const { return terms_; }
  const std::vector<std::string>& texts() const { return texts_; }
  const checked::Program& program() const { return program_; }
  EntityId subject() const { return root_.entity; }
  std::optional<TermId> asOf() const { return as_of_; }
  // Equal numbers for expressions that mean the same value.
  std::uint64_t identity(const checked::Expr& expression) const { return identity(expression, root_); }

 private:
  const Formula* of(const checked::Expr& condition, const Scope& scope, bool truth);
  const Formula* holds(const std::vector<checked::Branch>& siblings, std::size_t index, const Scope& scope,
                       bool truth);
  std::uint64_t identity(const checked::Expr& expression, const Scope& scope) const;

  // joins.cpp
  const Formula* joined(const checked::Expr& condition, const Scope& scope, bool truth);
  const Formula* counted(const checked::Expr& condition, const Scope& scope, bool truth);
  const Formula* overChoice(const checked::Expr& condition, const Scope& scope, bool truth);
  const Formula* atLeast(const std::vector<const Formula*>& limbs, std::size_t count);

  // values.cpp: what a value can be
  std::vector<Leaf> leaves(const checked::Expr& value, const Scope& scope);
  void collect(const checked::Expr& value, const Scope& scope, const Formula* when, std::vector<Leaf>& out);
  bool open(const checked::Expr& read, const Scope& scope, const Formula* when, std::vector<Leaf>& out);
  void openBranch(const checked::Branch& branch, const Scope& scope, const Formula* when,
                  std::vector<Leaf>& out);
  const Scope& openScope(const checked::Expr& read, const Scope& scope);
  const checked::Expr* columnValue(const checked::Expr& column, const Scope& scope);
  std::optional<std::uint32_t> optionIn(const checked::Expr& option, const Scope& scope) const;

  // demands.cpp and sets.cpp: what a comparison asks of a term
  using Asked = const Formula* (Conditions::*)(const checked::Expr&, const Leaf&, bool);
  const Formula* asked(const checked::Expr& condition, const Scope& scope, bool truth, Asked ask);
  const Formula* plainly(const checked::Expr& condition, const Scope& scope, bool truth);
  const Formula* plain(const checked::Expr& condition, const Leaf& leaf, bool truth);
  const Formula* given(const checked::Expr& condition, const Leaf& leaf, bool truth);
  const Formula* practice(const checked::Expr& condition, const Leaf& leaf, bool truth);
  const Formula* oneOf(const checked::Expr& condition, const Leaf& leaf, bool truth);
  const Formula* included(const checked::Expr& condition, const Leaf& leaf, bool truth);
  const Formula* compared(const checked::Expr& condition, const Scope& scope, bool truth);
  const Formula* compared(checked::CompareOp op, const Leaf& a, const Leaf& b, bool truth);
  const Formula* comparedTo(checked::CompareOp op, const Leaf& a, const Value& constant, bool truth);
  const Formula* holdsOne(const Leaf& leaf, const Ranges& options, bool truth);
  const Formula* holdsEach(const Leaf& leaf, const std::vector<Ranges>& members, bool truth);
  const Formula* comparedSets(const Leaf& a, const OptionSetValue& constant, bool truth);
  // Asked as a whole, yes or no; `variant` tells questions about one expression apart.
  const Formula* opaque(const checked::Expr& condition, const Scope& scope, bool truth,
                        std::uint64_t variant = 0);
  const Formula* demand(TermId term, Ranges values, bool truth);
  const Formula* demandState(TermId term, std::uint8_t states);
  // Whether an unconfirmed text stands.
  const Formula* doubt(const checked::Branch& branch, bool truth);
  Ranges under(const Type& choice, std::uint32_t option) const;

  // terms.cpp
  TermId term(const checked::Expr& expression, const Scope& scope, std::uint64_t variant = 0);
  TermId difference(const Leaf& a, const Leaf& b);
  TermId dayTerm();
  TermId addTerm(Term term);
  void describeFact(Term& term, const checked::Expr& fact, const Scope& scope);
  bool wayTo(const checked::Expr& ref, const Scope& scope, std::vector<EntityId>& way) const;
  std::string nameOf(const Term& term, const checked::Expr& expression) const;
  std::string written(Span span) const;

  Formula* make(FormulaKind kind);

  const checked::Program& program_;
  const SourceMap& sources_;
  Scope root_;
  Formula yes_{FormulaKind::Yes, {}, {}, {}}, no_{FormulaKind::No, {}, {}, {}};
  std::deque<Formula> formulas_;  // owns them: they point at each other
  std::deque<Scope> scopes_;
  std::deque<checked::Expr> constants_;
  Table<TermId, Term> terms_;
  std::unordered_map<std::uint64_t, TermId> by_identity_;
  std::unordered_map<std::uint64_t, const Formula*> known_;  // of definitions, by identity and truth
  std::vector<std::string> texts_;
  std::optional<TermId> as_of_;
};

}  // namespace jurat::analysis
