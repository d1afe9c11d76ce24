// The packs that docs/coverage/policies.md speaks of, checked, with what their tests have seen.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/check/check.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source_map.h"
#include "engine/testing/coverage/coverage.h"

namespace jurat::test {

using Files = std::map<std::string, std::string>;  // "cn/beijing/pack.jurat" and its text

// The rule files below rules/.
Files ruleFiles();

struct Tree {
  SourceMap sources;
  Diagnostics diagnostics;
  std::shared_ptr<const checked::Program> program;
  Coverage coverage;
  std::map<checked::DeclarationId, std::vector<std::size_t>> mentioned;  // tests, by index in the program

  // "cn.beijing/s38"
  std::optional<checked::DeclarationId> find(const std::string& id) const;
  // In how many tests any of them is mentioned.
  std::size_t tests(const std::vector<checked::DeclarationId>& declarations) const;
  // What the tests have not seen of a rule, or of a benefit; empty when it was seen in all its outcomes.
  std::string unseen(checked::DeclarationId id) const;
};

// Checks the packs of these files and runs their tests, but for the AI Act and its former texts, which have a
// table of their own. The tests need not pass: that is for others to say.
std::unique_ptr<Tree> treeOf(const Files& files);

// Whether a pack has rows in the table.
bool isCovered(const std::string& pack);

}  // namespace jurat::test
