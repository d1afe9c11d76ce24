// Holds a program and its code, read from bytes that may be hostile, to what check() and compile() promise of
// theirs: everything that evaluation, explanation and reports rely on without looking again.
#pragma once
#include <string>
#include <vector>

#include "engine/base/limits.h"
#include "engine/compile/rule_set.h"

namespace jurat::bundle {

// The first promise that is broken, as a clause ("a step reads a slot behind it"); empty when none is. Of
// packs that are not `wanted` (empty: all are) only heads were read, and nothing else may lean on them.
std::string wrongIn(const RuleSet& rules, const std::vector<bool>& wanted, const Limits& limits);

}  // namespace jurat::bundle
