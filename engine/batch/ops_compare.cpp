// Comparisons of numbers between bounds, and of options.
#include <algorithm>

#include "engine/batch/kernels.h"
#include "engine/batch/ops.h"

namespace jurat::batch {
namespace {

using checked::CompareOp;

constexpr std::uint8_t kEither = kYes | kNo;

}  // namespace

Column Ops::compare(const Step& step) {
  if (step.operand == Repr::Ordered) return compareOrdered(step);
  const bool equal = static_cast<CompareOp>(step.flags) == CompareOp::Equal;
  if (step.operand == Repr::Option && equal) return compareOptions(step);
  if (step.operand == Repr::Set && equal) return compareSets(step);
  if (step.operand == Repr::Truth && equal) return compareTruths(step);
  return alone(step);
}

Column Ops::compareTruths(const Step& step) {
  const std::size_t n = lanes();
  const Column a = spread(at(step.a)), b = spread(at(step.b));
  Column out = makeColumn(arena(), Repr::Truth, n);
  auto* odd = bytes();
  sameTruth(a.can, b.can, n, out.can, odd);
  if (bitsOf(odd, n)) mend(step, out, odd);
  return out;
}

namespace {

// Low bounds of one below high bounds of the other. `n` is 1 of what is the same in every lane.
void orderOf(const std::int64_t* a, bool a_one, const std::int64_t* b, bool b_one, std::size_t n,
             std::uint8_t* out) {
  if (b_one) return lessThan(a, b[0], n, out);
  if (a_one) return lessThan(a[0], b, n, out);
  lessThan(a, b, n, out);
}

}  // namespace

// One lane stays one where that is simple: it is a limit of the law, as a rule.
Column Ops::side(const Column& column, std::int8_t scale, std::uint8_t* odd) {
  if (!column.uniform || column.units) return aligned(spread(column), scale, odd);
  if (column.scale == scale) return column;
  Column out = column;
  out.low = arena().filled<std::int64_t>(1, column.low[0]);
  if (out.high) out.high = arena().filled<std::int64_t>(1, column.high[0]);
  out.can = arena().filled<std::uint8_t>(1, column.can[0]);
  if (out.must) out.must = arena().filled<std::uint64_t>(1, column.must[0]);
  rescale(out, 1, scale);
  return out.can[0] == column.can[0] ? out : aligned(spread(column), scale, odd);
}

// The order of bounds in words, then what it means in bytes.
Column Ops::compareOrdered(const Step& step) {
  const std::size_t n = lanes();
  Column out = makeColumn(arena(), Repr::Truth, n);
  auto* odd = arena().filled<std::uint8_t>(n, 0);
  const std::int8_t scale = std::max(at(step.a).scale, at(step.b).scale);
  const Column a = side(at(step.a), scale, odd), b = side(at(step.b), scale, odd);
  const std::size_t an = a.uniform ? 1 : n, bn = b.uniform ? 1 : n;
  const std::uint8_t some = bitsOf(a.can, an) | bitsOf(b.can, bn);
  const std::int64_t *ah = a.high ? a.high : a.low, *bh = b.high ? b.high : b.low;
  std::uint8_t *less = bytes(), *greater = bytes(), *before = less, *behind = greater;
  orderOf(a.low, a.uniform, bh, b.uniform, n, less);
  orderOf(b.low, b.uniform, ah, a.uniform, n, greater);
  const bool exact = ah == a.low && bh == b.low;
  const auto op = static_cast<CompareOp>(step.flags);
  if (exact && some == kValue && !a.flags && !b.flags) {
    compareNumbers(op, less, greater, n, out.can);
  } else {
    if (!exact) {
      orderOf(ah, a.uniform, b.low, b.uniform, n, before = bytes());
      orderOf(bh, b.uniform, a.low, a.uniform, n, behind = bytes());
    }
    const auto lanes_of = [&](const std::uint8_t* array, bool one) -> const std::uint8_t* {
      return !array ? arena().filled<std::uint8_t>(n, 0) : one ? arena().filled(n, array[0]) : array;
    };
    const Ordering lanes{less,
                         greater,
                         before,
                         behind,
                         lanes_of(a.can, a.uniform),
                         lanes_of(b.can, b.uniform),
                         lanes_of(a.flags, a.uniform),
                         lanes_of(b.flags, b.uniform)};
    compareOrders(op, lanes, n, out.can);
    if (a.flags || b.flags) markPeriods(lanes.a_flags, lanes.b_flags, n, odd);
  }
  markUnits(a, b, some, odd);
  if (bitsOf(odd, n)) mend(step, out, odd);
  return out;
}

// Lanes whose two values are of different units; what is no value has none.
void Ops::markUnits(const Column& a, const Column& b, std::uint8_t some, std::uint8_t* odd) {
  if (!a.units && !b.units && a.unit == b.unit) return;
  const std::size_t n = lanes();
  auto* apart = arena().filled<std::uint8_t>(n, 0);
  sameUnits(a, b, apart);
  if (bitsOf(apart, n) == 0) return;
  const Column x = spread(a), y = spread(b);
  markApart(x.can, y.can, apart, !(some & (kNone | kError)), n, odd);
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
