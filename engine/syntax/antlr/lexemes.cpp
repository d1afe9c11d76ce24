#include "engine/syntax/lexemes.h"

#include <algorithm>

#include "engine/syntax/antlr/tokens.h"

namespace jurat {

namespace {

LexemeKind lexemeKind(std::size_t type) {
  if (type == grammar::JuratLexer::COMMENT) return LexemeKind::Comment;
  if (type == grammar::JuratLexer::ID) return LexemeKind::Name;
  if (type >= grammar::JuratLexer::K_AND && type < grammar::JuratLexer::ID) return LexemeKind::Word;
  if (type == grammar::JuratLexer::NUMBER || type == grammar::JuratLexer::PERCENT ||
      type == grammar::JuratLexer::DATE || type == grammar::JuratLexer::MOMENT ||
      type == grammar::JuratLexer::STRING) {
    return LexemeKind::Literal;
  }
  return LexemeKind::Sign;
}

}  // namespace

std::vector<Lexeme> lexemes(const SourceFile& source) {
  antlr4::ANTLRInputStream input(standIns(source));
  grammar::JuratLexer lexer(&input);
  lexer.removeErrorListeners();
  Tokens tokens(&lexer);
  tokens.fill();
  const Offsets offsets(source);
  const std::string_view text = source.text;
  std::vector<Lexeme> out;
  std::uint32_t end = 0;
  for (const auto& token : tokens.list()) {
    if (token->getType() == antlr4::Token::EOF) break;
    const Span span = offsets.span(*token);
    Lexeme each{.kind = lexemeKind(token->getType()),
                .text = {},
                .begin = span.begin - source.base,
                .end = span.end - source.base};
    each.text = text.substr(each.begin, each.end - each.begin);
    const std::string_view between = text.substr(end, each.begin - end);
    each.breaks = static_cast<std::uint32_t>(std::count(between.begin(), between.end(), '\n'));
    // A file with the line ends of old Macintoshes has no `\n` at all.
    if (each.breaks == 0)
      each.breaks = static_cast<std::uint32_t>(std::count(between.begin(), between.end(), '\r'));
    end = each.end;
    out.push_back(each);
  }
  return out;
}

}  // namespace jurat
