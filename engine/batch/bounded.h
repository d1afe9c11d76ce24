// Bounded: one lane of an ordered column while it is being made; private to engine/batch.
#pragma once
#include <cstdint>

#include "engine/batch/column.h"

namespace jurat::batch {

// A lane of an ordered column between bounds, being made.
struct Bounded {
  std::uint8_t can = 0, why = 0, flags = 0;
  std::int64_t low = 0, high = 0;
};

// What every strict operation shares (Steps::begin): an error or `none` of an operand is an error.
inline Bounded beginLane(std::uint8_t a, std::uint8_t fa, std::uint8_t b, std::uint8_t fb) {
  Bounded out;
  const auto either = static_cast<std::uint8_t>(a | b);
  if (either & (kNone | kError)) out.can |= kError;
  out.can |= a & b & kValue;
  out.why = either & kWhy;
  out.flags = static_cast<std::uint8_t>((fa | fb) & kUnanswered);
  return out;
}

// What is fully known needs no cause and is given (Steps::settle).
inline void putLane(Column& out, std::size_t i, Bounded lane) {
  constexpr std::uint8_t kOpen = kLowOpen | kHighOpen;
  if (lane.flags & kLowOpen || !(lane.can & kValue)) lane.low = 0;
  if (lane.flags & kHighOpen || !(lane.can & kValue)) lane.high = 0;
  const bool exact = lane.can == kValue && !(lane.flags & kOpen) && lane.low == lane.high;
  if (exact || lane.can == kError || lane.can == kNone) {
    lane.why = 0;
    lane.flags &= static_cast<std::uint8_t>(~(kUnanswered | kSaidUnknown));
  }
  out.can[i] = static_cast<std::uint8_t>(lane.can | lane.why);
  out.flags[i] = lane.flags;
  out.low[i] = lane.low;
  out.high[i] = lane.high;
}

}  // namespace jurat::batch
