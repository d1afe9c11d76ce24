// Exceptions that can hold together: what is found, what is not, and that the machine agrees with the answers
// that a finding shows.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <random>

#include "engine/compile/rule_set.h"
#include "engine/evaluate/evaluate.h"
#include "engine/profile/profile.h"
#include "tests/analysis/examples.h"

namespace jurat::test {
namespace {

// A rule with two exceptions that can never agree.
std::string twoCases(const std::string& a, const std::string& b, const std::string& more = "") {
  return more +
         "rule judged for company {\n"
         "    title    \"Judged\"\n"
         "    cites    \"Art. 1\"\n"
         "    requires sites >= 1\n"
         "    except a when " +
         a +
         " {\n        permits\n    }\n"
         "    except b when " +
         b +
         " {\n        forbids sites >= 1\n    }\n"
         "}\n";
}

struct Shown {
  std::string profile;
  std::optional<Date> day;
};

// The answers that a finding shows: "both hold on D for\nPROFILE".
Shown shown(const Diagnostic& finding) {
  for (const Label& each : finding.secondary) {
    const std::size_t at = each.text.find(" for\n");
    if (each.span.known() || at == std::string::npos) continue;
    const std::size_t on = each.text.find(" on ");
    Shown out{each.text.substr(at + 5) + "\n", std::nullopt};
    if (on != std::string::npos && on < at) out.day = parseDate(each.text.substr(on + 4, 10));
    return out;
  }
  return {"company: {}\n", std::nullopt};
}

// How the rule `judged` ends for a profile. Fails the test when the profile does not load.
Outcome judged(const std::shared_ptr<const RuleSet>& rules, const std::string& profile, Date day) {
  SourceMap sources;
  Diagnostics diagnostics;
  const SourceFile& file = sources.add("profile.yaml", "jurat: 1\n" + profile);
  const std::optional<Profile> read =
      readProfile(file, ProfileSyntax::Yaml, rules->vocabulary(), Limits{}, diagnostics);
  INFO(profile);
  for (const Diagnostic& each : diagnostics.all()) INFO(each.message);
  REQUIRE(read.has_value());
  Machine machine(rules);
  const Assessment assessment =
      evaluate(machine, *read, {.as_of = {day, std::nullopt}, .named = {"demo.law"}});
  REQUIRE(assessment.findings.size() == 1);
  return assessment.findings.front().outcome;
}

constexpr Date kDay{20'781};  // 2026-11-24

struct Row {
  const char *a, *b;
  const char* code;      // "" when they exclude each other
  const char* sentence;  // what the finding says of it
  const char* more = "";
};

const Row kRows[] = {
    // numbers
    {"headcount < 250", "headcount > 249", "J0412", "headcount is 249.5"},
    {"headcount < 250", "headcount >= 250", "", ""},
    {"sites < 5", "sites > 4", "", ""},  // whole numbers
    {"sites < 5", "sites > 3", "J0412", "sites is 4"},
    {"sites < 5", "not sites < 5", "", ""},
    {"sites + 1 < 5", "sites > 3", "", ""},
    {"sites * 2 > 5", "sites < 3", "", ""},
    {"10 - sites > 5", "sites > 4", "", ""},
    {"share > 50%", "share < 50%", "", ""},
    {"share >= 50%", "share <= 50%", "J0412", "share is 50 %"},
    {"share > 100%", "sites > 0", "", ""},  // beyond its domain; J0414 says so
    {"turnover <= EUR 2_000_000", "turnover > EUR 2_000_000", "", ""},
    {"turnover >= EUR 2_000_000", "turnover <= EUR 2_000_000", "J0412", "turnover is EUR 2 000 000"},
    {"10% of turnover > EUR 500", "turnover < EUR 5_000", "", ""},
    {"10% of turnover > EUR 500", "turnover < EUR 5_001", "J0412", "turnover is EUR 5 000.5"},
    // days
    {"founded_on < 2020-01-01", "founded_on >= 2020-01-01", "", ""},
    {"founded_on <= 2020-01-01", "founded_on >= 2020-01-01", "J0412", "founded_on is 2020-01-01"},
    {"founded_on + 10 days < 2020-01-11", "founded_on >= 2020-01-01", "", ""},
    {"audited_on is given and audited_on > 2020-01-01", "audited_on is not given", "", ""},
    {"audited_on is given and audited_on > 2020-01-01", "audited_on is given", "J0412",
     "audited_on is 2026-01-01"},
    {"as_of < 2020-01-01", "as_of > 2021-01-01", "", ""},
    {"as_of < 2020-01-01", "audited_on is given and audited_on > 2020-01-01", "", ""},
    {"as_of < 2020-01-01", "tested", "J0412", "on 2019-12-31"},
    // periods, texts
    {"kept_for < 6 months", "kept_for >= 6 months", "", ""},
    {"kept_for < 6 months", "kept_for >= 3 months", "J0412", "kept_for is 5 months"},
    {"licence is given and licence = \"A\"", "licence is given and licence in { \"B\", \"C\" }", "", ""},
    {"licence is given and licence in { \"A\", \"B\" }", "licence is given and licence in { \"B\", \"C\" }",
     "J0412", "licence is \"B\""},
    {"licence is given and not licence = \"A\"", "licence is given and not licence = \"B\"", "J0412",
     "licence is \"another text\""},
    // yes and no, judgements, practices, evidence
    {"tested", "not tested", "", ""},
    {"tested", "public_body", "J0412", "tested is yes and public_body is yes"},
    {"careful", "not careful", "", ""},
    {"careful", "tested", "J0412", "careful is yes"},
    {"training", "not training", "", ""},
    {"training is planned", "not training", "J0412", "training is planned"},
    {"proof is given", "proof is not given", "", ""},
    {"proof is given", "tested", "J0412", "proof is given"},
    {"founded_on is known", "founded_on is not known", "", ""},
    // choices and sets
    {"kind is private", "kind is public", "", ""},
    {"kind is private", "kind is listed", "J0412", "kind is listed"},
    {"kind in { listed, public }", "kind in { unlisted, public }", "J0412", "kind is public"},
    {"not kind is private", "kind is listed", "", ""},
    {"zones includes city", "zones includes field", "J0412", "zones is { city, field }"},
    {"zones includes none of { city, field }", "zones includes any of { city, field }", "", ""},
    {"zones includes all of { city, field }", "not zones includes city", "", ""},
    {"zones is empty", "zones includes city", "", ""},
    {"zones is empty", "zones includes none of { city }", "J0412", "zones is empty"},
    {"zones = { city }", "zones includes field", "", ""},
    {"zones = { city }", "zones includes any of { city, field }", "J0412", "zones is { city }"},
    {"zones without { city } is empty", "zones includes field", "", ""},
    {"zones plus { city } = { city, field }", "zones includes river", "", ""},
    {"visits[city] > 3", "visits[city] <= 3", "", ""},
    {"visits[city] > 3", "visits[field] <= 3", "J0412", "visits[city] is 4 and visits[field] is 3"},
    {"any zone in { city, field } has visits[zone] > 3", "visits[city] <= 3 and visits[field] < 3", "", ""},
    {"every zone has visits[zone] > 3", "visits[field] < 3", "", ""},
    {"no zone has visits[zone] > 3", "visits[field] > 3", "", ""},
    // joined and counted
    {"tested and sites > 3", "tested and sites < 3 or not tested and sites > 5", "", ""},
    {"at least 2 of { tested, public_body, careful }", "not tested and not careful", "", ""},
    {"at least 2 of { tested, public_body, careful }", "not tested", "J0412", "public_body is yes"},
    {"exactly 1 of { tested, public_body }", "tested and public_body", "", ""},
    {"exactly 1 of { tested, public_body }", "tested", "J0412", "public_body is no"},
    {"none of { tested, public_body }", "tested or public_body", "", ""},
    // other elements, and what is not looked into
    {"main_depot.gates > 3", "main_depot.gates < 3", "", ""},
    {"main_depot.gates > 3", "main_depot.gates < 5", "J0412", "main_depot.gates is 4"},
    {"count of robots > 3", "count of robots < 2", "", ""},
    {"count of robots > 3", "count of robots < 5", "J0413", "count of robots is 4"},
    {"any robots has operated", "no robots has operated", "", ""},
    {"any robots has operated", "tested", "J0413", "any robots has operated is yes"},
    {"headcount > sites", "headcount <= sites", "", ""},
    {"headcount > sites", "sites < headcount", "J0413", "is 1"},
    {"headcount > sites", "sites >= headcount", "", ""},
    {"profit > EUR 10 or headcount > sites", "profit > EUR 5", "J0412", "profit is EUR 11"},
    // definitions, parameters, looked into
    {"small", "headcount > 50", "", "",
     "define small for company : yes_no { cites \"Art. 1\" equals headcount < 50 }\n"},
    {"not small", "headcount > 50", "J0412", "headcount is 51",
     "define small for company : yes_no { cites \"Art. 1\" equals headcount < 50 }\n"},
    {"class is private", "tested", "", "",
     "define class for company : company_kind { cites \"Art. 1\" equals kind except t when tested { equals "
     "public } }\n"},
    {"class is public", "tested", "J0412", "tested is yes",
     "define class for company : company_kind { cites \"Art. 1\" equals kind except t when tested { equals "
     "public } }\n"},
    {"sites > bound", "sites < 11", "", "",
     "parameter bound : integer { from 2020-01-01 equals 10 cites \"Art. 1\" }\n"},
    {"sites > bound", "sites < 11 and as_of > 2023-01-01", "J0412", "sites is 10",
     "parameter bound : integer { from 2020-01-01 until 2024-12-31 equals 20 cites \"Art. 1\"\n"
     "from 2025-01-01 equals 9 cites \"Art. 1\" }\n"},
};

}  // namespace

TEST_CASE("pairs of conditions: apart, together, or not decided") {
  for (const Row& row : kRows) {
    CAPTURE(row.a);
    CAPTURE(row.b);
    std::string piece = twoCases(row.a, row.b, row.more);
    // A parameter must have a value whenever it is read.
    if (std::string(row.more).starts_with("parameter"))
      piece.replace(piece.find("    requires"), 4, "    effective from 2020-01-01\n    ");
    const Linted found = linted(piece);
    const std::string code = row.code;
    for (const std::string each : {"J0412", "J0413"}) CHECK(found.finds(each) == (each == code));
    if (code.empty() || !found.finds(code)) continue;
    const Diagnostic& finding = found.only(code);
    CHECK_MESSAGE(finding.primary.text.find(row.sentence) != std::string::npos, finding.primary.text);
    if (code == "J0413") continue;
    const Shown answers = shown(finding);
    const auto rules = compile(found.checked->program);
    CHECK(
        judged(rules,
               answers.profile + (answers.profile.find("sites:") == std::string::npos ? "  sites: 1\n" : ""),
               answers.day.value_or(kDay)) == Outcome::Error);
  }
}

TEST_CASE(
    "an exception and the one that overrides it never hold together, however much their conditions ask") {
  // Twelve sums of two facts each, which nobody solves.
  std::string wide = "all of {";
  for (int i = 1; i <= 12; ++i)
    wide += std::string(i > 1 ? ", " : " ") + "sites * headcount > " + std::to_string(i) + " * headcount";
  wide += " }";
  std::string piece = twoCases(wide, "not (" + wide + ") or sites > 3");
  REQUIRE(linted(piece).finds("J0413"));
  piece.replace(piece.find("except b when"), 13, "except b overrides a when");
  const Linted found = linted(piece);
  for (const std::string each : {"J0412", "J0413"}) CHECK_FALSE(found.finds(each));
}

namespace {

// Conditions and profiles by chance, over a few facts and the thresholds between which they differ.
class Chance {
 public:
  explicit Chance(unsigned seed) : random_(seed) {}

  std::string condition(int depth) {
    const int way = depth == 0 ? 0 : below(6);
    switch (way) {
      case 1:
        return "not (" + condition(depth - 1) + ")";
      case 2:
        return "(" + condition(depth - 1) + " and " + condition(depth - 1) + ")";
      case 3:
        return "(" + condition(depth - 1) + " or " + condition(depth - 1) + ")";
      case 4:
        return "at least 2 of { " + condition(depth - 1) + ", " + condition(depth - 1) + ", " + condition(0) +
               " }";
      case 5:
        return "exactly 1 of { " + condition(depth - 1) + ", " + condition(0) + " }";
      default:
        return atom();
    }
  }

  // One that few profiles meet.
  std::string sharp() {
    return condition(2) + " and " + condition(1) + " and " + condition(1) + " and " + condition(0);
  }

  // One for each threshold of atom(), and both sides of it.
  std::string profile() {
    const char* kinds[] = {"listed", "unlisted", "public"};
    const char* zones[] = {"[]", "[city]", "[field]", "[city, field]", "[river]", "[city, field, river]"};
    std::string out = "company:\n  headcount: " + std::to_string(below(8)) + (chance() ? ".5" : "") + "\n";
    out += "  sites: " + std::to_string(below(8)) + "\n  tested: " + (chance() ? "yes" : "no") + "\n";
    out += "  kind: " + std::string(kinds[below(3)]) + "\n  zones: " + zones[below(6)] + "\n";
    out += "  founded_on: 2020-01-0" + std::to_string(1 + below(7)) + "\n";
    out += "  audited_on: " + (chance() ? "none" : "2020-01-0" + std::to_string(1 + below(7))) + "\n";
    return out;
  }

 private:
  int below(int bound) { return std::uniform_int_distribution<int>(0, bound - 1)(random_); }
  bool chance() { return below(2) == 0; }
  std::string op() {
    const char* ops[] = {"<", "<=", "=", ">=", ">"};
    return ops[below(5)];
  }

  std::string atom() {
    const std::string number = std::to_string(1 + below(6)), day = "2020-01-0" + std::to_string(1 + below(6));
    switch (below(6)) {
      case 0:
        return "headcount " + op() + " " + number;
      case 1:
        return "sites " + op() + " " + number;
      case 2:
        return "founded_on " + op() + " " + day;
      case 3:
        return "(audited_on is given and audited_on " + op() + " " + day + ")";
      default:
        break;
    }
    static const std::vector<std::string> plain = {"tested",
                                                   "audited_on is not given",
                                                   "kind is private",
                                                   "kind is listed",
                                                   "kind is public",
                                                   "zones includes any of { city, river }",
                                                   "zones includes all of { city, field }",
                                                   "zones is empty",
                                                   "zones = { field }"};
    return plain[static_cast<std::size_t>(below(static_cast<int>(plain.size())))];
  }

  std::mt19937 random_;
};

}  // namespace

TEST_CASE("by chance: what is shown conflicts in the machine, and what is not shown never does") {
  const char* percent = std::getenv("JURAT_CASE_PERCENT");
  const int cases = 300 * (percent == nullptr ? 100 : std::atoi(percent)) / 100;
  std::size_t together = 0, apart = 0;
  for (int seed = 0; seed < cases; ++seed) {
    CAPTURE(seed);
    Chance chance(static_cast<unsigned>(seed));
    const std::string a = chance.sharp(), b = chance.sharp();
    CAPTURE(a);
    CAPTURE(b);
    const auto checked = checkText(inPack(twoCases(a, b)));
    // Two equal conditions, or one that contradicts itself, are errors of the checker.
    if (checked->program == nullptr) continue;
    const std::vector<Diagnostic> findings = lint(*checked->program, checked->sources, {}, {});
    const auto rules = compile(checked->program);
    const auto overlap = std::find_if(findings.begin(), findings.end(),
                                      [](const Diagnostic& each) { return each.code == "J0412"; });
    for (const Diagnostic& each : findings) CHECK(each.code != "J0413");
    if (overlap != findings.end()) {
      ++together;
      const Shown answers = shown(*overlap);
      const std::string sites = answers.profile.find("sites:") == std::string::npos ? "  sites: 1\n" : "";
      std::string profile = answers.profile;
      if (profile == "company: {}\n") profile = "company:\n";
      CHECK(judged(rules, profile + sites, answers.day.value_or(kDay)) == Outcome::Error);
      continue;
    }
    ++apart;
    for (int i = 0; i < 25; ++i) CHECK(judged(rules, chance.profile(), kDay) != Outcome::Error);
  }
  // Both must happen for the test to mean something.
  CHECK(together >= static_cast<std::size_t>(cases) / 5);
  CHECK(apart >= static_cast<std::size_t>(cases) / 20);
}

}  // namespace jurat::test
