// `test --watch`: after each save, what depends on the saved file.
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <set>
#include <system_error>

#include "engine/cli/commands/test_run.h"
#include "engine/cli/file_watch.h"

namespace jurat {
namespace {

namespace fs = std::filesystem;

std::string whole(const fs::path& path) {
  std::error_code failed;
  const fs::path found = fs::weakly_canonical(path, failed);
  return failed ? path.string() : found.string();
}

// Packs of the run that are changed by the files, or use one that is, in turn; nothing when a file belongs to
// a pack that is not known yet.
std::optional<std::vector<std::string>> dependents(const std::vector<std::string>& files,
                                                   const TestScope& scope) {
  std::set<std::string> affected;
  for (const std::string& file : files) {
    const std::string folder = whole(fs::path(file).parent_path());
    const auto pack = std::find_if(scope.folders.begin(), scope.folders.end(),
                                   [&](const auto& one) { return whole(one.second) == folder; });
    if (pack == scope.folders.end()) return std::nullopt;
    affected.insert(pack->first);
  }
  for (bool grown = true; grown;) {
    grown = false;
    for (const auto& [id, uses] : scope.uses) {
      const bool reads = std::any_of(uses.begin(), uses.end(),
                                     [&](const std::string& used) { return affected.contains(used); });
      grown = (reads && affected.insert(id).second) || grown;
    }
  }
  std::vector<std::string> out;
  for (const std::string& id : scope.tested) {
    if (affected.contains(id)) out.push_back(id);
  }
  return out;
}

void watchAll(FileWatch& watch, const Arguments& arguments, const TestScope& scope) {
  for (const std::string& path : arguments.paths) {
    std::error_code failed;
    const bool folder = fs::is_directory(path, failed);
    const std::string parent = fs::path(path).parent_path().string();
    watch.add(folder ? path : parent.empty() ? "." : parent, folder);
  }
  for (const auto& [id, folder] : scope.folders) watch.add(folder, false);
}

std::string listed(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

}  // namespace

ExitCode watchTests(const Arguments& arguments, const TestOutputs& outputs) {
  FileWatch watch;
  if (!watch.works()) return ExitCode::NotLoaded;
  TestScope scope;
  // Watched before the run: what is saved while it lasts is run again.
  watchAll(watch, arguments, scope);
  ExitCode code = runTestsOnce(arguments, outputs, scope);
  std::vector<std::string> owed;  // packs that a run which did not load still has to test
  for (;;) {
    watchAll(watch, arguments, scope);
    if (code == ExitCode::NotWritten) return code;
    if (!writeOut("watching " + counted(scope.folders.size(), "pack", "packs") + "; Ctrl+C ends\n"))
      return ExitCode::NotWritten;
    const std::vector<std::string> files = watch.wait();
    if (files.empty()) return code;
    const std::optional<std::vector<std::string>> affected = dependents(files, scope);
    std::vector<std::string> only = affected.value_or(std::vector<std::string>());
    if (affected) only.insert(only.end(), owed.begin(), owed.end());
    std::sort(only.begin(), only.end());
    only.erase(std::unique(only.begin(), only.end()), only.end());
    if (affected && only.empty()) continue;  // a pack that no tested one uses any more
    if (!writeOut("\nsaved " + listed(files) + ": " + (affected ? listed(only) : "all packs") + "\n"))
      return ExitCode::NotWritten;
    scope.only = affected ? only : std::vector<std::string>();
    code = runTestsOnce(arguments, outputs, scope);
    owed = code == ExitCode::NotLoaded ? only : std::vector<std::string>();
  }
}

}  // namespace jurat
