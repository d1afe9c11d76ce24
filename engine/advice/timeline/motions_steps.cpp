// Steps that reckon, compare and judge.
#include <algorithm>
#include <functional>
#include <utility>

#include "engine/advice/timeline/motions.h"

namespace jurat {

using Where = BoundsOverTime::Where;

Motion Motions::all(const Place& at, std::initializer_list<std::uint32_t> slots) {
  Motion out;
  for (const std::uint32_t slot : slots) {
    if (slot != kNoId) out.limit(settled(at.motion(slot)));
  }
  return out;
}

Motion Motions::operands(const Place& at) {
  switch (at.step.op) {
    case Op::SetPlus:
    case Op::SetWithout:
    case Op::IncludesSet:
    case Op::ContainsText:
      return all(at, {at.step.a, at.step.b});
    case Op::Holds:
      return all(at, {at.step.a, at.step.b == kNoId ? kNoId : at.step.c});
    default:
      return all(at, {at.step.a});
  }
}

// So many operands that hold, or so many that do not, decide it whatever becomes of the others.
Motion Motions::atLeast(const Place& at) {
  const std::uint32_t* operand = machine_->rules().operands.data() + at.step.a;
  const std::uint8_t can = at.result().can;
  const bool counts = at.step.op == Op::CountTrue;
  const bool decided = !counts && (can == kYes || can == kNo);
  std::size_t need = at.step.count;
  if (decided) need = can == kYes ? at.step.b : at.step.count - at.step.b + 1;
  std::vector<const Motion*> deciding;
  Motion every;
  for (std::uint32_t i = 0; i < at.step.count; ++i) {
    every.limit(at.motion(operand[i]));
    if (decided && at.slot(operand[i]).is(can)) deciding.push_back(&at.motion(operand[i]));
  }
  if (!decided || need == 0 || deciding.size() < need) return every;
  std::stable_sort(deciding.begin(), deciding.end(),
                   [](const Motion* a, const Motion* b) { return b->until < a->until; });
  Motion out;
  out.limit(*deciding[need - 1]);
  return out;
}

// Of what is one of several values, or lies between them: its bounds are bounds of theirs, and which of them
// changes only when two change places.
Motion Motions::either(const Place& at, const std::vector<Part>& parts) {
  Motion out;
  bool moves = false;
  for (const auto& [slot, motion] : parts) {
    out.limit(motion);
    moves = moves || motion.moves();
  }
  if (!moves) return out;
  constexpr std::size_t kMostParts = 16;  // every two are compared
  if (parts.size() > kMostParts) return hop();
  const Slot& result = at.result();
  for (const bool low : {true, false}) {
    if (!result.could(kValue) || (result.flags & (low ? kLowOpen : kHighOpen))) continue;
    bool found = false;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (!parts[i].first->could(kValue)) continue;
      const Bound one =
          low ? lowOf(*parts[i].first, parts[i].second) : highOf(*parts[i].first, parts[i].second);
      const Number& now = low ? parts[i].first->low : parts[i].first->high;
      if (!found && !one.open && now == (low ? result.low : result.high)) {
        found = true;
        (low ? out.low : out.high) = one.moving;
      }
      for (std::size_t j = 0; j < i; ++j) {
        for (const bool other_low : {true, false}) {
          const auto& [slot, motion] = parts[j];
          if (!slot->could(kValue)) continue;
          const Bound other = other_low ? lowOf(*slot, motion) : highOf(*slot, motion);
          Bound mine = one;
          if (!mine.moving) mine.at = now;
          out.limit(bounds_.apart(mine, other), flip(at, DateReason::PeriodReached));
        }
      }
    }
    if (!found) return hop();
  }
  return out;
}

std::vector<Motions::Part> Motions::candidates(const Place& at) {
  std::vector<Part> parts;
  for (const std::uint32_t slot : candidatesOf(machine_->rules(), at.frame, at.step))
    parts.emplace_back(&at.slot(slot), at.motion(slot));
  return parts;
}

Motion Motions::extreme(const Place& at) { return either(at, candidates(at)); }

Motion Motions::select(const Place& at) {
  Motion conditions;
  bool failed = false;
  for (const SelectCase& one : machine_->rules().selects[at.step.a].cases) {
    conditions.limit(at.motion(one.condition));
    failed = failed || at.slot(one.condition).is(kError);
  }
  if (failed) return conditions;
  const std::vector<Part> parts = candidates(at);
  Motion out = parts.size() == 1 ? parts.front().second : either(at, parts);
  // An error beside the one value has no bounds of its own.
  if (parts.size() == 1 && at.result().could(kValue) != parts.front().first->could(kValue))
    out = settled(out);
  out.limit(conditions);
  return out;
}

Motion Motions::compare(const Place& at) {
  const Motion &a = at.motion(at.step.a), &b = at.motion(at.step.b);
  Motion out;
  out.limit(a);
  out.limit(b);
  if (!a.moves() && !b.moves()) return out;
  const Slot &x = at.slot(at.step.a), &y = at.slot(at.step.b);
  if ((x.flags | y.flags) & kAnyPeriod || (x.flags ^ y.flags) & kMonths)
    return all(at, {at.step.a, at.step.b});
  if (!x.could(kValue) || !y.could(kValue)) return out;
  const Flip why = flip(at, DateReason::PeriodReached);
  const Bound al = lowOf(x, a), ah = highOf(x, a), bl = lowOf(y, b), bh = highOf(y, b);
  const auto op = static_cast<checked::CompareOp>(at.step.flags);
  if (op == checked::CompareOp::Equal) {
    for (const auto& [one, other] : {std::pair{&al, &bl}, std::pair{&al, &bh}, std::pair{&ah, &bl},
                                     std::pair{&ah, &bh}, std::pair{&al, &ah}, std::pair{&bl, &bh}})
      out.limit(bounds_.apart(*one, *other), why);
    return out;
  }
  const bool reached = op == checked::CompareOp::Less || op == checked::CompareOp::GreaterEqual;
  const Where where = reached ? Where::Reached : Where::Beyond;
  out.limit(bounds_.apart(al, bh, where), why);
  out.limit(bounds_.apart(ah, bl, where), why);
  return out;
}

Motion Motions::inForce(const Place& at) {
  Motion out;
  if (at.step.a != kNoId)
    out.limit(againstDay(at.slot(at.step.a), at.motion(at.step.a), Where::Reached,
                         flip(at, DateReason::TakesEffect)));
  if (at.step.b != kNoId)
    out.limit(
        againstDay(at.slot(at.step.b), at.motion(at.step.b), Where::Beyond, flip(at, DateReason::Ends)));
  return out;
}

Motion Motions::judge(const Place& at) {
  const Slot& done = at.slot(at.step.a);
  const Motion& when = at.motion(at.step.a);
  Motion out;
  out.limit(when);
  if (at.step.b == kNoId) return out;
  const Slot& due = at.slot(at.step.b);
  const Motion& until = at.motion(at.step.b);
  out.limit(until);
  if (!due.could(kValue)) return out;
  const Flip why = flip(at, DateReason::DeadlinePasses);
  const Bound low = lowOf(due, until), high = highOf(due, until);
  const bool condition = at.step.op == Op::JudgeCondition;
  if (done.could(condition ? kNo : kNone)) {
    const Bound now = nowBound((at.step.flags & kDueMoment) != 0, at.pack());
    out.limit(bounds_.apart(now, low, Where::Beyond), why);
    out.limit(bounds_.apart(now, high, Where::Beyond), why);
  }
  if (condition || !done.could(kValue) || !(when.moves() || until.moves())) return out;
  Bound last = high, first = low;
  if (at.step.flags & kDoneMoment) {  // in time until the day ends
    if (until.moves()) {
      out.limit(settled(until));
      out.limit(settled(when));
      return out;
    }
    const TimeZone zone = machine_->timeZone(at.pack());
    for (Bound* bound : {&last, &first}) {
      const Date day{static_cast<std::int32_t>(bound->at.toInt64().value_or(0))};
      if (!bound->open) bound->at = Number(zone.endOf(day).seconds);
    }
  }
  out.limit(bounds_.apart(lowOf(done, when), last, Where::Beyond), why);
  out.limit(bounds_.apart(highOf(done, when), first, Where::Beyond), why);
  return out;
}

// What is reckoned from one slot: its low bound from that one's low (`swapped`: from the high).
Motion Motions::moved(const Place& at, const std::function<BoundId(BoundId)>& low,
                      const std::function<BoundId(BoundId)>& high, bool swapped) {
  const Motion& from = at.motion(at.step.a);
  Motion out;
  out.limit(from);
  if (!from.moves() || !at.result().could(kValue)) return out;
  const BoundId of_low = swapped ? from.high : from.low, of_high = swapped ? from.low : from.high;
  const Slot& result = at.result();
  // A side that is open since there is no such day stays so.
  const auto side = [&](BoundId made, bool open, const Number& is, BoundId Motion::*into) {
    return open ? bounds_.gone(made) : follow(made, is, out, into);
  };
  if (of_low && !side(low(of_low), result.flags & kLowOpen, result.low, &Motion::low)) return settled(from);
  if (of_high && !side(high(of_high), result.flags & kHighOpen, result.high, &Motion::high))
    return settled(from);
  if (out.low && out.high && of_low == of_high && bounds_.same(out.low, out.high)) out.high = out.low;
  return out;
}

Motion Motions::addOrSubtract(const Place& at, bool scaled) {
  if (at.step.op == Op::Negate) {
    const auto turn = [&](BoundId id) { return bounds_.times(id, Number(-1)); };
    return moved(at, turn, turn, true);
  }
  const bool minus = at.step.op != Op::Add;
  const Slot &x = at.slot(at.step.a), &y = at.slot(at.step.b);
  const Motion &a = at.motion(at.step.a), &b = at.motion(at.step.b);
  Motion out;
  out.limit(a);
  out.limit(b);
  if ((!a.moves() && !b.moves()) || !at.result().could(kValue)) return out;
  const auto combined = [&](const Bound& one, const Bound& other) -> BoundId {
    if (one.open || other.open || (!one.moving && !other.moving)) return 0;
    BoundId made = 0;
    if (!other.moving) {
      made = bounds_.plus(one.moving, minus ? other.at.negated() : other.at);
    } else {
      const BoundId second = minus ? bounds_.times(other.moving, Number(-1)) : other.moving;
      made = one.moving ? bounds_.sum(one.moving, second) : bounds_.plus(second, one.at);
    }
    return scaled ? bounds_.times(made, Number(86400)) : made;
  };
  const BoundId low = combined(lowOf(x, a), minus ? highOf(y, b) : lowOf(y, b));
  const BoundId high = combined(highOf(x, a), minus ? lowOf(y, b) : highOf(y, b));
  const bool good = (!low || follow(low, at.result().low, out, &Motion::low)) &&
                    (!high || follow(high, at.result().high, out, &Motion::high));
  return good ? out : all(at, {at.step.a, at.step.b});
}

Motion Motions::shift(const Place& at) {
  const Slot& length = at.slot(at.step.b);
  const Motion &from = at.motion(at.step.a), &by = at.motion(at.step.b);
  Motion out;
  out.limit(from);
  out.limit(by);
  if (!from.moves() && !by.moves()) return out;
  const bool months = (length.flags & kMonths) != 0;
  const auto rule = static_cast<MonthEnd>(at.step.flags & kMonthEnds);
  const bool to_moment = machine_->rules().types[at.step.type].kind == TypeKind::Moment;
  const bool from_moment = (at.step.flags & kFromMoment) != 0;
  const std::optional<std::int64_t> count = length.low.toInt64();
  if (by.moves() || !length.exact() || !count || *count == INT64_MIN || from_moment != to_moment ||
      (months && (to_moment || rule == MonthEnd::Error)))
    return all(at, {at.step.a, at.step.b});
  const std::int64_t signed_count = at.step.op == Op::DateMinus ? -*count : *count;
  BoundsOverTime::Shift shift{.months = months, .seconds = to_moment, .rule = rule};
  shift.count = months || to_moment ? signed_count : signed_count / 86400;
  const auto apply = [&](BoundId id) { return bounds_.shifted(id, shift); };
  Motion shifted = moved(at, apply, apply);
  shifted.limit(out);
  return shifted;
}

// What grows by the day, so much for each.
Motion Motions::multiply(const Place& at) {
  const Motion &a = at.motion(at.step.a), &b = at.motion(at.step.b);
  Motion out;
  out.limit(a);
  out.limit(b);
  if ((!a.moves() && !b.moves()) || !at.result().could(kValue)) return out;
  const Slot& factor = at.slot(a.moves() ? at.step.b : at.step.a);
  const Motion& moving = a.moves() ? a : b;
  if ((a.moves() && b.moves()) || !factor.exact()) return all(at, {at.step.a, at.step.b});
  const bool turned = factor.low.sign() < 0;
  const BoundId low = turned ? moving.high : moving.low, high = turned ? moving.low : moving.high;
  const bool good = (!low || follow(bounds_.times(low, factor.low), at.result().low, out, &Motion::low)) &&
                    (!high || follow(bounds_.times(high, factor.low), at.result().high, out, &Motion::high));
  return good ? out : all(at, {at.step.a, at.step.b});
}

// By a number that stays; what a moving one divides is not followed.
Motion Motions::divide(const Place& at) {
  const Motion &a = at.motion(at.step.a), &b = at.motion(at.step.b);
  const Slot& divisor = at.slot(at.step.b);
  const bool followed = a.moves() && !b.moves() && divisor.exact() && divisor.low.sign() != 0;
  const std::optional<Number> factor =
      followed ? jurat::divide(Number(1), divisor.low, Limits{}) : std::nullopt;
  if (!factor) return all(at, {at.step.a, at.step.b});
  const auto scale = [&](BoundId id) { return bounds_.times(id, *factor); };
  Motion out = moved(at, scale, scale, divisor.low.sign() < 0);
  out.limit(b);
  return out;
}

Motion Motions::rounded(const Place& at) {
  const Number& grain = at.slot(at.step.b).low;
  const auto mode = static_cast<Rounding>(at.step.flags);
  const auto round = [&](BoundId id) { return bounds_.rounded(id, grain, mode); };
  return moved(at, round, round);
}

Motion Motions::workingDays(const Place& at) {
  const Motion& from = at.motion(at.step.a);
  if (!from.moves()) return from;
  if (at.step.flags & kFromMoment) return settled(from);
  const checked::Program& program = *machine_->rules().program;
  BoundsOverTime::Work work{.calendar = &program.declarations[checked::DeclarationId{at.step.b}].calendar,
                            .rolls = (at.step.flags & kRolls) != 0,
                            .backwards = (at.step.flags & kBackwards) != 0,
                            .count = at.step.c};
  const auto end = [&](bool far) {
    return [this, work, far](BoundId id) {
      BoundsOverTime::Work one = work;
      one.far = far;
      return bounds_.working(id, one);
    };
  };
  return moved(at, end(work.backwards), end(!work.backwards));
}

// The day picks a rate only where it is known and another currency is asked for.
Motion Motions::convert(const Place& at) {
  const Slot &money = at.slot(at.step.a), &day = at.slot(at.step.b);
  const Motion &from = at.motion(at.step.a), &on = at.motion(at.step.b);
  if (money.unit == machine_->rules().types[at.step.type].id) return from;
  Motion out = settled(from);
  if (day.exact()) {
    out.limit(settled(on));
  } else {
    out.limit(on.until, on.why);
  }
  return out;
}

Motion Motions::daysIn(const Place& at) {
  const Slot& period = at.slot(at.step.a);
  if (at.motion(at.step.a).moves() && (period.flags & (kMonths | kAnyPeriod))) return all(at, {at.step.a});
  const auto days = [&](BoundId id) { return bounds_.wholes(id, Number(86400)); };
  return moved(at, days, days);
}

}  // namespace jurat
