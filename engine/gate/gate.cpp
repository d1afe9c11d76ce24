#include "engine/gate/gate.h"

#include <algorithm>
#include <array>

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

GateResult gate(const std::vector<const Assessment*>& assessments, const GateOptions& options) {
  GateResult result;
  if (assessments.empty()) result.code = ExitCode::Nothing;
  for (const Assessment* assessment : assessments) {
    // Looking at nothing is no pass (principle 7).
    if (assessment->evaluated == 0) result.code = worse(result.code, ExitCode::Nothing);
    std::vector<FindingView>& views = result.views.emplace_back();
    for (const Finding& finding : assessment->findings) {
      FindingView& view = views.emplace_back();
      view.asks_for = codeOf(finding, options);
      result.code = worse(result.code, view.asks_for);
    }
  }
  for (std::vector<FindingView>& views : result.views) {
    for (FindingView& view : views)
      view.decides = view.asks_for != ExitCode::Pass && view.asks_for == result.code;
  }
  return result;
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
