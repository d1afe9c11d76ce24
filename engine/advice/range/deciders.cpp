#include "engine/advice/range/deciders.h"

#include <algorithm>
#include <utility>

#include "engine/evaluate/describe.h"

namespace jurat {
namespace {

constexpr std::size_t kMostDeciders = 8;  // named at one breakpoint

}  // namespace

std::vector<RangeDecider> Deciders::between(const Region& before, const Region& after,
                                            const std::vector<const RangeItem*>& changed) {
  Blocks read;
  for (const RangeItem* item : changed) {
    const Blocks& blocks = readBy(*item);
    read.insert(blocks.begin(), blocks.end());
  }
  std::vector<RangeDecider> out;
  for (const bool tried : {false, true}) {
    if (!out.empty()) break;
    std::set<std::pair<BlockId, std::uint32_t>> seen;
    for (const Region* each : {&before, &after}) {
      for (const Trace::Meeting& meeting : each->meetings) {
        // Between whole numbers a line may meet another anywhere.
        const bool here =
            whole_ ? before.high <= meeting.at && meeting.at <= after.low : meeting.at == after.low;
        if (!here || meeting.tried != tried || !read.count(meeting.block)) continue;
        RangeDecider found = decider(meeting);
        if (out.size() < kMostDeciders && seen.emplace(meeting.block, found.span.begin).second)
          out.push_back(std::move(found));
      }
    }
  }
  return out;
}

const Deciders::Blocks& Deciders::readBy(const RangeItem& item) {
  const auto [at, fresh] = read_.try_emplace({item.about, item.index});
  if (!fresh) return at->second;
  std::vector<BlockId> open;
  roots(item, open);
  while (!open.empty()) {
    const BlockId block = open.back();
    open.pop_back();
    if (block != BlockId{kNoId} && at->second.insert(block).second) readIn(block, open);
  }
  return at->second;
}

// The blocks of the norm itself, and of whether its pack runs.
void Deciders::roots(const RangeItem& item, std::vector<BlockId>& out) const {
  checked::DeclarationId declaration{kNoId};
  if (item.about == RangeItem::About::Rule) {
    const RuleCode& rule = rules_.rules[item.index];
    declaration = rule.declaration;
    for (const RuleVersion& version : rule.versions)
      out.insert(out.end(), {version.dates, version.applies, version.duty});
  } else {
    const bool benefit = item.about == RangeItem::About::Benefit;
    const AmountCode& amount = benefit ? rules_.benefits[item.index] : rules_.amounts[item.index];
    declaration = amount.declaration;
    for (const AmountVersion& version : amount.versions)
      out.insert(out.end(), {version.dates, version.eligible, version.block});
  }
  const PackId pack = rules_.program->declarations[declaration].pack;
  for (const auto& [called, block] : rules_.called_for) {
    if (called == pack) out.push_back(block);
  }
}

// What a block asks others for.
void Deciders::readIn(BlockId id, std::vector<BlockId>& out) const {
  const BlockCode& block = rules_.blocks[id];
  for (std::uint32_t i = 0; i < block.count; ++i) {
    const Step& step = rules_.steps[block.first + i];
    switch (step.op) {
      case Op::Definition:
        out.push_back(BlockId{step.b});
        break;
      case Op::DefinitionPick: {
        const checked::Program& program = *rules_.program;
        const ChoiceId per = program.declarations[rules_.blocks[BlockId{step.b}].declaration].per;
        const std::size_t options = program.vocabulary.choices[per].lowest.size();
        for (std::uint32_t option = 0; option < options; ++option) out.push_back(BlockId{step.b + option});
        break;
      }
      case Op::ParameterAt:
        for (const PickVersion& version : rules_.picks[step.b]) out.push_back(version.block);
        break;
      case Op::Result:
        out.push_back(BlockId{step.c});
        break;
      default:
        if (!runsOverDomain(step.op)) break;
        out.push_back(rules_.domains[step.a].where);
        out.push_back(rules_.domains[step.a].body);
        break;
    }
  }
}

RangeDecider Deciders::decider(const Trace::Meeting& meeting) const {
  RangeDecider out;
  if (meeting.step != kNoId) out.span = rules_.where[meeting.step];
  const BlockCode& block = rules_.blocks[meeting.block];
  if (block.declaration == checked::DeclarationId{kNoId}) return out;
  const checked::Declaration& declaration = rules_.program->declarations[block.declaration];
  out.id = declarationId(machine_, block.declaration, block.option, InstanceId{kNoId});
  out.title = declaration.title;
  if (const auto* cites = citesOf(meeting.block, declaration))
    out.cites = citationTexts(machine_, *cites, declaration, block.option, InstanceId{kNoId});
  return out;
}

// Of the version whose block it is; of what has one block for all of them, the version in force.
const std::vector<checked::Citation>* Deciders::citesOf(BlockId block,
                                                        const checked::Declaration& declaration) const {
  for (const RuleCode& rule : rules_.rules) {
    for (const RuleVersion& version : rule.versions) {
      if (version.dates == block || version.applies == block || version.duty == block)
        return &version.source->general.cites;
    }
  }
  for (const auto* amounts : {&rules_.amounts, &rules_.benefits}) {
    for (const AmountCode& amount : *amounts) {
      for (const AmountVersion& version : amount.versions) {
        if (version.dates == block || version.eligible == block || version.block == block)
          return &version.source->general.cites;
      }
    }
  }
  const Date day = machine_.asOf().day;
  for (const checked::Version& version : declaration.versions) {
    if ((!version.from || *version.from <= day) && (!version.until || day <= *version.until))
      return &version.general.cites;
  }
  return declaration.versions.empty() ? nullptr : &declaration.versions.back().general.cites;
}

}  // namespace jurat
