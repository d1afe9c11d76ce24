// The reasoning of a finding as an indented tree.
#include <algorithm>

#include "engine/reports/layout.h"
#include "engine/reports/report.h"
#include "engine/reports/words.h"
#include "engine/source/render.h"
#include "engine/source/source_map.h"

namespace jurat {
namespace {

constexpr std::size_t kDeepestIndent = 40;

// The author's words for what has no name of its own, on one line.
std::string wordsOf(const Reason& reason, const SourceMap& sources) {
  if (!reason.text.empty()) return reason.text;
  std::string text(sources.text(reason.rule_place));
  std::string out;
  bool comment = false;
  for (const char c : text) {
    if (c == '#') comment = true;
    if (c == '\n') comment = false;
    if (comment) continue;
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!space) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  return out;
}

void print(const Reason& reason, const SourceMap& sources, std::size_t indent, std::size_t width,
           std::string& out) {
  std::string words = wordsOf(reason, sources);
  std::string left(std::min(indent, kDeepestIndent), ' ');
  if (!reason.label.empty()) left += reason.label + ": ";
  std::string value = reason.value;
  // A condition's own words say little beside its limbs: they are cut, the limbs follow below.
  const std::string verdict = reason.verdict.empty() ? "" : reason.verdict;
  if (value == "yes" || value == "no" || value == "not known") {
    if (!verdict.empty() && !reason.profile_place.known()) value.clear();
  }
  std::string line = left + printable(words);
  if (!value.empty()) line += " = " + printable(value);
  std::string tail = verdict.empty() || !value.empty() ? "" : verdict;
  if (reason.profile_place.known()) tail = sources.placeText(reason.profile_place);
  const std::size_t room = width > displayWidth(tail) + 2 ? width - displayWidth(tail) - 2 : width;
  if (!reason.children.empty() || displayWidth(line) <= room) {
    // The value is what one looks for: the words before it give way.
    const std::string behind = value.empty() ? "" : " = " + printable(value);
    const std::size_t before = displayWidth(left) + displayWidth(behind);
    const std::string shown =
        before + 8 < room ? left + cut(printable(words), room - before) + behind : cut(line, room);
    out += spread(shown, tail, width);
  } else {
    out += wrapped(left, printable(words) + (value.empty() ? "" : " = " + printable(value)), width);
    if (!tail.empty()) out += spread("", tail, width);
  }
  const std::string deeper(std::min(indent + 2, kDeepestIndent), ' ');
  if (!reason.cites.empty()) out += wrapped(deeper, reason.cites, width);
  if (!reason.source.empty()) out += wrapped(deeper, "source: " + printable(reason.source), width);
  for (const Reason& child : reason.children) print(child, sources, indent + 2, width, out);
}

}  // namespace

std::string reasonText(const Reason& reason, const SourceMap& sources, std::size_t indent,
                       std::size_t width) {
  std::string out;
  for (const Reason& child : reason.children) print(child, sources, indent, width, out);
  return out;
}

}  // namespace jurat
