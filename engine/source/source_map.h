// SourceMap: owns the text of every file of a run and turns spans into file, line and column.
#pragma once
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/source/span.h"

namespace jurat {

// A place as people name it. Lines and columns count from 1; columns count characters (code points).
struct Place {
  std::string_view file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

struct SourceFile {
  std::string name;                        // as shown to people: the path as given, or "<stdin>"
  std::string text;                        // without byte order mark, valid UTF-8
  std::uint32_t base = 0;                  // offset of text[0] in the virtual text
  std::vector<std::uint32_t> line_starts;  // offsets into text
  // Of a file with very long lines: how many characters stand before each kStride-th byte, so that the column
  // of a place in JSON without line breaks is not counted from its beginning.
  std::vector<std::uint32_t> characters;
  static constexpr std::size_t kStride = 512;

  Span span(std::size_t begin, std::size_t end) const {
    return {base + static_cast<std::uint32_t>(begin), base + static_cast<std::uint32_t>(end)};
  }
};

class SourceMap {
 public:
  // Adds a file; files never move or change. `text` must be valid UTF-8 (see readSource) and must fit().
  const SourceFile& add(std::string name, std::string text);
  // Leaves the offsets of a file of so many bytes unused, so that those behind it stand where they would.
  void pass(std::size_t bytes);
  // The offset at which the next file begins.
  std::uint32_t end() const { return next_; }

  // Whether a text of so many bytes still has offsets of its own: spans count to 4 GiB over all files.
  bool fits(std::size_t bytes) const;

  // The file that holds the span, or null for {0, 0}.
  const SourceFile* fileOf(Span span) const;
  std::string_view text(Span span) const;
  std::optional<Place> place(Span span) const;     // of the span's beginning
  std::optional<Place> endPlace(Span span) const;  // just behind the span's last character
  std::string placeText(Span span) const;          // "file:line:column", or "" for nowhere

  const std::deque<SourceFile>& files() const { return files_; }

 private:
  std::deque<SourceFile> files_;
  std::uint32_t next_ = 1;
};

}  // namespace jurat
