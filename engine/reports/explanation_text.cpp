// The whole reasoning of one finding as text.
#include "engine/reports/layout.h"
#include "engine/reports/report.h"
#include "engine/reports/text_page.h"
#include "engine/reports/words.h"
#include "engine/source/render.h"
#include "engine/source/source_map.h"

namespace jurat {

namespace {

std::string missingText(const std::vector<Missing>& missing, const SourceMap& sources,
                        const ReportOptions& options) {
  std::string out = missing.empty() ? "" : "\nIt depends on\n";
  for (const Missing& one : missing) {
    out += spread("  " + cut(printable(one.path), options.width - 2),
                  one.place.known() ? sources.placeText(one.place) : "", options.width);
    if (!one.question.in(options.language).empty())
      out += wrapped("    ", printable(one.question.in(options.language)), options.width);
  }
  return out;
}

}  // namespace

std::string explanationText(const AmountResult& amount, const Reason& reason, const SourceMap& sources,
                            const ReportOptions& options) {
  std::string out = amount.id + " for " + printable(amount.subject_id) + "\n";
  for (const std::string& cite : amount.cites) out += cite + "\n";
  const std::string confidence = confidenceText(amount.confidence);
  out += "\n" + amountText(amount) + (confidence.empty() ? "" : " " + confidence) + "\n\n";
  out += reasonText(reason, sources, 2, options.width);
  return out + missingText(amount.missing, sources, options);
}

std::string explanationText(const Finding& finding, const Assessment& context, const RuleSet&,
                            const SourceMap& sources, const ReportOptions& options) {
  std::string out;
  const std::string title = finding.title.in(options.language);
  out += wrapped("", title.empty() ? finding.id : title, options.width);
  out +=
      wrapped("", finding.id + " for " + printable(finding.subject_id) + ", as of " + asOfText(context.as_of),
              options.width);
  std::string cites;
  for (const std::string& cite : finding.cites) cites += (cites.empty() ? "" : "; ") + cite;
  const std::string confidence = confidenceText(finding.confidence);
  out += wrapped("", cites + (confidence.empty() ? "" : " " + confidence), options.width);
  out += wrapped("", "rule at " + sources.placeText(finding.rule_place), options.width);
  std::string verdict = std::string(signOf(finding.outcome)) + " " + std::string(phraseOf(finding.outcome));
  if (!finding.excepted_by.empty()) verdict += ", excepted by " + finding.excepted_by;
  if (!finding.due.empty()) verdict += ", due " + finding.due;
  if (finding.late_days) verdict += ", late by " + std::to_string(*finding.late_days) + " days";
  if (finding.overdue) verdict += ", overdue";
  if (finding.next) verdict += ", takes effect on " + toText(*finding.next);
  if (!finding.could_be.empty()) verdict += ": could be " + couldBeText(finding);
  if (!finding.fault.empty()) verdict += ": " + finding.fault;
  out += "\n" + wrapped("", verdict, options.width);
  for (const std::string& limb : finding.decided_by) out += wrapped("  ", limb + " met", options.width);
  out += "\n" + reasonText(finding.reason, sources, 2, options.width);
  out += missingText(finding.missing, sources, options);
  for (const ExposureLine& line : context.exposures) {
    if (&context.findings[line.finding] != &finding) continue;
    const AmountResult& amount = context.amounts[line.amount];
    out += "\n" + wrapped("",
                          "At stake for " + line.party + ": " + amountText(amount) + " (" +
                              std::string(exposureWord(line.state)) + ")",
                          options.width);
  }
  return out;
}

}  // namespace jurat
