// Looks at text letter by letter: decoding that never fails, for renderers and readers of this room.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace jurat {

struct Letter {
  char32_t code = 0;      // the code point, or the byte itself when it begins no valid one
  std::size_t bytes = 1;  // how many bytes it takes; never 0
  bool valid = true;      // false: not UTF-8
};

// The letter that begins at `at`, which must lie inside the text.
Letter letterAt(std::string_view text, std::size_t at);

// The offset of the first byte that is not UTF-8, or npos.
std::size_t firstInvalid(std::string_view text);

// What a letter may do in a name, by Unicode's general categories: begin it (L), continue it (M, N), neither.
enum class NamePart { Begins, Continues, Neither };
NamePart namePartOf(const Letter& letter);

// One letter as printable() shows it, and the columns it then takes.
void appendPrintable(std::string& out, std::string_view text, const Letter& letter, std::size_t at);
std::size_t columnsOf(const Letter& letter);

// printable() without line breaks and tabs, so that text of a file cannot forge lines of ours.
std::string printableLine(std::string_view text);

}  // namespace jurat
