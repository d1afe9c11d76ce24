// Benefits in words: in the report, and each by itself with its reasoning.
#include <algorithm>
#include <string>
#include <vector>

#include "engine/compile/rule_set.h"
#include "engine/reports/layout.h"
#include "engine/reports/report.h"
#include "engine/reports/text_page.h"
#include "engine/reports/words.h"
#include "engine/source/render.h"
#include "engine/source/source_map.h"

namespace jurat {
namespace {

constexpr std::string_view kOneCase =
    "Each is computed for its own case against what was granted so far; what is left of a pool is not "
    "divided among "
    "cases that wait for it.";

constexpr std::size_t kFactsShown = 3;  // beside a benefit that is not received; the rest is for `explain`

std::string joinedText(const std::vector<std::string>& parts, std::string_view last) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) text += i + 1 == parts.size() ? " " + std::string(last) + " " : ", ";
    text += parts[i];
  }
  return text;
}

std::string amountLine(const BenefitResult& benefit) {
  if (benefit.outcome == BenefitOutcome::NotInForce) {
    if (benefit.amount.next) return "from " + toText(*benefit.amount.next);
    return benefit.ended ? "ended on " + toText(*benefit.ended) : "none on this date";
  }
  std::string text = upTo(benefit.amount);
  if (!benefit.could_be.empty() && !benefit.amount.fault.empty()) text += " (" + benefit.amount.fault + ")";
  return text;
}

// The outcome, what it could be, and the amount.
std::string verdictText(const BenefitResult& benefit) {
  std::string text(phraseOf(benefit.outcome));
  if (!benefit.could_be.empty()) text += ": " + couldBeText(benefit);
  if (benefit.outcome != BenefitOutcome::NotEligible) text += ", " + amountLine(benefit);
  return text;
}

std::string citesText(const AmountResult& amount) {
  std::string text = joinedText(amount.cites, "and");
  const std::string confidence = confidenceText(amount.confidence);
  return confidence.empty() ? text : text + (text.empty() ? "" : " ") + confidence;
}

// The facts that decided, each once.
void leaves(const Reason& reason, std::vector<std::string>& out) {
  const std::string text = reason.text + " = " + reason.value;
  if (reason.profile_place.known() && std::find(out.begin(), out.end(), text) == out.end())
    out.push_back(text);
  for (const Reason& child : reason.children) leaves(child, out);
}

void entry(TextPage& page, const BenefitResult& benefit) {
  const std::string& title = benefit.amount.title.in(page.options.language);
  page.out += wrapped(std::string(signOf(benefit.outcome)) + " ",
                      printable((title.empty() ? benefit.amount.id : title) + ": " + verdictText(benefit)),
                      page.options.width);
  const auto line = [&](const std::string& label, const std::string& text) {
    if (!text.empty()) page.out += wrapped("    " + padded(label, 10), printable(text), page.options.width);
  };
  page.out +=
      wrapped("    ", printable(benefit.amount.subject_id + "  " + benefit.amount.id), page.options.width);
  line("law", citesText(benefit.amount));
  line("cap", capsText(benefit));
  if (benefit.outcome == BenefitOutcome::NotEligible) {
    std::vector<std::string> facts;
    leaves(benefit.reason, facts);
    for (std::size_t i = 0; i < facts.size() && i < kFactsShown; ++i)
      line(i == 0 ? "because" : " ", facts[i]);
  }
  std::size_t named = 0;
  for (const Missing& one : benefit.amount.missing) {
    if (++named <= kMissingShown) line(named == 1 ? "unknown" : " ", page.missingText(one));
  }
  if (named > kMissingShown)
    line(" ", "and " + std::to_string(named - kMissingShown) + " more: see `jurat explain`");
  for (const Texts& note : benefit.amount.notes) line("note", note.in(page.options.language));
}

}  // namespace

std::string couldBeText(const BenefitResult& benefit) {
  std::vector<std::string> parts;
  for (const BenefitOutcome one : benefit.could_be) parts.emplace_back(phraseOf(one));
  return joinedText(parts, "or");
}

std::string capsText(const BenefitResult& benefit) {
  std::vector<std::string> sure, perhaps;
  for (const Cap& cap : benefit.caps) {
    if (cap.bite == Cap::Bite::Yes) sure.push_back(cap.label + " (" + cap.value + ")");
    if (cap.bite == Cap::Bite::Perhaps) perhaps.push_back(cap.label + " (" + cap.value + ")");
  }
  if (!sure.empty())
    return joinedText(sure, "and") + (sure.size() > 1 ? " set the amount" : " sets the amount");
  return perhaps.empty() ? "" : joinedText(perhaps, "or") + " sets the amount";
}

void appendBenefits(TextPage& page) {
  if (page.assessment.benefits.empty()) return;
  page.heading("BENEFITS");
  for (const BenefitResult& benefit : page.assessment.benefits) entry(page, benefit);
  page.out += wrapped("  ", kOneCase, page.options.width);
}

std::string explanationText(const BenefitResult& benefit, const Assessment& context, const RuleSet&,
                            const SourceMap& sources, const ReportOptions& options) {
  const AmountResult& amount = benefit.amount;
  const std::string& title = amount.title.in(options.language);
  std::string out = wrapped("", title.empty() ? amount.id : title, options.width);
  out +=
      wrapped("", amount.id + " for " + printable(amount.subject_id) + ", as of " + asOfText(context.as_of),
              options.width);
  out += wrapped("", citesText(amount), options.width);
  out += wrapped("", "benefit at " + sources.placeText(amount.rule_place), options.width);
  out += "\n" + wrapped("", std::string(signOf(benefit.outcome)) + " " + verdictText(benefit), options.width);
  if (!benefit.caps.empty()) {
    out += wrapped("", printable(capsText(benefit)), options.width);
    for (const Cap& cap : benefit.caps)
      out += wrapped("  ", printable(cap.label + ": " + cap.value), options.width);
  }
  out += "\n" + reasonText(benefit.reason, sources, 2, options.width);
  if (!amount.missing.empty()) {
    out += "\nIt depends on\n";
    for (const Missing& one : amount.missing) {
      out += spread("  " + cut(printable(one.path), options.width - 2),
                    one.place.known() ? sources.placeText(one.place) : "", options.width);
      const std::string& question = one.question.in(options.language);
      if (!question.empty()) out += wrapped("    ", printable(question), options.width);
    }
  }
  return out + "\n" + wrapped("", kOneCase, options.width);
}

}  // namespace jurat
