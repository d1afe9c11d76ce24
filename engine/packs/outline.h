// The outline of a rule file, found without parsing it: where its head ends, and whether anything but tests
// follows.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace jurat {

struct Outline {
  // Behind the closing brace of `pack NAME { }`; npos when the file does not open a pack.
  std::size_t head_end = std::string_view::npos;
  // Certainly nothing but `in pack`, `use` and tests: a run that runs no tests need not read the file.
  // Whatever is not understood makes it no.
  bool only_tests = false;
  // Of an opening file: its head begins here, and says a status, but certainly none with which a pack runs
  // without being named.
  std::size_t head_begin = 0;
  bool only_named = false;
};

// Looks at words, texts, brackets and comments alone; never fails.
Outline outlineOf(std::string_view text);

// The NAME of a file that begins with `pack NAME {`, in small letters, digits and `_`; empty for any other:
// what that opens has to be parsed.
std::string plainPackId(std::string_view text);

}  // namespace jurat
