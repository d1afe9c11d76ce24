// Project: the jurat.yaml of a run, and the commit that its policy is read from where one is asked for.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/cli/command.h"
#include "engine/config/config.h"
#include "engine/git/commit.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source_map.h"

namespace jurat {

struct Project {
  SourceMap sources;  // of its file
  std::string file;   // its path as people would write it here; empty: there is none
  Config config;
  std::optional<GitCommit> commit;   // --policy-from-git
  std::set<std::string> by_options;  // keys that the command line settled

  // A path that the file names, as seen from here.
  std::string resolved(const std::string& path) const;
  // The same of all that stands under a key.
  std::vector<std::string> paths(std::string_view key) const;
};

// Finds and reads the project of a command that looks at rules or at the ledger, and fills in what the
// command line left open. False (said on standard error) when it, or the commit, cannot be read: exit code 2.
bool joinProject(const Command& command, Arguments& arguments);

// The path of a file in the commit that the policy comes from; nothing when there is none or the file lies
// outside its working tree. Decided from the names alone: a link that the change brings along leads nowhere.
std::optional<std::string> pathInCommit(const Project* project, const std::string& path);

// A file of the policy, from the commit where it is to come from there and else from disk. Null when it
// cannot be read (reported), or when the commit does not have it and only the working tree does: `absent` is
// then set.
const SourceFile* readPolicy(const Project* project, SourceMap& sources, const std::string& path,
                             std::size_t at_most, Diagnostics& diagnostics, bool& absent);

// The rule files below a folder of the commit, by their paths below it; nothing when the folder is to be read
// from disk.
std::optional<std::map<std::string, std::string>> rulesInCommit(const Project* project,
                                                                const std::string& folder,
                                                                const Limits& limits,
                                                                Diagnostics& diagnostics);

// `path` as seen from `folder`, whether or not there is such a file; names only.
std::string seenFrom(const std::string& folder, const std::string& path);

}  // namespace jurat
