// Arithmetic on what is possible: every value between the bounds is one, absent bounds stay absent.
#include <algorithm>
#include <utility>

#include "tests/agreement/reference.h"

namespace jurat::reference {

namespace {

using checked::ExprKind;

// A bound or an infinity, so that the ends of a product can be tried one by one.
struct End {
  int infinite = 0;
  Number at;
  int sign() const { return infinite ? infinite : at.sign(); }
  bool operator<(const End& other) const {
    if (infinite || other.infinite) return infinite < other.infinite;
    return at < other.at;
  }
};

std::vector<End> ends(const Possible& of) {
  return {of.low ? End{0, *of.low} : End{-1, {}}, of.high ? End{0, *of.high} : End{1, {}}};
}

void bound(Possible& out, const std::vector<End>& found) {
  const auto [low, high] = std::minmax_element(found.begin(), found.end());
  out.low = low->infinite ? std::nullopt : std::optional(low->at);
  out.high = high->infinite ? std::nullopt : std::optional(high->at);
}

Length common(const Possible& a, const Possible& b) {
  return a.length == Length::Any || b.length == Length::Any ? Length::Any : std::max(a.length, b.length);
}

}  // namespace

Possible Reference::addition(const Expr& expression, const Possible& a, const Possible& b) {
  Possible out = strict({&a, &b});
  if (!out.value) return out;
  const bool periods = expression.type.kind == TypeKind::Period;
  if (a.currency && b.currency && a.currency != b.currency) return failure();
  if (periods && a.length != b.length && a.length != Length::Any && b.length != Length::Any) return failure();
  out.length = common(a, b);
  out.error = out.error || out.length == Length::Any;  // months and days may meet
  if (expression.type.kind == TypeKind::Money) {
    out.currency = a.currency && b.currency ? a.currency : expression.type.id;
    out.error = out.error || out.currency == 0;  // they may be in different currencies
  }
  const bool minus = expression.kind == ExprKind::Subtract || expression.kind == ExprKind::DaysBetween;
  const auto combine = [&](const std::optional<Number>& x,
                           const std::optional<Number>& y) -> std::optional<Number> {
    if (!x || !y) return std::nullopt;
    const std::optional<Number> sum = minus ? subtract(*x, *y) : add(*x, *y);
    if (!sum) out = failure();
    return sum;
  };
  out.low = combine(a.low, minus ? b.high : b.low);
  out.high = combine(a.high, minus ? b.low : b.high);
  const bool whole = expression.type.kind == TypeKind::Integer;
  if (whole && out.value && determined(out, Form::Ordered) && !out.low->toInt64()) return failure();
  return out;
}

Possible Reference::product(const Expr& expression, const Possible& a, const Possible& b) {
  Possible out = strict({&a, &b});
  if (!out.value) return out;
  out.currency = a.currency ? a.currency : b.currency;
  out.length = common(a, b);
  std::vector<End> found;
  for (const End& x : ends(a)) {
    for (const End& y : ends(b)) {
      End end;
      if (x.sign() != 0 && y.sign() != 0) {
        const std::optional<Number> exact = multiply(x.at, y.at);
        if (!exact) return failure();
        end = x.infinite || y.infinite ? End{x.sign() * y.sign(), {}} : End{0, *exact};
      }
      found.push_back(end);
    }
  }
  bound(out, found);
  const bool whole = expression.type.kind == TypeKind::Integer;
  if (whole && determined(out, Form::Ordered) && !out.low->toInt64()) return failure();
  return out;
}

Possible Reference::quotient(const Possible& a, const Possible& b) {
  Possible out = strict({&a, &b});
  if (!out.value) return out;
  if (a.currency && b.currency && a.currency != b.currency) return failure();
  out.currency = b.currency ? 0 : a.currency;
  const std::vector<End> divisor = ends(b);
  if (divisor[0].sign() <= 0 && divisor[1].sign() >= 0) {
    out.error = true;  // division by zero
    if (determined(b, Form::Ordered)) return failure();
    return out;
  }
  std::vector<End> found;
  for (const End& x : ends(a)) {
    for (const End& y : divisor) {
      if (y.infinite) {
        found.push_back({});  // as near to zero as one likes
      } else if (x.infinite) {
        found.push_back({x.infinite * y.sign(), {}});
      } else if (const std::optional<Number> exact = divide(x.at, y.at)) {
        found.push_back({0, *exact});
      } else {
        return failure();
      }
    }
  }
  bound(out, found);
  return out;
}

Possible Reference::highest(const std::vector<Possible>& of, bool lowest) {
  Possible out;
  std::optional<Number> far, near;
  bool far_open = false, near_open = false, first = true, certain = false, answered = false;
  const auto beyond = [&](const Number& x, const Number& y) { return lowest ? x < y : y < x; };
  for (const Possible& each : of) {
    if (each.only(&Possible::error)) return failure();
    out.error = out.error || each.error;
    out.unanswered = out.unanswered || each.unanswered;
    addCauses(out, each);
    if (!each.value) continue;
    if (!first && out.currency && each.currency && out.currency != each.currency) return failure();
    out.currency = each.currency;
    out.length = first ? each.length : out.length == each.length ? each.length : Length::Any;
    const std::optional<Number>& its_far = lowest ? each.low : each.high;
    const std::optional<Number>& its_near = lowest ? each.high : each.low;
    // The far side: as far as any of them can reach.
    far_open = far_open || !its_far;
    if (its_far && (!far || beyond(*its_far, *far))) far = its_far;
    // The near side: what is there for certain pushes it; while nothing is, the nearest that one alone could
    // be.
    const bool sure = each.only(&Possible::value);
    if (sure && certain) {
      if (its_near && (near_open || beyond(*its_near, *near))) near = its_near, near_open = false;
    } else if (sure || first) {
      near = its_near, near_open = !its_near;
    } else if (!certain && !near_open && (!its_near || beyond(*near, *its_near))) {
      near = its_near, near_open = !its_near;
    }
    certain = certain || sure;
    answered = answered || (sure && !each.unanswered);
    first = false;
  }
  out.value = !first;
  out.none = !certain;
  out.there = answered;
  if (far_open) far.reset();
  if (near_open) near.reset();
  out.low = lowest ? far : near;
  out.high = lowest ? near : far;
  if (out.length == Length::Any) out.low = out.high = std::nullopt;
  return out;
}

Possible Reference::converted(const Expr& expression, const Possible& money, const Possible& day) {
  const std::uint32_t wanted = expression.type.id;
  if (money.currency == wanted) {
    Possible out = strict({&money});
    out.low = money.low, out.high = money.high, out.currency = wanted;
    return out;
  }
  Possible out = strict({&money, &day});
  // It may be in the wanted currency already; then no day matters.
  out.value = out.value || (money.value && !money.currency);
  if (!out.value) return out;
  out.currency = wanted;
  // Without a rate the amount keeps its sign and nothing else.
  if (money.low && money.low->sign() >= 0) out.low = Number(0);
  // Nothing is nothing in every currency, on every day.
  if (money.value && money.low && money.high && money.low->sign() == 0 && money.high->sign() == 0) {
    out.low = out.high = Number(0);
    return out;
  }
  if (!money.currency || !determined(day, Form::Ordered)) return out;
  const std::uint32_t index = declaration(expression.declaration).rates;
  const RateTable& table = vocabulary().rates[index];
  // As published, else as the company says.
  const auto rate = [&](std::uint32_t currency) -> std::optional<Number> {
    if (currency == table.base) return Number(1);
    for (const RateRow& row : table.rows) {
      for (std::size_t i = 0; i < table.currencies.size(); ++i) {
        const bool here = Number(row.day.days) == *day.low && table.currencies[i] == currency;
        if (here && row.per_base[i]) return row.per_base[i];
      }
    }
    for (const SuppliedRate& each : profile_.rates) {
      if (each.table == index && each.currency == currency && Number(each.day.days) == *day.low)
        return each.per_base;
    }
    return std::nullopt;
  };
  const std::optional<Number> from = rate(money.currency), to = rate(wanted);
  if (!from || !to) {
    const std::string on = toText(Date{static_cast<std::int32_t>(*day.low->toInt64())});
    out.causes.insert({Missing::Kind::Rate, kNoId, kNoId, 0,
                       "no rate for " + currencyCode(from ? wanted : money.currency) + " on " + on});
    return out;
  }
  const auto turn = [&](const std::optional<Number>& x) -> std::optional<Number> {
    if (!x) return std::nullopt;
    return divide(*multiply(*x, *to), *from);
  };
  out.low = turn(money.low), out.high = turn(money.high);
  return out;
}

Possible Reference::setChange(const Expr& expression, const Possible& a, const Possible& b) {
  Possible out = strict({&a, &b});
  if (!out.value) return out;
  out.may = a.may, out.must = a.must;
  if (expression.kind == ExprKind::SetPlus) {
    out.may.insert(b.may.begin(), b.may.end());
    out.must.insert(b.must.begin(), b.must.end());
  } else {
    for (const std::uint32_t each : b.must) out.may.erase(each);
    for (const std::uint32_t each : b.may) out.must.erase(each);
  }
  out.unanswered = out.unanswered && out.may != out.must;
  return out;
}

// ---- time

Possible Reference::daysBetween(const Expr& expression, const Possible& a, const Possible& b) {
  Possible out = addition(expression, a, b);
  if (!out.value || expression.args[0]->type.kind == TypeKind::Moment) return out;
  for (std::optional<Number>* side : {&out.low, &out.high}) {
    if (*side) *side = multiply(**side, Number(86400));
  }
  return out;
}

Possible Reference::daysIn(const Possible& a) {
  Possible out = strict({&a});
  if (!out.value || a.length == Length::Any) return out;
  if (a.length == Length::Seconds) {
    if (a.low) out.low = divide(*a.low, Number(86400))->floor();
    if (a.high) out.high = divide(*a.high, Number(86400))->floor();
    return out;
  }
  if (a.low) out.low = Number(daysOfMonths(*a.low->toInt64()).least);
  if (a.high) out.high = Number(daysOfMonths(*a.high->toInt64()).most);
  if (determined(a, Form::Ordered) && *out.low != *out.high) {
    out.causes.insert({Missing::Kind::Other, kNoId, kNoId, 0,
                       "months have no fixed number of days; add them to a date first"});
  }
  return out;
}

Possible Reference::shifted(const Expr& expression, const Possible& start, const Possible& length,
                            const Scope& scope) {
  Possible out = strict({&start, &length});
  const MonthEnd rule = pack(scope).month_end;
  if (!out.value || length.length == Length::Any) {
    out.error = out.error || rule == MonthEnd::Error;  // the day may be one that does not exist
    return out;
  }
  const bool from_moment = expression.args[0]->type.kind == TypeKind::Moment;
  const bool to_moment = expression.type.kind == TypeKind::Moment;
  const bool minus = expression.kind == ExprKind::DateMinus;
  const bool certain = determined(start, Form::Ordered) && determined(length, Form::Ordered);
  bool failed = false;
  const auto move = [&](const std::optional<Number>& from, const std::optional<Number>& by,
                        MonthEnd mode) -> std::optional<Number> {
    if (!from || !by) return std::nullopt;
    const std::int64_t count = minus ? -*by->toInt64() : *by->toInt64();
    const std::int64_t origin = *from->toInt64();
    if (to_moment && length.length == Length::Seconds) return Number(origin + count);
    // Days and months are counted from the day, in the pack's time zone when only the day matters.
    Date day{static_cast<std::int32_t>(origin)};
    std::int64_t rest = 0;
    if (from_moment && to_moment) {
      day.days = static_cast<std::int32_t>(*divide(*from, Number(86400))->floor().toInt64());
      rest = origin - std::int64_t{day.days} * 86400;
    } else if (from_moment) {
      day = pack(scope).time_zone.dayOf({origin, 0});
    }
    const std::optional<Date> moved =
        length.length == Length::Months ? plusMonths(day, count, mode) : plusDays(day, count / 86400);
    if (!moved) failed = true;
    if (!moved) return std::nullopt;
    return Number(to_moment ? moved->days * std::int64_t{86400} + rest : moved->days);
  };
  // Where the pack refuses days that do not exist, some day between the bounds may be one of them.
  const bool refuses = rule == MonthEnd::Error && length.length == Length::Months && !certain;
  const MonthEnd low_rule = refuses ? MonthEnd::Clamp : rule, high_rule = refuses ? MonthEnd::NextDay : rule;
  out.low = move(start.low, minus ? length.high : length.low, low_rule);
  out.high = move(start.high, minus ? length.low : length.high, high_rule);
  if (failed && certain) return failure();
  out.error = out.error || failed || refuses;
  return out;
}

}  // namespace jurat::reference
