// Conditions: and, or, not, at least, given and known; loops over bytes.
#include <algorithm>

#include "engine/batch/ops.h"

namespace jurat::batch {
namespace {

constexpr std::uint8_t kEither = kYes | kNo;

// What Steps asks of each condition besides its bits (engine/evaluate/quick_steps.h).
constexpr std::uint8_t kOnlyYes = 32, kYesOrError = 64;

// One more condition of a tally: `every` holds what all of them are, `some` what one of them is.
inline void tally(std::uint8_t lane, std::uint8_t& every, std::uint8_t& some, std::uint8_t& above) {
  const std::uint8_t can = lane & kPossible;
  std::uint8_t asked = can;
  asked |= can == kYes ? kOnlyYes : std::uint8_t{0};
  asked |= (can & (kYes | kError)) ? kYesOrError : std::uint8_t{0};
  every &= asked;
  some |= asked;
  above |= lane & kAbove;
}

// What is settled is so whatever its operands wait for.
inline std::uint8_t closed(std::uint8_t can, std::uint8_t above) {
  return static_cast<std::uint8_t>(can | ((can & (can - 1)) ? above : 0));
}

inline std::uint8_t allOf(std::uint8_t every, std::uint8_t some, std::uint8_t above) {
  const auto error =
      static_cast<std::uint8_t>((some & kError) & ~((every & kOnlyYes) >> 1) & ((every & kYesOrError) >> 2));
  return closed(static_cast<std::uint8_t>((every & kYes) | (some & kNo) | error), above);
}

inline std::uint8_t oneOf(std::uint8_t every, std::uint8_t some, std::uint8_t above) {
  const auto error = static_cast<std::uint8_t>((some & kError) & ~((some & kOnlyYes) >> 1));
  return closed(static_cast<std::uint8_t>((some & kYes) | (every & kNo) | error), above);
}

void tallyAll(const std::uint8_t* __restrict lanes, std::size_t n, std::uint8_t* __restrict every,
              std::uint8_t* __restrict some, std::uint8_t* __restrict above) {
  for (std::size_t i = 0; i < n; ++i) tally(lanes[i], every[i], some[i], above[i]);
}

void closeAll(const std::uint8_t* __restrict every, const std::uint8_t* __restrict some,
              const std::uint8_t* __restrict above, std::size_t n, std::uint8_t* __restrict out) {
  for (std::size_t i = 0; i < n; ++i) out[i] = allOf(every[i], some[i], above[i]);
}

void closeOne(const std::uint8_t* __restrict every, const std::uint8_t* __restrict some,
              const std::uint8_t* __restrict above, std::size_t n, std::uint8_t* __restrict out) {
  for (std::size_t i = 0; i < n; ++i) out[i] = oneOf(every[i], some[i], above[i]);
}

void negate(const std::uint8_t* __restrict in, std::size_t n, std::uint8_t* __restrict out) {
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint8_t x = in[i];
    const auto can = static_cast<std::uint8_t>((x & kError) | ((x & kYes) << 1) | ((x & kNo) >> 1));
    out[i] = closed(can, x & kAbove);
  }
}

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
  std::uint8_t every = 0xff, some = 0, above = 0;  // of those that are the same in every lane
  std::vector<const Column*> varying;
  for (std::uint32_t i = 0; i < step.count; ++i) {
    const Column& each = at(operand[i]);
    if (each.uniform) {
      tally(each.can[0], every, some, above);
    } else {
      varying.push_back(&each);
    }
  }
  if (step.count == 0 || (!all && step.b != 1)) {
    return varying.empty() ? one(step) : alone(step);
  }
  // One that decides for all lanes, or none that varies.
  const bool decided = all ? (!(every & (kYes | kYesOrError)) && (some & kNo)) : (some & kOnlyYes) != 0;
  if (varying.empty() || decided) {
    Column out = makeColumn(arena(), Repr::Truth, 1);
    out.uniform = true;
    out.can[0] = decided ? (all ? kNo : kYes) : all ? allOf(every, some, above) : oneOf(every, some, above);
    return out;
  }
  const std::size_t n = lanes();
  Column out = makeColumn(arena(), Repr::Truth, n);
  const Arena::Mark mark = arena().mark();
  auto* everies = arena().filled<std::uint8_t>(n, every);
  auto* somes = arena().filled<std::uint8_t>(n, some);
  auto* aboves = arena().filled<std::uint8_t>(n, above);
  for (const Column* each : varying) tallyAll(each->can, n, everies, somes, aboves);
  (all ? closeAll : closeOne)(everies, somes, aboves, n, out.can);
  arena().rewind(mark);
  return out;
}

namespace {

std::uint8_t truth(std::uint8_t can, std::uint8_t why) {
  return static_cast<std::uint8_t>(can | (single(can) ? 0 : why & kWhy));
}

std::uint8_t givenLane(const Column& a, std::size_t i, bool known, bool ordered) {
  const std::uint8_t can = a.can[i], flags = a.flagsAt(i);
  if (can & kEscaped) return escapedCan(Repr::Truth);
  std::uint8_t result = can & kError;
  const bool silent = ((can & kValue) && (flags & kUnanswered)) || (can & kEither) == kEither;
  if (known) {
    if (flags & kSaidUnknown) return kNo;
    if (can & (kValue | kYes | kNo | kNone)) result |= silent ? kEither : std::uint8_t{kYes};
    return truth(result, can);
  }
  const bool there = ordered && a.must && a.must[i] == kThere;
  if (can & (kValue | kYes | kNo)) result |= silent && !there ? kEither : std::uint8_t{kYes};
  if (can & kNone) result |= kNo;
  return truth(result, can);
}

}  // namespace

Column Ops::given(const Step& step) {
  const Column& a = at(step.a);
  Column out = makeColumn(arena(), Repr::Truth, lanes());
  const bool known = step.op == Op::IsKnown, ordered = step.operand == Repr::Ordered;
  for (std::size_t i = 0; i < lanes(); ++i) out.can[i] = givenLane(a, i, known, ordered);
  return out;
}

// Without `none`, which makes no difference where this is read.
Column Ops::whereGiven(const Step& step) {
  const Column& a = at(step.a);
  std::uint8_t some = 0;
  for (std::size_t i = 0; i < lanes(); ++i) some |= a.can[i];
  if (!(some & kNone)) return a;
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
