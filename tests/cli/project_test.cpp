// jurat.yaml: where it is found, what wins over what, what is refused; and that its schema says the same.
#include "tests/cli/gated.h"
#include "tests/support/golden.h"

using namespace jurat::test;

namespace {

const std::string kBegin = "jurat: 1\nrules: [rules]\npacks: [house]\nas_of: 2026-11-23\n";

Ran checkIn(const House& house, const std::string& folder, const std::vector<std::string>& more = {},
            const std::string& home = "") {
  std::vector<std::string> words = {"check", house.path() + "/acme.yaml"};
  words.insert(words.end(), more.begin(), more.end());
  Setting setting{.folder = folder};
  if (!home.empty()) setting.environment["HOME"] = home;
  return house.run(words, setting);
}

}  // namespace

TEST_CASE("every key has its effect, and the command line wins") {
  struct Row {
    std::string more;
    int code;
    std::vector<std::string> options;
    int with_options;
  };
  const std::vector<Row> rows = {
      {"", 1, {"--fail-on", "review"}, 0},
      {"fail_on: [review]\n", 0, {"--fail-on", "violated"}, 1},
      {"min_severity: high\n", 0, {"--min-severity", "low"}, 1},
      {"strength: [should]\n", 0, {"--strength", "must"}, 1},
      {"levels: {house/tidy: warn}\n", 0, {}, 0},
      {"levels: {house: off}\n", 0, {}, 0},
      {"levels: {house: off, house/tidy: fail}\n", 1, {}, 1},
      {"waivers: waivers.yaml\n", 0, {"--waivers", "none.yaml"}, 1},
      {"baseline: none.json\n", 1, {}, 1},
      {"lang: zh\n", 1, {"--lang", "en"}, 1},
  };
  const House house;
  house.write("waivers.yaml", waiverFile("house/tidy", "company", "2026-12-15"));
  house.write("none.yaml", "jurat: 1\nwaivers: []\n");
  house.write("none.json", "{\"jurat_baseline\": 1, \"findings\": []}\n");
  for (const Row& row : rows) {
    house.write("jurat.yaml", kBegin + row.more);
    const Ran ran = house.run({"check", "acme.yaml"});
    INFO(row.more, "\n", ran.err);
    CHECK(ran.code == row.code);
    CHECK(contains(ran.out, row.more == "lang: zh\n" ? "2026-11-23" : "as of 2026-11-23"));
    std::vector<std::string> words = {"check", "acme.yaml"};
    words.insert(words.end(), row.options.begin(), row.options.end());
    CHECK(house.run(words).code == row.with_options);
  }
  house.write("jurat.yaml", kBegin + "formats: [json, text=out/report.txt]\nledger: runs.sqlite\n");
  std::filesystem::create_directories(house.path() + "/out");
  const Ran formats = house.run({"check", "acme.yaml"});
  CHECK(formats.out.starts_with("{"));
  CHECK(contains(house.text("out/report.txt"), "VIOLATED"));
  CHECK(contains(house.run({"ledger", "list", "--ledger", "runs.sqlite"}).out, "exit 1"));
  CHECK(house.run({"explain", "acme.yaml", "tidy"}).code == 0);  // which knows no such formats
}

TEST_CASE("an error is not switched off by a level, and neither waived nor accepted") {
  const House house;
  const std::string packs = projectPath("tests/packs").string();
  const std::string profile = packs + "/profiles/zero.yaml";
  house.write("jurat.yaml", "jurat: 1\nrules: [" + packs +
                                "]\npacks: [faults]\nlevels: {faults: off}\nas_of: 2026-11-23\n");
  CHECK(house.run({"check", profile}).code == 6);
  CHECK(house.run({"baseline", "create", profile}).code == 6);
  CHECK_FALSE(house.exists("baseline.json"));
}

TEST_CASE("it is found upwards to the root of the repository or the home directory, and no further") {
  const House house;
  house.write("jurat.yaml", kBegin + "fail_on: [review]\n");
  house.write("repo/deep/down/x", "");
  const std::string deep = house.path() + "/repo/deep/down";
  // No repository and no home above: what lies further up may be anybody's.
  CHECK(checkIn(house, deep, {"--rules-path", house.path() + "/rules", "--rules", "house"}).code == 1);
  CHECK(checkIn(house, deep, {}, house.path()).code == 0);
  house.write("repo/.git/HEAD", "");
  CHECK(checkIn(house, deep, {"--rules-path", house.path() + "/rules", "--rules", "house"}, house.path())
            .code == 1);
  house.write("repo/jurat.yaml", "jurat: 1\nrules: [../rules]\npacks: [house]\nfail_on: [review]\n");
  CHECK(checkIn(house, deep).code == 0);  // its paths count from its own folder
  house.write("repo/deep/jurat.yaml", "jurat: 1\nrules: [../../rules]\npacks: [house]\n");
  CHECK(checkIn(house, deep).code == 1);  // the nearest
  CHECK(checkIn(house, deep, {"--config", "../../jurat.yaml"}).code == 0);
  CHECK(checkIn(house, deep, {"--config", "nowhere.yaml"}).code == 2);
}

TEST_CASE("test and lint work on the rules of the project, and the ledger is the project's") {
  const House house;
  house.write("jurat.yaml", "jurat: 1\nrules: [rules]\npacks: [house]\nledger: kept/runs.sqlite\n");
  house.write("rules/house/tests.jurat",
              "in pack house\n\ntest \"untidy\" {\n    given company {\n        is_tidy: no\n    }\n    as "
              "of 2026-11-23\n"
              "        expect tidy is violated\n}\n");
  const Ran tested = house.run({"test"});
  CHECK_MESSAGE(tested.code == 0, tested.out << tested.err);
  CHECK(contains(tested.out, "1 test"));
  CHECK_FALSE(contains(tested.out, "eu.ai_act"));
  house.write("rules/house/broken.jurat", "rule {\n");
  CHECK(house.run({"test"}).code == 4);
  CHECK(house.run({"lint"}).code == 4);
  house.remove("rules/house/broken.jurat");
  house.write("kept/.keep", "");
  REQUIRE(house.check().code == 1);
  const Ran listed = house.run({"ledger", "list"});
  CHECK(listed.code == 0);
  CHECK(contains(listed.out, "acme.yaml"));
  CHECK(house.run({"ledger", "list", "--ledger", "nowhere.sqlite"}).code != 0);
}

TEST_CASE("config show prints every value with its origin") {
  const House house;
  house.write("jurat.yaml", kBegin + "levels:\n  house/plan: warn\n");
  const Ran text =
      house.run({"config", "show", "--fail-on", "violated"}, {.environment = {{"JURAT_RULES_PATH", "more"}}});
  INFO(text.out, text.err);
  CHECK(text.code == 0);
  CHECK(text.out ==
        "project file: jurat.yaml\n"
        "rules         more  (environment JURAT_RULES_PATH)\n"
        "rules         rules  (file jurat.yaml:2:8)\n"
        "packs         house  (file jurat.yaml:3:8)\n"
        "as_of         2026-11-23  (file jurat.yaml:4:8)\n"
        "formats       text  (default)\n"
        "fail_on       violated  (option --fail-on)\n"
        "min_severity  low  (default)\n"
        "strength      must  (default)\n"
        "levels        house/plan: warn  (file jurat.yaml:6:3)\n"
        "waivers       none  (default)\n"
        "baseline      none  (default)\n"
        "no_grow       no  (default)\n"
        "ledger        none  (default)\n"
        "lang          en  (default)\n");
  const Ran json = house.run({"config", "show", "--format", "json"});
  CHECK(json.code == 0);
  CHECK(contains(json.out, "\"place\": \"jurat.yaml:3:8\""));
  CHECK(contains(json.out, "\"default\": \"low\""));
}

TEST_CASE("a project file with a fault ends in 2, at the place, with what was meant") {
  struct Row {
    std::string text, code, said;
  };
  const std::vector<Row> rows = {
      {"", "J0701", "begin it with `jurat: 1`"},
      {"fail_on: [violated]\n", "J0701", "which version"},
      {"jurat: 3\n", "J0701", "only version 1"},
      {kBegin + "fail-on: [violated]\n", "J0702", "did you mean `fail_on`?"},
      {kBegin + "fail_on: violated\n", "J0703", "must be a list"},
      {kBegin + "fail_on: []\n", "J0703", "must be a list"},
      {kBegin + "fail_on: [violatd]\n", "J0704", "did you mean `violated`?"},
      {kBegin + "min_severity: hihg\n", "J0704", "did you mean `high`?"},
      {kBegin + "formats: [jsn]\n", "J0704", "did you mean `json`?"},
      {kBegin + "formats: [json=]\n", "J0703", "NAME=FILE"},
      {kBegin + "levels: [house]\n", "J0703", "must be a record"},
      {kBegin + "levels: {house: loud}\n", "J0704", "`fail`, `warn`, `off`"},
      {kBegin + "levels: {hause: warn}\n", "J0705", "did you mean `house`?"},
      {kBegin + "levels: {house/tidi: warn}\n", "J0705", "did you mean `house/tidy`?"},
      {kBegin + "no_grow: maybe\n", "J0703", "yes or no"},
      {kBegin + "waivers: [a]\n", "J0703", "one text"},
      {"jurat: 1\nas_of: yesterday\n", "J0712", "`today`"},
      {kBegin + "lang: zh\nlang: en\n", "J0608", "twice"},
      {"jurat: [1\n", "J0601", "jurat.yaml"},
      {"jurat: 1\nlang: !!str en\n", "", ""},
      {"jurat: 1\nlang: !x en\n", "J0604", "not part of configurations"},
  };
  const House house;
  for (const Row& row : rows) {
    house.write("jurat.yaml", row.text);
    const Ran ran = house.run({"check", "acme.yaml", "--rules-path", "rules", "--rules", "house"});
    INFO(row.code, "\n", row.text, "\n", ran.err);
    if (row.code.empty()) {
      CHECK(ran.code == 1);
      continue;
    }
    CHECK(ran.code == 2);
    CHECK(ran.out == "");
    CHECK(contains(ran.err, "error[" + row.code + "]"));
    CHECK(contains(ran.err, row.said));
    CHECK(contains(ran.err, "jurat.yaml:"));
  }
  house.remove("jurat.yaml");
  std::filesystem::create_directories(house.path() + "/jurat.yaml");
  CHECK(house.run({"check", "acme.yaml"}).code == 2);
}

TEST_CASE("the example of a gated repository passes on every day until its waiver ends") {
  const auto checked = [](const std::string& day) {
    return run({"check", "profiles", "--as-of", day}, {.folder = projectPath("examples/ci").string()}).code;
  };
  for (const char* day : {"2026-11-02", "2026-11-23", "2026-12-31", "2027-02-28", "2027-03-01"})
    CHECK_MESSAGE(checked(day) == 0, day);
  CHECK(checked("2027-03-02") == 1);  // as its README says
}
