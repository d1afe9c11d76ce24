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
  out.now = times(a.now, factor);
  out.at = times(a.at, factor);
  out.slope = times(a.slope, factor);
  out.top = times(a.top, factor);
  out.climb = times(a.climb, factor);
  out.off = times(a.off, factor.sign() < 0 ? factor.negated() : factor);
  if (a.shape == Shape::Bent && factor != Number(1)) out.formula = mixed(a.formula, factor.hash());
  out.grain = {};
  return out;
}

Course Trace::sum(const Course& a, const Course& b, bool minus) {
  const Course other = minus ? scaled(b, Number(-1)) : b;
  Course out;
  out.open = a.open || b.open;
  if (out.open) return out;
  out.shape = std::max(a.shape, b.shape);
  out.loose = a.loose || b.loose;
  out.follows = a.follows || b.follows;
  out.off = plus(a.off, other.off);
  out.now = plus(a.now, other.now);
  out.at = plus(a.at, other.at);
  out.slope = plus(a.slope, other.slope);
  if (out.shape == Shape::Bent) out.formula = mixed(formulaOf(a), formulaOf(other));
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

// Of two values that move: which ends the bounds come from is decided where one of these passes 0.
Courses Trace::product(const Place& at, const std::vector<Course>& ones, const std::vector<Course>& others,
                       bool exact) {
  const Course zero = fixed({});
  bool loose = false;
  std::uint64_t formula = formulaOf(at, {});
  for (const std::vector<Course>* ends : {&ones, &others}) {
    for (const Course& end : *ends) {
      meet(end, zero, at);
      formula = mixed(formula, formulaOf(end));
      if (exact) continue;
      formula = mixed(formula, Number(end.now.sign()).hash());
      loose = loose || (!end.open && end.now.sign() == 0);
    }
  }
  Courses out = curve(at, formula, formula);
  out.low.loose = out.high.loose = loose;
  return out;
}

// The bounds of a product are among the products of bounds.
Courses Trace::multiply(const Place& at) {
  if (!anyMoves(at, {at.step.a, at.step.b})) return {};
  const Slot &x = at.slot(at.step.a), &y = at.slot(at.step.b);
  const Courses &a = at.courses(at.step.a), &b = at.courses(at.step.b);
  if (!x.could(kValue) || !y.could(kValue)) return {};
  if (a.moves && b.moves) {
    return product(at, endsOf(x, a), endsOf(y, b), x.exact() && y.exact());
  }
  const std::vector<Course> moving = endsOf(a.moves ? x : y, a.moves ? a : b);
  const std::vector<Course> factors = endsOf(a.moves ? y : x, {});
  std::vector<Course> products;
  for (const Course& one : moving) {
    for (const Course& factor : factors) {
      if (!factor.open && !one.open) {
        products.push_back(scaled(one, factor.at));
        continue;
      }
      // An open side times zero is zero, and else it is open on the side that the sign says.
      products.push_back(fixed({}));
      if (!one.open) meet(one, products.back(), at);
    }
  }
  return among(at, products);
}

Courses Trace::divide(const Place& at) {
  if (!anyMoves(at, {at.step.a, at.step.b})) return {};
  const Slot &x = at.slot(at.step.a), &y = at.slot(at.step.b);
  const Courses &a = at.courses(at.step.a), &b = at.courses(at.step.b);
  if (!x.could(kValue) || !y.could(kValue)) return {};
  const std::vector<Course> tops = endsOf(x, a), bottoms = endsOf(y, b);
  for (const Course& bottom : bottoms) meet(bottom, fixed({}), at);
  if (!at.result().could(kValue)) return {};
  const bool exact = x.exact() && y.exact();
  std::vector<Course> parts = tops;
  parts.insert(parts.end(), bottoms.begin(), bottoms.end());
  if (b.moves && !exact) return bend(at, parts);
  if (b.moves) {
    const Course &top = tops.front(), &bottom = bottoms.front();
    if (top.shape != Shape::Straight || bottom.shape != Shape::Straight) return bend(at, parts);
    const std::uint64_t formula = formulaOf(at, {&top, &bottom});
    Courses out = curve(at, formula, formula);
    out.low.top = top.at;
    out.low.climb = top.slope;
    out.low.bottom = bottom.at;
    out.low.reach = bottom.slope;
    out.high = out.low;
    return out;
  }
  std::vector<Course> quotients;
  for (const Course& top : tops) {
    for (const Course& bottom : bottoms) {
      if (top.open || bottom.open || bottom.at.sign() == 0) {
        quotients.push_back(fixed({}));  // arbitrarily near to zero, or open
        if (!top.open) meet(top, quotients.back(), at);
      } else {
        quotients.push_back(scaled(top, over(Number(1), bottom.at)));
      }
    }
  }
  return among(at, quotients);
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
    end.top = end.bottom = end.climb = end.reach = {};
    if (end.shape == Shape::Bent)
      end.formula = mixed(mixed(end.formula, at.frame.block->first + at.index), end.off.hash());
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
