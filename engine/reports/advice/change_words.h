// What differences are in words, and which of them are one for the reader; private to engine/reports.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/reports/advice/difference_report.h"
#include "engine/reports/paths.h"

namespace jurat {

std::string_view fieldCode(Field field);       // "outcome", "could_be"
std::string_view turnCode(Turn turn);          // "worse"
std::string_view reasonCode(ReasonKind kind);  // "takes_effect"

Message reasonText(const ChangeReason& reason);
// The two sides of a field: "not applicable", "violated"; empty: nothing is said of it there.
std::pair<Message, Message> sidesOf(const Change<Finding>& change, Field field);
// "high"; "low, voluntary" of what the law does not demand
Message gradeText(const Finding& finding);
// "not applicable → undetermined (satisfied or violated)"
Message outcomesText(const Change<Finding>& change);
Message amountsText(const AmountResult* before, const AmountResult* after);
Message benefitText(const BenefitResult* benefit);
// "runs, version 1.0 → not called for", or its status before and after
Message packsText(const Change<PackUse>& change);
Message stakeText(const ExposureLine* line, const Assessment& assessment);
// Label and text of what else differs of a finding, in the order of Field.
std::vector<std::pair<Phrase, Message>> furtherText(const Change<Finding>& change);

// Somebody has something to do about it, on one side at least.
bool concerns(const Change<Finding>& change);

// One change of one rule for the same reasons, wherever it happens.
struct ChangeGroup {
  const Change<Finding>* first = nullptr;
  const ComparedProfile* profile = nullptr;                              // of the first
  std::vector<std::pair<const ComparedProfile*, const Finding*>> where;  // whose it is, for which subject
};

// Of those that concern somebody, in the order of Difference::findings, of several profiles the most frequent
// first among equals.
std::vector<ChangeGroup> groupsOf(const DifferenceReport& report, Turn turn);

struct ChangeCounts {
  std::size_t worse = 0, violated = 0, better = 0, other = 0, quiet = 0;  // findings
  std::size_t without_reason = 0;
  std::size_t differing = 0;  // profiles
};
ChangeCounts countsOf(const DifferenceReport& report);

// "a.yaml, b.yaml and 3 more"
Message onlyText(const std::vector<std::string>& files, std::size_t most);

// What is at stake otherwise for one finding.
std::vector<const Change<ExposureLine>*> stakesOf(const ComparedProfile& profile,
                                                  const Change<Finding>& change);
const Finding& findingOf(const ComparedProfile& profile, const Change<ExposureLine>& change);

// Where a reason stands: on the side that still has it, rather of today. Paths are those of each side.
std::string placeOf(const ChangeReason& reason, const ComparedProfile& profile, const ReportOptions& options);

}  // namespace jurat
