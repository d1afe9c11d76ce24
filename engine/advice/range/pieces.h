// Pieces: what was said of values beside each other put together; private to engine/advice.
#pragma once
#include <map>
#include <vector>

#include "engine/advice/range/looks.h"

namespace jurat {

// Values of the fact for which the run is the same as for `here`.
struct Region {
  Number low, high, here;
  bool low_in = true, high_in = true;          // whether the ends belong to it
  bool low_tried = false, high_tried = false;  // it ends there for want of knowing better
  std::map<std::size_t, RangeState> states;    // by item: what differs from the first look
  std::vector<Trace::Meeting> meetings;
};

// Sets stretches, breakpoints and what decides there; `regions` are in order and leave nothing out, `base` is
// what the first look said, `whole`: there is nothing between whole numbers.
void pieceTogether(const Machine& machine, bool whole, const std::vector<RangeState>& base,
                   const std::vector<Region>& regions, Range& out);

}  // namespace jurat
