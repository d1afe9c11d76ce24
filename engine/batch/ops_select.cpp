// Levels of exceptions by blending, verdicts by their bits.
#include <algorithm>

#include "engine/batch/ops.h"

namespace jurat::batch {
namespace {

// Lanes of `from` where the mask is set; in all lanes when there is none.
template <typename T>
void blend(T* __restrict out, const T* __restrict from, bool uniform, const std::uint8_t* __restrict mask,
           std::size_t n) {
  if (uniform) {
    const T value = from[0];
    for (std::size_t i = 0; i < n; ++i) out[i] = !mask || mask[i] ? value : out[i];
  } else if (!mask) {
    std::copy(from, from + n, out);
  } else {
    for (std::size_t i = 0; i < n; ++i) out[i] = mask[i] ? from[i] : out[i];
  }
}

template <typename T>
void blendValue(T* __restrict out, T value, const std::uint8_t* __restrict mask, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) out[i] = !mask || mask[i] ? value : out[i];
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

// A column that can hold the lanes of any of these.
Column Ops::blank(const Step& step, const std::vector<const Column*>& from) {
  const std::size_t n = lanes();
  Column out = makeColumn(arena(), step.repr, n);
  bool flags = false, high = false, must = false, units = false;
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
  if (must) out.must = arena().take<std::uint64_t>(n);
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

Column Ops::select(const Step& step) {
  Column out;
  if (settledSelect(step, out)) return out;
  const SelectCode& code = rules().selects[step.a];
  const std::size_t n = lanes();
  std::vector<const Column*> values;
  if (code.general != kNoId) values.push_back(&at(code.general));
  for (const SelectCase& one : code.cases) values.push_back(&at(one.value));
  out = blank(step, values);
  auto* odd = arena().filled<std::uint8_t>(n, 0);
  auto* held = arena().filled<std::uint8_t>(n, 0);
  auto* mask = bytes();
  const auto fitting = [&](const Column& column) {
    return column.scale == out.scale || !column.low ? column : aligned(spread(column), out.scale, odd);
  };
  if (code.general != kNoId) {
    take(out, fitting(at(code.general)), nullptr, n);
  } else {
    for (std::size_t i = 0; i < n; ++i) putEscape(out, i);
    if (step.repr == Repr::Verdict) {
      std::fill(out.can, out.can + n, kValue);
      std::fill(out.flags, out.flags + n, kFailed);
    } else {
      std::fill(out.can, out.can + n, kError);
    }
  }
  for (const SelectCase& one : code.cases) {
    const Column condition = spread(at(one.condition));
    for (std::size_t i = 0; i < n; ++i) {
      const std::uint8_t can = condition.can[i];
      mask[i] = can == kYes;
      odd[i] |= static_cast<std::uint8_t>((can != kYes && can != kNo) || (mask[i] & held[i]));
      held[i] |= mask[i];
    }
    take(out, fitting(at(one.value)), mask, n);
  }
  if (out.flags && step.repr != Repr::Verdict) {
    for (std::size_t i = 0; i < n; ++i) out.flags[i] &= static_cast<std::uint8_t>(~kSaidUnknown);
  }
  mend(step, out, odd);
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
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint8_t can = done.can[i];
    bool escaped = (can & kEscaped) != 0, due_escaped = false;
    std::uint8_t bits = 0, why = can;
    if (can & kYes) bits |= kSatisfied;
    if (can & kError) bits |= kFailed;
    if (can & kNo) {
      bits |= due ? missedBits(*due, i, now, due_escaped) : std::uint8_t{kViolated};
      escaped = escaped || due_escaped;
    }
    if (due) why |= due->can[due->at(i)];
    const bool open = (bits & (bits - 1)) != 0;
    out.can[i] = open ? static_cast<std::uint8_t>(kValue | (why & kWhy)) : std::uint8_t{kValue};
    out.flags[i] = bits;
    if (escaped && open) putEscape(out, i);
  }
  return out;
}

}  // namespace jurat::batch
