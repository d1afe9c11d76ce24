// Benefits in words: in the report, and each by itself with its reasoning.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/compile/rule_set.h"
#include "engine/reports/layout.h"
#include "engine/reports/report.h"
#include "engine/reports/text_page.h"
#include "engine/reports/words.h"
#include "engine/source/render.h"
#include "engine/source/source_map.h"
#include "engine/source/text.h"

namespace jurat {
namespace {

constexpr std::size_t kFactsShown = 3;  // beside a benefit that is not received; the rest is for `explain`
constexpr std::size_t kLabelColumns = 10;

Message amountLine(const BenefitResult& benefit) {
  if (benefit.outcome == BenefitOutcome::NotInForce) {
    if (benefit.amount.next) return {Phrase::BenefitFrom, {verbatim(toText(*benefit.amount.next))}};
    if (benefit.ended) return {Phrase::BenefitEnded, {verbatim(toText(*benefit.ended))}};
    return Phrase::NoneOnThisDate;
  }
  Message text = upTo(benefit.amount);
  if (!benefit.could_be.empty() && !benefit.amount.fault.empty())
    text = {Phrase::Aside, {text, benefit.amount.fault}};
  return text;
}

// The outcome, what it could be, and the amount.
Message verdictText(const BenefitResult& benefit) {
  Message text = phraseOf(benefit.outcome);
  if (!benefit.could_be.empty()) text = {Phrase::Labelled, {text, couldBeText(benefit)}};
  if (benefit.outcome != BenefitOutcome::NotEligible)
    text = {Phrase::Apposition, {text, amountLine(benefit)}};
  return text;
}

Message citesText(const AmountResult& amount) {
  std::string text;
  for (const std::string& cite : amount.cites) text += (text.empty() ? "" : "; ") + cite;
  const Message confidence = confidenceOf(amount.confidence);
  if (confidence.empty() || text.empty()) return text.empty() ? confidence : verbatim(text);
  return {Phrase::WithConfidence, {verbatim(text), confidence}};
}

Message titleOf(const BenefitResult& benefit, const TextPage& page) {
  const std::string& title = page.in(benefit.amount.title);
  return verbatim(title.empty() ? benefit.amount.id : title);
}

// The facts that decided, each once.
void leaves(const Reason& reason, const TextPage& page, std::vector<std::string>& out) {
  const std::string text = page.words(reason.text) + " = " + page.words(reason.value);
  if (reason.profile_place.known() && std::find(out.begin(), out.end(), text) == out.end())
    out.push_back(text);
  for (const Reason& child : reason.children) leaves(child, page, out);
}

void entry(TextPage& page, const BenefitResult& benefit) {
  const std::size_t width = page.options.width;
  page.out += wrapped(std::string(signOf(benefit.outcome)) + " ",
                      page.words({Phrase::Labelled, {titleOf(benefit, page), verdictText(benefit)}}), width);
  page.out += wrapped("    ", printable(benefit.amount.subject_id + "  " + benefit.amount.id), width);
  const auto line = [&](const Message& label, const Message& text) {
    if (!text.empty())
      page.out += wrapped("    " + padded(page.words(label), kLabelColumns), page.words(text), width);
  };
  line(Phrase::LabelLaw, citesText(benefit.amount));
  line(Phrase::LabelCap, capsText(benefit));
  if (benefit.outcome == BenefitOutcome::NotEligible) {
    std::vector<std::string> facts;
    leaves(benefit.reason, page, facts);
    Message label = Phrase::LabelBecause;
    for (std::size_t i = 0; i < facts.size() && i < kFactsShown; ++i)
      line(std::exchange(label, {}), verbatim(facts[i]));
  }
  const std::vector<Missing>& missing = benefit.amount.missing;
  Message label = Phrase::LabelUnknown;
  for (std::size_t i = 0; i < missing.size() && i < kMissingShown; ++i)
    line(std::exchange(label, {}), page.missingText(missing[i]));
  if (missing.size() > kMissingShown)
    line({}, {Phrase::MoreInExplain, {number(missing.size() - kMissingShown)}});
  for (const Texts& note : benefit.amount.notes) line(Phrase::LabelNote, verbatim(page.in(note)));
}

void dependsOn(const AmountResult& amount, TextPage& page) {
  if (amount.missing.empty()) return;
  page.out += "\n" + page.words(Phrase::DependsOn) + "\n";
  for (const Missing& one : amount.missing) {
    page.out +=
        spread("  " + cut(page.words(nameOf(one)), page.options.width - 2),
               one.place.known() ? printableLine(page.sources.placeText(one.place)) : "", page.options.width);
    const std::string& question = page.in(one.question);
    if (!question.empty()) page.out += wrapped("    ", printable(question), page.options.width);
  }
}

}  // namespace

Message couldBeText(const BenefitResult& benefit) {
  std::vector<Message> outcomes;
  for (const BenefitOutcome one : benefit.could_be) outcomes.push_back(phraseOf(one));
  return {Phrase::Alternatives, std::move(outcomes)};
}

Message capsText(const BenefitResult& benefit) {
  std::vector<Message> sure, perhaps;
  for (const Cap& cap : benefit.caps) {
    if (cap.bite == Cap::Bite::No) continue;
    (cap.bite == Cap::Bite::Yes ? sure : perhaps)
        .push_back({Phrase::Aside, {verbatim(cap.label), cap.value}});
  }
  if (!sure.empty()) {
    const std::size_t count = sure.size();
    return {Phrase::CapsSet, {{Phrase::Enumeration, std::move(sure)}, number(count)}};
  }
  if (perhaps.empty()) return {};
  return {Phrase::CapsSet, {{Phrase::Alternatives, std::move(perhaps)}, number(1)}};
}

void appendBenefits(TextPage& page) {
  if (page.assessment.benefits.empty()) return;
  page.heading(page.words(Phrase::HeadingBenefits));
  for (const BenefitResult& benefit : page.assessment.benefits) entry(page, benefit);
  page.out += wrapped("  ", page.words(Phrase::OneCase), page.options.width);
}

std::string explanationText(const BenefitResult& benefit, const Assessment& context, const RuleSet&,
                            const SourceMap& sources, const ReportOptions& options) {
  TextPage page(context, sources, options);
  const AmountResult& amount = benefit.amount;
  const auto line = [&](const std::string& indent, const Message& text) {
    page.out += wrapped(indent, page.words(text), options.width);
  };
  page.title(titleOf(benefit, page));
  line("", {Phrase::ExplainHead,
            {verbatim(amount.id), verbatim(amount.subject_id), verbatim(asOfText(context.as_of))}});
  line("", citesText(amount));
  line("", {Phrase::BenefitAt, {verbatim(sources.placeText(amount.rule_place))}});
  page.out += '\n';
  line(std::string(signOf(benefit.outcome)) + " ", verdictText(benefit));
  if (!benefit.caps.empty()) {
    line("", capsText(benefit));
    for (const Cap& cap : benefit.caps) line("  ", {Phrase::Labelled, {verbatim(cap.label), cap.value}});
  }
  page.out += "\n" + reasonText(benefit.reason, sources, 2, options);
  dependsOn(amount, page);
  page.out += '\n';
  line("", Phrase::OneCase);
  return std::move(page.out);
}

}  // namespace jurat
