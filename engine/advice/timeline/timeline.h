// Timeline: every day on which something changes for a company although no answer does: an outcome, a
// deadline, an exposure, an amount, a benefit; what changes, and why.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/advice/items/items.h"
#include "engine/evaluate/assessment.h"
#include "engine/evaluate/evaluate.h"

namespace jurat {

// Why something changes on a day.
enum class DateReason : std::uint8_t {
  Unknown,           // several things at once, or one that is not told apart
  TakesEffect,       // a provision begins to be in force
  Ends,              // it has ended
  Version,           // what is laid down says something else from that day
  DeadlinePasses,    // the day before was the last one
  SanctionBegins,    // from that day on a breach can be sanctioned
  PeriodReached,     // an age, period or day in a condition is reached
  Happens,           // a day that the profile has as planned has come
  EvidenceCounts,    // evidence becomes effective
  EvidenceExpires,   // it has expired
  JudgementExpires,  // a judgement has
  PackStatus,        // the pack's status changes
  PackSuperseded,    // another pack takes its place, or it takes another's
  PackCalledFor,     // whether the pack is called for changes
  WaiverBegins,
  WaiverExpires,
};
std::string_view reasonWord(DateReason reason);  // "takes_effect"

// What one rule says of a subject, on one day.
struct RuleState {
  bool runs = false;  // false: its pack is not part of the run
  Outcome outcome = Outcome::NotInForce;
  std::vector<Outcome> could_be;  // sorted
  std::optional<Number> due;      // day or second of the deadline; of an open one the earliest, when known
  bool due_open = false;          // RuleAnswer::due_open
  struct Exposure {
    std::uint32_t code = 0;  // which of the rule's exposures
    ExposureState state = ExposureState::Live;
    std::optional<Date> from;
    friend bool operator==(const Exposure&, const Exposure&) = default;
  };
  std::vector<Exposure> exposures;
  friend bool operator==(const RuleState&, const RuleState&) = default;
};
struct AmountState {
  bool runs = false;
  AmountResult amount;  // without what is missing
};
struct BenefitState {
  bool runs = false;
  BenefitOutcome outcome = BenefitOutcome::NotInForce;
  std::vector<BenefitOutcome> could_be;
  AmountResult amount;
};
// Whether what people are told is the same.
bool operator==(const AmountState& a, const AmountState& b);
bool operator==(const BenefitState& a, const BenefitState& b);

// One thing that changes on a day.
struct DateChange : ItemWords {
  enum class About : std::uint8_t { Rule, Amount, Benefit, Waiver } about = About::Rule;
  Date day;                  // the first day on which it is as it is `after`
  std::optional<Date> last;  // it changes again every day up to this one; `after` is what it is then
  // What it is on `day` itself, of what is another one on the next day again, also where that one is not
  // looked at any more.
  struct FirstDay {
    RuleState rule;
    std::optional<AmountState> amount;
    std::optional<BenefitState> benefit;
  };
  std::optional<FirstDay> first;
  std::string pack;                                   // its id
  checked::Status status = checked::Status::InForce;  // of the pack on that day
  // Of a rule:
  RuleState before, after;
  // Of an amount, or of a benefit:
  std::optional<AmountState> amount_before, amount_after;
  std::optional<BenefitState> benefit_before, benefit_after;

  DateReason reason = DateReason::Unknown;
  std::string because;           // what the reason is about: a declaration or an answer, when it is another
  Texts because_title;           // of that declaration
  std::optional<Date> last_day;  // DeadlinePasses: the last day on which to act
  std::optional<Date> known_since;  // of a rule: the baseline accepts it as it is `after`; since when
};

struct Timeline {
  Date from, to;  // looked at, both inclusive; what is so on `from` is no change
  std::string profile_name, company;
  std::string lei;                  // of the company; empty when the profile gives none
  std::vector<DateChange> changes;  // by day; then rules, amounts, benefits, each as evaluate() has them
  std::vector<DateChange> passing;  // deadlines, and waivers, whose last day is `to`
  std::size_t more = 0;             // changes beyond Limits::timeline_changes, counted alone
  std::size_t days = 0;             // on which the machine was asked
  std::size_t hops = 0;             // answers that were asked for again on the next day, for want of better
  bool cut_short = false;           // a run reached Limits::steps: there may be other dates
  std::vector<PackUse> packs;       // as of `from`
};

struct TimelineOptions {
  Date from, to;
  std::vector<std::string> named;  // as EvaluateOptions::named
  Limits limits = {};
};

// Never fails: gaps of the profile are results. Exact: the days are those on which evaluate() answers
// otherwise than the day before, all of them and no other.
Timeline timelineOf(const std::shared_ptr<const RuleSet>& rules, const Profile& profile,
                    const TimelineOptions& options);

// The last day to look at where nobody names one: ten years later.
Date comingUntil(Date from);

// Whether a status is that of law that does not yet hold: a proposal, deferred law.
bool notYetLaw(checked::Status status);

}  // namespace jurat
