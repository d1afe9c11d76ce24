#include "engine/advice/ask/value_flow.h"

#include <algorithm>
#include <set>

namespace jurat::asking {

ValueFlow::ValueFlow(const RuleSet& rules) : rules_(rules), reader_(rules) {
  readers_.resize(rules.vocabulary().facts.size());
  known_.resize(readers_.size());
  for (std::uint32_t i = 0; i < rules.blocks.size(); ++i) up_.push_back(i);
  for (std::uint32_t i = 0; i < rules.blocks.size(); ++i) {
    const BlockCode& block = rules.blocks[BlockId{i}];
    for (std::uint32_t at = 0; at < block.count; ++at) step(BlockId{i}, rules.steps[block.first + at]);
  }
  members_.resize(up_.size());
  near_.resize(up_.size());
  for (std::uint32_t i = 0; i < up_.size(); ++i) members_[rootOf(i)].push_back(BlockId{i});
}

std::uint32_t ValueFlow::rootOf(std::uint32_t block) {
  while (up_[block] != block) block = up_[block] = up_[up_[block]];
  return block;
}

void ValueFlow::join(BlockId a, BlockId b, bool always) {
  if (b == BlockId{kNoId}) return;
  const BlockCode& asked = rules_.blocks[b];
  if (!always && rules_.steps[asked.first + asked.result].repr == Repr::Truth) return;
  up_[rootOf(raw(b))] = rootOf(raw(a));
}

// What a filter and a body read, they read for whoever asks.
void ValueFlow::domain(BlockId block, const DomainCode& domain) {
  join(block, domain.where, true);
  join(block, domain.body, true);
  for (const EntityId each : domain.path) {
    const FactId day = rules_.vocabulary().entities[each].ordered_by;
    if (day != FactId{kNoId}) readBy(day, block);
  }
}

void ValueFlow::step(BlockId block, const Step& step) {
  switch (step.op) {
    case Op::Fact:
    case Op::FactPick:
    case Op::Holds:
      if (step.b != kNoId) readBy(FactId{step.b}, block);
      return;
    case Op::Definition:
      return join(block, BlockId{step.b}, false);
    case Op::DefinitionPick: {
      const checked::DeclarationId declaration = rules_.blocks[BlockId{step.b}].declaration;
      for (std::uint32_t i = step.b; i < rules_.blocks.size(); ++i) {
        if (rules_.blocks[BlockId{i}].declaration != declaration) return;
        join(block, BlockId{i}, false);
      }
      return;
    }
    case Op::ParameterAt:
      for (const PickVersion& version : rules_.picks[step.b]) join(block, version.block, true);
      return;
    case Op::Result:
      return join(block, BlockId{step.c}, true);
    default:
      if (runsOverDomain(step.op)) domain(block, rules_.domains[step.a]);
      return;
  }
}

const Constants& ValueFlow::constantsOf(FactId fact) {
  std::unique_ptr<Constants>& known = known_[raw(fact)];
  if (known) return *known;
  std::set<std::uint32_t> roots;
  for (const BlockId block : readers_[raw(fact)]) roots.insert(rootOf(raw(block)));
  std::vector<BlockId> blocks;
  for (const std::uint32_t root : roots) {
    blocks.insert(blocks.end(), members_[root].begin(), members_[root].end());
  }
  known = std::make_unique<Constants>(reader_.readAlone(blocks));
  return *known;
}

const Constants& ValueFlow::constantsNear(BlockId block) {
  const std::uint32_t root = rootOf(raw(block));
  std::unique_ptr<Constants>& near = near_[root];
  if (!near) near = std::make_unique<Constants>(reader_.readAlone(members_[root]));
  return *near;
}

}  // namespace jurat::asking
