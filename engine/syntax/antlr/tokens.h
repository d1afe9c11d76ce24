// The tokens of one rule file, with their places in bytes: ANTLR counts code points.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
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
  std::string_view text(const antlr4::Token& token) const;
  const SourceFile& source() const { return source_; }

 private:
  const SourceFile& source_;
  std::vector<std::uint32_t> bytes_;  // empty when every character is one byte
};

// What the lexer reads in place of the text: one ASCII character for each code point (see grammar/Jurat.g4).
// What a token says is read from the text itself, by Offsets::text.
std::string standIns(const SourceFile& source);

// A token stream whose tokens may be mended before the parser sees them.
class Tokens : public antlr4::CommonTokenStream {
 public:
  using CommonTokenStream::CommonTokenStream;
  std::vector<std::unique_ptr<antlr4::Token>>& list() { return _tokens; }
  const antlr4::Token& at(std::size_t index) const { return *_tokens[index]; }
  std::size_t count() const { return _tokens.size(); }
};

}  // namespace jurat
