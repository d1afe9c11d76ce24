// Levels of exceptions, candidates, verdicts.
#include <algorithm>
#include <utility>
#include <vector>

#include "engine/evaluate/steps.h"

namespace jurat {

Slot verdictSlot(std::uint8_t bits) {
  Slot slot;
  slot.can = kValue;
  slot.may = bits;
  return slot;
}

bool determined(const Slot& slot, Repr repr) {
  if (!slot.single() || slot.can == 0) return false;
  if (slot.can != kValue) return true;
  switch (repr) {
    case Repr::Truth:
      return true;
    case Repr::Ordered:
      return slot.exact();
    case Repr::Option:
    case Repr::Set:
    case Repr::Text:
    case Repr::Currency:
      return !(slot.flags & (kUnsettled | kUnanswered));
    case Repr::Ref:
      return !(slot.flags & (kUnsettled | kManyRefs));
    case Repr::Evidence:
      return true;
    case Repr::Verdict:
      return (slot.may & (slot.may - 1)) == 0;
  }
  return false;
}

bool sameValue(const Slot& a, const Slot& b, Repr repr, std::uint32_t words) {
  if (!determined(a, repr) || !determined(b, repr) || a.can != b.can) return false;
  if (a.can != kValue) return true;
  switch (repr) {
    case Repr::Ordered:
      return a.low == b.low && a.unit == b.unit && ((a.flags ^ b.flags) & kMonths) == 0;
    case Repr::Text:
      return textOf(a) == textOf(b);
    case Repr::Currency:
      return a.unit == b.unit;
    case Repr::Truth:
    case Repr::Evidence:
      return true;
    case Repr::Option:
    case Repr::Set:
      if (words > 1) {
        const auto* of_a = reinterpret_cast<const std::uint64_t*>(static_cast<std::uintptr_t>(a.may));
        const auto* of_b = reinterpret_cast<const std::uint64_t*>(static_cast<std::uintptr_t>(b.may));
        return std::equal(of_a, of_a + words, of_b);
      }
      return a.may == b.may;
    case Repr::Ref:
    case Repr::Verdict:
      return a.may == b.may;
  }
  return false;
}

Slot Steps::join(const Slot& a, const Slot& b, Repr repr, const Type* type) {
  if (a.can == 0) return b;
  if (b.can == 0) return a;
  Slot result = a;
  result.can |= b.can;
  if (!result.fault) result.fault = b.fault;
  result.cause = machine_.causes_.join(a.cause, b.cause);
  result.flags |= b.flags & (kUnsettled | kUnanswered);
  // Known not to be known only when that holds whichever of the two it is.
  const std::uint8_t said = a.flags & b.flags & kSaidUnknown;
  result.flags = static_cast<std::uint8_t>((result.flags & ~kSaidUnknown) | said);
  if (!b.could(kValue)) return result;
  if (!a.could(kValue)) {
    Slot other = b;
    other.can = result.can;
    other.fault = result.fault;
    other.cause = result.cause;
    other.flags |= result.flags & (kUnsettled | kUnanswered);
    other.flags = static_cast<std::uint8_t>((other.flags & ~kSaidUnknown) | said);
    return other;
  }
  switch (repr) {
    case Repr::Ordered:
      if ((a.flags | b.flags) & kAnyPeriod || (a.flags ^ b.flags) & kMonths) {
        result.flags |= kAnyPeriod | kLowOpen | kHighOpen;
        break;
      }
      if (a.unit != b.unit) result.unit = 0;
      result.must &= b.must;
      if (b.flags & kLowOpen) result.flags |= kLowOpen;
      if (b.flags & kHighOpen) result.flags |= kHighOpen;
      if (b.low < result.low) result.low = b.low;
      if (result.high < b.high) result.high = b.high;
      break;
    case Repr::Option:
    case Repr::Set: {
      const std::uint32_t count = words(*type);
      std::vector<std::uint64_t> may(count), must(count);
      const std::uint64_t *am = bits(a.may, count), *bm = bits(b.may, count);
      const std::uint64_t *au = bits(a.must, count), *bu = bits(b.must, count);
      for (std::uint32_t i = 0; i < count; ++i) {
        may[i] = am[i] | bm[i];
        must[i] = au[i] & bu[i];
      }
      result.may = machine_.storeBits(may);
      result.must = machine_.storeBits(must);
      if (may != must) result.flags |= kUnsettled;
      break;
    }
    case Repr::Ref: {
      std::vector<InstanceId> all = machine_.elements(a);
      for (const InstanceId id : machine_.elements(b)) {
        if (std::find(all.begin(), all.end(), id) == all.end()) all.push_back(id);
      }
      const Slot either = refTo(all, false, 0);
      result.may = either.may;
      result.flags = static_cast<std::uint8_t>((result.flags & ~kManyRefs) | either.flags);
      break;
    }
    case Repr::Text:
      // Two texts, whatever else either could be.
      if (!(result.flags & kUnsettled) && textOf(a) != textOf(b)) result.flags |= kUnsettled;
      break;
    case Repr::Currency:
      if (a.unit != b.unit) result.flags |= kUnsettled;
      break;
    case Repr::Verdict:
      result.may = a.may | b.may;
      break;
    case Repr::Truth:
    case Repr::Evidence:
      break;
  }
  return result;
}

Slot Steps::failed(const Step& step, std::uint32_t why) {
  Slot slot = step.repr == Repr::Verdict ? verdictSlot(kFailed) : truthSlot(kError);
  slot.fault = why;
  return slot;
}

// INVARIANT: cases of no branch (rows of a table by day) never hold at once; in a bundle they are none of
// ours.
Slot Steps::conflict(const Step& step, const SelectCase& one, const SelectCase& other) {
  const auto name = [](const SelectCase& of) {
    return verbatim(of.branch ? of.branch->name : std::string());
  };
  return failed(
      step, fault({Phrase::BothApply, {name(one), name(other)}}, other.branch ? other.branch->span : Span{}));
}

// The cases by what is known of their conditions. False when one of these fails for certain.
bool Steps::sortCases(const Step& step, const SelectCode& code, Candidates& out) {
  for (const SelectCase& one : code.cases) {
    const Slot& condition = at(one.condition);
    if (condition.could(kError)) out.errors = failed(step, condition.fault);
    if (condition.is(kError)) return false;
    if (condition.is(kYes)) {
      out.certain.push_back(&one);
    } else if (condition.could(kYes)) {
      out.open.push_back(&one);
    }
    out.general = out.general && condition.could(kNo);
    if (!condition.single()) out.cause = machine_.causes_.join(out.cause, condition.cause);
  }
  return true;
}

// What those certainly true say. False when two of them certainly disagree: an error and nothing else.
bool Steps::joinCertain(const Step& step, const Candidates& candidates, Slot& result) {
  const Type* of = step.repr == Repr::Verdict ? nullptr : &type(step);
  const std::uint32_t width = of != nullptr ? words(*of) : 1;
  for (std::size_t i = 0; i < candidates.certain.size(); ++i) {
    const SelectCase& one = *candidates.certain[i];
    const Slot& value = at(one.value);
    for (std::size_t j = 0; j < i; ++j) {
      const SelectCase& other = *candidates.certain[j];
      if (other.value == one.value || sameValue(at(other.value), value, step.repr, width)) continue;
      const Slot clash = conflict(step, other, one);
      const bool sure = determined(at(other.value), step.repr) && determined(value, step.repr);
      result = sure ? clash : join(result, clash, step.repr, of);
      if (sure) return false;
    }
    result = join(result, value, step.repr, of);
  }
  return true;
}

// language.md, Exceptions: the result of those certainly true, or the general case; beside it that of each
// exception whose condition is open. Two that hold at once and disagree are an error naming both places, and
// an error that is only possible is one of the possibilities: else a later answer could change a settled
// outcome.
Slot Steps::select(const Step& step) {
  const SelectCode& code = rules().selects[step.a];
  const Type* of = step.repr == Repr::Verdict ? nullptr : &type(step);
  const std::uint32_t width = of != nullptr ? words(*of) : 1;
  Candidates found;
  if (!sortCases(step, code, found)) return found.errors;
  Slot result;
  if (!joinCertain(step, found, result)) return result;
  if (found.general) {
    result = code.general != kNoId ? at(code.general) : failed(step, fault(Phrase::NothingDefines));
  }
  for (std::size_t i = 0; i < found.open.size(); ++i) {
    const SelectCase& one = *found.open[i];
    const Slot& value = at(one.value);
    result = join(result, value, step.repr, of);
    const auto clash = [&](const SelectCase& other) {
      if (other.value == one.value || other.excludes(one.branch)) return;
      if (sameValue(value, at(other.value), step.repr, width)) return;
      result = join(result, conflict(step, other, one), step.repr, of);
    };
    for (const SelectCase* other : found.certain) clash(*other);
    for (std::size_t j = 0; j < i; ++j) clash(*found.open[j]);
  }
  result = join(result, found.errors, step.repr, of);
  result.flags &= static_cast<std::uint8_t>(~kSaidUnknown);
  if (found.open.empty() && found.errors.can == 0) return result;
  result.cause = machine_.causes_.join(result.cause, found.cause);
  if (determined(result, step.repr)) result.cause = 0;
  return result;
}

// What can follow when the duty is not met on the as-of day: pending, or violated because overdue.
std::uint8_t Steps::dueBits(const Slot& due, bool moment) const {
  std::uint8_t bits_out = 0;
  if (due.could(kNone)) bits_out |= kPending;
  if (due.could(kNoDeadline)) bits_out |= kViolated;
  if (due.could(kError)) bits_out |= kFailed;
  if (due.could(kValue)) {
    const Number now =
        moment ? Number(machine_.asOfMoment(pack()).seconds) : Number(machine_.as_of_.day.days);
    const bool low_open = due.flags & kLowOpen, high_open = due.flags & kHighOpen;
    if (high_open || now <= due.high) bits_out |= kPending;
    if (low_open || now > due.low) bits_out |= kViolated;
  }
  return bits_out;
}

// What can follow when it was done: a moment is in time until the day on which it was due has ended.
std::uint8_t Steps::inTime(const Slot& done, const Slot* due, bool until_day_ends) const {
  const auto last_of = [&](const Number& day) {
    if (!until_day_ends) return day;
    return Number(
        machine_.timeZone(pack()).endOf(Date{static_cast<std::int32_t>(day.toInt64().value_or(0))}).seconds);
  };
  std::uint8_t bits_out = 0;
  if (!due || due->could(kNone | kNoDeadline)) bits_out |= kSatisfied;
  if (!due) return bits_out;
  if (due->could(kError)) bits_out |= kFailed;
  if (!due->could(kValue)) return bits_out;
  const bool unbounded = (due->flags & kHighOpen) || (done.flags & kLowOpen);
  if (unbounded || done.low <= last_of(due->high)) bits_out |= kSatisfied;
  const bool endless = (due->flags & kLowOpen) || (done.flags & kHighOpen);
  if (endless || done.high > last_of(due->low)) bits_out |= kViolated;
  return bits_out;
}

// The deadline table of language.md, Time, over possibilities.
Slot Steps::judge(const Step& step) {
  if (step.op == Op::Excepted) return verdictSlot(kNotApplicable);
  const Slot& done = at(step.a);
  const bool moment = step.flags & kDueMoment;
  const Slot* due = step.b == kNoId ? nullptr : &at(step.b);
  const std::uint8_t missed = due ? dueBits(*due, moment) : std::uint8_t{kViolated};
  Slot result = verdictSlot(0);
  if (done.could(kError)) {
    result.may |= kFailed;
    result.fault = done.fault;
  }
  if (due && due->could(kError) && !result.fault) result.fault = due->fault;
  if (step.op == Op::JudgeCondition) {
    if (done.could(kYes)) result.may |= kSatisfied;
    if (done.could(kNo)) result.may |= missed;
  } else {
    if (done.could(kValue)) result.may |= inTime(done, due, step.flags & kDoneMoment);
    if (done.could(kNone)) result.may |= missed;
  }
  if (!determined(result, Repr::Verdict))
    result.cause = machine_.causes_.join(done.cause, due ? due->cause : 0);
  return result;
}

}  // namespace jurat
