// What a range says in words; private to engine/reports.
#pragma once
#include <string>
#include <vector>

#include "engine/reports/advice/range_report.h"

namespace jurat {

// A value of the fact as profiles write it: "EUR 50 000 000", "2027-01-01".
std::string valueOf(const Range& range, const RuleSet& rules, const Number& at);
// "x from EUR 0, below EUR 50 000 000"
Message pieceText(const Range& range, const RuleSet& rules, const Range::Piece& piece);
// "up to 7% × x + EUR 100"
Message figuresText(const Range& range, const RuleSet& rules, const RangeState& state);
// What the item becomes behind a breakpoint.
Message becomesText(const Range& range, const RuleSet& rules, const RangeItem& item, const RangeState& before,
                    const RangeState& after);
// Whether somebody has something to do about the item on one side.
bool concernsAnybody(const RangeItem& item, const RangeState& before, const RangeState& after);
const std::string& titleText(const RangeItem& item, Language language);
// Amounts that somebody is exposed to on some piece, in the order of the items.
std::vector<std::size_t> exposedAmounts(const Range& range);
// How somebody is exposed to the amount on a piece; sorted, each once.
std::vector<ExposureState> exposureOn(const Range& range, std::size_t amount, std::size_t piece);

}  // namespace jurat
