#include "tests/agreement/monotone.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "engine/evaluate/describe.h"
#include "tests/agreement/describe_slots.h"

namespace jurat::agreement {

namespace {

Claim claimOf(const Finding& finding, const std::string& path) {
  Claim claim{.about = finding.id + path};
  for (const Outcome outcome : finding.could_be) claim.could_be.emplace(outcomeWord(outcome));
  if (claim.could_be.empty()) claim.could_be.emplace(outcomeWord(finding.outcome));
  return claim;
}

void claimsOf(const AmountResult& result, const std::string& path, std::vector<Claim>& out) {
  Claim force{.about = result.id + path};
  if (result.in_force) force.could_be.insert("in force");
  if (!result.in_force || result.maybe_in_force) force.could_be.insert("not in force");
  out.push_back(std::move(force));
  for (const AmountBound& bound : result.bounds) {
    Claim side{.about = result.id + path + " " + bound.label + " at least"};
    if (!bound.error) side.could_be.insert("value");
    if (bound.error || bound.may_fail) side.could_be.insert("error");
    side.low = bound.least_low, side.high = bound.least_high;
    if (bound.has_least) out.push_back(side);
    side.about = result.id + path + " " + bound.label + " at most";
    side.low = bound.most_low, side.high = bound.most_high;
    if (bound.has_most) out.push_back(side);
  }
}

std::string claimText(const Claim& claim) {
  return fmt::format("{{{}}} {}..{}", fmt::join(claim.could_be, ", "), boundText(claim.low),
                     boundText(claim.high));
}

bool within(const Claim& now, const Claim& was) {
  const auto among = [&](const std::string& each) { return was.could_be.contains(each); };
  if (!std::all_of(now.could_be.begin(), now.could_be.end(), among)) return false;
  if (!now.could_be.contains("value")) return true;  // what cannot be computed has no bounds
  const bool low = !was.low || (now.low && *was.low <= *now.low);
  const bool high = !was.high || (now.high && *now.high <= *was.high);
  return low && high;
}

}  // namespace

std::vector<Claim> claims(Machine& machine, const Profile& profile, const AsOf& as_of) {
  machine.start(profile, as_of);
  std::vector<Claim> out;
  const RuleSet& rules = machine.rules();
  const auto subjectEntity = [&](checked::DeclarationId id) {
    return rules.program->declarations[id].subject;
  };
  for (std::uint32_t i = 0; i < profile.instances.size(); ++i) {
    const InstanceId subject{i};
    const EntityId entity = profile.instances[subject].entity;
    const std::string path = " of " + instancePath(machine, subject);
    for (const RuleCode& rule : rules.rules) {
      if (subjectEntity(rule.declaration) != entity) continue;
      out.push_back(claimOf(findingOf(machine, rule, subject, false), path));
    }
    for (std::size_t index = 0; index < rules.amounts.size(); ++index) {
      if (subjectEntity(rules.amounts[index].declaration) != entity) continue;
      claimsOf(amountOf(machine, index, subject), path, out);
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
