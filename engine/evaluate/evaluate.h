// evaluate(): every rule of the packs that are called for, for every subject of the profile.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/limits.h"
#include "engine/evaluate/assessment.h"
#include "engine/evaluate/machine.h"

namespace jurat {

// Which findings are given their reasons. A report that lists only what is open does not pay for the others,
// which are most of them.
enum class Reasons : std::uint8_t {
  None,
  Open,  // of findings that ask for something: violated, pending, undetermined, review, error
  All,
};

struct EvaluateOptions {
  AsOf as_of;
  // Packs named by the caller (`--rules`): run whatever their status, and only these, when not empty.
  std::vector<std::string> named;
  Reasons reasons = Reasons::All;
};

// Never fails: gaps of the profile are results. The packs of `machine.rules()` that status, the profile's
// `frameworks:` or `named` select are run; the others only serve those that use them.
Assessment evaluate(Machine& machine, const Profile& profile, const EvaluateOptions& options);

// One rule for one subject, after Machine::start (tests of rule files, explain).
// With its reason a finding also has the place in the profile that decided, the limbs of the paragraph and
// the standing of all that it rests on.
Finding findingOf(Machine& machine, const RuleCode& rule, InstanceId subject, Reasons reasons);
// One amount for one subject, after Machine::start; `amount` indexes RuleSet::amounts.
AmountResult amountOf(Machine& machine, std::size_t amount, InstanceId subject);
// Why an amount is what it is: the arithmetic, with both sides of `higher of`.
Reason explainAmount(Machine& machine, std::size_t amount, InstanceId subject);

// One benefit for one subject, after Machine::start; `benefit` indexes RuleSet::benefits. Computed for that
// case alone: a pool is never divided among cases that wait for it.
BenefitResult benefitOf(Machine& machine, std::size_t benefit, InstanceId subject);

// Which packs run on that day, and why or why not.
std::vector<PackUse> selectPacks(Machine& machine, const Profile& profile, const EvaluateOptions& options);
// The same for a profile that asks for `frameworks`; `refused` says whether it is certain that a pack is not
// called for.
std::vector<PackUse> selectPacks(const checked::Program& program, const std::vector<std::string>& frameworks,
                                 const std::function<bool(PackId)>& refused, const EvaluateOptions& options);

}  // namespace jurat
