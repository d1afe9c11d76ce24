// What a change does to a portfolio of companies, for people and for programs.
#pragma once
#include <string>

#include "engine/advice/change/portfolio_change.h"
#include "engine/reports/report.h"

namespace jurat {

struct PortfolioReport {
  Phrase title = Phrase::PortfoliosChange;  // what kind of change it is, at the head of the page
  Message before, after;                    // what the two sides are
  PortfolioDifference difference;
  const SourceMap* sources_before = nullptr;  // in which places of reasons stand; null: they have none
  const SourceMap* sources_after = nullptr;
  bool all = false;  // the text shows every change
};

// One screen first, then the changes of rules, those that ask for something on one side at least; the first
// of each heading unless all are wanted: what is left out is counted.
std::string portfolioText(const PortfolioReport& report, const ReportOptions& options);
// Every change (docs/difference.schema.json).
std::string portfolioJson(const PortfolioReport& report, const ReportOptions& options);
// For the comment of a merge request, as differenceMarkdown().
std::string portfolioMarkdown(const PortfolioReport& report, const ReportOptions& options);

// Counts of findings by what becomes of them.
struct PortfolioTurns {
  std::uint64_t worse = 0, violated = 0, better = 0, other = 0, quiet = 0;
};
PortfolioTurns turnsOf(const PortfolioDifference& difference);

}  // namespace jurat
