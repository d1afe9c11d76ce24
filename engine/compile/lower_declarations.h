// Lowering of whole declarations; private to engine/compile.
#pragma once
#include "engine/compile/lowering.h"

namespace jurat {

// A definition or parameter for one option: versions are told apart by the as-of day.
BlockId lowerDefinition(Lowering& lowering, RuleSet& out, const checked::Declaration& declaration,
                        std::uint32_t option);
// Whether the pack is called for.
BlockId lowerPack(Lowering& lowering, const RuleSet& out, PackId id, EntityId root);
// A decision table: a block that matches its rows, and one for each of its results behind it.
void lowerTable(Lowering& lowering, RuleSet& out, checked::DeclarationId id);
// An amount or a benefit.
AmountCode lowerAmount(Lowering& lowering, RuleSet& out, checked::DeclarationId id, std::uint32_t option);
RuleCode lowerRule(Lowering& lowering, RuleSet& out, checked::DeclarationId id, std::uint32_t option);

}  // namespace jurat
