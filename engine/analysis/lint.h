// lint(): what is right by the rules of the language and wrong by those of the craft; findings with stable
// codes.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/source/diagnostic.h"

namespace jurat {

class SourceMap;
namespace checked {
struct Program;
}

// One lint. What it means, with a wrong and a right example, stands on the page of its code
// (engine/source/pages_lint.cpp); docs/lints.md is made from both.
struct Lint {
  std::string_view code;
  std::string_view name;  // "overlapping-exceptions"
  DiagnosticLevel level = DiagnosticLevel::Warning;
  bool has_fix = false;  // whether `--fix` mends it
};

// Sorted by code.
std::span<const Lint> lints();

// The findings in the packs of these ids (all when empty), those of check() that are warnings included; what
// the packs review or switch off is left out. Sorted by place.
std::vector<Diagnostic> lint(const checked::Program& program, const SourceMap& sources,
                             const std::vector<std::string>& packs, const std::vector<Diagnostic>& warnings);

// docs/lints.md.
std::string lintsDocument();

}  // namespace jurat
