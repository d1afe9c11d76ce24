#include "engine/reports/text_page.h"

#include "engine/reports/words.h"

namespace jurat {
namespace {

constexpr std::string_view kReset = "\x1b[0m";

}  // namespace

std::string TextPage::paint(std::string_view text, std::string_view color) const {
  return options.color ? std::string(color) + std::string(text) + std::string(kReset) : std::string(text);
}

void TextPage::heading(std::string_view text) {
  const bool apart = out.size() >= 2 && out.compare(out.size() - 2, 2, "\n\n") == 0;
  out += (apart ? "" : "\n") + paint(text, kBold) + "\n";
}

std::string TextPage::titleOf(const Finding& finding) const {
  const std::string& title = finding.title.in(options.language);
  return title.empty() ? finding.id : title;
}

std::string TextPage::missingText(const Missing& one, const std::string& subject) const {
  const bool below = !subject.empty() && one.path.rfind(subject + ".", 0) == 0;
  const std::string path = below ? one.path.substr(subject.size() + 1) : one.path;
  switch (one.kind) {
    case Missing::Kind::Source:
      return one.name + " rests on a source that is not confirmed";
    case Missing::Kind::List:
      return path + (one.said_unknown ? " is not complete" : " is not given");
    case Missing::Kind::Judgement:
      return path + (one.lapsed.empty() ? "" : " (" + one.lapsed + ")") +
             (one.question.en.empty() ? "" : ": " + one.question.in(options.language));
    default:
      return path + (one.said_unknown ? " (answered unknown, or as a range)" : "");
  }
}

std::string dueText(const Finding& finding) {
  if (!finding.rolled_from) return finding.due;
  return finding.due + " (the period ends on " + toText(*finding.rolled_from) + ", no working day)";
}

// A ceiling that is settled reads as one.
std::string upTo(const AmountResult& amount) {
  const bool ceiling =
      amount.in_force && amount.determined() && amount.bounds.size() == 1 && !amount.bounds[0].has_least;
  return (ceiling ? "up to " : "") + amountText(amount);
}

std::string couldBeText(const Finding& finding) {
  std::string text;
  for (std::size_t i = 0; i < finding.could_be.size(); ++i) {
    if (i > 0) text += i + 1 == finding.could_be.size() ? " or " : ", ";
    text += phraseOf(finding.could_be[i]);
  }
  return text;
}

}  // namespace jurat
