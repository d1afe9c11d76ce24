#include "engine/cli/gate_files.h"

#include <algorithm>
#include <filesystem>

#include "engine/cli/project.h"
#include "engine/config/config.h"
#include "engine/gate/waivers.h"

namespace jurat {
namespace {

std::string folderOf(const std::string& file) { return std::filesystem::path(file).parent_path().string(); }

void readWaiverFile(Session& session, GateFiles& files, Diagnostics& faults) {
  bool absent = false;
  const SourceFile* source = readPolicy(session.arguments.project.get(), session.sources, files.waivers_file,
                                        session.limits.source_bytes, faults, absent);
  files.waivers_source = source;
  if (source) files.waivers = readWaivers(*source, session.limits, faults);
}

void readBaselineFile(Session& session, GateFiles& files, Diagnostics& faults) {
  bool absent = false;
  const SourceFile* source = readPolicy(session.arguments.project.get(), session.sources, files.baseline_file,
                                        session.limits.profile_bytes, faults, absent);
  files.baseline_source = source;
  if (source) files.baseline = readBaseline(*source, session.limits, faults);
  // A baseline that only the change brings along accepts nothing.
  if (absent) files.baseline.emplace();
}

std::vector<std::string> ruleNames(const RuleSet& rules) {
  std::vector<std::string> names;
  for (const RuleCode& rule : rules.rules) names.push_back(rules.program->id(rule.declaration));
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

// Complaints of configuration never make a run look at other rules or fewer waivers: they end it.
bool fit(Session& session, const GateFiles& files, const std::vector<JudgedProfile>& judged,
         const RuleSet& rules) {
  const Project* project = session.arguments.project.get();
  const bool levels = project && !project->config.levels.empty();
  // Looking for all the packs there are takes time, and a run without these has no use for them.
  std::vector<std::string> packs;
  if (levels || files.waivers) packs = session.library().ids();
  if (levels) {
    Diagnostics wrong;
    checkLevels(project->config.levels, ruleNames(rules), packs, wrong);
    session.print(wrong, project->sources);
    if (wrong.hasErrors()) return false;
  }
  if (!files.waivers) return true;
  Diagnostics faults;
  checkWaivers(*files.waivers, {.judged = judged, .rules = rules, .known_packs = packs}, faults);
  session.print(faults, session.sources);
  return !faults.hasErrors();
}

void tellOfGone(const GateFiles& files, const GateResult& result, Diagnostics& notes) {
  if (result.gone.empty()) return;
  const std::string how_many = counted(result.gone.size(), "finding", "findings");
  notes.report(
      {.level = DiagnosticLevel::Note,
       .code = "J0732",
       .message = how_many + " of the baseline `" + files.baseline_file +
                  (result.gone.size() == 1 ? "` is gone" : "` are gone"),
       .help = "`jurat baseline update --prune` takes them out, so that they cannot come back unseen"});
}

}  // namespace

std::optional<GateFiles> readGateFiles(Session& session) {
  GateFiles files;
  files.waivers_file = session.arguments.waivers;
  files.baseline_file = session.arguments.baseline;
  if (session.arguments.no_grow && files.baseline_file.empty()) {
    complain("--no-grow needs a baseline: name it with --baseline FILE, or under `baseline` in jurat.yaml");
    return std::nullopt;
  }
  Diagnostics faults;
  if (!files.waivers_file.empty()) readWaiverFile(session, files, faults);
  if (!files.baseline_file.empty()) readBaselineFile(session, files, faults);
  session.print(faults, session.sources);
  if (faults.hasErrors()) return std::nullopt;
  return files;
}

TimelinePolicy timelinePolicy(const GateFiles& files) {
  return {.waivers = files.waivers.get(), .baseline = files.baseline ? &*files.baseline : nullptr};
}

// The words have been held to their closed lists when the command line and the file were read.
GateOptions gateOptionsOf(const Arguments& arguments) {
  GateOptions gate;
  if (!arguments.fail_on.empty()) gate.fail_on.clear();
  for (const std::string& word : arguments.fail_on) gate.fail_on.push_back(outcomeFromWord(word).value());
  if (!arguments.min_severity.empty()) gate.min_severity = severityFromWord(arguments.min_severity).value();
  if (!arguments.strength.empty()) gate.strengths.clear();
  for (const std::string& word : arguments.strength) gate.strengths.push_back(strengthFromWord(word).value());
  return gate;
}

std::vector<JudgedProfile> judgedOf(const Session& session, const GateFiles& files,
                                    const std::vector<Assessment>& assessments) {
  const Project* project = session.arguments.project.get();
  const std::string anchor = !files.baseline_file.empty() ? files.baseline_file
                             : project                    ? project->file
                                                          : "";
  std::vector<JudgedProfile> judged;
  for (const Assessment& assessment : assessments) {
    const std::string& name = assessment.profile_name;
    // Standard input has no place among files.
    const bool is_file = name != "<stdin>";
    judged.push_back({.assessment = &assessment,
                      .by_waivers = is_file ? seenFrom(folderOf(files.waivers_file), name) : name,
                      .by_baseline = is_file ? seenFrom(folderOf(anchor), name) : name});
  }
  return judged;
}

std::optional<GateResult> judge(Session& session, const GateFiles& files,
                                const std::vector<JudgedProfile>& judged, const RuleSet& rules) {
  if (!fit(session, files, judged, rules)) return std::nullopt;
  GatePolicy policy{.options = gateOptionsOf(session.arguments),
                    .levels = {},
                    .waivers = files.waivers,
                    .baseline = files.baseline ? &*files.baseline : nullptr,
                    .no_grow = session.arguments.no_grow};
  if (session.arguments.project) policy.levels = session.arguments.project->config.levels;
  GateResult result = gate(judged, policy);
  result.policy = policyChanges(session, files);
  Diagnostics notes;
  reportWaivers(result, notes);
  // Whatever the format of the report, the log of the run shows it.
  for (const Message& change : result.policy) {
    notes.report(
        {.level = DiagnosticLevel::Warning, .code = "J0707", .message = say(change, Language::English)});
  }
  tellOfGone(files, result, notes);
  session.print(notes, session.sources);
  return result;
}

}  // namespace jurat
