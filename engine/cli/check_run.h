// CheckRun: profiles read, rules loaded, profiles evaluated; what `check` and the commands of the gate share.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "engine/cli/command.h"
#include "engine/cli/profiles.h"
#include "engine/evaluate/evaluate.h"

namespace jurat {

struct CheckRun {
  std::vector<ProfileText> texts;
  std::shared_ptr<const RuleSet> rules;  // null: they did not load
  std::vector<Profile> profiles;
  std::vector<std::vector<std::string>> proofs;  // with --verify-evidence: what became of it, by profile
  std::vector<Assessment> assessments;           // of the profiles that loaded
  ExitCode code = ExitCode::Pass;                // what did not load, or was not there
};

// Reads profiles and rules; every fault of either is said.
CheckRun loadRun(Session& session, const std::vector<std::string>& paths);
void evaluateRun(Session& session, const AsOf& as_of, Reasons reasons, CheckRun& run);

// The options that say what is checked and how it is judged.
std::vector<CommandOption> whatOptions();     // sourceOptions(), --as-of
std::vector<CommandOption> gateOptions();     // --fail-on, --min-severity, --strength
std::vector<CommandOption> projectOptions();  // --config, --waivers, --baseline
CommandOption inputOption();
CommandOption profilesArgument(bool required);
CommandOption profileArgument();  // of a command that looks at one

}  // namespace jurat
