// `what-if`: what other answers would change, against the profile as it stands.
#include <algorithm>
#include <utility>

#include "engine/cli/check_run.h"
#include "engine/cli/commands/commands.h"
#include "engine/cli/commands/what_if_edits.h"
#include "engine/cli/comparison.h"

namespace jurat {
namespace {

ExitCode run(const Arguments& arguments) {
  Session& session = kept<Session>(arguments);
  const std::optional<AsOf> as_of = session.asOf();
  const bool range = !arguments.range.empty();
  const std::optional<std::vector<Output>> outputs =
      outputsOf(arguments, range ? rangeFormats() : differenceFormats());
  if (!as_of || !outputs) return ExitCode::Usage;
  if (!range && arguments.sets.empty() && arguments.patch.empty()) {
    complain("nothing is set: write --set PATH=VALUE, --patch FILE, or --range PATH=LOW..HIGH");
    return ExitCode::Usage;
  }
  ExitCode code = ExitCode::Pass;
  const std::vector<ProfileText> texts = readProfiles(session, {arguments.profile}, code);
  if (session.printDiagnostics()) return ExitCode::NotLoaded;
  if (!isOneProfile(session, texts, "what-if", code)) return code;
  const std::vector<Edit> edits = editsOf(session);
  if (const std::optional<ExitCode> wrong = refused(session)) return *wrong;
  if (range) return runRange(session, texts.front(), edits);
  std::optional<Datum> other =
      edited(texts.front().document, edits, session.diagnostics, shapesFor(arguments, texts.front()));
  if (const std::optional<ExitCode> wrong = refused(session)) return *wrong;

  ComparedSide &before = kept<ComparedSide>(), &after = kept<ComparedSide>();
  before.session = after.session = &session;
  before.as_of = after.as_of = *as_of;
  before.texts = texts;
  after.texts.push_back({texts.front().source, *std::move(other), false});
  // Either may call for packs that the other does not.
  before.rules = after.rules = loadRulesFor(session, {before.texts.front(), after.texts.front()});
  if (const std::optional<ExitCode> wrong = refused(session, setsPacks(session, edits))) return *wrong;
  if (!before.rules) return ExitCode::NotLoaded;
  before.evaluateAll();
  if (session.printDiagnostics()) return ExitCode::NotLoaded;
  after.evaluateAll();
  if (const std::optional<ExitCode> wrong = refused(session)) return *wrong;
  DifferenceReport report = compared(before, after);
  report.title = Phrase::AnswersChange;
  report.before = {Phrase::SideRules, {Phrase::SideToday, dayText(*as_of)}};
  report.after = {Phrase::SideTried, {number(report.profiles.front().difference.answers.size())}};
  return writeDifference(session, report, *outputs, code);
}

}  // namespace

Command whatIfCommand() {
  const std::vector<CommandOption> what = {
      profileArgument(),
      {.name = "--set",
       .value = "PATH=VALUE",
       .about = "try this answer: a path as reports write it, a value as profiles do (repeatable)",
       .into = &Arguments::sets},
      {.name = "--patch",
       .value = "FILE",
       .about = "try the answers of a file: lines PATH: VALUE, or a part of a profile",
       .into = &Arguments::patch},
      {.name = "--range",
       .value = "PATH=LOW..HIGH",
       .about = "every value from LOW to HIGH at which an outcome, or the formula of an amount, changes",
       .into = &Arguments::range},
      asOfOption()};
  return {
      .name = "what-if",
      .about = "what other answers would change",
      .options = joined({what,
                         {inputOption()},
                         sourceOptions(),
                         reportOptions("text (default), json or markdown; of a range text, json or svg",
                                       {"text", "json", "markdown", "svg"})}),
      .example = "jurat what-if examples/acme-robotics.yaml --as-of 2026-11-23 --set company.public_body=yes",
      .run = run};
}

}  // namespace jurat
