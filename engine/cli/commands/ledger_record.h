// Recording a run in the ledger.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/cli/gate_files.h"
#include "engine/cli/profiles.h"
#include "engine/crypto/ed25519.h"
#include "engine/evaluate/assessment.h"
#include "engine/ledger/entry.h"
#include "engine/ledger/settings.h"

namespace jurat {

// Whether the run is to be recorded at all.
bool recordsRun(const Arguments& arguments);

// The key that signs the run, read before anything is reported: without it the run could not be recorded.
// `good` says whether all is well: there may be no key to read.
std::optional<SecretKey> signingKey(const Arguments& arguments, bool& good);

// How the run was asked for: what of it the session and the gate know.
RunSettings settingsOf(Session& session, const GateOptions& gate);

// Appends the run; false when that failed (said on standard error).
struct RecordedRun {
  const std::vector<ProfileText>& profiles;
  const std::vector<Assessment>& assessments;
  std::string report;  // JSON
  RunSettings settings;
  std::vector<NamedText> policy;  // waivers, a baseline and whatever else decided, as it was read
  ExitCode code = ExitCode::Pass;
};
// Adds what judged the run besides its thresholds: waivers, baseline, levels.
void recordPolicy(const Session& session, const GateFiles& files, const std::vector<JudgedProfile>& judged,
                  RecordedRun& recorded);
bool recordRun(const Session& session, const RecordedRun& recorded, const SecretKey* key);

}  // namespace jurat
