// What the working tree alters in the files that judge it, when those come from a commit.
#include <filesystem>
#include <set>
#include <system_error>

#include "engine/cli/gate_files.h"
#include "engine/cli/project.h"
#include "engine/gate/changes.h"
#include "engine/gate/waivers.h"
#include "engine/profile/profile.h"
#include "engine/source/read.h"

namespace jurat {
namespace {

class PolicyComparison {
 public:
  PolicyComparison(const Session& session, const GateFiles& files)
      : project_(*session.arguments.project), session_(session), files_(files) {}

  std::vector<Message> take() {
    settings();
    waivers();
    baseline();
    for (const std::string& root : session_.ownRoots()) rules(root);
    for (const std::string& pack : session_.arguments.rules) {
      if (pack.find('/') != std::string::npos) rules(pack);
    }
    return std::move(changes_);
  }

 private:
  struct Both {
    std::optional<std::string> then, now;
  };

  // A file at the commit and in the working tree; says so when only one of them has it. Nothing when there is
  // nothing to compare.
  std::optional<Both> compare(const std::string& path) {
    const std::optional<std::string> in_commit = pathInCommit(&project_, path);
    if (!in_commit || !seen_.insert(*in_commit).second) return std::nullopt;
    const std::size_t most = session_.limits.profile_bytes;
    const Result<std::optional<std::string>> then = project_.commit->file(*in_commit, most);
    Both both{then ? *then : std::nullopt, onDisk(path)};
    if (both.then == both.now) return std::nullopt;
    if (!both.then) say(Phrase::PolicyFileAdded, *in_commit);
    if (!both.now) say(Phrase::PolicyFileRemoved, *in_commit);
    if (both.then && both.now) return both;
    return std::nullopt;
  }

  std::optional<std::string> onDisk(const std::string& path) const {
    SourceMap apart;
    Diagnostics ignored;  // a file that is not there, or cannot be read, is one that differs
    const SourceFile* file = readSource(apart, path, session_.limits.profile_bytes, ignored);
    return file ? std::optional(file->text) : std::nullopt;
  }

  void say(Phrase phrase, const std::string& path) { changes_.push_back({phrase, {verbatim(path)}}); }

  // Reads a version of a file; its faults are of no concern here.
  template <typename Read>
  auto version(const std::string& text, Read read) const {
    SourceMap apart;
    Diagnostics ignored;
    const SourceFile* file = addSource(apart, "version", text, ignored);
    return file ? read(*file, session_.limits, ignored) : decltype(read(*file, session_.limits, ignored))();
  }

  static Message words(const Config& config, std::string_view key) {
    const ConfigValue* value = config.find(key);
    if (!value) return Phrase::PolicyNotSet;
    std::vector<Message> said;
    for (const std::string& word : value->words) said.push_back(verbatim(word));
    return {Phrase::Enumeration, std::move(said)};
  }

  void settings() {
    const std::string path = project_.file.empty() ? std::string(kConfigName) : project_.file;
    const std::optional<Both> both = compare(path);
    if (!both) return;
    const auto now = version(*both->now, readConfig);
    if (!now) return say(Phrase::PolicyUnreadable, path);
    const std::size_t before = changes_.size();
    for (const ConfigKey& key : configKeys()) {
      const Message then_words = words(project_.config, key.name), now_words = words(*now, key.name);
      if (then_words == now_words) continue;
      changes_.push_back(
          {Phrase::PolicySetting, {verbatim(std::string(key.name)), verbatim(path), now_words, then_words}});
    }
    if (changes_.size() == before) say(Phrase::PolicyFileChanged, path);
  }

  void waivers() {
    const std::optional<Both> both =
        files_.waivers_file.empty() ? std::nullopt : compare(files_.waivers_file);
    if (!both) return;
    const auto now = version(*both->now, readWaivers);
    if (!now || !files_.waivers) return say(Phrase::PolicyUnreadable, files_.waivers_file);
    add(waiverChanges(*files_.waivers, *now), files_.waivers_file);
  }

  void baseline() {
    const std::optional<Both> both =
        files_.baseline_file.empty() ? std::nullopt : compare(files_.baseline_file);
    if (!both) return;
    const auto now = version(*both->now, readBaseline);
    if (!now || !files_.baseline) return say(Phrase::PolicyUnreadable, files_.baseline_file);
    add(baselineChanges(files_.baseline_file, *files_.baseline, *now), files_.baseline_file);
  }

  void add(std::vector<Message> found, const std::string& path) {
    if (found.empty()) say(Phrase::PolicyFileChanged, path);  // its wording, its order
    for (Message& message : found) changes_.push_back(std::move(message));
  }

  // Rule files of either side, in the order of their paths.
  void rules(const std::string& root) {
    namespace fs = std::filesystem;
    Diagnostics ignored;
    const auto then = rulesInCommit(&project_, root, session_.limits, ignored);
    if (!then) return;
    std::set<std::string> paths;
    for (const auto& [path, text] : *then) paths.insert((fs::path(root) / path).generic_string());
    std::error_code failed;
    fs::recursive_directory_iterator at(root, fs::directory_options::skip_permission_denied, failed), end;
    for (; !failed && at != end && paths.size() < session_.limits.files; at.increment(failed)) {
      if (at->path().extension() == ".jurat") paths.insert(at->path().generic_string());
    }
    for (const std::string& path : paths) {
      if (compare(path)) say(Phrase::PolicyFileChanged, path);
    }
  }

  const Project& project_;
  const Session& session_;
  const GateFiles& files_;
  std::set<std::string> seen_;
  std::vector<Message> changes_;
};

}  // namespace

std::vector<Message> policyChanges(const Session& session, const GateFiles& files) {
  const Project* project = session.arguments.project.get();
  if (!project || !project->commit) return {};
  return PolicyComparison(session, files).take();
}

}  // namespace jurat
