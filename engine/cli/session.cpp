#include "engine/cli/session.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>
#include <system_error>

#include "engine/check/check.h"
#include "engine/cli/low_level.h"
#include "engine/cli/project.h"
#include "engine/source/render.h"
#include "engine/source/text.h"
#include "jurat_version.h"

namespace jurat {
namespace {

namespace fs = std::filesystem;

// The one place where the engine looks at a clock (product.md, principle 8).
std::string folderOfBinary() {
  std::error_code failed;
  const fs::path binary = fs::read_symlink("/proc/self/exe", failed);
  return failed ? std::string() : binary.parent_path().string();
}

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts;
  std::string part;
  for (const char c : text) {
    if (c != at) {
      part += c;
    } else if (!part.empty()) {
      parts.push_back(std::move(part));
      part.clear();
    }
  }
  if (!part.empty()) parts.push_back(std::move(part));
  return parts;
}

}  // namespace

Date todayUtc() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return Date{static_cast<std::int32_t>(std::chrono::duration_cast<std::chrono::hours>(now).count() / 24)};
}

Session::Session(const Arguments& given) : arguments(given) { setUpLog(given.log_level); }

std::optional<AsOf> Session::asOf() {
  if (as_of_) return as_of_;
  if (arguments.as_of.empty()) {
    as_of_ = AsOf{todayUtc(), std::nullopt};
  } else if (const std::optional<Date> day = parseDate(arguments.as_of)) {
    as_of_ = AsOf{*day, std::nullopt};
  } else if (const std::optional<Moment> moment = parseMoment(arguments.as_of)) {
    as_of_ = AsOf{TimeZone::utc().dayOf(*moment), moment};
  } else {
    complain("`" + arguments.as_of + "` is no day of the calendar: write --as-of YYYY-MM-DD");
  }
  return as_of_;
}

std::vector<std::string> Session::ownRoots() const {
  std::vector<std::string> roots = arguments.rules_path;
  if (const char* variable = std::getenv("JURAT_RULES_PATH")) {
    for (std::string& root : split(variable, ':')) roots.push_back(std::move(root));
  }
  if (arguments.project) {
    for (std::string& root : arguments.project->paths("rules")) roots.push_back(std::move(root));
  }
  return roots;
}

std::vector<std::string> Session::roots() const {
  std::vector<std::string> roots = ownRoots();
  const std::string binary = folderOfBinary();
  std::error_code failed;
  if (!binary.empty()) {
    const fs::path installed = fs::path(binary).parent_path() / "share" / "jurat" / "rules";
    if (fs::is_directory(installed, failed)) roots.push_back(installed.string());
  }
  // Only a binary that lies in its source tree looks there: an installed one would take its law from whoever
  // can make a folder of that name.
  const fs::path below = fs::path(binary).lexically_relative(fs::path(kSourceRules).parent_path());
  if (!below.empty() && *below.begin() != "..") roots.emplace_back(kSourceRules);
  return roots;
}

std::vector<std::string> Session::rulesToWorkOn() const {
  if (!arguments.paths.empty()) return arguments.paths;
  std::vector<std::string> own;
  if (arguments.project) own = arguments.project->paths("rules");
  return own.empty() ? std::vector<std::string>{roots().back()} : own;
}

PackLibrary& Session::library() {
  if (!library_) {
    library_.emplace(limits);
    for (const std::string& root : roots()) {
      if (isFolderOfRules(root)) addRoot(*library_, root);
    }
  }
  return *library_;
}

void Session::addRoot(PackLibrary& to, const std::string& root) {
  const std::optional<std::map<std::string, std::string>> texts =
      rulesInCommit(arguments.project.get(), root, limits, diagnostics);
  if (texts) {
    to.addTexts(root, *texts);
  } else {
    to.addRoot(root);
  }
}

// The packs of a folder that was named by its path.
std::vector<std::string> Session::addNamed(const std::string& name, PackLibrary& to) {
  const std::optional<std::map<std::string, std::string>> texts =
      rulesInCommit(arguments.project.get(), name, limits, diagnostics);
  if (!texts) return to.addPath(name);
  std::vector<std::string> ids;
  for (const auto& [path, bytes] : *texts) {
    namespace fs = std::filesystem;
    if (fs::path(path).filename() != "pack.jurat") continue;
    const std::string id = declaredPackId(bytes);
    fs::path root = (fs::path(name) / path).parent_path().lexically_normal();
    if (root.filename().empty()) root = root.parent_path();
    for (std::ptrdiff_t i = std::count(id.begin(), id.end(), '.'); i >= 0; --i) root = root.parent_path();
    addRoot(to, root.empty() ? "." : root.string());
    if (to.find(id)) ids.push_back(id);
  }
  return ids;
}

// Whether the pack that a name stands for is the one that is there by a name before it.
bool Session::sameFolder(const std::string& id, const std::string& name, const PackLibrary& there) {
  PackLibrary alone(limits);
  addNamed(name, alone);
  const PackFolder *one = there.find(id), *other = alone.find(id);
  std::error_code failed;
  return !one || !other || one->path == other->path || fs::equivalent(one->path, other->path, failed);
}

void Session::refuseBoth(const std::string& id, const std::string& first, const std::string& second) {
  diagnostics.report(
      {.code = "J0190",
       .message = "`" + second + "` cannot be run beside `" + first + "`: both hold the pack `" + id + "`",
       .help = "name one of them"});
}

std::vector<std::string> Session::namedPacks() {
  if (bundle_) return bundle_->named;
  if (named_) return *named_;
  named_.emplace();
  if (const std::string* bundle = bundleName()) {
    diagnostics.report({.code = "J0912",
                        .message = "`" + *bundle + "` is a bundle, and this needs rule files",
                        .help = "name the packs that it was built of"});
    return *named_;
  }
  // Folders that are named come before packs of their ids elsewhere: whoever names one wants that one.
  PackLibrary own(limits);
  bool paths = false;
  std::map<std::string, std::string> named_by;  // id, path
  for (const std::string& name : arguments.rules) {
    std::error_code failed;
    // With --policy-from-git no folder of the working tree may take the place of the pack that is named.
    const bool from_git = arguments.project && arguments.project->commit;
    const bool is_path = name.find('/') != std::string::npos || (!from_git && fs::exists(name, failed));
    std::vector<std::string> ids{name};
    if (is_path) {
      paths = true;
      ids = addNamed(name, own);
      for (const std::string& id : ids) {
        const auto [at, fresh] = named_by.emplace(id, name);
        if (!fresh && !sameFolder(id, name, own)) refuseBoth(id, at->second, name);
      }
      if (ids.empty()) {
        diagnostics.report({.code = "J0190",
                            .message = "there is no pack in `" + name + "`",
                            .help = "a pack is a folder that holds `pack.jurat`"});
      }
    }
    named_->insert(named_->end(), ids.begin(), ids.end());
  }
  if (paths) {
    for (const std::string& root : roots()) addRoot(own, root);
    library_ = std::move(own);
  }
  return *named_;
}

std::vector<const SourceFile*> Session::ruleFiles() const {
  std::vector<const SourceFile*> files;
  for (const SourceFile& file : sources.files()) {
    const bool rules = file.name.size() > 6 && file.name.ends_with(".jurat");
    if (rules && std::find(looked_at_.begin(), looked_at_.end(), &file) == looked_at_.end())
      files.push_back(&file);
  }
  return files;
}

std::shared_ptr<const checked::Program> Session::loadProgram(const std::vector<std::string>& ids) {
  if (diagnostics.hasErrors()) return nullptr;
  LoadedPacks packs = loadPacks(library(), ids, sources, diagnostics, limits);
  return diagnostics.hasErrors() ? nullptr : check(std::move(packs.files), diagnostics, limits);
}

std::vector<std::string> Session::namedOrAll() {
  const std::vector<std::string> named = namedPacks();
  return named.empty() && !diagnostics.hasErrors() ? library().ids() : named;
}

bool Session::useColor(int descriptor) const {
  if (arguments.color == "always") return true;
  if (arguments.color == "never") return false;
  const char* no_color = std::getenv("NO_COLOR");
  return !(no_color && *no_color) && isatty(descriptor) != 0;
}

void Session::print(const Diagnostics& complaints, const SourceMap& about) const {
  if (complaints.all().empty()) return;
  RenderOptions options;
  options.form = arguments.diagnostics == "json"    ? DiagnosticForm::Json
                 : arguments.diagnostics == "plain" ? DiagnosticForm::Plain
                                                    : DiagnosticForm::Human;
  options.color = useColor(STDERR_FILENO);
  options.at_most = limits.errors;
  std::cerr << render(complaints.sorted(), about, options) << std::flush;
}

bool Session::printDiagnostics() {
  Diagnostics fresh;
  for (std::size_t i = printed_; i < diagnostics.all().size(); ++i) fresh.report(diagnostics.all()[i]);
  printed_ = diagnostics.all().size();
  print(fresh, sources);
  return fresh.hasErrors();
}

void complain(const std::string& text) { std::cerr << "jurat: " << printableLine(text) << std::endl; }

}  // namespace jurat
