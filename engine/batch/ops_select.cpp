// Levels of exceptions by blending, verdicts by their bits.
#include <algorithm>

#include "engine/batch/kernels.h"
#include "engine/batch/ops.h"

namespace jurat::batch {
namespace {

template <typename T>
void spreadOut(const T* from, bool uniform, std::size_t n, T* out) {
  if (uniform) {
    std::fill_n(out, n, from[0]);
  } else {
    std::copy_n(from, n, out);
  }
}

// Lanes of `from` where the mask is set; in all lanes when there is none.
template <typename T>
void blend(T* __restrict out, const T* __restrict from, bool uniform, const std::uint8_t* __restrict mask,
           std::size_t n) {
  if (!mask) {
    spreadOut(from, uniform, n, out);
  } else if (uniform) {
    const T value = from[0];
    for (std::size_t i = 0; i < n; ++i) out[i] = mask[i] ? value : out[i];
  } else {
    blendLanes(from, mask, n, out);
  }
}

template <typename T>
void blendValue(T* __restrict out, T value, const std::uint8_t* __restrict mask, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) out[i] = !mask || mask[i] ? value : out[i];
}

// The bits of choices beyond one word.
void takeWords(Column& out, const Column& from, const std::uint8_t* mask, std::size_t n) {
  const std::size_t words = out.words;
  const auto lane = [&](std::uint64_t* into, const std::uint64_t* of, std::size_t i) {
    std::copy_n(of + (from.uniform ? 0 : i) * words, words, into + i * words);
  };
  for (std::size_t i = 0; i < n; ++i) {
    if (mask && !mask[i]) continue;
    lane(out.may, from.may, i);
    if (out.must) lane(out.must, from.must ? from.must : from.may, i);
  }
}

void take(Column& out, const Column& from, const std::uint8_t* mask, std::size_t n) {
  blend(out.can, from.can, from.uniform, mask, n);
  if (out.flags && from.flags) blend(out.flags, from.flags, from.uniform, mask, n);
  if (out.flags && !from.flags) blendValue<std::uint8_t>(out.flags, 0, mask, n);
  // Beside deadlines stands a truth value: that there is none (kNoDeadline).
  if (out.low && !from.low) {
    blendValue<std::int64_t>(out.low, 0, mask, n);
    if (out.high) blendValue<std::int64_t>(out.high, 0, mask, n);
  }
  if (out.low && from.low) blend(out.low, from.low, from.uniform, mask, n);
  if (out.high && from.low) blend(out.high, from.high ? from.high : from.low, from.uniform, mask, n);
  if (out.units && from.units) blend(out.units, from.units, from.uniform, mask, n);
  if (out.units && !from.units) blendValue(out.units, from.unit, mask, n);
  if (out.words > 1) return takeWords(out, from, mask, n);
  if (out.may && from.may) blend(out.may, from.may, from.uniform, mask, n);
  for (std::size_t i = 0; out.may && !from.may && i < n; ++i) {
    if (!mask || mask[i]) out.may[i] = from.repr == Repr::Ref ? i : 0;
  }
  if (!out.must) return;
  if (from.must) return blend(out.must, from.must, from.uniform, mask, n);
  if (out.repr == Repr::Ordered) return blendValue<std::uint64_t>(out.must, 0, mask, n);
  if (from.may) blend(out.must, from.may, from.uniform, mask, n);
}

}  // namespace

// A column that can hold the lanes of any of these, or what lies between them.
Column Ops::blank(const Step& step, const std::vector<const Column*>& from, bool between) {
  const std::size_t n = lanes();
  Column out = made(step, n);
  const bool ordered = step.repr == Repr::Ordered, bits = step.repr == Repr::Option || step.repr == Repr::Set;
  bool flags = between, high = between && ordered, must = between && bits, units = false;
  for (const Column* each : from) {
    flags = flags || each->flags;
    high = high || each->high;
    must = must || each->must;
    units = units || each->units || each->unit != from.front()->unit;
    out.scale = std::max(out.scale, each->scale);
    if (each->entity != EntityId{kNoId}) out.entity = each->entity;
  }
  if (!from.empty()) out.unit = from.front()->unit;
  if (flags) flagsOf(arena(), out, n);
  if (high) out.high = arena().take<std::int64_t>(n);
  if (must) out.must = arena().take<std::uint64_t>(n * out.words);
  if (units) unitsOf(arena(), out, n);
  return out;
}

// All conditions are the same in every lane and settled, and at most one of them holds.
bool Ops::settledSelect(const Step& step, Column& out) {
  const SelectCode& code = rules().selects[step.a];
  std::uint32_t chosen = code.general;
  bool held = false;
  for (const SelectCase& one : code.cases) {
    const Column& condition = at(one.condition);
    if (!condition.uniform) return false;
    if (condition.can[0] == kNo) continue;
    if (condition.can[0] != kYes || held) return false;
    held = true;
    chosen = one.value;
  }
  if (chosen == kNoId) return false;
  out = at(chosen);
  if (out.repr == Repr::Verdict || !out.flags) return true;
  const std::size_t n = out.uniform ? 1 : lanes();
  auto* flags = arena().take<std::uint8_t>(n);
  for (std::size_t i = 0; i < n; ++i) flags[i] = out.flags[i] & static_cast<std::uint8_t>(~kSaidUnknown);
  out.flags = flags;
  out.kept = false;
  return true;
}

namespace {

// Whether the slot that a lane stands for is settled (determined() of the scalar machine).
bool settled(const Column& column, std::size_t i) {
  const std::uint8_t can = column.can[i] & kPossible, flags = column.flagsAt(i);
  if (can == 0 || (can & (can - 1))) return false;
  if (can != kValue) return true;
  switch (column.repr) {
    case Repr::Ordered:
      return !(flags & (kLowOpen | kHighOpen | kAnyPeriod)) && column.highAt(i) == column.low[i];
    case Repr::Option:
    case Repr::Set:
      return !(flags & (kUnsettled | kUnanswered));
    case Repr::Verdict:
      return (flags & (flags - 1)) == 0;
    default:
      return true;
  }
}

bool joins(Repr repr) {
  return repr == Repr::Truth || repr == Repr::Verdict || repr == Repr::Ordered || repr == Repr::Option ||
         repr == Repr::Set;
}

// Into a lane of `out`, which holds one value, what it would be besides: Steps::join. False where that is not
// known here. `out` has every array that either needs.
bool joinLane(Column& out, const Column& other, std::size_t i, std::uint8_t why) {
  const std::size_t from = other.at(i);
  const std::uint8_t a = other.can[from], b = out.can[i];
  if ((a | b) & kEscaped || !(a & kPossible) || !(b & kPossible)) return false;
  out.can[i] = static_cast<std::uint8_t>(a | b | (why & kWhy));
  if (out.repr == Repr::Verdict) {
    out.flags[i] |= other.flags[from];
  } else {
    constexpr std::uint8_t kBoth = kUnsettled | kUnanswered;
    const std::uint8_t fa = other.flagsAt(i), fb = out.flagsAt(i);
    const bool av = (a & kValue) != 0, bv = (b & kValue) != 0;
    std::uint8_t flags = bv ? fb | (fa & kBoth) : fa | (fb & kBoth);
    if (av && bv && out.repr == Repr::Ordered) {
      if (((fa | fb) & kAnyPeriod) || ((fa ^ fb) & kMonths)) return false;
      flags |= fa & (kLowOpen | kHighOpen);
      out.low[i] = flags & kLowOpen ? 0 : std::min(out.low[i], other.low[from]);
      out.high[i] = flags & kHighOpen ? 0 : std::max(out.high[i], other.highAt(i));
      if (out.must) out.must[i] &= other.mustAt(i);
      if (out.units && out.units[i] != other.unitAt(i)) out.units[i] = 0;
    } else if (av && bv && out.may) {
      out.may[i] |= other.may[from];
      out.must[i] &= other.mustAt(i);
      if (out.may[i] != out.must[i]) flags |= kUnsettled;
    } else if (av && out.low) {
      out.low[i] = other.low ? other.low[from] : 0;
      out.high[i] = other.low ? other.highAt(i) : 0;
      if (out.must) out.must[i] = other.mustAt(i);
      if (out.units) out.units[i] = other.unitAt(i);
    } else if (av && out.may) {
      out.may[i] = other.may[from];
      out.must[i] = other.mustAt(i);
    }
    out.flags[i] = flags & static_cast<std::uint8_t>(~kSaidUnknown);
  }
  if (settled(out, i)) out.can[i] &= static_cast<std::uint8_t>(~kWhy);
  return true;
}

}  // namespace

// Lanes where one condition is open hold what it leads to and become what the general case says besides.
void Ops::joinOpen(Column& out, const Column& general, bool known, bool bare, const std::uint8_t* open,
                   std::uint8_t* odd) {
  const std::size_t n = lanes();
  if (known && bare) return joinTruth(out.can, spread(general).can, open, odd, n);
  if (known && out.repr == Repr::Verdict) {
    const Column other = spread(general);
    return joinVerdicts(out.can, out.flags, other.can, other.flags, open, odd, n);
  }
  for (std::size_t i = 0; i < n; ++i) {
    if (open[i] && !odd[i] && !(known && joinLane(out, general, i, open[i]))) odd[i] = 1;
  }
}

Column Ops::select(const Step& step) {
  Column out;
  if (settledSelect(step, out)) return out;
  const SelectCode& code = rules().selects[step.a];
  std::vector<const SelectCase*> cases;  // that hold in some lane
  for (const SelectCase& one : code.cases) {
    const Column& condition = at(one.condition);
    if (!condition.uniform || condition.can[0] != kNo) cases.push_back(&one);
  }
  if (byteSelect(step, cases, code.general, out) || optionSelect(step, cases, code.general, out)) return out;
  return blended(step, cases, code.general);
}

// The general case, and over it the case whose condition holds. A lane where one condition is open and no
// other holds is either; where more than one may hold it depends on whether they disagree, which is done lane
// by lane.
Column Ops::blended(const Step& step, const std::vector<const SelectCase*>& cases, std::uint32_t otherwise) {
  Column out;
  const std::size_t n = lanes();
  std::vector<const Column*> values;
  if (otherwise != kNoId) values.push_back(&at(otherwise));
  for (const SelectCase* one : cases) values.push_back(&at(one->value));
  auto* odd = arena().filled<std::uint8_t>(n, 0);
  auto* held = arena().filled<std::uint8_t>(n, 0);
  auto* open = arena().filled<std::uint8_t>(n, 0);  // `can` of the one condition that is open
  auto* failing = arena().filled<std::uint8_t>(n, 0);
  auto* masks = arena().take<std::uint8_t>(n * cases.size());
  for (std::size_t k = 0; k < cases.size(); ++k) {
    const Column condition = spread(at(cases[k]->condition));
    addCase(condition.can, n, {odd, held, open, failing}, masks + k * n);
  }
  const bool some_open = bitsOf(open, n) != 0, some_failing = bitsOf(failing, n) != 0;
  if (some_failing && step.repr == Repr::Verdict) addBits(failing, kError, n, odd);
  bool flagged = false;
  for (const Column* each : values) flagged = flagged || each->flags;
  // Truth values that say nothing but themselves stay so when they are joined.
  const bool bare = step.repr == Repr::Truth && !flagged;
  out = blank(step, values, some_open && !bare);
  const auto fitting = [&](const Column& column) {
    return column.scale == out.scale || !column.low ? column : side(column, out.scale, odd);
  };
  Column general;
  if (otherwise != kNoId) {
    general = fitting(at(otherwise));
    take(out, general, nullptr, n);
  } else {
    for (std::size_t i = 0; i < n; ++i) putEscape(out, i);
    std::fill(out.can, out.can + n, step.repr == Repr::Verdict ? kValue : kError);
    if (step.repr == Repr::Verdict) std::fill(out.flags, out.flags + n, kFailed);
  }
  for (std::size_t k = 0; k < cases.size(); ++k) take(out, fitting(at(cases[k]->value)), masks + k * n, n);
  if (out.flags && step.repr != Repr::Verdict) {
    std::uint8_t* flags = out.flags;
    for (std::size_t i = 0; i < n; ++i) flags[i] &= static_cast<std::uint8_t>(~kSaidUnknown);
  }
  const bool known = joins(step.repr) && out.words == 1 && otherwise != kNoId;
  if (some_open) joinOpen(out, general, known, bare, open, odd);
  for (std::size_t i = 0; some_failing && i < n; ++i) {
    if (failing[i] && !odd[i]) out.can[i] |= static_cast<std::uint8_t>(kError | (open[i] & kWhy));
  }
  if (bitsOf(odd, n)) mend(step, out, odd);
  // The scalar machine knows sets of so many options for the same by where they are kept.
  for (std::size_t i = 0; out.words > 1 && i < n; ++i) {
    if (!(odd[i] & kSeveral)) continue;
    putEscape(out, i);
    ++counted(step).escaped;
  }
  return out;
}

namespace {

// What follows when the duty is not met (Steps::dueBits).
std::uint8_t missedBits(const Column& due, std::size_t lane, std::int64_t now, bool& escaped) {
  const std::size_t place = due.at(lane);
  const std::uint8_t can = due.can[place], flags = due.flagsAt(lane);
  escaped = (can & kEscaped) != 0;
  std::uint8_t bits = 0;
  if (can & kNone) bits |= kPending;
  if (can & kNoDeadline) bits |= kViolated;
  if (can & kError) bits |= kFailed;
  if (can & kValue) {
    if ((flags & kHighOpen) || now <= due.highAt(lane)) bits |= kPending;
    if ((flags & kLowOpen) || now > due.low[place]) bits |= kViolated;
  }
  return bits;
}

}  // namespace

Column Ops::judge(const Step& step) {
  const Column done = spread(at(step.a));
  const Column* due = step.b == kNoId ? nullptr : &at(step.b);
  if (due && due->scale != 0) return alone(step);
  const std::size_t n = lanes();
  const std::int64_t now = step.flags & kDueMoment ? machine_.scalar().asOfMoment(run_.code->pack).seconds
                                                   : machine_.as_of_.day.days;
  Column out = makeColumn(arena(), Repr::Verdict, n);
  if (!due) {
    judgeTruth(done.can, n, out.can, out.flags);
    return out;
  }
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint8_t can = done.can[i];
    bool escaped = (can & kEscaped) != 0, due_escaped = false;
    std::uint8_t bits = 0, why = can;
    if (can & kYes) bits |= kSatisfied;
    if (can & kError) bits |= kFailed;
    if (can & kNo) {
      bits |= missedBits(*due, i, now, due_escaped);
      escaped = escaped || due_escaped;
    }
    why |= due->can[due->at(i)];
    const bool open = (bits & (bits - 1)) != 0;
    out.can[i] = open ? static_cast<std::uint8_t>(kValue | (why & kWhy)) : std::uint8_t{kValue};
    out.flags[i] = bits;
    if (escaped && open) putEscape(out, i);
  }
  return out;
}

namespace {

// What follows when it was done (Steps::inTime), both on days or both at moments.
std::uint8_t inTimeBits(const Column& done, const Column* due, std::size_t lane) {
  if (!due) return kSatisfied;
  const std::size_t place = due->at(lane);
  const std::uint8_t can = due->can[place], flags = due->flagsAt(lane), own = done.flagsAt(lane);
  std::uint8_t bits = 0;
  if (can & (kNone | kNoDeadline)) bits |= kSatisfied;
  if (can & kError) bits |= kFailed;
  if (!(can & kValue)) return bits;
  const bool unbounded = (flags & kHighOpen) || (own & kLowOpen),
             endless = (flags & kLowOpen) || (own & kHighOpen);
  if (unbounded || done.low[lane] <= due->highAt(lane)) bits |= kSatisfied;
  if (endless || done.highAt(lane) > due->low[place]) bits |= kViolated;
  return bits;
}

}  // namespace

Column Ops::judgeEvent(const Step& step) {
  const Column done = spread(at(step.a));
  const Column* due = step.b == kNoId ? nullptr : &at(step.b);
  if ((step.flags & kDoneMoment) || done.scale != 0 || (due && due->scale != 0)) return alone(step);
  const std::size_t n = lanes();
  const std::int64_t now = step.flags & kDueMoment ? machine_.scalar().asOfMoment(run_.code->pack).seconds
                                                   : machine_.as_of_.day.days;
  Column out = makeColumn(arena(), Repr::Verdict, n);
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint8_t can = done.can[i];
    bool due_escaped = false;
    std::uint8_t bits = 0, above = can;
    if (can & kError) bits |= kFailed;
    if (can & kValue) bits |= inTimeBits(done, due, i);
    if (can & kNone) bits |= due ? missedBits(*due, i, now, due_escaped) : std::uint8_t{kViolated};
    if (due) above |= due->can[due->at(i)];
    const bool open = (bits & (bits - 1)) != 0;
    out.can[i] = open ? static_cast<std::uint8_t>(kValue | (above & kWhy)) : std::uint8_t{kValue};
    out.flags[i] = bits;
    if (above & kEscaped) putEscape(out, i);
  }
  return out;
}

}  // namespace jurat::batch
