// The reasoning of a finding as an indented tree.
#include <algorithm>
#include <utility>

#include "engine/reports/layout.h"
#include "engine/reports/report.h"
#include "engine/reports/rule_words.h"
#include "engine/source/render.h"
#include "engine/source/source_map.h"
#include "engine/source/text.h"

namespace jurat {
namespace {

constexpr std::size_t kDeepestIndent = 40;

class ReasonText {
 public:
  ReasonText(const SourceMap& sources, const ReportOptions& options) : sources_(sources), options_(options) {}

  void print(const Reason& reason, std::size_t indent) {
    std::string left(std::min(indent, kDeepestIndent), ' ');
    if (!reason.note.en.empty()) {
      out_ += wrapped(left + words(Phrase::NotePrefix), printable(reason.note.in(options_.language)),
                      options_.width);
      return;
    }
    if (!reason.label.empty()) left += words({Phrase::LabelOf, {reason.label}});
    const std::string what =
        reason.text.empty() ? printable(ruleWords(reason, sources_)) : words(reason.text);
    // The verdict says what `yes` and `no` would; a fact of the profile shows its answer instead.
    const bool plain =
        reason.value.is(Phrase::Yes) || reason.value.is(Phrase::No) || reason.value.is(Phrase::NotKnown);
    const bool fact = reason.profile_place.known();
    const std::string value =
        plain && !reason.verdict.empty() && !fact ? "" : printableLine(words(reason.value));
    const std::string tail = fact            ? printableLine(sources_.placeText(reason.profile_place))
                             : value.empty() ? words(reason.verdict)
                                             : std::string();
    line(left, what, value.empty() ? "" : " = " + value, tail, !reason.children.empty());
    const std::string deeper(std::min(indent + 2, kDeepestIndent), ' ');
    if (!reason.cites.empty()) out_ += wrapped(deeper, reason.cites, options_.width);
    if (!reason.source.empty())
      out_ += wrapped(deeper, words({Phrase::SourceOf, {reason.source}}), options_.width);
    for (const Reason& child : reason.children) print(child, indent + 2);
  }

  std::string take() { return std::move(out_); }

 private:
  std::string words(const Message& message) const { return printable(say(message, options_.language)); }

  // A condition's own words say little beside its limbs: they are cut, the limbs follow below.
  void line(const std::string& left, const std::string& what, const std::string& value,
            const std::string& tail, bool has_limbs) {
    const std::size_t width = options_.width;
    const std::size_t room = width > displayWidth(tail) + 2 ? width - displayWidth(tail) - 2 : width;
    const std::string whole = left + what + value;
    if (!has_limbs && displayWidth(whole) > room) {
      out_ += wrapped(left, what + value, width);
      if (!tail.empty()) out_ += spread("", tail, width);
      return;
    }
    // The value is what one looks for: the words before it give way.
    const std::size_t before = displayWidth(left) + displayWidth(value);
    out_ +=
        spread(before + 8 < room ? left + cut(what, room - before) + value : cut(whole, room), tail, width);
  }

  const SourceMap& sources_;
  const ReportOptions& options_;
  std::string out_;
};

}  // namespace

std::string reasonText(const Reason& reason, const SourceMap& sources, std::size_t indent,
                       const ReportOptions& options) {
  ReasonText text(sources, options);
  for (const Reason& child : reason.children) text.print(child, indent);
  return text.take();
}

}  // namespace jurat
