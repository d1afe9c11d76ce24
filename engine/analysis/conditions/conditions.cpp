#include "engine/analysis/conditions/conditions.h"

#include <algorithm>
#include <utility>

#include "engine/analysis/conditions/identity.h"

namespace jurat::analysis {

using checked::Expr;
using checked::ExprKind;

namespace {

// Conditions that open into more than this are asked as a whole: what follows is then sound and less exact.
constexpr std::size_t kMostFormulas = 20'000;

}  // namespace

Conditions::Conditions(const checked::Program& program, const SourceMap& sources, EntityId subject,
                       std::optional<std::uint32_t> option)
    : program_(program), sources_(sources) {
  root_.entity = subject;
  root_.option = option;
}

Formula* Conditions::make(FormulaKind kind) {
  formulas_.emplace_back();
  formulas_.back().kind = kind;
  return &formulas_.back();
}

const Formula* Conditions::all(std::vector<const Formula*> parts) {
  const auto told = [](const Formula* each) { return each->kind == FormulaKind::Yes; };
  parts.erase(std::remove_if(parts.begin(), parts.end(), told), parts.end());
  for (const Formula* each : parts) {
    if (each->kind == FormulaKind::No) return each;
  }
  if (parts.empty()) return &yes_;
  if (parts.size() == 1) return parts.front();
  Formula* made = make(FormulaKind::All);
  made->parts = std::move(parts);
  return made;
}

const Formula* Conditions::any(std::vector<const Formula*> parts) {
  const auto lost = [](const Formula* each) { return each->kind == FormulaKind::No; };
  parts.erase(std::remove_if(parts.begin(), parts.end(), lost), parts.end());
  for (const Formula* each : parts) {
    if (each->kind == FormulaKind::Yes) return each;
  }
  if (parts.empty()) return &no_;
  if (parts.size() == 1) return parts.front();
  Formula* made = make(FormulaKind::Any);
  made->parts = std::move(parts);
  return made;
}

const Formula* Conditions::between(const std::optional<Date>& from, const std::optional<Date>& until) {
  if (!from && !until) return &yes_;
  const auto day = [](const std::optional<Date>& date) {
    return date ? std::optional<Number>(Number(date->days)) : std::nullopt;
  };
  return demand(dayTerm(), Ranges::between(day(from), day(until), true), true);
}

const Formula* Conditions::outside(const std::optional<Date>& from, const std::optional<Date>& until) {
  const Formula* days = between(from, until);
  return days->kind == FormulaKind::Demand ? demand(dayTerm(), days->demand.values, false)
         : days->kind == FormulaKind::Yes  ? no()
                                           : yes();
}

const Formula* Conditions::of(const Expr& condition, const Scope& scope, bool truth) {
  if (formulas_.size() > kMostFormulas) return opaque(condition, scope, truth);
  switch (condition.kind) {
    case ExprKind::Not:
      return of(*condition.args[0], scope, !truth);
    case ExprKind::And:
    case ExprKind::Or:
    case ExprKind::AllOf:
    case ExprKind::AnyOf:
    case ExprKind::NoneOf:
      return joined(condition, scope, truth);
    case ExprKind::AtLeastOf:
    case ExprKind::ExactlyOf:
      return counted(condition, scope, truth);
    case ExprKind::AnyHas:
    case ExprKind::EveryHas:
    case ExprKind::NoHas:
      return overChoice(condition, scope, truth);
    case ExprKind::Compare:
      return compared(condition, scope, truth);
    case ExprKind::IsGiven:
    case ExprKind::IsKnown:
      return asked(condition, scope, truth, &Conditions::given);
    case ExprKind::Holds:
      return asked(condition, scope, truth, &Conditions::practice);
    case ExprKind::OptionIs:
    case ExprKind::InOptions:
    case ExprKind::InValues:
      return asked(condition, scope, truth, &Conditions::oneOf);
    case ExprKind::IsEmpty:
    case ExprKind::IncludesAny:
    case ExprKind::IncludesAll:
    case ExprKind::IncludesNone:
    case ExprKind::IncludesSet:
      if (condition.args.empty()) return opaque(condition, scope, truth);
      return asked(condition, scope, truth, &Conditions::included);
    case ExprKind::Fact:
    case ExprKind::Definition:
    case ExprKind::Column:
    case ExprKind::Parameter:
    case ExprKind::Constant:
      return plainly(condition, scope, truth);
    default:
      return opaque(condition, scope, truth);
  }
}

// A definition is read many times, and each time means the same.
const Formula* Conditions::plainly(const Expr& condition, const Scope& scope, bool truth) {
  if (condition.kind != ExprKind::Definition) {
    return asked(condition, scope, truth, &Conditions::plain);
  }
  const std::uint64_t key = mixed(identity(condition, scope), truth ? 1 : 2);
  if (const auto found = known_.find(key); found != known_.end()) return found->second;
  const Formula* made = asked(condition, scope, truth, &Conditions::plain);
  known_.emplace(key, made);
  return made;
}

// Some value that the expression can have, when it has it, meets what is asked.
const Formula* Conditions::asked(const Expr& condition, const Scope& scope, bool truth, Asked ask) {
  const bool itself = ask == &Conditions::plain;
  std::vector<const Formula*> parts;
  for (const Leaf& leaf : leaves(itself ? condition : *condition.args[0], scope)) {
    parts.push_back(all({leaf.when, (this->*ask)(condition, leaf, truth)}));
  }
  return any(std::move(parts));
}

const Formula* Conditions::holds(const std::vector<checked::Branch>& siblings, std::size_t index,
                                 const Scope& scope, bool truth) {
  const checked::Branch& branch = siblings[index];
  std::vector<const Formula*> parts;
  if (branch.from || branch.until) {
    parts.push_back(truth ? between(branch.from, branch.until) : outside(branch.from, branch.until));
  }
  if (branch.when != nullptr) parts.push_back(of(*branch.when, scope, truth));
  if (branch.confidence.level == checked::Level::Unconfirmed) parts.push_back(doubt(branch, truth));
  for (std::size_t other = 0; other < siblings.size(); ++other) {
    const std::vector<std::uint32_t>& over = siblings[other].overrides;
    // INVARIANT: overrides are free of cycles (program.h), so this recursion ends.
    if (std::find(over.begin(), over.end(), index) != over.end()) {
      parts.push_back(holds(siblings, other, scope, !truth));
    }
  }
  return truth ? all(std::move(parts)) : any(std::move(parts));
}

std::uint64_t Conditions::identity(const Expr& expression, const Scope& scope) const {
  return identityOf(expression, scope);
}

}  // namespace jurat::analysis
