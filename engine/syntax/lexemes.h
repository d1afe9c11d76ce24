// The words and signs of a file with its comments, for the formatter; nothing of ANTLR.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace jurat {

struct SourceFile;

// A Word is a keyword wherever it stands, a Name any other identifier.
enum class LexemeKind : std::uint8_t { Name, Word, Literal, Sign, Comment };
struct Lexeme {
  LexemeKind kind = LexemeKind::Sign;
  std::string_view text;    // into the source
  std::uint32_t begin = 0;  // offset into the source's text
  std::uint32_t end = 0;
  std::uint32_t breaks = 0;  // line breaks between the one before and this one
};

std::vector<Lexeme> lexemes(const SourceFile& source);

}  // namespace jurat
