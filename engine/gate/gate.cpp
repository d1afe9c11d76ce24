#include "engine/gate/gate.h"

#include <algorithm>
#include <array>

#include "engine/gate/desks.h"
#include "engine/gate/fingerprint.h"

namespace jurat {
namespace {

constexpr std::array kOrder = {ExitCode::Internal,  ExitCode::NotWritten, ExitCode::Usage,
                               ExitCode::NotLoaded, ExitCode::Nothing,    ExitCode::RuleError,
                               ExitCode::Fail,      ExitCode::Undecided,  ExitCode::Pass};

bool selected(const GateOptions& options, Outcome outcome) {
  return std::find(options.fail_on.begin(), options.fail_on.end(), outcome) != options.fail_on.end();
}

bool could(const Finding& finding, Outcome outcome) {
  return std::find(finding.could_be.begin(), finding.could_be.end(), outcome) != finding.could_be.end();
}

// Whether the exit code may rest on it.
bool counts(const FindingView& view, bool no_grow) {
  if (view.asks_for == ExitCode::Pass) return false;
  // Neither level nor waiver nor baseline switches an error off: the rule itself is broken.
  if (view.asks_for == ExitCode::RuleError) return true;
  if (view.covered()) return false;
  return view.level == Level::Fail ||
         (view.level == Level::Warn && no_grow && view.baseline == BaselineState::New);
}

}  // namespace

ExitCode worse(ExitCode a, ExitCode b) {
  const auto rank = [](ExitCode code) { return std::find(kOrder.begin(), kOrder.end(), code); };
  return rank(a) <= rank(b) ? a : b;
}

ExitCode codeOf(const Finding& finding, const GateOptions& options) {
  // No option switches an error off: the rule itself is broken.
  if (finding.outcome == Outcome::Error) return ExitCode::RuleError;
  if (finding.severity < options.min_severity) return ExitCode::Pass;
  if (std::find(options.strengths.begin(), options.strengths.end(), finding.strength) ==
      options.strengths.end())
    return ExitCode::Pass;
  if (!selected(options, finding.outcome)) return ExitCode::Pass;
  switch (finding.outcome) {
    case Outcome::Violated:
    case Outcome::Pending:
      return ExitCode::Fail;
    case Outcome::Review:
      return ExitCode::Undecided;
    case Outcome::Undetermined:
      return could(finding, Outcome::Violated) || could(finding, Outcome::Error) ? ExitCode::Undecided
                                                                                 : ExitCode::Pass;
    case Outcome::Satisfied:
    case Outcome::NotApplicable:
    case Outcome::NotInForce:
    case Outcome::Error:
      return ExitCode::Pass;
  }
  return ExitCode::Pass;
}

bool isOpen(const Finding& finding) {
  switch (finding.outcome) {
    case Outcome::Violated:
    case Outcome::Pending:
    case Outcome::Undetermined:
    case Outcome::Review:
      return true;
    case Outcome::Satisfied:
    case Outcome::NotApplicable:
    case Outcome::NotInForce:
    case Outcome::Error:
      return false;
  }
  return false;
}

GateResult gate(const std::vector<const Assessment*>& assessments, const GateOptions& options) {
  std::vector<JudgedProfile> judged;
  for (const Assessment* assessment : assessments)
    judged.push_back({assessment, assessment->profile_name, assessment->profile_name});
  return gate(judged, {.options = options, .levels = {}, .waivers = nullptr});
}

GateResult gate(const std::vector<JudgedProfile>& judged, const GatePolicy& policy) {
  GateResult result;
  if (judged.empty()) result.code = ExitCode::Nothing;
  const LevelTable levels(policy.levels);
  WaiverDesk desk(policy.waivers);
  BaselineDesk known(policy.baseline);
  for (const JudgedProfile& one : judged) {
    // Looking at nothing is no pass (principle 7).
    if (one.assessment->evaluated == 0) result.code = worse(result.code, ExitCode::Nothing);
    std::vector<FindingView>& views = result.views.emplace_back();
    views.reserve(one.assessment->findings.size());
    desk.open(one);
    for (const Finding& finding : one.assessment->findings) {
      FindingView& view = views.emplace_back();
      view.level = levels.of(finding.id);
      view.asks_for = codeOf(finding, policy.options);
      if (isOpen(finding)) view.fingerprint = findingFingerprint(finding, one.by_baseline);
      desk.judge(finding, one.assessment->as_of.day, view);
      known.judge(finding, view);
      if (counts(view, policy.no_grow)) result.code = worse(result.code, view.asks_for);
    }
  }
  for (std::vector<FindingView>& views : result.views) {
    for (FindingView& view : views)
      view.decides = counts(view, policy.no_grow) && view.asks_for == result.code;
  }
  result.waivers = policy.waivers;
  result.used = desk.uses();
  result.gone = known.gone(judged);
  return result;
}

std::string_view levelWord(Level level) {
  constexpr std::string_view kWords[] = {"fail", "warn", "off"};
  return kWords[static_cast<std::size_t>(level)];
}

std::optional<Level> levelFromWord(std::string_view word) {
  for (const Level level : {Level::Fail, Level::Warn, Level::Off}) {
    if (levelWord(level) == word) return level;
  }
  return std::nullopt;
}

std::optional<checked::Severity> severityFromWord(std::string_view word) {
  constexpr std::string_view kWords[] = {"low", "medium", "high", "critical"};
  for (std::size_t i = 0; i < std::size(kWords); ++i) {
    if (kWords[i] == word) return static_cast<checked::Severity>(i);
  }
  return std::nullopt;
}

std::optional<checked::Strength> strengthFromWord(std::string_view word) {
  constexpr std::string_view kWords[] = {"must", "should", "voluntary", "aspirational"};
  for (std::size_t i = 0; i < std::size(kWords); ++i) {
    if (kWords[i] == word) return static_cast<checked::Strength>(i);
  }
  return std::nullopt;
}

}  // namespace jurat
