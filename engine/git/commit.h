// GitCommit: the files of one commit, read from the object database of a repository. No hook, filter or
// configured command runs, the environment (GIT_DIR and its like) has no say, and nothing is written.
#pragma once
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/result.h"

namespace jurat {

class GitCommit {
 public:
  // The commit that `ref` names (a branch, a tag, `origin/main`, an id) in the repository whose working tree
  // holds `folder`. Errors are for people: no repository, a bare one, no such ref (and what a shallow clone
  // has to do with it), no libgit2 on this machine.
  static Result<GitCommit> open(const std::string& folder, const std::string& ref);

  const std::string& root() const;  // the working tree, absolute, without links, without a slash at the end
  const std::string& ref() const;   // as it was asked for
  const std::string& id() const;    // 40 hex digits

  // The bytes of a file, by its path from the root; nothing when the commit has no such file. An error when
  // it is no plain file, is larger than `at_most`, or its object is missing.
  Result<std::optional<std::string>> file(const std::string& path, std::size_t at_most) const;
  // The paths of the plain files below a folder ("" is the root) whose names end so, sorted; at most so many.
  Result<std::vector<std::string>> filesBelow(const std::string& folder, const std::string& ending,
                                              std::size_t at_most) const;

 private:
  struct State;
  explicit GitCommit(std::shared_ptr<const State> state) : state_(std::move(state)) {}
  std::shared_ptr<const State> state_;
};

}  // namespace jurat
