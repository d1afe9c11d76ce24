// Settling: the smallest sets of facts that settle an answer, found among the boxes of an exploration.
#pragma once
#include <vector>

#include "engine/advice/ask/ask.h"
#include "engine/advice/ask/explore.h"

namespace jurat::asking {

// Minimal sets of the unknowns `among`, by their place in it: with some of their values the answer is one,
// whatever the others are, and no smaller set within does that. Smallest first, then in the order of `among`.
std::vector<Settling> settlingsOf(const Explored& explored, const std::vector<std::size_t>& among,
                                  const RuleSet& rules, const Limits& limits);

}  // namespace jurat::asking
