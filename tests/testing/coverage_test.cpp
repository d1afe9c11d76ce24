// What coverage counts as gone through, on rules small enough to count by hand.
#include "engine/testing/coverage/counter.h"

#include <map>

#include "tests/testing/tested.h"

using namespace jurat;

namespace {

Coverage coverageOf(const test::Tested& tested) {
  const std::shared_ptr<const RuleSet> rules = compile(tested.program);
  CoverageCounter counter(*rules, tested.packs, tested.sources);
  Diagnostics none;
  const TestReport report = runTests(rules, tested.plan, tested.sources, none, &counter);
  CHECK(report.failed() == 0);
  return counter.finish();
}

// "yes 1, no 0" of the point of that kind and name.
std::string waysOf(const Coverage& coverage, PointKind kind, const std::string& name) {
  for (const Point& point : coverage.points) {
    if (point.kind != kind || point.name != name) continue;
    std::string text;
    for (const Way& way : point.ways)
      text += (text.empty() ? "" : ", ") + way.word + " " + std::to_string(way.count);
    if (point.unknown > 0) text += ", unknown " + std::to_string(point.unknown);
    if (point.errors > 0) text += ", errors " + std::to_string(point.errors);
    return text;
  }
  return "no such point";
}

constexpr const char* kCompany =
    "choice size {\n    small \"Small\"\n    large \"Large\"\n}\n"
    "entity company {\n    fact a : yes_no\n        ask \"a?\"\n    fact b : yes_no\n        ask \"b?\"\n"
    "    fact size : size\n        ask \"size?\"\n    fact done : event\n        ask \"done?\"\n}\n";

}  // namespace

TEST_CASE("each limb counts both ways, unknown apart, and no deeper than it was decided") {
  const auto tested =
      test::testedText(std::string(kCompany) +
                       "rule r for company {\n    cites \"1\"\n    applies when a\n"
                       "    requires all of {\n        one: a,\n        two: not b or a and b\n    }\n}\n"
                       "test \"t\" {\n    given company \"c\" { a: yes, b: no }\n    as of 2026-01-01\n"
                       "        expect r is satisfied\n    given company \"d\" { a: no }\n"
                       "    as of 2026-01-01\n        expect r is not_applicable\n"
                       "    given company \"e\" { a: yes, b: unknown }\n    as of 2026-01-01\n"
                       "        expect r is undetermined\n}\n");
  const Coverage coverage = coverageOf(*tested);
  CHECK(waysOf(coverage, PointKind::Outcome, "r") == "satisfied 1, violated 0, not_applicable 1");
  CHECK(waysOf(coverage, PointKind::Condition, "applies when") == "yes 2, no 1");
  CHECK(waysOf(coverage, PointKind::Condition, "one") == "yes 2, no 0");
  CHECK(waysOf(coverage, PointKind::Condition, "two") == "yes 1, no 0, unknown 1");
  CHECK(waysOf(coverage, PointKind::Condition, "b") == "yes 0, no 1, unknown 1");
  CHECK(waysOf(coverage, PointKind::Condition, "a and b") == "yes 0, no 1, unknown 1");
}

TEST_CASE("exceptions, nested and of definitions; versions; rows, also those that a fact picks") {
  const auto tested = test::testedText(
      std::string(kCompany) +
      "table fee per size {\n    | size | sum : integer |\n    | small | 1 |\n    | large | 2 |\n}\n"
      "parameter limit : integer {\n    from 2020-01-01 until 2024-12-31 equals 5 cites \"2\"\n"
      "    from 2025-01-01 equals 6 cites \"2\"\n}\n"
      "define total for company : integer {\n    cites \"3\"\n    equals fee[size].sum + limit\n"
      "    except flat when a {\n        cites \"3\"\n        equals limit\n    }\n}\n"
      "rule r for company {\n    cites \"1\"\n    effective from 2020-01-01\n    requires total > 6\n    "
      "except outer when b {\n"
      "        except inner when a {\n            permits\n        }\n    }\n}\n"
      "test \"t\" {\n    given company \"c\" { a: no, b: no, size: large }\n    as of 2024-06-01\n"
      "        expect r is satisfied\n    given company \"d\" { a: yes, b: yes, size: large }\n"
      "    as of 2024-06-01\n        expect r is not_applicable\n}\n");
  const Coverage coverage = coverageOf(*tested);
  CHECK(waysOf(coverage, PointKind::Row, "small") == "read 0");
  CHECK(waysOf(coverage, PointKind::Row, "large") == "read 2");
  CHECK(waysOf(coverage, PointKind::Exception, "flat") == "applies 1, does not apply 1");
  CHECK(waysOf(coverage, PointKind::Exception, "outer") == "applies 1, does not apply 1");
  CHECK(waysOf(coverage, PointKind::Exception, "inner") == "applies 1, does not apply 1");
  CHECK(waysOf(coverage, PointKind::Version, "from 2020-01-01") == "holds 2");
  CHECK(waysOf(coverage, PointKind::Version, "from 2025-01-01") == "holds 0");
}

TEST_CASE("outcomes that a rule cannot have are not asked for; those of doubt are counted apart") {
  const auto tested = test::testedText(
      std::string(kCompany) +
      "rule plain for company {\n    cites \"1\"\n    requires a\n}\n"
      "rule dated for company {\n    cites \"1\"\n    effective from 2025-01-01\n    done on done\n"
      "    due 2025-06-01\n}\n"
      "rule doubted for company {\n    cites \"1\"\n    confidence unconfirmed\n    requires a\n}\n"
      "test \"t\" {\n    given company \"c\" { a: unknown, done: unknown }\n    as of 2026-01-01\n"
      "        expect plain is undetermined\n        expect dated is undetermined\n"
      "    given company \"d\" { a: no }\n    as of 2026-01-01\n        expect doubted is review\n}\n");
  const Coverage coverage = coverageOf(*tested);
  CHECK(waysOf(coverage, PointKind::Outcome, "plain") == "satisfied 0, violated 0");
  CHECK(waysOf(coverage, PointKind::Outcome, "dated") ==
        "satisfied 0, violated 0, pending 0, not_in_force 0");
  CHECK(waysOf(coverage, PointKind::Outcome, "doubted") == "satisfied 0, review 1");
  for (const Point& point : coverage.points) {
    if (point.kind != PointKind::Outcome || point.name == "doubted") continue;
    CHECK(point.also.at("undetermined") == 1);
  }
  std::string both;
  for (const Point* point : oneSided(coverage)) both += point->name + " ";
  CHECK(both == "plain dated doubted ");
}

TEST_CASE("a quantifier over options is looked into once an option, one over a list once an element") {
  const auto tested = test::testedText(
      std::string(kCompany) +
      "entity shop within company as shops {\n    fact open : yes_no\n        ask \"open?\"\n}\n"
      "define any_open for company : yes_no {\n    cites \"1\"\n    equals any shops has open\n}\n"
      "define fits per size for company : yes_no {\n    cites \"1\"\n    equals size is small\n}\n"
      "define any_size for company : yes_no {\n    cites \"1\"\n    equals any size in { small, large } has "
      "(fits[size] and a)\n}\n"
      "test \"t\" {\n    given company \"c\" { a: yes, size: small, shops: [ { id: \"x\", open: yes }, { id: "
      "\"y\", open: no } ] }\n"
      "    as of 2026-01-01\n        expect any_open = yes\n        expect any_size = yes\n}\n");
  const Coverage coverage = coverageOf(*tested);
  CHECK(waysOf(coverage, PointKind::Condition, "open") == "yes 1, no 1");
  CHECK(waysOf(coverage, PointKind::Condition, "fits[size]") == "yes 1, no 1");
}

TEST_CASE("what is written once in a section counts once") {
  const auto tested =
      test::testedText(std::string(kCompany) +
                       "section s for company {\n    applies when a\n"
                       "    rule one for company {\n        cites \"1\"\n        requires b\n    }\n"
                       "    rule two for company {\n        cites \"1\"\n        requires b\n    }\n}\n"
                       "test \"t\" {\n    given company \"c\" { a: yes, b: yes }\n    as of 2026-01-01\n"
                       "        expect one is satisfied\n        expect two is satisfied\n}\n");
  const Coverage coverage = coverageOf(*tested);
  CHECK(waysOf(coverage, PointKind::Condition, "applies when") == "yes 2, no 0");
  CHECK(coverage.tally(tested->packs.front(), PointKind::Condition).all == 2);
}

TEST_CASE("a percentage is a hundred only when it is whole") {
  WaysSeen tally{.seen = 9'999, .all = 10'000};
  CHECK(tally.perMille() == 999);
  CHECK_FALSE(tally.whole());
  CHECK(WaysSeen{}.perMille() == 1'000);
}
