#include "engine/cli/commands/new_rule.h"

#include <filesystem>
#include <system_error>

#include "engine/base/nearest.h"
#include "engine/cli/commands/trial.h"

namespace jurat {
namespace {

namespace fs = std::filesystem;

// Where the rule goes: the folder of a pack, and the file in it.
struct Home {
  std::string folder, file;
};

std::optional<Home> homeOf(const Arguments& arguments) {
  const fs::path place = arguments.place.empty() ? fs::path(".") : fs::path(arguments.place);
  std::error_code failed;
  const bool names_file = place.extension() == ".jurat";
  Home home{place.string(), arguments.rule + ".jurat"};
  if (names_file) {
    const fs::path parent = place.parent_path();
    home = {parent.empty() ? "." : parent.string(), place.filename().string()};
  }
  if (fs::is_regular_file(fs::path(home.folder) / "pack.jurat", failed)) return home;
  complain("there is no pack in `" + home.folder +
           "`: say with --in where its `pack.jurat` lies, or begin one " + "with `jurat new pack`");
  return std::nullopt;
}

// The pack whose folder it is; others may lie below it.
std::string packIn(Session& session, const std::string& folder, const std::vector<std::string>& ids) {
  for (const std::string& id : ids) {
    const PackFolder* found = session.library().find(id);
    std::error_code failed;
    if (found && fs::equivalent(found->path, folder, failed)) return id;
  }
  return {};
}

const ast::File* openingOf(const checked::Program& program, const std::string& id) {
  for (const std::shared_ptr<const ast::File>& file : program.files) {
    std::string text;
    for (const ast::Name& part : file->pack.parts) text += (text.empty() ? "" : ".") + std::string(part.text);
    if (file->opens_pack && text == id) return file.get();
  }
  return nullptr;
}

// What a rule of the pack may cite: what it cites first, else what a source without a pattern of its own
// takes.
std::vector<std::string> citations(const checked::Program& program, PackId pack) {
  std::vector<std::string> out;
  for (const checked::Declaration& each : program.declarations) {
    if (each.pack != pack || each.versions.empty()) continue;
    for (const checked::Citation& cite : each.versions.front().general.cites) {
      if (cite.source == 0 && !cite.text.empty() && out.empty()) out.push_back(cite.text);
    }
  }
  out.insert(out.end(), {"Art. 1", "Section 1", "section 1", "§ 1", "第一条"});
  return out;
}

// The rule with all that its pack says of how it must be written; nothing when it can be about no such thing
// (said).
std::optional<NewRule> describe(const Arguments& arguments, const checked::Program& program, PackId pack,
                                const SourceMap& sources) {
  const Vocabulary& vocabulary = program.vocabulary;
  const std::optional<EntityId> entity = vocabulary.entity(arguments.entity);
  if (!entity) {
    std::vector<std::string> known;
    for (const Entity& each : vocabulary.entities) known.push_back(each.name);
    complain("there is no entity `" + arguments.entity + "`" + didYouMean(arguments.entity, known));
    return std::nullopt;
  }
  std::optional<std::vector<std::string>> given = givenFor(vocabulary, *entity, "example");
  if (!given) {
    complain("`" + arguments.entity + "` are controls: `controls` itself makes the rules about them");
    return std::nullopt;
  }
  NewRule rule{.name = arguments.rule,
               .entity = arguments.entity,
               .title = arguments.title,
               .cites = arguments.cites,
               .pack = program.packs[pack].id,
               .given = std::move(*given)};
  if (rule.given.back().find("\"example\"") != std::string::npos) rule.subject = "example";
  if (const ast::File* opening = openingOf(program, rule.pack)) {
    for (const ast::Use& use : opening->uses) rule.uses.emplace_back(sources.text(use.span));
  }
  return rule;
}

// The first spelling that the pack takes and whose test holds; nothing when there is none (said).
std::optional<NewFile> soundRule(Session& session, const std::vector<std::string>& ids, NewRule rule,
                                 const std::vector<std::string>& cites, const Home& home) {
  Diagnostics last;
  for (const std::string& cite : cites) {
    for (const bool conditional : {false, true}) {
      rule.cites = cite;
      rule.conditional = conditional;
      NewFile file{home.file, newRule(rule)};
      Diagnostics diagnostics;
      const TriedOut trial = tryOut(session, ids, {file}, rule.pack, home.folder, diagnostics);
      if (trial == TriedOut::Good) return file;
      last = std::move(diagnostics);
      if (trial == TriedOut::NotLoaded) break;
    }
  }
  session.diagnostics.append(last);
  session.printDiagnostics();
  complain("`" + rule.name + "` would not be a sound rule of " + rule.pack +
           "; nothing was written (--cites says what it cites)");
  return std::nullopt;
}

}  // namespace

ExitCode newRuleCommand(const Arguments& arguments) {
  const std::optional<Home> home = homeOf(arguments);
  if (!home) return ExitCode::Usage;
  // The pack is named as --rules names one.
  Arguments named = arguments;
  named.rules = {(fs::path(home->folder) / "").string()};
  Session session(named);
  const std::vector<std::string> ids = session.namedPacks();
  const std::shared_ptr<const checked::Program> program = session.loadProgram(ids);
  if (session.printDiagnostics() || !program) return ExitCode::NotLoaded;
  const std::string id = packIn(session, home->folder, ids);
  for (std::size_t i = 0; i < program->packs.size(); ++i) {
    const PackId pack = program->packs.idAt(i);
    if (program->packs[pack].id != id) continue;
    const std::optional<NewRule> rule = describe(arguments, *program, pack, session.sources);
    if (!rule) return ExitCode::Usage;
    const std::vector<std::string> cites =
        arguments.cites.empty() ? citations(*program, pack) : std::vector<std::string>{arguments.cites};
    const std::optional<NewFile> file = soundRule(session, {id}, *rule, cites, *home);
    return file ? writeNewFiles(home->folder, {*file}) : ExitCode::Usage;
  }
  return ExitCode::Internal;
}

}  // namespace jurat
