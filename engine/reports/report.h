// Reports: an Assessment as text for people and as JSON for programs. Same assessment, same bytes.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "engine/evaluate/assessment.h"
#include "engine/gate/gate.h"

namespace jurat {

class SourceMap;
struct RuleSet;
struct Timeline;

struct ReportOptions {
  Language language = Language::English;  // of everything but ids, codes, citations and JSON keys
  std::size_t width = 80;                 // columns of the text report
  bool color = false;
  bool today = false;  // the as-of date was not given: say so
  std::string engine_version{};
  std::string directory{};  // absolute; files below it are named relative to it in reports that forges read
};

// One profile's part of a run, and what the gate made of its findings (as many views as findings; null: no
// gate looked at them).
struct ReportPart {
  const Assessment* assessment = nullptr;
  const std::vector<FindingView>* views = nullptr;
  const Timeline* timeline =
      nullptr;  // the dates to come, for the formats that show them; null: not asked for
};

// One screen first (counts, highest ceiling, what to do), then the details, one part per profile.
// With the gate's result it ends with what the run makes of waivers and baseline.
std::string textReport(const std::vector<ReportPart>& parts, const RuleSet& rules, const SourceMap& sources,
                       const ReportOptions& options, const GateResult* gate = nullptr);

// docs/report.schema.json describes it. Amounts are decimal strings; keys are never translated.
std::string jsonReport(const std::vector<ReportPart>& parts, const RuleSet& rules, const SourceMap& sources,
                       const ReportOptions& options, const GateResult* gate = nullptr);

// The reasoning of one finding as an indented tree, each line with value, profile place and paragraph.
std::string explanationText(const Finding& finding, const Assessment& context, const RuleSet& rules,
                            const SourceMap& sources, const ReportOptions& options);
std::string explanationJson(const Finding& finding, const RuleSet& rules, const SourceMap& sources,
                            const ReportOptions& options);
// The same of one benefit, with every cap it was held against.
std::string explanationText(const BenefitResult& benefit, const Assessment& context, const RuleSet& rules,
                            const SourceMap& sources, const ReportOptions& options);
std::string explanationJson(const BenefitResult& benefit, const RuleSet& rules, const SourceMap& sources,
                            const ReportOptions& options);

// Why an amount is what it is (see explainAmount), with its title, citations and bounds above.
std::string explanationText(const AmountResult& amount, const Reason& reason, const Assessment& context,
                            const SourceMap& sources, const ReportOptions& options);
std::string explanationJson(const AmountResult& amount, const Reason& reason, const SourceMap& sources,
                            const ReportOptions& options);

// The lines of a reason, indented by `indent`; used for explanations and for failed tests.
std::string reasonText(const Reason& reason, const SourceMap& sources, std::size_t indent,
                       const ReportOptions& options);

// "EUR 35 000 000", "at least EUR 15 000 000", "between .. and ..", "not known", "none before 2026-08-02".
Message amountText(const AmountResult& amount);

}  // namespace jurat
