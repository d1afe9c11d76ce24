// Whether formulas can all hold at once, and if so for which answers; exact for demands on free terms.
#pragma once
#include <cstddef>
#include <vector>

#include "engine/analysis/conditions/conditions.h"

namespace jurat::analysis {

enum class Answer : std::uint8_t {
  Never,      // no answers make them all hold
  Possible,   // the values in the solution do, whatever else is answered
  Undecided,  // perhaps: it turns on expressions that are not looked into, or the search was given up
};

// What a term may be in a solution.
struct Found {
  TermId term{};
  std::uint8_t states = 0;
  Ranges values = Ranges::all(false);
  Ranges in = Ranges::none(true), out = Ranges::none(true);  // of a set
  std::vector<Ranges> some{};
};

struct Solution {
  Answer answer = Answer::Never;
  std::vector<Found> found{};  // the terms that matter, in the order in which they were met
};

// `Little` gives up early: for questions where not to know means to say nothing.
enum class Effort { Full, Little };
Solution solve(const Conditions& conditions, const std::vector<const Formula*>& goals,
               Effort effort = Effort::Full);

}  // namespace jurat::analysis
