// Amounts: the bounds that the law sets on each side, level by level; and benefits (language.md, Exposure).
#include <algorithm>
#include <utility>

#include "tests/agreement/reference.h"

namespace jurat::reference {

using Branch = checked::Branch;
using Expr = checked::Expr;

SideAnswer Reference::side(const std::optional<Possible>& value, bool least, BoundAnswer& bound,
                           AmountAnswer& answer) const {
  SideAnswer out;
  if (!value || value->only(&Possible::none)) return out;
  out.has = true;
  bound.error = bound.error || value->only(&Possible::error);
  bound.may_fail = bound.may_fail || (value->error && value->kinds() > 1);
  if (value->value) out.low = value->low, out.high = value->high;
  // What the law may not set at all has no end on that side.
  if (value->none) (least ? out.low : out.high).reset();
  answer.causes.insert(value->causes.begin(), value->causes.end());
  return out;
}

AmountAnswer Reference::amount(checked::DeclarationId id, std::uint32_t option, InstanceId subject) {
  AmountAnswer out;
  const Scope scope = open(id, option, {raw(subject), kNoId, kNoId});
  Scope dates = scope;
  dates.whether = true;
  const checked::Version* version = versionToday(id, option);
  out.in_force = version != nullptr;
  if (!version) return out;
  const Possible force = inForce(*version, dates);
  out.in_force = force.yes;
  out.open_dates = force.kinds() > 1;
  out.dates = force;
  if (!force.yes) return out;
  out.causes = force.causes;
  // Every label that some level sets, with the sides that it sets somewhere; "" is the amount itself.
  std::vector<std::string> labels;
  std::set<std::pair<std::string, bool>> sides;
  const auto note = [&](const std::string& label, const Expr* least, const Expr* most, const Expr* equals) {
    if (std::find(labels.begin(), labels.end(), label) == labels.end()) labels.push_back(label);
    if (least || equals) sides.insert({label, true});
    if (most || equals) sides.insert({label, false});
  };
  const std::function<void(const Branch&)> look = [&](const Branch& branch) {
    if (branch.equals || branch.at_least || branch.at_most)
      note("", branch.at_least, branch.at_most, branch.equals);
    for (const checked::Bound& bound : branch.alternatives)
      note(bound.label, bound.at_least, bound.at_most, bound.equals);
    for (const Branch& inner : branch.exceptions) look(inner);
  };
  look(version->general);
  for (const std::string& label : labels) {
    BoundAnswer bound;
    bound.label = label;
    const auto resolved = [&](bool least) -> std::optional<Possible> {
      if (!sides.contains({label, least})) return std::nullopt;
      // The value is one slot: a level that says it leaves nothing of what another level said of it.
      const Pick pick = [&](const Branch& branch) -> std::optional<Result> {
        if (!branch.equals && !branch.at_least && !branch.at_most && branch.alternatives.empty())
          return std::nullopt;
        const Expr* found = label.empty() ? (branch.equals ? branch.equals
                                             : least       ? branch.at_least
                                                           : branch.at_most)
                                          : nullptr;
        for (const checked::Bound& each : branch.alternatives) {
          if (each.label == label && !found)
            found = each.equals ? each.equals : least ? each.at_least : each.at_most;
        }
        if (!found) return Result{nothingThere(), "none"};
        return Result{evaluate(*found, scope), writings_.of(*found, scope.options)};
      };
      const std::optional<Result> found = resolve(version->general, std::nullopt, Form::Ordered, pick, scope);
      return found ? std::optional(found->value) : std::nullopt;
    };
    bound.least = side(resolved(true), true, bound, out);
    bound.most = side(resolved(false), false, bound, out);
    if (bound.least.has || bound.most.has) out.bounds.push_back(bound);
  }
  return out;
}

// ---- benefits

BenefitAnswer Reference::benefit(checked::DeclarationId id, std::uint32_t option, InstanceId subject) {
  BenefitAnswer out;
  out.amount = amount(id, option, subject);
  if (!out.amount.in_force) {
    const bool fails = out.amount.dates.error;
    if (!fails || out.amount.dates.no) out.possible = {BenefitOutcome::NotInForce};
    if (!fails) out.outcome = BenefitOutcome::NotInForce;
    out.amount.causes = out.amount.dates.causes;
    return out;
  }
  Scope scope = open(id, option, {raw(subject), kNoId, kNoId});
  scope.whether = true;
  std::vector<Possible> parts;
  const checked::Version* version = versionToday(id, option);
  for (const Expr* each : version->applies_when) parts.push_back(evaluate(*each, scope));
  if (version->eligible_when) parts.push_back(evaluate(*version->eligible_when, scope));
  if (version->general.confidence.level == checked::Level::Unconfirmed) {
    parts.push_back(truth(true, true));
    parts.back().causes = {doubt(version->general, scope)};
  }
  const Possible eligible = all(parts), force = inForce(*version, scope);
  if (force.yes && eligible.yes) out.possible.insert(BenefitOutcome::Eligible);
  if (force.yes && eligible.no) out.possible.insert(BenefitOutcome::NotEligible);
  if (force.no) out.possible.insert(BenefitOutcome::NotInForce);
  const bool fails = force.error || (force.yes && eligible.error);
  std::set<Cause> causes = force.causes;
  causes.insert(eligible.causes.begin(), eligible.causes.end());
  const bool person = !causes.empty() && std::all_of(causes.begin(), causes.end(), [](const Cause& cause) {
    return cause.kind == Missing::Kind::Judgement || cause.kind == Missing::Kind::Source;
  });
  out.outcome = out.possible.size() == 1 && !fails ? *out.possible.begin()
                : !fails && person                 ? BenefitOutcome::Review
                                                   : BenefitOutcome::Undetermined;
  if (eligible.only(&Possible::no)) {
    // Nothing is received, whatever the figures say.
    const SideAnswer nothing{true, Number(0), Number(0)};
    out.amount.bounds = {{"", nothing, nothing}};
    out.amount.causes = force.causes;
    return out;
  }
  if (eligible.only(&Possible::yes)) return out;
  out.amount.causes.insert(eligible.causes.begin(), eligible.causes.end());
  for (BoundAnswer& bound : out.amount.bounds) {
    for (SideAnswer* side : {&bound.least, &bound.most}) {
      if (side->has && side->low) side->low = std::min(*side->low, Number(0));
      if (side->has && side->high) side->high = std::max(*side->high, Number(0));
    }
  }
  return out;
}

}  // namespace jurat::reference
