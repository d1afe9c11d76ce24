#include "engine/advice/timeline/bounds_over_time.h"

#include <functional>
#include <utility>

namespace jurat {

void BoundsOverTime::start(Date day, Date last, const Limits& limits) {
  made_.clear();
  day_ = day;
  last_ = last;
  limits_ = limits;
}

BoundId BoundsOverTime::add(Made made) {
  made_.push_back(std::move(made));
  return static_cast<BoundId>(made_.size());
}

BoundId BoundsOverTime::today() { return add({.kind = Kind::Today, .slope = Number(1)}); }

BoundId BoundsOverTime::endOfDay(TimeZone zone) {
  // Days on which clocks change are shorter or longer than others.
  const bool even = zone.summerRule() == 0;
  return add(
      {.kind = Kind::EndOfDay, .zone = zone, .slope = even ? std::optional<Number>(86400) : std::nullopt});
}

BoundId BoundsOverTime::shifted(BoundId from, const Shift& by) {
  const std::optional<Number> slope = by.months ? std::nullopt : of(from).slope;
  return add({.kind = Kind::Shift, .a = from, .shift = by, .direction = of(from).direction, .slope = slope});
}

BoundId BoundsOverTime::plus(BoundId a, const Number& constant) {
  return add(
      {.kind = Kind::Plus, .a = a, .number = constant, .direction = of(a).direction, .slope = of(a).slope});
}

BoundId BoundsOverTime::sum(BoundId a, BoundId b) {
  const Made &x = of(a), &y = of(b);
  Made made{.kind = Kind::Sum, .a = a, .b = b, .direction = x.direction == y.direction ? x.direction : 0};
  if (x.slope && y.slope) made.slope = jurat::add(*x.slope, *y.slope, limits_);
  if (made.slope) made.direction = made.slope->sign() < 0 ? -1 : 1;
  return add(std::move(made));
}

BoundId BoundsOverTime::times(BoundId a, const Number& factor) {
  Made made{.kind = Kind::Times, .a = a, .number = factor};
  made.direction = factor.sign() < 0 ? -of(a).direction : of(a).direction;
  if (of(a).slope) made.slope = multiply(*of(a).slope, factor, limits_);
  return add(std::move(made));
}

BoundId BoundsOverTime::wholes(BoundId a, const Number& divisor) {
  Made made{.kind = Kind::Wholes, .a = a, .number = divisor, .direction = of(a).direction};
  const std::optional<Number> slope = of(a).slope ? divide(*of(a).slope, divisor, limits_) : std::nullopt;
  if (slope && slope->isWhole()) made.slope = slope;  // what is rounded off is the same every day
  return add(std::move(made));
}

BoundId BoundsOverTime::rounded(BoundId a, const Number& step, Rounding mode) {
  Made made{.kind = Kind::Rounded, .a = a, .number = step, .mode = mode, .direction = of(a).direction};
  // Of what is whole today and grows by wholes nothing is ever rounded off.
  const auto whole = [&](const std::optional<Number>& number) {
    const std::optional<Number> parts = number ? divide(*number, step, limits_) : std::nullopt;
    return parts && parts->isWhole();
  };
  if (whole(of(a).slope) && whole(at(a, day_))) made.slope = of(a).slope;
  return add(std::move(made));
}

BoundId BoundsOverTime::working(BoundId a, const Work& work) {
  return add({.kind = Kind::Working, .a = a, .work = work, .direction = of(a).direction});
}

std::optional<Number> BoundsOverTime::at(BoundId id, Date day) const {
  const Made& made = of(id);
  if (made.kind == Kind::Today) return Number(day.days);
  if (made.kind == Kind::EndOfDay) return Number(made.zone.endOf(day).seconds);
  const std::optional<Number> a = at(made.a, day);
  return a ? after(made, *a, day) : std::nullopt;
}

// What is made of `a` as it is on the day.
std::optional<Number> BoundsOverTime::after(const Made& made, const Number& a, Date day) const {
  switch (made.kind) {
    case Kind::Today:
    case Kind::EndOfDay:
      break;
    case Kind::Plus:
      return jurat::add(a, made.number, limits_);
    case Kind::Sum: {
      const std::optional<Number> b = at(made.b, day);
      return b ? jurat::add(a, *b, limits_) : std::nullopt;
    }
    case Kind::Times:
      return multiply(a, made.number, limits_);
    case Kind::Wholes: {
      const std::optional<Number> parts = divide(a, made.number, limits_);
      return parts ? std::optional(parts->floor()) : std::nullopt;
    }
    case Kind::Rounded:
      return a.rounded(made.number, made.mode);
    case Kind::Shift:
      return made.shift.seconds ? jurat::add(a, Number(made.shift.count), limits_) : landed(made, a);
    case Kind::Working:
      return landed(made, a);
  }
  return std::nullopt;
}

// The day that a day is moved to.
std::optional<Number> BoundsOverTime::landed(const Made& made, const Number& a) {
  const std::optional<std::int64_t> from = a.toInt64();
  if (!from || *from < kFirstDate.days || kLastDate.days < *from) return std::nullopt;
  const Date start{static_cast<std::int32_t>(*from)};
  std::optional<Date> day;
  if (made.kind == Kind::Working) {
    const Work& work = made.work;
    const Landing landing = work.rolls       ? work.calendar->onOrAfter(start)
                            : work.backwards ? work.calendar->before(start, work.count)
                                             : work.calendar->after(start, work.count);
    if (!landing.nearest) return std::nullopt;  // the machine has an error to tell then
    day = work.far ? landing.farthest : landing.nearest;
  } else {
    day = made.shift.months ? plusMonths(start, made.shift.count, made.shift.rule)
                            : plusDays(start, made.shift.count);
  }
  return day ? std::optional(Number(day->days)) : std::nullopt;
}

bool BoundsOverTime::same(BoundId a, BoundId b) const {
  return at(a, day_) == at(b, day_) && at(a, last_) && at(a, last_) == at(b, last_);
}

Date BoundsOverTime::lastWhere(const std::function<bool(Date)>& is) const {
  if (is(last_)) return kLastDate;
  Date same = day_, other = last_;
  while (other.days - same.days > 1) {
    const Date middle{same.days + (other.days - same.days) / 2};
    (is(middle) ? same : other) = middle;
  }
  return same;
}

Date BoundsOverTime::sameUntil(BoundId bound) const {
  const std::optional<Number> now = at(bound, day_);
  if (!now || everyDay(bound)) return day_;
  // What moves one way is the same in between where it is the same at both ends.
  if (of(bound).direction != 0) return lastWhere([&](Date day) { return at(bound, day) == now; });
  constexpr std::int32_t kMostDays = 1'000;  // looked at one by one
  Date same = day_;
  while (same < last_ && same.days - day_.days < kMostDays && at(bound, Date{same.days + 1}) == now)
    ++same.days;
  return same == last_ ? kLastDate : same;
}

std::optional<BoundsOverTime::Followed> BoundsOverTime::followed(BoundId bound, const Number& now) const {
  if (at(bound, day_) != now) return std::nullopt;
  if (of(bound).direction != 0)
    return Followed{bound, lastWhere([&](Date day) { return at(bound, day).has_value(); })};
  const Date same = sameUntil(bound);
  return same == day_ ? std::nullopt : std::optional(Followed{0, same});
}

std::optional<int> BoundsOverTime::order(const Bound& a, const Bound& b, Where where, Date day) const {
  const std::optional<Number> x = a.moving ? at(a.moving, day) : std::optional(a.at);
  const std::optional<Number> y = b.moving ? at(b.moving, day) : std::optional(b.at);
  if (!x || !y) return std::nullopt;
  const int order = *x < *y ? -1 : *x == *y ? 0 : 1;
  return where == Where::Any ? order : where == Where::Reached ? int{order >= 0} : int{order > 0};
}

Date BoundsOverTime::apart(const Bound& a, const Bound& b, Where where) const {
  if (a.open || b.open || a.moving == b.moving) return kLastDate;
  if (a.moving && b.moving) {
    const Made &x = of(a.moving), &y = of(b.moving);
    if (x.slope && y.slope && *x.slope == *y.slope) return kLastDate;
    // Only what draws near or away all the time can be searched by halves.
    if (!(x.slope && y.slope) && x.direction * y.direction != -1) return day_;
  }
  const std::optional<int> now = order(a, b, where, day_);
  if (!now) return day_;
  if (order(a, b, where, last_) == now) return kLastDate;
  Date same = day_, other = last_;
  while (other.days - same.days > 1) {
    const Date middle{same.days + (other.days - same.days) / 2};
    (order(a, b, where, middle) == now ? same : other) = middle;
  }
  return same;
}

}  // namespace jurat
