#include "engine/syntax/antlr/slips.h"

#include <algorithm>

#include "engine/base/ascii.h"
#include "engine/syntax/antlr/proofread.h"

namespace jurat {

using grammar::JuratLexer;

antlr4::CommonToken& Slips::token(Index at) const {
  return static_cast<antlr4::CommonToken&>(*tokens_.list()[at]);
}

std::size_t Slips::type(Index at) const { return token(at).getType(); }

std::string_view Slips::text(Index at) const {
  return at == kNone ? std::string_view() : offsets_.text(token(at));
}

Slips::Index Slips::next(Index at) const {
  if (at == kNone) return kNone;
  const std::size_t line = token(at).getLine();
  for (Index i = at + 1; i < tokens_.count() && token(i).getLine() == line; ++i) {
    if (type(i) == antlr4::Token::EOF) return kNone;
    if (token(i).getChannel() == antlr4::Token::DEFAULT_CHANNEL) return i;
  }
  return kNone;
}

Slips::Index Slips::previous(Index at) const {
  if (at == kNone) return kNone;
  const std::size_t line = token(at).getLine();
  for (Index i = at; i-- > 0 && token(i).getLine() == line;) {
    if (token(i).getChannel() == antlr4::Token::DEFAULT_CHANNEL) return i;
  }
  return kNone;
}

Slips::Index Slips::touching(Index at) const {
  const Index behind = next(at);
  return behind != kNone && token(behind).getStartIndex() == token(at).getStopIndex() + 1 ? behind : kNone;
}

bool Slips::digits(Index at, std::size_t least, std::size_t most) const {
  if (!is(at, JuratLexer::NUMBER)) return false;
  const std::string_view digits = text(at);
  return digits.size() >= least && digits.size() <= most &&
         std::all_of(digits.begin(), digits.end(), isDigit);
}

bool Slips::inList(Index at) const {
  // A line of ten thousand numbers is no slip of a person; looking back from each of them would be dear.
  constexpr std::size_t kLookedAt = 200;
  std::size_t closed = 0, looked_at = 0;
  for (Index i = previous(at); i != kNone && ++looked_at < kLookedAt; i = previous(i)) {
    if (isCloser(type(i))) ++closed;
    if (isOpener(type(i)) && closed-- == 0) return true;
  }
  return false;
}

Span Slips::cover(Index first, Index last) const {
  return jurat::cover(offsets_.span(token(first)), offsets_.span(token(last)));
}

std::string Slips::written(Index first, Index last) const {
  const Span place = cover(first, last);
  return offsets_.source().text.substr(place.begin - offsets_.source().base, place.end - place.begin);
}

void Slips::hide(Index at) {
  token(at).setType(JuratLexer::WS);
  token(at).setChannel(antlr4::Token::HIDDEN_CHANNEL);
}

void Slips::merge(Index first, Index last, std::size_t type, std::string text) {
  for (Index i = first + 1; i <= last; ++i) hide(i);
  token(first).setStopIndex(token(last).getStopIndex());
  token(first).setType(type);
  offsets_.mend(token(first), std::move(text));
}

void Slips::report(const char* code, std::string message, Span at, std::string help, std::optional<Fix> fix) {
  if (++reports_ > kMostReports) return;  // a hundred complaints are enough to refuse a file
  Diagnostic out{.code = code, .message = std::move(message), .primary = {at, ""}, .help = std::move(help)};
  out.fix = std::move(fix);
  diagnostics_.report(std::move(out));
}

void Slips::replace(const char* code, std::string message, Span at, std::string replacement) {
  std::string help = "write `" + replacement + "`";
  report(code, std::move(message), at, std::move(help), Fix{at, std::move(replacement)});
}

bool Slips::look(Index at) {
  switch (type(at)) {
    case JuratLexer::NUMBER:
    case JuratLexer::DOT:
      return date(at) || rangeCell(at) || amount(at);
    case JuratLexer::DATE:
      return spacedMoment(at);
    case JuratLexer::ID:
      return wordDate(at) || comparison(at) || textCell(at);
    case JuratLexer::K_IS:
    case JuratLexer::K_NO:
    case JuratLexer::K_NOT:
      return comparison(at);
    case JuratLexer::K_IN:
      return hyphenated(at);
    case JuratLexer::OPEN_STRING:
      return halfOpen(at);
    case JuratLexer::SLASH:
    case JuratLexer::MINUS:
      return comment(at);
    case JuratLexer::K_CITES:
    case JuratLexer::K_TITLE:
    case JuratLexer::K_REMEDY:
      return unquoted(at);
    case JuratLexer::SLIP:
      return notEqual(at);
    case JuratLexer::UNEXPECTED:
      return quotes(at) || possessive(at) || currencySign(at) || space(at) || notEqual(at) || sign(at);
    default:
      return name(at);
  }
}

void Slips::dates() {
  for (Index i = 0; i < tokens_.count(); ++i) {
    if (type(i) != JuratLexer::NUMBER) continue;
    if (is(touching(i), JuratLexer::SLASH)) {
      signDate(i);
    } else {
      chineseDate(i);
    }
  }
}

void Slips::run() {
  std::size_t line = 0;
  for (Index i = 0; i < tokens_.count(); ++i) {
    if (token(i).getChannel() != antlr4::Token::DEFAULT_CHANNEL || type(i) == antlr4::Token::EOF) continue;
    if (token(i).getLine() != line) in_row_ = is(i, JuratLexer::BAR);
    line = token(i).getLine();
    look(i);
  }
  rows();
}

}  // namespace jurat
