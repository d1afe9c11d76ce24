// `check`: profiles in, reports out, the exit code is the verdict.
#include <algorithm>

#include "engine/cli/check_run.h"
#include "engine/cli/commands/commands.h"
#include "engine/cli/commands/ledger_record.h"
#include "engine/cli/commands/outputs.h"
#include "engine/cli/commands/step_summary.h"
#include "engine/cli/gate_files.h"
#include "engine/reports/formats.h"

namespace jurat {
namespace {

// "text (default), json, sarif".
std::string formatList() {
  std::string list;
  for (const std::string& name : reportFormatNames())
    list += list.empty() ? name + " (default)" : ", " + name;
  return list;
}

Reasons reasonsFor(const Arguments& arguments, const std::vector<Output>& outputs) {
  const bool all = std::any_of(outputs.begin(), outputs.end(),
                               [](const Output& output) { return reportFormat(output.format)->all_reasons; });
  return all || recordsRun(arguments) ? Reasons::All : Reasons::Open;
}

// The row of the ledger; the worse of `code` and what became of that.
ExitCode record(Session& session, CheckRun& run, const GateFiles& files, const GateResult& verdict,
                std::string report, const SecretKey* key, ExitCode code) {
  // A row says that there was a report.
  if (code == ExitCode::NotWritten) {
    complain("the run is not recorded, since its report could not be written");
    return code;
  }
  RecordedRun recorded{.profiles = run.texts,
                       .assessments = run.assessments,
                       .report = std::move(report),
                       .settings = settingsOf(session, gateOptionsOf(session.arguments)),
                       .policy = {},
                       .code = code};
  recorded.settings.evidence = session.arguments.verify_evidence;
  recorded.settings.proofs = std::move(run.proofs);
  for (const Profile& profile : run.profiles)
    recorded.settings.unread.insert(recorded.settings.unread.end(), profile.unread.begin(),
                                    profile.unread.end());
  for (const Message& change : verdict.policy)
    recorded.settings.changes.push_back({say(change, Language::English), say(change, Language::Chinese)});
  recordPolicy(session, files, judgedOf(session, files, run.assessments), recorded);
  return recordRun(session, recorded, key) ? code : worse(code, ExitCode::NotWritten);
}

// The dates to come of each profile, where a report shows them; else none.
std::vector<Timeline> datesOf(Session& session, const CheckRun& run, const GateFiles& files,
                              const std::vector<Output>& outputs) {
  const bool shown = std::any_of(outputs.begin(), outputs.end(), [&](const Output& output) {
    return showsDates(*reportFormat(output.format), run.profiles.size());
  });
  if (!shown || session.arguments.no_timeline) return {};
  return timelinesOf(run.rules, run.profiles,
                     {.from = {}, .to = {}, .named = session.namedPacks(), .limits = session.limits},
                     judgedOf(session, files, run.assessments), timelinePolicy(files));
}

// Every report that was asked for, and the row of the ledger; the worse of `code` and what became of that.
ExitCode publish(Session& session, CheckRun& run, const GateFiles& files, const GateResult& verdict,
                 const std::vector<Output>& outputs, const SecretKey* key, ExitCode code) {
  RunReport report{.parts = {}, .gate = verdict, .rules = *run.rules, .sources = session.sources};
  const std::vector<Timeline> dates = datesOf(session, run, files, outputs);
  for (std::size_t i = 0; i < run.assessments.size(); ++i)
    report.parts.push_back({&run.assessments[i], &verdict.views[i], dates.empty() ? nullptr : &dates[i]});
  if (report.parts.empty()) return code;
  for (const Output& output : outputs) {
    const ReportOptions wording = wordingFor(session, output);
    const ReportFormat& format = *reportFormat(output.format);
    if (!write(output, format.write(report, wording)) || !appendStepSummary(format, report, wording))
      code = worse(code, ExitCode::NotWritten);
  }
  if (!recordsRun(session.arguments)) return code;
  return record(session, run, files, verdict, reportFormat("json")->write(report, wordingOf(session)), key,
                code);
}

// The formats that are asked for; nothing when they do not go with the other options (said).
std::optional<std::vector<Output>> wantedOutputs(const Arguments& arguments) {
  std::optional<std::vector<Output>> outputs = outputsOf(arguments, reportFormatNames());
  if (!outputs || !arguments.no_timeline) return outputs;
  const bool calendar = std::any_of(outputs->begin(), outputs->end(),
                                    [](const Output& output) { return output.format == "ics"; });
  if (!calendar) return outputs;
  complain("--format ics is the dates to come: leave --no-timeline out");
  return std::nullopt;
}

ExitCode run(const Arguments& arguments) {
  Session& session = kept<Session>(arguments);
  const std::optional<AsOf> as_of = session.asOf();
  const std::optional<std::vector<Output>> outputs = wantedOutputs(arguments);
  bool key_read = true;
  const std::optional<SecretKey> key = signingKey(arguments, key_read);
  if (!as_of || !outputs || !key_read) return ExitCode::Usage;

  CheckRun& checked = kept<CheckRun>(loadRun(session, arguments.profiles));
  const std::optional<GateFiles> files = readGateFiles(session);
  if (!files) return worse(checked.code, ExitCode::Usage);
  if (!checked.rules) return checked.code;
  evaluateRun(session, *as_of, reasonsFor(arguments, *outputs), checked);
  const std::vector<JudgedProfile> judged = judgedOf(session, *files, checked.assessments);
  const std::optional<GateResult> verdict = judge(session, *files, judged, *checked.rules);
  if (!verdict) return worse(checked.code, ExitCode::Usage);
  // With a profile that did not load there may be nothing to judge: that is code 4, not an empty pass.
  return publish(session, checked, *files, *verdict, *outputs, key ? &*key : nullptr,
                 worse(checked.code, verdict->code));
}

CommandOption evidenceOption() {
  return {
      .name = "--verify-evidence",
      .value = "",
      .about = "read the files of evidence; answers do not count on one that is not what the profile says",
      .into = &Arguments::verify_evidence};
}

CommandOption noTimelineOption() {
  return {.name = "--no-timeline",
          .value = "",
          .about = "leave the dates to come out of the HTML report: for huge profiles they take the longest",
          .into = &Arguments::no_timeline};
}

CommandOption noGrowOption() {
  return {.name = "--no-grow",
          .value = "",
          .about = "the baseline may only shrink: what is not in it counts at level warn too",
          .into = &Arguments::no_grow};
}

CommandOption policyOption() {
  return {.name = "--policy-from-git",
          .value = "REF",
          .about =
              "read jurat.yaml, waivers, baseline and local rules from this commit, not from the files "
              "that a change brings along",
          .into = &Arguments::policy_from_git};
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
           .choices = {"digests", "inputs"}},
          {.name = "--ledger-key",
           .value = "FILE",
           .about = "sign the run with this secret key (`ledger keygen`)",
           .into = &Arguments::ledger_key}};
}

}  // namespace

std::vector<CommandOption> checkOptions() {
  return joined(
      {whatOptions(),
       reportOptions(formatList() + "; NAME=FILE writes to a file (repeatable)", reportFormatNames()),
       {inputOption(), noTimelineOption(), evidenceOption()},
       gateOptions(),
       projectOptions(),
       {noGrowOption(), policyOption()},
       recordOptions()});
}

Command checkCommand() {
  return {.name = "check",
          .about = "evaluate company profiles and report; the exit code is the verdict",
          .options = joined({{profilesArgument(true)}, checkOptions()}),
          .example =
              "jurat check examples/acme-robotics.yaml --as-of 2026-11-23 --format text --format "
              "json=report.json",
          .run = run};
}

}  // namespace jurat
