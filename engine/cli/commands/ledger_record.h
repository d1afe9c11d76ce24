// Recording a run in the ledger.
#pragma once
#include <string>
#include <vector>

#include "engine/cli/profiles.h"
#include "engine/evaluate/assessment.h"

namespace jurat {

// Appends the run; false when that failed (said on standard error).
bool recordRun(const Session& session, const std::vector<ProfileText>& profiles,
               const std::vector<Assessment>& assessments, const std::string& report, ExitCode code);

}  // namespace jurat
