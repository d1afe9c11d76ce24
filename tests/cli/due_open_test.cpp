// A due day that hangs on what is missing, as people are told of it: never as a day that is certain, and with
// what it hangs on.
#include <map>
#include <nlohmann/json.hpp>

#include "tests/cli/run.h"
#include "tests/support/json_schema.h"

using namespace jurat::test;
using Json = nlohmann::json;

namespace {

constexpr const char* kPack = R"(pack t.due {
    title    "T"
    source   s "S"
    version  "1.0.0"
    language 1
    status   in_force
    currency EUR
    deadlines as counted
}
entity company {
    fact u : yes_no ask "u?"
    fact d : date ask "d?"
    fact e : event ask "e?"
}
rule whenever for company { title "whenever" cites "1" done on e due later of d and as_of }
rule late for company { title "late" cites "2" done on e due later of d and 2026-12-31 }
rule moved for company { title "moved" cites "3" done on e due 2026-12-31 except x when u { cites "3b" due 2027-06-30 } }
rule sure for company { title "sure" cites "4" done on e due 2026-11-30 }
)";

struct Law {
  Scratch folder;
  std::string profile = folder.write("due.yaml", "jurat: 1\ncompany:\n  e: none\n");
  std::string rules = folder / "t/due";

  Law() { folder.write("t/due/pack.jurat", kPack); }

  std::string said(std::vector<std::string> words) const {
    words.insert(words.begin() + 1, profile);
    words.emplace_back("--rules");
    words.push_back(rules);
    const Ran ran = run(words);
    CHECK_MESSAGE(ran.err.empty(), ran.err);
    return ran.out;
  }
};

}  // namespace

TEST_CASE("the report says that a due day is the earliest, or not known, and what to find out for it") {
  const Law law;
  const std::string text = law.said({"check", "--as-of", "2026-05-05", "--lang", "en"});
  CHECK(contains(text, "2026-12-31 at the earliest"));
  CHECK(contains(text, "2026-12-31  falls due at the earliest: late (company)"));
  CHECK(contains(text, "falls due at the earliest: moved (company)"));
  CHECK(contains(text, "2026-11-30  falls due: sure (company)"));
  CHECK_FALSE(contains(text, "2026-05-05  falls due"));
  CHECK_FALSE(contains(text, "falls due: whenever"));
  CHECK_FALSE(contains(text, "falls due at the earliest: whenever"));
  const std::size_t find_out = text.find("WHAT TO FIND OUT");
  REQUIRE(find_out != std::string::npos);
  CHECK(contains(text.substr(find_out), "company.d"));
  CHECK(contains(text.substr(find_out), "company.u"));
}

TEST_CASE("an explanation says what an open due day hangs on") {
  const Law law;
  const std::string late = law.said({"explain", "t.due/late", "--as-of", "2026-05-05"});
  CHECK(contains(late, "pending, due 2026-12-31 at the earliest"));
  CHECK(contains(late, "company.d"));
  CHECK(contains(law.said({"explain", "t.due/whenever", "--as-of", "2026-05-05"}),
                 "pending, due day not known"));
  const std::string moved = law.said({"explain", "t.due/moved", "--as-of", "2026-05-05"});
  CHECK(contains(moved, "between 2026-12-31 and 2027-06-30"));
  CHECK(contains(moved, "company.u"));
  CHECK(contains(law.said({"explain", "t.due/sure", "--as-of", "2026-05-05"}), "pending, due 2026-11-30\n"));
}

TEST_CASE("the JSON report has both sides of an open due day and what is missing") {
  const Law law;
  const Json report = Json::parse(law.said({"check", "--as-of", "2026-05-05", "--format", "json"}));
  CHECK(JsonSchema(Json::parse(textOf("docs/report.schema.json"))).faults(report).empty());
  std::map<std::string, Json> by;
  for (const Json& finding : report["profiles"][0]["findings"]) by[finding["rule"]] = finding;
  const Json &any = by["t.due/whenever"], &late = by["t.due/late"], &moved = by["t.due/moved"],
             &sure = by["t.due/sure"];
  CHECK_FALSE(any.contains("due"));
  CHECK(any["due_certain"] == false);
  CHECK(late["due"] == "2026-12-31");
  CHECK(late["due_certain"] == false);
  CHECK_FALSE(late.contains("due_until"));
  CHECK(late["missing"][0]["path"] == "company.d");
  CHECK(moved["due"] == "2026-12-31");
  CHECK(moved["due_until"] == "2027-06-30");
  CHECK(moved["missing"][0]["path"] == "company.u");
  CHECK(sure["due"] == "2026-11-30");
  CHECK_FALSE(sure.contains("due_certain"));
  CHECK_FALSE(sure.contains("missing"));
}

TEST_CASE("a due day that is only the day of the check makes no date to come") {
  const Law law;
  const Json timeline = Json::parse(law.said({"timeline", "--as-of", "2026-05-05", "--format", "json"}));
  CHECK(JsonSchema(Json::parse(textOf("docs/timeline.schema.json"))).faults(timeline).empty());
  std::size_t late = 0;
  for (const Json& change : timeline["changes"]) {
    CHECK(change["id"] != "t.due/whenever");
    if (change["id"] != "t.due/late") continue;
    ++late;
    CHECK(change["before"]["due_certain"] == false);
  }
  CHECK(late == 1);
}
