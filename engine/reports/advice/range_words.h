// What a range says in words; private to engine/reports.
#pragma once
#include <map>
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
// Whether the figures, as they are written, tell one formula from any other.
bool tellsFigures(const Range& range, const RangeState& state);
// What the item becomes behind a breakpoint.
Message becomesText(const Range& range, const RuleSet& rules, const RangeItem& item, const RangeState& before,
                    const RangeState& after);
// Whether somebody has something to do about the item on one side.
bool concernsAnybody(const RangeItem& item, const RangeState& before, const RangeState& after);
const std::string& titleText(const RangeItem& item, Language language);
// "today EUR 118 400 000"
Message todayText(const Range& range, const RuleSet& rules);

// From piece `first` to piece `last` the amount is the same formula, and people are exposed to it alike.
struct Stake {
  std::size_t first = 0, last = 0;
  std::vector<ExposureState> states;  // sorted, each once; none: nobody is exposed
  const RangeState* amount = nullptr;
};

class Stakes {
 public:
  explicit Stakes(const Range& range);

  // Those that somebody is exposed to on some piece, in the order of the items.
  const std::vector<std::size_t>& amounts() const { return amounts_; }
  // In order, leaving nothing out.
  std::vector<Stake> of(std::size_t amount) const;
  Range::Piece piece(const Stake& stake) const;

 private:
  const Range& range_;
  std::vector<std::size_t> amounts_;
  std::map<std::size_t, std::vector<std::size_t>> exposing_;  // by amount: rules
};

}  // namespace jurat
