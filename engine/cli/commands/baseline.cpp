// `baseline create` and `baseline update`.
#include "engine/gate/baseline.h"

#include <filesystem>
#include <system_error>

#include "engine/cli/check_run.h"
#include "engine/cli/commands/commands.h"
#include "engine/cli/gate_files.h"
#include "engine/source/text.h"

namespace jurat {
namespace {

std::string baselineFile(const Arguments& arguments) {
  return arguments.baseline.empty() ? "baseline.json" : arguments.baseline;
}

// The run that a baseline is taken from; nothing (and `code` says why) when there is none to rely on.
std::optional<BaselineUpdate> updateOf(Session& session, const GateFiles& files, const BaselineChange& change,
                                       ExitCode& code) {
  const std::optional<AsOf> as_of = session.asOf();
  if (!as_of) return code = ExitCode::Usage, std::nullopt;
  CheckRun run = loadRun(session, session.arguments.profiles);
  // What did not load has findings too: a baseline without them would forget them.
  code = run.code;
  if (code != ExitCode::Pass) return std::nullopt;
  evaluateRun(session, *as_of, Reasons::Open, run);
  const std::vector<JudgedProfile> judged = judgedOf(session, files, run.assessments);
  const std::optional<GateResult> result = judge(session, files, judged, *run.rules);
  if (!result) return code = ExitCode::Usage, std::nullopt;
  if (worse(result->code, ExitCode::RuleError) == result->code && result->code != ExitCode::Pass) {
    // Nothing evaluated, or a rule that failed: no state to start from.
    complain("the run has errors that no baseline can hold; `jurat check` shows them");
    return code = result->code, std::nullopt;
  }
  return updatedBaseline(files.baseline.value_or(Baseline{}), judged, *result, change);
}

std::string summary(const std::string& file, const BaselineUpdate& update) {
  std::string text = printableLine(file) + ": " +
                     counted(update.baseline.entries.size(), "finding", "findings") + " (" +
                     std::to_string(update.added) + " new, " + std::to_string(update.kept) + " known, " +
                     std::to_string(update.removed) + " taken out)\n";
  if (update.refused > 0)
    text += counted(update.refused, "new finding was", "new findings were") + " left out: --no-grow\n";
  return text;
}

ExitCode finish(bool written, const std::string& text) {
  return written && writeOut(text) ? ExitCode::Pass : ExitCode::NotWritten;
}

ExitCode create(const Arguments& given) {
  Arguments arguments = given;
  const std::string file = baselineFile(given);
  arguments.baseline.clear();  // there is none yet
  arguments.no_grow = false;
  Session session(arguments);
  std::error_code failed;
  if (std::filesystem::exists(file, failed)) {
    complain("`" + file + "` exists: `jurat baseline update` keeps the age of what it holds");
    return ExitCode::Usage;
  }
  std::optional<GateFiles> files = readGateFiles(session);
  if (!files) return ExitCode::Usage;
  files->baseline_file = file;  // profiles are named as seen from where it will lie
  ExitCode code = ExitCode::Pass;
  const std::optional<BaselineUpdate> update = updateOf(session, *files, {}, code);
  if (!update) return code;
  const NewlyWritten written = writeNew(file, baselineText(update->baseline));
  return finish(written == NewlyWritten::Yes, summary(file, *update));
}

ExitCode updateFile(const Arguments& given) {
  Arguments arguments = given;
  arguments.baseline = baselineFile(given);
  Session session(arguments);
  const std::optional<GateFiles> files = readGateFiles(session);
  if (!files) return ExitCode::Usage;
  const std::filesystem::path folder = std::filesystem::path(arguments.baseline).parent_path();
  const BaselineChange change{
      .prune = arguments.prune, .no_grow = arguments.no_grow, .exists = [&](const std::string& profile) {
        std::error_code failed;
        return std::filesystem::exists(folder / profile, failed);
      }};
  ExitCode code = ExitCode::Pass;
  const std::optional<BaselineUpdate> update = updateOf(session, *files, change, code);
  if (!update) return code;
  return finish(writeFile(arguments.baseline, baselineText(update->baseline)),
                summary(arguments.baseline, *update));
}

}  // namespace

std::vector<Command> baselineCommands() {
  const std::vector<CommandOption> options =
      joined({{profilesArgument(true)}, whatOptions(), {inputOption()}, gateOptions(), projectOptions()});
  const std::vector<CommandOption> change = {
      {.name = "--prune",
       .value = "",
       .about = "take out findings that are gone, and profiles that no longer exist",
       .into = &Arguments::prune},
      {.name = "--no-grow", .value = "", .about = "take nothing new up", .into = &Arguments::no_grow}};
  return {{.name = "baseline create",
           .about = "take up the findings of today, so that only new ones fail the gate",
           .options = options,
           .example = "jurat baseline create acme.yaml --baseline baseline.json",
           .run = create},
          {.name = "baseline update",
           .about = "bring a baseline up to the findings of today; what it knows keeps its age",
           .options = joined({options, change}),
           .example = "jurat baseline update acme.yaml --baseline baseline.json --prune",
           .run = updateFile}};
}

}  // namespace jurat
