// restsOn(): the facts that a finding rests on; private to engine/evaluate.
#pragma once
#include <vector>

#include "engine/evaluate/machine.h"

namespace jurat {

// What the reasoning of a finding read, and what it could not read; sorted by path, each once.
std::vector<RestsOn> restsOn(const Machine& machine, const Finding& finding);

}  // namespace jurat
