// The values of ordered types, cut where a rule compares.
#include <algorithm>
#include <set>
#include <utility>

#include "engine/advice/ask/parts.h"
#include "engine/values/ordinal.h"

namespace jurat::asking {
namespace {

constexpr std::size_t kCuts = 64;  // of one fact

struct Domain {
  std::optional<Number> low, high;
  void atLeast(const Number& bound) {
    if (!low || *low < bound) low = bound;
  }
  void atMost(const Number& bound) {
    if (!high || bound < *high) high = bound;
  }
};

Domain domainOf(const Fact& fact, const Answer* said, const UnknownSpec& spec) {
  Domain out;
  if (fact.at_least) out.atLeast(ordinalOf(*fact.at_least).value());
  if (fact.at_most) out.atMost(ordinalOf(*fact.at_most).value());
  if (fact.type.kind == TypeKind::Date) {
    out.atLeast(Number(kFirstDate.days));
    out.atMost(Number(kLastDate.days));
  }
  if (fact.type.event)
    out.atMost(Number(fact.type.kind == TypeKind::Moment ? spec.now.seconds : spec.as_of.day.days));
  if (said && said->state == AnswerState::Range) {
    if (said->least) out.atLeast(ordinalOf(*said->least).value());
    if (said->most) out.atMost(ordinalOf(*said->most).value());
  }
  return out;
}

// Days at which a period from or to them passes the as-of day, or a day that a rule names.
void addDays(const UnknownSpec& spec, std::set<Number>& cuts) {
  std::vector<Date> days = {spec.as_of.day};
  for (const Number& day : std::set<Number>(cuts))
    days.push_back({static_cast<std::int32_t>(day.toInt64().value_or(0))});
  cuts.insert(Number(spec.as_of.day.days));
  for (const Date day : days) {
    if (cuts.size() > kCuts) return;
    for (const std::int64_t months : spec.constants.months) {
      for (const std::int64_t by : {months, -months}) {
        if (const auto moved = plusMonths(day, by, MonthEnd::Clamp)) cuts.insert(Number(moved->days));
      }
    }
    for (const std::int64_t seconds : spec.constants.seconds) {
      for (const std::int64_t by : {seconds / 86400, -seconds / 86400}) {
        if (const auto moved = plusDays(day, by)) cuts.insert(Number(moved->days));
      }
    }
  }
}

std::set<Number> cutsOf(const Fact& fact, const UnknownSpec& spec) {
  std::set<Number> cuts;
  const bool whole = isWhole(fact.type.kind);
  if (const auto named = spec.constants.numbers.find(classOf(fact.type));
      named != spec.constants.numbers.end()) {
    for (const Number& at : named->second) {
      cuts.insert(whole ? at.floor() : at);
      if (whole && !at.isWhole()) cuts.insert(*add(at.floor(), Number(1)));
    }
  }
  if (fact.type.kind == TypeKind::Date) addDays(spec, cuts);
  if (fact.type.kind == TypeKind::Moment) {
    cuts.insert(Number(spec.now.seconds));
    for (const std::int64_t seconds : spec.constants.seconds) {
      cuts.insert(Number(spec.now.seconds - seconds));
      cuts.insert(Number(spec.now.seconds + seconds));
    }
  }
  return cuts;
}

// Values far apart, so that a formula in them comes to different ends. `scale`: of the numbers that rules
// name.
std::vector<Number> samplesOf(const Interval& in, TypeKind kind, const Number& scale) {
  std::vector<Number> wanted;
  const auto from = [&](const Number& base, const Number& times, std::initializer_list<Number> by) {
    for (const Number& each : by) wanted.push_back(*add(base, *multiply(times, each)));
  };
  if (in.low && in.high) {
    const Number width = *subtract(*in.high, *in.low);
    from(*in.low, width,
         {Number(0), Number::scaled(1, -1), Number::scaled(5, -1), Number::scaled(9, -1), Number(1)});
    if (kind == TypeKind::Date)
      from(*in.high, Number(1), {Number(-1), Number(-40), Number(-400), Number(-4000)});
  } else if (in.low || in.high) {
    const Number away(in.low ? 1 : -1);
    from(in.low ? *in.low : *in.high, away, {Number(0), Number(1)});
    from(in.low ? *in.low : *in.high, *multiply(away, scale), {Number(2), Number(1000)});
  } else {
    from(Number(0), scale, {Number(0), Number(2), Number(-2), Number(1000), Number(-1000)});
  }
  std::vector<Number> out;
  for (const Number& each : wanted) {
    const Number at = isWhole(kind) ? each.floor() : each;
    const bool above = !in.low || (in.without_low ? *in.low < at : *in.low <= at);
    const bool below = !in.high || (in.without_high ? at < *in.high : at <= *in.high);
    if (above && below && std::find(out.begin(), out.end(), at) == out.end()) out.push_back(at);
  }
  return out;
}

}  // namespace

void fillIntervals(const Fact& fact, const Answer* said, const UnknownSpec& spec, Unknown& out) {
  const bool whole = isWhole(fact.type.kind);
  const Domain domain = domainOf(fact, said, spec);
  if (domain.low && domain.high && *domain.high < *domain.low) return;
  Number scale(1);
  std::set<Number> cuts;
  for (const Number& at : cutsOf(fact, spec)) {
    const Number size = at.sign() < 0 ? at.negated() : at;
    if (scale < size) scale = size;
    const bool inside = (!domain.low || *domain.low <= at) && (!domain.high || at <= *domain.high);
    if (inside && cuts.size() < kCuts) cuts.insert(at);
  }
  for (const Number& at : spec.cuts ? *spec.cuts : std::set<Number>()) {
    if ((!domain.low || *domain.low <= at) && (!domain.high || at <= *domain.high)) cuts.insert(at);
  }
  if (fact.type.kind == TypeKind::Date || fact.type.kind == TypeKind::Moment) scale = Number(86'400 * 400);
  const auto put = [&](Interval interval) {
    if (isEmpty(interval)) return;
    if (!interval.single()) {
      interval.samples = samplesOf(interval, fact.type.kind, scale);
      interval.exhausted = whole && interval.low && interval.high &&
                           *add(*interval.low, Number(static_cast<std::int64_t>(interval.samples.size()))) ==
                               *add(*interval.high, Number(1));
    }
    out.intervals.push_back(std::move(interval));
  };
  const Number one(1);
  Interval next{.low = domain.low, .high = {}, .samples = {}};
  for (const Number& at : cuts) {
    Interval before = next;
    before.high = whole ? *subtract(at, one) : at;
    before.without_high = !whole;
    put(std::move(before));
    put({.low = at, .high = at, .samples = {}});
    next = {.low = whole ? *add(at, one) : at, .high = {}, .without_low = !whole, .samples = {}};
  }
  next.high = domain.high;
  put(std::move(next));
}

}  // namespace jurat::asking
