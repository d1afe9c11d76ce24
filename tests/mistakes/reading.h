// Reading: a library of packs as an author's tools see it: loaded, checked, its tests run, and linted.
#pragma once
#include <string>
#include <vector>

#include "engine/source/diagnostic.h"
#include "engine/source/source_map.h"
#include "tests/mistakes/mistake.h"

namespace jurat::test {

struct Reading {
  SourceMap sources;
  std::vector<Diagnostic> diagnostics;  // of every level, by place
  std::size_t failed_tests = 0;

  std::string file(Span span) const;    // its path below the library; empty for nowhere
  std::size_t offset(Span span) const;  // of its beginning, in that file
};

// Writes the library into a folder of its own, and reads it from there as `jurat test` and `jurat lint` do.
void read(const Library& library, Reading& reading);

}  // namespace jurat::test
