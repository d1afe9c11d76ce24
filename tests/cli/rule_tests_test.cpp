// `jurat test` as authors use it: coverage, thresholds, filters, formats, mutation; word for word where they
// read it.
#include "tests/cli/run.h"
#include "tests/support/golden.h"

using namespace jurat::test;

namespace {

const std::string kGaps = "tests/testing/packs/gaps";
const std::string kFailing = "tests/testing/packs/failing";

void golden(const std::string& name, const std::vector<std::string>& words, int code) {
  INFO(name);
  const Ran ran = run(words);
  CHECK(ran.code == code);
  CHECK(ran.err == "");
  checkGolden("tests/cli/golden/" + name, ran.out);
}

}  // namespace

TEST_CASE("coverage in every format") {
  golden("test_coverage.txt", {"test", kGaps, "--coverage"}, 0);
  for (const std::string format : {"json", "lcov", "html"}) {
    const Scratch scratch;
    const Ran ran = run({"test", kGaps, "--coverage", format + "=" + (scratch / "out")});
    CHECK(ran.code == 0);
    CHECK(ran.out == "2 tests, 7 expectations: all hold\n");
    checkGolden("tests/cli/golden/test_coverage." + format, textOf(scratch / "out"));
  }
}

TEST_CASE("the page of coverage is one file, needs no script, and shows text of rules as text") {
  const Ran ran = run({"test", kGaps, "--coverage=html"});
  CHECK_FALSE(contains(ran.out, "<script"));
  CHECK_FALSE(contains(ran.out, "http"));
  CHECK_FALSE(contains(ran.out, "<& "));
  CHECK(contains(ran.out, "large kilns &amp; &lt;chimneys&gt;"));
  for (const char* state : {"class=\"covered\"", "class=\"partly\"", "class=\"uncovered\""})
    CHECK(contains(ran.out, state));
  CHECK(contains(ran.out, "prefers-color-scheme: dark"));
}

TEST_CASE("`--coverage` may stand before paths, and several formats beside each other") {
  const Scratch scratch;
  const Ran ran = run({"test", "--coverage", kGaps, "--coverage", "lcov=" + (scratch / "a"), "--coverage",
                       "json=" + (scratch / "b")});
  CHECK(ran.code == 0);
  CHECK(contains(ran.out, "not seen\n"));
  CHECK(contains(textOf(scratch / "a"), "end_of_record"));
  CHECK(contains(textOf(scratch / "b"), "\"coverage\": 1"));
  CHECK(run({"test", kGaps, "--coverage", "lcov=" + (scratch / "no/such/folder/x")}).code == 74);
}

TEST_CASE("thresholds: what falls short fails, each pack by itself") {
  struct Row {
    std::vector<std::string> more;
    int code;
    std::string says;
  };
  const Row rows[] = {
      {{"--coverage-at-least", "70"}, 0, ""},
      {{"--coverage-at-least", "71"}, 1, "coverage of gaps is 70.0 %, less than 71 %"},
      {{"--coverage-at-least", "0"}, 2, "it is a number from 1 to 100"},
      {{"--coverage-at-least", "101"}, 2, "it is a number from 1 to 100"},
      {{"--require-both"}, 0, ""},
      {{"--require-both", "--filter", "fees"}, 1, ""},
      {{"--mutate-at-least", "10"}, 0, ""},
      {{"--mutate-at-least", "100"}, 1, "tests of gaps notice less than 100 % of the changes"},
      {{"--filter", "no such thing"}, 5, "no test's title, pack or rule matches --filter `no such thing`"},
      {{"--filter", "chimny"}, 5, "did you mean `chimney`?"},
      {{"--coverage", "htm=x"}, 2, "there is no format `htm` (text, json, lcov, html); did you mean `html`?"},
      {{"--coverage", "lcov="}, 2, "`--coverage lcov=` names no file: write `--coverage lcov=FILE`"},
      {{"--format", "junti"}, 2, "did you mean `junit`?"},
  };
  for (const Row& row : rows) {
    std::vector<std::string> words = {"test", kGaps};
    words.insert(words.end(), row.more.begin(), row.more.end());
    const Ran ran = run(words);
    INFO(row.more.front(), " ", row.more.back(), "\n", ran.err);
    CHECK(ran.code == row.code);
    CHECK(contains(ran.err, row.says));
    if (row.says.empty()) CHECK(ran.err == "");
  }
  const Ran both = run({"test", kGaps, "--require-both", "--filter", "fees"});
  CHECK(contains(both.out,
                 "tests/testing/packs/gaps/pack.jurat:62:6: rule `chimney` is never satisfied or "
                 "violated in a test\n"));
  CHECK(contains(both.out, "both ways: 2 of 2 rules not\n"));
  CHECK(contains(run({"test", kGaps, "--require-both"}).out,
                 "both ways: 2 rules seen satisfied and violated\n"));
}

TEST_CASE("failed tests, for people and for build servers") {
  golden("test_failing.txt", {"test", kFailing}, 1);
  golden("test_failing.xml", {"test", kFailing, "--format", "junit"}, 1);
}

TEST_CASE(
    "mutants that no test notices come with the profile that tells, and can be accepted with a reason") {
  golden("test_mutate.txt", {"test", kGaps, "--mutate"}, 0);
  const Ran failing = run({"test", kFailing, "--mutate"});
  CHECK(failing.code == 1);
  CHECK(contains(failing.err, "no rule is changed while tests fail"));
  const Scratch scratch;
  scratch.write("gaps/pack.jurat", textOf(kGaps + "/pack.jurat"));
  scratch.write("gaps/mutants.accepted", "charge: `EUR 900` -> `EUR 901` | coal is to be banned\n");
  const Ran accepted = run({"test", scratch / "gaps", "--mutate"});
  CHECK(accepted.code == 0);
  CHECK(contains(accepted.out, "accepted\n"));
  CHECK(contains(accepted.out, "coal is to be banned\n"));
  scratch.write("gaps/mutants.accepted", "charge: `EUR 900` -> `EUR 901`\n");
  const Ran unreasoned = run({"test", scratch / "gaps", "--mutate"});
  CHECK(unreasoned.code == 4);
  CHECK(contains(unreasoned.err, "error[J0531]"));
  scratch.write("gaps/mutants.accepted", "charge: `EUR 1` -> `EUR 2` | gone\n");
  const Ran stale = run({"test", scratch / "gaps", "--mutate"});
  CHECK(stale.code == 0);
  CHECK(contains(stale.err, "warning[J0532]"));
}
