// Parts: the values of a type, told apart as far as the constants behind an answer do; for unknown.cpp only.
#pragma once
#include "engine/advice/ask/unknown.h"

namespace jurat::asking {

// `said`: the range or `unknown` that the profile gives, or null.
void fillParts(const Fact& fact, const Answer* said, const UnknownSpec& spec, Unknown& out);

// Of ordered types but periods and money without a currency.
void fillIntervals(const Fact& fact, const Answer* said, const UnknownSpec& spec, Unknown& out);

}  // namespace jurat::asking
