#include "engine/reports/html/reasoning.h"

#include "engine/reports/rule_words.h"

namespace jurat::html {
namespace {

// What a verdict looks like; words of ours that no phrase stands for look like nothing.
std::string kindOf(const Message& verdict) {
  switch (verdict.phrase) {
    case Phrase::Met:
      return "met";
    case Phrase::NotMet:
    case Phrase::Failed:
      return "unmet";
    case Phrase::NotKnown:
      return "open";
    default:
      return "plain";
  }
}

class Lines {
 public:
  Lines(const Desk& desk, const std::string& profile, const SharedLines* shared)
      : desk_(desk), profile_(profile), shared_(shared) {}

  // `closes`: lists that end behind it, its own left out.
  void add(const Reason& reason, std::size_t closes) {
    const std::string elsewhere = shared_ != nullptr ? shared_->anchorOf(reason) : std::string();
    const bool opens = elsewhere.empty() && !reason.children.empty();
    Filling line = said(reason, opens ? 0 : closes);
    put(line, "shared", elsewhere);
    flag(line, "opens", opens);
    lines_.push_back(std::move(line));
    if (opens) children(reason, closes + 1);
  }

  void children(const Reason& reason, std::size_t closes) {
    for (const Reason& child : reason.children) add(child, &child == &reason.children.back() ? closes : 0);
  }

  List take() { return std::move(lines_); }

 private:
  Filling said(const Reason& reason, std::size_t closes) const {
    Filling line;
    line["closes"] = Filling(List(closes));
    if (!reason.note.en.empty()) {
      put(line, "note", desk_.in(reason.note));
      return line;
    }
    if (!reason.label.empty()) put(line, "limb", desk_.words({Phrase::LabelOf, {reason.label}}));
    put(line, "words",
        reason.text.empty() ? Desk::plain(ruleWords(reason, desk_.run.sources)) : desk_.words(reason.text));
    // The verdict says what `yes` and `no` would; a fact of the profile shows its answer instead.
    const bool plain =
        reason.value.is(Phrase::Yes) || reason.value.is(Phrase::No) || reason.value.is(Phrase::NotKnown);
    const bool fact = reason.profile_place.known();
    const bool valued = !reason.value.empty() && (fact || !plain || reason.verdict.empty());
    if (valued) put(line, "value", desk_.words(reason.value));
    if (!fact && !valued && !reason.verdict.empty()) {
      put(line, "verdict", desk_.words(reason.verdict));
      put(line, "verdict_kind", kindOf(reason.verdict));
    }
    if (fact) put(line, "place", desk_.where(reason.profile_place, profile_));
    if (!reason.cites.empty()) put(line, "law", Desk::plain(reason.cites));
    if (!reason.source.empty()) put(line, "source", desk_.words({Phrase::SourceOf, {reason.source}}));
    return line;
  }

  const Desk& desk_;
  const std::string& profile_;
  const SharedLines* shared_;
  List lines_;
};

}  // namespace

std::string SharedLines::anchorAt(std::size_t index) const {
  return "why-" + std::to_string(part) + "-" + std::to_string(index);
}

std::string SharedLines::anchorOf(const Reason& reason) const {
  const std::optional<std::size_t> place = reasons.placeOf(reason);
  return place ? anchorAt(*place) : std::string();
}

void reasoning(Filling& object, const Reason& reason, const Desk& desk, const std::string& profile,
               const SharedLines* shared) {
  Lines lines(desk, profile, shared);
  lines.children(reason, 0);
  object["lines"] = Filling(lines.take());
}

std::string headOf(const Reason& reason, const Desk& desk) {
  const std::string text =
      reason.text.empty() ? Desk::plain(ruleWords(reason, desk.run.sources)) : desk.words(reason.text);
  const Message& came_out = reason.verdict.empty() ? reason.value : reason.verdict;
  return desk.words({Phrase::Labelled, {verbatim(text), came_out}});
}

}  // namespace jurat::html
