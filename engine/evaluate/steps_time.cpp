// Days, moments and periods.
#include <utility>

#include "engine/evaluate/steps.h"

namespace jurat {

Slot Steps::daysBetween(const Step& step) {
  const Slot& a = at(step.a);
  const Slot& b = at(step.b);
  Slot result = addOrSubtract({.op = Op::Subtract, .type = step.type}, a, b);
  if (!result.could(kValue)) return result;
  // Days as a period are held in seconds.
  const Number day(86400);
  for (Number* bound : {&result.low, &result.high})
    *bound = jurat::multiply(*bound, day, machine_.limits_).value_or(Number());
  result.flags &= static_cast<std::uint8_t>(~(kMonths | kAnyPeriod));
  return result;
}

Slot Steps::daysIn(const Step& step) {
  const Slot& a = at(step.a);
  Slot result;
  if (!begin(result, {&a})) return result;
  if (a.flags & kAnyPeriod) {
    setBounds(result, {-1, {}}, {1, {}});
    return result;
  }
  const auto days = [&](bool open, const Number& count, bool low) -> Edge {
    if (open) return {low ? -1 : 1, {}};
    const std::int64_t whole = count.toInt64().value_or(0);
    if (!(a.flags & kMonths))
      return {0, jurat::divide(count, Number(86400), machine_.limits_).value_or(Number()).floor()};
    const DayRange range = daysOfMonths(whole);
    return {0, Number(low ? range.least : range.most)};
  };
  setBounds(result, days(a.flags & kLowOpen, a.low, true), days(a.flags & kHighOpen, a.high, false));
  if (!result.exact() && a.exact()) {
    result.cause =
        machine_.causes_.leaf({.kind = CauseKind::Incomparable, .message = Phrase::MonthsHaveNoDays});
  }
  settle(result, {&a});
  return result;
}

// date or moment, plus or minus a period. Later starts never end earlier, so bounds move like values.
Slot Steps::shift(const Step& step) {
  const Slot& start = at(step.a);
  const Slot& length = at(step.b);
  Slot result;
  if (!begin(result, {&start, &length})) return result;
  if (length.flags & kAnyPeriod) {
    setBounds(result, {-1, {}}, {1, {}});
    return result;
  }
  const bool minus = step.op == Op::DateMinus;
  const bool moment = type(step).kind == TypeKind::Moment;
  const auto mode = static_cast<MonthEnd>(step.flags);
  const auto move = [&](bool open_start, const Number& from, bool open_length, const Number& by,
                        int side) -> Edge {
    if (open_start || open_length) return {side, {}};
    std::int64_t count = by.toInt64().value_or(0);
    if (minus) count = -count;
    const std::int64_t origin = from.toInt64().value_or(0);
    if (!(length.flags & kMonths)) {
      if (moment) return {0, add(from, Number(count), machine_.limits_).value_or(Number())};
      const std::optional<Date> day = plusDays(Date{static_cast<std::int32_t>(origin)}, count / 86400);
      if (day) return {0, Number(day->days)};
    } else {
      const std::int64_t day_number =
          moment ? (origin >= 0 ? origin / 86400 : (origin - 86399) / 86400) : origin;
      const std::optional<Date> day = plusMonths(Date{static_cast<std::int32_t>(day_number)}, count, mode);
      if (day)
        return {0,
                Number(moment ? day->days * std::int64_t{86400} + (origin - day_number * 86400) : day->days)};
    }
    result.can = kError;
    result.fault = fault(Phrase::NoSuchDay);
    return {};
  };
  const bool low_open = start.flags & kLowOpen, high_open = start.flags & kHighOpen;
  const bool shortest_open = length.flags & (minus ? kHighOpen : kLowOpen);
  const bool longest_open = length.flags & (minus ? kLowOpen : kHighOpen);
  const Edge low = move(low_open, start.low, shortest_open, minus ? length.high : length.low, -1);
  const Edge high = move(high_open, start.high, longest_open, minus ? length.low : length.high, 1);
  if (result.is(kError)) return result;
  setBounds(result, low, high);
  settle(result, {&start, &length});
  return result;
}

Slot Steps::justBefore(const Step& step) {
  Slot result = at(step.a);
  const Number one(1);  // a second or a day, as the deadline is counted
  if (!(result.flags & kLowOpen))
    result.low = subtract(result.low, one, machine_.limits_).value_or(result.low);
  if (!(result.flags & kHighOpen))
    result.high = subtract(result.high, one, machine_.limits_).value_or(result.high);
  return result;
}

Slot Steps::arithmetic(const Step& step) {
  switch (step.op) {
    case Op::Negate:
      return negate(at(step.a));
    case Op::Add:
    case Op::Subtract:
      return addOrSubtract(step, at(step.a), at(step.b));
    case Op::Multiply:
      return multiply(at(step.a), at(step.b));
    case Op::Divide:
      return divide(at(step.a), at(step.b));
    case Op::DatePlus:
    case Op::DateMinus:
      return shift(step);
    case Op::DaysBetween:
      return daysBetween(step);
    case Op::DaysIn:
      return daysIn(step);
    case Op::Convert:
      return convert(step);
    case Op::CurrencyOf:
      return currencyOf(step);
    case Op::Rounded:
      return rounded(step);
    default:
      return extreme(step);
  }
}

}  // namespace jurat
