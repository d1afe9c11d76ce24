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
  refused("headcont=0..1", "J0741", "did you mean `headcount`?");
  refused("financial_years[2025-12-31].ends_on=2025-01-01..2026-01-01", "J0741", "orders a series");
  CHECK(ranged(kTurnover, {"--format", "markdown"}).code == 2);
  const Ran packs = ranged("headcount=0..3", {"--set", "frameworks=[nope]"});
  CHECK(packs.code == 2);
  CHECK(contains(packs.err, "error[J0190]"));
}

namespace {

// A pack that has what the examples lack.
constexpr std::string_view kPack = R"(pack own {
    title "Own" source law "Law" version "1" language 1 status in_force currency EUR deadlines as counted
    time_zone "UTC"
}
choice kind {
    a "A" cites "1"
    b "B" cites "1"
}
entity company {
    fact d    : date
    fact done : yes_no
    fact t    : money EUR
    fact m    : money
    fact h    : decimal
    fact n    : integer
    fact o    : integer or none
    fact lim per kind : integer
}
entity sale within company as sales {
    fact price : money EUR
}
amount fine for company : money EUR { title "Fine" cites "1" at most EUR 100 }
amount bent for company : money EUR {
    title "Bent" cites "1"
    at most h * (h * EUR 1)
    except big when h > 100 { at most h * (h * EUR 5) }
}
amount blurred for company : money EUR {
    title "Blurred" cites "1"
    at most ((h * EUR 1) rounded to EUR 10) * h
    except big when h > 50 { at most ((h * EUR 1) rounded to EUR 20) * h }
}
amount third for company : money EUR {
    title "Third" cites "1"
    at most 7% of t
    except big when 3 * t > EUR 100 { at most t / 3 }
}
amount steps for company : money EUR {
    title "Steps" cites "1"
    at most (t rounded to EUR 100)
    except big when t > EUR 500 { at most (t rounded to EUR 25) }
}
amount root for company : money EUR {
    title "Root" cites "1"
    at most higher of { square: h * (h * EUR 1), flat: EUR 2 }
}
rule r8 for company { title "R8" cites "9" forbids n * n > 2 }
benefit aid for company : money EUR {
    title "Aid" cites "1"
    eligible when done
    equals t - EUR 50
}
amount part for sale : money EUR { title "Part" cites "1" at most higher of price and 7% of t }
rule r7 for sale { title "R7" cites "8" requires price > t exposes sale to part }
rule r1 for company { title "R1" cites "2" requires done exposes company to fine from d + 30 days }
rule r2 for company { title "R2" cites "3" requires lim[a] < 5 and lim[b] < 7 }
rule r3 for company { title "R3" cites "4" requires n * n - 10 * n + 21 >= 0 }
rule r4 for company { title "R4" cites "5" requires ((n * EUR 1) rounded to EUR 10) * n < EUR 1_000_000 }
rule r5 for company { title "R5" cites "6" requires h < 0 exposes company to bent exposes company to blurred }
rule r6 for company { title "R6" cites "7" requires o is given and o > 5 }
)";

// What a range of the pack says of a company.
class Own {
 public:
  explicit Own(const std::string& more = "") {
    folder_.write("rules/own/pack.jurat", std::string(kPack) +
                                              "rule last for company { title \"Last\" cites \"8\" "
                                              "requires done exposes company to third }\n");
    profile_ = folder_.write(
        "own.yaml",
        "{jurat: 1, frameworks: [own], company: {d: 2026-01-01, done: no, t: EUR 5, h: 7, n: 3, o: none, "
        "m: USD 5, lim: {a: 3, b: 4}" +
            more + "}}");
  }
  Ran text(const std::string& range, const std::string& format = "text") const {
    return run({"what-if", profile_, "--rules", folder_ / "rules", "--as-of", "2026-11-23", "--range", range,
                "--format", format});
  }
  Json json(const std::string& range) const {
    static const JsonSchema schema(
        Json::parse(readWhole(projectPath("docs/range.schema.json")).value_or("")));
    const Ran ran = text(range, "json");
    INFO(ran.err);
    const Json out = Json::parse(ran.out, nullptr, false);
    REQUIRE(out.is_object());
    CHECK(schema.faults(out) == "");
    return out;
  }

 private:
  Scratch folder_;
  std::string profile_;
};

// The values at which an item changes.
std::vector<std::string> changesOf(const Json& json, const std::string& id) {
  std::vector<std::string> out;
  for (const Json& each : json["breakpoints"]) {
    for (const Json& change : each["changes"]) {
      if (change["id"] == id) out.push_back(each["at"].get<std::string>());
    }
  }
  return out;
}

using Values = std::vector<std::string>;

}  // namespace

TEST_CASE("the first day of a sanction is a breakpoint of who is exposed to it") {
  const Json json = Own().json("d=2026-01-01..2027-12-31");
  CHECK(changesOf(json, "own/r1") == Values{"2026-10-25"});
  CHECK(json["breakpoints"][0]["changes"][0]["after"]["exposures"] == Json({"from"}));
  CHECK(json["breakpoints"][0]["decided_by"][0]["id"] == "own/r1");
  CHECK(json["exact"] == true);
}

TEST_CASE("a fact with a value for each option is gone through for one of them") {
  const Own own;
  const Ran ran = own.text("lim=0..10");
  CHECK(ran.code == 2);
  CHECK(contains(ran.err, "`lim` has one value for each option"));
  CHECK(contains(ran.err, "as in `lim[a]`"));
  const Json json = own.json("lim[b]=0..10");
  CHECK(json["fact"]["path"] == "company.lim[b]");
  CHECK(json["today"] == "4");
  CHECK(changesOf(json, "own/r2") == Values{"7"});
}

TEST_CASE("another formula that bends, and another rounding step, are changes; nothing that nobody gets is") {
  const Own own;
  const Json bent = own.json("h=0..200");
  CHECK(changesOf(bent, "own/bent") == Values{"100"});
  CHECK(changesOf(bent, "own/blurred") == Values{"50"});
  CHECK(bent["exact"] == false);  // the course of what is rounded and then multiplied is not told
  CHECK(bent["complete"] == true);
  for (const Json& each : bent["breakpoints"]) {
    for (const Json& change : each["changes"]) {
      const std::string id = change["id"].get<std::string>();
      if (id != "own/bent" && id != "own/blurred") continue;
      const Json& after = change["after"]["bounds"][0]["at_most"]["high"];
      CHECK(after["straight"] == false);
      CHECK(after.contains("curve") == (id == "own/bent"));
      if (id == "own/bent") CHECK(after["curve"]["top"] == Json({"0", "0", "5"}));
    }
  }
  const Ran text = own.text("h=0..200");
  CHECK(contains(text.out, "company: up to EUR 1 × x² -> up to EUR 5 × x²\n"));
  // What is not told has its break all the same.
  CHECK(contains(text.out, "another formula"));
  CHECK(contains(text.out, "x from 0 to 50: up to an amount that moves with x"));
  CHECK(contains(text.out, "x above 50, to 200: up to an amount that moves with x"));
  CHECK(contains(own.text("h=0..200", "svg").out, "2 amounts move along no straight line"));
  const Json money = own.json("t=0..1000");
  CHECK(changesOf(money, "own/steps") == Values{"500"});
  CHECK(contains(own.text("t=0..1000").out, "rounded by EUR 100 at most -> up to x, rounded by EUR 25"));
  CHECK(changesOf(money, "own/aid") == Values{});
}

TEST_CASE("a value that no profile can write is one breakpoint, told as it is") {
  const Own own;
  CHECK(changesOf(own.json("t=0..100"), "own/third") == Values{"100/3"});
  const Ran ran = own.text("t=0..100");
  CHECK(contains(ran.out, "ABOVE EUR 100/3"));
  CHECK(!contains(ran.out, "~"));
}

TEST_CASE("what is tried does not pass for exact, and whole numbers are found among it") {
  const Own own;
  const Json json = own.json("n=0..100000");
  CHECK(json["complete"] == false);
  CHECK(json["exact"] == false);
  CHECK(changesOf(json, "own/r4") == Values{"1000"});
  for (const Json& each : json["breakpoints"]) CHECK(each["exact"] == true);
  const Ran ran = own.text("n=2000..100000");
  CHECK(!contains(ran.out, "Nothing changes between"));
  CHECK(contains(ran.out, "Nothing changes at the values that were tried"));
  CHECK(contains(ran.out, "changes back in between is not"));
  CHECK(changesOf(own.json("n=0..200"), "own/r3") == Values{"4", "7"});
}

TEST_CASE("where two curves meet at a square root, the breakpoint stands beside it and says so") {
  const Own own;
  const Json json = own.json("h=0..10");
  CHECK(changesOf(json, "own/root") == Values{"1.414213562374"});
  CHECK(json["breakpoints"][0]["exact"] == false);
  CHECK(json["breakpoints"][0]["above"] == false);
  CHECK(json["complete"] == true);
  CHECK(json["exact"] == false);
  CHECK(contains(own.text("h=0..10").out, "FROM about 1.414213562374\n"));
  // Between whole numbers there is nothing.
  const Json whole = own.json("n=0..10");
  CHECK(changesOf(whole, "own/r8") == Values{"2"});
  CHECK(whole["breakpoints"][0]["exact"] == true);
}

TEST_CASE("what the profile says today is told, whatever it is") {
  const Own own;
  CHECK(contains(own.text("o=0..10").out, "today none"));
  CHECK(own.json("o=0..10")["today_text"] == "none");
  CHECK(contains(own.text("m=EUR 0..EUR 10").out, "today USD 5"));
  CHECK(!contains(own.text("m=EUR 0..EUR 10").out, "not known"));
  CHECK(countOf(own.text("o=0..10").out, "\ntoday") == 0);
  CHECK(countOf(own.text("lim[a]=0..3").out, "\ntoday 3\n") == 1);
  CHECK(countOf(own.text("t=0..5").out, "\ntoday EUR 5\n") == 1);
}

TEST_CASE("small, huge and negative figures are drawn where they belong") {
  const Own plain;
  CHECK(contains(plain.text("t=0..3.5", "svg").out, ">EUR 3.5<"));
  for (const std::string range : {"t=0..3.5", "t=1..1e21", "t=1..1e400", "t=-100..1000"}) {
    const Ran ran = plain.text(range, "svg");
    INFO(range, ran.err);
    CHECK(ran.code == 0);
    CHECK(!contains(ran.out, "nan"));
    CHECK(!contains(ran.out, "M150 -"));
  }
}

TEST_CASE("many entries are told by what differs from piece to piece") {
  std::string sales;
  for (int i = 1; i <= 100; ++i)
    sales +=
        (i > 1 ? ", " : "") + ("{id: s" + std::to_string(i)) + ", price: EUR " + std::to_string(10 * i) + "}";
  const Own own(", sales: [" + sales + "]");
  const Json json = own.json("t=0..20000");
  CHECK(json["breakpoints"].size() >= 200);
  CHECK(json["exposures"].size() >= 100);
  for (const Json& each : json["exposures"]) {
    CHECK(each["pieces"].size() <= 3);
    CHECK(each["pieces"].front()["first"] == 0);
    CHECK(each["pieces"].back()["last"] == json["breakpoints"].size());
  }
  const Ran picture = own.text("t=0..20000", "svg");
  CHECK(picture.out.size() < 100'000);
  CHECK(contains(picture.out, "more amounts are not drawn"));
}

TEST_CASE("entries without a name are asked to have one, not named by their place") {
  const Ran ran = Own(", sales: [{price: EUR 1}, {price: EUR 2}]").text("price=0..10");
  CHECK(ran.code == 4);
  CHECK(contains(ran.err, "error[J0616]"));
  CHECK(!contains(ran.err, "sales[1]"));
}
