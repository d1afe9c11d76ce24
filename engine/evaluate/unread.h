// What a profile says and nobody looked at.
#pragma once
#include <string>
#include <vector>

#include "engine/evaluate/assessment.h"

namespace jurat {

class Machine;

// What the profile gives and nothing that ran looked at, sorted: "company.member_states". `chosen`, by fact:
// it was read to tell which packs run. To be read by that, a fact must be one of a pack at work; of other
// packs a list is one answer, and a text counts like a number, as where they were not loaded: what else was
// loaded makes no difference.
std::vector<std::string> unreadFacts(const Machine& machine, const std::vector<PackUse>& uses,
                                     const std::vector<bool>& chosen);

}  // namespace jurat
