#include "engine/analysis/levels.h"

#include <algorithm>

namespace jurat::analysis {

using checked::Branch;
using checked::Expr;
using checked::ExprKind;

namespace {

constexpr std::size_t kMostViews = 40;

bool sameExpr(const Conditions& conditions, const Expr* a, const Expr* b) {
  if (a == nullptr || b == nullptr) return a == b;
  return conditions.identity(*a) == conditions.identity(*b);
}

void collect(Conditions& conditions, const Branch& level, Slot slot, const Case& above,
             std::vector<Case>& out) {
  for (std::size_t i = 0; i < level.exceptions.size(); ++i) {
    Case found{&level.exceptions[i], above.within,
               conditions.all({above.holds, conditions.holds(level.exceptions, i, true)}),
               conditions.any({above.fails, conditions.holds(level.exceptions, i, false)}),
               &level.exceptions};
    if (states(level.exceptions[i], slot)) {
      out.push_back(std::move(found));
      continue;
    }
    found.within.push_back(&level.exceptions[i]);
    collect(conditions, level.exceptions[i], slot, found, out);
  }
}

std::optional<Date> constantDay(const Expr* expression) {
  const Date* day = expression == nullptr || expression->kind != ExprKind::Constant
                        ? nullptr
                        : std::get_if<Date>(&expression->value);
  return day == nullptr ? std::nullopt : std::optional(*day);
}

}  // namespace

bool states(const Branch& branch, Slot slot) {
  switch (slot) {
    case Slot::Duty:
      return branch.duty != checked::DutyKind::None;
    case Slot::Value:
      return branch.equals != nullptr || branch.at_least != nullptr || branch.at_most != nullptr ||
             !branch.alternatives.empty();
    case Slot::Due:
      return branch.due != nullptr;
  }
  return false;
}

std::vector<Case> casesOf(Conditions& conditions, const Branch& level, Slot slot) {
  std::vector<Case> out;
  collect(conditions, level, slot, {nullptr, {}, conditions.yes(), conditions.no()}, out);
  return out;
}

std::vector<Result> resultsOf(Conditions& conditions, const Branch& level, Slot slot) {
  const std::vector<Case> cases = casesOf(conditions, level, slot);
  std::vector<Result> out;
  std::vector<const Formula*> none_holds;
  for (const Case& each : cases) {
    none_holds.push_back(each.fails);
    for (const Result& inner : resultsOf(conditions, *each.branch, slot)) {
      out.push_back({conditions.all({each.holds, inner.when}), inner.branch});
    }
  }
  if (states(level, slot)) out.push_back({conditions.all(std::move(none_holds)), &level});
  return out;
}

bool sameResult(const Conditions& conditions, const Branch& a, const Branch& b, Slot slot) {
  switch (slot) {
    case Slot::Duty:
      return a.duty == b.duty && sameExpr(conditions, a.duty_expr, b.duty_expr);
    case Slot::Due:
      return a.due_before == b.due_before && sameExpr(conditions, a.due, b.due);
    case Slot::Value:
      break;
  }
  if (a.alternatives.size() != b.alternatives.size()) return false;
  for (std::size_t i = 0; i < a.alternatives.size(); ++i) {
    const checked::Bound &x = a.alternatives[i], &y = b.alternatives[i];
    if (!sameExpr(conditions, x.equals, y.equals) || !sameExpr(conditions, x.at_most, y.at_most) ||
        !sameExpr(conditions, x.at_least, y.at_least))
      return false;
  }
  return sameExpr(conditions, a.equals, b.equals) && sameExpr(conditions, a.at_most, b.at_most) &&
         sameExpr(conditions, a.at_least, b.at_least);
}

const Formula* holdsAround(Conditions& conditions, const checked::Version& version) {
  std::vector<const Formula*> parts{
      conditions.between(version.from, version.until),
      conditions.between(constantDay(version.effective_from), constantDay(version.effective_until))};
  for (const Expr* each : version.applies_when) parts.push_back(conditions.of(*each, true));
  return conditions.all(std::move(parts));
}

void eachView(const checked::Program& program, const SourceMap& sources,
              const checked::Declaration& declaration, const std::function<bool(Conditions&)>& look) {
  std::vector<std::optional<std::uint32_t>> options{std::nullopt};
  if (declaration.per != ChoiceId{kNoId}) {
    const std::vector<std::uint32_t>& lowest = program.vocabulary.choices[declaration.per].lowest;
    const std::size_t count = std::min(lowest.size(), kMostViews);
    options.assign(lowest.begin(), lowest.begin() + static_cast<std::ptrdiff_t>(count));
  }
  for (const std::optional<std::uint32_t>& option : options) {
    Conditions conditions(program, sources, declaration.subject, option);
    if (!look(conditions)) return;
  }
}

}  // namespace jurat::analysis
