// Arithmetic on 64-bit numbers with one scale a column; what is open, or does not fit, is done lane by lane.
#include <algorithm>

#include "engine/batch/ops.h"

namespace jurat::batch {
namespace {

constexpr std::int64_t kMost = std::int64_t{1} << 62;

// No number of the array is further from zero.
std::uint64_t reach(const std::int64_t* values, std::size_t n) {
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < n; ++i) bits |= static_cast<std::uint64_t>(values[i] ^ (values[i] >> 63));
  return bits;
}

std::int64_t power(int digits) {
  std::int64_t out = 1;
  for (int i = 0; i < digits; ++i) out *= 10;
  return out;
}

}  // namespace

// Marks lanes that are not one settled number.
void Ops::exactLanes(const Column& column, std::uint8_t* odd) const {
  const std::size_t n = lanes();
  for (std::size_t i = 0; i < n; ++i) odd[i] |= column.can[i] ^ kValue;
  if (column.flags) {
    for (std::size_t i = 0; i < n; ++i)
      odd[i] |= column.flags[i] & (kLowOpen | kHighOpen | kMonths | kAnyPeriod | kUnanswered | kSaidUnknown);
  }
  if (column.high && column.high != column.low) {
    for (std::size_t i = 0; i < n; ++i) odd[i] |= column.high[i] != column.low[i];
  }
}

// The column with that many digits behind the point; lanes that do not fit are marked.
Column Ops::aligned(const Column& column, std::int8_t scale, std::uint8_t* odd) {
  if (column.scale == scale) return column;
  const std::int64_t factor = power(scale - column.scale);
  const std::size_t n = lanes();
  Column out = column;
  out.scale = scale;
  const auto scaled = [&](std::int64_t*& array) {
    auto* copy = arena().take<std::int64_t>(n);
    const bool fits = reach(array, n) < static_cast<std::uint64_t>(kMost / factor);
    for (std::size_t i = 0; fits && i < n; ++i) copy[i] = array[i] * factor;
    for (std::size_t i = 0; !fits && i < n; ++i) {
      if (__builtin_mul_overflow(array[i], factor, &copy[i])) copy[i] = 0, odd[i] = 1;
    }
    array = copy;
  };
  const bool exact = out.high == out.low || !out.high;
  scaled(out.low);
  if (exact) {
    out.high = column.high ? out.low : nullptr;
  } else {
    scaled(out.high);
  }
  return out;
}

void Ops::sameUnits(const Column& a, const Column& b, std::uint8_t* odd) const {
  if (!a.units && !b.units) {
    if (a.unit != b.unit) std::fill(odd, odd + lanes(), 1);
    return;
  }
  for (std::size_t i = 0; i < lanes(); ++i) odd[i] |= a.unitAt(i) != b.unitAt(i);
}

Column Ops::addOrSubtract(const Step& step) {
  const std::size_t n = lanes();
  Column a = spread(at(step.a)), b = spread(at(step.b));
  Column out = makeColumn(arena(), Repr::Ordered, n);
  auto* odd = arena().filled<std::uint8_t>(n, 0);
  const std::int8_t scale = std::max(a.scale, b.scale);
  a = aligned(a, scale, odd);
  b = aligned(b, scale, odd);
  exactLanes(a, odd);
  exactLanes(b, odd);
  const bool money = type(step).kind == TypeKind::Money;
  if (money) {
    sameUnits(a, b, odd);
    for (std::size_t i = 0; i < n; ++i) odd[i] |= a.unitAt(i) == 0;
    out.unit = a.unit;
    if (a.units) {
      unitsOf(arena(), out, n);
      std::copy(a.units, a.units + n, out.units);
    }
  }
  out.scale = scale;
  std::fill(out.can, out.can + n, kValue);
  const bool minus = step.op == Op::Subtract;
  const bool fits = reach(a.low, n) < kMost && reach(b.low, n) < kMost;
  for (std::size_t i = 0; fits && i < n; ++i) out.low[i] = minus ? a.low[i] - b.low[i] : a.low[i] + b.low[i];
  for (std::size_t i = 0; !fits && i < n; ++i) {
    const bool over = minus ? __builtin_sub_overflow(a.low[i], b.low[i], &out.low[i])
                            : __builtin_add_overflow(a.low[i], b.low[i], &out.low[i]);
    if (over) out.low[i] = 0, odd[i] = 1;
  }
  mend(step, out, odd);
  return out;
}

Column Ops::multiply(const Step& step) {
  const std::size_t n = lanes();
  const Column a = spread(at(step.a)), b = spread(at(step.b));
  if (a.scale + b.scale > kMostScale) return alone(step);
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
  mend(step, out, odd);
  return out;
}

// Higher or lower of several that are all settled.
Column Ops::extreme(const Step& step) {
  const std::size_t n = lanes();
  const std::uint32_t* operand = rules().operands.data() + step.a;
  if (step.count == 0) return alone(step);
  std::int8_t scale = 0;
  for (std::uint32_t i = 0; i < step.count; ++i) scale = std::max(scale, at(operand[i]).scale);
  Column out = makeColumn(arena(), Repr::Ordered, n);
  auto* odd = arena().filled<std::uint8_t>(n, 0);
  out.scale = scale;
  std::fill(out.can, out.can + n, kValue);
  Column first;
  for (std::uint32_t k = 0; k < step.count; ++k) {
    const Column each = aligned(spread(at(operand[k])), scale, odd);
    exactLanes(each, odd);
    if (k == 0) {
      first = each;
      std::copy(each.low, each.low + n, out.low);
      continue;
    }
    sameUnits(first, each, odd);
    if (step.op == Op::Highest) {
      for (std::size_t i = 0; i < n; ++i) out.low[i] = std::max(out.low[i], each.low[i]);
    } else {
      for (std::size_t i = 0; i < n; ++i) out.low[i] = std::min(out.low[i], each.low[i]);
    }
  }
  out.unit = first.unit;
  if (first.units) {
    unitsOf(arena(), out, n);
    std::copy(first.units, first.units + n, out.units);
  }
  std::fill_n(mustOf(arena(), out, n), n, kThere);
  mend(step, out, odd);
  return out;
}

// Money that is in the wanted currency already.
Column Ops::convert(const Step& step) {
  const std::size_t n = lanes();
  const std::uint32_t wanted = type(step).id;
  const Column a = spread(at(step.a));
  Column out = a;
  out.kept = false;
  out.must = nullptr;
  out.flags = nullptr;
  out.units = nullptr;
  out.unit = wanted;
  out.high = nullptr;
  out.can = arena().filled<std::uint8_t>(n, kValue);
  auto* odd = arena().filled<std::uint8_t>(n, 0);
  exactLanes(a, odd);
  for (std::size_t i = 0; i < n; ++i) odd[i] |= a.unitAt(i) != wanted;
  std::uint8_t some = 0;
  for (std::size_t i = 0; i < n; ++i) some |= odd[i];
  if (some == 0) return out;
  out.low = arena().take<std::int64_t>(n);
  std::copy(a.low, a.low + n, out.low);
  mend(step, out, odd);
  return out;
}

}  // namespace jurat::batch
