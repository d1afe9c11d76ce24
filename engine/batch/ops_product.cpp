// Products: of settled numbers, and of bounds with a settled number that is not below zero.
#include <algorithm>
#include <optional>

#include "engine/batch/bounded.h"
#include "engine/batch/kernels.h"
#include "engine/batch/ops.h"

namespace jurat::batch {
namespace {

constexpr std::uint8_t kOpen = kLowOpen | kHighOpen;

// Whether a lane is one number not below zero, which turns no bound around.
bool scales(const Column& column, std::size_t i) {
  constexpr std::uint8_t kSaying = kOpen | kMonths | kAnyPeriod | kUnanswered | kSaidUnknown;
  return column.can[i] == kValue && !(column.flagsAt(i) & kSaying) && column.low[i] >= 0 &&
         column.highAt(i) == column.low[i];
}

// Steps::multiply of such a number. Nothing where the scalar machine has to do it.
std::optional<Bounded> scaled(const Column& open, const Column& by, std::size_t i) {
  const std::uint8_t can = open.can[i], flags = open.flagsAt(i);
  if ((can & (kEscaped | kYes | kNo)) || (can & kPossible) == 0) return std::nullopt;
  if (flags & (kMonths | kAnyPeriod)) return std::nullopt;
  Bounded lane = beginLane(can, flags, kValue, 0);
  if (!(can & kValue)) {
    lane.can = kError;
    return lane;
  }
  const std::int64_t factor = by.low[i];
  // An open side times zero is zero.
  lane.flags |= factor == 0 ? std::uint8_t{0} : static_cast<std::uint8_t>(flags & kOpen);
  const bool low_open = (flags & kLowOpen) != 0, high_open = (flags & kHighOpen) != 0;
  if (__builtin_mul_overflow(low_open ? 0 : open.low[i], factor, &lane.low)) return std::nullopt;
  if (__builtin_mul_overflow(high_open ? 0 : open.highAt(i), factor, &lane.high)) return std::nullopt;
  return lane;
}

}  // namespace

Column Ops::multiply(const Step& step) {
  const std::size_t n = lanes();
  const Column a = spread(at(step.a)), b = spread(at(step.b));
  if (a.scale + b.scale > kMostScale || a.scale + b.scale < kLeastScale) return alone(step);
  Column out = makeColumn(arena(), Repr::Ordered, n);
  auto* odd = arena().filled<std::uint8_t>(n, 0);
  exactLanes(a, odd);
  exactLanes(b, odd);
  out.scale = static_cast<std::int8_t>(a.scale + b.scale);
  out.unit = a.unit ? a.unit : b.unit;
  if (a.units || b.units) {
    unitsOf(arena(), out, n);
    for (std::size_t i = 0; i < n; ++i) out.units[i] = a.unitAt(i) ? a.unitAt(i) : b.unitAt(i);
  }
  std::fill(out.can, out.can + n, kValue);
  for (std::size_t i = 0; i < n; ++i) {
    if (__builtin_mul_overflow(a.low[i], b.low[i], &out.low[i])) out.low[i] = 0, odd[i] = 1;
  }
  if (bitsOf(odd, n) == 0) return out;
  flagsOf(arena(), out, n);
  highOf(arena(), out, n);
  for (std::size_t i = 0; i < n; ++i) {
    if (!odd[i]) continue;
    const std::optional<Bounded> lane = scales(b, i)   ? scaled(a, b, i)
                                        : scales(a, i) ? scaled(b, a, i)
                                                       : std::nullopt;
    if (!lane) continue;
    putLane(out, i, *lane);
    odd[i] = 0;
  }
  mend(step, out, odd);
  return out;
}

}  // namespace jurat::batch
