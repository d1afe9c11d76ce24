// Steps that reckon with numbers, amounts, days and periods.
#include <algorithm>
#include <utility>

#include "engine/advice/range/trace.h"

namespace jurat {
namespace {

constexpr std::int64_t kDay = 86400;

}  // namespace

Course Trace::scaled(const Course& a, const Number& factor) {
  Course out = a;
  if (a.open) return out;
  if (factor.sign() == 0) return fixed({});
  out.now = times(a.now, factor);
  out.at = times(a.at, factor);
  out.slope = times(a.slope, factor);
  out.off = times(a.off, factor.sign() < 0 ? factor.negated() : factor);
  if (a.shape == Shape::Bent && factor != Number(1)) {
    out.curve = productOf(a.curve, Curve::line(factor, {}), limits_);
    out.formula = out.curve.known() ? 0 : mixed(formulaOf(a), factor.hash());
  }
  out.grain = {};
  return out;
}

Course Trace::sum(const Course& a, const Course& b, bool minus) {
  const Course other = minus ? scaled(b, Number(-1)) : b;
  Course out;
  out.open = a.open || b.open;
  if (out.open) return out;
  const Shape shape = std::max(a.shape, b.shape);
  Curve curve = shape == Shape::Bent ? sumOf(curveOf(a), curveOf(other), limits_) : Curve();
  if (curve.known()) {
    out = along(std::move(curve), plus(a.now, other.now));
  } else {
    out.shape = shape;
    out.off = plus(a.off, other.off);
    out.now = plus(a.now, other.now);
    out.at = plus(a.at, other.at);
    out.slope = plus(a.slope, other.slope);
    if (shape == Shape::Bent) out.formula = mixed(formulaOf(a), formulaOf(other));
  }
  out.loose = a.loose || b.loose;
  out.follows = a.follows || b.follows;
  return out;
}

Courses Trace::negate(const Place& at) {
  const Courses& from = at.courses(at.step.a);
  if (!from.moves) return {};
  return {scaled(from.high, Number(-1)), scaled(from.low, Number(-1)), true};
}

Courses Trace::addOrSubtract(const Place& at) {
  if (!anyMoves(at, {at.step.a, at.step.b})) return {};
  const Slot &x = at.slot(at.step.a), &y = at.slot(at.step.b);
  const Courses &a = at.courses(at.step.a), &b = at.courses(at.step.b);
  if ((x.flags | y.flags) & kAnyPeriod || (x.flags ^ y.flags) & kMonths) return bend(at);
  const bool minus = at.step.op != Op::Add;
  Courses out{sum(lowOf(x, a), minus ? highOf(y, b) : lowOf(y, b), minus),
              sum(highOf(x, a), minus ? lowOf(y, b) : highOf(y, b), minus), true};
  if (at.step.op != Op::DaysBetween || (at.step.flags & kFromMoment)) return out;
  return {scaled(out.low, Number(kDay)), scaled(out.high, Number(kDay)), true};
}

Courses Trace::rounded(const Place& at) {
  const Slot& from = at.slot(at.step.a);
  const Courses& courses = at.courses(at.step.a);
  if (!courses.moves) return {};
  Courses out{lowOf(from, courses), highOf(from, courses), true};
  const Slot& result = at.result();
  for (const bool low : {true, false}) {
    Course& end = low ? out.low : out.high;
    if (end.open) continue;
    end.off = plus(end.off, at.slot(at.step.b).low);
    end.grain = end.shape == Shape::Straight ? at.slot(at.step.b).low : Number();
    if (end.shape == Shape::Straight) end.shape = Shape::Stepped;
    if (end.shape == Shape::Bent) {
      end.formula = mixed(mixed(formulaOf(end), at.frame.block->first + at.index), end.off.hash());
      end.curve = {};
    }
    end.now = low ? result.low : result.high;
  }
  return out;
}

Courses Trace::convert(const Place& at) {
  const Slot &from = at.slot(at.step.a), &day = at.slot(at.step.b);
  const Courses& courses = at.courses(at.step.a);
  if (!anyMoves(at, {at.step.a, at.step.b})) return {};
  const std::uint32_t wanted = machine_->rules().types[at.step.type].id;
  if (from.unit == wanted) return courses;
  if (at.courses(at.step.b).moves || !from.unit) return bend(at);
  for (const Course& end : endsOf(from, courses)) meet(end, fixed({}), at);
  if (!day.exact() || !at.result().could(kValue)) return {};
  const Date on{static_cast<std::int32_t>(day.low.toInt64().value_or(0))};
  const auto rate = [&](std::uint32_t currency) {
    return machine_->rate(checked::DeclarationId{at.step.c}, currency, on).per_base;
  };
  const std::optional<Number> here = rate(from.unit), there = rate(wanted);
  if (!here || !there) return {};  // a sign and nothing else
  const Number factor = over(*there, *here);
  return {scaled(courses.low, factor), scaled(courses.high, factor), true};
}

// All that a day of one month moves on by is the same but where the day that it would land on does not exist.
Course Trace::shiftedByMonths(const Course& from, const Number& landed, std::int64_t months,
                              const Place& at) {
  Course out = from;
  out.now = out.at = landed;
  const Date day{static_cast<std::int32_t>(from.now.toInt64().value_or(0))};
  const YearMonthDay parts = split(day);
  const std::optional<Date> first = makeDate(parts.year, parts.month, 1);
  const std::optional<Date> there =
      first ? plusMonths(*first, months, MonthEnd::Clamp) : std::optional<Date>();
  const std::optional<Date> next = first ? plusMonths(*first, 1, MonthEnd::Clamp) : std::optional<Date>();
  const std::optional<Date> beyond = there ? plusMonths(*there, 1, MonthEnd::Clamp) : std::optional<Date>();
  if (!first || !there || !next || !beyond) {
    stay(at);
    out.shape = Shape::Bent;
    return out;
  }
  const std::int32_t length = beyond->days - there->days;
  const std::int32_t last = std::min(next->days, first->days + length);  // the first that does not land
  const Number half = Number::scaled(5, -1);
  const bool lands = day.days < last;
  meet(from, fixed(minus(Number(lands ? first->days : last), half)), at);
  meet(from, fixed(minus(Number(lands ? last : next->days), half)), at);
  out.follows = !lands;
  if (!lands) out.slope = {};
  return out;
}

Courses Trace::shift(const Place& at) {
  const Slot& length = at.slot(at.step.b);
  const Courses &start = at.courses(at.step.a), &by = at.courses(at.step.b);
  if (!start.moves && !by.moves) return {};
  const Slot& result = at.result();
  if (!result.could(kValue)) return bend(at);
  const bool months = (length.flags & kMonths) != 0;
  const bool to_moment = machine_->rules().types[at.step.type].kind == TypeKind::Moment;
  const std::optional<std::int64_t> count = length.low.toInt64();
  if (to_moment || (at.step.flags & kFromMoment) || values_ == Values::Any || by.moves || !length.exact() ||
      !count || (length.flags & kAnyPeriod))
    return bend(at);
  Courses out = start;
  for (const bool low : {true, false}) {
    Course& end = low ? out.low : out.high;
    const Number& landed = low ? result.low : result.high;
    if (end.open) continue;
    if (end.shape != Shape::Straight) return bend(at);
    if (!end.moves()) {
      end = fixed(landed);
    } else if (months) {
      end = shiftedByMonths(end, landed, at.step.op == Op::DateMinus ? -*count : *count, at);
    } else {
      end.now = end.at = landed;
    }
  }
  // Beyond the ends of the calendar there is no day.
  for (const Course& end : {out.low, out.high}) {
    for (const Date limit : {kFirstDate, kLastDate}) meet(end, fixed(Number(limit.days)), at);
  }
  return out;
}

Courses Trace::daysIn(const Place& at) {
  const Slot& period = at.slot(at.step.a);
  const Courses& from = at.courses(at.step.a);
  if (!from.moves) return {};
  if (period.flags & (kMonths | kAnyPeriod)) return bend(at);
  Courses out = from;
  for (Course* end : {&out.low, &out.high}) {
    if (end->open) continue;
    *end = scaled(*end, over(Number(1), Number(kDay)));
    if (!end->at.isWhole() || !end->slope.isWhole() || values_ == Values::Any ||
        end->shape != Shape::Straight)
      return bend(at);
  }
  return out;
}

Courses Trace::justBefore(const Place& at) {
  const Courses& from = at.courses(at.step.a);
  if (!from.moves) return {};
  const Course one = fixed(Number(1));
  return {sum(from.low, one, true), sum(from.high, one, true), true};
}

}  // namespace jurat
