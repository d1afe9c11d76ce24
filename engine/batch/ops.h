// Ops: what each step does to columns; private to engine/batch. One object per run of a block.
#pragma once
#include <vector>

#include "engine/batch/block_machine.h"

namespace jurat::batch {

struct Level;

class Ops {
 public:
  Ops(BlockMachine& machine, Run& run) : machine_(machine), run_(run) {}
  Column step(const Step& step, Span where);

 private:
  const RuleSet& rules() const { return *machine_.rules_; }
  const Column& at(std::uint32_t slot) const { return run_.columns[slot]; }
  const ElementTable& table(EntityId entity) const { return machine_.columns_->tables[entity]; }
  std::size_t lanes() const { return run_.lanes; }
  Arena& arena() { return machine_.arena_; }
  const Type& type(const Step& step) const { return rules().types[step.type]; }
  Statistic::OfOp& counted(const Step& step) {
    return machine_.statistic_.ops[static_cast<std::size_t>(step.op)];
  }

  // What has no loop of its own (ops.cpp): each lane by itself, one for all where all operands are uniform.
  Column one(const Step& step);
  Column oneLane(const Step& step);
  Column made(const Step& step, std::size_t count);
  bool wide(const Step& step) const;
  bool uniform(const Step& step) const;
  Column alone(const Step& step);
  Column escaped(const Step& step);
  // Does the lanes over again whose byte in `odd` is set.
  void mend(const Step& step, Column& out, const std::uint8_t* odd);
  void mendLane(const Step& step, Column& out, std::size_t lane);
  Column spread(const Column& column);
  Column matched();
  Column result(const Step& step);
  std::uint8_t* bytes() { return arena().take<std::uint8_t>(lanes()); }

  // reads (ops_read.cpp)
  Column constant(const Step& step);
  Column element(const Step& step);
  Column outer(const Step& step);
  Column lift(const Column& column, const Run& from, std::uint32_t up);
  Column ancestor(const Step& step);
  Column record(const Step& step);
  Column previous(const Step& step);
  const Column& allPrevious(const Step& step, EntityId entity);
  Column fact(const Step& step);
  Column definition(const Step& step);
  Column gather(const Step& step, const Column& from, const Column& ref);
  Column gatherTruth(const Step& step, const Column& from, const Column& index);
  void gatherOther(const Step& step, const Column& from, const Column& index, std::size_t i, Column& out);
  bool gatherTruths(const Column& from, const Column& index, std::size_t lane, Column& out);
  bool gatherSeveral(const Column& from, const Column& index, std::size_t lane, Column& out);
  Column copied(const Column& from, const std::uint64_t* index, const std::uint8_t* skip);

  // conditions (ops_truth.cpp, ops_compare.cpp)
  Column negation(const Step& step);
  Column atLeast(const Step& step);
  Column compare(const Step& step);
  Column compareOrdered(const Step& step);
  Column side(const Column& column, std::int8_t scale, std::uint8_t* odd);
  void markUnits(const Column& a, const Column& b, std::uint8_t some, std::uint8_t* odd);
  Column compareTruths(const Step& step);
  Column compareOptions(const Step& step);
  Column compareSets(const Step& step);
  Column given(const Step& step);
  Column whereGiven(const Step& step);
  Column holds(const Step& step);
  Column inForce(const Step& step);

  // options and sets (ops_sets.cpp)
  template <typename Says>
  Column overWords(const Step& step, Says says);
  Column inOptions(const Step& step);
  const std::uint8_t* plane(const std::uint64_t* bits, unsigned place);
  Column includesMask(const Step& step);
  Column includesSet(const Step& step);
  Column setEmpty(const Step& step);
  Column setCombine(const Step& step);

  // numbers (ops_number.cpp)
  Column addOrSubtract(const Step& step);
  Column multiply(const Step& step);
  Column extreme(const Step& step);
  Column convert(const Step& step);
  Column shift(const Step& step);
  Column justBefore(const Step& step);
  bool plain(const Column& column) const;
  void exactLanes(const Column& column, std::uint8_t* odd) const;
  Column aligned(const Column& column, std::int8_t scale, std::uint8_t* odd);
  void sameUnits(const Column& a, const Column& b, std::uint8_t* odd) const;

  // levels and verdicts (ops_select.cpp)
  Column select(const Step& step);
  Column blended(const Step& step, const std::vector<const SelectCase*>& cases, std::uint32_t otherwise);
  bool optionSelect(const Step& step, const std::vector<const SelectCase*>& cases, std::uint32_t general,
                    Column& out);
  bool pairsOf(const std::vector<const SelectCase*>& cases, Level& level) const;
  bool byteSelect(const Step& step, const std::vector<const SelectCase*>& cases, std::uint32_t general,
                  Column& out);
  bool settledSelect(const Step& step, Column& out);
  void joinOpen(Column& out, const Column& general, bool known, bool bare, const std::uint8_t* open,
                std::uint8_t* odd);
  Column blank(const Step& step, const std::vector<const Column*>& from, bool between);
  Column judge(const Step& step);
  Column judgeEvent(const Step& step);

  // lists (ops_list.cpp)
  struct Walk {
    const Walked* seen = nullptr;  // `own`, or what the machine has kept
    Walked own;
    Column filter, body;  // over elements; `can` is null where there is none
  };
  void walk(const Step& step, Walk& walk);
  const Walked& walked(const Step& step, const DomainCode& domain, Walked& own);
  void walkOver(const Step& step, const DomainCode& domain, Walked& walk);
  bool follow(const DomainCode& domain, EntityId entity, std::uint32_t from, std::size_t hop,
              std::size_t lane, Walked& walk);
  Column nested(BlockId block, const Walked& walk);
  void several(const Step& step, const Walk& walk, std::size_t lane, Column& out);
  Column list(const Step& step);
  bool walkWhole(EntityId parent, EntityId child, Walked& walk);
  void putEnds(const Step& step, const Walk& walk, Column& out);
  void putEnd(const Step& step, const Walk& walk, std::size_t i, Column& out);
  Column wholeQuantifier(const Step& step, const Walk& walk);
  Column quantifier(const Step& step, const Walk& walk);
  Column count(const Step& step, const Walk& walk);
  Column fold(const Step& step, const Walk& walk);
  bool settledFold(const Step& step, const Walk& walk, std::size_t lane, Column& out);
  Column seriesEnd(const Step& step);

  BlockMachine& machine_;
  Run& run_;
  Span where_{};
};

}  // namespace jurat::batch
