// Conditions: comparisons, and / or / at least, given and known.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/evaluate/steps.h"

namespace jurat {
namespace {

using checked::CompareOp;

constexpr std::uint8_t kEither = kYes | kNo;

// Possibilities of `a op b` for a in [a.low, a.high], b in [b.low, b.high].
std::uint8_t compareIntervals(CompareOp op, const Edge& al, const Edge& ah, const Edge& bl, const Edge& bh) {
  const auto less = [](const Edge& x, const Edge& y) {
    if (x.infinite || y.infinite) return x.infinite < y.infinite;
    return x.at < y.at;
  };
  const auto touches = [&](const Edge& x, const Edge& y) {
    return !x.infinite && !y.infinite && x.at == y.at;
  };
  const bool can_less = less(al, bh);
  const bool can_greater = less(bl, ah);
  const bool overlap = !less(ah, bl) && !less(bh, al);
  const bool point = touches(al, ah) && touches(bl, bh);
  const bool can_equal = overlap;
  const bool must_equal = point && touches(al, bl);
  const auto pack = [](bool yes, bool no) {
    return static_cast<std::uint8_t>((yes ? std::uint8_t{kYes} : std::uint8_t{0}) |
                                     (no ? std::uint8_t{kNo} : std::uint8_t{0}));
  };
  switch (op) {
    case CompareOp::Less:
      return pack(can_less, can_greater || can_equal);
    case CompareOp::LessEqual:
      return pack(can_less || can_equal, can_greater);
    case CompareOp::Equal:
      return pack(can_equal, !must_equal);
    case CompareOp::GreaterEqual:
      return pack(can_greater || can_equal, can_less);
    case CompareOp::Greater:
      return pack(can_greater, can_less || can_equal);
  }
  return kEither;
}

Edge lowOf(const Slot& slot) { return slot.flags & kLowOpen ? Edge{-1, {}} : Edge{0, slot.low}; }
Edge highOf(const Slot& slot) { return slot.flags & kHighOpen ? Edge{1, {}} : Edge{0, slot.high}; }

// Seconds that a period of months can last.
Slot inSeconds(const Slot& months) {
  Slot slot = months;
  if (!(months.flags & kLowOpen)) slot.low = seconds({true, months.low.toInt64().value_or(0)}).least;
  if (!(months.flags & kHighOpen)) slot.high = seconds({true, months.high.toInt64().value_or(0)}).most;
  slot.flags &= static_cast<std::uint8_t>(~kMonths);
  return slot;
}

}  // namespace

bool holdsFor(CompareOp op, std::strong_ordering order) {
  switch (op) {
    case CompareOp::Less:
      return order < 0;
    case CompareOp::LessEqual:
      return order <= 0;
    case CompareOp::Equal:
      return order == 0;
    case CompareOp::GreaterEqual:
      return order >= 0;
    case CompareOp::Greater:
      return order > 0;
  }
  return false;
}

Slot truthSlot(std::uint8_t can, std::uint32_t cause, std::uint32_t fault) {
  Slot slot;
  slot.can = can;
  slot.cause = slot.single() ? 0 : cause;
  slot.fault = fault;
  return slot;
}

Slot Steps::atLeast(const Step& step) {
  const std::uint32_t* operand = rules().operands.data() + step.a;
  Tally tally;
  std::uint32_t cause = 0, fault_index = 0;
  for (std::uint32_t i = 0; i < step.count; ++i) {
    const Slot& slot = frame_.slots[operand[i]];
    tally.add(slot.can);
    if (slot.can & kError) fault_index = slot.fault;
    if (slot.cause) cause = machine_.causes_.join(cause, slot.cause);
  }
  const std::uint8_t result = tally.atLeast(step.b);
  return truthSlot(result, cause, result & kError ? fault_index : 0);
}

Slot Steps::countTrue(const Step& step) {
  Slot result;
  std::int64_t least = 0, most = 0;
  for (std::uint32_t i = 0; i < step.count; ++i) {
    const Slot& slot = at(rules().operands[step.a + i]);
    if (slot.is(kError)) return slot;
    if (slot.could(kError)) {
      result.can |= kError;
      result.fault = slot.fault;
    }
    least += slot.is(kYes) ? 1 : 0;
    most += slot.could(kYes) ? 1 : 0;
    result.cause = machine_.causes_.join(result.cause, slot.cause);
  }
  result.can |= kValue;
  result.low = least;
  result.high = most;
  settle(result);
  return result;
}

// A condition over values: errors and none of an operand are errors, else `possible`.
Slot Steps::strictTruth(std::initializer_list<const Slot*> operands, std::uint8_t possible) {
  Slot result;
  const bool settled = std::all_of(operands.begin(), operands.end(), [](const Slot* operand) {
    return operand->cause == 0 && !(operand->can & (kError | kNone)) && operand->can != 0;
  });
  if (settled) {
    result.can = possible;
    return result;
  }
  const bool value = begin(result, operands);
  result.can &= static_cast<std::uint8_t>(~kValue);
  result.flags = 0;
  if (value) result.can |= possible;
  if (result.single()) result.cause = 0;
  return result;
}

std::uint8_t Steps::compareOrdered(const Step& step, const Slot& a, const Slot& b, std::uint32_t& cause) {
  const auto op = static_cast<CompareOp>(step.flags);
  if (type(step).kind == TypeKind::Period) {
    if ((a.flags | b.flags) & kAnyPeriod) return kEither;
    if ((a.flags ^ b.flags) & kMonths) {
      const Slot left = a.flags & kMonths ? inSeconds(a) : a;
      const Slot right = b.flags & kMonths ? inSeconds(b) : b;
      const std::uint8_t result =
          compareIntervals(op, lowOf(left), highOf(left), lowOf(right), highOf(right));
      if (result == kEither && a.exact() && b.exact()) {
        cause =
            machine_.causes_.leaf({.kind = CauseKind::Incomparable, .message = Phrase::MonthsAgainstDays});
      }
      return result;
    }
  }
  return compareIntervals(op, lowOf(a), highOf(a), lowOf(b), highOf(b));
}

// Equality of what has no order.
std::uint8_t Steps::equality(const Step& step, const Slot& a, const Slot& b) const {
  const auto exactly = [](bool equal) { return equal ? std::uint8_t{kYes} : std::uint8_t{kNo}; };
  switch (step.operand) {
    case Repr::Truth: {
      std::uint8_t result = 0;
      if ((a.can & b.can) & (kYes | kNo)) result |= kYes;
      if ((a.could(kYes) && b.could(kNo)) || (a.could(kNo) && b.could(kYes))) result |= kNo;
      return result;
    }
    case Repr::Option:
    case Repr::Set: {
      const std::uint32_t count = words(type(step));
      const std::uint64_t *x = bits(a.may, count), *y = bits(b.may, count);
      const bool known = determined(a, step.operand) && determined(b, step.operand);
      if (step.operand == Repr::Option) {
        bool meet = false;
        std::size_t left = 0, right = 0;
        for (std::uint32_t i = 0; i < count; ++i) {
          meet = meet || (x[i] & y[i]);
          left += static_cast<std::size_t>(__builtin_popcountll(x[i]));
          right += static_cast<std::size_t>(__builtin_popcountll(y[i]));
        }
        if (!meet) return kNo;
        return left == 1 && right == 1 ? kYes : kEither;
      }
      const std::uint64_t *xm = bits(a.must, count), *ym = bits(b.must, count);
      bool apart = false, same = true, settled = known;
      for (std::uint32_t i = 0; i < count; ++i) {
        apart = apart || (xm[i] & ~y[i]) || (ym[i] & ~x[i]);
        same = same && x[i] == y[i];
        settled = settled && xm[i] == x[i] && ym[i] == y[i];
      }
      if (apart) return kNo;
      return settled && same ? kYes : kEither;
    }
    case Repr::Text: {
      if ((a.flags | b.flags) & kUnsettled) return kEither;
      return exactly(textOf(a) == textOf(b));
    }
    case Repr::Currency:
      if ((a.flags | b.flags) & kUnsettled) return kEither;
      return exactly(a.unit == b.unit);
    case Repr::Ref: {
      if ((a.flags | b.flags) & kUnsettled) return kEither;
      const std::vector<InstanceId> x = machine_.elements(a), y = machine_.elements(b);
      const bool meet = std::any_of(
          x.begin(), x.end(), [&](InstanceId id) { return std::find(y.begin(), y.end(), id) != y.end(); });
      if (!meet) return kNo;
      return x.size() == 1 && y.size() == 1 ? kYes : kEither;
    }
    case Repr::Ordered:
    case Repr::Evidence:
    case Repr::Verdict:
      return kEither;
  }
  return kEither;
}

Slot Steps::compare(const Step& step) {
  const Slot& a = at(step.a);
  const Slot& b = at(step.b);
  std::uint32_t cause = 0;
  std::uint8_t possible = 0;
  // What is no value has neither bounds nor bits to look at.
  constexpr std::uint8_t kAny = kValue | kYes | kNo;
  if (!a.could(kAny) || !b.could(kAny)) return strictTruth({&a, &b}, 0);
  if (step.operand == Repr::Ordered) {
    // Two settled values of one kind, which is the usual case.
    if (a.exact() && b.exact() && a.unit == b.unit && ((a.flags ^ b.flags) & kMonths) == 0)
      return truthSlot(holdsFor(static_cast<CompareOp>(step.flags), a.low <=> b.low) ? kYes : kNo);
    if (type(step).kind == TypeKind::Money && a.unit && b.unit && a.unit != b.unit) {
      return truthSlot(kError, 0, fault(currencies(Phrase::CurrenciesCompared, a.unit, b.unit)));
    }
    possible = compareOrdered(step, a, b, cause);
  } else if (step.operand == Repr::Option && static_cast<CompareOp>(step.flags) != CompareOp::Equal) {
    // An ordered choice: options compare by their place.
    const std::uint32_t count = words(type(step));
    const auto range = [&](const Slot& slot) {
      const std::uint64_t* word = bits(slot.may, count);
      std::int64_t first = -1, last = -1;
      for (std::int64_t i = 0; i < static_cast<std::int64_t>(count) * 64; ++i) {
        if (!(word[i / 64] >> (i % 64) & 1)) continue;
        if (first < 0) first = i;
        last = i;
      }
      return std::pair{Edge{0, first}, Edge{0, last}};
    };
    const auto [al, ah] = range(a);
    const auto [bl, bh] = range(b);
    possible = compareIntervals(static_cast<CompareOp>(step.flags), al, ah, bl, bh);
  } else {
    possible = equality(step, a, b);
  }
  Slot result = strictTruth({&a, &b}, possible);
  if (cause && !result.single()) result.cause = machine_.causes_.join(result.cause, cause);
  return result;
}

Slot Steps::given(const Step& step) {
  const Slot& a = at(step.a);
  std::uint8_t result = a.could(kError) ? kError : std::uint8_t{0};
  // Silence leaves open whether there is a value, a bound does not; yes or no has no bounds.
  const bool silent = (a.could(kValue) && a.flags & kUnanswered) || (a.could(kYes) && a.could(kNo));
  if (step.op == Op::IsKnown) {
    if (a.flags & kSaidUnknown) return truthSlot(kNo);
    if (a.could(kValue | kYes | kNo | kNone)) result |= silent ? kEither : std::uint8_t{kYes};
    return truthSlot(result, a.cause, a.fault);
  }
  const bool there = step.operand == Repr::Ordered && a.must == kThere;
  if (a.could(kValue | kYes | kNo)) result |= silent && !there ? kEither : std::uint8_t{kYes};
  if (a.could(kNone)) result |= kNo;
  return truthSlot(result, a.cause, a.fault);
}

// That it is `none` makes no difference here (checked::Expr::guarded).
Slot Steps::whereGiven(const Step& step) {
  Slot result = at(step.a);
  if (!result.could(kNone) || result.is(kNone)) return result;
  result.can &= static_cast<std::uint8_t>(~kNone);
  if (determined(result, step.repr)) result.cause = 0;
  return result;
}

Slot Steps::holds(const Step& step) {
  const Slot& a = at(step.a);
  // Yes or no stays what it is; `none` is neither, and an error.
  if (step.operand == Repr::Truth) return strictTruth({&a}, a.can & kEither);
  // Indexes into kPracticeStates: the first three mean no, 3 is implemented, 4 is not applicable.
  std::uint8_t possible = 0;
  if (a.may & 0b00111) possible |= kNo;
  if (a.may & 0b01000) possible |= kYes;
  if (a.may & 0b10000) possible |= kEither;
  Slot result = strictTruth({&a}, possible);
  // Silence is a fact not given; only who answers `not applicable` has to be believed.
  const bool judged = a.could(kValue) && a.may == 0b10000 && !(a.flags & kUnanswered);
  if (!judged || result.single()) return result;
  Cause cause{.kind = CauseKind::JudgementNotMade, .message = Phrase::WhetherPracticeApplies};
  const std::vector<InstanceId> owners =
      step.b == kNoId ? std::vector<InstanceId>{} : machine_.elements(at(step.c));
  if (owners.size() == 1 && !machine_.isPhantom(owners.front())) {
    cause.instance = owners.front();
    cause.fact = FactId{step.b};
  }
  result.cause = machine_.causes_.join(result.cause, machine_.causes_.leaf(std::move(cause)));
  return result;
}

Slot Steps::inForce(const Step& step) {
  const std::int64_t today = machine_.as_of_.day.days;
  const Edge now{0, today};
  std::uint8_t result = 0;
  std::uint32_t cause = 0, fault_index = 0;
  Tally tally;
  for (const bool is_from : {true, false}) {
    const std::uint32_t slot_index = is_from ? step.a : step.b;
    if (slot_index == kNoId) continue;
    const Slot& slot = at(slot_index);
    std::uint8_t part = 0;
    // `none` as a beginning means never; as an end, that there is none.
    if (slot.could(kNone)) part |= is_from ? kNo : kYes;
    if (slot.could(kError)) {
      part |= kError;
      fault_index = slot.fault;
    }
    if (slot.could(kValue)) {
      part |= compareIntervals(is_from ? CompareOp::LessEqual : CompareOp::GreaterEqual, lowOf(slot),
                               highOf(slot), now, now);
    }
    tally.add(part);
    cause = machine_.causes_.join(cause, slot.cause);
  }
  result = tally.atLeast(tally.count);
  return truthSlot(result, cause, result & kError ? fault_index : 0);
}

}  // namespace jurat
