// The files that judge a run besides its rules: waivers, baseline, levels; read, held to the rules, compared.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/advice/timeline/policy_over_time.h"
#include "engine/cli/session.h"
#include "engine/gate/baseline.h"
#include "engine/gate/gate.h"

namespace jurat {

struct GateFiles {
  std::string waivers_file, baseline_file;     // as people would write them here; empty: none
  const SourceFile* waivers_source = nullptr;  // as they were read, from disk or a commit; null: not read
  const SourceFile* baseline_source = nullptr;
  std::shared_ptr<const std::vector<Waiver>> waivers;
  std::optional<Baseline> baseline;
};

// Reads those that the command line or the project names. Nothing when one has a fault (said): exit code 2.
std::optional<GateFiles> readGateFiles(Session& session);

// Of them what the dates to come are held against.
TimelinePolicy timelinePolicy(const GateFiles& files);

// What the command line and the project say of thresholds.
GateOptions gateOptionsOf(const Arguments& arguments);

// Assessments with the names that the files know their profiles by. Paths count from the folder of each file;
// without one from that of jurat.yaml, else from here.
std::vector<JudgedProfile> judgedOf(const Session& session, const GateFiles& files,
                                    const std::vector<Assessment>& assessments);

// The verdict. Nothing when waivers or levels do not fit the rules (said): exit code 2. What people should
// know of waivers and baseline is said on standard error.
std::optional<GateResult> judge(Session& session, const GateFiles& files,
                                const std::vector<JudgedProfile>& judged, const RuleSet& rules);

// What the working tree alters in the files that come from a commit (`--policy-from-git`).
std::vector<Message> policyChanges(const Session& session, const GateFiles& files);

}  // namespace jurat
