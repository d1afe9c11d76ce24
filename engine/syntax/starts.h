// Where the things begin that an author writes as a line of its own: what the formatter must know beyond the
// words.
#pragma once
#include <cstdint>
#include <map>

#include "engine/syntax/ast.h"

namespace jurat {

enum class StartKind : std::uint8_t {
  None,
  Declaration,
  Clause,      // keyword of one word, then the value
  WideClause,  // `at most`, `at least`
  BareClause,  // `permits`: no value, but as wide as a keyword
  Other,       // exceptions, versions, `not waivable`: never aligned
  Fact,
  Option,
  Row,
  CaseRow,  // of `cases` in a test
  TestItem,
  Expect,
  Limb,  // found by the formatter itself: an item of a list with labels
};

// Offsets into the source's text.
using Starts = std::map<std::uint32_t, StartKind>;

Starts startsOf(const ast::File& file, std::uint32_t base);

}  // namespace jurat
