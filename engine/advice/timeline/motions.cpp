#include "engine/advice/timeline/motions.h"

#include <utility>

namespace jurat {

void Motions::start(Machine& machine, Date last, const Limits& limits) {
  machine_ = &machine;
  last_ = last;
  bounds_.start(machine.asOf().day, last, limits);
  known_.clear();
  today_ = 0;
  moments_.clear();
  runs_.start(machine);
}

Motion Motions::hop() const {
  Motion motion;
  motion.until = day();
  return motion;
}

Flip Motions::flip(const Place& at, DateReason reason) const {
  Flip flip;
  flip.reason = reason;
  const Frame* frame = &at.frame;
  while (frame->parent != nullptr) frame = frame->parent;
  flip.block = blockOf(machine_->rules(), *frame);
  return flip;
}

// Where what moves is not followed any further.
Motion Motions::settled(Motion motion) const {
  if (!motion.moves()) return motion;
  Flip why;
  why.reason = DateReason::PeriodReached;
  for (const BoundId bound : {motion.low, motion.high}) {
    if (bound) motion.limit(bounds_.sameUntil(bound), why);
  }
  if (motion.until == day()) return hop();
  motion.low = motion.high = 0;
  return motion;
}

BoundId Motions::todayBound() {
  if (today_ == 0) today_ = bounds_.today();
  return today_;
}

BoundId Motions::momentBound(PackId pack) {
  BoundId& bound = moments_[raw(pack)];
  if (bound == 0) bound = bounds_.endOfDay(machine_->timeZone(pack));
  return bound;
}

Bound Motions::nowBound(bool moment, PackId pack) {
  return {.open = false, .at = {}, .moving = moment ? momentBound(pack) : todayBound()};
}

Bound Motions::lowOf(const Slot& slot, const Motion& motion) const {
  return {(slot.flags & kLowOpen) != 0, slot.low, motion.low};
}
Bound Motions::highOf(const Slot& slot, const Motion& motion) const {
  return {(slot.flags & kHighOpen) != 0, slot.high, motion.high};
}

bool Motions::follow(BoundId bound, const Number& now, Motion& out, BoundId Motion::*side) const {
  const std::optional<BoundsOverTime::Followed> good = bounds_.followed(bound, now);
  if (!good) return false;
  Flip why;
  why.reason = DateReason::PeriodReached;
  out.limit(good->until, why);
  out.*side = good->bound;
  return true;
}

Motion Motions::within(std::optional<Date> from, std::optional<Date> until, Flip begins, Flip ends) const {
  Motion motion;
  if (from && day() < *from) {
    motion.limit(Date{from->days - 1}, begins);
  } else if (until && day() <= *until) {
    motion.limit(*until, ends);
  }
  return motion;
}

Motion Motions::againstDay(const Slot& slot, const Motion& motion, BoundsOverTime::Where where,
                           const Flip& why) {
  Motion out;
  out.limit(motion);
  if (!slot.could(kValue)) return out;
  const Bound now = nowBound(false, PackId{kNoId});
  out.limit(bounds_.apart(now, lowOf(slot, motion), where), why);
  out.limit(bounds_.apart(now, highOf(slot, motion), where), why);
  return out;
}

Motion Motions::earliestAgainstNow(const Slot& slot, const Motion& motion, bool moment, PackId pack) {
  Motion out;
  if (!slot.could(kValue)) return out;
  Flip why;
  why.reason = DateReason::PeriodReached;
  out.limit(bounds_.apart(nowBound(moment, pack), lowOf(slot, motion)), why);
  return out;
}

Motion Motions::ofBlock(BlockId block, InstanceId element) {
  return ofSlot(block, element, machine_->rules().blocks[block].result);
}

Motion Motions::ofSlot(BlockId block, InstanceId element, std::uint32_t slot) {
  if (machine_->rules().blocks[block].subject == EntityId{kNoId}) element = InstanceId{kNoId};
  const Frame* frame = machine_->ran(block, element);
  return frame ? of(*frame)[slot] : hop();
}

const std::vector<Motion>& Motions::of(const Frame& frame) {
  Of& known = known_[&frame];
  if (known.done || known.frame != nullptr) return known.slots;
  known.frame = &frame;
  const BlockCode& code = *frame.block;
  known.slots.reserve(code.count);
  const Step* steps = machine_->rules().steps.data() + code.first;
  for (std::uint32_t i = 0; i < code.count; ++i)
    known.slots.push_back(whole({frame, known.slots, steps[i], i}));
  known.done = true;
  return known.slots;
}

// A value is settled from the day on which its bounds meet.
Motion Motions::whole(const Place& at) {
  Motion motion = step(at);
  if (motion.moves() && motion.low != motion.high && at.result().could(kValue)) {
    const Flip why = flip(at, DateReason::PeriodReached);
    motion.limit(bounds_.apart(lowOf(at.result(), motion), highOf(at.result(), motion)), why);
  }
  return motion;
}

Motion Motions::step(const Place& at) {
  const Step& step = at.step;
  switch (step.op) {
    case Op::Constant:
    case Op::Element:
    case Op::Doubt:
    case Op::Excepted:
      return {};
    case Op::Unsettled:
      return openEvent(machine_->rules().types[step.type], at.result(), {}, at.pack());
    case Op::AsOfDay: {
      Motion motion;
      motion.low = motion.high = todayBound();
      return motion;
    }
    case Op::AsOfMoment: {
      Motion motion;
      motion.low = motion.high = momentBound(at.pack());
      return motion;
    }
    case Op::Outer: {
      // A run inside another is reached from it, when what stands before has been gone through.
      const std::vector<Motion>& there = of(outerOf(at.frame, step));
      return step.b < there.size() ? there[step.b] : hop();
    }
    case Op::Ancestor:
    case Op::Record:
    case Op::Previous:
    case Op::ColumnPick:
    case Op::Holds:
    case Op::CurrencyOf:
    case Op::SetPlus:
    case Op::SetWithout:
    case Op::SetEmpty:
    case Op::InOptions:
    case Op::IncludesAny:
    case Op::IncludesAll:
    case Op::IncludesSet:
    case Op::ContainsText:
      return operands(at);
    case Op::Convert:
      return convert(at);
    case Op::Rounded:
      return rounded(at);
    case Op::Divide:
      return divide(at);
    case Op::WorkingDays:
      return workingDays(at);
    case Op::IsGiven:
    case Op::IsKnown:
    case Op::Not: {
      Motion motion = at.motion(step.a);
      motion.low = motion.high = 0;  // where a bound stands makes no difference
      return motion;
    }
    case Op::Given:
      return at.motion(step.a);
    case Op::Fact:
    case Op::FactPick:
      return fact(at);
    case Op::Definition:
    case Op::DefinitionPick:
      return definition(at);
    case Op::ParameterAt:
      return parameterAt(at);
    case Op::Negate:
    case Op::Add:
    case Op::Subtract:
      return addOrSubtract(at, false);
    case Op::DaysBetween:
      return addOrSubtract(at, (step.flags & kFromMoment) == 0);
    case Op::DatePlus:
    case Op::DateMinus:
      return shift(at);
    case Op::Multiply:
      return multiply(at);
    case Op::DaysIn:
      return daysIn(at);
    case Op::JustBefore:
      return moved(
          at, [&](BoundId id) { return bounds_.plus(id, Number(-1)); },
          [&](BoundId id) { return bounds_.plus(id, Number(-1)); });
    case Op::Highest:
    case Op::Lowest:
      return extreme(at);
    case Op::SeriesFirst:
    case Op::SeriesLast:
    case Op::SumOver:
    case Op::HighestOver:
    case Op::LowestOver:
    case Op::CountOf:
    case Op::AnyHas:
    case Op::EveryHas:
    case Op::DomainEmpty:
      return list(at);
    case Op::CountTrue:
    case Op::AtLeast:
      return atLeast(at);
    case Op::Compare:
      return compare(at);
    case Op::Select:
      return select(at);
    case Op::AsOfWithin: {
      const Flip why = flip(at, DateReason::Version);
      return within(Date{static_cast<std::int32_t>(step.a)}, Date{static_cast<std::int32_t>(step.b)}, why,
                    why);
    }
    case Op::InForce:
      return inForce(at);
    case Op::JudgeCondition:
    case Op::JudgeEvent:
      return judge(at);
    case Op::MatchRows:
      return matchRows(at);
    case Op::Result:
      return tableResult(at);
  }
  return hop();
}

}  // namespace jurat
