// The names that only a look at the rules folders tells: packs, rules, codes of diagnostics.
#pragma once
#include <string>
#include <vector>

#include "engine/cli/arguments.h"
#include "engine/cli/completion/candidates.h"

namespace jurat {

// Every pack below the roots of the arguments, by its id.
std::vector<Candidate> knownPacks(const Arguments& arguments);
// While no slash is typed the packs, each with a slash behind it; then what the pack before the slash
// declares, as "eu.ai_act/social_scoring". One pack is read, and none that it uses.
std::vector<Candidate> knownRules(const Arguments& arguments, const std::string& typed);
std::vector<Candidate> knownCodes();

}  // namespace jurat
