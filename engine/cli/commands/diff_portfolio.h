// `diff` over portfolios; private to the command.
#pragma once
#include <string>
#include <vector>

#include "engine/cli/comparison.h"
#include "engine/reports/advice/portfolio_report.h"

namespace jurat {

// Whether one of these is a portfolio.
bool namesPortfolio(const std::vector<std::string>& paths);
// Whether they are what a portfolio can be held against: one of them when a day or rules are the sides, else
// two. Else false (said).
bool isPortfolioPair(const std::vector<std::string>& paths, bool days_or_rules);

// Compares, and writes. `report` says what the sides are; `before` and `after` have their session and day.
// The code is what the inputs and outputs come to, and the difference is left in `report`.
ExitCode diffPortfolio(const Arguments& arguments, ComparedSide& before, ComparedSide& after,
                       const std::vector<Output>& outputs, PortfolioReport& report);

}  // namespace jurat
