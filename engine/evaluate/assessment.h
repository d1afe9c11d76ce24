// Assessment: the answer of a run, complete in itself: what reports print and the ledger stores.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/check/program.h"
#include "engine/phrases/message.h"
#include "engine/profile/profile.h"
#include "engine/source/span.h"

namespace jurat {

// product.md, Outcomes of a rule for a subject.
enum class Outcome : std::uint8_t {
  Satisfied,
  Violated,
  Pending,
  Undetermined,
  Review,
  NotApplicable,
  NotInForce,
  Error,
};
inline constexpr std::size_t kOutcomes = 8;
std::string_view outcomeWord(Outcome outcome);  // "not_applicable"
std::optional<Outcome> outcomeFromWord(std::string_view word);
// Whether somebody has to act, decide or answer; no for what is met, does not apply or is not in force.
bool asksForAction(Outcome outcome);

// The day or moment a check is about.
struct AsOf {
  Date day;
  std::optional<Moment> moment;  // when the caller named one; else the day's last moment in the pack's zone
};
std::string asOfText(const AsOf& as_of);

// A thing that is not known, and would matter.
struct Missing {
  enum class Kind : std::uint8_t { Fact, List, Judgement, Source, Rate, Calendar, Other } kind = Kind::Fact;
  std::string path;           // "company.ai_systems[cv-ranker].performs_profiling"
  std::string name;           // "performs_profiling", or what is missing in English
  Message what;               // how to say it, when it is not just a path
  Texts question;             // the fact's `ask`
  Span place;                 // the record in the profile where the answer belongs
  bool said_unknown = false;  // the company answered `unknown` or gave a range
  Message lapsed;             // it was answered, or a judgement made, and that does not stand: why
  InstanceId instance{kNoId};
  FactId fact{kNoId};
  std::uint32_t option = 0;
};

// An amount of money, exact or between bounds; a side that is absent is not bounded, or not known.
struct AmountBound {
  std::string label;  // of alternatives
  std::optional<Number> least_low,
      least_high;  // what the law sets as the least, itself possibly between bounds
  std::optional<Number> most_low, most_high;  // what the law sets as the most
  bool has_least = false, has_most = false;   // whether the law sets such a side
  bool error = false;                         // it could not be computed; see AmountResult::fault
  bool may_fail = false;                      // what is missing may show that it cannot be computed
  friend bool operator==(const AmountBound&, const AmountBound&) = default;
};

struct AmountResult {
  checked::DeclarationId declaration{kNoId};
  std::uint32_t option = kNoId;  // index of the option
  std::string id;                // "eu.ai_act/fine_ceiling[prohibited]"
  Texts title;
  InstanceId subject{kNoId};
  std::string subject_id;
  std::uint32_t currency = 0;
  bool in_force = true;             // false: none before its first version or outside its dates
  bool maybe_in_force = false;      // whether it is in force depends on what is missing
  std::optional<Date> next;         // first day on which it will be in force
  std::vector<AmountBound> bounds;  // one, or one per alternative
  std::vector<Missing> missing;
  std::vector<std::string> cites;
  std::vector<checked::Confidence> confidence;  // what is not official and decided
  std::vector<Texts> notes;
  Message fault;
  Span rule_place;

  bool determined() const;
  // The highest it can be, when that is known; the head of the report compares these.
  std::optional<Number> ceiling() const;
};

enum class ExposureState : std::uint8_t { Live, Possible, From, Conditional };
struct ExposureLine {
  ExposureState state = ExposureState::Live;
  std::string party;       // "company", or the text
  std::size_t amount = 0;  // index into Assessment::amounts
  bool once = false;
  std::optional<Date> from;  // From: the first day of the sanction
  std::size_t finding = 0;   // index into Assessment::findings; `once`: the first of its rule
};

struct Reason;

// Lines of reasoning. Copies share them until one is changed: what a definition rests on is the same under
// every rule that asks for it, and a portfolio of systems would hold it thousands of times.
class ReasonList {
 public:
  bool empty() const { return size() == 0; }
  std::size_t size() const;
  const Reason* begin() const;
  const Reason* end() const;
  const Reason& back() const;
  Reason& add(Reason line);  // valid until the list is changed or copied
  Reason& add();
  // Lists of one identity hold the same lines; null for an empty one.
  const void* identity() const { return lines_.get(); }

 private:
  std::shared_ptr<std::vector<Reason>> lines_;
};

// One line of reasoning: only what decided; children are what it rests on.
struct Reason {
  Message text;       // the author's own words: "infers_emotions", "is_sme"
  Message label;      // the paragraph's limb, or what part of the rule this is
  Message value;      // "yes", "EUR 104 000 000", "between 60 and 75"
  Message verdict;    // "met", "not met", "not known"; empty for plain values
  std::string cites;  // of the declaration it enters, with the limb
  Message source;     // where the profile says the answer comes from
  Texts note;         // in place of all the above: what the rules say beside it
  Span profile_place;
  Span rule_place;
  // Of a line that is a fact of the profile: which one.
  InstanceId instance{kNoId};
  FactId fact{kNoId};
  ReasonList children;
};

inline std::size_t ReasonList::size() const { return lines_ ? lines_->size() : 0; }
inline const Reason* ReasonList::begin() const { return lines_ ? lines_->data() : nullptr; }
inline const Reason* ReasonList::end() const { return begin() + size(); }
inline const Reason& ReasonList::back() const { return lines_->back(); }
inline Reason& ReasonList::add() { return add(Reason()); }

// A fact that a finding rests on, by its path and what it was, in English: what waivers and baselines know a
// finding by. Paths and values are the same wherever in the file the fact stands and however it is spelt.
struct RestsOn {
  std::string path;   // "company.ai_systems[cv-ranker].performs_profiling"
  std::string value;  // "yes", "EUR 104 000 000", "not answered"
  friend auto operator<=>(const RestsOn&, const RestsOn&) = default;
};

// product.md, Outcomes of a rule for a subject: what benefits answer.
enum class BenefitOutcome : std::uint8_t { Eligible, NotEligible, Undetermined, Review, NotInForce };
inline constexpr std::size_t kBenefitOutcomes = 5;
std::string_view benefitWord(BenefitOutcome outcome);  // "not_eligible"
std::optional<BenefitOutcome> benefitFromWord(std::string_view word);

// A labelled limb of `lower of` in what a benefit is reckoned from: a rate, a cap, what is left of a pool.
struct Cap {
  enum class Bite : std::uint8_t { No, Perhaps, Yes } bite = Bite::No;
  std::string label;
  Message value;  // "CNY 250 000", "at most CNY 8 000 000", "not known"
};

// What somebody may receive, in one case.
struct BenefitResult {
  BenefitOutcome outcome = BenefitOutcome::Undetermined;
  std::vector<BenefitOutcome> could_be;  // of undetermined and review; sorted
  // The amount, 0 for who is not eligible and from 0 where that is open; its `missing` holds also what
  // eligibility waits for.
  AmountResult amount;
  std::vector<Cap> caps;
  std::optional<Date> ended;            // not in force any more since
  std::vector<std::string> exceptions;  // those that decided
  Reason reason;                        // why it is, or is not, received; then what the amount is made of
  Span profile_place;
};

struct Finding {
  checked::DeclarationId declaration{kNoId};
  std::uint32_t option = kNoId;
  std::string id;  // "eu.ai_act/social_scoring"
  Texts title;
  InstanceId subject{kNoId};
  std::string subject_id;    // "call-centre-mood"; the root: its name or "company"
  std::string subject_path;  // "company.ai_systems[call-centre-mood]"
  Outcome outcome = Outcome::Undetermined;
  std::vector<Outcome> could_be;  // of undetermined and review; sorted
  std::string due;  // day or moment the duty falls due; the earliest one where that is open (RuleAnswer::due)
  bool due_open = false;                  // which day it is hangs on what is missing
  std::string due_until;                  // of an open one: the latest day or moment, when there is a latest
  std::optional<Date> rolled_from;        // the day on which the period ended before it rolled forward
  std::optional<std::int64_t> late_days;  // violated: done late by so many days (0: same day, later)
  bool overdue = false;                   // violated: not done, and the deadline has passed
  std::optional<Date> next;               // not in force: first day it can be
  bool next_concerns = true;              // false: by today's answers it will not apply even then
  std::optional<Date> ended;              // not in force any more since
  std::string excepted_by;                // not applicable: name of the exception
  std::vector<std::string> exceptions;    // those that decided, whatever they restate
  std::vector<Missing> missing;
  std::vector<std::string> cites;       // pinpoints, those of deciding exceptions included
  std::vector<std::string> decided_by;  // deciding limbs with their citation: "Art. 5(1)(c)(i)"
  checked::Severity severity = checked::Severity::Medium;
  checked::Strength strength = checked::Strength::Must;
  bool waivable = true;
  bool unconfirmed = false;  // the rule's own source is not confirmed
  std::vector<checked::Confidence> confidence;
  std::vector<Texts> notes;
  Texts remedy;
  Message fault;  // error: what failed
  Span fault_place;
  bool vacuous = false;           // satisfied only because there was nothing to look at
  Reason reason;                  // why, when asked for
  std::vector<RestsOn> rests_on;  // with the reason, of findings that ask for something; sorted, each once
  Span profile_place;             // the subject, or the fact that decided
  Span rule_place;
};

// What follows from the answers about a root entity, by definitions that have a title: its size class, say.
struct Derived {
  std::string id;  // "eu.sme/size_class"
  Texts title;
  std::string subject_id;
  Message value;
  bool known = false;
  std::vector<std::string> cites;
  std::vector<Missing> missing;
  std::vector<Texts> notes;
};

struct PackUse {
  PackId pack{};
  std::string id, version;
  Texts title;
  checked::Status status = checked::Status::InForce;
  bool loaded = true;  // false: `called for when` is false, see why
  Message why;         // "named by --rules", "in force", "asked for by the profile" ...
};

struct Assessment {
  AsOf as_of;
  std::string profile_name;
  std::string company;  // its name, for the heading
  std::vector<PackUse> packs;
  std::vector<Finding> findings;  // by pack, rule, subject in the profile's order
  std::vector<AmountResult> amounts;
  std::vector<BenefitResult> benefits;  // by pack, benefit, subject in the profile's order
  std::vector<ExposureLine> exposures;
  std::vector<Derived> derived;
  std::vector<std::string> unread;  // facts the profile gives and no loaded pack reads, sorted
  std::vector<checked::DeclarationId> statements;
  std::uint64_t steps = 0;    // steps run
  std::size_t evaluated = 0;  // findings that looked at something (exit code 5 when none)
};

}  // namespace jurat
