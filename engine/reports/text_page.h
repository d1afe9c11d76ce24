// TextPage: one profile's text report under construction, and what its parts share; private to
// engine/reports.
#pragma once
#include <string>
#include <string_view>

#include "engine/evaluate/assessment.h"
#include "engine/reports/report.h"

namespace jurat {

inline constexpr std::size_t kMissingShown = 4;  // missing facts named beside one finding or amount

struct TextPage {
  TextPage(const Assessment& of, const SourceMap& texts, const ReportOptions& how)
      : assessment(of), sources(texts), options(how) {}

  std::string paint(std::string_view text, std::string_view color) const;
  void heading(std::string_view text);
  std::string titleOf(const Finding& finding) const;
  // What is missing; `subject` is the path that the reader has before his eyes and need not see again.
  std::string missingText(const Missing& one, const std::string& subject = "") const;

  const Assessment& assessment;
  const SourceMap& sources;
  const ReportOptions& options;
  std::string out;
};

inline constexpr std::string_view kBold = "\x1b[1m";

// "violated or satisfied"
std::string couldBeText(const Finding& finding);
// "2026-11-30 (the period ends on 2026-11-28, no working day)"
std::string dueText(const Finding& finding);
// A ceiling that is settled reads as one: "up to EUR 35 000 000".
std::string upTo(const AmountResult& amount);

void appendOutlook(TextPage& page);
void appendLists(TextPage& page);

}  // namespace jurat
