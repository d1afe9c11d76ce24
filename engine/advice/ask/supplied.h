// Supplied: blocks whose result can be told to whoever asks, in place of a run.
#pragma once
#include <vector>

#include "engine/compile/rule_set.h"

namespace jurat::asking {

// By block: whether its value says all that there is to say of it, in a few values.
std::vector<bool> suppliedOf(const RuleSet& rules);

// By block: the first of those supplied that says the same, by the same steps, as the days on which rules of
// one chapter apply do; itself where it is not supplied.
std::vector<BlockId> likeOf(const RuleSet& rules, const std::vector<bool>& supplied);

}  // namespace jurat::asking
