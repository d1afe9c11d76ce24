// Every spelling of an answer, as YAML and as JSON: what is read, and what is refused with which help.
#include <doctest/doctest.h>

#include <string>

#include "engine/profile/datum.h"
#include "tests/profile/reading.h"

namespace jurat::testing {
namespace {

struct Row {
  const char* entity;
  const char* fact;
  const char* yaml;      // as written behind `fact: `
  const char* expected;  // what contents() shows
};

constexpr Row kRead[] = {
    {"company", "is_undertaking", "yes", "yes"},
    {"company", "is_undertaking", "NO", "no"},
    {"company", "is_undertaking", "True", "yes"},
    {"company", "is_undertaking", "\"false\"", "no"},
    {"company", "is_undertaking", "unknown", "unknown"},
    {"company", "is_undertaking",
     "{value: yes, source: \"minutes, p. 3\", as_of: 2026-02-01, evidence: e/m.pdf}",
     "yes source: minutes, p. 3 as_of: 2026-02-01 evidence: e/m.pdf"},
    {"company", "name", "NO", "NO"},
    {"company", "name", "12.50", "12.50"},
    {"company", "name", "\"none\"", "none"},
    {"company", "name", "true", "true"},
    {"company", "trade_name", "none", "none"},
    {"company", "lei", "529900T8BM49AURSDO55", "529900T8BM49AURSDO55"},
    {"company", "home_country", "NO", "NO"},
    {"company", "established_in", "[NO, DE, NO]", "[DE, NO]"},
    {"company", "established_in", "FR", "[FR]"},
    {"company", "established_in", "[]", "[]"},
    {"financial_year", "headcount", "412.5", "412.5"},
    {"financial_year", "headcount", "1_250", "1250"},
    {"financial_year", "headcount", "{at_least: 400}", "400 .. "},
    {"financial_year", "headcount", "{at_least: 400, at_most: 500, source: plan}", "400 .. 500 source: plan"},
    {"financial_year", "headcount", "{value: {at_most: 500}, as_of: 2026-01-01}",
     " .. 500 as_of: 2026-01-01"},
    {"financial_year", "worldwide_annual_turnover", "EUR 400_000_000", "EUR 400 000 000"},
    {"financial_year", "worldwide_annual_turnover", "USD 1 000 000.25", "USD 1 000 000.25"},
    {"financial_year", "worldwide_annual_turnover", "CNY 12345678901234567890123456789.01",
     "CNY 1.234567890123456789012345678901e28"},
    {"financial_year", "share", "7%", "7 %"},
    {"financial_year", "share", "33.3 %", "33.3 %"},
    {"ai_system", "users", "1_000", "1000"},
    {"ai_system", "users", "-0", "0"},
    {"ai_system", "training_compute", "1e25 FLOP", "1e25 FLOP"},
    {"ai_system", "training_compute", "2.5 PFLOP", "2 500 000 000 000 000 FLOP"},
    {"ai_system", "placed_on_market", "2026-02-28", "2026-02-28"},
    {"ai_system", "placed_on_market", "none", "none"},
    {"ai_system", "certificate_until", "9999-12-31", "9999-12-31"},
    {"ai_system", "support", "18 months", "18 months"},
    {"ai_system", "support", "{at_least: 1 year}", "1 year .. "},
    {"ai_system", "main_role", "provider", "provider"},
    {"ai_system", "annex_iii_uses", "[p5a, p4b]", "[p4b, p5a]"},
    {"ai_system", "instructions_for_use", "evidence/manual.pdf", "evidence/manual.pdf     - - -"},
    {"ai_system", "instructions_for_use", "https://example.org/a/../b.pdf",
     "https://example.org/a/../b.pdf     - - -"},
    {"ai_system", "instructions_for_use",
     "{path: m.pdf, media_type: application/pdf, effective_from: 2026-05-01, expires: 2027-05-01, "
     "collected_on: "
     "2026-04-01, collected_by: QA, covers: v2}",
     "m.pdf  application/pdf QA v2 2026-05-01 2027-05-01 2026-04-01"},
    {"ai_system", "instructions_for_use", "none", "none"},
    {"ai_system", "human_oversight_is_effective",
     "{value: no, by: QA, on: 2026-09-30, evidence: {path: e.pdf}}",
     "no by QA on 2026-09-30 e.pdf evidence: e.pdf"},
    {"ai_system", "human_oversight_is_effective", "unknown", "unknown"},
    {"ai_system", "impact_assessment", "in_progress", "in_progress"},
    {"ai_system", "impact_assessment", "{value: not_applicable, reason: no users}",
     "not_applicable source: no users"},
    {"incident", "aware_at", "2026-10-12T09:30+02:00", "2026-10-12T09:30+02:00"},
    {"incident", "resolved_at", "2026-11-23T10:00Z", "2026-11-23T10:00Z"},
};

// The profile around one answer, and the path of the answer in contents().
std::string profileWith(const std::string& entity, const std::string& line, const std::string& fact,
                        std::string* path) {
  if (entity == "company") {
    *path = "." + fact;
    return "jurat: 1\ncompany:\n  " + line + "\n";
  }
  const std::string key = entity + "s";
  const bool year = entity == "financial_year";
  *path = "/" + key + (year ? "(2025-12-31)." : "(x).") + fact;
  return "jurat: 1\ncompany:\n  " + key + ":\n    - " + (year ? "ends_on: 2025-12-31" : "id: x") +
         "\n      " + line + "\n";
}

}  // namespace

TEST_CASE("every spelling of an answer is read as the value it means") {
  for (const Row& row : kRead) {
    INFO(std::string(row.fact), ": ", std::string(row.yaml));
    std::string path;
    Reading reading;
    read(reading, "p.yaml",
         profileWith(row.entity, std::string(row.fact) + ": " + row.yaml, row.fact, &path));
    CHECK_EQ(reading.complaints(), "");
    if (!reading.profile) continue;
    CHECK_NE(("\n" + contents(*reading.profile)).find("\n" + path + " = " + row.expected + "\n"),
             std::string::npos);
  }
}

namespace {

struct Refused {
  const char* entity;
  const char* fact;
  const char* yaml;
  const char* code;
  const char* underlined;
  const char* help;
};

constexpr const char* kDelete = "write `unknown` if nobody can tell, or leave it out";

constexpr Refused kRefused[] = {
    {"company", "is_undertaking", "maybe", "J0620", "maybe",
     "write `yes`, `no` or `unknown`, or leave it out"},
    {"company", "is_undertaking", "1", "J0620", "1", "write `yes`, `no` or `unknown`, or leave it out"},
    {"company", "is_undertaking", "N/A", "J0620", "N/A",
     "write `unknown` for what nobody can tell, or leave it out"},
    {"company", "is_undertaking", "\" yes\"", "J0620", "\" yes\"", "delete the spaces around it"},
    {"company", "is_undertaking", "DE", "J0620", "DE", "`DE` is a value of `established_in`"},
    {"company", "is_undertaking", "none", "J0633", "none", "write `no`, `unknown`, or leave it out"},
    {"company", "is_undertaking", "", "J0614", "is_undertaking", kDelete},
    {"company", "is_undertaking", "null", "J0614", "null", kDelete},
    {"company", "is_undertaking", "[yes]", "J0615", "[yes]", "write `is_undertaking: yes`"},
    {"company", "is_undertaking", "{vale: yes}", "J0611", "vale", "did you mean `value`?"},
    {"company", "is_undertaking", "{at_least: yes}", "J0615", "{at_least: yes}",
     "write one value, or `unknown`"},
    {"company", "is_undertaking", "{value: yes, as_of: soon}", "J0625", "soon",
     "write year-month-day, as in `2026-11-23`"},
    {"company", "name", "none", "J0633", "none", "write `\"none\"` if that is the text, or leave it out"},
    {"company", "name", "\"  \"", "J0629", "\"  \"",
     "write the text, or `unknown`, or leave it out if it is not answered"},
    {"company", "lei", "529900T8BM49AURSDO56", "J0636", "529900T8BM49AURSDO56",
     "it has 20 letters and digits, the last two being check digits (ISO 17442)"},
    {"company", "lei", "529900t8bm49aursdo55", "J0636", "529900t8bm49aursdo55",
     "it has 20 letters and digits, the last two being check digits (ISO 17442)"},
    {"company", "home_country", "GE", "J0628", "GE", "did you mean `DE`?"},
    {"ai_system", "annex_iii_uses", "[p4b, p5]", "J0628", "p5", "name what applies: `p5a`"},
    {"company", "home_country", "Label of FR", "J0628", "Label of FR", "write `FR`"},
    {"company", "established_in", "[DE, [FR]]", "J0615", "[FR]", "write one option an entry"},
    {"company", "established_in", "[none]", "J0615", "none", "write `[]` for a set without members"},
    {"company", "established_in", "none", "J0633", "none", "write `[]` for a set without members"},
    {"company", "users_in", "3", "J0615", "3", "write `users_in: {DE: ...}`"},
    {"company", "users_in", "{NOR: 3}", "J0641", "NOR", "did you mean `NO`?"},
    {"financial_year", "headcount", "1,250", "J0621", "1,250", "write `1_250` or `1.250`"},
    {"ai_system", "users", "1,250", "J0621", "1,250", "write `1_250`"},
    {"ai_system", "users", "4,5", "J0621", "4,5", "write a whole number, as in `1_250`"},
    {"ai_system", "users", "abc", "J0621", "abc", "write a whole number, as in `1_250`"},
    {"financial_year", "headcount", "1.250.000", "J0621", "1.250.000", "write `1_250_000`"},
    {"financial_year", "headcount", "-1", "J0635", "-1", "write a value of at least `0`"},
    {"financial_year", "headcount", "{at_least: -1}", "J0635", "-1", "write a value of at least `0`"},
    {"financial_year", "headcount", "{at_least: 5, at_most: 4}", "J0634", "4", "exchange the two"},
    {"financial_year", "headcount", "{at_least: unknown}", "J0621", "unknown",
     "write digits, as in `1_250` or `412.5`"},
    {"financial_year", "worldwide_annual_turnover", "400 EUR", "J0623", "400 EUR", "write `EUR 400`"},
    {"financial_year", "worldwide_annual_turnover", "100.000 EUR", "J0623", "100.000 EUR",
     "write `EUR 100_000` if the point parts thousands, `EUR 100.00` if it is a decimal point"},
    {"financial_year", "worldwide_annual_turnover", "1.234.567 EUR", "J0623", "1.234.567 EUR",
     "write `EUR 1_234_567`"},
    {"financial_year", "worldwide_annual_turnover", "€ 100.250", "J0623", "€ 100.250",
     "write `EUR 100_250` if the point parts thousands, `EUR 100.25` if it is a decimal point"},
    {"financial_year", "worldwide_annual_turnover", "EUR100.125", "J0623", "EUR100.125",
     "write `EUR 100_125` if the point parts thousands, `EUR 100.125` if it is a decimal point"},
    {"financial_year", "worldwide_annual_turnover", "EUR 100,000", "J0623", "EUR 100,000",
     "write `EUR 100_000` if the comma parts thousands, `EUR 100.00` if it is a decimal comma"},
    {"financial_year", "worldwide_annual_turnover", "100.000,00 EUR", "J0623", "100.000,00 EUR",
     "write `EUR 100_000.00`"},
    {"financial_year", "grant", "100.000", "J0623", "100.000",
     "write `EUR 100_000` if the point parts thousands, `EUR 100.00` if it is a decimal point"},
    {"financial_year", "worldwide_annual_turnover", "400_000", "J0623", "400_000",
     "write the currency first, as in `EUR 400_000`"},
    {"financial_year", "worldwide_annual_turnover", "EURO 5", "J0623", "EURO 5", "write `EUR 5`"},
    {"financial_year", "worldwide_annual_turnover", "EUR", "J0623", "EUR", "write `EUR 400_000_000`"},
    {"financial_year", "worldwide_annual_turnover", "EUR 5 million", "J0623", "EUR 5 million",
     "write digits, as in `EUR 400_000_000`"},
    {"financial_year", "worldwide_annual_turnover", "EUR -5", "J0635", "EUR -5",
     "write a value of at least `0`"},
    {"financial_year", "worldwide_annual_turnover", "{at_least: EUR 1, at_most: USD 2}", "J0634", "USD 2",
     "write both in one currency"},
    {"financial_year", "grant", "USD 5", "J0623", "USD 5", "convert it, and name the rate under `source`"},
    {"financial_year", "share", "7", "J0622", "7", "write `7%`"},
    {"financial_year", "share", "4,5%", "J0622", "4,5%", "write `4.5%`"},
    {"financial_year", "share", "4,5", "J0622", "4,5", "write `4.5%`"},
    {"financial_year", "share", "four", "J0622", "four", "write it as in `7%`"},
    {"financial_year", "share", "0.07", "J0622", "0.07", "write `0.07%`; a share of 0.07 is `7%`"},
    {"financial_year", "share", "100.1%", "J0635", "100.1%", "write a value of at most `100 %`"},
    {"ai_system", "users", "4.5", "J0621", "4.5", "write a whole number, as in `1_250`"},
    {"ai_system", "users", "9223372036854775808", "J0637", "9223372036854775808",
     "an integer lies between -9223372036854775808 and 9223372036854775807"},
    {"ai_system", "users", "1e1000000000", "J0637", "1e1000000000",
     "at most 1000 digits and an exponent of 4096 are exact"},
    {"ai_system", "users", "yes", "J0621", "yes", "write a whole number, as in `1_250`"},
    {"ai_system", "users", "deployer", "J0621", "deployer", "`deployer` is a value of `declared_roles`"},
    {"ai_system", "training_compute", "1e25", "J0624", "1e25", "write `1e25 FLOP`"},
    {"ai_system", "training_compute", "4,5 PFLOP", "J0624", "4,5 PFLOP", "write `4.5 PFLOP`"},
    {"ai_system", "training_compute", "1e25 FLOPS", "J0624", "1e25 FLOPS", "did you mean `FLOP`?"},
    {"ai_system", "training_compute", "5 pixels", "J0624", "5 pixels",
     "the units are `FLOP` or `PFLOP`; 1 PFLOP is 1 000 000 000 000 000 FLOP"},
    {"ai_system", "placed_on_market", "2026-02-29", "J0625", "2026-02-29",
     "look the day up; it does not exist"},
    {"ai_system", "placed_on_market", "2026/2/1", "J0625", "2026/2/1", "write `2026-02-01`"},
    {"ai_system", "placed_on_market", "01.02.2026", "J0625", "01.02.2026",
     "write year-month-day, as in `2026-11-23`"},
    {"ai_system", "placed_on_market", "2026-02-01T10:00Z", "J0625", "2026-02-01T10:00Z",
     "write `2026-02-01`"},
    {"ai_system", "placed_on_market", "~", "J0614", "~",
     "write `none` if there is none, `unknown` if nobody can tell, or leave it out"},
    {"ai_system", "certificate_until", "none", "J0633", "none", kDelete},
    {"ai_system", "support", "18", "J0627", "18", "write `18 months`, `18 days` or another unit"},
    {"ai_system", "support", "P18M", "J0627", "P18M", "write it as in `18 months`, `2 weeks` or `72 hours`"},
    {"ai_system", "instructions_for_use", "../m.pdf", "J0630", "../m.pdf",
     "put the file beside the profile and write `evidence/file.pdf`, or give a URI"},
    {"ai_system", "instructions_for_use", "a/../../m.pdf", "J0630", "a/../../m.pdf",
     "put the file beside the profile and write `evidence/file.pdf`, or give a URI"},
    {"ai_system", "instructions_for_use", "/etc/passwd", "J0630", "/etc/passwd",
     "put the file beside the profile and write `evidence/file.pdf`, or give a URI"},
    {"ai_system", "instructions_for_use", "file:///etc/passwd", "J0630", "file:///etc/passwd",
     "put the file beside the profile and write `evidence/file.pdf`, or give a URI"},
    {"ai_system", "instructions_for_use", "C:\\m.pdf", "J0630", "C:\\m.pdf",
     "put the file beside the profile and write `evidence/file.pdf`, or give a URI"},
    {"ai_system", "instructions_for_use", "{path: m.pdf, sha256: 12}", "J0630", "12",
     "copy what `sha256sum` prints for the file"},
    {"ai_system", "instructions_for_use", "{path: m, effective_from: 2026-01-02, expires: 2026-01-01}",
     "J0630", "2026-01-01", "correct one of the two days"},
    {"ai_system", "human_oversight_is_effective", "yes", "J0631", "yes",
     "write `{value: yes, by: NAME, on: YEAR-MONTH-DAY}`"},
    {"ai_system", "human_oversight_is_effective", "no", "J0631", "no",
     "write `{value: no, by: NAME, on: YEAR-MONTH-DAY}`"},
    {"ai_system", "human_oversight_is_effective", "{value: yes, by: QA}", "J0631", "{value: yes, by: QA}",
     "write `{value: yes, by: NAME, on: YEAR-MONTH-DAY}`"},
    {"ai_system", "human_oversight_is_effective", "{value: yes, by: QA, on: 2026-01-01, rested_on: 5}",
     "J0615", "5", "write `rested_on: {users: ...}`"},
    {"ai_system", "human_oversight_is_effective",
     "{value: yes, by: QA, on: 2026-01-01, rested_on: {usrs: 5}}", "J0611", "usrs", "did you mean `users`?"},
    {"ai_system", "human_oversight_is_effective",
     "{value: yes, by: QA, on: 2026-01-01, rested_on: {users: all}}", "J0621", "all",
     "write a whole number, as in `1_250`"},
    {"ai_system", "human_oversight_is_effective",
     "{value: yes, by: QA, on: 2026-01-01, rested_on: {users_in: 3}}", "J0615", "3",
     "write `users_in: {OPTION: ...}`"},
    {"ai_system", "human_oversight_is_effective",
     "{value: yes, by: QA, on: 2026-01-01, rested_on: {users_in: {NOR: 3}}}", "J0641", "NOR",
     "did you mean `NO`?"},
    {"ai_system", "is_harmless", "{value: yes, by: QA, on: 2026-01-01, rested_on: {users: 3}}", "J0611",
     "rested_on", "delete the key; a pack says it with `rests on`"},
    {"ai_system", "impact_assessment", "yes", "J0632", "yes",
     "write `not_started`, `planned`, `in_progress`, `implemented` or `not_applicable` (with a reason)"},
    {"ai_system", "impact_assessment", "implemnted", "J0632", "implemnted", "did you mean `implemented`?"},
    {"ai_system", "impact_assessment", "not_applicable", "J0632", "not_applicable",
     "write `{value: not_applicable, reason: \"...\"}`"},
    {"incident", "system", "y", "J0639", "y", "add the record under `ai_systems`"},
    {"incident", "aware_at", "2026-10-12", "J0626", "2026-10-12",
     "add time and offset, as in `2026-10-12T10:00Z` or `2026-10-12T10:00+02:00`"},
    {"incident", "aware_at", "2026-10-12T09:30", "J0626", "2026-10-12T09:30",
     "add the offset, as in `2026-10-12T09:30Z` or `2026-10-12T09:30+02:00`"},
};

}  // namespace

TEST_CASE("what is no answer is refused where it stands, with the spelling that would be one") {
  for (const Refused& row : kRefused) {
    INFO(std::string(row.fact), ": ", std::string(row.yaml));
    std::string path;
    Reading reading;
    read(reading, "p.yaml",
         profileWith(row.entity, std::string(row.fact) + ": " + row.yaml, row.fact, &path));
    CHECK(!reading.profile);
    const auto complaints = reading.diagnostics.sorted();
    REQUIRE_EQ(complaints.size(), 1);
    CHECK_EQ(complaints[0].code, row.code);
    CHECK_EQ(reading.sources.text(complaints[0].primary.span), row.underlined);
    CHECK_EQ(complaints[0].help, row.help);
    CHECK_FALSE(complaints[0].message.empty());
  }
}

TEST_CASE("three digits behind the point of an amount are read as decimals, with a warning that asks") {
  const std::string before = "jurat: 1\ncompany:\n  financial_years:\n    - ends_on: 2025-12-31\n      ";
  for (const std::string amount : {"EUR 118.400", "EUR 1.000", "USD 999.125"}) {
    INFO(amount);
    Reading reading;
    read(reading, "p.yaml", before + "worldwide_annual_turnover: " + amount + "\n");
    const auto complaints = reading.diagnostics.sorted();
    REQUIRE_EQ(complaints.size(), 1);
    CHECK(reading.profile);
    CHECK(complaints[0].level == DiagnosticLevel::Warning);
    CHECK_EQ(complaints[0].code, "J0646");
    CHECK_EQ(reading.sources.text(complaints[0].primary.span), amount);
    CHECK_FALSE(complaints[0].fix);
    const std::string thousands =
        amount.substr(0, amount.find('.')) + "_" + amount.substr(amount.find('.') + 1);
    CHECK_EQ(complaints[0].help.find("write `" + thousands + "` if the point parts thousands"), 0);
  }
  for (const std::string line :
       {"worldwide_annual_turnover: EUR 118.40", "worldwide_annual_turnover: EUR 0.125",
        "worldwide_annual_turnover: EUR 1_118.400", "worldwide_annual_turnover: EUR 1118.400",
        "worldwide_annual_turnover: EUR 118.4000", "worldwide_annual_turnover: JPY 118.400",
        "worldwide_annual_turnover: KWD 118.400", "share: 1.125%", "headcount: 118.400"}) {
    INFO(line);
    Reading reading;
    read(reading, "p.yaml", before + line + "\n");
    CHECK_EQ(reading.complaints(), "");
  }
}

TEST_CASE("a single answer is bound without a profile around it") {
  const Vocabulary& words = vocabulary();
  const EntityId year = *words.entity("financial_year");
  const Fact& share = words.facts[*words.fact(year, "share")];
  Datum datum;
  datum.kind = DatumKind::Scalar;
  datum.text = "7%";
  Diagnostics diagnostics;
  const std::optional<Answer> answer = bindAnswer(datum, share, words, {}, diagnostics);
  REQUIRE(answer);
  CHECK_EQ(valueText(answer->value, share.type, words), "7 %");
  datum.text = "107%";
  CHECK_FALSE(bindAnswer(datum, share, words, {}, diagnostics));
  CHECK_EQ(diagnostics.errorCount(), 1);
}

}  // namespace jurat::testing
