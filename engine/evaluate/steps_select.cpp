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
      return slot.cause == 0 && !(slot.flags & (kUnsettled | kUnanswered));
    case Repr::Ref:
      return !(slot.flags & (kUnsettled | kManyRefs));
    case Repr::Evidence:
      return true;
    case Repr::Verdict:
      return (slot.may & (slot.may - 1)) == 0;
  }
  return false;
}

bool sameValue(const Slot& a, const Slot& b, Repr repr) {
  if (!determined(a, repr) || !determined(b, repr) || a.can != b.can) return false;
  if (a.can != kValue) return true;
  switch (repr) {
    case Repr::Ordered:
      return a.low == b.low && a.unit == b.unit && ((a.flags ^ b.flags) & kMonths) == 0;
    case Repr::Text:
      return *reinterpret_cast<const std::string*>(static_cast<std::uintptr_t>(a.may)) ==
             *reinterpret_cast<const std::string*>(static_cast<std::uintptr_t>(b.may));
    case Repr::Currency:
      return a.unit == b.unit;
    case Repr::Truth:
    case Repr::Evidence:
      return true;
    case Repr::Option:
    case Repr::Set:
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
  result.flags |= b.flags & (kUnsettled | kUnanswered | kSaidUnknown);
  if (!b.could(kValue)) return result;
  if (!a.could(kValue)) {
    Slot other = b;
    other.can = result.can;
    other.fault = result.fault;
    other.cause = result.cause;
    other.flags |= result.flags & (kUnsettled | kUnanswered | kSaidUnknown);
    return other;
  }
  switch (repr) {
    case Repr::Ordered:
      if ((a.flags | b.flags) & kAnyPeriod || (a.flags ^ b.flags) & kMonths) {
        result.flags |= kAnyPeriod | kLowOpen | kHighOpen;
        break;
      }
      if (a.unit != b.unit) result.unit = 0;
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
      const bool differ = !sameValue(a, b, repr);
      result.may = machine_.storeBits(may);
      result.must = machine_.storeBits(must);
      if (differ) result.flags |= kUnsettled;
      break;
    }
    case Repr::Ref: {
      std::vector<InstanceId> all = machine_.elements(a);
      for (const InstanceId id : machine_.elements(b)) {
        if (std::find(all.begin(), all.end(), id) == all.end()) all.push_back(id);
      }
      result = refTo(all, result.could(kNone), result.cause);
      result.can |= static_cast<std::uint8_t>((a.can | b.can) & kError);
      result.flags |= (a.flags | b.flags) & (kUnsettled | kUnanswered);
      break;
    }
    case Repr::Text:
    case Repr::Currency:
      if (!sameValue(a, b, repr)) result.flags |= kUnsettled;
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

// language.md, Exceptions: the result of those certainly true, or the general case; beside it that of each
// exception whose condition is open. Two that hold at once and disagree are an error naming both places, and
// an error that is only possible is one of the possibilities: else a later answer could change a settled
// outcome.
Slot Steps::select(const Step& step) {
  const SelectCode& code = rules().selects[step.a];
  const Type* of = step.repr == Repr::Verdict ? nullptr : &rules().types[step.type];
  const auto failed = [&](std::uint32_t index) {
    Slot slot = of ? truthSlot(kError, 0, index) : verdictSlot(kFailed);
    slot.fault = index;
    return slot;
  };
  std::vector<const SelectCase*> certain, open;
  std::uint32_t cause = 0;
  Slot errors;  // of conditions
  for (const SelectCase& one : code.cases) {
    const Slot& condition = at(one.condition);
    if (condition.is(kError)) return failed(condition.fault);
    if (condition.could(kError)) errors = failed(condition.fault);
    if (condition.is(kYes)) {
      certain.push_back(&one);
    } else if (condition.could(kYes)) {
      open.push_back(&one);
    }
    if (!condition.single()) cause = machine_.causes_.join(cause, condition.cause);
  }
  const auto conflict = [&](const SelectCase& one, const SelectCase& other) {
    return failed(fault({Phrase::BothApply, {verbatim(one.branch->name), verbatim(other.branch->name)}},
                        other.branch->span));
  };
  Slot result;
  if (!certain.empty()) {
    result = at(certain.front()->value);
    for (std::size_t i = 1; i < certain.size(); ++i) {
      if (certain[i]->value == certain.front()->value) continue;
      const Slot& other = at(certain[i]->value);
      if (determined(result, step.repr) && determined(other, step.repr)) {
        if (!sameValue(result, other, step.repr)) return conflict(*certain.front(), *certain[i]);
        continue;
      }
      result =
          join(join(result, other, step.repr, of), conflict(*certain.front(), *certain[i]), step.repr, of);
    }
  } else if (code.general != kNoId) {
    result = at(code.general);
  } else {
    result = failed(fault(Phrase::NothingDefines));
  }
  if (open.empty() && errors.can == 0) {
    result.flags &= static_cast<std::uint8_t>(~kSaidUnknown);
    return result;
  }
  for (std::size_t i = 0; i < open.size(); ++i) {
    const Slot& value = at(open[i]->value);
    result = join(result, value, step.repr, of);
    const auto clash = [&](const SelectCase& other) {
      if (other.value == open[i]->value || other.excludes(open[i]->branch)) return;
      if (sameValue(value, at(other.value), step.repr)) return;
      result = join(result, conflict(other, *open[i]), step.repr, of);
    };
    for (const SelectCase* other : certain) clash(*other);
    for (std::size_t j = 0; j < i; ++j) clash(*open[j]);
  }
  result = join(result, errors, step.repr, of);
  result.cause = machine_.causes_.join(result.cause, cause);
  result.flags &= static_cast<std::uint8_t>(~kSaidUnknown);
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
    if (done.could(kValue)) {
      const bool open_due = !due || due->could(kNone | kNoDeadline);
      bool in_time = open_due, late = false;
      if (due && due->could(kValue)) {
        const bool unbounded = (due->flags & kHighOpen) || (done.flags & kLowOpen);
        in_time = in_time || unbounded || done.low <= due->high;
        late = (due->flags & kLowOpen) || (done.flags & kHighOpen) || done.high > due->low;
      }
      if (in_time) result.may |= kSatisfied;
      if (late) result.may |= kViolated;
      if (due && due->could(kError)) result.may |= kFailed;
    }
    if (done.could(kNone)) result.may |= missed;
  }
  if (!determined(result, Repr::Verdict))
    result.cause = machine_.causes_.join(done.cause, due ? due->cause : 0);
  return result;
}

}  // namespace jurat
