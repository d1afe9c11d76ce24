// However many threads there are, the bytes are the same.
#include <doctest/doctest.h>

#include "tests/portfolio/records.h"

using namespace jurat;
using namespace jurat::portfolio;
using namespace jurat::portfolio::test;

TEST_CASE("four threads write what one writes") {
  std::vector<std::string> records = variations(90);
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
