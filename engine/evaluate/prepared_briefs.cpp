// Which blocks can be reckoned without a frame, and which of their constants are figures.
#include <algorithm>

#include "engine/evaluate/operands.h"
#include "engine/evaluate/prepared.h"

namespace jurat {
namespace {

constexpr std::uint32_t kTooMany = 1'000'000;

bool isLeaf(Ask ask) {
  return ask == Ask::Constant || ask == Ask::Element || ask == Ask::OwnFact || ask == Ask::OwnDefinition;
}

// How many frames above its own a block asks, those of blocks inside it too.
class FramesAbove {
 public:
  explicit FramesAbove(const RuleSet& rules) : rules_(rules), known_(rules.blocks.size(), kUnknown) {}
  std::uint32_t of(BlockId id) {
    if (id == BlockId{kNoId}) return 0;
    if (known_[raw(id)] != kUnknown) return known_[raw(id)];
    known_[raw(id)] = 0;
    const BlockCode& block = rules_.blocks[id];
    std::uint32_t most = 0;
    for (std::uint32_t i = 0; i < block.count; ++i) {
      const Step& step = rules_.steps[block.first + i];
      if (step.op == Op::Outer || step.op == Op::Element) most = std::max(most, step.a);
      const DomainCode* domain = runsOverDomain(step.op) ? &rules_.domains[step.a] : nullptr;
      const std::uint32_t inside = domain ? std::max(of(domain->where), of(domain->body)) : 0;
      if (inside > 0) most = std::max(most, inside - 1);
    }
    return known_[raw(id)] = most;
  }

 private:
  static constexpr std::uint32_t kUnknown = kNoId;
  const RuleSet& rules_;
  std::vector<std::uint32_t> known_;
};

// How many steps run when one that is read twice runs twice.
std::uint32_t stepsAnew(const Prepared& prepared, const BlockCode& block) {
  const RuleSet& rules = *prepared.rules;
  std::vector<std::uint32_t> steps(block.count, 0);
  for (std::uint32_t i = 0; i < block.count; ++i) {
    if (isLeaf(prepared.steps[block.first + i].ask)) continue;
    std::uint32_t sum = 1;
    eachOperandOf(rules, rules.steps[block.first + i], [&](std::uint32_t slot) { sum += steps[slot]; });
    steps[i] = std::min(sum, kTooMany);
  }
  return steps[block.result];
}

void figureOf(Prepared& prepared, PreparedStep& step) {
  const Slot& slot = prepared.constants[step.a];
  const auto decimal = slot.low.decimal();
  if (!slot.exact() || slot.flags != 0 || slot.cause != 0 || !decimal) return;
  step.flags = 1;
  step.b = static_cast<std::uint32_t>(prepared.figures.size());
  prepared.figures.push_back({decimal->first, decimal->second, slot.unit});
}

PreparedDomain domainFor(const Prepared& prepared, const DomainCode& code) {
  PreparedDomain domain{.base = code.base, .where = code.where, .body = code.body};
  if (code.path.size() != 1) return domain;
  domain.entity = code.path.front();
  const Entity& entity = prepared.rules->vocabulary().entities[domain.entity];
  domain.ordered_by = entity.ordered_by;
  domain.fixed = entity.single || entity.keyed_by != ChoiceId{kNoId};
  const auto brief = [&](BlockId block) {
    return block == BlockId{kNoId} || prepared.blocks[raw(block)].brief;
  };
  domain.brief = brief(code.where) && brief(code.body);
  return domain;
}

}  // namespace

void prepareBriefs(Prepared& prepared) {
  const RuleSet& rules = *prepared.rules;
  FramesAbove above(rules);
  for (std::uint32_t i = 0; i < rules.blocks.size(); ++i) {
    const BlockCode& code = rules.blocks[BlockId{i}];
    if (code.count == 0) {  // of a pack that a bundle was read without
      prepared.blocks.push_back({});
      continue;
    }
    PreparedBlock block{.first = code.first, .result = code.result};
    block.per_element = code.subject != EntityId{kNoId};
    block.repr = rules.steps[code.first + code.result].repr;
    block.brief =
        prepared.whole[i] == 0 && above.of(BlockId{i}) == 0 && stepsAnew(prepared, code) <= code.count;
    prepared.blocks.push_back(block);
    if (prepared.whole[i] != 0) continue;
    for (std::uint32_t s = 0; s < code.count; ++s) {
      PreparedStep& step = prepared.steps[code.first + s];
      if (step.ask == Ask::Constant) figureOf(prepared, step);
    }
  }
  for (const DomainCode& code : rules.domains) prepared.domains.push_back(domainFor(prepared, code));
}

}  // namespace jurat
