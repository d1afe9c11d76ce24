// Rows of tables: bars that were forgotten, and the line that Markdown wants below a head.
#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "engine/syntax/antlr/slips.h"

namespace jurat {

using grammar::JuratLexer;

namespace {

struct RowLine {
  std::size_t first = 0, last = 0;  // visible tokens
  std::size_t bars = 0;
  bool begins = false, ends = false;  // with a bar
  bool row() const { return begins && bars > 1; }
};

std::unique_ptr<antlr4::Token> bar(const antlr4::Token& beside, std::size_t start) {
  auto made = std::make_unique<antlr4::CommonToken>(JuratLexer::BAR);
  made->setLine(beside.getLine());
  made->setCharPositionInLine(beside.getCharPositionInLine());
  made->setStartIndex(start);
  made->setStopIndex(start - 1);  // takes no room
  return made;
}

}  // namespace

bool Slips::markdownRule(Index first, Index last) {
  std::size_t dashes = 0;
  for (Index i = first; i <= last; ++i) {
    if (is(i, JuratLexer::MINUS)) ++dashes;
    if (!is(i, JuratLexer::MINUS) && !is(i, JuratLexer::BAR) && !is(i, JuratLexer::COLON)) return false;
  }
  if (dashes < 2) return false;
  const Span place = cover(first, last);
  const SourceFile& source = offsets_.source();
  const std::size_t begin = source.text.rfind('\n', place.begin - source.base);
  const std::size_t end = std::min(source.text.find('\n', place.end - source.base), source.text.size());
  report("J0018", "the line below the head means nothing here", place, "delete the line",
         Fix{source.span(begin == std::string::npos ? 0 : begin, end), ""});
  for (Index i = first; i <= last; ++i) hide(i);
  return true;
}

void Slips::rows() {
  std::vector<RowLine> lines;
  std::size_t line = 0;
  for (Index i = 0; i < tokens_.count(); ++i) {
    if (token(i).getChannel() != antlr4::Token::DEFAULT_CHANNEL || type(i) == antlr4::Token::EOF) continue;
    if (lines.empty() || token(i).getLine() != line)
      lines.push_back({.first = i, .begins = is(i, JuratLexer::BAR)});
    line = token(i).getLine();
    lines.back().last = i;
    lines.back().ends = is(i, JuratLexer::BAR);
    lines.back().bars += is(i, JuratLexer::BAR) ? 1 : 0;
  }
  std::vector<std::pair<Index, std::unique_ptr<antlr4::Token>>>
      missing;  // each before the token of that index
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const RowLine& here = lines[i];
    const bool in_table = lines[i - 1].row() || (i + 1 < lines.size() && lines[i + 1].row());
    if (here.row() && here.ends && lines[i - 1].row()) markdownRule(here.first, here.last);
    if (!in_table) continue;
    if (here.row() && !here.ends) {
      const Span end = cover(here.last, here.last);
      report("J0010", "a row ends with `|`", end, "put `|` at the end of the line",
             Fix{{end.end, end.end}, " |"});
      missing.emplace_back(here.last + 1, bar(token(here.last), token(here.last).getStopIndex() + 1));
    } else if (!here.begins && here.ends && here.bars > 0 && lines[i - 1].row()) {
      const Span begin = cover(here.first, here.first);
      report("J0010", "a row begins with `|`", begin, "put `|` before it",
             Fix{{begin.begin, begin.begin}, "| "});
      missing.emplace_back(here.first, bar(token(here.first), token(here.first).getStartIndex()));
    }
  }
  if (missing.empty()) return;
  auto old = std::move(tokens_.list());
  auto& list = tokens_.list();
  list.clear();
  auto next_missing = missing.begin();
  for (Index i = 0; i < old.size(); ++i) {
    for (; next_missing != missing.end() && next_missing->first == i; ++next_missing)
      list.push_back(std::move(next_missing->second));
    list.push_back(std::move(old[i]));
  }
  for (Index i = 0; i < list.size(); ++i) token(i).setTokenIndex(i);
}

}  // namespace jurat
