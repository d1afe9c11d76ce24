// The text of cells: decoded, folded, and written as JSON. Private to engine/intake.
#pragma once
#include <string>
#include <string_view>

#include "engine/intake/mapping.h"

namespace jurat::intake {

// Appends a cell in UTF-8 with each run of white space (blank, TAB, CR, LF, VT, FF, no-break space) as one
// blank and none at its ends. `bytes` must be valid in its encoding.
void appendFolded(std::string& out, std::string_view bytes, Encoding encoding);
std::string folded(std::string_view text);  // of UTF-8

// Appends a text as JSON, in its quotes.
void appendJson(std::string& out, std::string_view text);
// A value of a mapping as JSON; every scalar is text.
void appendJson(std::string& out, const Datum& datum);

// The offset of the first byte above 127, or npos.
std::size_t firstHigh(std::string_view bytes);
// The offset of the first byte that Windows-1252 does not define, or npos.
std::size_t firstUndefined(std::string_view bytes);

// "0x92".
std::string hexOf(char byte);

}  // namespace jurat::intake
