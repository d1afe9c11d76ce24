// Comparisons of numbers between bounds, and of options.
#include <algorithm>

#include "engine/batch/ops.h"

namespace jurat::batch {
namespace {

using checked::CompareOp;

constexpr std::uint8_t kEither = kYes | kNo;

inline std::uint8_t packed(bool yes, bool no) {
  return static_cast<std::uint8_t>((yes ? kYes : 0) | (no ? kNo : 0));
}

// What is possible of `a op b`, by what is possible of their order.
inline std::uint8_t possible(CompareOp op, bool less, bool equal, bool greater, bool same) {
  switch (op) {
    case CompareOp::Less:
      return packed(less, greater || equal);
    case CompareOp::LessEqual:
      return packed(less || equal, greater);
    case CompareOp::Equal:
      return packed(equal, !same);
    case CompareOp::GreaterEqual:
      return packed(greater || equal, less);
    case CompareOp::Greater:
      return packed(greater, less || equal);
  }
  return kEither;
}

struct Side {
  const std::uint8_t* can;
  const std::uint8_t* flags;  // may be null
  const std::int64_t *low, *high;
};

// Lanes whose operands are of one kind. `Op` is a constant in each loop.
template <CompareOp Op>
void compareAll(const Side& a, const Side& b, std::size_t n, std::uint8_t* out) {
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint8_t fa = a.flags ? a.flags[i] : std::uint8_t{0},
                       fb = b.flags ? b.flags[i] : std::uint8_t{0};
    const std::int64_t al = a.low[i], ah = a.high[i], bl = b.low[i], bh = b.high[i];
    const bool less = ((fa & kLowOpen) | (fb & kHighOpen)) != 0 || al < bh;
    const bool greater = ((fb & kLowOpen) | (fa & kHighOpen)) != 0 || bl < ah;
    const bool before = !((fa & kHighOpen) | (fb & kLowOpen)) && ah < bl;
    const bool behind = !((fb & kHighOpen) | (fa & kLowOpen)) && bh < al;
    const bool same = !((fa | fb) & (kLowOpen | kHighOpen)) && al == ah && bl == bh && al == bl;
    const auto either = static_cast<std::uint8_t>(a.can[i] | b.can[i]);
    std::uint8_t can =
        (a.can[i] & b.can[i] & kValue) ? possible(Op, less, !before && !behind, greater, same) : 0;
    if (either & (kNone | kError)) can |= kError;
    out[i] = static_cast<std::uint8_t>(can | ((can & (can - 1)) ? either & kWhy : 0));
  }
}

// The same where both are one number in every lane.
template <CompareOp Op>
void compareExact(const std::int64_t* __restrict a, const std::int64_t* __restrict b, std::size_t n,
                  std::uint8_t* __restrict out) {
  for (std::size_t i = 0; i < n; ++i) {
    const bool holds = Op == CompareOp::Less           ? a[i] < b[i]
                       : Op == CompareOp::LessEqual    ? a[i] <= b[i]
                       : Op == CompareOp::Equal        ? a[i] == b[i]
                       : Op == CompareOp::GreaterEqual ? a[i] >= b[i]
                                                       : a[i] > b[i];
    out[i] = static_cast<std::uint8_t>(holds ? kYes : kNo);
  }
}

template <CompareOp Op>
void compareColumns(const Side& a, const Side& b, std::size_t n, bool exact, std::uint8_t* out) {
  if (exact && !a.flags && !b.flags && a.low == a.high && b.low == b.high)
    return compareExact<Op>(a.low, b.low, n, out);
  compareAll<Op>(a, b, n, out);
}

void compareColumns(CompareOp op, const Side& a, const Side& b, std::size_t n, bool exact,
                    std::uint8_t* out) {
  switch (op) {
    case CompareOp::Less:
      return compareColumns<CompareOp::Less>(a, b, n, exact, out);
    case CompareOp::LessEqual:
      return compareColumns<CompareOp::LessEqual>(a, b, n, exact, out);
    case CompareOp::Equal:
      return compareColumns<CompareOp::Equal>(a, b, n, exact, out);
    case CompareOp::GreaterEqual:
      return compareColumns<CompareOp::GreaterEqual>(a, b, n, exact, out);
    case CompareOp::Greater:
      return compareColumns<CompareOp::Greater>(a, b, n, exact, out);
  }
}

Side sideOf(const Column& column) {
  return {column.can, column.flags, column.low, column.high ? column.high : column.low};
}

}  // namespace

Column Ops::compare(const Step& step) {
  if (step.operand == Repr::Ordered) return compareOrdered(step);
  const bool equal = static_cast<CompareOp>(step.flags) == CompareOp::Equal;
  if (step.operand == Repr::Option && equal) return compareOptions(step);
  if (step.operand == Repr::Set && equal) return compareSets(step);
  return alone(step);
}

Column Ops::compareOrdered(const Step& step) {
  const std::size_t n = lanes();
  Column out = makeColumn(arena(), Repr::Truth, n);
  auto* odd = arena().filled<std::uint8_t>(n, 0);
  Column a = spread(at(step.a)), b = spread(at(step.b));
  const std::int8_t scale = std::max(a.scale, b.scale);
  a = aligned(a, scale, odd);
  b = aligned(b, scale, odd);
  std::uint8_t some = 0;
  for (std::size_t i = 0; i < n; ++i) some |= static_cast<std::uint8_t>(a.can[i] | b.can[i]);
  compareColumns(static_cast<CompareOp>(step.flags), sideOf(a), sideOf(b), n, some == kValue, out.can);
  sameUnits(a, b, odd);
  if (some & (kNone | kError)) {  // what is no value has no unit to differ
    for (std::size_t i = 0; i < n; ++i)
      odd[i] &= (a.can[i] & b.can[i] & kValue) ? std::uint8_t{0xff} : std::uint8_t{0};
  }
  if (some & kEscaped) {
    for (std::size_t i = 0; i < n; ++i) odd[i] |= (a.can[i] | b.can[i]) & kEscaped;
  }
  for (std::size_t i = 0; (a.flags || b.flags) && i < n; ++i) {
    const std::uint8_t fa = a.flagsAt(i), fb = b.flagsAt(i);
    odd[i] |= static_cast<std::uint8_t>(((fa ^ fb) & kMonths) | ((fa | fb) & kAnyPeriod));
  }
  mend(step, out, odd);
  return out;
}

// Whether two sets hold the same.
Column Ops::compareSets(const Step& step) {
  const std::size_t n = lanes();
  const Column a = spread(at(step.a)), b = spread(at(step.b));
  Column out = makeColumn(arena(), Repr::Truth, n);
  auto* odd = arena().take<std::uint8_t>(n);
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint64_t x = a.may[i], y = b.may[i], xm = a.mustAt(i), ym = b.mustAt(i);
    const bool open = (a.flagsAt(i) | b.flagsAt(i)) & (kUnsettled | kUnanswered);
    const bool apart = (xm & ~y) || (ym & ~x), same = x == y && xm == x && ym == y && !open;
    const std::uint8_t can = apart ? kNo : same ? kYes : kEither;
    const auto either = static_cast<std::uint8_t>(a.can[i] | b.can[i]);
    out.can[i] = static_cast<std::uint8_t>(can | (can == kEither ? either & kWhy : 0));
    odd[i] = (either & (kPossible | kEscaped)) ^ kValue;
  }
  mend(step, out, odd);
  return out;
}

// Whether two options are the same one.
Column Ops::compareOptions(const Step& step) {
  const std::size_t n = lanes();
  const Column a = spread(at(step.a)), b = spread(at(step.b));
  Column out = makeColumn(arena(), Repr::Truth, n);
  auto* odd = arena().take<std::uint8_t>(n);
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint64_t x = a.may[i], y = b.may[i];
    const bool meet = (x & y) != 0, both = ((x & (x - 1)) | (y & (y - 1))) == 0;
    const std::uint8_t can = !meet ? kNo : both ? kYes : kEither;
    const auto why = static_cast<std::uint8_t>((a.can[i] | b.can[i]) & kWhy);
    out.can[i] = static_cast<std::uint8_t>(can | (can == kEither ? why : 0));
    odd[i] = static_cast<std::uint8_t>(((a.can[i] & (kPossible | kEscaped)) ^ kValue) |
                                       ((b.can[i] & (kPossible | kEscaped)) ^ kValue));
  }
  mend(step, out, odd);
  return out;
}

}  // namespace jurat::batch
