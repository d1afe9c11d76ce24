// The tokens of one rule file, with their places in bytes: ANTLR counts code points.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "JuratLexer.h"
#include "JuratParser.h"
#include "antlr4-runtime.h"
#include "engine/source/source_map.h"

namespace jurat {

// Code point to byte, by a table that ASCII files do not need.
class Offsets {
 public:
  explicit Offsets(const SourceFile& source);
  std::size_t byteOf(std::size_t code_point) const;
  Span span(const antlr4::Token& token) const;
  Span span(const antlr4::ParserRuleContext& context) const;  // first to last token; {0, 0} if it has none
  // What the token says, as it was mended if it was.
  std::string_view text(const antlr4::Token& token) const;
  const SourceFile& source() const { return source_; }
  // From now on the token says this instead of what was written.
  void mend(const antlr4::Token& token, std::string text);
  // The mended texts: whoever keeps views of what tokens say keeps these too.
  std::map<std::size_t, std::string> takeMended() { return std::move(mended_); }

 private:
  const SourceFile& source_;
  std::vector<std::uint32_t> bytes_;           // empty when every character is one byte
  std::map<std::size_t, std::string> mended_;  // by the token's first code point
};

// The ASCII sign that a sign of a Chinese input method was meant for (`，`, `｛`, `Ａ`), or 0. Full-width
// quotes, backslashes and number signs are none of these: inside a text they would end it.
char halfWidth(char32_t code);

// What the lexer reads in place of the text: one ASCII character for each code point (see grammar/Jurat.g4).
// What a token says is read from the text itself, by Offsets::text.
std::string standIns(const SourceFile& source);

// `cases` begins a table only where a row follows and none goes on; everywhere else it is a name. A row ends
// with its line, which the grammar cannot see.
class Tokens;
void settleCases(Tokens& tokens);

// A token stream whose tokens may be mended before the parser sees them.
class Tokens : public antlr4::CommonTokenStream {
 public:
  using CommonTokenStream::CommonTokenStream;
  std::vector<std::unique_ptr<antlr4::Token>>& list() { return _tokens; }
  const antlr4::Token& at(std::size_t index) const { return *_tokens[index]; }
  std::size_t count() const { return _tokens.size(); }
};

}  // namespace jurat
