// Reviews and switches: what the packs themselves say of findings.
#pragma once
#include <vector>

#include "engine/analysis/finding.h"

namespace jurat::analysis {

// The findings without those that a review silences or a pack switches off, at the levels that the packs give
// them; with those about reviews and switches themselves. Sorted by place.
std::vector<Diagnostic> settle(Lints& lints);

}  // namespace jurat::analysis
