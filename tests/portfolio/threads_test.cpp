// However many threads there are, the bytes are the same.
#include <doctest/doctest.h>

#include "engine/portfolio/difference.h"
#include "tests/agreement/run.h"
#include "tests/portfolio/records.h"

using namespace jurat;
using namespace jurat::portfolio;
using namespace jurat::portfolio::test;

TEST_CASE("four threads write what one writes") {
  std::vector<std::string> records = variations(agreement::orFewer(90, 40));
  records[17] = "?";
  for (const RowKind kind : {RowKind::Company, RowKind::Finding}) {
    Options wanted = options(kind, {});
    wanted.block = 5;
    const Ran one = runAll(Plan(corpus().rules, wanted), records);
    wanted.threads = 4;
    const Plan plan(corpus().rules, wanted);
    for (int round = 0; round < 3; ++round) {
      const Ran four = runAll(plan, records);
      CHECK(four.rows == one.rows);
      CHECK(four.rejects == one.rejects);
      CHECK(four.complaints == one.complaints);
      CHECK(summaryJson(four.ended.tally, plan, "") == summaryJson(one.ended.tally, plan, ""));
    }
  }
}

TEST_CASE("four threads find the differences that one finds") {
  std::vector<std::string> records = variations(agreement::orFewer(90, 40));
  records[17] = "?";
  Options then = options(RowKind::Company, {}), now = then;
  now.evaluate.as_of = agreement::parseAsOf("2027-12-03");
  now.block = 5;
  const auto found = [&](std::size_t threads) {
    now.threads = threads;
    MemorySource source(records);
    const std::unique_ptr<Pairs> pairs = onePortfolio(source);
    const Differed differed = difference(Plan(corpus().rules, then), Plan(corpus().rules, now), *pairs);
    std::string out = std::to_string(differed.difference.counts.differing);
    for (const std::string& complaint : differed.complaints) out += complaint;
    for (const PortfolioGroup& group : differed.difference.groups) {
      out += group.rule + " " + std::to_string(group.findings) + "\n";
      for (const PortfolioCompany& company : group.examples) out += std::to_string(company.line_after) + " ";
      for (const auto& [currency, sum] : group.stakes_after) out += sum.at_most.text() + "\n";
    }
    return out;
  };
  const std::string one = found(1);
  CHECK(one.size() > 1'000);
  for (int round = 0; round < 3; ++round) CHECK(found(4) == one);
}
