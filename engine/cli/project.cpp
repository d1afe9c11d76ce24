#include "engine/cli/project.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "engine/base/match.h"
#include "engine/cli/session.h"
#include "engine/source/read.h"

namespace jurat {
namespace {

namespace fs = std::filesystem;

// Where we are, links followed: what is below it is told by names alone.
fs::path here() {
  std::error_code failed;
  return fs::current_path(failed);
}

fs::path absolute(const std::string& path) { return (here() / path).lexically_normal(); }

bool has(const Command& command, std::string_view option) {
  return std::any_of(command.options.begin(), command.options.end(),
                     [&](const CommandOption& one) { return one.name == option; });
}

void refuse(Diagnostics& diagnostics, const std::string& reason) {
  diagnostics.report({.code = "J0706", .message = reason, .help = "see `jurat explain-code J0706`"});
}

// The nearest jurat.yaml, on disk or in the commit; empty when there is none.
std::string nearestFile(const Project& project) {
  const char* home = std::getenv("HOME");
  for (const std::string& folder : configFolders(here().string(), home ? home : "")) {
    const std::string path = seenFrom(here().string(), (fs::path(folder) / kConfigName).string());
    std::error_code failed;
    const std::optional<std::string> in_commit = pathInCommit(&project, path);
    if (in_commit) {
      // What cannot be read is found all the same: reading it says why not.
      const Result<std::optional<std::string>> file = project.commit->file(*in_commit, Limits{}.source_bytes);
      if (!file || *file) return path;
    } else if (fs::exists(path, failed)) {
      return path;
    }
  }
  return {};
}

// Whether an option of the command line says nothing.
bool isSilent(const CommandOption& option, const Arguments& arguments) {
  return std::visit(Match{[&](bool Arguments::*into) { return !(arguments.*into); },
                          [&](std::size_t Arguments::*) { return true; },
                          [&](auto into) { return (arguments.*into).empty(); }},
                    option.into);
}

void fill(const CommandOption& option, const ConfigKey& key, const std::vector<std::string>& words,
          Arguments& arguments) {
  std::visit(Match{[&](bool Arguments::*into) { arguments.*into = words.front() == "yes"; },
                   [&](std::size_t Arguments::*) {},
                   [&](std::vector<std::string> Arguments::*into) { arguments.*into = words; },
                   [&](std::string Arguments::*into) {
                     // Today is what an empty day means.
                     if (key.shape != ConfigShape::Day || words.front() != "today")
                       arguments.*into = words.front();
                   }},
             option.into);
}

// The words of a key with its paths made ours.
std::vector<std::string> wordsOf(const Project& project, const ConfigKey& key) {
  std::vector<std::string> words = project.config.find(key.name)->words;
  for (std::string& word : words) {
    const std::size_t equals = word.find('=');
    if (key.shape == ConfigShape::Path || key.shape == ConfigShape::Paths) {
      word = project.resolved(word);
    } else if (key.shape == ConfigShape::Packs && word.find('/') != std::string::npos) {
      word = project.resolved(word);
    } else if (key.shape == ConfigShape::Formats && equals != std::string::npos) {
      word = word.substr(0, equals + 1) + project.resolved(word.substr(equals + 1));
    }
  }
  return words;
}

// Command line over file over default.
void fillIn(const Command& command, Project& project, Arguments& arguments) {
  // Other commands write other formats.
  const bool reports = command.name == "check";
  for (const ConfigKey& key : configKeys()) {
    for (const CommandOption& option : command.options) {
      if (option.name != key.option || (key.name == "formats" && !reports)) continue;
      if (!isSilent(option, arguments)) {
        project.by_options.insert(std::string(key.name));
        continue;
      }
      // Roots of all sides count, in their order: see Session::ownRoots.
      if (!project.config.find(key.name) || key.name == "rules") continue;
      fill(option, key, wordsOf(project, key), arguments);
    }
  }
}

bool readFile(Project& project, Arguments arguments) {
  arguments.log_level.clear();  // the command's own session sets the log up
  const Session session(arguments);
  Diagnostics complaints;
  bool absent = false;
  const SourceFile* source =
      readPolicy(&project, project.sources, project.file, session.limits.source_bytes, complaints, absent);
  std::optional<Config> config;
  if (source) config = readConfig(*source, session.limits, complaints);
  session.print(complaints, project.sources);
  if (absent) project.file.clear();
  const bool read = config && !complaints.hasErrors();
  if (config) project.config = *std::move(config);
  return absent || read;
}

}  // namespace

std::string Project::resolved(const std::string& path) const {
  if (fs::path(path).is_absolute()) return path;
  return (fs::path(file).parent_path() / path).lexically_normal().string();
}

std::vector<std::string> Project::paths(std::string_view key) const {
  std::vector<std::string> paths;
  if (const ConfigValue* value = config.find(key)) {
    for (const std::string& word : value->words) paths.push_back(resolved(word));
  }
  return paths;
}

std::string seenFrom(const std::string& folder, const std::string& path) {
  const fs::path base = absolute(folder.empty() ? "." : folder);
  const fs::path seen =
      absolute(path).lexically_relative(base.filename().empty() ? base.parent_path() : base);
  return seen.empty() ? path : seen.generic_string();
}

std::optional<std::string> pathInCommit(const Project* project, const std::string& path) {
  if (!project || !project->commit) return std::nullopt;
  const fs::path below = absolute(path).lexically_relative(project->commit->root());
  std::string name = below.generic_string();
  while (!name.empty() && name.back() == '/') name.pop_back();
  if (name.empty() || name == ".." || name.starts_with("../")) return std::nullopt;
  return name == "." ? std::string() : name;
}

const SourceFile* readPolicy(const Project* project, SourceMap& sources, const std::string& path,
                             std::size_t at_most, Diagnostics& diagnostics, bool& absent) {
  const std::optional<std::string> in_commit = pathInCommit(project, path);
  if (!in_commit) return readSource(sources, path, at_most, diagnostics);
  Result<std::optional<std::string>> file = project->commit->file(*in_commit, at_most);
  if (!file) return refuse(diagnostics, file.error().message), nullptr;
  if (*file)
    return addSource(sources, project->commit->ref() + ":" + *in_commit, **std::move(file), diagnostics);
  std::error_code failed;
  absent = fs::exists(path, failed);
  if (!absent) refuse(diagnostics, "there is no `" + *in_commit + "` in `" + project->commit->ref() + "`");
  return nullptr;
}

std::optional<std::map<std::string, std::string>> rulesInCommit(const Project* project,
                                                                const std::string& folder,
                                                                const Limits& limits,
                                                                Diagnostics& diagnostics) {
  const std::optional<std::string> in_commit = pathInCommit(project, folder);
  if (!in_commit) return std::nullopt;
  std::map<std::string, std::string> texts;
  const Result<std::vector<std::string>> paths =
      project->commit->filesBelow(*in_commit, ".jurat", limits.files);
  if (!paths) {
    refuse(diagnostics, paths.error().message);
    return texts;
  }
  for (const std::string& path : *paths) {
    const Result<std::optional<std::string>> text = project->commit->file(path, limits.source_bytes);
    if (!text) {
      refuse(diagnostics, text.error().message);
    } else if (*text) {
      texts[in_commit->empty() ? path : path.substr(in_commit->size() + 1)] = **text;
    }
  }
  return texts;
}

bool joinProject(const Command& command, Arguments& arguments) {
  if (!has(command, "--rules-path") && !has(command, "--ledger")) return true;
  auto project = std::make_shared<Project>();
  if (!arguments.policy_from_git.empty()) {
    Result<GitCommit> commit = GitCommit::open(here().string(), arguments.policy_from_git);
    if (!commit) {
      complain("--policy-from-git " + arguments.policy_from_git + ": " + commit.error().message);
      return false;
    }
    project->commit = *std::move(commit);
  }
  project->file = arguments.config.empty() ? nearestFile(*project) : arguments.config;
  if (!project->file.empty() && !readFile(*project, arguments)) return false;
  fillIn(command, *project, arguments);
  arguments.project = std::move(project);
  return true;
}

}  // namespace jurat
