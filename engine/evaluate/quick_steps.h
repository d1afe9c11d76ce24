// The steps that most blocks are made of, without the detour that the others take; for machine.cpp alone.
#pragma once
#include <array>
#include <cstdint>
#include <new>

#include "engine/evaluate/steps.h"

namespace jurat {

// Above the bits of a truth slot's `can`: what a tally asks of each condition besides.
inline constexpr std::uint8_t kOnlyYes = 32, kYesOrError = 64;
inline constexpr std::array<std::uint8_t, 32> kAsked = [] {
  std::array<std::uint8_t, 32> asked{};
  for (std::uint8_t can = 0; can < 32; ++can) {
    asked[can] = can;
    if (can == kYes) asked[can] |= kOnlyYes;
    if (can & (kYes | kError)) asked[can] |= kYesOrError;
  }
  return asked;
}();

// Tally::atLeast for all of them (`and`): each must be what it asks of all, one may be what it asks of some.
inline std::uint8_t allOf(std::uint8_t every, std::uint8_t some) {
  std::uint8_t result = every & kYes;
  result |= some & kNo;
  if ((some & kError) && !(every & kOnlyYes) && (every & kYesOrError)) result |= kError;
  return result;
}
// Tally::atLeast for one of them (`or`).
inline std::uint8_t oneOf(std::uint8_t every, std::uint8_t some) {
  std::uint8_t result = some & kYes;
  result |= every & kNo;
  if ((some & kError) && !(some & kOnlyYes)) result |= kError;
  return result;
}

inline bool Steps::quickAtLeast(const Step& step, Slot* out) {
  const bool all = step.b == step.count;
  if (step.count == 0 || (!all && step.b != 1)) return false;
  const std::uint32_t* operand = rules().operands.data() + step.a;
  std::uint8_t every = 0xff, some = 0;
  std::uint32_t cause = 0, fault_index = 0;
  for (std::uint32_t i = 0; i < step.count; ++i) {
    const Slot& slot = frame_.slots[operand[i]];
    const std::uint8_t asked = kAsked[slot.can & 31];
    every &= asked;
    some |= asked;
    if (slot.can & kError) [[unlikely]]
      fault_index = slot.fault;
    if (slot.cause) cause = machine_.causes_.join(cause, slot.cause);
  }
  Slot* slot = ::new (static_cast<void*>(out)) Slot;
  slot->can = all ? allOf(every, some) : oneOf(every, some);
  if (!slot->single()) slot->cause = cause;
  if (slot->can & kError) slot->fault = fault_index;
  return true;
}

// Every condition is settled and at most one of them holds, which is nearly always so.
inline bool Steps::quickSelect(const Step& step, Slot* out) {
  const SelectCode& code = rules().selects[step.a];
  std::uint32_t value = code.general;
  bool held = false;
  for (const SelectCase& one : code.cases) {
    const std::uint8_t can = at(one.condition).can;
    if (can == kNo) continue;
    if (can != kYes || held) return false;
    held = true;
    value = one.value;
  }
  if (value == kNoId) return false;
  Slot* slot = ::new (static_cast<void*>(out)) Slot(at(value));
  slot->flags &= static_cast<std::uint8_t>(~kSaidUnknown);
  return true;
}

// Both days are settled.
inline bool Steps::quickInForce(const Step& step, Slot* out) {
  const Number today{std::int64_t{machine_.as_of_.day.days}};
  bool in_force = true;
  if (step.a != kNoId) {
    const Slot& from = at(step.a);
    if (from.can == kNone) {
      in_force = false;
    } else if (from.exact()) {
      in_force = from.low <= today;
    } else {
      return false;
    }
  }
  if (step.b != kNoId) {
    const Slot& until = at(step.b);
    if (until.exact()) {
      in_force = in_force && today <= until.low;
    } else if (until.can != kNone) {
      return false;
    }
  }
  Slot* slot = ::new (static_cast<void*>(out)) Slot;
  slot->can = in_force ? kYes : kNo;
  return true;
}

inline bool Steps::quick(const Step& step, Slot* out) {
  void* place = out;
  switch (step.op) {
    case Op::Constant:
      ::new (place) Slot(machine_.constants_[step.a]);
      return true;
    case Op::Element: {
      if (step.a != 0) return false;
      Slot* slot = ::new (place) Slot;
      slot->can = kValue;
      slot->may = raw(frame_.element);
      return true;
    }
    case Op::Fact: {
      const Slot& from = at(step.a);
      if (!from.exactlyOne()) return false;
      const Slot* said =
          machine_.said(InstanceId{static_cast<std::uint32_t>(from.may)}, FactId{step.b}, step.c);
      if (said == nullptr) return false;
      ::new (place) Slot(*said);
      return true;
    }
    case Op::Definition: {
      InstanceId element{kNoId};
      if (step.a != kNoId) {
        const Slot& from = at(step.a);
        if (!from.exactlyOne()) return false;
        element = InstanceId{static_cast<std::uint32_t>(from.may)};
      }
      ::new (place) Slot(machine_.result(BlockId{step.b}, element));
      return true;
    }
    case Op::Not: {
      const Slot& a = at(step.a);
      Slot* slot = ::new (place) Slot;
      slot->can = static_cast<std::uint8_t>((a.can & kError) | ((a.can & kYes) << 1) | ((a.can & kNo) >> 1));
      if (!slot->single()) slot->cause = a.cause;
      slot->fault = a.fault;
      return true;
    }
    case Op::AtLeast:
      return quickAtLeast(step, out);
    case Op::Select:
      return quickSelect(step, out);
    case Op::InForce:
      return quickInForce(step, out);
    default:
      return false;
  }
}

}  // namespace jurat
