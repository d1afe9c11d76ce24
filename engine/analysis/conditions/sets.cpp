// What is asked of sets of options: which they must hold, must not hold, and of which at least one.
#include <algorithm>
#include <utility>

#include "engine/analysis/conditions/conditions.h"
#include "engine/analysis/conditions/identity.h"

namespace jurat::analysis {

using checked::Expr;
using checked::ExprKind;

namespace {

// A set as a term with options added and taken away: which options are surely in, and which the term decides.
struct Membership {
  const Expr* term = nullptr;  // null: the set is a constant
  Ranges sure = Ranges::none(true), open = Ranges::all(true);
};

Ranges indexes(const OptionSetValue& set) {
  Ranges out = Ranges::none(true);
  for (const std::uint32_t index : set.indexes) out = out.either(Ranges::one(Number(index), true));
  return out;
}

std::uint64_t hashOf(const Ranges& ranges) {
  std::uint64_t hash = 0;
  for (const Range& each : ranges.ranges()) {
    hash = mixed(hash, each.low ? each.low->hash() : 1);
    hash = mixed(hash, each.high ? each.high->hash() : 2);
  }
  return hash;
}

// Nothing when what is added or taken away is not known.
std::optional<Membership> membershipOf(const Expr& set, const Scope& scope) {
  if (set.kind == ExprKind::Constant) {
    const auto* value = std::get_if<OptionSetValue>(&set.value);
    if (value == nullptr) return std::nullopt;
    return Membership{nullptr, indexes(*value), Ranges::none(true)};
  }
  if (set.kind != ExprKind::SetPlus && set.kind != ExprKind::SetWithout) return Membership{&set};
  std::optional<Membership> base = membershipOf(*set.args[0], scope);
  if (!base) return std::nullopt;
  const Expr& change = *set.args[1];
  Ranges changed = Ranges::none(true);
  if (change.kind == ExprKind::OptionVariable) {
    const std::optional<std::uint32_t> option = optionOf(change.variable, scope);
    if (!option) return std::nullopt;
    changed = Ranges::one(Number(*option), true);
  } else if (change.kind != ExprKind::Constant) {
    return std::nullopt;
  } else if (const auto* option = std::get_if<OptionValue>(&change.value)) {
    changed = Ranges::one(Number(option->index), true);
  } else if (const auto* members = std::get_if<OptionSetValue>(&change.value)) {
    changed = indexes(*members);
  }
  base->open = base->open.both(changed.others());
  base->sure = set.kind == ExprKind::SetPlus ? base->sure.either(changed) : base->sure.both(changed.others());
  return base;
}

}  // namespace

// One of `options` is in the set, or none of them is.
const Formula* Conditions::holdsOne(const Leaf& leaf, const Ranges& options, bool truth) {
  const std::optional<Membership> found = membershipOf(*leaf.value, *leaf.scope);
  if (!found) return opaque(*leaf.value, *leaf.scope, truth, hashOf(options));
  if (!options.both(found->sure).empty()) return truth ? yes() : no();
  if (found->term == nullptr) return truth ? no() : yes();
  std::vector<const Formula*> parts;
  for (const Leaf& base : leaves(*found->term, *leaf.scope)) {
    const bool again = base.value != found->term;
    if (again) {
      parts.push_back(all({base.when, holdsOne(base, options.both(found->open), truth)}));
      continue;
    }
    const TermId id = term(*base.value, *base.scope);
    const Ranges asked = options.both(found->open).both(terms_[id].domain);
    if (asked.empty()) {
      parts.push_back(truth ? no() : base.when);
      continue;
    }
    Formula* made = make(FormulaKind::Demand);
    made->term = id;
    if (truth) {
      made->demand.some.push_back(asked);
    } else {
      made->demand.out = asked;
    }
    parts.push_back(all({base.when, made}));
  }
  return any(std::move(parts));
}

const Formula* Conditions::included(const Expr& condition, const Leaf& leaf, bool truth) {
  const Type& type = condition.args[0]->type;
  std::vector<Ranges> members;
  for (const std::uint32_t each : condition.options) members.push_back(under(type, each));
  switch (condition.kind) {
    case ExprKind::IsEmpty:
      return holdsOne(leaf, Ranges::all(true), !truth);
    case ExprKind::IncludesSet: {
      const std::optional<Membership> wanted = membershipOf(*condition.args[1], *leaf.scope);
      if (!wanted || wanted->term != nullptr) return opaque(condition, *leaf.scope, truth);
      members.clear();
      for (const Range& each : wanted->sure.ranges()) {
        for (Number at = *each.low; at <= *each.high; at = add(at, 1).value_or(*each.high)) {
          members.push_back(under(type, static_cast<std::uint32_t>(at.toInt64().value_or(0))));
          if (at == *each.high) break;
        }
      }
      return holdsEach(leaf, members, truth);
    }
    case ExprKind::IncludesAll:
      return holdsEach(leaf, members, truth);
    default: {
      Ranges any_of = Ranges::none(true);
      for (const Ranges& each : members) any_of = any_of.either(each);
      return holdsOne(leaf, any_of, (condition.kind == ExprKind::IncludesNone) != truth);
    }
  }
}

const Formula* Conditions::holdsEach(const Leaf& leaf, const std::vector<Ranges>& members, bool truth) {
  std::vector<const Formula*> parts;
  parts.reserve(members.size());
  for (const Ranges& each : members) parts.push_back(holdsOne(leaf, each, truth));
  return truth ? all(std::move(parts)) : any(std::move(parts));
}

const Formula* Conditions::comparedSets(const Leaf& leaf, const OptionSetValue& constant, bool truth) {
  std::vector<Ranges> members;
  for (const std::uint32_t each : constant.indexes) members.push_back(Ranges::one(Number(each), true));
  const Formula* holds_all = holdsEach(leaf, members, truth);
  const Formula* holds_other = holdsOne(leaf, indexes(constant).others(), !truth);
  return truth ? all({holds_all, holds_other}) : any({holds_all, holds_other});
}

}  // namespace jurat::analysis
