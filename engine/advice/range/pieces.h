// Pieces: what was said of values beside each other put together; private to engine/advice.
#pragma once
#include <deque>
#include <utility>
#include <vector>

#include "engine/advice/range/looks.h"

namespace jurat {

// Values of the fact for which the run is the same as for `here`.
struct Region {
  Number low, high, here;
  bool low_in = true, high_in = true;          // whether the ends belong to it
  bool low_tried = false, high_tried = false;  // it ends there for want of knowing better
  // Item and what is said of it (into Looked::states), where that is not what the first region says; sorted.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> states;
  std::vector<Trace::Meeting> meetings;
};

// All that was looked at.
struct Looked {
  std::vector<Region> regions;       // in order, leaving nothing out unless the search was cut short
  std::vector<std::uint32_t> first;  // by item, into `states`: what the first region says
  std::deque<RangeState> states;     // what is said more than once is kept once

  std::uint32_t on(const Region& region, std::size_t item) const;
};

// Sets stretches, breakpoints and what decides there; `whole`: there is nothing between whole numbers.
void pieceTogether(const Machine& machine, bool whole, const Looked& looked, Range& out);

}  // namespace jurat
