// Waivers among the dates to come: the day on which each begins to hold, and that on which it does no more.
#pragma once
#include <vector>

#include "engine/advice/timeline/timeline.h"
#include "engine/gate/gate.h"

namespace jurat {

// Adds those that speak of the profile, by day, behind what changes on the same one. `judged` holds its
// assessment of the first day looked at. Whether a waiver lapses before its last day, because facts change,
// is no question of the day.
void addWaivers(const std::vector<Waiver>& waivers, const JudgedProfile& judged, Timeline& timeline);

}  // namespace jurat
