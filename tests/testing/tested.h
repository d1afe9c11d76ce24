// A pack of this folder, or a text, with its tests planned.
#pragma once
#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include "engine/compile/rule_set.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source_map.h"
#include "engine/testing/plan.h"
#include "engine/testing/run_tests.h"

namespace jurat::test {

struct Tested {
  SourceMap sources;
  Diagnostics diagnostics;
  std::shared_ptr<const checked::Program> program;
  std::vector<PackId> packs;  // the one that is meant
  std::vector<PlannedTest> plan;
};

// A pack below `root` (a folder counted from the project's), with those it uses.
std::unique_ptr<Tested> testedPack(const std::string& root, const std::string& pack);
// The text of a pack `p`: facts, rules and tests behind a fixed opening with an entity `company`.
std::unique_ptr<Tested> testedText(const std::string& text);

}  // namespace jurat::test
