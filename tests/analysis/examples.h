// Pieces of rule files, linted: in the pack below unless they open one of their own.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/analysis/lint.h"
#include "tests/check/corpus.h"

namespace jurat::test {

struct Linted {
  std::unique_ptr<Checked> checked;
  std::vector<Diagnostic> findings;

  std::vector<std::string> codes() const;
  bool finds(std::string_view code) const;
  const Diagnostic& only(std::string_view code) const;  // fails the test unless there is exactly one
  std::string rendered(std::string_view code) const;    // findings of that code, in the form `human`
};

// The piece with the pack around it.
std::string inPack(std::string_view piece);
// Fails the test when the text does not check.
Linted linted(std::string_view piece);

}  // namespace jurat::test
