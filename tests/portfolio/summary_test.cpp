// The summary: sums that stay true at the edge of what numbers hold, and a page that a terminal bears.
#include <doctest/doctest.h>

#include <sstream>
#include <string>

#include "engine/base/limits.h"
#include "engine/portfolio/tally.h"
#include "tests/portfolio/records.h"

using namespace jurat;
using namespace jurat::portfolio;
using namespace jurat::portfolio::test;

namespace {

// As large as a number may be: one more of it is none any more.
Number largest() {
  Number out(1);
  while (const std::optional<Number> twice = add(out, out)) out = *twice;
  return out;
}

}  // namespace

TEST_CASE("a sum beyond what numbers hold has no bound above, and says no less below") {
  const Number huge = largest();
  MoneySum sum;
  sum.addLow(huge);
  sum.addHigh(huge);
  CHECK(sum.unbounded == 0);
  sum.addLow(huge);
  sum.addHigh(huge);
  CHECK(sum.low == huge);
  CHECK(sum.unbounded == 1);
}

TEST_CASE("the summary for people stays within 80 columns") {
  const Plan plan(corpus().rules, options(RowKind::Company, {"line"}));
  const Ran ran = runAll(plan, variations(40, 7));
  std::istringstream text(summaryText(ran.ended.tally, plan));
  std::size_t lines = 0;
  for (std::string line; std::getline(text, line); ++lines) {
    const bool one_word = line.find_last_of(' ') == 1;  // an id, which nobody can break
    if (!one_word) CHECK_MESSAGE(line.size() <= 80, line);
  }
  CHECK(lines > 10);
}
