// Witness: a solution as people and profiles say it: "headcount is 249 and is_sme is yes", and the answers as
// YAML.
#pragma once
#include <string>

#include "engine/analysis/conditions/solve.h"

namespace jurat::analysis {

struct Witness {
  std::string sentence;  // "headcount is 249 and relation is linked, on 2026-07-27"; "" when nothing matters
  std::string profile;   // the answers below `company:`; "" when there are none
  std::string day;       // "2026-07-27", or "" for any day
};

Witness witness(const Conditions& conditions, const Solution& solution);

}  // namespace jurat::analysis
