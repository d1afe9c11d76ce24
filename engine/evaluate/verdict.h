// Verdicts: what is possible of a rule for a subject, before anything is said about it; for the machines only
// (here, in engine/batch and in engine/advice).
#pragma once
#include <optional>
#include <vector>

#include "engine/evaluate/machine.h"

namespace jurat {

// The bits of a verdict that are possible (kSatisfied ...), and why more than one is.
struct Verdict {
  std::uint8_t bits = 0;
  std::uint32_t cause = 0;
  std::uint32_t fault = 0;
};

// The version of a rule that a day is under; null when there is none.
const RuleVersion* versionOn(const RuleCode& rule, Date day);
// Dates first, then application, then the duty: what is not reached is not run, and its errors do not
// surface.
Verdict judge(Machine& machine, const RuleVersion& version, InstanceId subject);
// Of exactly one bit.
Outcome outcomeOf(std::uint8_t bit);
// Of each bit, sorted, as Finding::could_be has them.
std::vector<Outcome> outcomesOf(std::uint8_t bits);

// The answer to a rule, without any of its reasons.
struct RuleAnswer {
  Outcome outcome = Outcome::NotInForce;
  std::uint8_t possible = kNotInForce;  // bits: of `undetermined` and `review` what it could be
  std::optional<Number> due;            // day or second of the deadline (its lower bound)
  friend bool operator==(const RuleAnswer&, const RuleAnswer&) = default;
};
// What an open answer could be; nothing of a settled one. A breach by a source that is not confirmed is open.
std::vector<Outcome> couldBe(const RuleAnswer& answer);
// The same as findingOf() says; after a start of either kind.
RuleAnswer answerOf(Machine& machine, const RuleCode& rule, InstanceId subject);
// The same under the version of the day; of controls, for an option that is there on the day.
RuleAnswer answerUnder(Machine& machine, const RuleVersion& version, InstanceId subject);

}  // namespace jurat
