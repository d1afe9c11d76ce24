// Deciders: the conditions and formulas to which a breakpoint is owed; private to engine/advice.
#pragma once
#include <map>
#include <set>
#include <vector>

#include "engine/advice/range/pieces.h"

namespace jurat {

class Deciders {
 public:
  Deciders(const Machine& machine, bool whole) : machine_(machine), rules_(machine.rules()), whole_(whole) {}

  // Where the fact reaches something between the two regions, in what the changed items read. What is only
  // the next value tried is named where nothing else is.
  std::vector<RangeDecider> between(const Region& before, const Region& after,
                                    const std::vector<const RangeItem*>& changed);

 private:
  using Blocks = std::set<BlockId>;

  const Blocks& readBy(const RangeItem& item);
  void roots(const RangeItem& item, std::vector<BlockId>& out) const;
  void readIn(BlockId block, std::vector<BlockId>& out) const;
  RangeDecider decider(const Trace::Meeting& meeting) const;
  const std::vector<checked::Citation>* citesOf(BlockId block, const checked::Declaration& declaration) const;

  const Machine& machine_;
  const RuleSet& rules_;
  bool whole_;
  std::map<std::pair<RangeItem::About, std::uint32_t>, Blocks> read_;  // by what the item is about
};

}  // namespace jurat
