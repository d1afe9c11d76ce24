// The gate: from assessments to the exit code (product.md, Exit codes; docs/exit-codes.md).
#pragma once
#include <cstdint>
#include <optional>
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

// Whether a finding decides the code, and which one it asks for; Pass when it does not.
ExitCode codeOf(const Finding& finding, const GateOptions& options);
ExitCode gate(const std::vector<const Assessment*>& assessments, const GateOptions& options);

std::optional<checked::Severity> severityFromWord(std::string_view word);
std::optional<checked::Strength> strengthFromWord(std::string_view word);

}  // namespace jurat
