// `diff` of portfolios and of folders, and when a difference fails a pipeline.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "tests/cli/gated.h"
#include "tests/support/golden.h"
#include "tests/support/json_schema.h"

using namespace jurat::test;

namespace {

using Json = nlohmann::json;

const std::string kCompanies = "examples/portfolio/companies.ndjson";
const std::vector<std::string> kDays = {"--as-of", "2026-11-23", "--to", "2027-12-03"};

std::vector<std::string> with(std::vector<std::string> words, const std::vector<std::string>& more) {
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

// The sound records of the example.
std::vector<std::string> soundRecords() {
  std::vector<std::string> out;
  std::istringstream lines(textOf(kCompanies));
  for (std::string line; std::getline(lines, line);) {
    if (line.find("perhaps") == std::string::npos && !line.empty()) out.push_back(line);
  }
  return out;
}

std::string joined(const std::vector<std::string>& records) {
  std::string out;
  for (const std::string& record : records) out += record + "\n";
  return out;
}

}  // namespace

TEST_CASE("a portfolio on two days, as people read it") {
  for (const std::string ending : {"", "_zh"}) {
    std::vector<std::string> words = with({"diff", kCompanies, "--max-rejects", "1"}, kDays);
    if (!ending.empty()) words.insert(words.end(), {"--lang", "zh"});
    const Ran ran = run(words);
    INFO(ran.err);
    CHECK(ran.code == 0);
    CHECK(contains(ran.err, kCompanies + ":3:62: error[J0620]"));
    checkGolden("tests/cli/golden/diff_portfolio" + ending + ".txt", ran.out);
  }
  const Ran markdown = run(with({"diff", kCompanies, "--max-rejects", "1", "--format", "markdown"}, kDays));
  CHECK(markdown.code == 0);
  checkGolden("tests/cli/golden/diff_portfolio.md", markdown.out);
  CHECK(run(with({"diff", kCompanies}, kDays)).code == 4);
}

TEST_CASE("the JSON of portfolios keeps its promise, and counts what single profiles say") {
  const Scratch scratch;
  const std::vector<std::string> records = soundRecords();
  REQUIRE(records.size() == 4);
  const Ran ran = run(with({"diff", kCompanies, "--max-rejects", "1", "--format", "json"}, kDays));
  const Json report = Json::parse(ran.out, nullptr, false);
  REQUIRE(report.is_object());
  const JsonSchema schema(Json::parse(textOf("docs/difference.schema.json"), nullptr, false));
  CHECK(schema.faults(report) == "");
  CHECK(report["counts"]["companies"] == 4);
  CHECK(report["counts"]["records_refused"] == 1);
  std::vector<std::string> files;
  for (std::size_t i = 0; i < records.size(); ++i)
    files.push_back(scratch.write(std::to_string(i) + ".json", records[i]));
  const Ran apart = run(with(with({"diff", "--format", "json"}, files), kDays));
  const Json single = Json::parse(apart.out, nullptr, false);
  REQUIRE(single.is_object());
  CHECK(report["counts"]["newly_violated"] == single["counts"]["newly_violated"]);
  CHECK(report["counts"]["better"] == single["counts"]["better"]);
  // A rule goes from one outcome to another as often as it does in single profiles, and for their reasons.
  const auto state = [](const Json& side) {
    return side.is_null() ? std::string("null") : side["outcome"].get<std::string>();
  };
  using Key = std::tuple<std::string, std::string, std::string>;
  const auto key_of = [&](const Json& one) {
    return Key(one["rule"], state(one["before"]), state(one["after"]));
  };
  std::map<Key, std::size_t> counted, wanted_counts;
  std::map<Key, std::set<std::string>> wanted;
  for (const Json& profile : single["profiles"]) {
    for (const Json& change : profile["findings"]) {
      if (state(change["before"]) == state(change["after"])) continue;
      ++wanted_counts[key_of(change)];
      for (const Json& reason : change["because"]) wanted[key_of(change)].insert(reason["kind"]);
    }
  }
  for (const Json& group : report["groups"]) {
    if (state(group["before"]) != state(group["after"]))
      counted[key_of(group)] += group["findings"].get<std::size_t>();
    if (group["turn"] != "worse") continue;
    INFO(group["rule"].get<std::string>());
    std::set<std::string> kinds;
    for (const Json& reason : group["because"]) kinds.insert(reason["kind"]);
    CHECK(group["looked_at"] > 0);
    CHECK(!kinds.empty());
    const std::set<std::string>& known = wanted[key_of(group)];
    CHECK(std::includes(known.begin(), known.end(), kinds.begin(), kinds.end()));
  }
  CHECK(counted.size() > 3);
  CHECK(counted == wanted_counts);
}

TEST_CASE("two portfolios: records find each other by name, what one side alone has is named") {
  const Scratch scratch;
  std::vector<std::string> records = soundRecords();
  const std::string then = scratch.write("then.ndjson", joined(records));
  records.pop_back();
  std::swap(records[0], records[1]);
  records.push_back("{\"jurat\":1,\"company\":{\"name\":\"Newcomer\"}}");
  const std::string now = scratch.write("now.ndjson", joined(records));
  const Ran ran = run({"diff", then, now, "--as-of", "2026-11-23", "--format", "json"});
  const Json report = Json::parse(ran.out, nullptr, false);
  REQUIRE(report.is_object());
  CHECK(ran.code == 0);
  CHECK(report["counts"]["companies"] == 3);
  CHECK(report["counts"]["companies_differing"] == 0);
  CHECK(report["only_before"][0]["company"] == "TalentBridge Recruiters Ltd");
  CHECK(report["only_after"][0]["company"] == "Newcomer");
  CHECK(report["only_after"][0]["line_after"] == 4);
  CHECK(run({"diff", then, now, "--as-of", "2026-11-23", "--fail-on", "worse"}).code == 0);
  CHECK(run({"diff", then, now, "--as-of", "2026-11-23", "--fail-on", "any"}).code == 1);
  CHECK(run({"diff", then, then, "--as-of", "2026-11-23", "--fail-on", "any"}).code == 0);
  const Ran text = run({"diff", then, now, "--as-of", "2026-11-23"});
  CHECK(contains(text.out, "1 company: TalentBridge Recruiters Ltd (line 4)"));
  CHECK(contains(text.out, "1 company: Newcomer (line 4)"));
  // A reason is an answer of the company.
  std::string other = textOf(then);
  const std::string yes = "\"infers_emotions\":true";
  REQUIRE(contains(other, yes));
  other.replace(other.find(yes), yes.size(), "\"infers_emotions\":false");
  const Ran answered = run({"diff", then, scratch.write("other.ndjson", other), "--as-of", "2026-11-23"});
  CHECK(contains(answered.out, "infers_emotions: yes -> no"));
}

TEST_CASE("portfolios that are not to be had are refused") {
  const Scratch scratch;
  const std::string good = scratch.write("good.ndjson", joined(soundRecords()));
  const std::string yaml = "examples/acme-robotics.yaml";
  const std::string empty = scratch.write("empty.ndjson", "");
  struct Row {
    std::vector<std::string> words;
    int code;
    std::string says;
  };
  const Row rows[] = {
      {{good}, 2, "name two portfolios"},
      {{good, yaml}, 2, "is no portfolio"},
      {{yaml, good}, 2, "is no portfolio"},
      {{good, good, good}, 2, "name two portfolios"},
      {{good, good, "--to", "2027-01-01"}, 2, "one portfolio at a time"},
      {{good, "--to", "soon"}, 2, "write --to YYYY-MM-DD"},
      {{scratch.path() + "/gone.ndjson", "--to", "2027-01-01"}, 4, "gone.ndjson"},
      {{good, scratch.path() + "/gone.ndjson"}, 4, "gone.ndjson"},
      {{empty, "--to", "2027-01-01"}, 5, "no company"},
      {{empty, empty}, 5, "no company"},
      {{good, "--to", "2027-12-03", "--rules", "no.such"}, 4, "no.such"},
      {{good, "--to", "2027-12-03", "--fail-on", "review"}, 2, "review"},
      {{scratch.write("text.ndjson", "hello\n"), "--to", "2027-01-01"}, 4, "text.ndjson"},
  };
  for (const Row& row : rows) {
    std::vector<std::string> words = with({"diff"}, row.words);
    words.insert(words.end(), {"--as-of", "2026-11-23"});
    const Ran ran = run(words);
    INFO(row.words.front(), " ", row.says, "\n", ran.err);
    CHECK(ran.code == row.code);
    CHECK(ran.out.empty());
    CHECK(contains(ran.err, row.says));
  }
  const std::string twice = scratch.write("twice.ndjson", joined(soundRecords()) + soundRecords().front());
  const Ran again = run({"diff", good, twice, "--as-of", "2026-11-23"});
  CHECK(again.code == 4);
  CHECK(contains(again.err, "twice.ndjson:5:1: error[J0675]: the record on line 1 is of the same company"));
  CHECK(contains(again.out, "1 record was refused"));
}

TEST_CASE("rules of a commit against those of the working tree, for a portfolio") {
  const House house;
  REQUIRE(house.shell("git init -q -b main . && git add -A && git commit -q -m one") == 0);
  std::string strict = house.text("rules/house/pack.jurat");
  strict.replace(strict.find("requires has_plan\n    severity low"), 34,
                 "requires is_tidy\n    severity high");
  house.write("rules/house/pack.jurat", strict);
  std::string records;
  for (int i = 0; i < 40; ++i)
    records += R"({"jurat":1,"company":{"name":"House )" + std::to_string(i) + R"(","is_tidy":)" +
               (i % 4 == 0 ? "false" : "true") + R"(,"has_plan":true}})" + "\n";
  house.write("houses.ndjson", records);
  const std::vector<std::string> words = {"diff",    "houses.ndjson", "--rules",          "rules/house",
                                          "--as-of", "2026-11-23",    "--rules-from-git", "main"};
  const Ran ran = house.run(words);
  INFO(ran.err, ran.out);
  CHECK(ran.code == 0);
  CHECK(contains(ran.out, "satisfied -> violated"));
  CHECK(contains(ran.out, "10 findings of 10 companies: House 0 (line 1), House 4 (line 5)"));
  CHECK(contains(ran.out, "low -> high"));
  CHECK(contains(ran.out, "the wording of `house/plan` changed (rules/house/pack.jurat:"));
  CHECK(house.run(with(words, {"--fail-on", "violated"})).code == 1);
  CHECK(house
            .run({"diff", "houses.ndjson", "--rules", "rules/house", "--against", "rules/house", "--as-of",
                  "2026-11-23", "--fail-on", "any"})
            .code == 0);
}

TEST_CASE("two folders: profiles of the same file name, and those that come and go") {
  const House house;
  const std::string head = "jurat: 1\ncompany:\n";
  house.write("then/a.yaml", head + "  is_tidy: yes\n  has_plan: yes\n");
  house.write("now/a.yaml", head + "  is_tidy: no\n  has_plan: yes\n");
  house.write("then/gone.yaml", head + "  is_tidy: yes\n  has_plan: yes\n");
  house.write("now/b.yaml", head + "  is_tidy: yes\n  has_plan: yes\n");
  house.write("then/z.yaml", head + "  is_tidy: yes\n  has_plan: no\n");
  house.write("now/z.yaml", head + "  is_tidy: yes\n  has_plan: no\n");
  const std::vector<std::string> words = {"diff",        "then",    "now",       "--rules",
                                          "rules/house", "--as-of", "2026-11-23"};
  const Ran ran = house.run(words);
  INFO(ran.err, ran.out);
  CHECK(ran.code == 0);
  CHECK(contains(ran.out, "What changes between the two folders"));
  CHECK(contains(ran.out, "Only before:          gone.yaml"));
  CHECK(contains(ran.out, "Only after:           b.yaml"));
  CHECK(contains(ran.out, "1 of 2 differ"));
  CHECK(contains(ran.out, "is_tidy: yes -> no"));
  const Json report = Json::parse(house.run(with(words, {"--format", "json"})).out, nullptr, false);
  REQUIRE(report.is_object());
  CHECK(JsonSchema(Json::parse(textOf("docs/difference.schema.json"), nullptr, false)).faults(report) == "");
  CHECK(report["only_before"] == Json({"gone.yaml"}));
  const Ran back = house.run(
      {"diff", "now", "then", "--rules", "rules/house", "--as-of", "2026-11-23", "--fail-on", "worse"});
  CHECK(back.code == 0);
  CHECK(house.run(with(words, {"--fail-on", "worse"})).code == 1);
  house.write("other/c.yaml", head);
  const std::vector<std::string> apart = {"diff",        "then",    "other",     "--rules",
                                          "rules/house", "--as-of", "2026-11-23"};
  const Ran none = house.run(apart);
  CHECK(none.code == 0);
  CHECK(none.err == "");
  CHECK(contains(none.out, "Only before:          a.yaml, gone.yaml, z.yaml"));
  CHECK(contains(none.out, "Only after:           c.yaml"));
  CHECK(!contains(none.out, "Nothing"));
  CHECK(house.run(with(apart, {"--fail-on", "any"})).code == 1);
  const Ran comment = house.run(with(apart, {"--format", "markdown"}));
  CHECK(contains(comment.out, "c.yaml"));
  CHECK(!contains(comment.out, "Nothing"));
  const Json alone = Json::parse(house.run(with(apart, {"--format", "json"})).out, nullptr, false);
  CHECK(JsonSchema(Json::parse(textOf("docs/difference.schema.json"), nullptr, false)).faults(alone) == "");
  CHECK(alone["only_after"] == Json({"c.yaml"}));
  // Only what comes and goes differs.
  house.write("more/a.yaml", house.text("then/a.yaml"));
  const Ran fewer = house.run({"diff", "then", "more", "--rules", "rules/house", "--as-of", "2026-11-23"});
  CHECK(contains(fewer.out, "Only before:          gone.yaml, z.yaml"));
  CHECK(!contains(fewer.out, "Nothing"));
  house.write("broken/a.yaml", "jurat: [\n");
  CHECK(house.run({"diff", "then", "broken", "--rules", "rules/house", "--as-of", "2026-11-23"}).code == 4);
}
