// docs/coverage/policies.md is what the packs say, every item of the article has its record, and what binds
// or pays is tested in all its outcomes. Each of these is also seen to fail, on packs with one thing taken
// away.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/coverage/rows.h"
#include "tests/support/golden.h"

namespace jurat::test {
namespace {

constexpr const char* kTable = "docs/coverage/policies.md";

constexpr const char* kOpening =
    "# The policies and laws of the world, item by item\n\n"
    "Made from the packs by `JURAT_ACCEPT=1 ./dev test -R coverage_test`; a test holds it to them. Not legal "
    "advice.\n"
    "`jurat rules show s25` prints a record, `jurat rules show PACK/NAME` a rule. The AI Act has a table of "
    "its own:\n"
    "[eu-ai-act.md](eu-ai-act.md).\n\n"
    "How to read it:\n\n"
    "- *record only*: nothing that a company or project can meet, miss or draw on, and why.\n"
    "- *tests* counts those that mention what stands in the row. Each rule is seen there in all its "
    "outcomes, each\n"
    "  benefit with all its conditions met and not met.\n"
    "- *confidence* is that of the source: what is `unconfirmed` can give `review`, never `violated`.\n\n"
    "## The 46 items of the press article of 2023\n\n"
    "`drawn on` stands in tests/coverage/drawn_on.txt; everything else is in the records themselves.\n\n";

struct Made {
  std::string text;
  Faults faults;
};

Made made(const Files& files) {
  Made out;
  const auto tree = treeOf(files);
  const std::string drawn_on = readWhole(projectPath("tests/coverage/drawn_on.txt")).value();
  out.text = kOpening + itemRows(*tree, drawn_on, out.faults) + "\n## Laws and instruments\n" +
             lawRows(*tree, out.faults);
  return out;
}

// Takes the declaration that begins so out of a file.
Files without(Files files, const std::string& path, const std::string& head) {
  std::string& text = files.at(path);
  const std::size_t begin = text.find(head);
  REQUIRE(begin != std::string::npos);
  text.erase(begin, text.find("\n}\n", begin) + 3 - begin);
  return files;
}

// Puts other words in the place of some.
Files changed(Files files, const std::string& path, const std::string& old, const std::string& now) {
  std::string& text = files.at(path);
  const std::size_t begin = text.find(old);
  REQUIRE(begin != std::string::npos);
  text.replace(begin, old.size(), now);
  return files;
}

bool complains(const Made& made, const std::string& words) {
  return std::any_of(made.faults.begin(), made.faults.end(),
                     [&](const std::string& fault) { return fault.find(words) != std::string::npos; });
}

}  // namespace

TEST_CASE("every item has its record, and what binds or pays is tested in all its outcomes") {
  const Made now = made(ruleFiles());
  for (const std::string& fault : now.faults) FAIL_CHECK(fault);
  checkGolden(kTable, now.text);
}

TEST_CASE("an item without a record is missed") {
  const Made now = made(without(ruleFiles(), "jp/ai_policy/pack.jurat", "statement s25 {"));
  CHECK(now.faults == Faults{"s25 has no record"});
}

TEST_CASE("a record that binds or pays is asked for what is drawn on") {
  const Made now =
      made(changed(ruleFiles(), "eu/fr/pack.jurat", "    strength   aspirational", "    strength   must"));
  CHECK(now.faults == Faults{"s19 binds or pays, but nothing is drawn on for it"});
}

TEST_CASE("a benefit, and a rule, without the tests of one file is missed") {
  Files files = ruleFiles();
  files.erase("cn/shanghai/tests.jurat");
  CHECK(complains(made(files), "cn.shanghai/interest_subsidy is in no test: "));
  files = ruleFiles();
  files.erase("kr/ai_basic_act/tests_thresholds.jurat");
  CHECK(complains(made(files), "kr.ai_basic_act/representative_named is in no test: "));
}

TEST_CASE("a record that changes makes another table") {
  const Made now =
      made(changed(ruleFiles(), "jp/ai_policy/pack.jurat", "dated      2016-04-12", "dated      2016-04-13"));
  CHECK(now.faults.empty());
  CHECK(now.text != readWhole(projectPath(kTable)).value_or(""));
  CHECK(now.text.find("| 2016-04-13 |") != std::string::npos);
}

}  // namespace jurat::test
