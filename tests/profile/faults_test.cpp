// Faults of a profile's frame: keys, ids, lists, references, versions; and that one run reports them all.
#include <doctest/doctest.h>

#include "tests/profile/reading.h"

namespace jurat::testing {
namespace {

struct Row {
  const char* text;
  const char* expected;  // all complaints, "CODE message | underlined | help"
};

constexpr Row kRows[] = {
    {"company: {}\n", "J0619 the profile does not say its version |  | write `jurat: 1` as the first line"},
    {"jurat: 2\ncompany: {}\n",
     "J0619 this version of the profile format is not known | 2 | write `jurat: 1`"},
    {"jurat: 1\n",
     "J0638 the profile does not describe a `company` |  | write `company:` and its facts below"},
    {"jurat: 1\ncompany:\n",
     "J0614 `company` is one record | company | write its facts below it, indented by two spaces"},
    {"jurat: 1\ncompany: []\n",
     "J0615 `company` is one record | [] | write its facts below it, indented by two spaces"},
    {"jurat: 1\nframework: x\ncompany: {}\n",
     "J0611 the key `framework` is unknown here | framework | did you mean `frameworks`?"},
    {"jurat: 1\nframeworks: {a: b}\ncompany: {}\n",
     "J0615 `frameworks` asks for the ids of packs | {a: b} | write `frameworks: [us.nist_ai_rmf]`, or "
     "delete the line"},
    {"jurat: 1\nname: x\ncompany: {}\n", "J0612 `name` belongs in `company` | name | move the line there"},
    {"jurat: 1\ncompany: {nmae: x}\n", "J0611 the key `nmae` is unknown here | nmae | did you mean `name`?"},
    {"jurat: 1\ncompany: {headcount: 3}\n",
     "J0612 `headcount` belongs in `financial_years` | headcount | move the line there"},
    {"jurat: 1\ncompany: {id: x}\n",
     "J0611 the key `id` is unknown here | id | records of `company` have no id; delete the line"},
    {"jurat: 1\ncompany: {complete: some}\n", "J0615 `complete` is yes or no | some | write `complete: yes`"},
    {"jurat: 1\ncompany: {name: a, name: b}\n",
     "J0608 the key `name` stands here twice | name | delete one of the two"},
    {"jurat: 1\ncompany: {public_services: no}\n",
     "J0613 `public_services` is now called `provides_public_services` | public_services | write "
     "`provides_public_services`"},
    {"jurat: 1\ncompany: {public_services: no, provides_public_services: no}\n",
     "J0608 `public_services` is the former name of `provides_public_services`, which stands here too | "
     "public_services | delete one of the two"},
    {"jurat: 1\ncompany:\n  ai_systems:\n",
     "J0614 `ai_systems` is a list of records | ai_systems | write `[]` or `none` if there are none, "
     "`unknown` if nobody can tell"},
    {"jurat: 1\ncompany:\n  ai_systems: {id: x}\n",
     "J0615 `ai_systems` is a list of records | {id: x} | begin each record with `- `"},
    {"jurat: 1\ncompany:\n  ai_systems: [x]\n",
     "J0615 each entry of `ai_systems` is a record | x | write `- id: NAME`, and its facts below"},
    {"jurat: 1\ncompany:\n  ai_systems: [{users: 1}]\n",
     "J0616 a record of `ai_systems` has no id | {users: 1} | write `id: NAME`; reports and waivers know the "
     "record by it"},
    {"jurat: 1\ncompany:\n  ai_systems: [{id: \" \"}]\n",
     "J0616 a record of `ai_systems` has no id | \" \" | write `id: NAME`; reports and waivers know the "
     "record by it"},
    {"jurat: 1\ncompany:\n  ai_systems: [{id: \"x\\ny\"}]\n",
     "J0645 the id `x\ny` holds a control character | \"x\\ny\" | write it on one line, of letters, digits, "
     "spaces and marks"},
    {"jurat: 1\ncompany:\n  ai_systems: [{id: x}, {id: y}, {id: x}]\n",
     "J0617 two records of `ai_systems` have the id `x` | x | give one of them another id"},
    {"jurat: 1\ncompany:\n  ai_systems: {complete: no, itms: []}\n",
     "J0615 `ai_systems` is a list of records | {complete: no, itms: []} | begin each record with `- `"},
    {"jurat: 1\ncompany:\n  ai_systems: {complete: perhaps, items: []}\n",
     "J0615 `complete` is yes or no | perhaps | write `complete: no` if there are more"},
    {"jurat: 1\ncompany:\n  financial_years: [{headcount: 3}]\n",
     "J0618 a record of `financial_years` has no day to be ordered by | {headcount: 3} | write `ends_on: "
     "2025-12-31`"},
    {"jurat: 1\ncompany:\n  financial_years: [{ends_on: none}]\n",
     "J0618 a record of `financial_years` has no day to be ordered by | none | write `ends_on: 2025-12-31`"},
    {"jurat: 1\ncompany:\n  financial_years: [{ends_on: 2025-12-31}, {ends_on: 2025-12-31}]\n",
     "J0617 two records of `financial_years` have the day `2025-12-31` | 2025-12-31 | correct one of the "
     "days, or join the two"},
    {"jurat: 1\ncompany:\n  financial_years: [{ends_on: 2025-13-31}]\n",
     "J0625 `2025-13-31` is not a day of the calendar | 2025-13-31 | look the day up; it does not exist"},
    {"jurat: 1\ncompany:\n  governance: [a]\n",
     "J0615 `governance` is one record | [a] | write its facts below it, or `none`, or `unknown`, or delete "
     "the line"},
    {"jurat: 1\ncompany:\n  nist_controls: {govern: {state: planned}}\n",
     "J0641 `govern` has options below it, which are answered one by one | govern | write `govern_1` or "
     "`govern_2`"},
    {"jurat: 1\ncompany:\n  nist_controls: {govern_1: planned}\n",
     "J0615 `govern_1` is a record of facts | planned | write `govern_1: {fact: value}`"},
    {"jurat: 1\ncompany:\n  nist_controls: none\n",
     "J0615 `nist_controls` is a record, one line for each option | none | write `govern_1: {...}` below it, "
     "or delete the line"},
    {"jurat: 1\ncompany:\n  ai_systems: [{id: cv-ranker}]\n  incidents: [{id: i, system: cv-rankr}]\n",
     "J0639 no record of `ai_systems` has the id `cv-rankr` | cv-rankr | did you mean `cv-ranker`?"},
    {"jurat: 1\nrates:\ncompany: {}\n",
     "J0614 `rates` is a record of tables of rates | rates | write the name of a table below it, or delete "
     "the "
     "line"},
    {"jurat: 1\nrates: {ecb_refrence: []}\ncompany: {}\n",
     "J0642 there is no table of rates `ecb_refrence` | ecb_refrence | did you mean `ecb_reference`?"},
    {"jurat: 1\nrates: {eu.sme/ecb_reference: 1.1}\ncompany: {}\n",
     "J0642 `eu.sme/ecb_reference` is a list of days | 1.1 | begin each day with `- day: 2025-12-31`"},
    {"jurat: 1\nrates: {ecb_reference: [{day: 2022-12-31, USD: 1.0666}]}\ncompany: {}\n",
     "J0642 these rates do not say where they come from | {day: 2022-12-31, USD: 1.0666} | write `- {day: "
     "2025-12-31, USD: 1.1750, source: \"...\"}`"},
    {"jurat: 1\nrates: {ecb_reference: [{day: 2022-12-31, source: ECB}]}\ncompany: {}\n",
     "J0642 this day has no rate | {day: 2022-12-31, source: ECB} | write `- {day: 2025-12-31, USD: 1.1750, "
     "source: \"...\"}`"},
    {"jurat: 1\nrates: {ecb_reference: [{day: 2022-12-31, source: ECB, USA: 1}]}\ncompany: {}\n",
     "J0642 `USA` is not a currency | USA | write a code such as `USD`, and how much of it 1 EUR buys"},
    {"jurat: 1\nrates: {ecb_reference: [{day: 2022-12-31, source: ECB, EUR: 1}]}\ncompany: {}\n",
     "J0642 `EUR` is the currency of the table itself | EUR | write a code such as `USD`, and how much of it "
     "1 "
     "EUR buys"},
    {"jurat: 1\nrates: {ecb_reference: [{day: 2022-12-31, source: ECB, USD: 0}]}\ncompany: {}\n",
     "J0642 a rate is a number more than nought | 0 | write how much USD 1 EUR buys, as in `1.1750`"},
    {"jurat: 1\nrates: {ecb_reference: [{day: 2025-12-31, source: bank, USD: 1.2}]}\ncompany: {}\n",
     "J0643 the rate of USD on 2025-12-31 is published as 1.175 | 1.2 | delete it: `ecb_reference` has that "
     "day"},
    {"jurat: 1\nrates: {ecb_reference: [{day: 2022-12-31, source: a, USD: 1}, {day: 2022-12-31, source: b, "
     "USD: 2}]}\n"
     "company: {}\n",
     "J0643 the rate of USD on 2022-12-31 stands here twice | 2 | delete one of them"},
    // Several at once, in order of place.
    {"jurat: 3\ncompany:\n  name:\n  is_undertaking: perhaps\n  nam: x\n",
     "J0619 this version of the profile format is not known | 3 | write `jurat: 1`\n"
     "J0614 `name` has no value | name | write `unknown` if nobody can tell, or leave it out\n"
     "J0620 `perhaps` is neither yes nor no | perhaps | write `yes`, `no` or `unknown`, or leave it out\n"
     "J0611 the key `nam` is unknown here | nam | did you mean `name`?"},
};

}  // namespace

TEST_CASE("a fault of the frame is named where it stands") {
  for (const Row& row : kRows) {
    INFO(std::string(row.text));
    Reading reading;
    read(reading, "p.yaml", row.text);
    CHECK_EQ(reading.complaints(), row.expected);
    CHECK_EQ(reading.profile.has_value(), !reading.diagnostics.hasErrors());
  }
}

TEST_CASE("two records of one id are both shown") {
  Reading reading;
  read(reading, "p.yaml", "jurat: 1\ncompany:\n  ai_systems:\n  - id: x\n  - id: x\n");
  const auto complaints = reading.diagnostics.sorted();
  REQUIRE_EQ(complaints.size(), 1);
  CHECK_EQ(reading.sources.placeText(complaints[0].primary.span), "p.yaml:5:9");
  REQUIRE_EQ(complaints[0].secondary.size(), 1);
  CHECK_EQ(reading.sources.placeText(complaints[0].secondary[0].span), "p.yaml:4:9");
}

TEST_CASE("a former name is mended by the fix given with it, in YAML and in JSON") {
  for (const bool json : {false, true}) {
    Reading reading;
    read(reading, json ? "p.json" : "p.yaml",
         json ? "{\"jurat\": 1, \"company\": {\"public_services\": true}}"
              : "jurat: 1\ncompany: {public_services: yes}");
    const auto complaints = reading.diagnostics.sorted();
    REQUIRE_EQ(complaints.size(), 1);
    REQUIRE(complaints[0].fix);
    CHECK_EQ(complaints[0].fix->replacement,
             json ? "\"provides_public_services\"" : "provides_public_services");
    CHECK(reading.profile);
  }
}

TEST_CASE("a file of faults is cut short, and says so") {
  std::string text = "jurat: 1\ncompany:\n";
  for (int i = 0; i < 3'000; ++i) text += "  key" + std::to_string(i) + ": x\n";
  Reading reading;
  read(reading, "p.yaml", text);
  CHECK_EQ(reading.diagnostics.errorCount(), 1'000);
  CHECK_EQ(reading.diagnostics.all().back().code, "J0690");
}

}  // namespace jurat::testing
