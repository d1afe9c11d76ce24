#include "tests/coverage/tree.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "engine/compile/rule_set.h"
#include "engine/manual/article/mentions.h"
#include "engine/packs/packs.h"
#include "engine/source/render.h"
#include "engine/testing/coverage/counter.h"
#include "engine/testing/plan.h"
#include "engine/testing/run_tests.h"
#include "tests/support/golden.h"

namespace jurat::test {
namespace {

namespace fs = std::filesystem;
using checked::DeclarationId;
using checked::DeclarationKind;

void see(Tree& tree) {
  const std::shared_ptr<const RuleSet> rules = compile(tree.program);
  std::vector<PackId> packs;
  TestSelection selection;
  for (std::size_t i = 0; i < tree.program->packs.size(); ++i) {
    const PackId id = tree.program->packs.idAt(i);
    if (!isCovered(tree.program->packs[id].id)) continue;
    packs.push_back(id);
    selection.packs.push_back(tree.program->packs[id].id);
  }
  CoverageCounter counter(*rules, packs, tree.sources);
  const std::vector<PlannedTest> plan = planTests(*tree.program, selection, tree.sources, tree.diagnostics);
  runTests(rules, plan, tree.sources, tree.diagnostics, &counter);
  tree.coverage = counter.finish();
}

bool belongs(const Point& point, const checked::Declaration& declaration) {
  return point.pack == declaration.pack && point.declaration == declaration.name;
}

void name(std::string& out, const std::string& what) { out += (out.empty() ? "" : ", ") + what; }

}  // namespace

Files ruleFiles() {
  Files files;
  const fs::path root = projectPath("rules");
  for (const fs::directory_entry& each : fs::recursive_directory_iterator(root)) {
    if (each.path().extension() != ".jurat") continue;
    files[each.path().lexically_relative(root).generic_string()] = readWhole(each.path()).value();
  }
  return files;
}

bool isCovered(const std::string& pack) { return pack != "common" && !pack.starts_with("eu.ai_act"); }

std::unique_ptr<Tree> treeOf(const Files& files) {
  auto tree = std::make_unique<Tree>();
  PackLibrary library;
  std::vector<std::string> ids;
  for (const std::string& id : library.addTexts("rules", files)) {
    if (isCovered(id)) ids.push_back(id);
  }
  LoadedPacks packs = loadPacks(library, ids, tree->sources, tree->diagnostics);
  tree->program = check(std::move(packs.files), tree->diagnostics);
  REQUIRE_MESSAGE(tree->program != nullptr, render(tree->diagnostics.sorted(), tree->sources, {}));
  see(*tree);
  for (const auto& [id, list] : manual::mentions(*tree->program)) {
    for (const manual::Mention& each : list) tree->mentioned[id].push_back(each.test);
  }
  return tree;
}

std::optional<DeclarationId> Tree::find(const std::string& id) const {
  for (std::size_t i = 0; i < program->declarations.size(); ++i) {
    if (program->id(program->declarations.idAt(i)) == id) return program->declarations.idAt(i);
  }
  return std::nullopt;
}

std::size_t Tree::tests(const std::vector<DeclarationId>& declarations) const {
  std::set<std::size_t> all;
  for (const DeclarationId id : declarations) {
    const auto found = mentioned.find(id);
    if (found != mentioned.end()) all.insert(found->second.begin(), found->second.end());
  }
  return all.size();
}

std::string Tree::unseen(DeclarationId id) const {
  const checked::Declaration& declaration = program->declarations[id];
  std::string out;
  for (const Point& point : coverage.points) {
    if (!belongs(point, declaration)) continue;
    const bool outcome = declaration.kind == DeclarationKind::Rule && point.kind == PointKind::Outcome;
    const bool condition = declaration.kind == DeclarationKind::Benefit && point.kind == PointKind::Condition;
    if (!outcome && !condition) continue;
    // What is not confirmed keeps both ways open: it goes to review, and stands so in the test, where it
    // would decide.
    const auto review = point.also.find("review");
    const bool reviewed = point.unknown > 0 || (review != point.also.end() && review->second > 0);
    for (const Way& way : point.ways) {
      const bool open = outcome ? way.word == "not_applicable" : true;
      if (way.count == 0 && !(open && reviewed))
        name(out, outcome ? way.word : "`" + point.name + "` " + way.word);
    }
    // What is not known has its outcome too; of a benefit that stands in its conditions.
    const auto unknown = point.also.find("undetermined");
    if (outcome && (unknown == point.also.end() || unknown->second == 0)) name(out, "undetermined");
  }
  return out;
}

}  // namespace jurat::test
