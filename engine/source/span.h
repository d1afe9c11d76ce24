// Span: where a piece of text stands, in eight bytes; file, line and column exist only when a person reads.
#pragma once
#include <cstdint>

namespace jurat {

// Byte offsets into the one virtual text that all files of a SourceMap make up; `end` is exclusive.
// {0, 0} means "nowhere": the first file of a map starts at offset 1.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool known() const { return begin != 0; }
  friend bool operator==(const Span&, const Span&) = default;
};
static_assert(sizeof(Span) == 8);

// Whether one lies within the other.
constexpr bool within(Span inner, Span outer) { return outer.begin <= inner.begin && inner.end <= outer.end; }

// The smallest span that holds both.
constexpr Span cover(Span a, Span b) {
  if (!a.begin) return b;
  if (!b.begin) return a;
  return {a.begin < b.begin ? a.begin : b.begin, a.end > b.end ? a.end : b.end};
}

}  // namespace jurat
