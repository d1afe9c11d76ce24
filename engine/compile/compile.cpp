// compile(): all declarations in an order in which each stands behind what it reads.
#include <utility>

#include "engine/compile/lower_declarations.h"
#include "engine/compile/rule_set.h"

namespace jurat {
namespace {

using checked::Declaration;
using checked::DeclarationId;
using checked::DeclarationKind;

std::vector<std::uint32_t> optionsOf(const RuleSet& out, const Declaration& declaration) {
  if (declaration.per == ChoiceId{kNoId}) return {kNoId};
  return out.vocabulary().choices[declaration.per].lowest;
}

bool isDefinition(const Declaration& declaration) {
  return declaration.kind == DeclarationKind::Define || declaration.kind == DeclarationKind::Parameter;
}

void lowerDefinitions(RuleSet& out, Lowering& lowering) {
  for (const DeclarationId id : out.program->order) {
    const Declaration& declaration = out.program->declarations[id];
    if (declaration.kind == DeclarationKind::DecisionTable) lowerTable(lowering, out, id);
    if (!isDefinition(declaration)) continue;
    std::vector<BlockId> blocks;
    // Nested blocks are added while an option is lowered, so the blocks of the options are made first and
    // then copied to consecutive places.
    for (const std::uint32_t option : optionsOf(out, declaration)) {
      lowering.declaration = id;
      lowering.pack = declaration.pack;
      lowering.options.clear();
      if (option != kNoId) lowering.options[1] = option;
      blocks.push_back(lowerDefinition(lowering, out, declaration, option));
    }
    if (blocks.size() == 1) {
      out.first_block[raw(id)] = raw(blocks.front());
      continue;
    }
    out.first_block[raw(id)] = static_cast<std::uint32_t>(out.blocks.size());
    for (const BlockId block : blocks) out.blocks.add(BlockCode(out.blocks[block]));
  }
}

}  // namespace

std::shared_ptr<const RuleSet> compile(std::shared_ptr<const checked::Program> program) {
  auto out = std::make_shared<RuleSet>();
  out->program = std::move(program);
  const checked::Program& source = *out->program;
  out->first_block.assign(source.declarations.size(), kNoId);
  out->first_amount.assign(source.declarations.size(), kNoId);
  Lowering lowering(*out);
  lowerDefinitions(*out, lowering);
  // Places of all amounts are settled before any rule points at one.
  std::uint32_t amounts = 0;
  for (std::uint32_t i = 0; i < source.declarations.size(); ++i) {
    const Declaration& declaration = source.declarations[DeclarationId{i}];
    if (declaration.kind != DeclarationKind::Amount) continue;
    out->first_amount[i] = amounts;
    amounts += static_cast<std::uint32_t>(optionsOf(*out, declaration).size());
  }
  for (std::uint32_t i = 0; i < source.declarations.size(); ++i) {
    const DeclarationId id{i};
    const Declaration& declaration = source.declarations[id];
    for (const std::uint32_t option : optionsOf(*out, declaration)) {
      if (declaration.kind == DeclarationKind::Amount)
        out->amounts.push_back(lowerAmount(lowering, *out, id, option));
      if (declaration.kind == DeclarationKind::Benefit)
        out->benefits.push_back(lowerAmount(lowering, *out, id, option));
      if (declaration.kind == DeclarationKind::Rule)
        out->rules.push_back(lowerRule(lowering, *out, id, option));
    }
  }
  for (std::uint32_t i = 0; i < source.packs.size(); ++i) {
    const checked::Pack& pack = source.packs[PackId{i}];
    if (!pack.called_for) continue;
    EntityId root{kNoId};
    for (std::uint32_t e = 0; e < source.vocabulary.entities.size() && root == EntityId{kNoId}; ++e) {
      if (source.vocabulary.entities[EntityId{e}].parent == EntityId{kNoId}) root = EntityId{e};
    }
    out->called_for.emplace_back(PackId{i}, lowerPack(lowering, *out, PackId{i}, root));
  }
  return out;
}

}  // namespace jurat
