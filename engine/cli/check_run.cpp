#include "engine/cli/check_run.h"

#include "engine/cli/commands/evidence_look.h"

namespace jurat {

CheckRun loadRun(Session& session, const std::vector<std::string>& paths) {
  CheckRun run;
  run.texts = readProfiles(session, paths, run.code);
  run.rules = loadRulesFor(session, run.texts);
  if (session.printDiagnostics() || !run.rules) run.code = worse(run.code, ExitCode::NotLoaded);
  if (!run.rules) return run;
  run.profiles = bindProfiles(session, run.texts, *run.rules, session.otherKeys());
  if (session.printDiagnostics()) run.code = worse(run.code, ExitCode::NotLoaded);
  if (session.arguments.verify_evidence) run.proofs = applyEvidence(run.profiles);
  return run;
}

void evaluateRun(Session& session, const AsOf& as_of, Reasons reasons, CheckRun& run) {
  Machine machine(run.rules, session.limits);
  const EvaluateOptions options{.as_of = as_of, .named = session.namedPacks(), .reasons = reasons};
  for (const Profile& profile : run.profiles) run.assessments.push_back(evaluate(machine, profile, options));
  std::vector<Assessment*> all;
  for (Assessment& assessment : run.assessments) all.push_back(&assessment);
  session.leaveOutOthers(all);
}

std::vector<CommandOption> whatOptions() { return joined({sourceOptions(), {asOfOption()}}); }

std::vector<CommandOption> gateOptions() {
  return {{.name = "--fail-on",
           .value = "OUTCOME",
           .about = "outcomes that fail the gate: violated,undetermined,review,pending",
           .into = &Arguments::fail_on,
           .choices = {"violated", "undetermined", "review", "pending"},
           .commas = true},
          {.name = "--min-severity",
           .value = "SEVERITY",
           .about = "leave out findings below: low, medium, high, critical",
           .into = &Arguments::min_severity,
           .choices = {"low", "medium", "high", "critical"}},
          {.name = "--strength",
           .value = "STRENGTH",
           .about = "strengths that count: must,should,voluntary,aspirational",
           .into = &Arguments::strength,
           .choices = {"must", "should", "voluntary", "aspirational"},
           .commas = true}};
}

std::vector<CommandOption> projectOptions() {
  return {{.name = "--config",
           .value = "FILE",
           .about = "the project's settings; default: the nearest jurat.yaml, up to the repository's root",
           .into = &Arguments::config},
          {.name = "--waivers",
           .value = "FILE",
           .about = "findings that people decided to live with until a day",
           .into = &Arguments::waivers},
          {.name = "--baseline",
           .value = "FILE",
           .about = "findings that are known and accepted",
           .into = &Arguments::baseline}};
}

CommandOption inputOption() {
  return {.name = "--input",
          .value = "",
          .about = "syntax of standard input",
          .into = &Arguments::input,
          .choices = {"yaml", "json"}};
}

CommandOption profilesArgument(bool required) {
  return {.name = "profiles",
          .value = "PROFILE",
          .about = "profile files, folders of profiles, or - for standard input",
          .into = &Arguments::profiles,
          .required = required};
}

CommandOption profileArgument() {
  return {.name = "profile",
          .value = "PROFILE",
          .about = "a profile file",
          .into = &Arguments::profile,
          .required = true};
}

}  // namespace jurat
