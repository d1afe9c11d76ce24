// Why a run has no answer of a name: each reason has another fix.
#pragma once
#include <string>

#include "engine/cli/session.h"
#include "engine/evaluate/assessment.h"

namespace jurat {

// For the name of a rule, amount or benefit (its id, or its name alone) that the assessment has no answer of:
// its pack does not run for this profile, there is no such pack, or the profile has nothing that it looks at.
// One sentence with what to do; empty when none of this is so, and the name is that of nothing.
std::string whyNotRun(const std::string& name, const Assessment& assessment, const checked::Program& program,
                      Session& session);

}  // namespace jurat
