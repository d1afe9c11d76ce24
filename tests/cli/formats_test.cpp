// Formats as a build server asks for them: several at once, word for word, and the page of a step.
#include "tests/cli/run.h"
#include "tests/support/golden.h"

using namespace jurat::test;

namespace {

const std::vector<std::string> kAcme = {"check", "examples/acme-robotics.yaml", "--as-of", "2026-11-23"};
// Of JSON with the reasoning of all 621 findings there is none: 25 MB say no more than every_outcome.json.
const std::vector<std::string> kFormats = {"sarif",    "junit", "github", "gitlab",
                                           "markdown", "csv",   "oscal",  "ics"};

std::vector<std::string> acme(const std::vector<std::string>& more) {
  std::vector<std::string> words = kAcme;
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

}  // namespace

TEST_CASE("golden: every format of the example, all of one run") {
  const Scratch scratch;
  std::vector<std::string> words = kAcme;
  for (const std::string& format : kFormats)
    words.insert(words.end(), {"--format", format + "=" + (scratch / ("acme." + format))});
  const Ran ran = run(words);
  CHECK(ran.code == 1);
  CHECK(ran.err.empty());
  for (const std::string& format : kFormats)
    checkGolden("tests/cli/golden/acme." + format, textOf(scratch / ("acme." + format)));
}

TEST_CASE("a format alone goes to standard output, with the same bytes") {
  for (const std::string& format : kFormats) {
    const Ran ran = run(acme({"--format", format}));
    CHECK(ran.code == 1);
    CHECK(ran.out == textOf("tests/cli/golden/acme." + format));
  }
}

TEST_CASE("paths: however the profile is named, reports name it from the working directory") {
  const std::string here = std::filesystem::current_path().string();
  for (const std::string name :
       {"./examples/acme-robotics.yaml", "examples/../examples/acme-robotics.yaml"}) {
    const Ran ran = run({"check", name, "--as-of", "2026-11-23", "--format", "gitlab"});
    CHECK(ran.out == textOf("tests/cli/golden/acme.gitlab"));
  }
  const Ran absolute =
      run({"check", here + "/examples/acme-robotics.yaml", "--as-of", "2026-11-23", "--format", "sarif"});
  CHECK(absolute.out == textOf("tests/cli/golden/acme.sarif"));
  const Ran input = run({"check", "-", "--as-of", "2026-11-23", "--format", "sarif"},
                        {.input = textOf("examples/acme-robotics.yaml")});
  CHECK(contains(input.out, "\"uri\": \"%3Cstdin%3E\""));
}

TEST_CASE("github: the page of the step is appended to the file that the forge names, for this format only") {
  const Scratch scratch;
  const std::string page = scratch.write("summary.md", "before\n");
  const std::map<std::string, std::string> forge = {{"GITHUB_STEP_SUMMARY", page}};
  CHECK(run(acme({"--format", "sarif"}), {.environment = forge}).code == 1);
  CHECK(textOf(page) == "before\n");
  const Ran ran = run(acme({"--format", "github"}), {.environment = forge});
  CHECK(ran.code == 1);
  CHECK(ran.out == textOf("tests/cli/golden/acme.github"));
  CHECK(textOf(page) == "before\n" + textOf("tests/cli/golden/acme.markdown"));
  CHECK(run(acme({"--format", "github"}), {.environment = {{"GITHUB_STEP_SUMMARY", ""}}}).code == 1);
}

TEST_CASE("github: the page stays below what the forge drops, with what stood there before") {
  const Scratch scratch;
  const std::string page = scratch.write("summary.md", std::string((1u << 20) - 6'000, 'x'));
  const Ran ran = run(acme({"--format", "github"}), {.environment = {{"GITHUB_STEP_SUMMARY", page}}});
  CHECK(ran.code == 1);
  const std::string text = textOf(page);
  CHECK(text.size() <= (1u << 20));
  CHECK(contains(text, "not shown: a step summary may hold 1 MiB."));
  const std::string full = scratch.write("full.md", std::string(2u << 20, 'x'));
  CHECK(run(acme({"--format", "github"}), {.environment = {{"GITHUB_STEP_SUMMARY", full}}}).code == 1);
  CHECK(textOf(full).size() == (2u << 20));
}

TEST_CASE("github: a page that cannot be written is no pass") {
  const Scratch scratch;
  const Ran ran =
      run(acme({"--format", "github"}), {.environment = {{"GITHUB_STEP_SUMMARY", scratch.path()}}});
  CHECK(ran.code == 74);
  CHECK(contains(ran.err, "cannot be written"));
}

TEST_CASE("an unknown format is told with the nearest") {
  const Ran ran = run(acme({"--format", "sariff"}));
  CHECK(ran.code == 2);
  CHECK(contains(ran.err, "did you mean `sarif`?"));
}
