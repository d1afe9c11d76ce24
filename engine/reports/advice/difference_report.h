// What a change does to one company or to many, for people and for programs.
#pragma once
#include <string>
#include <vector>

#include "engine/advice/change/difference.h"
#include "engine/reports/report.h"

namespace jurat {

struct ComparedProfile {
  Side before, after;
  Difference difference;
};

struct DifferenceReport {
  Phrase title = Phrase::HeadDifference;                 // what kind of change it is, at the head of the page
  Message before, after;                                 // what the two sides are: days, files, commits
  std::vector<ComparedProfile> profiles;                 // in the order in which they were read
  std::size_t not_read = 0;                              // profiles that could not be
  std::vector<std::string> only_before{}, only_after{};  // of two folders: files that one of them alone has
};

// Of findings that ask for something on one side at least; and how many profiles differ at all, those that
// one side alone has counted.
struct ChangeTotals {
  std::size_t worse = 0, violated = 0, differing = 0;
};
ChangeTotals totalsOf(const DifferenceReport& report);

// One screen first (what is asked, how much changes), then what gets worse, what gets better, what is at
// stake. The same change of one rule for several subjects and companies stands there once.
std::string differenceText(const DifferenceReport& report, const ReportOptions& options);
// docs/difference.schema.json describes it.
std::string differenceJson(const DifferenceReport& report, const ReportOptions& options);
// For the comment of a merge request: counts and what gets worse, the details folded. Grows no longer than a
// forge takes (65 536 characters); what is left out is counted.
std::string differenceMarkdown(const DifferenceReport& report, const ReportOptions& options);

}  // namespace jurat
