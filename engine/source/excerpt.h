// Draws lines of a file with marks under them: the frame of the `human` form.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/source/span.h"

namespace jurat {

struct SourceFile;

struct Mark {
  Span span;
  std::string_view label;
  bool primary = false;
};

// ANSI colours, or nothing.
struct Paint {
  bool color = false;
  std::string_view primary{};  // the escape sequence of the diagnostic's level

  std::string operator()(std::string_view style, std::string_view text) const;
};
constexpr std::string_view kFrameStyle = "\x1b[1;34m";
constexpr std::string_view kBoldStyle = "\x1b[1m";

// The lines of one file that carry marks, each with its number behind a gutter of `gutter` columns;
// ends with a line break. A line too long for a terminal is cut around its marks.
std::string excerpt(const SourceFile& file, std::vector<Mark> marks, std::size_t gutter, const Paint& paint);

// The number (from 1) of the line that holds the offset of a span of this file.
std::size_t lineOf(const SourceFile& file, std::size_t offset);

}  // namespace jurat
