// What is said of one finding besides its reasoning, point by point; private to engine/reports/html.
#pragma once
#include <map>
#include <vector>

#include "engine/reports/html/desk.h"

namespace jurat::html {

using StakesOf = std::map<std::size_t, std::vector<const ExposureLine*>>;  // by finding

// Law, deadline, what is missing and who could say, what is at stake, notes, remedy, waiver: each with its
// label.
List pointsOf(const Finding& finding, std::size_t index, const Part& part, const StakesOf& stakes,
              const Desk& desk);

}  // namespace jurat::html
