#include "engine/advice/runs/runs.h"

#include <utility>

namespace jurat {

BlockId blockOf(const RuleSet& rules, const Frame& frame) {
  return BlockId{static_cast<std::uint32_t>(frame.block - &rules.blocks[BlockId{0}])};
}

const Frame& outerOf(const Frame& frame, const Step& step) {
  const Frame* at = &frame;
  for (std::uint32_t i = 0; i < step.a; ++i) at = at->parent;
  return *at;
}

std::vector<std::uint32_t> candidatesOf(const RuleSet& rules, const Frame& frame, const Step& step) {
  if (step.op != Op::Select) {
    const std::uint32_t* first = rules.operands.data() + step.a;
    return {first, first + step.count};
  }
  const SelectCode& code = rules.selects[step.a];
  std::vector<std::uint32_t> out;
  bool general = true;
  for (const SelectCase& one : code.cases) {
    const Slot& condition = frame.slots[one.condition];
    general = general && condition.could(kNo);
    if (condition.could(kYes)) out.push_back(one.value);
  }
  if (general && code.general != kNoId) out.push_back(code.general);
  return out;
}

std::vector<FactRead> answersRead(Machine& machine, const Frame& frame, const Step& step) {
  const FactId fact{step.b};
  const Slot& ref = frame.slots[step.a];
  const PackId pack = frame.block->pack;
  std::uint32_t first = step.c, last = step.c;
  if (step.op == Op::FactPick) {
    first = 0;
    last = machine.rules().vocabulary().facts[fact].slots - 1;
  }
  std::vector<FactRead> out;
  for (std::uint32_t option = first; option <= last; ++option) {
    for (const InstanceId element : machine.elements(ref))
      out.push_back({element, option, machine.factSlot(element, fact, option, pack)});
    if (ref.flags & kUnsettled) out.push_back({InstanceId{kNoId}, option, machine.unlistedSlot(fact, pack)});
  }
  return out;
}

void Runs::start(const Machine& machine) {
  machine_ = &machine;
  unlisted_.clear();
  inside_.clear();
  seen_ = 0;
}

void Runs::look() {
  for (; seen_ < machine_->frames(); ++seen_) {
    const Frame& frame = machine_->frame(seen_);
    if (frame.parent) inside_[frame.parent].push_back(&frame);
    if (frame.element != InstanceId{kNoId} && machine_->isPhantom(frame.element))
      unlisted_[raw(blockOf(machine_->rules(), frame))].push_back(&frame);
  }
}

const std::vector<const Frame*>& Runs::ofUnlisted(BlockId block) {
  look();
  return unlisted_[raw(block)];
}

const std::vector<const Frame*>& Runs::inside(const Frame& parent) {
  look();
  return inside_[&parent];
}

std::vector<const Frame*> Runs::definitionsRead(const Frame& frame, const Step& step) {
  const RuleSet& rules = machine_->rules();
  std::size_t blocks = 1;
  if (step.op == Op::DefinitionPick) {
    const ChoiceId per = rules.program->declarations[rules.blocks[BlockId{step.b}].declaration].per;
    blocks = rules.vocabulary().choices[per].lowest.size();
  }
  std::vector<const Frame*> out;
  const auto add = [&](const Frame* run) {
    if (run) out.push_back(run);
  };
  for (std::uint32_t i = 0; i < blocks; ++i) {
    const BlockId block{step.b + i};
    if (step.a == kNoId || rules.blocks[block].subject == EntityId{kNoId}) {
      add(machine_->ran(block, InstanceId{kNoId}));
      continue;
    }
    const Slot& ref = frame.slots[step.a];
    for (const InstanceId element : machine_->elements(ref)) add(machine_->ran(block, element));
    if (!(ref.flags & kUnsettled)) continue;
    for (const Frame* run : ofUnlisted(block)) add(run);
  }
  return out;
}

}  // namespace jurat
