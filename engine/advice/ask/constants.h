// Constants: what the steps behind an answer tell apart: the numbers, days and options that facts are held
// against. Between two neighbours of them no comparison with a constant changes.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/compile/rule_set.h"

namespace jurat::asking {

struct Constants {
  // By kind (integers with decimals) and, of money and quantities, by unit: numbers as ordinalOf() has them.
  std::map<std::pair<TypeKind, std::uint32_t>, std::set<Number>> numbers;
  std::set<std::int64_t> months, seconds;                          // of periods
  std::map<ChoiceId, std::set<std::vector<std::uint64_t>>> masks;  // of options, each asked for as one
  std::set<ChoiceId> single;  // choices whose options may each count for themselves
  std::set<std::string> texts;
  bool asks_for_empty = false;  // whether a set is empty
  bool names_practice = false;  // a state of a practice, beside whether it is implemented
};

// The key of Constants::numbers.
std::pair<TypeKind, std::uint32_t> classOf(const Type& type);

// Reads the steps that a block may run, those of the blocks that it asks for included. Each block is walked
// once for all its askers.
class ConstantsReader {
 public:
  explicit ConstantsReader(const RuleSet& rules) : rules_(rules) {}

  // Of all these blocks; kNoId stands for none.
  Constants read(const std::vector<BlockId>& blocks);
  // Of these blocks and of no other.
  Constants readAlone(const std::vector<BlockId>& blocks);

 private:
  void visit(BlockId block, Constants& into);
  std::vector<bool> idleOf(const BlockCode& block) const;
  void step(const BlockCode& block, const Step& step, Constants& into);
  void reads(const Step& step, Constants& into);
  void constant(std::uint32_t index, Constants& into) const;
  void option(std::uint32_t first, std::uint32_t end, const Type& type, Constants& into) const;
  std::optional<std::vector<std::uint32_t>> fixedOptions(const BlockCode& block, std::uint32_t slot) const;
  void includes(const BlockCode& block, const Step& step, Constants& into) const;
  void table(const TableCode& table, Constants& into) const;
  void compared(const BlockCode& block, const Step& step, Constants& into) const;
  const Type& typeOf(const BlockCode& block, std::uint32_t slot) const;
  void single(const Type& type, Constants& into) const;

  const RuleSet& rules_;
  std::vector<bool> seen_;
  std::vector<BlockId> open_;
};

}  // namespace jurat::asking
