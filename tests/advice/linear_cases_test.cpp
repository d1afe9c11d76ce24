// Where arithmetic joins several unknowns: the cases that have names.
#include <array>

#include "tests/advice/law.h"

namespace jurat::advice_test {
namespace {

constexpr const char* kGroup = R"(entity company { fact staff : integer at least 0 fact listed : yes_no }
entity partner within company as partners {
    fact staff : integer at least 0
    fact share : percentage at least 25% at most 50%
}
define headcount for company : decimal {
    cites "1"
    equals company.staff + sum of share * partner.staff over partners
}
rule small for company { cites "1" applies when headcount < 250 forbids listed }
)";

}  // namespace

TEST_CASE("the headcounts of partner enterprises together decide who is small") {
  Law law(kGroup);
  CHECK(law.asks("listed: yes, staff: 300, partners: [{id: p, share: 40%}]") == "");
  CHECK(law.asks("listed: yes, staff: 200, partners: [{id: p, share: 40%}, {id: q, share: 25%}]") ==
        "partners[p].staff; partners[q].staff");
  // 50 % of 99 are too few, whatever the share; of 100 they are enough.
  CHECK(law.asks("listed: yes, staff: 200, partners: [{id: p, staff: 99}]") == "");
  CHECK(law.asks("listed: yes, staff: 200, partners: [{id: p, staff: 100}]") == "partners[p].share");
  CHECK(law.asks("listed: yes, partners: [{id: p, share: 40%, staff: {at_most: 700}}]") ==
        "partners[p].staff; staff");
  CHECK(law.asks(
            "listed: yes, staff: {at_most: 100}, partners: [{id: p, share: 40%, staff: {at_most: 374}}]") ==
        "");
}

TEST_CASE("the higher of a fixed sum and a share of two turnovers") {
  Law law(R"(entity company { fact home : money EUR at least EUR 0 fact abroad : money EUR at least EUR 0 }
amount fine for company : money EUR {
    cites "1"
    at most higher of { fixed: EUR 20_000, share: 2% of home + 2% of abroad }
}
rule r for company { cites "1" forbids yes exposes company to fine }
)");
  CHECK(law.asks("") == "abroad; home");
  CHECK(law.asks("home: EUR 5, abroad: {at_most: EUR 999_995}") == "");
  CHECK(law.asks("home: {at_most: EUR 400_000}, abroad: {at_most: EUR 600_000}") == "");
  CHECK(law.asks("home: {at_most: EUR 400_000}, abroad: {at_most: EUR 600_000.01}") == "abroad; home");
}

TEST_CASE("a day some months behind another") {
  Law law(R"(entity company {
    fact found : date at least 2026-01-01 at most 2026-06-30
    fact told  : date at least 2026-01-01 at most 2026-12-31
    fact kept  : yes_no
}
rule r for company { cites "1" applies when kept requires told <= found + 6 months }
)");
  CHECK(law.asks("kept: yes") == "found; told");
  CHECK(law.asks("kept: yes, told: 2026-07-01") == "");
  CHECK(law.asks("kept: yes, told: 2026-07-02") == "found");
  CHECK(law.asks("kept: yes, found: 2026-06-30") == "told");
  CHECK(law.asks("kept: yes, found: 2026-06-30, told: {at_most: 2026-12-30}") == "");
}

TEST_CASE("what goes out of a sum again does not matter") {
  Law law(R"(entity company { fact a : integer fact b : integer fact c : yes_no }
rule r for company { cites "1" requires a + b - a > 3 and (c or b < 9) }
)");
  CHECK(law.asks("") == "b; c");
  CHECK(law.asks("b: 5") == "");
}

TEST_CASE("beyond the steps allowed a fact may matter, and is counted") {
  Law law(
      "entity company { fact a : integer fact b : integer }\n"
      "rule r for company { cites \"1\" requires 3 * a - 2 * b > 3 and 3 * a - 2 * b < 4 }\n");
  CHECK(law.asks("") == "");
  std::array<Limits, 3> limits;
  limits[0].solver_steps = 1;
  limits[1].solver_run_steps = 0;
  limits[2].solver_terms = 1;
  for (const Limits& tight : limits) {
    CHECK(law.asks("", tight) == "may: a; may: b");
    CHECK(law.inquiry.perhaps == 2);
    CHECK(law.inquiry.facts.size() == 2);
  }
}

TEST_CASE("a product of two unknowns is never left out") {
  Law law(R"(entity company { fact a : integer at least 0 fact b : integer at least 0 fact c : yes_no }
rule r for company { cites "1" requires a * b < 40 or c }
)");
  law.asks("");
  CHECK(law.inquiry.facts.size() == 3);
}

}  // namespace jurat::advice_test
