// Arithmetic on 64-bit numbers with one scale a column; what is open, or does not fit, is done lane by lane.
#include <algorithm>

#include "engine/batch/bounded.h"
#include "engine/batch/kernels.h"
#include "engine/batch/ops.h"

namespace jurat::batch {
namespace {

constexpr std::int64_t kMost = std::int64_t{1} << 62;

std::int64_t power(int digits) {
  std::int64_t out = 1;
  for (int i = 0; i < digits; ++i) out *= 10;
  return out;
}

}  // namespace

// Marks lanes that are not one settled number.
void Ops::exactLanes(const Column& column, std::uint8_t* odd) const {
  const std::size_t n = lanes();
  addOthers(column.can, kValue, n, odd);
  constexpr std::uint8_t kSaying = kLowOpen | kHighOpen | kMonths | kAnyPeriod | kUnanswered | kSaidUnknown;
  if (column.flags) addBits(column.flags, kSaying, n, odd);
  if (column.high && column.high != column.low) unequal(column.high, column.low, n, odd);
}

// The column with that many digits behind the point; lanes that do not fit are marked.
Column Ops::aligned(const Column& column, std::int8_t scale, std::uint8_t* odd) {
  if (column.scale == scale) return column;
  const int digits = scale - column.scale;
  const std::size_t n = lanes();
  Column out = column;
  if (digits > kMostScale) {  // only zero is the same at both scales
    for (std::size_t i = 0; i < n; ++i) odd[i] |= column.low[i] != 0 || column.highAt(i) != 0;
    out.scale = scale;
    return out;
  }
  const std::int64_t factor = power(digits);
  out.scale = scale;
  const auto scaled = [&](std::int64_t*& array) {
    auto* copy = arena().take<std::int64_t>(n);
    const bool fits = reachOf(array, n) < static_cast<std::uint64_t>(kMost / factor);
    if (fits) scaleBy(array, factor, n, copy);
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
  const std::size_t n = lanes();
  auto* apart = machine_.arena_.take<std::uint8_t>(n);
  if (!a.units || !b.units) {
    const Column& varying = a.units ? a : b;
    const std::uint32_t unit = a.units ? b.unit : a.unit;
    if (!varying.uniform) {
      differing(varying.units, unit, n, apart);
      return addBits(apart, 1, n, odd);
    }
  }
  for (std::size_t i = 0; i < n; ++i) odd[i] |= a.unitAt(i) != b.unitAt(i);
}

// Whether all lanes are one settled number each, without flags.
bool Ops::plain(const Column& column) const {
  if (column.flags || (column.high && column.high != column.low)) return false;
  return bitsOf(column.can, lanes()) == kValue;
}

Column Ops::addOrSubtract(const Step& step) {
  const std::size_t n = lanes();
  Column a = spread(at(step.a)), b = spread(at(step.b));
  Column out = makeColumn(arena(), Repr::Ordered, n);
  auto* odd = arena().filled<std::uint8_t>(n, 0);
  const std::int8_t scale = std::max(a.scale, b.scale);
  a = aligned(a, scale, odd);
  b = aligned(b, scale, odd);
  if (type(step).kind == TypeKind::Money) {
    sameUnits(a, b, odd);
    for (std::size_t i = 0; i < n; ++i) odd[i] |= a.unitAt(i) == 0;
    out.unit = a.unit;
    if (a.units) {
      unitsOf(arena(), out, n);
      std::copy(a.units, a.units + n, out.units);
    }
  }
  out.scale = scale;
  const bool minus = step.op == Op::Subtract;
  const bool fits = reachOf(a.low, n) < kMost && reachOf(b.low, n) < kMost &&
                    (!a.high || reachOf(a.high, n) < kMost) && (!b.high || reachOf(b.high, n) < kMost);
  if (fits && plain(a) && plain(b)) {
    std::fill(out.can, out.can + n, kValue);
    for (std::size_t i = 0; i < n; ++i) out.low[i] = minus ? a.low[i] - b.low[i] : a.low[i] + b.low[i];
    mend(step, out, odd);
    return out;
  }
  flagsOf(arena(), out, n);
  out.high = arena().take<std::int64_t>(n);
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint8_t fa = a.flagsAt(i), fb = b.flagsAt(i);
    Bounded lane = beginLane(a.can[i], fa, b.can[i], fb);
    odd[i] |= (a.can[i] | b.can[i]) & kEscaped;
    if (!(lane.can & kValue)) {
      if (!((a.can[i] | b.can[i]) & kEscaped)) odd[i] = 0;  // there is no unit to differ
    } else if (!fits || ((fa | fb) & (kAnyPeriod | kMonths))) {
      odd[i] = 1;
    } else {
      const bool low_open = (fa & kLowOpen) || (fb & (minus ? kHighOpen : kLowOpen));
      const bool high_open = (fa & kHighOpen) || (fb & (minus ? kLowOpen : kHighOpen));
      lane.low = minus ? a.low[i] - b.highAt(i) : a.low[i] + b.low[i];
      lane.high = minus ? a.highAt(i) - b.low[i] : a.highAt(i) + b.highAt(i);
      lane.flags |= static_cast<std::uint8_t>((low_open ? kLowOpen : 0) | (high_open ? kHighOpen : 0));
    }
    putLane(out, i, lane);
  }
  mend(step, out, odd);
  return out;
}

namespace {

struct Edge64 {
  int infinite = 0;
  std::int64_t at = 0;
};
bool below(const Edge64& a, const Edge64& b) {
  return a.infinite || b.infinite ? a.infinite < b.infinite : a.at < b.at;
}

// Steps::extremeOf for one lane.
class Extreme {
 public:
  explicit Extreme(bool highest) : highest_(highest) {}

  void add(const Column& part, std::size_t i) {
    const std::uint8_t can = part.can[i], flags = part.flagsAt(i);
    failed_ = failed_ || (can & kPossible) == kError;
    out_.why |= can & kWhy;
    out_.flags |= flags & kUnanswered;
    out_.can |= can & kError;
    if (!(can & kValue)) return;
    const Edge64 low{flags & kLowOpen ? -1 : 0, part.low[i]}, high{flags & kHighOpen ? 1 : 0, part.highAt(i)};
    const bool sure = (can & kPossible) == kValue;
    // Of the near side (low for the highest) certain values push; without one it is the farthest any can be.
    Edge64& far = highest_ ? high_ : low_;
    Edge64& near = highest_ ? low_ : high_;
    const Edge64& its_far = highest_ ? high : low;
    const Edge64& its_near = highest_ ? low : high;
    if (!any_ || beyond(its_far, far)) far = its_far;
    if (sure && certain_) {
      if (beyond(its_near, near)) near = its_near;
    } else if (sure || (!certain_ && (!any_ || beyond(near, its_near)))) {
      near = its_near;
    }
    certain_ = certain_ || sure;
    answered_ = answered_ || (sure && !(flags & kUnanswered));
    any_ = true;
  }

  Bounded result() {
    if (failed_) return {.can = kError};
    if (any_) {
      out_.can |= kValue;
      out_.low = low_.at;
      out_.high = high_.at;
      out_.flags |=
          static_cast<std::uint8_t>((low_.infinite ? kLowOpen : 0) | (high_.infinite ? kHighOpen : 0));
    }
    if (!certain_) out_.can |= kNone;
    return out_;
  }
  bool there() const { return answered_ && !failed_; }

 private:
  bool beyond(const Edge64& x, const Edge64& y) const { return highest_ ? below(y, x) : below(x, y); }

  bool highest_;
  Bounded out_;
  Edge64 low_, high_;
  bool certain_ = false, any_ = false, answered_ = false, failed_ = false;
};

}  // namespace

// Higher or lower of several. Lanes of settled numbers at once, the others by themselves.
Column Ops::extreme(const Step& step) {
  const std::size_t n = lanes();
  const std::uint32_t* operand = rules().operands.data() + step.a;
  if (step.count == 0) return alone(step);
  std::int8_t scale = 0;
  for (std::uint32_t k = 0; k < step.count; ++k) scale = std::max(scale, at(operand[k]).scale);
  Column out = makeColumn(arena(), Repr::Ordered, n);
  auto* odd = arena().filled<std::uint8_t>(n, 0);
  out.scale = scale;
  std::vector<Column> parts;
  bool simple = true;
  for (std::uint32_t k = 0; k < step.count; ++k) {
    parts.push_back(aligned(spread(at(operand[k])), scale, odd));
    simple = simple && plain(parts.back());
    if (k > 0) sameUnits(parts.front(), parts.back(), odd);
  }
  const Column& first = parts.front();
  out.unit = first.unit;
  if (first.units) {
    unitsOf(arena(), out, n);
    std::copy(first.units, first.units + n, out.units);
  }
  std::fill_n(mustOf(arena(), out, n), n, kThere);
  const bool highest = step.op == Op::Highest;
  std::fill(out.can, out.can + n, kValue);
  std::copy(first.low, first.low + n, out.low);
  for (std::size_t k = 1; k < parts.size(); ++k) furthest(parts[k].low, highest, n, out.low);
  if (simple) {
    if (bitsOf(odd, n)) mend(step, out, odd);
    return out;
  }
  auto* inexact = arena().filled<std::uint8_t>(n, 0);
  for (const Column& part : parts) exactLanes(part, inexact);
  flagsOf(arena(), out, n);
  out.high = arena().take<std::int64_t>(n);
  std::copy(out.low, out.low + n, out.high);
  for (std::size_t i = 0; i < n; ++i) {
    if (!inexact[i]) continue;
    Extreme extreme(highest);
    for (const Column& part : parts) {
      extreme.add(part, i);
      odd[i] |=
          static_cast<std::uint8_t>((part.can[i] & kEscaped) | (part.flagsAt(i) & (kAnyPeriod | kMonths)));
    }
    putLane(out, i, extreme.result());
    out.must[i] = extreme.there() ? kThere : 0;
  }
  mend(step, out, odd);
  return out;
}

// Money that is in the wanted currency already.
Column Ops::convert(const Step& step) {
  const std::size_t n = lanes();
  const std::uint32_t wanted = type(step).id;
  const Column a = spread(at(step.a));
  Column out = makeColumn(arena(), Repr::Ordered, n);
  out.scale = a.scale;
  out.unit = wanted;
  flagsOf(arena(), out, n);
  out.high = arena().take<std::int64_t>(n);
  auto* odd = arena().take<std::uint8_t>(n);
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint8_t can = a.can[i], flags = a.flagsAt(i);
    Bounded lane = beginLane(can, flags, can, flags);
    lane.flags |= flags & (kLowOpen | kHighOpen);
    lane.low = a.low[i];
    lane.high = a.highAt(i);
    putLane(out, i, lane);
    odd[i] = static_cast<std::uint8_t>((can & kEscaped) | (!(can & kValue) || a.unitAt(i) != wanted));
  }
  mend(step, out, odd);
  return out;
}

// ---- days

// A day moved by a period: later starts never end earlier, so bounds move like values (Steps::shift).
Column Ops::shift(const Step& step) {
  const std::size_t n = lanes();
  const Column& length = at(step.b);
  const bool day = type(step).kind == TypeKind::Date && !(step.flags & kFromMoment);
  constexpr std::uint8_t kOpen = kLowOpen | kHighOpen | kAnyPeriod;
  const bool known = length.uniform && length.can[0] == kValue && !(length.flagsAt(0) & kOpen) &&
                     length.scale == 0 && length.highAt(0) == length.low[0];
  const Column start = spread(at(step.a));
  if (!day || !known || start.scale != 0) return alone(step);
  const auto rule = static_cast<MonthEnd>(step.flags & kMonthEnds);
  const bool months = length.flagsAt(0) & kMonths;
  const std::int64_t count = step.op == Op::DateMinus ? -length.low[0] : length.low[0];
  const auto moved = [&](std::int64_t from) {
    const Date at{static_cast<std::int32_t>(from)};
    return months ? plusMonths(at, count, rule) : plusDays(at, count / 86400);
  };
  Column out = makeColumn(arena(), Repr::Ordered, n);
  flagsOf(arena(), out, n);
  out.high = arena().take<std::int64_t>(n);
  auto* odd = arena().filled<std::uint8_t>(n, 0);
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint8_t can = start.can[i], flags = start.flagsAt(i);
    Bounded lane = beginLane(can, flags, can, flags);
    odd[i] = can & kEscaped;
    if (lane.can & kValue) {
      const bool exact = can == kValue && !(flags & kOpen) && start.low[i] == start.highAt(i);
      const std::optional<Date> low = flags & kLowOpen ? Date{} : moved(start.low[i]);
      const std::optional<Date> high = flags & kHighOpen ? Date{} : exact ? low : moved(start.highAt(i));
      odd[i] |= static_cast<std::uint8_t>(!low || !high || (!exact && months && rule == MonthEnd::Error));
      lane.flags |= flags & (kLowOpen | kHighOpen);
      lane.low = low ? low->days : 0;
      lane.high = high ? high->days : 0;
    }
    putLane(out, i, lane);
  }
  mend(step, out, odd);
  return out;
}

Column Ops::justBefore(const Step& step) {
  const Column& a = at(step.a);
  const std::size_t n = lanes();
  if (a.scale != 0 || !a.low) return alone(step);
  Column out = a;
  out.kept = false;
  out.low = arena().take<std::int64_t>(n);
  if (a.high) out.high = arena().take<std::int64_t>(n);
  for (std::size_t i = 0; i < n; ++i) {
    const bool value = (a.can[i] & kValue) && !(a.can[i] & kEscaped);
    const std::uint8_t flags = a.flagsAt(i);
    out.low[i] = value && !(flags & kLowOpen) ? a.low[i] - 1 : 0;
    if (a.high) out.high[i] = value && !(flags & kHighOpen) ? a.high[i] - 1 : 0;
  }
  return out;
}

}  // namespace jurat::batch
