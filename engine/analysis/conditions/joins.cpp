// Conditions made of others: joined, counted, asked of each option of a choice.
#include <algorithm>
#include <map>
#include <utility>

#include "engine/analysis/conditions/conditions.h"

namespace jurat::analysis {

using checked::Expr;
using checked::ExprKind;

namespace {

constexpr std::size_t kMostOptions = 64;

std::vector<const Expr*> operands(const Expr& condition) {
  std::vector<const Expr*> out = condition.args;
  for (const checked::Limb& each : condition.limbs) out.push_back(each.value);
  return out;
}

}  // namespace

const Formula* Conditions::joined(const Expr& condition, const Scope& scope, bool truth) {
  const bool none = condition.kind == ExprKind::NoneOf;
  const bool all_hold = condition.kind == ExprKind::And || condition.kind == ExprKind::AllOf || none;
  std::vector<const Formula*> parts;
  for (const Expr* each : operands(condition)) parts.push_back(of(*each, scope, none ? !truth : truth));
  return all_hold == truth ? all(std::move(parts)) : any(std::move(parts));
}

// At least `count` of the limbs are `truth`: the first is and `count - 1` of the others, or `count` of them.
const Formula* Conditions::atLeast(const std::vector<const Formula*>& limbs, std::size_t count) {
  std::map<std::pair<std::size_t, std::size_t>, const Formula*> made;  // by first limb and count
  for (std::size_t from = limbs.size() + 1; from-- > 0;) {
    const std::size_t left = limbs.size() - from;
    for (std::size_t need = 0; need <= count; ++need) {
      const Formula* formula = need == 0 ? yes() : no();
      if (need > 0 && need <= left) {
        const Formula* with = all({limbs[from], made.at({from + 1, need - 1})});
        formula = any({with, made.at({from + 1, need})});
      }
      made[{from, need}] = formula;
    }
  }
  return made.at({0, count});
}

const Formula* Conditions::counted(const Expr& condition, const Scope& scope, bool truth) {
  const std::vector<const Expr*> limbs = operands(condition);
  std::vector<const Formula*> met, unmet;
  for (const Expr* each : limbs) {
    met.push_back(of(*each, scope, true));
    unmet.push_back(of(*each, scope, false));
  }
  const std::size_t count = condition.count, rest = limbs.size() - condition.count;
  const bool exactly = condition.kind == ExprKind::ExactlyOf;
  if (truth) return exactly ? all({atLeast(met, count), atLeast(unmet, rest)}) : atLeast(met, count);
  const Formula* too_few = atLeast(unmet, rest + 1);
  if (!exactly) return too_few;
  return rest == 0 ? too_few : any({atLeast(met, count + 1), too_few});
}

const Formula* Conditions::overChoice(const Expr& condition, const Scope& scope, bool truth) {
  const checked::Domain& domain = *condition.domain;
  if (!domain.overChoice() || domain.options.size() > kMostOptions) return opaque(condition, scope, truth);
  const bool every = condition.kind == ExprKind::EveryHas;
  // `any has C` is true when one option has it, `every has C` false when one has it not.
  const bool wanted = condition.kind == ExprKind::NoHas ? !truth : truth;
  const bool each_one = every == wanted;
  std::vector<const Formula*> parts;
  for (const std::uint32_t option : domain.options) {
    Scope& inner = scopes_.emplace_back();
    inner.bound_in = &scope;
    inner.entity = scope.entity;
    inner.depth = scope.depth;
    inner.variable = domain.variable;
    inner.option = option;
    std::vector<const Formula*> both{of(*condition.args[0], inner, wanted)};
    if (domain.where != nullptr) both.push_back(of(*domain.where, inner, !each_one));
    parts.push_back(each_one ? any(std::move(both)) : all(std::move(both)));
  }
  return each_one ? all(std::move(parts)) : any(std::move(parts));
}

}  // namespace jurat::analysis
