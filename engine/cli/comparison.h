// Comparison: the two sides of `diff` and `what-if`, loaded and evaluated.
#pragma once
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/cli/command.h"
#include "engine/cli/commands/outputs.h"
#include "engine/cli/profiles.h"
#include "engine/reports/advice/difference_report.h"

namespace jurat {

// The profiles, rules and day of one side; a session may serve both.
struct ComparedSide {
  Session* session = nullptr;
  AsOf as_of;
  std::shared_ptr<const RuleSet> rules;
  OtherKeys others{};  // what others than its rules ask; without it those that its session leaves out
  std::vector<ProfileText> texts;
  std::deque<std::optional<Profile>> profiles;  // of each text; nothing: it did not load (reported)
  std::deque<Assessment> assessments;           // of each text; empty where there is no profile

  // Types and evaluates every text.
  void evaluateAll();
};

// Answers to what the rules of the other side alone ask are no faults: sets ComparedSide::others of both, for
// any thread. Their rules have been loaded; sides of one session share one.
void knowEachOther(ComparedSide& before, ComparedSide& after);

// Both must outlive it. The profiles that loaded on both sides, in the order of the texts.
DifferenceReport compared(const ComparedSide& before, const ComparedSide& after);

// Writes what was asked for; `code` or what became of writing.
ExitCode writeDifference(const Session& session, const DifferenceReport& report,
                         const std::vector<Output>& outputs, ExitCode code);

// The formats of both commands, the default first.
const std::vector<std::string>& differenceFormats();

// "as of 2026-11-23"
Message dayText(const AsOf& as_of);

}  // namespace jurat
