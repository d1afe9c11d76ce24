// Looks: what the machine says of every rule, amount and benefit with one value of the fact, each figure with
// its course; private to engine/advice.
#pragma once
#include <vector>

#include "engine/advice/range/range.h"
#include "engine/advice/range/trace.h"

namespace jurat {

// Every rule, amount and benefit for each of its subjects, by pack id and as written; no names yet.
std::vector<RangeItem> rangeItems(const Machine& machine);
// Their names, citations and severity, by the run the machine stands at.
void nameItems(Machine& machine, std::vector<RangeItem>& items);

// Asks for all of them, then traces how they move. `uses`: the packs that run.
std::vector<RangeState> lookAt(Machine& machine, Trace& trace, const RangeOptions& options,
                               const std::vector<RangeItem>& items, const Number& here, Trace::Values values,
                               const std::vector<PackUse>& uses);

// Whether both say the same; `x` and `y` are the values of the fact that they were looked at with.
// A loose figure beside one that bends along no curve that is known is taken for the same, or with `certain`
// for another: whether the curve passes through it is not known.
bool sameState(const RangeState& a, const Number& x, const RangeState& b, const Number& y,
               bool certain = false);
// What both say, where they say the same: of each figure the line that is told.
RangeState joined(const RangeState& a, RangeState b);
// Whether a figure of it is loose.
bool isLoose(const RangeState& state);

}  // namespace jurat
