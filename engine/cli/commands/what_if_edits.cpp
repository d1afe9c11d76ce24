#include "engine/cli/commands/what_if_edits.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "engine/source/read.h"

namespace jurat {

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

// Whether the command line itself names the packs.
bool setsPacks(const Session& session, const std::vector<Edit>& edits) {
  return std::any_of(edits.begin(), edits.end(), [&](const Edit& edit) {
    const SourceFile* file = session.sources.fileOf(edit.path_span);
    return edit.path == "frameworks" && file != nullptr && file->name == kSetName;
  });
}

// Prints what was reported; nothing when none of it is an error. A fault of the command line is wrong usage;
// one of a file means that it does not load. The first error decides; a pack that is not to be found
// has no place, and is the command line's where that names the packs.
std::optional<ExitCode> refused(Session& session, bool packs_set) {
  const std::vector<Diagnostic>& all = session.diagnostics.all();
  const auto first = std::find_if(
      all.begin(), all.end(), [](const Diagnostic& each) { return each.level == DiagnosticLevel::Error; });
  if (!session.printDiagnostics()) return std::nullopt;
  if (packs_set && first != all.end() && !first->primary.span.known()) return ExitCode::Usage;
  const SourceFile* file = first == all.end() ? nullptr : session.sources.fileOf(first->primary.span);
  const bool said = file != nullptr && (file->name == kSetName || file->name == kRangeName);
  return said ? ExitCode::Usage : ExitCode::NotLoaded;
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

}  // namespace jurat
