// `what-if`: what other answers would change, against the profile as it stands.
#include <algorithm>
#include <memory>
#include <string_view>
#include <utility>

#include "engine/advice/change/edit.h"
#include "engine/cli/check_run.h"
#include "engine/cli/commands/commands.h"
#include "engine/cli/comparison.h"
#include "engine/source/read.h"

namespace jurat {
namespace {

constexpr std::string_view kSetName = "--set";

// The answers that are tried, in the order of the command line, those of the patch first.
std::vector<Edit> editsOf(Session& session) {
  std::vector<Edit> edits;
  const Arguments& arguments = session.arguments;
  if (!arguments.patch.empty()) {
    const SourceFile* source =
        readSource(session.sources, arguments.patch, session.limits.profile_bytes, session.diagnostics);
    const std::optional<ProfileText> text =
        source ? profileText(session, *source, arguments.input) : std::nullopt;
    if (text) edits = readPatch(text->document, session.diagnostics);
  }
  for (const std::string& set : arguments.sets) {
    const SourceFile* source = addSource(session.sources, std::string(kSetName), set, session.diagnostics);
    std::optional<Edit> edit = source ? readEdit(*source, session.limits, session.diagnostics) : std::nullopt;
    if (edit) edits.push_back(*std::move(edit));
  }
  return edits;
}

bool setsPacks(const Session& session, const std::vector<Edit>& edits) {
  return std::any_of(edits.begin(), edits.end(), [&](const Edit& edit) {
    const SourceFile* file = session.sources.fileOf(edit.path_span);
    return edit.path == "frameworks" && file != nullptr && file->name == kSetName;
  });
}

// Prints what was reported; nothing when none of it is an error. A fault of the command line is wrong usage;
// one of a file means that it does not load. The first error decides; a pack that is not to be found
// has no place, and is the command line's where that names the packs.
std::optional<ExitCode> refused(Session& session, bool packs_set = false) {
  const std::vector<Diagnostic>& all = session.diagnostics.all();
  const auto first = std::find_if(
      all.begin(), all.end(), [](const Diagnostic& each) { return each.level == DiagnosticLevel::Error; });
  if (!session.printDiagnostics()) return std::nullopt;
  if (packs_set && first != all.end() && !first->primary.span.known()) return ExitCode::Usage;
  const SourceFile* file = first == all.end() ? nullptr : session.sources.fileOf(first->primary.span);
  return file != nullptr && file->name == kSetName ? ExitCode::Usage : ExitCode::NotLoaded;
}

// The lists of the rules that the profile as it stands calls for. Read apart: what is wrong with them is said
// when both sides are read.
ListShapes shapesFor(const Arguments& arguments, const ProfileText& text) {
  auto rules = std::make_shared<std::shared_ptr<const RuleSet>>();
  auto read = std::make_shared<bool>(false);
  return [&arguments, &text, rules, read](const std::string& list) -> std::optional<ListShape> {
    if (!std::exchange(*read, true)) *rules = loadRulesFor(kept<Session>(arguments), {text});
    if (!*rules) return std::nullopt;
    const Vocabulary& words = (*rules)->vocabulary();
    for (std::size_t i = 0; i < words.entities.size(); ++i) {
      const Entity& entity = words.entities[words.entities.idAt(i)];
      if (entity.list_name != list) continue;
      const bool series = entity.ordered_by != FactId{kNoId};
      return ListShape{entity.keyed_by != ChoiceId{kNoId},
                       series ? words.facts[entity.ordered_by].name : std::string()};
    }
    return std::nullopt;
  };
}

ExitCode run(const Arguments& arguments) {
  Session& session = kept<Session>(arguments);
  const std::optional<AsOf> as_of = session.asOf();
  const std::optional<std::vector<Output>> outputs = outputsOf(arguments, differenceFormats());
  if (!as_of || !outputs) return ExitCode::Usage;
  if (arguments.sets.empty() && arguments.patch.empty()) {
    complain("nothing is set: write --set PATH=VALUE, or --patch FILE");
    return ExitCode::Usage;
  }
  ExitCode code = ExitCode::Pass;
  const std::vector<ProfileText> texts = readProfiles(session, {arguments.profile}, code);
  if (session.printDiagnostics()) return ExitCode::NotLoaded;
  if (!isOneProfile(session, texts, "what-if", code)) return code;
  const std::vector<Edit> edits = editsOf(session);
  if (const std::optional<ExitCode> wrong = refused(session)) return *wrong;
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
      asOfOption()};
  return {
      .name = "what-if",
      .about = "what other answers would change",
      .options = joined({what,
                         {inputOption()},
                         sourceOptions(),
                         reportOptions("text (default), json or markdown", differenceFormats())}),
      .example = "jurat what-if examples/acme-robotics.yaml --as-of 2026-11-23 --set company.public_body=yes",
      .run = run};
}

}  // namespace jurat
