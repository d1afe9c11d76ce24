// What `ask` lists for small rule sets, to the letter of docs/advice.md.
#include "tests/advice/law.h"

namespace jurat::advice_test {
namespace {

TEST_CASE("what is missing and cannot change anything is not asked for, and counted") {
  Law law(R"(entity company { fact a : yes_no fact b : yes_no fact c : yes_no }
rule r for company { cites "1" requires any of { a, not a } and (b or c) }
)");
  CHECK(law.asks("") == "b; c");
  CHECK(law.inquiry.open == 1);
  CHECK(law.inquiry.idle == 1);
  CHECK(law.asks("b: yes") == "");
  CHECK(law.asks("a: yes, b: no") == "c");
  CHECK(law.asks("b: unknown, c: no") == "b");
}

TEST_CASE("a fact matters only through the values that its type, its domain and the profile allow") {
  Law law(R"(choice pick { x "X" y "Y" z "Z" }
entity company { fact n : integer at least 0 at most 9 fact p : pick fact m : money EUR at least EUR 0 }
rule r for company { cites "1" requires n >= 5 }
rule s for company { cites "1" requires p in { x, y } and m < EUR 100 }
)");
  CHECK(law.asks("p: z") == "n");
  CHECK(law.asks("p: z, n: {at_least: 5, at_most: 7}") == "");
  CHECK(law.asks("p: z, n: {at_least: 4, at_most: 7}") == "n");
  CHECK(law.asks("n: 1, p: x, m: {at_least: EUR 99.99, at_most: EUR 100}") == "m");
  CHECK(law.asks("n: 1, p: x, m: {at_least: EUR 50, at_most: EUR 99.99}") == "");
}

TEST_CASE("a list matters while an answer stays open for want of it") {
  Law law(R"(entity company { fact a : yes_no }
entity item within company as items { fact bad : yes_no fact idle : yes_no }
rule r for company { cites "1" forbids a and any items has (bad) }
)");
  CHECK(law.asks("a: no") == "");
  CHECK(law.asks("a: yes") == "items");
  CHECK(law.asks("") == "items; may: a");
  CHECK(law.asks("a: yes, items: [{id: p}]") == "items[p].bad");
  CHECK(law.asks("a: yes, items: [{id: p, bad: yes}]") == "");
}

TEST_CASE("a list that is not complete is asked for as well") {
  Law law(R"(entity company { fact a : yes_no }
entity item within company as items { fact bad : yes_no }
rule r for company { cites "1" forbids any items has (bad) }
)");
  CHECK(law.asks("items: {complete: no, items: [{id: p, bad: no}]}") == "items");
}

TEST_CASE("the due day counts for what is pending or violated, not for what is met") {
  Law law(R"(entity company { fact start : date fact done : event }
rule r for company { cites "1" done on done due start + 6 months }
)");
  CHECK(law.asks("done: none") == "start");
  CHECK(law.asks("done: none, start: {at_least: 2025-10-01, at_most: 2025-10-02}") == "start");
  CHECK(law.asks("done: 2020-01-01, start: {at_least: 2025-10-01, at_most: 2025-10-02}") == "");
  CHECK(law.asks("start: 2025-01-01") == "done");
}

TEST_CASE("amounts and benefits are answers too") {
  Law law(
      R"(entity company { fact turnover : money EUR at least EUR 0 fact small : yes_no fact asked : yes_no }
amount fine for company : money EUR {
    cites "1"
    at most higher of { EUR 100, 10% of turnover }
    except little when small { at most EUR 50 }
}
benefit help for company : money EUR { cites "2" eligible when asked and small at most EUR 10 }
)");
  CHECK(law.asks("asked: no") == "small; turnover");
  CHECK(law.asks("asked: no, small: yes") == "");
  CHECK(law.asks("small: no, asked: yes") == "turnover");
  CHECK(law.asks("small: yes") == "asked");
}

TEST_CASE("most comes first what decides most, then what costs most") {
  Law law(R"(entity company { fact a : yes_no fact b : yes_no fact c : yes_no }
amount low for company : money EUR { cites "1" at most EUR 5 }
amount high for company : money EUR { cites "1" at most EUR 500 }
rule one for company { cites "1" requires b exposes company to low }
rule two for company { cites "1" requires c exposes company to high }
rule three for company { cites "1" requires a }
rule four for company { cites "1" requires a }
)");
  CHECK(law.asks("") == "a; c; b");
  CHECK(law.inquiry.facts[0].outcomes == 2);
  CHECK(!law.inquiry.facts[0].exposure);
  CHECK(law.inquiry.facts[1].exposure);
}

TEST_CASE("a fine without an upper bound is higher than any that has one") {
  Law law(R"(entity company { fact b : yes_no fact c : yes_no fact turnover : money EUR at least EUR 0 }
amount small for company : money EUR { cites "1" at most EUR 500 }
amount open for company : money EUR { cites "1" at least EUR 5 }
rule one for company { cites "1" requires b exposes company to small }
rule two for company { cites "1" requires c exposes company to open }
)");
  CHECK(law.asks("") == "c; b");
}

TEST_CASE("what is not looked into to its end may matter, and nothing is left out") {
  Law law(R"(entity company { fact a : yes_no fact b : yes_no fact c : yes_no fact d : yes_no }
rule r for company { cites "1" requires (a or b) and (c or d) }
)");
  CHECK(law.asks("") == "a; b; c; d");
  Limits few;
  few.answer_trials = 3;
  few.solver_run_steps = 0;
  CHECK(law.asks("", few).find("may: ") != std::string::npos);
  CHECK(law.inquiry.facts.size() == 4);
  CHECK(law.inquiry.given_up == 1);
}

TEST_CASE("what a list that may hold more leaves open is not searched, and nothing is lost by that") {
  std::string facts, all;
  for (int i = 0; i < 10; ++i) {
    facts += " fact a" + std::to_string(i) + " : yes_no";
    all += (i > 0 ? ", a" : "a") + std::to_string(i);
  }
  const std::string vocabulary =
      "entity company {" + facts + " }\nentity item within company as items { fact bad : yes_no }\n";
  const std::string names = [&] {
    std::string out;
    for (int i = 0; i < 10; ++i) out += "a" + std::to_string(i) + "; ";
    return out + "items";
  }();
  // Without more items each of the ten counts; with more of them it may.
  Law either(vocabulary + "rule r for company { cites \"1\" requires at least 4 of { " + all +
             " } and not any items has (bad) }\n");
  CHECK(either.asks("") == names);
  CHECK(either.asks("items: []") == names.substr(0, names.size() - 7));
  CHECK(either.inquiry.given_up == 0);
  // Only if there are more does any of them count.
  Law only(vocabulary +
           "rule r for company { cites \"1\" applies when any items has (bad) requires at least 4 of { " +
           all + " } }\n");
  only.asks("");
  CHECK(only.inquiry.facts.size() == 11);
  CHECK(only.inquiry.perhaps == 10);
  REQUIRE(!only.inquiry.facts.empty());
  CHECK(only.inquiry.facts.front().what.path == "company.items");
  CHECK(only.inquiry.given_up == 0);
  CHECK(only.asks("items: []") == "");
}

TEST_CASE("rules of one day, and days of few values, are looked into once") {
  std::string rules;
  for (int i = 0; i < 30; ++i) {
    rules += "rule r" + std::to_string(i) + " for company { cites \"1\" effective from begins requires done" +
             std::to_string(i % 3) + " }\n";
  }
  Law law(R"(entity company { fact early : yes_no fact big : yes_no fact done0 : yes_no fact done1 : yes_no
    fact done2 : yes_no }
define begins for company : date { cites "1" equals 2030-01-01
    except soon when early { equals 2020-01-01 }
    except later when big and not early { equals 2027-01-01 } }
)" + rules);
  CHECK(law.asks("") == "early; done0; done1; done2");
  CHECK(law.inquiry.trials < 400);
}

TEST_CASE("many independent choices are no many more questions") {
  std::string facts, limbs;
  for (int i = 0; i < 20; ++i) {
    const std::string a = "a" + std::to_string(i), b = "b" + std::to_string(i);
    facts += " fact " + a + " : yes_no fact " + b + " : yes_no";
    limbs += (i > 0 ? " and " : "") + ("(" + a + " or " + b + ")");
  }
  Law law("entity company {" + facts + " }\nrule r for company { cites \"1\" requires " + limbs + " }\n");
  law.asks("");
  CHECK(law.inquiry.facts.size() == 40);
  CHECK(law.inquiry.perhaps == 0);
  CHECK(law.inquiry.given_up == 0);
  CHECK(law.inquiry.trials <= 2 * Limits{}.answer_trials);
}

TEST_CASE("the smallest sets that settle a rule") {
  Law law(R"(entity company { fact a : yes_no fact b : yes_no fact c : yes_no }
rule r for company { cites "1" requires a and (b or c) }
)");
  CHECK(law.settles("") == "a | a, b | a, c | b, c");
  CHECK(law.settles("a: yes") == "b | c | b, c always");
  CHECK(law.settles("a: yes, b: no") == "c always");
  Law exclusive(R"(entity company { fact a : yes_no fact b : yes_no }
rule r for company { cites "1" requires exactly 1 of { a, b } }
)");
  CHECK(exclusive.settles("") == "a, b always");
  // A search that is cut off has not seen every case.
  for (std::size_t checks = 1; checks < 40; ++checks) {
    Limits few;
    few.settling_checks = checks;
    exclusive.settles("", few);
    for (const Settling& set : exclusive.one.settling) CHECK((!set.always || set.of == 4));
  }
}

TEST_CASE("the smallest sets that settle an amount or a benefit") {
  Law law(R"(entity company {
    fact turnover : money EUR at least EUR 0
    fact assets   : money EUR at least EUR 0
    fact small    : yes_no
    fact asked    : yes_no
}
amount fine for company : money EUR {
    cites "1"
    at most higher of { EUR 100, 10% of (turnover + assets) }
    except little when small { at most EUR 50 }
}
benefit help for company : money EUR { cites "2" eligible when asked and small at most 1% of turnover }
)");
  using Kind = Decides::Kind;
  CHECK(law.settles("", {}, Kind::Amount) == "small | small, turnover, assets always");
  REQUIRE(law.one.settling[0].cases.size() == 1);
  REQUIRE(law.one.settling[0].cases[0].amount);
  CHECK(law.one.settling[0].cases[0].amount->ceiling() == Number(50));
  // Of a formula its facts settle the amount with every value, and fewer of them with none.
  CHECK(law.settles("small: no", {}, Kind::Amount) == "turnover, assets always");
  CHECK(law.settles("small: no, assets: EUR 7", {}, Kind::Amount) == "turnover always");
  CHECK(law.one.facts[0].amounts == 1);
  CHECK(law.settles("small: yes", {}, Kind::Amount) == "");
  CHECK(law.settles("small: no, turnover: EUR 5, assets: EUR 7", {}, Kind::Amount) == "");
  CHECK(law.settles("", {}, Kind::Benefit) == "asked | small | asked, small, turnover always");
  CHECK(benefitOf(law.one.settling[0].cases[0]) == BenefitOutcome::NotEligible);
  CHECK(law.settles("small: yes, asked: yes", {}, Kind::Benefit) == "turnover always");
  CHECK(benefitOf(law.one.settling[0].cases[0]) == BenefitOutcome::Eligible);
  CHECK(law.one.facts[0].outcomes == 1);
}

TEST_CASE("which facts settle an amount hangs on what is known to matter, not on how it was come to") {
  // `idle` is asked for and changes nothing: the formula is the same on both of its sides.
  Law law(R"(entity company { fact idle : yes_no fact turnover : money EUR at least EUR 0 }
amount fine for company : money EUR {
    cites "1"
    at most 10% of turnover
    except twice when idle { at most 20% of turnover except half when turnover >= EUR 0 { at most 10% of turnover } }
}
)");
  CHECK(law.settles("", {}, Decides::Kind::Amount) == "turnover always");
}

}  // namespace
}  // namespace jurat::advice_test
