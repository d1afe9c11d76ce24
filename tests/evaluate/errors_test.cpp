// Errors, candidates and lists that are not given whole: rules of a few lines, each with what language.md
// makes of it. What the reference evaluator (tests/agreement) has found wrong once stands here.
#include <doctest/doctest.h>

#include "tests/evaluate/small_law.h"

namespace jurat {

TEST_CASE("a fact that is none is an error where a condition is wanted") {
  SmallLaw law(R"(entity company { fact a : yes_no or none fact b : yes_no }
rule r for company { cites "1" requires any of { a, b } }
)");
  CHECK(law.outcome("a: none, b: no") == "error");
  CHECK(law.outcome("a: none, b: yes") == "satisfied");
  CHECK(law.outcome("a: none") == "undetermined: satisfied, error");
}

TEST_CASE("two exceptions that certainly disagree are an error, whatever else is open") {
  SmallLaw law(R"(entity company { fact n : integer fact open : yes_no }
define level for company : integer {
    cites "1"
    equals 0
    except one { equals 1 }
    except unknown_one { equals n }
    except two { equals 2 }
}
rule r for company { cites "1" requires level >= 0 }
)");
  CHECK(law.outcome("") == "error");
  CHECK(law.outcome("n: 1") == "error");
}

TEST_CASE("the general case is no candidate beside an exception that holds or fails") {
  SmallLaw law(R"(entity company { fact a : yes_no or none fact b : yes_no }
rule r for company {
    cites "1"
    requires no_cost = 1
}
define no_cost for company : integer {
    cites "1"
    equals 0
    except always when b or a { equals 1 }
}
)");
  CHECK(law.outcome("a: none") == "undetermined: satisfied, error");
  CHECK(law.outcome("a: none, b: no") == "error");
}

TEST_CASE("two exceptions that read one cell of a table cannot disagree") {
  SmallLaw law(R"(choice size { small "Small" large "Large" }
entity company { fact size : size }
table tab per size {
    | size  | n : integer | cites | confidence  |
    | small | 1           | "2"   | unconfirmed |
    | large | 2           | "2"   | official    |
}
define n for company : integer {
    cites "1"
    equals 0
    except one { equals tab[size].n }
    except two { equals tab[size].n }
}
rule r for company { cites "1" requires n >= 1 }
)");
  CHECK(law.outcome("") == "undetermined: satisfied, violated");
  CHECK(law.outcome("size: large") == "satisfied");
  CHECK(law.outcome("size: small") == "review: satisfied, violated");
}

TEST_CASE("texts that agree are one text, though an error is possible beside it") {
  SmallLaw law(R"(entity company { fact old : yes_no }
entity year within company as years ordered by ends_on { fact ends_on : event fact name : text }
rule r for company { cites "1" requires (first (years where old)).name contains "x" }
)");
  const std::string years = "years: [{ends_on: 2024-01-01, name: xa}, {ends_on: 2025-01-01, name: xa}]";
  CHECK(law.outcome(years) == "undetermined: satisfied, error");
  CHECK(law.outcome(years + ", old: yes") == "satisfied");
  CHECK(law.outcome(years + ", old: no") == "error");
}

TEST_CASE("an element that a list may hold besides can fail too, and one that cannot matter does not") {
  SmallLaw law(R"(entity company { fact a : yes_no fact limit : integer or none }
entity item within company as items { fact n : integer at least 0 }
rule r for company { cites "1" forbids any items has (n > limit) }
)");
  CHECK(law.outcome("limit: none, items: {items: [], complete: no}") == "undetermined: satisfied, error");
  CHECK(law.outcome("limit: none, items: []") == "satisfied");
  CHECK(law.outcome("limit: none, items: [{id: i}]") == "error");
  CHECK(law.outcome("limit: 3") == "undetermined: satisfied, violated");
  CHECK(law.missing("limit: 3") == "company.items");
  SmallLaw other(R"(entity company { fact a : yes_no }
entity item within company as items { fact n : integer at least 0 }
rule r for company { cites "1" forbids any (items where a) has (n >= 0) }
)");
  CHECK(other.outcome("") == "undetermined: satisfied, violated");
  CHECK(other.outcome("a: no") == "satisfied");
}

TEST_CASE("what the body decides outranks a filter that fails") {
  SmallLaw law(R"(entity company { fact limit : integer or none fact good : yes_no }
entity item within company as items { fact n : integer }
rule r for company { cites "1" requires every (items where n > limit) has good }
)");
  CHECK(law.outcome("limit: none, items: [{id: i, n: 1}], good: yes") == "satisfied");
  CHECK(law.outcome("limit: none, items: [{id: i, n: 1}], good: no") == "error");
  CHECK(law.outcome("limit: none, items: [{id: i, n: 1}]") == "undetermined: satisfied, error");
}

TEST_CASE("an amount that may be in the wanted currency needs no day") {
  SmallLaw law(R"(rates fx {
    cites "2"
    base EUR
    | day        | USD  |
    | 2024-01-31 | 1.25 |
}
entity company { fact cash : money at least EUR 0 fact day : date or none }
rule r for company { cites "1" requires cash in EUR using fx on day >= EUR 1 }
)");
  CHECK(law.outcome("day: none") == "undetermined: satisfied, violated, error");
  CHECK(law.outcome("day: none, cash: EUR 5") == "satisfied");
  CHECK(law.outcome("day: none, cash: USD 5") == "error");
  CHECK(law.outcome("day: 2024-01-31, cash: USD 5") == "satisfied");
}

TEST_CASE("an amount that a filter may leave out does not settle the currency of a sum") {
  SmallLaw law(R"(rates fx {
    cites "2"
    base EUR
    | day        | USD  |
    | 2024-01-31 | 1.25 |
}
entity company { fact name : text }
entity item within company as items { fact cash : money fact old : yes_no }
rule r for company {
    cites "1"
    requires (sum of cash over (items where old)) in EUR using fx on 2024-01-31 >= EUR 4
}
)");
  const std::string dollars = "{id: b, cash: USD 5, old: yes}";
  CHECK(law.outcome("items: [{id: a, cash: EUR 1}, " + dollars + "]") == "undetermined: satisfied, error");
  CHECK(law.outcome("items: [{id: a, cash: EUR 1, old: no}, " + dollars + "]") == "satisfied");
  CHECK(law.outcome("items: [{id: a, cash: EUR 1, old: yes}, " + dollars + "]") == "error");
  CHECK(law.outcome("") == "undetermined: satisfied, violated, error");
}

TEST_CASE("periods add up in the class of the first, and may fail while the class is open") {
  SmallLaw law(R"(entity company { fact extra : period }
entity item within company as items { fact length : period }
rule r for company { cites "1" requires extra + (sum of length over items) >= 3 months }
)");
  CHECK(law.outcome("extra: 1 months, items: [{id: a, length: 1 months}, {id: b, length: 1 months}]") ==
        "satisfied");
  CHECK(law.outcome("extra: 1 months, items: [{id: a, length: 1 months}, {id: b, length: 30 days}]") ==
        "error");
  CHECK(law.outcome("extra: 1 days, items: [{id: a, length: 99 days}]") == "satisfied");
  CHECK(law.outcome("items: [{id: a, length: 99 days}]") == "undetermined: satisfied, violated, error");
}

TEST_CASE("an exception and the one that overrides it cannot disagree") {
  SmallLaw law(R"(entity company { fact share : percentage }
define weight for company : decimal {
    cites "1"
    equals 0
    except partner when share >= 25% { equals 1.5 }
    except linked overrides partner when share > 50% { equals 1 }
}
rule r for company { cites "1" requires weight <= 1.5 }
)");
  CHECK(law.outcome("") == "satisfied");
  CHECK(law.outcome("share: 60%") == "satisfied");
}

TEST_CASE("whose practice does not apply is named, though there may be nobody") {
  SmallLaw law(R"(entity company { fact old : yes_no }
entity year within company as years ordered by ends_on { fact ends_on : event fact audit : practice }
rule r for company { cites "1" requires (last (years where old)).audit }
)");
  const std::string years =
      "years: [{ends_on: 2024-01-01, audit: {value: not_applicable, reason: none here}}]";
  CHECK(law.missing(years) == "company.old, company.years[2024-01-01].audit");
}

TEST_CASE("what an element not listed would only fail to say leaves a sum its bounds") {
  SmallLaw law(R"(entity company { fact limit : integer or none }
entity item within company as items { fact n : integer }
rule r for company { cites "1" requires (sum of limit over items) <= 0 }
)");
  CHECK(law.outcome("limit: none, items: {items: [], complete: no}") == "undetermined: satisfied, error");
  CHECK(law.outcome("limit: 1, items: {items: [], complete: no}") == "undetermined: satisfied, violated");
  CHECK(law.outcome("limit: none, items: []") == "satisfied");
}

TEST_CASE("what is defined of any element may fail, and its facts keep their domain") {
  SmallLaw law(R"(entity company { fact chief : ref item }
entity item within company as items { fact n : integer or none fact m : integer at least 0 }
define twice for item : integer { cites "1" equals n * 2 }
rule r for company { cites "1" requires chief.twice > 1 or chief.m < 0 }
)");
  CHECK(law.outcome("items: [{id: i, n: none, m: 1}]") == "undetermined: satisfied, violated, error");
  CHECK(law.outcome("items: [{id: i, n: none, m: 1}], chief: i") == "error");
  SmallLaw other(R"(entity company { fact chief : ref item }
entity item within company as items { fact m : integer at least 0 }
rule r for company { cites "1" requires chief.m >= 0 }
)");
  CHECK(other.outcome("") == "satisfied");
}

TEST_CASE("whether a sum or an extreme is known stays open while its list may hold more") {
  for (const char* over : {"latest of (day)", "earliest of (day)"}) {
    SmallLaw law(
        std::string("entity company { }\nentity item within company as items { fact day : date }\n") +
        "rule r for company { cites \"1\" requires (" + over + " over items) is known }\n");
    CHECK(law.outcome("items: {items: [{id: i, day: 2024-01-30}], complete: no}") ==
          "undetermined: satisfied, violated");
    CHECK(law.outcome("items: [{id: i, day: 2024-01-30}, {id: j}]") == "undetermined: satisfied, violated");
    CHECK(law.outcome("items: [{id: i, day: 2024-01-30}]") == "satisfied");
  }
  SmallLaw law(R"(entity company { }
entity item within company as items { fact n : integer }
rule r for company { cites "1" requires (sum of (n) over items) is known }
)");
  CHECK(law.outcome("items: {items: [{id: i, n: 1}], complete: no}") == "undetermined: satisfied, violated");
  CHECK(law.outcome("items: [{id: i, n: 1}, {id: j}]") == "undetermined: satisfied, violated");
  CHECK(law.outcome("items: [{id: i, n: 1}]") == "satisfied");
}

TEST_CASE("no money at all is none in every currency") {
  SmallLaw law(R"(rates fx { cites "1" base EUR
| day | USD |
| 2024-01-31 | 1.25 | }
entity company { fact day : date }
entity item within company as items { fact cost : money fact wanted : yes_no }
rule r for company { cites "1"
  requires ((sum of cost over (items where wanted)) in EUR using fx on day) <= EUR 10 }
)");
  CHECK(law.outcome("items: [{id: i, cost: EUR 5, wanted: no}]") == "satisfied");
  CHECK(law.outcome("items: [{id: i, cost: EUR 5}], day: 2024-01-31") == "satisfied");
  CHECK(law.outcome("items: [{id: i, cost: EUR 50}], day: 2024-01-31") ==
        "undetermined: satisfied, violated");
}

TEST_CASE("what is done at a moment is in time until the day on which it was due has ended") {
  SmallLaw law(R"(entity company { fact aware_at : event moment fact told_at : event moment }
rule r for company { cites "1" done on told_at due aware_at + 2 days }
)");
  const std::string aware = "aware_at: 2024-01-10T09:30Z, told_at: ";
  CHECK(law.outcome(aware + "2024-01-10T10:00Z") == "satisfied");
  CHECK(law.outcome(aware + "2024-01-12T23:59Z") == "satisfied");
  CHECK(law.outcome(aware + "2024-01-13T00:00Z") == "violated");
  CHECK(law.outcome("aware_at: 2024-01-10T09:30Z, told_at: {at_least: 2024-01-12T12:00Z, at_most: "
                    "2024-01-13T12:00Z}") == "undetermined: satisfied, violated");
}

TEST_CASE("a reference that may be any element names none of them") {
  SmallLaw law(R"(entity company { fact chief : ref item }
entity item within company as items { fact n : integer }
rule r for company { cites "1" requires chief.n > 1 }
)");
  CHECK(law.outcome("items: [{id: i, n: 2}]") == "undetermined: satisfied, violated");
  CHECK(law.outcome("items: [{id: i, n: 2}], chief: i") == "satisfied");
  CHECK(law.missing("items: [{id: i, n: 2}]") == "company.chief");
}

namespace {

// More options than a word has bits.
std::string wide() {
  std::string options = "choice place {";
  for (int i = 1; i <= 70; ++i) options += " p" + std::to_string(i) + " \"Place\"";
  return options + " }\n";
}

}  // namespace

TEST_CASE("sets of many options are equal when their members are") {
  SmallLaw law(wide() +
               R"(entity company { fact a : set of place fact b : set of place fact c : place fact d : place }
define seats for company : set of place {
    cites "1"
    equals {}
    except one { equals a }
    except two { equals b }
}
define seat for company : place {
    cites "1"
    equals p1
    except one { equals c }
    except two { equals d }
}
rule r for company { cites "1" requires seats includes p70 and seat is p70 }
)");
  CHECK(law.outcome("a: [p2, p70], b: [p70, p2], c: p70, d: p70") == "satisfied");
  CHECK(law.outcome("a: [p2, p70], b: [p70], c: p70, d: p70") == "error");
  CHECK(law.outcome("a: [p2, p70], b: [p70, p2], c: p70, d: p69") == "error");
}

TEST_CASE("a judgement that rested on a set of many options stands while the set does") {
  SmallLaw law(wide() + R"(entity company {
    fact places : set of place
    fact fits   : judgement rests on places
}
rule r for company { cites "1" requires fits }
)");
  const std::string judged = ", fits: {value: yes, by: A, on: 2025-12-01, rested_on: {places: [p3, p70]}}";
  CHECK(law.outcome("places: [p70, p3]" + judged) == "satisfied");
  CHECK(law.outcome("places: [p70]" + judged) == "review: satisfied, violated");
}

}  // namespace jurat
