// Steps that read: answers, definitions, parameters, lists and decision tables.
#include <algorithm>
#include <deque>
#include <utility>

#include "engine/advice/range/trace.h"

namespace jurat {

Courses Trace::outer(const Place& at) {
  const std::vector<Courses>& there = of(outerOf(at.frame, at.step));
  return at.step.b < there.size() ? there[at.step.b] : bend(at);
}

// Highest, Lowest and Select.
Courses Trace::oneOf(const Place& at) {
  std::vector<Part> parts;
  for (const std::uint32_t slot : candidatesOf(machine_->rules(), at.frame, at.step))
    parts.emplace_back(&at.slot(slot), at.courses(slot));
  if (at.step.op == Op::Select && parts.size() == 1) return parts.front().second;
  return hull(at, parts);
}

Courses Trace::factOf(InstanceId instance, FactId fact, std::uint32_t lowest, const Slot& slot) const {
  if (instance != fact_.instance || fact != fact_.fact || lowest != fact_.option || !slot.exact()) return {};
  Course course = fixed(slot.low);
  course.slope = Number(1);
  return {course, course, true};
}

Courses Trace::fact(const Place& at) {
  const FactId id{at.step.b};
  if (id != fact_.fact) return {};
  const std::vector<FactRead> read = answersRead(*machine_, at.frame, at.step);
  std::vector<Part> parts;
  for (const FactRead& one : read)
    parts.emplace_back(&one.slot, factOf(one.element, id, one.option, one.slot));
  if (parts.size() == 1) return parts.front().second;
  return hull(at, parts);
}

Courses Trace::definition(const Place& at) {
  std::vector<Part> parts;
  for (const Frame* run : runs_.definitionsRead(at.frame, at.step))
    parts.emplace_back(run->result, of(*run)[run->block->result]);
  if (parts.size() == 1 && at.step.op == Op::Definition) return parts.front().second;
  return hull(at, parts);
}

Courses Trace::parameterAt(const Place& at) {
  const Slot& day = at.slot(at.step.a);
  std::vector<Part> parts;
  for (const PickVersion& version : machine_->rules().picks[at.step.b]) {
    if (anyMoves(at, {at.step.a}) && day.could(kValue)) {
      for (const Course& end : endsOf(day, at.courses(at.step.a))) {
        meet(end, fixed(Number(version.from.days)), at);
        meet(end, fixed(Number(version.until.days)), at);
      }
    }
    const Frame* frame = machine_->ran(version.block, InstanceId{kNoId});
    if (frame) parts.emplace_back(frame->result, of(*frame)[frame->block->result]);
  }
  return hull(at, parts);
}

// Filters and bodies are gone through here, where what stands before them is known.
Courses Trace::list(const Place& at) {
  std::vector<Part> parts;
  bool moves = false;
  const DomainCode& domain = machine_->rules().domains[at.step.a];
  for (const Frame* run : runs_.inside(at.frame)) {
    const BlockId block = jurat::blockOf(machine_->rules(), *run);
    if (block != domain.where && block != domain.body) continue;
    const Courses& result = of(*run)[run->block->result];
    if (block != domain.body) continue;
    moves = moves || result.moves;
    if (machine_->isPhantom(run->element)) parts.emplace_back(run->result, result);
  }
  const bool reckons =
      at.step.op == Op::SumOver || at.step.op == Op::HighestOver || at.step.op == Op::LowestOver;
  if (!moves || !reckons || !at.result().could(kValue)) return {};
  if (at.step.op == Op::SumOver) {
    // What no list names yet adds on the side that its sign says.
    for (const auto& [slot, courses] : parts) {
      for (const Course& end : endsOf(*slot, courses)) meet(end, fixed({}), at);
    }
    return sumOver(at);
  }
  const Activation& activation = machine_->activation(at.result());
  for (std::size_t i = 0; i < activation.visits.size(); ++i) {
    const Frame* body = activation.visits[i].body;
    if (body && (activation.filters[i].can & kYes))
      parts.emplace_back(body->result, of(*body)[body->block->result]);
  }
  return hull(at, parts);
}

// What may be left out adds nothing at the least, or what it is where that is less.
Courses Trace::sumOver(const Place& at) {
  const Activation& activation = machine_->activation(at.result());
  const Course zero = fixed({});
  Courses out{zero, zero, true};
  for (std::size_t i = 0; i < activation.visits.size(); ++i) {
    const std::uint8_t can = activation.filters[i].can;
    const Frame* body = activation.visits[i].body;
    if (!(can & kYes) || !body || !body->result->could(kValue)) continue;
    const Courses courses = of(*body)[body->block->result];
    Course low = lowOf(*body->result, courses), high = highOf(*body->result, courses);
    if (can != kYes) {
      meet(low, zero, at);
      meet(high, zero, at);
      if (!low.open && low.now.sign() >= 0) low = zero;
      if (!high.open && high.now.sign() <= 0) high = zero;
    }
    out.low = sum(out.low, low, false);
    out.high = sum(out.high, high, false);
  }
  // A list that is not given whole may hold more, on one side or on both.
  const Slot& result = at.result();
  if (result.flags & kLowOpen) out.low.open = true;
  if (result.flags & kHighOpen) out.high.open = true;
  return out;
}

Courses Trace::matchRows(const Place& at) {
  const TableCode& table = machine_->rules().tables[at.step.a];
  for (const ColumnCode& column : table.columns) {
    const Courses& courses = at.courses(column.slot);
    const Slot& slot = at.slot(column.slot);
    if (!courses.moves || !slot.could(kValue)) continue;
    if (slot.flags & kAnyPeriod || ((slot.flags & kMonths) != 0) != column.months) {
      stay(at);
      continue;
    }
    for (const Course& end : endsOf(slot, courses)) {
      for (const Cut& cut : column.cuts) meet(end, fixed(cut.at), at);
    }
  }
  return {};
}

Courses Trace::tableResult(const Place& at) {
  const Frame* frame = machine_->ran(BlockId{at.step.c}, at.frame.element);
  if (!frame) return {};
  const std::vector<Courses>& there = of(*frame);
  const bool moves = std::any_of(there.begin(), there.end(), [](const Courses& each) { return each.moves; });
  if (!moves) return {};
  if (!frame->result->is(kValue)) return bend(at);
  const Matched& match = machine_->match(*frame->result);
  const std::size_t outputs = match.table->source(*machine_->rules().program).outputs.size();
  std::deque<Slot> slots;
  std::vector<Part> parts;
  for (std::size_t row = 0; row < match.rows.size(); ++row) {
    const ResultCode& code = match.table->results[row * outputs + at.step.b];
    if (!(match.rows[row] & kYes)) continue;
    if (code.constant) {
      const auto& [value, type] = machine_->rules().constants[code.index];
      slots.push_back(machine_->valueSlot(value, type));
      parts.emplace_back(&slots.back(), Courses{});
    } else {
      parts.emplace_back(&frame->slots[code.index], there[code.index]);
    }
  }
  return hull(at, parts);
}

}  // namespace jurat
