// Levels: the cases of a declaration as they are chosen between, with what each says of one slot.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "engine/analysis/conditions/conditions.h"

namespace jurat::analysis {

enum class Slot : std::uint8_t { Duty, Value, Due };

// Whether a level itself says something of the slot.
bool states(const checked::Branch& branch, Slot slot);

// An exception that says something of the slot, or one inside an exception that says nothing of it.
struct Case {
  const checked::Branch* branch = nullptr;
  std::vector<const checked::Branch*> within{};
  const Formula* holds = nullptr;
  const Formula* fails = nullptr;
  const std::vector<checked::Branch>* siblings = nullptr;  // among which it stands
};
std::vector<Case> casesOf(Conditions& conditions, const checked::Branch& level, Slot slot);

// One of the results that a level can have, and when.
struct Result {
  const Formula* when = nullptr;
  const checked::Branch* branch = nullptr;
};
std::vector<Result> resultsOf(Conditions& conditions, const checked::Branch& level, Slot slot);

bool sameResult(const Conditions& conditions, const checked::Branch& a, const checked::Branch& b, Slot slot);

// What holds whenever a version is looked at: its days, and that it applies.
const Formula* holdsAround(Conditions& conditions, const checked::Version& version);

// One view of a declaration for each option that it is `per`, or one view; `look` answers whether to go on.
// Of a choice with many options the first ones are looked at.
void eachView(const checked::Program& program, const SourceMap& sources,
              const checked::Declaration& declaration, const std::function<bool(Conditions&)>& look);

}  // namespace jurat::analysis
