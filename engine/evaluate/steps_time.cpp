// Days, moments and periods.
#include <utility>

#include "engine/evaluate/steps.h"

namespace jurat {
namespace {

constexpr std::int64_t kMostMonths = 9999 * 12;  // no more months than years have

}  // namespace

Slot Steps::daysBetween(const Step& step) {
  Slot result = addOrSubtract({.op = Op::Subtract, .type = step.type}, at(step.a), at(step.b));
  // A period is held in seconds, and so is what lies between two moments.
  if (!result.could(kValue) || (step.flags & kFromMoment)) return result;
  const Number day(86400);
  for (Number* bound : {&result.low, &result.high})
    *bound = jurat::multiply(*bound, day, machine_.limits_).value_or(Number());
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
  bool fits = true;
  const auto days = [&](bool open, const Number& count, bool low) -> Edge {
    if (open) return {low ? -1 : 1, {}};
    if (!(a.flags & kMonths))
      return {0, jurat::divide(count, Number(86400), machine_.limits_).value_or(Number()).floor()};
    const std::optional<std::int64_t> months = count.toInt64();
    fits = fits && months && -kMostMonths <= *months && *months <= kMostMonths;
    if (!fits) return {};
    const DayRange range = daysOfMonths(*months);
    return {0, Number(low ? range.least : range.most)};
  };
  const Edge low = days(a.flags & kLowOpen, a.low, true), high = days(a.flags & kHighOpen, a.high, false);
  if (!fits) return truthSlot(kError, 0, fault(Phrase::PeriodTooLong));
  setBounds(result, low, high);
  if (a.exact() && low.at != high.at) {
    result.cause = machine_.causes_.join(
        result.cause,
        machine_.causes_.leaf({.kind = CauseKind::Incomparable, .message = Phrase::MonthsHaveNoDays}));
  }
  return result;
}

// Where a day or moment lands that is moved by a period; nothing when that is outside the calendar, or a day
// that the pack's rule for ends of months refuses.
std::optional<Number> Steps::moved(const Step& step, const Number& from, const Number& by, bool months,
                                   MonthEnd rule) const {
  const bool to_moment = type(step).kind == TypeKind::Moment;
  const std::optional<std::int64_t> origin = from.toInt64(), length = by.toInt64();
  if (!origin || !length || *length == INT64_MIN) return std::nullopt;
  const std::int64_t count = step.op == Op::DateMinus ? -*length : *length;
  constexpr std::int64_t kFirst = std::int64_t{kFirstDate.days} * 86400;
  constexpr std::int64_t kLast = std::int64_t{kLastDate.days + 1} * 86400 - 1;
  if (to_moment && !months) {
    if (count > kLast - kFirst || count < kFirst - kLast) return std::nullopt;
    const std::int64_t at = *origin + count;
    return at < kFirst || kLast < at ? std::nullopt : std::optional(Number(at));
  }
  // Days and months are counted from a day: the moment's own in the pack's time zone when a day is wanted.
  Date day{static_cast<std::int32_t>(*origin)};
  std::int64_t rest = 0;
  if (to_moment) {
    day.days = static_cast<std::int32_t>(*origin >= 0 ? *origin / 86400 : (*origin - 86399) / 86400);
    rest = *origin - std::int64_t{day.days} * 86400;
  } else if (step.flags & kFromMoment) {
    day = machine_.timeZone(pack()).dayOf({*origin, 0});
  }
  const std::optional<Date> landed = months ? plusMonths(day, count, rule) : plusDays(day, count / 86400);
  if (!landed) return std::nullopt;
  return Number(to_moment ? landed->days * std::int64_t{86400} + rest : landed->days);
}

// date or moment, plus or minus a period. Later starts never end earlier, so bounds move like values.
Slot Steps::shift(const Step& step) {
  const Slot& start = at(step.a);
  const Slot& length = at(step.b);
  Slot result;
  if (!begin(result, {&start, &length})) return result;
  const auto rule = static_cast<MonthEnd>(step.flags & kMonthEnds);
  if (length.flags & kAnyPeriod) {
    setBounds(result, {-1, {}}, {1, {}});
    if (rule != MonthEnd::Error) return result;
    result.can |= kError;
    result.fault = fault(Phrase::DayMayNotExist);
    return result;
  }
  const bool minus = step.op == Op::DateMinus, months = length.flags & kMonths;
  const bool certain = start.exact() && length.exact();
  // Where the pack refuses days that do not exist, some day between the bounds may be one of them.
  const bool refuses = rule == MonthEnd::Error && months && !certain;
  bool failed = refuses;
  const auto move = [&](bool open, const Number& from, const Number& by, int side) -> Edge {
    if (open) return {side, {}};
    const MonthEnd used = !refuses ? rule : side < 0 ? MonthEnd::Clamp : MonthEnd::NextDay;
    if (std::optional<Number> at = moved(step, from, by, months, used)) return {0, *std::move(at)};
    failed = true;
    return {side, {}};
  };
  const bool low_open = (start.flags & kLowOpen) || (length.flags & (minus ? kHighOpen : kLowOpen));
  const bool high_open = (start.flags & kHighOpen) || (length.flags & (minus ? kLowOpen : kHighOpen));
  setBounds(result, move(low_open, start.low, minus ? length.high : length.low, -1),
            move(high_open, start.high, minus ? length.low : length.high, 1));
  if (failed) {
    result.can = certain ? kError : static_cast<std::uint8_t>(result.can | kError);
    result.fault = fault(Phrase::NoSuchDay);
  }
  return result;
}

// Days outside the calendar may be worked or not, so a count that leaves it lies between the landing of the
// one and of the other. Both ends move with the day that is counted from, so the bounds of an open day move
// like values.
Slot Steps::workingDays(const Step& step) {
  Slot start = at(step.a);
  const bool rolls = step.flags & kRolls;
  const std::uint8_t none = rolls ? start.can & kNone : 0;
  if (rolls) start.can &= static_cast<std::uint8_t>(~kNone);
  Slot result;
  if (!begin(result, {&start})) {
    result.can |= none;
    return result;
  }
  const checked::Declaration& source = rules().program->declarations[checked::DeclarationId{step.b}];
  const WorkingCalendar& calendar = source.calendar;
  const bool backwards = step.flags & kBackwards;
  bool left = false, outside = false;  // the years there are; the calendar
  const auto land = [&](bool open, const Number& from, bool low) -> Edge {
    const Edge nowhere{low ? -1 : 1, {}};
    if (open) return nowhere;
    const std::int64_t at = from.toInt64().value_or(0);
    const Date day = step.flags & kFromMoment ? machine_.timeZone(pack()).dayOf({at, 0})
                                              : Date{static_cast<std::int32_t>(at)};
    const Landing landing = rolls       ? calendar.onOrAfter(day)
                            : backwards ? calendar.before(day, step.c)
                                        : calendar.after(day, step.c);
    outside = outside || landing.nearest != landing.farthest;
    left = left || !landing.nearest;
    const std::optional<Date>& end = low != backwards ? landing.nearest : landing.farthest;
    return end ? Edge{0, Number(end->days)} : nowhere;
  };
  setBounds(result, land(start.flags & kLowOpen, start.low, true),
            land(start.flags & kHighOpen, start.high, false));
  if (left) {
    result.can = static_cast<std::uint8_t>(start.exact() ? kError : result.can | kError);
    result.fault = fault(Phrase::NoSuchDay);
  }
  result.can |= none;
  if (outside) {
    Cause cause{.kind = CauseKind::OutsideCalendar};
    cause.message = {
        Phrase::OutsideCalendar,
        {verbatim(source.name), verbatim(toText(calendar.first())), verbatim(toText(calendar.last()))}};
    result.cause = machine_.causes_.join(result.cause, machine_.causes_.leaf(std::move(cause)));
  }
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
  Slot result = compute(step);
  if (step.op == Op::Multiply && type(step).kind == TypeKind::Integer && result.exact() &&
      !result.low.toInt64()) {
    return truthSlot(kError, 0, fault(Phrase::IntegerTooLarge));
  }
  if (step.repr == Repr::Ordered) settle(result);
  return result;
}

Slot Steps::compute(const Step& step) {
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
    case Op::WorkingDays:
      return workingDays(step);
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
