// The gate: from assessments to the exit code (product.md, Exit codes; docs/exit-codes.md).
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/evaluate/assessment.h"

namespace jurat {

enum class ExitCode : int {
  Pass = 0,
  Fail = 1,       // a selected finding stands
  Usage = 2,      // wrong option, command, date or configuration
  Undecided = 3,  // review, or undetermined and could be violated or error
  NotLoaded = 4,  // a profile or rule file does not load
  Nothing = 5,    // no rule, subject or test was selected
  RuleError = 6,  // a rule ended in `error`
  Internal = 70,
  NotWritten = 74,  // a report, ledger or other output could not be written
};

// Which of two wins when both apply: the first of 70, 74, 2, 4, 5, 6, 1, 3, then 0.
ExitCode worse(ExitCode a, ExitCode b);

struct GateOptions {
  std::vector<Outcome> fail_on = {Outcome::Violated, Outcome::Undetermined, Outcome::Review};
  checked::Severity min_severity = checked::Severity::Low;
  std::vector<checked::Strength> strengths = {checked::Strength::Must};
};

// What a project makes of a rule's findings, by `levels` of jurat.yaml. None of them hides a finding.
enum class Level : std::uint8_t {
  Fail,  // it counts
  Warn,  // it is shown and never decides the exit code
  Off,   // as Warn, and reports say that the project switched it off
};

enum class WaiverState : std::uint8_t {
  Valid,
  Expiring,     // valid, with little time left
  NotYet,       // granted on a later day
  Expired,      // its last day is over: the finding counts again
  Lapsed,       // the facts that it was granted for have changed: the finding counts again
  NotWaivable,  // the rule allows none
  Unused,       // there is nothing to waive
};

// A decision of people to live with a finding until a day (product.md, Waivers and baselines).
struct Waiver {
  std::string rule;     // "eu.ai_act/social_scoring"
  std::string subject;  // "company.ai_systems[scorer]"
  std::string profile;  // the file it speaks of, as the waiver file names it; empty: any profile of the run
  std::string reason, owner, approver;
  Date granted, expires;    // both days included, UTC
  std::string fingerprint;  // factsFingerprint() when it was granted; empty: it holds whatever they become
  Span place;
  Span rule_at, subject_at, expires_at;  // those fields of it
};

enum class BaselineState : std::uint8_t {
  None,       // no baseline was given, or the finding is not one that a baseline holds
  New,        // not in the baseline
  Unchanged,  // known since `since`: does not decide the exit code
};

// What the gate makes of one finding; the outcome stays what it is.
struct FindingView {
  Level level = Level::Fail;
  ExitCode asks_for = ExitCode::Pass;  // the code it would give with neither waiver nor baseline nor level
  bool decides = false;                // it is one of those that the exit code rests on
  const Waiver* waiver = nullptr;      // of GateResult::waivers; the one that speaks of it, valid or not
  WaiverState waiver_state = WaiverState::Valid;
  BaselineState baseline = BaselineState::None;
  std::optional<Date> since;  // first day in the baseline
  std::string
      fingerprint;  // 64 hex digits of what makes it the same finding in another run: rule, subject and the
                    // paths of the facts that decided, never a line; of findings that ask for something

  bool waived() const {
    return waiver && (waiver_state == WaiverState::Valid || waiver_state == WaiverState::Expiring);
  }
  // Its problem is known and accepted: by a waiver that holds, or by the baseline.
  bool covered() const { return waived() || baseline == BaselineState::Unchanged; }
};

struct WaiverUse {
  const Waiver* waiver = nullptr;
  WaiverState state = WaiverState::Valid;
  std::int64_t days_left = 0;  // to the last day; negative: expired so long ago
  bool replaced = false;       // it does not hold, and another waiver covers all it speaks of
  std::string facts;           // of a lapsed one: factsFingerprint() today
};

// A finding of the baseline that the run did not make.
struct Gone {
  std::string rule, subject, fingerprint;
  Date since;
};

struct GateResult {
  ExitCode code = ExitCode::Pass;
  std::vector<std::vector<FindingView>> views;  // per assessment, per finding
  std::shared_ptr<const std::vector<Waiver>> waivers;
  // The waivers that speak of this run, in the order of their file: not those of a profile or pack that is no
  // part of it.
  std::vector<WaiverUse> used;
  std::vector<Gone> gone;
  // What a change under review alters in the rules of its own judgement (`--policy-from-git`), a line each.
  std::vector<Message> policy;
};

// A level of `levels` in jurat.yaml: of a pack (`eu.ai_act`) or of one rule (`eu.ai_act/social_scoring`, with
// its option where it is one `per` a choice). What is said of a rule wins over what is said of its pack.
struct LevelSetting {
  std::string name;
  Level level = Level::Fail;
  Span place;
};

// "fail", "warn", "off", as jurat.yaml writes them.
std::string_view levelWord(Level level);
std::optional<Level> levelFromWord(std::string_view word);

struct Baseline;

// All that judges a run besides the findings themselves.
struct GatePolicy {
  GateOptions options;
  std::vector<LevelSetting> levels;
  std::shared_ptr<const std::vector<Waiver>> waivers;  // may be null
  const Baseline* baseline = nullptr;                  // may be null; outlives the call
  // The baseline may only shrink: what it does not hold counts at level Warn too.
  bool no_grow = false;
};

// An assessment, and the names by which the files of the gate know its profile: paths as seen from the folder
// of each, so that they mean the same wherever the run is started.
struct JudgedProfile {
  const Assessment* assessment = nullptr;
  std::string by_waivers;
  std::string by_baseline;
};

// The code a finding asks for, whatever covers it; Pass when it asks for none.
ExitCode codeOf(const Finding& finding, const GateOptions& options);

// Something is amiss or open that a waiver could cover or a baseline hold: violated, pending, undetermined,
// review. An `error` is neither waived nor accepted: the rule itself is broken.
bool isOpen(const Finding& finding);

// The verdict of a run, and what it makes of each finding. Waivers and ages are judged on the as-of day.
GateResult gate(const std::vector<JudgedProfile>& judged, const GatePolicy& policy);
// The same without levels, waivers or baseline.
GateResult gate(const std::vector<const Assessment*>& assessments, const GateOptions& options);

std::optional<checked::Severity> severityFromWord(std::string_view word);
std::optional<checked::Strength> strengthFromWord(std::string_view word);

}  // namespace jurat
