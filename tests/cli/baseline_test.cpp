// Baselines: what is new, known and gone, and what is refused.
#include "tests/cli/gated.h"

using namespace jurat::test;

namespace {

std::vector<std::string> words(const std::string& command, const std::string& day,
                               const std::vector<std::string>& more = {}) {
  std::vector<std::string> all = {"baseline", command,      "acme.yaml",    "--rules-path",
                                  "rules",    "--rules",    "house",        "--as-of",
                                  day,        "--baseline", "baseline.json"};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

const std::vector<std::string> kKnown = {"--baseline", "baseline.json"};

std::string profile(const std::string& tidy, const std::string& exit, const std::string& plan) {
  return "jurat: 1\ncompany:\n  name: Acme\n" + (tidy.empty() ? "" : "  is_tidy: " + tidy + "\n") +
         "  has_exit: " + exit + "\n  has_plan: " + plan + "\n";
}

}  // namespace

TEST_CASE("what a baseline knows does not fail the gate; what is new or worse does; its age is kept") {
  const House house;
  const Ran made = house.run(words("create", "2026-11-01"));
  CHECK(made.code == 0);
  CHECK(contains(made.out, "baseline.json: 1 finding (1 new, 0 known, 0 taken out)"));
  CHECK(house.check(kKnown).code == 0);
  CHECK(house.run(words("create", "2026-11-01")).code == 2);  // never overwritten

  house.write("acme.yaml", "# other lines\n\n" + profile("no", "no", "yes"));
  CHECK(house.check(kKnown).code == 1);  // the exit is new
  const std::string before = house.text("baseline.json");
  CHECK(house.run(words("update", "2026-11-23", {"--no-grow"})).code == 0);
  CHECK(house.text("baseline.json") == before);
  CHECK(house.run(words("update", "2026-11-23")).code == 0);
  const std::string both = house.text("baseline.json");
  CHECK(contains(both, "\"since\": \"2026-11-01\""));
  CHECK(contains(both, "\"since\": \"2026-11-23\""));
  CHECK(house.check(kKnown).code == 0);
  CHECK(house.run(words("update", "2026-12-24")).code == 0);
  CHECK(house.text("baseline.json") == both);  // the same findings are the same bytes, whatever the day
}

TEST_CASE("an open finding that was accepted is not accepted any more once it is violated") {
  const House house;
  house.write("acme.yaml", profile("", "yes", "yes"));
  CHECK(house.check().code == 3);
  REQUIRE(house.run(words("create", "2026-11-23")).code == 0);
  CHECK(house.check(kKnown).code == 0);
  house.write("acme.yaml", profile("no", "yes", "yes"));
  CHECK(house.check(kKnown).code == 1);
}

TEST_CASE("what is gone is told, and pruned") {
  const House house;
  REQUIRE(house.run(words("create", "2026-11-01")).code == 0);
  house.write("acme.yaml", profile("yes", "yes", "yes"));
  const Ran gone = house.check(kKnown);
  CHECK(gone.code == 0);
  CHECK(contains(gone.err, "note[J0732]"));
  CHECK(contains(gone.err, "1 finding of the baseline `baseline.json` is gone"));
  REQUIRE(house.run(words("update", "2026-11-23")).code == 0);
  CHECK(contains(house.text("baseline.json"), "house/tidy"));
  const Ran pruned = house.run(words("update", "2026-11-23", {"--prune"}));
  CHECK(contains(pruned.out, "0 findings (0 new, 0 known, 1 taken out)"));
  CHECK(house.check(kKnown).err == "");
}

TEST_CASE("two profiles never share an entry, and a run over one says nothing of the other") {
  const House house;
  REQUIRE(house.run(words("create", "2026-11-01")).code == 0);
  house.write("sub/other.yaml", profile("no", "yes", "yes"));
  CHECK(house.check({"sub/other.yaml", "--baseline", "baseline.json"}).code == 1);
  const Ran other = house.run({"check", "sub/other.yaml", "--rules-path", "rules", "--rules", "house",
                               "--as-of", "2026-11-23", "--baseline", "baseline.json"});
  CHECK(other.code == 1);
  CHECK_FALSE(contains(other.err, "J0732"));
  // The name counts from the baseline's folder, wherever the run starts.
  const Ran elsewhere = house.run({"check", "../acme.yaml", "--rules-path", "../rules", "--rules", "house",
                                   "--as-of", "2026-11-23", "--baseline", "../baseline.json"},
                                  {.folder = house.path() + "/sub"});
  CHECK(elsewhere.code == 0);
}

TEST_CASE("a waived finding is not taken up, and --no-grow counts what is new at level warn") {
  const House house;
  house.write("waivers.yaml", waiverFile("house/tidy", "company", "2026-12-15"));
  REQUIRE(house.run(words("create", "2026-11-23", {"--waivers", "waivers.yaml"})).code == 0);
  CHECK_FALSE(contains(house.text("baseline.json"), "house/tidy"));

  house.write("jurat.yaml", "jurat: 1\nlevels: {house: warn}\n");
  CHECK(house.check(kKnown).code == 0);
  CHECK(house.check({"--baseline", "baseline.json", "--no-grow"}).code == 1);
  house.write("jurat.yaml", "jurat: 1\nlevels: {house: off}\n");
  CHECK(house.check({"--baseline", "baseline.json", "--no-grow"}).code == 0);
  const Ran alone = house.check({"--no-grow"});
  CHECK(alone.code == 2);
  CHECK(contains(alone.err, "--no-grow needs a baseline"));
}

TEST_CASE("a baseline with a fault ends in 2, at the place") {
  const House house;
  REQUIRE(house.run(words("create", "2026-11-01")).code == 0);
  const std::string good = house.text("baseline.json");
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string text = good;
    return text.replace(text.find(from), from.size(), to);
  };
  const std::string entry = good.substr(good.find("    {"), good.find("\n  ]") - good.find("    {"));
  struct Row {
    std::string text, code;
  };
  const std::vector<Row> rows = {{"", "J0701"},
                                 {"{", "J0602"},
                                 {"[]", "J0701"},
                                 {"{\"jurat_baseline\": 2, \"findings\": []}", "J0701"},
                                 {"{\"jurat_baseline\": 1}", "J0703"},
                                 {"{\"jurat_baseline\": 1, \"findings\": {}}", "J0703"},
                                 {"{\"jurat_baseline\": 1, \"findings\": [3]}", "J0703"},
                                 {with("\"rule\"", "\"rul\""), "J0702"},
                                 {with("\"violated\"", "\"violatd\""), "J0704"},
                                 {with("\"medium\"", "\"mild\""), "J0704"},
                                 {with("2026-11-01", "2026-11-31"), "J0712"},
                                 {with("\"fingerprint\": \"", "\"fingerprint\": \"x"), "J0717"},
                                 {with(entry, entry + ",\n" + entry), "J0731"}};
  for (const Row& row : rows) {
    house.write("baseline.json", row.text);
    const Ran ran = house.check(kKnown);
    INFO(row.code, "\n", row.text, "\n", ran.err);
    CHECK(ran.code == 2);
    CHECK(ran.out == "");
    CHECK(contains(ran.err, "error[" + row.code + "]"));
    CHECK(contains(ran.err, "baseline.json:"));
  }
  CHECK(house.check({"--baseline", "nowhere.json"}).code == 2);
}

TEST_CASE("no baseline is taken from a run that did not work, and none is half written") {
  const House house;
  house.write("broken.yaml", "jurat: 1\ncompany:\n  is_tidi: no\n");
  std::vector<std::string> more = words("create", "2026-11-01");
  more.emplace_back("broken.yaml");
  CHECK(house.run(more).code == 4);
  CHECK_FALSE(house.exists("baseline.json"));
  CHECK(house
            .run({"baseline", "create", "acme.yaml", "--rules-path", "rules", "--rules", "house",
                  "--baseline", "no/such/folder.json"})
            .code == 74);
}
