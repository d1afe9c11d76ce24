// Formulas: what must hold for a condition to be yes, as demands on the values of facts joined by `and` and
// `or`; negation has been carried down to the demands.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/conditions/ranges.h"
#include "engine/check/program.h"

namespace jurat::analysis {

enum class TermId : std::uint32_t {};

// Something whose value a condition asks about: a fact of a stated element, the as-of day, or an expression
// that is not looked into. Values are numbers: of a choice the index of the option, of yes and no 1 and 0, of
// a day its count, of a text its place in Conditions::texts().
struct Term {
  std::uint64_t identity = 0;  // equal for expressions that mean the same
  Type type;
  bool whole = false;   // only whole numbers
  bool free = false;    // a company can answer any value of its domain, whatever it answers elsewhere
  bool is_set = false;  // a set of options
  bool can_be_none = false;
  bool months = false;    // a period counted in months
  bool is_event = false;  // a day or moment that has happened: not after the as-of day
  Ranges domain = Ranges::all(false);
  FactId fact{kNoId};            // of a free term; kNoId: the as-of day
  std::uint32_t option = kNoId;  // of a fact `per` a choice: the index of the option
  std::vector<EntityId> way;     // from the subject to the element: the entities of its records, or of what
                                 // contains it
  const checked::Expr* expression = nullptr;  // as first met
  std::string name;                           // for people
};

inline constexpr std::uint8_t kHasValue = 1, kIsNone = 2, kSaidUnknown = 4;

// What one condition asks of one term. Of a set: options that it must hold, must not hold, and of which it
// must hold at least one.
struct Demand {
  std::uint8_t states = kHasValue;
  Ranges values = Ranges::all(false);
  Ranges in = Ranges::none(true), out = Ranges::none(true);
  std::vector<Ranges> some{};
};

// What a cell of a table accepts of the value of its column: numbers as in Term, or `none`.
struct Accepted {
  Ranges values = Ranges::all(false);
  bool none = false;
  std::optional<bool> months{};  // of periods: counted in months, or in seconds
};

// Whether the values of a type, as numbers, are whole.
bool isWhole(const Type& type);

enum class FormulaKind : std::uint8_t { Yes, No, Demand, All, Any };
struct Formula {
  FormulaKind kind = FormulaKind::Yes;
  TermId term{};
  Demand demand{};
  std::vector<const Formula*> parts{};
};

}  // namespace jurat::analysis
