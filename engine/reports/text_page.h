// TextPage: one profile's text report under construction, and what its parts share; private to
// engine/reports.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/evaluate/assessment.h"
#include "engine/reports/report.h"

namespace jurat {

inline constexpr std::size_t kMissingShown = 4;  // missing facts named beside one finding or amount

struct TextPage {
  TextPage(const Assessment& of, const SourceMap& texts, const ReportOptions& how,
           const std::vector<FindingView>* gate = nullptr)
      : assessment(of), views(gate), sources(texts), options(how) {}

  std::string paint(std::string_view text, std::string_view color) const;
  // A message in the report's language, safe for a terminal.
  std::string words(const Message& message) const;
  const std::string& in(const Texts& texts) const { return texts.in(options.language); }
  void heading(std::string_view text);
  // What the page is about, bold.
  void title(const Message& text);
  Message titleOf(const Finding& finding) const;
  // What is missing; `subject` is the path that the reader has before his eyes and need not see again.
  Message missingText(const Missing& one, const std::string& subject = "") const;
  // What the gate makes of a finding of this assessment; empty where that is nothing.
  Message gateText(const Finding& finding) const;

  const Assessment& assessment;
  const std::vector<FindingView>* views;  // as many as findings, or null
  const SourceMap& sources;
  const ReportOptions& options;
  std::string out;
};

inline constexpr std::string_view kBold = "\x1b[1m";

// The name or path of what is missing.
Message nameOf(const Missing& missing);
// "violated or satisfied"
Message couldBeText(const Finding& finding);
// "2026-11-30 (the period ends on 2026-11-28, no working day)"
// or "2026-12-31 at the earliest", "not known"; nothing where no day is set
Message dueText(const Finding& finding);
// "pending, due 2026-11-30": the text with what dueText() says of the day, if anything.
Message withDue(Message text, const Finding& finding);
Message couldBeText(const BenefitResult& benefit);
// "year (CNY 100 000) sets the amount", or nothing.
Message capsText(const BenefitResult& benefit);
// A ceiling whose figure is known reads as one: "up to EUR 35 000 000"; "if it applies" behind what may not
// be in force.
Message upTo(const AmountResult& amount);
// "✗ 1 violated"
Message outcomeCount(Outcome outcome, std::size_t count);

void appendOutlook(TextPage& page);
void appendBenefits(TextPage& page);
void appendLists(TextPage& page);
// Waivers, what is gone from the baseline, what a change alters in its own judgement; nothing without them.
void appendGate(TextPage& page, const GateResult& gate);

}  // namespace jurat
