// `what-if --range` as people run it: the list, JSON by its schema, the picture, bad input.
#include <nlohmann/json.hpp>

#include "tests/cli/run.h"
#include "tests/support/golden.h"
#include "tests/support/json_schema.h"

using namespace jurat::test;
using Json = nlohmann::json;

namespace {

const std::string kTurnover = "worldwide_annual_turnover=0..2_000_000_000";
const std::string kCompute = "gpai_models[acme-7b].training_compute=1e22..1e27";

Ran ranged(const std::string& range, const std::vector<std::string>& more = {}) {
  std::vector<std::string> words = {
      "what-if", "examples/acme-robotics.yaml", "--as-of", "2026-11-23", "--range", range};
  words.insert(words.end(), more.begin(), more.end());
  return run(words);
}

void bothLanguages(const std::string& name, const std::string& range, const std::string& format,
                   const std::string& ending) {
  for (const std::string language : {"en", "zh"}) {
    const Ran ran = ranged(range, {"--lang", language, "--format", format});
    INFO(name, language, ran.err);
    CHECK(ran.code == 0);
    checkGolden("tests/advice/golden/" + name + "_" + language + ending, ran.out);
  }
}

// What is wrong is said in one message about the option, and nothing is written.
void refused(const std::string& range, const std::string& code, const std::string& says) {
  const Ran ran = ranged(range);
  INFO(range, ran.err);
  CHECK(ran.code == 2);
  CHECK(ran.out == "");
  CHECK(contains(ran.err, "error[" + code + "]"));
  CHECK(contains(ran.err, says));
  CHECK(contains(ran.err, "--> --range:1:"));
  CHECK(countOf(ran.err, "error[") == 1);
}

}  // namespace

TEST_CASE("what a fact decides, as people read it") {
  bothLanguages("range_turnover", kTurnover, "text", ".txt");
  bothLanguages("range_compute", kCompute, "text", ".txt");
}

TEST_CASE("what is at stake against a fact is drawn") {
  bothLanguages("range_turnover", kTurnover, "svg", ".svg");
  const Ran ran = ranged(kTurnover, {"--format", "svg"});
  CHECK(countOf(ran.out, "<title id=\"range-title\">") == 1);
  CHECK(contains(ran.out, "prefers-color-scheme"));
  CHECK(!contains(ran.out, "<script"));
  CHECK(!contains(ran.out, "href"));
}

TEST_CASE("a range in JSON keeps the promise of its schema, and its pieces leave nothing out") {
  const JsonSchema schema(Json::parse(readWhole(projectPath("docs/range.schema.json")).value_or("")));
  for (const std::string& range :
       {kTurnover, kCompute, std::string("ai_systems[cv-ranker].put_into_service=2025-01-01..2028-01-01"),
        std::string("headcount=0..5000")}) {
    const Ran ran = ranged(range, {"--format", "json"});
    INFO(range, ran.err);
    const Json json = Json::parse(ran.out, nullptr, false);
    REQUIRE(json.is_object());
    CHECK(schema.faults(json) == "");
    CHECK(json["exact"] == true);
    CHECK(json["pieces"].size() == json["breakpoints"].size() + 1);
    for (std::size_t i = 0; i < json["breakpoints"].size(); ++i) {
      CHECK(json["pieces"][i]["to"] == json["breakpoints"][i]["at"]);
      CHECK(json["pieces"][i]["to_included"] == json["breakpoints"][i]["above"]);
      CHECK(json["pieces"][i + 1]["from_included"] != json["breakpoints"][i]["above"]);
    }
  }
}

TEST_CASE("the fine of Art. 99(3) is 35 million up to 500 million of turnover, and 7% of it above") {
  const Json json = Json::parse(ranged(kTurnover, {"--format", "json"}).out, nullptr, false);
  REQUIRE(json.is_object());
  const Json& first = json["breakpoints"][0];
  CHECK(first["at"] == "500000000");
  CHECK(first["above"] == true);
  const Json& change = first["changes"][0];
  CHECK(change["id"] == "eu.ai_act/fine_ceiling[prohibited]");
  CHECK(change["before"]["bounds"][0]["at_most"]["high"] == Json({{"constant", "35000000"}, {"slope", "0"}}));
  CHECK(change["after"]["bounds"][0]["at_most"]["high"] == Json({{"constant", "0"}, {"slope", "0.07"}}));
  CHECK(first["decided_by"][0]["file"] == "rules/eu/ai_act/fines.jurat");
}

TEST_CASE("a range goes through a profile with other answers") {
  const Ran ran = ranged("financial_years[2025-12-31].worldwide_annual_turnover=EUR 0..EUR 1_000_000_000",
                         {"--set", "financial_years[2025-12-31].worldwide_annual_turnover=unknown"});
  INFO(ran.err);
  CHECK(ran.code == 0);
  CHECK(contains(ran.out, "what it is today is not known"));
  CHECK(contains(ran.out, "ABOVE EUR 500 000 000"));
}

TEST_CASE("a range that cannot be gone through is refused where it stands") {
  refused("headcount=5..1", "J0741", "no value between its ends");
  refused("headcount=3", "J0741", "asks for two values");
  refused("headcount=unknown..3", "J0741", "is no end of a range");
  refused("headcount=a..1", "J0621", "is not a number");
  refused("headcount=-5..10", "J0635", "outside what `headcount` can be");
  refused("public_body=0..1", "J0741", "try an answer with --set");
  refused("ai_systems=0..1", "J0741", "is no fact");
  refused("worldwide_annual_turnover=EUR 0..USD 5", "J0741", "two currencies");
  refused("ai_systems[cv-rankr].put_into_service=2025-01-01..2028-01-01", "J0741",
          "did you mean `cv-ranker`?");
  refused("placed_on_market=2025-01-01..2026-01-01", "J0741", "stands in several entries");
  refused("financial_years[2025-12-31].headcont=0..1", "J0611", "did you mean `headcount`?");
  CHECK(ranged(kTurnover, {"--format", "markdown"}).code == 2);
}
