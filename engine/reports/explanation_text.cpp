// The whole reasoning of one finding or amount as text.
#include <utility>

#include "engine/reports/layout.h"
#include "engine/reports/report.h"
#include "engine/reports/text_page.h"
#include "engine/reports/words.h"
#include "engine/source/render.h"
#include "engine/source/source_map.h"
#include "engine/source/text.h"

namespace jurat {
namespace {

Message verdictOf(const Finding& finding) {
  Message text = phraseOf(finding.outcome);
  if (!finding.excepted_by.empty()) text = {Phrase::ExceptedBy, {text, verbatim(finding.excepted_by)}};
  text = withDue(std::move(text), finding);
  if (finding.late_days) text = {Phrase::LateBy, {text, verbatim(std::to_string(*finding.late_days))}};
  if (finding.overdue) text = {Phrase::Overdue, {text}};
  if (finding.next) text = {Phrase::EffectOn, {text, verbatim(toText(*finding.next))}};
  if (!finding.could_be.empty()) text = {Phrase::CouldBe, {text, couldBeText(finding)}};
  if (!finding.fault.empty()) text = {Phrase::Labelled, {text, finding.fault}};
  return text;
}

void head(const Finding& finding, TextPage& page) {
  const std::size_t width = page.options.width;
  page.title(page.titleOf(finding));
  page.out += wrapped("",
                      page.words({Phrase::ExplainHead,
                                  {verbatim(finding.id), verbatim(finding.subject_id),
                                   verbatim(asOfText(page.assessment.as_of))}}),
                      width);
  std::string cites;
  for (const std::string& cite : finding.cites) cites += (cites.empty() ? "" : "; ") + cite;
  const Message confidence = confidenceOf(finding.confidence);
  const Message law = verbatim(cites);
  page.out += wrapped(
      "", page.words(confidence.empty() ? law : Message(Phrase::WithConfidence, {law, confidence})), width);
  const Message place = verbatim(page.sources.placeText(finding.rule_place));
  page.out += wrapped("", page.words({Phrase::RuleAt, {place}}), width);
  const std::string sign(signOf(finding.outcome));
  const std::string verdict = wrapped("", sign + " " + page.words(verdictOf(finding)), width);
  page.out += "\n" + page.paint(sign, colorOf(finding.outcome)) + verdict.substr(sign.size());
  for (const std::string& limb : finding.decided_by)
    page.out += wrapped("  ", page.words({Phrase::LimbMet, {verbatim(limb)}}), width);
}

void dependsOn(const Finding& finding, TextPage& page) {
  if (finding.missing.empty()) return;
  page.out += "\n" + page.words(Phrase::DependsOn) + "\n";
  for (const Missing& one : finding.missing) {
    page.out +=
        spread("  " + cut(page.words(nameOf(one)), page.options.width - 2),
               one.place.known() ? printableLine(page.sources.placeText(one.place)) : "", page.options.width);
    if (!one.lapsed.empty()) page.out += wrapped("    ", page.words(one.lapsed), page.options.width);
    if (!page.in(one.question).empty())
      page.out += wrapped("    ", printable(page.in(one.question)), page.options.width);
  }
}

}  // namespace

std::string explanationText(const Finding& finding, const Assessment& context, const RuleSet&,
                            const SourceMap& sources, const ReportOptions& options) {
  TextPage page(context, sources, options);
  head(finding, page);
  page.out += "\n" + reasonText(finding.reason, sources, 2, options);
  dependsOn(finding, page);
  for (const ExposureLine& line : context.exposures) {
    if (&context.findings[line.finding] != &finding) continue;
    const Message stake(Phrase::AtStakeFor,
                        {verbatim(line.party), upTo(context.amounts[line.amount]), phraseOf(line.state)});
    page.out += "\n" + wrapped("", page.words(stake), options.width);
  }
  return std::move(page.out);
}

std::string explanationText(const AmountResult& amount, const Reason& reason, const Assessment& context,
                            const SourceMap& sources, const ReportOptions& options) {
  TextPage page(context, sources, options);
  const auto line = [&](const Message& message) {
    page.out += wrapped("", page.words(message), options.width);
  };
  const std::string& title = page.in(amount.title);
  page.title(verbatim(title.empty() ? amount.id : title));
  line({Phrase::ExplainHead,
        {verbatim(amount.id), verbatim(amount.subject_id), verbatim(asOfText(context.as_of))}});
  for (const std::string& cite : amount.cites) line(verbatim(cite));
  line({Phrase::AmountAt, {verbatim(sources.placeText(amount.rule_place))}});
  const Message confidence = confidenceOf(amount.confidence);
  const Message figures = upTo(amount);
  page.out += '\n';
  line(confidence.empty() ? figures : Message(Phrase::WithConfidence, {figures, confidence}));
  page.out += "\n" + reasonText(reason, sources, 2, options);
  return std::move(page.out);
}

}  // namespace jurat
