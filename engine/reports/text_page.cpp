#include "engine/reports/text_page.h"

#include <utility>

#include "engine/reports/gate_text.h"
#include "engine/reports/layout.h"
#include "engine/reports/words.h"
#include "engine/source/render.h"

namespace jurat {
namespace {

constexpr std::string_view kReset = "\x1b[0m";

}  // namespace

std::string TextPage::paint(std::string_view text, std::string_view color) const {
  return options.color ? std::string(color) + std::string(text) + std::string(kReset) : std::string(text);
}

std::string TextPage::words(const Message& message) const {
  return printable(say(message, options.language));
}

void TextPage::heading(std::string_view text) {
  const bool apart = out.size() >= 2 && out.compare(out.size() - 2, 2, "\n\n") == 0;
  out += (apart ? "" : "\n") + paint(text, kBold) + "\n";
}

void TextPage::title(const Message& text) {
  std::string lines = wrapped("", words(text), options.width);
  lines.pop_back();
  out += paint(lines, kBold) + "\n";
}

Message TextPage::titleOf(const Finding& finding) const {
  const std::string& title = in(finding.title);
  return verbatim(title.empty() ? finding.id : title);
}

Message TextPage::missingText(const Missing& one, const std::string& subject) const {
  const bool below = !subject.empty() && one.path.rfind(subject + ".", 0) == 0;
  Message name = below ? verbatim(one.path.substr(subject.size() + 1)) : nameOf(one);
  switch (one.kind) {
    case Missing::Kind::Source:
      return {Phrase::RestsOnUnconfirmed, {std::move(name)}};
    case Missing::Kind::List:
      return {one.said_unknown ? Phrase::IsNotComplete : Phrase::IsNotGiven, {std::move(name)}};
    case Missing::Kind::Judgement:
      if (!one.lapsed.empty()) name = {Phrase::Aside, {std::move(name), one.lapsed}};
      if (one.question.en.empty()) return name;
      return {Phrase::Labelled, {std::move(name), verbatim(in(one.question))}};
    default:
      if (!one.said_unknown) return name;
      return {Phrase::AnsweredOpen, {std::move(name)}};
  }
}

Message TextPage::gateText(const Finding& finding) const {
  const auto index = static_cast<std::size_t>(&finding - assessment.findings.data());
  return gateRemark(viewOf({&assessment, views}, index));
}

Message nameOf(const Missing& missing) {
  return missing.what.empty() ? verbatim(missing.path) : missing.what;
}

Message dueText(const Finding& finding) {
  if (finding.due_open && finding.due.empty()) return Phrase::NotKnown;
  if (finding.due_open) return {Phrase::DueAtEarliest, {verbatim(finding.due)}};
  if (!finding.rolled_from) return verbatim(finding.due);
  return {Phrase::DueRolled, {verbatim(finding.due), verbatim(toText(*finding.rolled_from))}};
}

Message withDue(Message text, const Finding& finding) {
  if (!finding.due.empty()) return {Phrase::DueOn, {std::move(text), dueText(finding)}};
  const bool awaited = finding.due_open && asksForAction(finding.outcome);
  return awaited ? Message(Phrase::DueUnknown, {std::move(text)}) : text;
}

Message upTo(const AmountResult& amount) {
  if (!amount.in_force) return amountText(amount);
  const AmountBound* only = amount.bounds.size() == 1 ? &amount.bounds.front() : nullptr;
  const bool ceiling =
      only && !only->error && !only->has_least && only->most_low && only->most_low == only->most_high;
  Message text = ceiling ? Message(Phrase::UpTo, {amountText(amount)}) : amountText(amount);
  return amount.maybe_in_force ? Message(Phrase::IfItApplies, {std::move(text)}) : text;
}

Message couldBeText(const Finding& finding) {
  std::vector<Message> outcomes;
  for (const Outcome one : finding.could_be) outcomes.push_back(phraseOf(one));
  return {Phrase::Alternatives, std::move(outcomes)};
}

Message outcomeCount(Outcome outcome, std::size_t count) {
  return {Phrase::OutcomeCount, {verbatim(std::string(signOf(outcome))), number(count), phraseOf(outcome)}};
}

}  // namespace jurat
