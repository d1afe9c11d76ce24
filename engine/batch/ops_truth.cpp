// Conditions: and, or, not, at least, given and known; loops over bytes.
#include <algorithm>

#include "engine/batch/kernels.h"
#include "engine/batch/ops.h"

namespace jurat::batch {
namespace {

constexpr std::uint8_t kEither = kYes | kNo;

}  // namespace

Column Ops::negation(const Step& step) {
  const Column& a = at(step.a);
  const std::size_t n = a.uniform ? 1 : lanes();
  Column out = makeColumn(arena(), Repr::Truth, n);
  out.uniform = a.uniform;
  negate(a.can, n, out.can);
  return out;
}

Column Ops::atLeast(const Step& step) {
  const std::uint32_t* operand = rules().operands.data() + step.a;
  const bool all = step.b == step.count;
  Tallied same;  // of those that are the same in every lane
  const auto** varying = arena().take<const std::uint8_t*>(step.count);
  std::size_t count = 0;
  for (std::uint32_t i = 0; i < step.count; ++i) {
    const Column& each = at(operand[i]);
    if (each.uniform) {
      tally(each.can[0], same.every, same.some, same.above);
    } else {
      varying[count++] = each.can;
    }
  }
  if (step.count == 0 || (!all && step.b != 1)) return count == 0 ? one(step) : alone(step);
  // One that decides for all lanes, or none that varies.
  const bool decided =
      all ? (!(same.every & (kYes | kYesOrError)) && (same.some & kNo)) : (same.some & kOnlyYes) != 0;
  if (count == 0 || decided) {
    Column out = makeColumn(arena(), Repr::Truth, 1);
    out.uniform = true;
    out.can[0] = decided ? (all ? kNo : kYes)
                 : all   ? allOf(same.every, same.some, same.above)
                         : oneOf(same.every, same.some, same.above);
    return out;
  }
  const std::size_t n = lanes();
  Column out = makeColumn(arena(), Repr::Truth, n);
  const Arena::Mark mark = arena().mark();
  andOr(all, varying, count, same, n, count > 4 ? arena().take<std::uint8_t>(3 * n) : nullptr, out.can);
  arena().rewind(mark);
  return out;
}

namespace {

std::uint8_t truth(std::uint8_t can, std::uint8_t why) {
  return static_cast<std::uint8_t>(can | (single(can) ? 0 : why & kWhy));
}

}  // namespace

Column Ops::given(const Step& step) {
  const Column& a = at(step.a);
  const std::size_t n = lanes();
  Column out = makeColumn(arena(), Repr::Truth, n);
  const bool known = step.op == Op::IsKnown;
  const std::uint8_t* none = arena().filled<std::uint8_t>(n, 0);
  const std::uint8_t* there = none;
  if (!known && step.operand == Repr::Ordered && a.must) {
    auto* sure = bytes();
    for (std::size_t i = 0; i < n; ++i) sure[i] = a.must[i] == kThere ? std::uint8_t{0xff} : std::uint8_t{0};
    there = sure;
  }
  givenOf(known, a.can, a.flags ? a.flags : none, there, n, out.can);
  return out;
}

// Without `none`, which makes no difference where this is read.
Column Ops::whereGiven(const Step& step) {
  const Column& a = at(step.a);
  if (!noneBesides(a.can, lanes())) return a;
  Column out = a;
  out.kept = false;
  out.can = bytes();
  for (std::size_t i = 0; i < lanes(); ++i) {
    std::uint8_t can = a.can[i];
    const bool drop = (can & kNone) && (can & kPossible) != kNone && !(can & kEscaped);
    if (drop) {
      can &= static_cast<std::uint8_t>(~kNone);
      Slot slot = slotAt(a, i);
      slot.can = can & kPossible;
      if (determined(slot, step.repr)) can &= static_cast<std::uint8_t>(~kWhy);
    }
    out.can[i] = can;
  }
  return out;
}

Column Ops::holds(const Step& step) {
  const Column& a = at(step.a);
  const std::size_t n = lanes();
  Column out = makeColumn(arena(), Repr::Truth, n);
  const bool yes_no = step.operand == Repr::Truth;
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint8_t can = a.can[i];
    if (can & kEscaped) {
      out.can[i] = escapedCan(Repr::Truth);
      continue;
    }
    // Indexes into kPracticeStates: the first three mean no, 3 is implemented, 4 is not applicable.
    std::uint8_t possible = can & kEither;
    const std::uint64_t may = yes_no ? 0 : a.may[i];
    if (may & 0b00111) possible |= kNo;
    if (may & 0b01000) possible |= kYes;
    if (may & 0b10000) possible |= kEither;
    if (!(can & (kValue | kEither))) possible = 0;
    if (can & (kNone | kError)) possible |= kError;
    std::uint8_t why = can;
    if ((can & kValue) && may == 0b10000 && !(a.flagsAt(i) & kUnanswered)) why |= kOther;
    out.can[i] = truth(possible, why);
  }
  return out;
}

namespace {

// Whether a side of the dates lets the day in (Steps::inForce): as a beginning `none` means never, as an end
// that there is none.
std::uint8_t letsIn(const Column& side, std::size_t lane, bool is_from, std::int64_t today) {
  const std::size_t place = side.at(lane);
  const std::uint8_t can = side.can[place], flags = side.flagsAt(lane);
  std::uint8_t part = can & kError;
  if (can & kNone) part |= is_from ? kNo : kYes;
  if (!(can & kValue)) return part;
  const std::int64_t low = side.low[place], high = side.highAt(lane);
  const bool less = (flags & kLowOpen) || low < today, greater = (flags & kHighOpen) || today < high;
  const bool equal = ((flags & kHighOpen) || high >= today) && ((flags & kLowOpen) || low <= today);
  if (equal || (is_from ? less : greater)) part |= kYes;
  if (is_from ? greater : less) part |= kNo;
  return part;
}

}  // namespace

Column Ops::inForce(const Step& step) {
  const std::int64_t today = machine_.as_of_.day.days;
  const std::size_t n = lanes();
  const Column* from = step.a == kNoId ? nullptr : &at(step.a);
  const Column* until = step.b == kNoId ? nullptr : &at(step.b);
  if ((from && from->scale != 0) || (until && until->scale != 0)) return alone(step);
  Column out = makeColumn(arena(), Repr::Truth, n);
  for (std::size_t i = 0; i < n; ++i) {
    std::uint8_t every = 0xff, some = 0, above = 0;
    for (const bool is_from : {true, false}) {  // both may be one slot
      const Column* side = is_from ? from : until;
      if (!side) continue;
      tally(letsIn(*side, i, is_from, today), every, some, above);
      above = static_cast<std::uint8_t>(above | (side->can[side->at(i)] & kAbove));
    }
    if (above & kEscaped) {
      out.can[i] = escapedCan(Repr::Truth);
    } else {
      out.can[i] = allOf(every, some, above);
    }
  }
  return out;
}

}  // namespace jurat::batch
