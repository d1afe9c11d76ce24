// Steps that reckon, compare and judge.
#include <algorithm>
#include <utility>

#include "engine/advice/range/trace.h"

namespace jurat {
namespace {

constexpr std::size_t kMostEnds = 64;  // every two are compared

}  // namespace

Courses Trace::step(const Place& at) {
  const Step& step = at.step;
  switch (step.op) {
    case Op::Outer:
      return outer(at);
    case Op::Fact:
    case Op::FactPick:
      return fact(at);
    case Op::Definition:
    case Op::DefinitionPick:
      return definition(at);
    case Op::ParameterAt:
      return parameterAt(at);
    case Op::Given:
      return at.courses(step.a);
    case Op::Negate:
      return negate(at);
    case Op::Add:
    case Op::Subtract:
    case Op::DaysBetween:
      return addOrSubtract(at);
    case Op::Multiply:
      return multiply(at);
    case Op::Divide:
      return divide(at);
    case Op::DatePlus:
    case Op::DateMinus:
      return shift(at);
    case Op::DaysIn:
      return daysIn(at);
    case Op::JustBefore:
      return justBefore(at);
    case Op::Convert:
      return convert(at);
    case Op::Rounded:
      return rounded(at);
    case Op::Highest:
    case Op::Lowest:
    case Op::Select:
      return oneOf(at);
    case Op::SumOver:
    case Op::HighestOver:
    case Op::LowestOver:
    case Op::SeriesFirst:
    case Op::SeriesLast:
    case Op::CountOf:
    case Op::AnyHas:
    case Op::EveryHas:
    case Op::DomainEmpty:
      return list(at);
    case Op::Compare:
      return compare(at);
    case Op::InForce:
      return inForce(at);
    case Op::JudgeCondition:
    case Op::JudgeEvent:
      return judge(at);
    case Op::MatchRows:
      return matchRows(at);
    case Op::Result:
      return tableResult(at);
    case Op::WorkingDays:
      return anyMoves(at, {step.a}) ? bend(at) : Courses{};
    // What is no ordered value has no bounds, and asks no operand where its bounds are.
    case Op::Constant:
    case Op::AsOfDay:
    case Op::AsOfMoment:
    case Op::AsOfWithin:
    case Op::Element:
    case Op::Ancestor:
    case Op::Record:
    case Op::Previous:
    case Op::ColumnPick:
    case Op::Holds:
    case Op::CurrencyOf:
    case Op::SetPlus:
    case Op::SetWithout:
    case Op::SetEmpty:
    case Op::CountTrue:
    case Op::IsGiven:
    case Op::IsKnown:
    case Op::InOptions:
    case Op::IncludesAny:
    case Op::IncludesAll:
    case Op::IncludesSet:
    case Op::ContainsText:
    case Op::Not:
    case Op::AtLeast:
    case Op::Doubt:
    case Op::Unsettled:
    case Op::Excepted:
      return {};
  }
  return bend(at);
}

Courses Trace::compare(const Place& at) {
  if (!anyMoves(at, {at.step.a, at.step.b})) return {};
  const Slot &x = at.slot(at.step.a), &y = at.slot(at.step.b);
  if (!x.could(kValue) || !y.could(kValue)) return {};
  if ((x.flags | y.flags) & kAnyPeriod || (x.flags ^ y.flags) & kMonths) {
    stay(at);
    return {};
  }
  for (const Course& a : endsOf(x, at.courses(at.step.a))) {
    for (const Course& b : endsOf(y, at.courses(at.step.b))) meet(a, b, at);
  }
  return {};
}

Courses Trace::inForce(const Place& at) {
  const Course today = fixed(Number(machine_->asOf().day.days));
  for (const std::uint32_t slot : {at.step.a, at.step.b}) {
    if (slot == kNoId || !at.slot(slot).could(kValue)) continue;
    for (const Course& end : endsOf(at.slot(slot), at.courses(slot))) meet(end, today, at);
  }
  return {};
}

Courses Trace::judge(const Place& at) {
  if (at.step.b == kNoId || !anyMoves(at, {at.step.a, at.step.b})) return {};
  const bool condition = at.step.op == Op::JudgeCondition;
  const Slot& due = at.slot(at.step.b);
  if (!due.could(kValue)) return {};
  const PackId pack = at.frame.block->pack;
  const Course now = fixed(at.step.flags & kDueMoment ? Number(machine_->asOfMoment(pack).seconds)
                                                      : Number(machine_->asOf().day.days));
  for (const Course& end : endsOf(due, at.courses(at.step.b))) meet(end, now, at);
  if (condition) return {};
  if (at.step.flags & kDoneMoment) {  // in time until the day ends
    stay(at);
    return {};
  }
  const Slot& done = at.slot(at.step.a);
  if (!done.could(kValue)) return {};
  for (const Course& a : endsOf(done, at.courses(at.step.a))) {
    for (const Course& b : endsOf(due, at.courses(at.step.b))) meet(a, b, at);
  }
  return {};
}

// INVARIANT: one of them is there, or the side is open.
Course Trace::pick(const std::vector<Course>& ends, bool open, const Number& now) {
  Course out;
  out.open = open;
  if (open) return out;
  bool found = false;
  for (const Course& end : ends) {
    if (end.open || end.now != now) continue;
    const bool loose = found && (out.loose || !end.goesWith(out));
    if (!found || out.shape < end.shape) out = end;
    out.loose = out.loose || loose;
    found = true;
  }
  return out;
}

Courses Trace::among(const Place& at, const std::vector<Course>& ends) {
  const Slot& result = at.result();
  if (ends.size() > kMostEnds) return bend(at);
  // Whether two of them are equal can decide whether there is a value at all.
  for (std::size_t i = 0; i < ends.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) meet(ends[i], ends[j], at);
  }
  if (!result.could(kValue)) return {};
  const bool low_open = (result.flags & kLowOpen) != 0, high_open = (result.flags & kHighOpen) != 0;
  const auto holds = [&](const Number& now) {
    return std::any_of(ends.begin(), ends.end(),
                       [&](const Course& end) { return !end.open && end.now == now; });
  };
  if ((!low_open && !holds(result.low)) || (!high_open && !holds(result.high))) return bend(at);
  Courses out{pick(ends, low_open, result.low), pick(ends, high_open, result.high), false};
  // Beside what is rounded a line that moves is above it here and below it there.
  const bool stepped = std::any_of(
      ends.begin(), ends.end(), [](const Course& end) { return end.moves() && end.shape == Shape::Stepped; });
  Number off;
  for (const Course& end : ends) off = std::max(off, end.off);
  for (Course* end : {&out.low, &out.high}) {
    if (!stepped || !end->moves() || end->shape == Shape::Bent) continue;
    end->shape = Shape::Stepped;
    end->off = off;
    end->grain = {};
  }
  out.moves = out.low.moves() || out.high.moves() || out.low.loose || out.high.loose;
  return out;
}

Courses Trace::hull(const Place& at, const std::vector<Part>& parts) {
  const bool moves =
      std::any_of(parts.begin(), parts.end(), [](const Part& part) { return part.second.moves; });
  if (!moves) return {};
  std::vector<Course> ends;
  for (const auto& [slot, courses] : parts) {
    if (!slot->could(kValue)) continue;
    if ((slot->flags & kAnyPeriod) || ((slot->flags ^ at.result().flags) & kMonths)) return bend(at);
    for (Course& end : endsOf(*slot, courses)) ends.push_back(std::move(end));
  }
  return among(at, ends);
}

}  // namespace jurat
