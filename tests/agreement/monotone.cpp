#include "tests/agreement/monotone.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "engine/evaluate/describe.h"
#include "engine/evaluate/machine.h"
#include "tests/agreement/describe_slots.h"

namespace jurat::agreement {

namespace {

Claim claimOf(const Finding& finding, const std::string& path) {
  Claim claim{.about = finding.id + path};
  for (const Outcome outcome : finding.could_be) claim.could_be.emplace(outcomeWord(outcome));
  if (claim.could_be.empty()) claim.could_be.emplace(outcomeWord(finding.outcome));
  return claim;
}

// One side of a bound, as the slot holds it: a side that is `none` is one that the law does not set.
Claim claimOf(const Slot& side, std::string about) {
  Claim claim{.about = std::move(about)};
  if (side.could(kValue)) claim.could_be.insert("value");
  if (side.could(kNone)) claim.could_be.insert("none");
  if (side.could(kError)) claim.could_be.insert("error");
  if (side.could(kValue) && !(side.flags & kLowOpen)) claim.low = side.low;
  if (side.could(kValue) && !(side.flags & kHighOpen)) claim.high = side.high;
  return claim;
}

void claimsOf(Machine& machine, std::size_t index, InstanceId subject, std::vector<Claim>& out) {
  const AmountResult result = amountOf(machine, index, subject);
  const std::string about = result.id + " of " + instancePath(machine, subject);
  Claim force{.about = about};
  if (result.in_force) force.could_be.insert("in force");
  if (!result.in_force || result.maybe_in_force) force.could_be.insert("not in force");
  out.push_back(std::move(force));
  if (!result.in_force) return;
  const Date day = machine.asOf().day;
  for (const AmountVersion& version : machine.rules().amounts[index].versions) {
    if ((version.from && day < *version.from) || (version.until && *version.until < day)) continue;
    const Frame& frame = machine.run(version.block, subject);
    for (const BoundCode& bound : version.bounds) {
      const std::string label = about + " " + bound.label;
      if (bound.at_least != kNoId) out.push_back(claimOf(frame.slots[bound.at_least], label + " at least"));
      if (bound.at_most != kNoId) out.push_back(claimOf(frame.slots[bound.at_most], label + " at most"));
    }
  }
}

// A benefit's outcome, and its amount with what eligibility leaves open.
void benefitClaims(Machine& machine, std::size_t index, InstanceId subject, std::vector<Claim>& out) {
  const BenefitResult result = benefitOf(machine, index, subject);
  const std::string about = result.amount.id + " of " + instancePath(machine, subject);
  Claim outcome{.about = about};
  for (const BenefitOutcome each : result.could_be) outcome.could_be.emplace(benefitWord(each));
  if (result.could_be.empty()) outcome.could_be.emplace(benefitWord(result.outcome));
  // What fails is no outcome of its own. A fault may be the amount's alone, and stay while a judgement that
  // is missing turns into a fact that is.
  const bool open =
      result.outcome == BenefitOutcome::Undetermined || result.outcome == BenefitOutcome::Review;
  if (open && !result.amount.fault.empty()) outcome.could_be.insert("undetermined");
  out.push_back(std::move(outcome));
  for (const AmountBound& bound : result.amount.bounds) {
    if (bound.error || bound.may_fail) continue;
    const std::string label = about + " " + bound.label;
    if (bound.has_least) out.push_back({label + " at least", {"value"}, bound.least_low, bound.least_high});
    if (bound.has_most) out.push_back({label + " at most", {"value"}, bound.most_low, bound.most_high});
  }
}

std::string claimText(const Claim& claim) {
  return fmt::format("{{{}}} {}..{}", fmt::join(claim.could_be, ", "), boundText(claim.low),
                     boundText(claim.high));
}

bool within(const Claim& now, const Claim& was) {
  const auto among = [&](const std::string& each) { return was.could_be.contains(each); };
  if (!std::all_of(now.could_be.begin(), now.could_be.end(), among)) return false;
  if (!now.could_be.contains("value")) return true;  // what is no value has no bounds
  const bool low = !was.low || (now.low && *was.low <= *now.low);
  const bool high = !was.high || (now.high && *now.high <= *was.high);
  return low && high;
}

}  // namespace

std::vector<Claim> claims(Machine& machine, const Profile& profile, const AsOf& as_of) {
  machine.start(profile, as_of);
  std::vector<Claim> out;
  const RuleSet& rules = machine.rules();
  const auto subject_entity = [&](checked::DeclarationId id) {
    return rules.program->declarations[id].subject;
  };
  for (std::uint32_t i = 0; i < profile.instances.size(); ++i) {
    const InstanceId subject{i};
    const EntityId entity = profile.instances[subject].entity;
    const std::string path = " of " + instancePath(machine, subject);
    for (const RuleCode& rule : rules.rules) {
      if (subject_entity(rule.declaration) != entity) continue;
      out.push_back(claimOf(findingOf(machine, rule, subject, Reasons::None), path));
    }
    for (std::size_t index = 0; index < rules.benefits.size(); ++index) {
      if (subject_entity(rules.benefits[index].declaration) == entity)
        benefitClaims(machine, index, subject, out);
    }
    for (std::size_t index = 0; index < rules.amounts.size(); ++index) {
      if (subject_entity(rules.amounts[index].declaration) != entity) continue;
      claimsOf(machine, index, subject, out);
    }
  }
  return out;
}

std::optional<std::string> undone(const std::vector<Claim>& before, const std::vector<Claim>& after) {
  std::map<std::string, const Claim*> then;
  for (const Claim& claim : before) then[claim.about] = &claim;
  for (const Claim& now : after) {
    const auto found = then.find(now.about);
    if (found == then.end() || within(now, *found->second)) continue;
    return fmt::format("{}: from {} to {}", now.about, claimText(*found->second), claimText(now));
  }
  return std::nullopt;
}

std::size_t determinedOf(const std::vector<Claim>& claims) {
  return static_cast<std::size_t>(std::count_if(claims.begin(), claims.end(), [](const Claim& claim) {
    const bool open = claim.low != claim.high || (claim.could_be.contains("value") && !claim.low);
    return claim.could_be.size() == 1 && !open;
  }));
}

}  // namespace jurat::agreement
