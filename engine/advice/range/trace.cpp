#include "engine/advice/range/trace.h"

#include <algorithm>

#include "engine/values/ordinal.h"

namespace jurat {

void Trace::run(Machine& machine, const RangeOptions& options, const Number& here, Values values) {
  machine_ = &machine;
  fact_ = options.fact;
  at_ = here;
  from_ = options.low;
  until_ = options.high;
  values_ = values;
  limits_ = options.limits;
  here_ = overflow_ = false;
  below_.reset();
  above_.reset();
  meetings_.clear();
  unclear_.clear();
  known_.clear();
  runs_.start(machine);
  noteAnswers();
  // What runs inside another is reached from it, when what stands before has been gone through.
  for (std::size_t i = 0; i < machine.frames(); ++i) {
    if (machine.frame(i).parent == nullptr) of(machine.frame(i));
  }
}

// What changes with the fact before any step is run: whether an event has happened, and whether a judgement
// that was made on the fact stands.
void Trace::noteAnswers() {
  const Fact& declared = machine_->rules().vocabulary().facts[fact_.fact];
  if (declared.type.event) {
    note(Number(machine_->asOf().day.days), kNoId, BlockId{kNoId});
    note(Number(machine_->asOf().day.days + 1), kNoId, BlockId{kNoId});
  }
  for (const Answer& answer : machine_->profile().answers) {
    for (const Recorded& then : answer.rested_on) {
      if (then.fact != fact_.fact) continue;
      const std::optional<Value> value = then.value;
      for (const std::optional<Value>* each : {&value, &then.least, &then.most}) {
        if (!*each) continue;
        if (const std::optional<Number> at = ordinalOf(**each)) note(*at, kNoId, BlockId{kNoId});
      }
    }
  }
}

std::vector<Trace::Meeting> Trace::nearest() const {
  std::vector<Meeting> out;
  for (const Meeting& each : meetings_) {
    if (each.at == at_ || (below_ && each.at == *below_) || (above_ && each.at == *above_))
      out.push_back(each);
  }
  return out;
}

void Trace::note(const Meeting& meeting) {
  const Number& at = meeting.at;
  const bool nearer =
      at == at_ || (at < at_ && (!below_ || *below_ <= at)) || (at_ < at && (!above_ || at <= *above_));
  if (!nearer) return;
  meetings_.push_back(meeting);
  if (at == at_) {
    here_ = true;
  } else {
    (at < at_ ? below_ : above_) = at;
  }
}

Number Trace::plus(const Number& a, const Number& b) {
  std::optional<Number> out = add(a, b, limits_);
  overflow_ = overflow_ || !out;
  return out.value_or(Number());
}
Number Trace::minus(const Number& a, const Number& b) { return plus(a, b.negated()); }
Number Trace::times(const Number& a, const Number& b) {
  std::optional<Number> out = jurat::multiply(a, b, limits_);
  overflow_ = overflow_ || !out;
  return out.value_or(Number());
}
Number Trace::over(const Number& a, const Number& b) {
  std::optional<Number> out = jurat::divide(a, b, limits_);
  overflow_ = overflow_ || !out;
  return out.value_or(Number());
}

Course Trace::fixed(const Number& at) {
  Course out;
  out.now = out.at = at;
  return out;
}

Course Trace::lowOf(const Slot& slot, const Courses& courses) {
  if (courses.moves) return courses.low;
  Course out = fixed(slot.low);
  out.open = (slot.flags & kLowOpen) != 0;
  return out;
}

Course Trace::highOf(const Slot& slot, const Courses& courses) {
  if (courses.moves) return courses.high;
  Course out = fixed(slot.high);
  out.open = (slot.flags & kHighOpen) != 0;
  return out;
}

std::vector<Course> Trace::endsOf(const Slot& slot, const Courses& courses) {
  if (slot.exact() && !courses.moves) return {lowOf(slot, courses)};
  return {lowOf(slot, courses), highOf(slot, courses)};
}

// Between whole numbers there is nothing, so that what bends can be looked at one by one.
void Trace::stay(const Place& at) {
  const std::uint32_t index = at.frame.block->first + at.index;
  if (values_ != Values::Each) {
    unclear_.insert(index);
    return;
  }
  note(minus(at_, Number(1)), index, blockOf(at), true);
  note(plus(at_, Number(1)), index, blockOf(at), true);
}

// Of a straight line wherever it is looked at: where it passes 0 and how steeply.
std::uint64_t Trace::formulaOf(const Course& course) {
  if (course.open) return 1;
  if (course.shape == Shape::Bent) return course.curve.known() ? course.curve.hash() : course.formula;
  const Number start = minus(course.at, times(course.slope, at_));
  return mixed(mixed(start.hash(), course.slope.hash()), course.off.hash());
}

std::uint64_t Trace::formulaOf(const Place& at, std::initializer_list<const Course*> parts) {
  std::uint64_t out = at.frame.block->first + at.index;
  for (const Course* part : parts) out = mixed(out, formulaOf(*part));
  return out;
}

// Of a figure that is no longer what it was before it was rounded it is not known.
Curve Trace::curveOf(const Course& course) {
  if (course.open || course.shape == Shape::Stepped) return {};
  if (course.shape == Shape::Bent) return course.curve;
  return Curve::line(minus(course.at, times(course.slope, at_)), course.slope);
}

// INVARIANT: `curve` is known, and `now` is the figure here.
Course Trace::along(Curve curve, const Number& now) {
  Course out = fixed(now);
  if (curve.isLine()) {
    out.slope = curve.coefficient(1);
    return out;
  }
  out.shape = Shape::Bent;
  out.curve = std::move(curve);
  return out;
}

// What moves, and along which line is not known.
Courses Trace::curve(const Place& at, std::uint64_t low, std::uint64_t high) {
  Courses out;
  const Slot& result = at.result();
  if (!result.could(kValue)) return out;
  out.low = lowOf(result, {});
  out.high = highOf(result, {});
  out.low.shape = out.high.shape = Shape::Bent;
  out.low.formula = low;
  out.high.formula = high;
  out.moves = true;
  return out;
}

// The same where it can fail, too.
Courses Trace::bend(const Place& at, const std::vector<Course>& from) {
  stay(at);
  std::uint64_t formula = formulaOf(at, {});
  for (const Course& each : from) formula = mixed(formula, formulaOf(each));
  return curve(at, formula, formula);
}

void Trace::meet(const Course& a, const Course& b, const Place& at) {
  if (a.open || b.open || (!a.moves() && !b.moves())) return;
  const std::uint32_t index = at.frame.block->first + at.index;
  if (a.shape != Shape::Bent && b.shape != Shape::Bent) {
    if (a.shape == Shape::Stepped && !b.moves()) return meetStepped(a, b.at, at);
    if (b.shape == Shape::Stepped && !a.moves()) return meetStepped(b, a.at, at);
    if (a.shape == Shape::Stepped && b.shape == Shape::Straight) return meetBoth(a, b, at);
    if (b.shape == Shape::Stepped && a.shape == Shape::Straight) return meetBoth(b, a, at);
    if (a.shape == Shape::Stepped || b.shape == Shape::Stepped) return stay(at);
    const bool before = std::exchange(overflow_, false);
    const Number closing = minus(a.slope, b.slope);
    const bool meets = closing.sign() != 0;  // else they are as far apart everywhere
    const Number where = meets ? plus(at_, over(minus(b.at, a.at), closing)) : Number();
    if (std::exchange(overflow_, before)) return stay(at);
    if (meets) note(where, index, blockOf(at));
    return;
  }
  const bool before = std::exchange(overflow_, false);
  const Curve one = curveOf(a), other = curveOf(b);
  const bool known = !std::exchange(overflow_, before) && meetCurves(one, other, index, blockOf(at));
  if (!known) stay(at);
}

// Whether it is known where they do. Between whole numbers there is nothing, so that what lies between two
// of them may lie anywhere there.
bool Trace::meetCurves(const Curve& a, const Curve& b, std::uint32_t step, BlockId block) {
  const bool any = values_ == Values::Any;
  const std::optional<Crossings> all =
      crossingsOf(a, b, at_, from_, until_, any ? kNear : Number(1), limits_);
  if (!all) return false;
  if (all->here) note(at_, step, block);
  for (const bool above : {false, true}) {
    const std::optional<Crossing>& each = above ? all->above : all->below;
    if (!each) continue;
    Meeting meeting{.at = above ? each->from : each->to, .step = step, .block = block};
    if (each->from != each->to) {
      meeting.near = any;
      if (!any) meeting.at = plus(each->from, Number::scaled(5, -1));
      if (any && (above ? meeting.at <= at_ : at_ <= meeting.at)) meeting.at = above ? each->to : each->from;
    }
    note(meeting);
  }
  return true;
}

// What is rounded passes a number where the line before it enters or leaves a step beside that number: at
// most one and a half steps away, whichever way it is rounded.
void Trace::meetStepped(const Course& stepped, const Number& at, const Place& place) {
  if (stepped.grain.sign() <= 0) return stay(place);
  const Number half = over(stepped.grain, Number(2));
  const Number first = times(over(at, stepped.grain).floor(), stepped.grain);
  Course line = stepped;
  line.shape = Shape::Straight;
  for (std::int64_t i = -2; i <= 4; ++i) meet(line, fixed(plus(first, times(half, Number(i)))), place);
}

// A line and one that is rounded: further apart than a step their order is that of the lines; nearer, the
// rounded one stays where it is up to the ends of its step.
void Trace::meetBoth(const Course& stepped, const Course& line, const Place& at) {
  constexpr std::int64_t kMostSteps = 200;  // that lie where they are so near
  const Number closing = minus(stepped.slope, line.slope);
  const Number span = closing.sign() < 0 ? closing.negated() : closing;
  const Number climb = stepped.slope.sign() < 0 ? stepped.slope.negated() : stepped.slope;
  if (stepped.grain.sign() <= 0 || times(span, Number(kMostSteps)) <= climb) return stay(at);
  Course before = stepped;
  before.shape = Shape::Straight;
  const Number apart = minus(line.at, stepped.at);
  if (stepped.grain < apart || apart < stepped.grain.negated()) {
    for (const Number& off : {stepped.grain, stepped.grain.negated()}) {
      Course edge = line;
      edge.at = plus(line.at, off);
      meet(before, edge, at);
    }
    return;
  }
  const Number half = over(stepped.grain, Number(2));
  for (std::int64_t i = -2; i <= 2; ++i) meet(before, fixed(plus(stepped.now, times(half, Number(i)))), at);
  meet(line, fixed(stepped.now), at);
  for (const Number& off : {stepped.grain, stepped.grain.negated()}) {
    Course edge = line;
    edge.at = plus(line.at, off);
    meet(before, edge, at);
  }
}

void Trace::meet(const Course& course, const Number& at, BlockId block, std::uint32_t slot) {
  if (course.open || !course.moves()) return;
  const std::uint32_t step = machine_->rules().blocks[block].first + slot;
  if (course.shape == Shape::Straight && course.slope.sign() != 0) {
    overflow_ = false;
    const Number where = plus(at_, over(minus(at, course.at), course.slope));
    if (!std::exchange(overflow_, false)) return note(where, step, block);
  }
  if (course.shape == Shape::Bent && meetCurves(course.curve, Curve::line(at, {}), step, block)) return;
  if (values_ != Values::Each) {
    unclear_.insert(step);
    return;
  }
  note(minus(at_, Number(1)), step, block, true);
  note(plus(at_, Number(1)), step, block, true);
}

Courses Trace::ofSlot(BlockId block, InstanceId element, std::uint32_t slot) {
  if (machine_->rules().blocks[block].subject == EntityId{kNoId}) element = InstanceId{kNoId};
  const Frame* frame = machine_->ran(block, element);
  return frame ? of(*frame)[slot] : Courses{};
}

const std::vector<Courses>& Trace::of(const Frame& frame) {
  Of& known = known_[&frame];
  if (std::exchange(known.begun, true)) return known.slots;
  const BlockCode& code = *frame.block;
  known.slots.reserve(code.count);
  const Step* steps = machine_->rules().steps.data() + code.first;
  for (std::uint32_t i = 0; i < code.count; ++i)
    known.slots.push_back(whole({frame, known.slots, steps[i], i}));
  return known.slots;
}

// A bound that is not where its course has it follows another: that is said to bend. A value is settled
// where its bounds meet.
Courses Trace::whole(const Place& at) {
  overflow_ = false;
  Courses out = step(at);
  const Slot& result = at.result();
  if (overflow_) return bend(at);
  if (!out.moves || !result.could(kValue)) return {};
  const bool low_open = (result.flags & kLowOpen) != 0, high_open = (result.flags & kHighOpen) != 0;
  const bool held = out.low.open == low_open && out.high.open == high_open &&
                    (low_open || out.low.now == result.low) && (high_open || out.high.now == result.high);
  if (!held) return bend(at);
  if (!result.exact() || !out.low.goesWith(out.high)) meet(out.low, out.high, at);
  if (machine_->rules().types[at.step.type].kind == TypeKind::Integer) {
    for (const std::int64_t end : {INT64_MIN + 1, INT64_MAX}) {
      if (out.low.shape != Shape::Bent || out.low.curve.known()) meet(out.low, fixed(Number(end)), at);
    }
  }
  return out;
}

bool Trace::anyMoves(const Place& at, std::initializer_list<std::uint32_t> slots) const {
  return std::any_of(slots.begin(), slots.end(),
                     [&](std::uint32_t slot) { return slot != kNoId && at.courses(slot).moves; });
}

}  // namespace jurat
