// `check`: profiles in, reports out, the exit code is the verdict.
#include <unistd.h>

#include <algorithm>

#include "engine/cli/commands/commands.h"
#include "engine/cli/commands/ledger_record.h"
#include "engine/cli/commands/outputs.h"
#include "engine/cli/profiles.h"
#include "engine/evaluate/evaluate.h"
#include "engine/reports/formats.h"

namespace jurat {
namespace {

// The words have been held to their closed lists when the command line was read.
GateOptions gateOf(const Arguments& arguments) {
  GateOptions gate;
  if (!arguments.fail_on.empty()) gate.fail_on.clear();
  for (const std::string& word : arguments.fail_on) gate.fail_on.push_back(outcomeFromWord(word).value());
  if (!arguments.min_severity.empty()) gate.min_severity = severityFromWord(arguments.min_severity).value();
  if (!arguments.strength.empty()) gate.strengths.clear();
  for (const std::string& word : arguments.strength) gate.strengths.push_back(strengthFromWord(word).value());
  return gate;
}

std::vector<std::string> formatNames() {
  std::vector<std::string> names;
  for (const ReportFormat& format : reportFormats()) names.emplace_back(format.name);
  return names;
}

bool wantsAllReasons(const std::vector<Output>& outputs) {
  return std::any_of(outputs.begin(), outputs.end(),
                     [](const Output& output) { return reportFormat(output.format)->all_reasons; });
}

ExitCode run(const Arguments& arguments) {
  Session session(arguments);
  const std::optional<AsOf> as_of = session.asOf();
  const std::optional<std::vector<Output>> outputs = outputsOf(arguments, formatNames());
  if (!as_of || !outputs) return ExitCode::Usage;

  ExitCode code = ExitCode::Pass;
  const std::vector<ProfileText> texts = readProfiles(session, arguments.profiles, code);
  const std::shared_ptr<const RuleSet> rules = session.loadRules(frameworksOf(texts));
  if (session.printDiagnostics()) code = worse(code, ExitCode::NotLoaded);
  if (!rules) return worse(code, ExitCode::NotLoaded);

  std::vector<Profile> profiles;
  for (const ProfileText& text : texts) {
    std::optional<Profile> profile =
        bindProfile(text.document, rules->vocabulary(), session.limits, session.diagnostics);
    if (!profile || text.faulty) continue;
    profile->name = text.source->name;
    profiles.push_back(std::move(*profile));
  }
  if (session.printDiagnostics()) code = worse(code, ExitCode::NotLoaded);

  std::vector<Assessment> assessments;
  Machine machine(rules, session.limits);
  const bool records = !arguments.ledger.empty() || arguments.record;
  EvaluateOptions options{.as_of = *as_of,
                          .named = session.namedPacks(),
                          .reasons = records || wantsAllReasons(*outputs) ? Reasons::All : Reasons::Open};
  for (const Profile& profile : profiles) assessments.push_back(evaluate(machine, profile, options));

  std::vector<const Assessment*> judged;
  for (const Assessment& assessment : assessments) judged.push_back(&assessment);
  const GateResult verdict = gate(judged, gateOf(arguments));
  // With a profile that did not load there may be nothing to judge: that is code 4, not an empty pass.
  code = worse(code, verdict.code);
  RunReport report{.parts = {}, .gate = verdict, .rules = *rules, .sources = session.sources};
  for (std::size_t i = 0; i < assessments.size(); ++i)
    report.parts.push_back({&assessments[i], &verdict.views[i]});
  if (report.parts.empty()) return code;

  ReportOptions wording = wordingOf(session);
  for (const Output& output : *outputs) {
    wording.color = output.format == "text" && output.file.empty() && session.useColor(STDOUT_FILENO);
    if (!write(output, reportFormat(output.format)->write(report, wording)))
      code = worse(code, ExitCode::NotWritten);
  }
  if (records) {
    const std::string json = reportFormat("json")->write(report, wording);
    if (!recordRun(session, texts, assessments, json, code)) code = worse(code, ExitCode::NotWritten);
  }
  return code;
}

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

std::vector<CommandOption> recordOptions() {
  return {{.name = "--ledger",
           .value = "FILE",
           .about = "append the run to this ledger",
           .into = &Arguments::ledger},
          {.name = "--record",
           .value = "",
           .about = "append the run to the ledger of this user",
           .into = &Arguments::record},
          {.name = "--ledger-keep",
           .value = "",
           .about = "what the ledger keeps: digests alone, or the files too",
           .into = &Arguments::keep,
           .choices = {"digests", "inputs"}}};
}

}  // namespace

Command checkCommand() {
  const std::vector<CommandOption> what = {
      {.name = "profiles",
       .value = "PROFILE",
       .about = "profile files, folders of profiles, or - for standard input",
       .into = &Arguments::profiles,
       .required = true},
      rulesOption(),
      rulesPathOption(),
      asOfOption()};
  const std::vector<CommandOption> input = {{.name = "--input",
                                             .value = "",
                                             .about = "syntax of standard input",
                                             .into = &Arguments::input,
                                             .choices = {"yaml", "json"}}};
  return {.name = "check",
          .about = "evaluate company profiles and report; the exit code is the verdict",
          .options =
              joined({what, reportOptions("text (default), json or html; NAME=FILE writes to a file (repeatable)"),
                      input, gateOptions(), recordOptions()}),
          .example =
              "jurat check examples/acme-robotics.yaml --as-of 2026-11-23 --format text --format "
              "json=report.json",
          .run = run};
}

}  // namespace jurat
