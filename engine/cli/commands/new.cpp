// `new pack`, `new profile`, and what they share with `new rule`.
#include <algorithm>
#include <filesystem>
#include <system_error>

#include "engine/check/check.h"
#include "engine/cli/commands/commands.h"
#include "engine/cli/commands/new_rule.h"
#include "engine/cli/commands/outputs.h"
#include "engine/cli/commands/trial.h"
#include "engine/syntax/parse.h"
#include "engine/testing/plan.h"
#include "engine/testing/run_tests.h"

namespace jurat {

namespace fs = std::filesystem;

TriedOut tryOut(Session& session, const std::vector<std::string>& ids, const std::vector<NewFile>& files,
                const std::string& pack, const std::string& shown, Diagnostics& diagnostics) {
  LoadedPacks packs = loadPacks(session.library(), ids, session.sources, diagnostics, session.limits);
  for (const NewFile& file : files) {
    const SourceFile& source = session.sources.add((fs::path(shown) / file.name).string(), file.text);
    packs.files.push_back(parse(source, diagnostics, session.limits));
  }
  if (diagnostics.hasErrors()) return TriedOut::NotLoaded;
  const std::shared_ptr<const checked::Program> program =
      check(std::move(packs.files), diagnostics, session.limits);
  if (!program) return TriedOut::NotLoaded;
  const std::vector<PlannedTest> tests =
      planTests(*program, {.packs = {pack}, .filter = {}}, session.sources, diagnostics);
  const TestReport report = runTests(compile(program), tests, session.sources, diagnostics);
  if (diagnostics.hasErrors()) return TriedOut::NotLoaded;
  return report.failed() == 0 ? TriedOut::Good : TriedOut::TestFails;
}

namespace {

ExitCode exists(const std::string& path) {
  complain("`" + path + "` exists already; nothing was written over");
  return ExitCode::Usage;
}

}  // namespace

ExitCode writeNewFiles(const std::string& folder, const std::vector<NewFile>& files) {
  std::error_code failed;
  for (const NewFile& file : files) {
    const fs::path path = fs::path(folder) / file.name;
    if (fs::exists(fs::symlink_status(path, failed))) return exists(path.string());
  }
  fs::create_directories(folder, failed);
  if (failed) {
    complain("the folder `" + folder + "` cannot be made: " + failed.message());
    return ExitCode::NotWritten;
  }
  std::string said;
  for (const NewFile& file : files) {
    const std::string path = (fs::path(folder) / file.name).string();
    switch (writeNew(path, file.text)) {
      case NewlyWritten::Yes:
        break;
      case NewlyWritten::Exists:
        return exists(path);
      case NewlyWritten::Failed:
        return ExitCode::NotWritten;
    }
    said += "wrote " + path + "\n";
  }
  return writeOut(said + "now try: jurat test " + folder + "\n") ? ExitCode::Pass : ExitCode::NotWritten;
}

namespace {

// The folder of a pack below a rules root: "eu.my_act" lies in eu/my_act.
std::string folderOf(const std::string& place, std::string id) {
  std::replace(id.begin(), id.end(), '.', '/');
  return (fs::path(place) / id).lexically_normal().string();
}

ExitCode newPackCommand(const Arguments& arguments) {
  Session session(arguments);
  // An id is made of names between dots; a path is not one, and must not lead out of the folder.
  if (arguments.pack.find_first_of("/\\") != std::string::npos || arguments.pack.front() == '.' ||
      arguments.pack.back() == '.' || arguments.pack.find("..") != std::string::npos) {
    complain("`" + arguments.pack + "` is no id of a pack: it is written as house.chat");
    return ExitCode::Usage;
  }
  const NewPack pack{.id = arguments.pack,
                     .title = arguments.title,
                     .uses_common = session.library().find("common") != nullptr};
  const std::string folder = folderOf(arguments.place.empty() ? "." : arguments.place, pack.id);
  const std::vector<NewFile> files = newPack(pack);
  const std::vector<std::string> beside =
      pack.uses_common ? std::vector<std::string>{"common"} : std::vector<std::string>();
  const TriedOut trial = tryOut(session, beside, files, pack.id, folder, session.diagnostics);
  session.printDiagnostics();
  if (trial != TriedOut::Good) {
    complain("`" + pack.id + "` would not be a sound pack; nothing was written");
    return ExitCode::Usage;
  }
  return writeNewFiles(folder, files);
}

ExitCode newProfileCommand(const Arguments& arguments) {
  Session session(arguments);
  std::vector<std::string> ids = session.namedPacks();
  if (ids.empty() && !session.diagnostics.hasErrors()) ids = defaultPacks(session.library(), session.limits);
  const std::shared_ptr<const checked::Program> program = session.loadProgram(ids);
  if (session.printDiagnostics() || !program) return ExitCode::NotLoaded;
  const std::string text = newProfile(*program, languageOf(arguments));
  if (arguments.file.empty() || arguments.file == "-")
    return writeOut(text) ? ExitCode::Pass : ExitCode::NotWritten;
  switch (writeNew(arguments.file, text)) {
    case NewlyWritten::Yes:
      return ExitCode::Pass;
    case NewlyWritten::Exists:
      return exists(arguments.file);
    case NewlyWritten::Failed:
      return ExitCode::NotWritten;
  }
  return ExitCode::Internal;
}

CommandOption placeOption(const std::string& about) {
  return {.name = "--in", .value = "DIR", .about = about, .into = &Arguments::place};
}

CommandOption titleOption() {
  return {.name = "--title",
          .value = "TEXT",
          .about = "its title; default: its name in words",
          .into = &Arguments::title};
}

}  // namespace

std::vector<Command> newCommands() {
  const CommandOption pack = {.name = "pack",
                              .value = "ID",
                              .about = "the id of the pack, which is also its folder: house.chat",
                              .into = &Arguments::pack,
                              .required = true};
  const CommandOption rule = {.name = "name",
                              .value = "NAME",
                              .about = "the name of the rule",
                              .into = &Arguments::rule,
                              .required = true};
  const CommandOption entity = {.name = "--for",
                                .value = "ENTITY",
                                .about = "what the rule is about: company, ai_system ...",
                                .into = &Arguments::entity,
                                .required = true};
  const CommandOption cites = {.name = "--cites",
                               .value = "TEXT",
                               .about = "where the duty is written; default: what the pack cites first",
                               .into = &Arguments::cites};
  const CommandOption file = {.name = "file",
                              .value = "FILE",
                              .about = "the file to write; default, and -: standard output",
                              .into = &Arguments::file};
  return {
      {.name = "new pack",
       .about = "a pack with a rule and a test that passes; nothing is ever written over",
       .options = {pack, titleOption(), placeOption("the rules folder it goes below; default: here"),
                   rulesPathOption()},
       .example = "jurat new pack house.chat --title \"House rules for chat systems\"",
       .run = newPackCommand},
      {.name = "new rule",
       .about = "a rule in a file of its own, with a test that passes; nothing is ever written over",
       .options = {rule, entity, titleOption(), cites,
                   placeOption("the pack's folder, or the new file in it; default: here"), rulesPathOption()},
       .example = "jurat new rule chat_is_tested --for ai_system --in house/chat",
       .run = newRuleCommand},
      {.name = "new profile",
       .about = "a profile in YAML with every question of the packs, none answered",
       .options = {file, rulesOption(), rulesPathOption(), languageOption("questions")},
       .example = "jurat new profile company.yaml --rules eu.ai_act",
       .run = newProfileCommand}};
}

}  // namespace jurat
