// Layout of text in columns, wide characters counted as a terminal shows them.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace jurat {

// Breaks a text at spaces (or between wide characters) so that no line passes `width`; the first line starts
// behind `first`, the others behind as many spaces. No line begins with a closing mark or ends with an
// opening one. What cannot be broken and is longer than a line stands on one of its own.
std::string wrapped(std::string_view first, std::string_view text, std::size_t width);

// The same text for wrapped(), which will not break it anywhere.
std::string unbroken(std::string_view text);

// Left text, then as much room as there is, then the right text; on two lines when both do not fit. Line
// breaks within the texts become spaces, here and in cut().
std::string spread(std::string_view left, std::string_view right, std::size_t width);

// What people wrote, as the one line that stands at a head: what is hidden is shown as \u{XXXX}, runs of
// spaces are one, so that nothing of it can be taken for another line or column; at most `width` columns.
std::string headline(std::string_view text, std::size_t width);

// At most `width` columns, cut with an ellipsis.
std::string cut(std::string_view text, std::size_t width);

std::string padded(std::string_view text, std::size_t width);

}  // namespace jurat
