// Meaning: what a slot of the machine will hold once everything is known, as terms over what is not known
// now; and what these terms stand for.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "engine/advice/linear/terms.h"
#include "engine/evaluate/causes.h"
#include "engine/evaluate/slot.h"
#include "engine/profile/profile.h"

namespace jurat::linear {

// Null terms: the slot's kind has no such thing, or it is not written in terms (texts, elements).
struct Meaning {
  Term error = nullptr, none = nullptr;  // never null, never both
  Term yes = nullptr;                    // of a truth; neither error nor none
  Term number = nullptr;                 // of what is ordered; of an option its index, a whole number
  Term endless = nullptr;                // of a due day: there is no deadline
  std::vector<Term> bits;                // of a set by option, of a verdict by bit of the outcome
  std::uint32_t unit = 0;                // of money
  bool months = false, any_period = false;
};

// An unknown fact.
struct Variable {
  InstanceId instance{kNoId};
  FactId fact{kNoId};
  std::uint32_t option = 0;
  Meaning meaning;
  std::vector<Term> constants;  // that stand for it
  Term domain = nullptr;        // what its type, its domain and the profile say of it
};

// What is not written in terms: whatever its slot may hold. A company that answers one of the facts
// otherwise may have another one.
struct Stranger {
  std::vector<Cause> causes;
  std::vector<Term> constants;
  Term domain = nullptr;
};

// Of a stranger that one number decides, and that never falls while that rises.
struct Climb {
  Term from = nullptr, to = nullptr;
  std::function<std::optional<Number>(const Number&)> at;
};

// An answer is the same for two companies if all of these are.
struct Picture {
  std::vector<Variable> variables;
  std::vector<Stranger> strangers;
  std::vector<Climb> climbs;
  std::vector<Term> answer;
  bool narrowed = false;  // some answers that a company may give are left out
  bool whole = false;     // false: there is more to the answer, or it was too long to write
};

}  // namespace jurat::linear
