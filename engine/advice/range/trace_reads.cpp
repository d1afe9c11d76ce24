// Steps that read: answers, definitions, parameters, lists and decision tables.
#include <algorithm>
#include <utility>

#include "engine/advice/range/trace.h"

namespace jurat {

Courses Trace::outer(const Place& at) {
  const Frame* frame = &at.frame;
  for (std::uint32_t i = 0; i < at.step.a && frame; ++i) frame = frame->parent;
  if (!frame) return {};
  const std::vector<Courses>& there = of(*frame);
  return at.step.b < there.size() ? there[at.step.b] : bend(at);
}

Courses Trace::select(const Place& at) {
  const SelectCode& code = machine_->rules().selects[at.step.a];
  std::vector<Part> parts;
  bool general = true;
  for (const SelectCase& one : code.cases) {
    const Slot& condition = at.slot(one.condition);
    general = general && condition.could(kNo);
    if (condition.could(kYes)) parts.emplace_back(&at.slot(one.value), at.courses(one.value));
  }
  if (general && code.general != kNoId) parts.emplace_back(&at.slot(code.general), at.courses(code.general));
  if (parts.size() == 1) return parts.front().second;
  return hull(at, parts);
}

Courses Trace::extreme(const Place& at) {
  std::vector<Part> parts;
  for (std::uint32_t i = 0; i < at.step.count; ++i) {
    const std::uint32_t slot = machine_->rules().operands[at.step.a + i];
    parts.emplace_back(&at.slot(slot), at.courses(slot));
  }
  return hull(at, parts);
}

Courses Trace::factOf(InstanceId instance, FactId fact, std::uint32_t lowest, const Slot& slot) const {
  if (instance != fact_.instance || fact != fact_.fact || lowest != fact_.option || !slot.exact()) return {};
  Course course = fixed(slot.low);
  course.slope = Number(1);
  return {course, course, true};
}

Courses Trace::fact(const Place& at) {
  const Step& step = at.step;
  const FactId id{step.b};
  if (id != fact_.fact) return {};
  const Slot& ref = at.slot(step.a);
  std::uint32_t first = step.c, last = step.c;
  if (step.op == Op::FactPick) {
    first = 0;
    last = machine_->rules().vocabulary().facts[id].slots - 1;
  }
  const PackId pack = at.frame.block->pack;
  std::deque<Slot> slots;
  std::vector<Part> parts;
  for (std::uint32_t option = first; option <= last; ++option) {
    for (const InstanceId element : machine_->elements(ref)) {
      slots.push_back(machine_->factSlot(element, id, option, pack));
      parts.emplace_back(&slots.back(), factOf(element, id, option, slots.back()));
    }
    if (!(ref.flags & kUnsettled)) continue;
    slots.push_back(machine_->unlistedSlot(id, pack));
    parts.emplace_back(&slots.back(), Courses{});
  }
  if (parts.size() == 1) return parts.front().second;
  return hull(at, parts);
}

Courses Trace::definition(const Place& at) {
  const Step& step = at.step;
  std::uint32_t blocks = 1;
  if (step.op == Op::DefinitionPick) {
    const checked::Program& program = *machine_->rules().program;
    const ChoiceId per = program.declarations[machine_->rules().blocks[BlockId{step.b}].declaration].per;
    blocks = static_cast<std::uint32_t>(program.vocabulary.choices[per].lowest.size());
  }
  std::vector<Part> parts;
  const auto add = [&](const Frame* frame) {
    if (frame) parts.emplace_back(frame->result, of(*frame)[frame->block->result]);
  };
  for (std::uint32_t i = 0; i < blocks; ++i) {
    const BlockId block{step.b + i};
    if (step.a == kNoId || machine_->rules().blocks[block].subject == EntityId{kNoId}) {
      add(machine_->ran(block, InstanceId{kNoId}));
      continue;
    }
    const Slot& ref = at.slot(step.a);
    for (const InstanceId element : machine_->elements(ref)) add(machine_->ran(block, element));
    if (ref.flags & kUnsettled) {
      for (const Frame* frame : phantomFrames(block)) add(frame);
    }
  }
  if (parts.size() == 1 && step.op == Op::Definition) return parts.front().second;
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
  look();
  std::vector<Part> parts;
  bool moves = false;
  const DomainCode& domain = machine_->rules().domains[at.step.a];
  const auto nested = nested_.find(&at.frame);
  if (nested != nested_.end()) {
    for (const Frame* run : nested->second) {
      const auto is = [&](BlockId block) {
        return block != BlockId{kNoId} && run->block == &machine_->rules().blocks[block];
      };
      if (!is(domain.where) && !is(domain.body)) continue;
      const Courses& result = of(*run)[run->block->result];
      moves = moves || (is(domain.body) && result.moves);
      if (is(domain.body) && machine_->isPhantom(run->element)) parts.emplace_back(run->result, result);
    }
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

void Trace::look() {
  const BlockCode* first = &machine_->rules().blocks[BlockId{0}];
  for (; seen_ < machine_->frames(); ++seen_) {
    const Frame& frame = machine_->frame(seen_);
    if (frame.parent) nested_[frame.parent].push_back(&frame);
    if (frame.element != InstanceId{kNoId} && machine_->isPhantom(frame.element))
      phantoms_[static_cast<std::uint32_t>(frame.block - first)].push_back(&frame);
  }
}

// The runs of a block for elements that no list names.
const std::vector<const Frame*>& Trace::phantomFrames(BlockId block) {
  look();
  return phantoms_[raw(block)];
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
