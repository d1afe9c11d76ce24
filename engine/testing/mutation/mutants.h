// Mutants: small changes of a checked program, each of which some test should notice.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "engine/check/program.h"

namespace jurat {

class SourceMap;

// One change, made in every node that stands for the same written text (what a section or a version shares is
// written once and checked several times).
struct Mutant {
  PackId pack{};
  std::string declaration;  // the name of the first one it changes
  Span place;
  std::string change;                           // "`7%` -> `8%`", "without exception `sme`"
  std::vector<checked::DeclarationId> touches;  // declarations whose meaning it changes, sorted
  std::vector<std::function<void()>>
      switches;  // each makes the change when called, and undoes it when called again

  // What people and lists of accepted mutants call it; unique within a pack.
  std::string id() const { return declaration + ": " + change; }
  void toggle() const {
    for (const std::function<void()>& one : switches) one();
  }
};

// All mutants of the packs in `packs`, by place. They point into the program, which must outlive them; equal
// programs have equal lists. Left out is what no test can ask about: exposures, notes, statements, published
// rates.
std::vector<Mutant> mutantsOf(checked::Program& program, const std::vector<PackId>& packs,
                              const SourceMap& sources);

}  // namespace jurat
