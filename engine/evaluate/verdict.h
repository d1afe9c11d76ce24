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

// What is known of the day or moment a duty falls due.
struct DueDay {
  // The earliest it can be. Nothing where that is not known; nor where it is the day of the check itself and
  // would be another one tomorrow, which says no more than that the duty is not overdue.
  std::optional<Number> from;
  std::optional<Number> until;  // the latest; nothing where that is not known
  bool open = false;            // which one it is, or whether there is one, hangs on what is missing
};
// `due` is the slot of the deadline in a run of the version's duty.
DueDay dueDayOf(const Machine& machine, const RuleVersion& version, const Slot& due);
// The as-of day or moment, as the deadline of a version counts it.
Number dueToday(const RuleSet& rules, const AsOf& as_of, const RuleVersion& version);
// Whether that deadline is reckoned from it, so that a bound which is today is nothing else.
bool reckonsDueFromToday(const RuleSet& rules, const RuleVersion& version);

// The answer to a rule, without any of its reasons.
struct RuleAnswer {
  Outcome outcome = Outcome::NotInForce;
  std::uint8_t possible = kNotInForce;  // bits: of `undetermined` and `review` what it could be
  std::optional<Number> due{};          // day or second of the deadline; of an open one DueDay::from
  bool due_open = false;                // which day it is hangs on what is missing
  friend bool operator==(const RuleAnswer&, const RuleAnswer&) = default;
};
// What an open answer could be; nothing of a settled one. A breach by a source that is not confirmed is open.
std::vector<Outcome> couldBe(const RuleAnswer& answer);
// The same as findingOf() says; after a start of either kind.
RuleAnswer answerOf(Machine& machine, const RuleCode& rule, InstanceId subject);
// The same under the version of the day; of controls, for an option that is there on the day.
RuleAnswer answerUnder(Machine& machine, const RuleVersion& version, InstanceId subject);

}  // namespace jurat
