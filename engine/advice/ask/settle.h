// Settling: the smallest sets of facts that settle an answer, found among the boxes of an exploration.
#pragma once
#include <vector>

#include "engine/advice/ask/ask.h"
#include "engine/advice/ask/explore.h"

namespace jurat::asking {

// Sets of the unknowns `among`, by their place in it: with some of their values the answer is settled,
// whatever the others are, and with no fewer of these it is. Smallest first, then in the order of `among`.
// `unconfirmed`: a breach is a review.
std::vector<Settling> settlingsOf(const Explored& explored, const std::vector<std::size_t>& among,
                                  bool unconfirmed, const RuleSet& rules, const Limits& limits);

}  // namespace jurat::asking
