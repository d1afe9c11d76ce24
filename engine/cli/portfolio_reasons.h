// Why the groups of a portfolio's difference changed: found out at the first companies of each.
#pragma once
#include "engine/advice/change/portfolio_change.h"
#include "engine/cli/comparison.h"

namespace jurat {

inline constexpr std::size_t kLookedAt = 3;         // companies of one change that are looked at
inline constexpr std::size_t kLookedAtInAll = 200;  // companies of one run

// Evaluates these companies one after the other on both sides, as `diff` does single ones, and gives each
// group that asks for something the reasons that its finding has there, with the citations. The first company
// of every group comes before the second one of any. `before` and `after` have their session, rules and day.
// A company of which the two ways said different things counts as not looked at.
void findPortfolioReasons(PortfolioDifference& difference, bool same_records, const ComparedSide& before,
                          const ComparedSide& after);

}  // namespace jurat
