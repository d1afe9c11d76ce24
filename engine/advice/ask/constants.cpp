#include "engine/advice/ask/constants.h"

#include <algorithm>

#include "engine/evaluate/operands.h"
#include "engine/values/ordinal.h"

namespace jurat::asking {
namespace {

bool comparesOrJoins(Op op) {
  return op == Op::Compare || op == Op::InOptions || op == Op::IncludesAny || op == Op::IncludesAll ||
         op == Op::IncludesSet || op == Op::SetPlus || op == Op::ContainsText || op == Op::Not ||
         op == Op::AtLeast;
}

bool asksInside(Op op) { return runsOverDomain(op) || op == Op::MatchRows; }

}  // namespace

std::pair<TypeKind, std::uint32_t> classOf(const Type& type) {
  const TypeKind kind = type.kind == TypeKind::Integer ? TypeKind::Decimal : type.kind;
  const bool has_unit = kind == TypeKind::Money || kind == TypeKind::Quantity;
  return {kind, has_unit ? type.id : 0};
}

Constants ConstantsReader::read(const std::vector<BlockId>& blocks) {
  Constants out;
  seen_.assign(rules_.blocks.size(), false);
  open_.clear();
  const auto ask = [&](BlockId block) {
    if (block != BlockId{kNoId}) open_.push_back(block);
  };
  for (const BlockId block : blocks) ask(block);
  while (!open_.empty()) {
    const BlockId block = open_.back();
    open_.pop_back();
    if (seen_[raw(block)]) continue;
    seen_[raw(block)] = true;
    visit(block, out);
  }
  return out;
}

Constants ConstantsReader::readAlone(const std::vector<BlockId>& blocks) {
  Constants out;
  seen_.assign(rules_.blocks.size(), true);  // so that no step leads on
  for (const BlockId block : blocks) visit(block, out);
  open_.clear();
  return out;
}

void ConstantsReader::visit(BlockId id, Constants& into) {
  const BlockCode& block = rules_.blocks[id];
  const std::vector<bool> idle = idleOf(block);
  for (std::uint32_t i = 0; i < block.count; ++i) {
    if (!idle[i]) step(block, rules_.steps[block.first + i], into);
  }
}

// Steps that hold constants against constants, as the options of a definition `per` a choice do, and what is
// looked at by these alone: no fact is told apart there.
std::vector<bool> ConstantsReader::idleOf(const BlockCode& block) const {
  std::vector<bool> fixed(block.count, false), read(block.count, false), idle(block.count, false);
  read[block.result] = true;
  bool asks_inside = false;  // blocks that may read any slot of this one
  for (std::uint32_t i = 0; i < block.count; ++i) {
    const Step& step = rules_.steps[block.first + i];
    bool all = comparesOrJoins(step.op);
    eachOperandOf(rules_, step, [&](std::uint32_t operand) { all = all && fixed[operand]; });
    idle[i] = all;
    fixed[i] = all || step.op == Op::Constant;
    if (!all) eachOperandOf(rules_, step, [&](std::uint32_t operand) { read[operand] = true; });
    asks_inside = asks_inside || asksInside(step.op);
  }
  for (std::uint32_t i = 0; i < block.count && !asks_inside; ++i)
    idle[i] = idle[i] || (rules_.steps[block.first + i].op == Op::Constant && !read[i]);
  return idle;
}

const Type& ConstantsReader::typeOf(const BlockCode& block, std::uint32_t slot) const {
  return rules_.types[rules_.steps[block.first + slot].type];
}

void ConstantsReader::single(const Type& type, Constants& into) const {
  if (type.kind == TypeKind::Choice) into.single.insert(ChoiceId{type.id});
}

// Options `first` to the one before `end`, asked for as one.
void ConstantsReader::option(std::uint32_t first, std::uint32_t end, const Type& type,
                             Constants& into) const {
  if (type.kind != TypeKind::Choice) return;
  std::vector<std::uint64_t> mask((end - 1) / 64 + 1, 0);
  for (std::uint32_t each = first; each < end; ++each) mask[each / 64] |= std::uint64_t{1} << (each % 64);
  into.masks[ChoiceId{type.id}].insert(std::move(mask));
}

void ConstantsReader::constant(std::uint32_t index, Constants& into) const {
  const auto& [value, type] = rules_.constants[index];
  if (const auto* period = std::get_if<Period>(&value)) {
    (period->calendar ? into.months : into.seconds).insert(period->count);
  } else if (const auto* text = std::get_if<std::string>(&value)) {
    into.texts.insert(*text);
  } else if (const auto* one = std::get_if<OptionValue>(&value)) {
    if (type.kind == TypeKind::Practice) into.names_practice = true;
    option(one->index, one->index + 1, type, into);
  } else if (const auto* set = std::get_if<OptionSetValue>(&value)) {
    for (const std::uint32_t each : set->indexes) option(each, each + 1, type, into);
  } else if (const std::optional<Number> number = ordinalOf(value)) {
    into.numbers[classOf(type)].insert(*number);
  }
}

void ConstantsReader::table(const TableCode& table, Constants& into) const {
  for (const ColumnCode& column : table.columns) {
    single(column.type, into);
    if (column.type.kind == TypeKind::Practice) into.names_practice = true;
    into.texts.insert(column.texts.begin(), column.texts.end());
    for (const Cut& cut : column.cuts) {
      if (column.type.kind != TypeKind::Period) {
        into.numbers[classOf(column.type)].insert(cut.at);
      } else if (const auto count = cut.at.toInt64()) {
        (column.months ? into.months : into.seconds).insert(*count);
      }
    }
  }
}

void ConstantsReader::compared(const BlockCode& block, const Step& step, Constants& into) const {
  const auto is_constant = [&](std::uint32_t slot) {
    return rules_.steps[block.first + slot].op == Op::Constant;
  };
  const bool equal = static_cast<checked::CompareOp>(step.flags) == checked::CompareOp::Equal;
  if (step.operand == Repr::Set || !equal || !(is_constant(step.a) || is_constant(step.b))) {
    single(typeOf(block, step.a), into);
    single(typeOf(block, step.b), into);
  }
}

// The options of a set that no fact changes.
std::optional<std::vector<std::uint32_t>> ConstantsReader::fixedOptions(const BlockCode& block,
                                                                        std::uint32_t slot) const {
  const Step& step = rules_.steps[block.first + slot];
  if (step.op == Op::SetPlus) {
    std::optional<std::vector<std::uint32_t>> all = fixedOptions(block, step.a);
    const std::optional<std::vector<std::uint32_t>> more = fixedOptions(block, step.b);
    if (!all || !more) return std::nullopt;
    all->insert(all->end(), more->begin(), more->end());
    return all;
  }
  if (step.op != Op::Constant) return std::nullopt;
  const Value& value = rules_.constants[step.a].first;
  if (const auto* one = std::get_if<OptionValue>(&value)) return std::vector<std::uint32_t>{one->index};
  if (const auto* set = std::get_if<OptionSetValue>(&value)) return set->indexes;
  return std::nullopt;
}

// A set that is to hold certain options is asked for each of them, and for what lies under it.
void ConstantsReader::includes(const BlockCode& block, const Step& step, Constants& into) const {
  const Type& type = typeOf(block, step.a);
  const std::optional<std::vector<std::uint32_t>> wanted = fixedOptions(block, step.b);
  if (!wanted || type.kind != TypeKind::Choice) {
    into.asks_for_empty = true;
    single(type, into);
    return single(typeOf(block, step.b), into);
  }
  const Choice& choice = rules_.vocabulary().choices[ChoiceId{type.id}];
  for (const std::uint32_t each : *wanted) option(each, choice.end(each), type, into);
}

// Those that lead to other blocks.
void ConstantsReader::reads(const Step& step, Constants& into) {
  const auto ask = [&](BlockId block) {
    if (block != BlockId{kNoId} && !seen_[raw(block)]) open_.push_back(block);
  };
  switch (step.op) {
    case Op::Definition:
      return ask(BlockId{step.b});
    case Op::DefinitionPick: {
      const checked::DeclarationId declaration = rules_.blocks[BlockId{step.b}].declaration;
      for (std::uint32_t i = step.b; i < rules_.blocks.size(); ++i) {
        if (rules_.blocks[BlockId{i}].declaration != declaration) return;
        ask(BlockId{i});
      }
      return;
    }
    case Op::ParameterAt:
      for (const PickVersion& version : rules_.picks[step.b]) ask(version.block);
      return;
    case Op::Result:
      return ask(BlockId{step.c});
    case Op::MatchRows:
      return table(rules_.tables[step.a], into);
    default:
      if (!runsOverDomain(step.op)) return;
      ask(rules_.domains[step.a].where);
      ask(rules_.domains[step.a].body);
  }
}

void ConstantsReader::step(const BlockCode& block, const Step& step, Constants& into) {
  reads(step, into);
  switch (step.op) {
    case Op::Constant:
      return constant(step.a, into);
    case Op::DefinitionPick:
    case Op::FactPick:
      return single(typeOf(block, step.c), into);
    case Op::ColumnPick: {
      const Type& type = typeOf(block, step.a);
      single(type, into);
      if (type.kind != TypeKind::Choice) return;
      const std::size_t rows = rules_.vocabulary().choices[ChoiceId{type.id}].lowest.size();
      for (std::size_t i = step.b; i < std::min(step.b + rows, rules_.constants.size()); ++i)
        constant(static_cast<std::uint32_t>(i), into);
      return;
    }
    case Op::InOptions:
    case Op::IncludesAny:
    case Op::IncludesAll: {
      const Type& type = typeOf(block, step.a);
      if (type.kind == TypeKind::Practice) into.names_practice = true;
      if (type.kind != TypeKind::Choice) return;
      for (const std::vector<std::uint64_t>& mask : rules_.masks[step.b])
        into.masks[ChoiceId{type.id}].insert(mask);
      return;
    }
    case Op::Compare:
      return compared(block, step, into);
    case Op::SetEmpty:
      into.asks_for_empty = true;
      return;
    case Op::IncludesSet:
      return includes(block, step, into);
    case Op::SetPlus:
    case Op::SetWithout:
      into.asks_for_empty = true;
      single(typeOf(block, step.a), into);
      return single(typeOf(block, step.b), into);
    default:
      return;
  }
}

}  // namespace jurat::asking
