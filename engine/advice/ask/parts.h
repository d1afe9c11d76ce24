// Parts: the values of a type, told apart as far as the constants behind an answer do; for unknown.cpp only.
#pragma once
#include "engine/advice/ask/unknown.h"

namespace jurat::asking {

// `said`: the range or `unknown` that the profile gives, or null.
void fillParts(const Fact& fact, const Answer* said, const UnknownSpec& spec, Unknown& out);

// Of a set of options: those that some step asks for, in groups that no step tells apart; with a group of
// those that none asks for where one asks whether the set is empty.
std::vector<std::vector<std::uint32_t>> optionGroups(const Type& type, const UnknownSpec& spec);

// Of ordered types but periods and money without a currency.
void fillIntervals(const Fact& fact, const Answer* said, const UnknownSpec& spec, Unknown& out);

}  // namespace jurat::asking
