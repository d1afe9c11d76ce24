// Value flow: which constants a fact is held against. What one block says reaches another as a value, or as
// yes or no: beyond a yes or no nobody compares the fact any more. So blocks that hand values on belong
// together, and a fact is told apart by the constants of those that read it.
#pragma once
#include <memory>
#include <vector>

#include "engine/advice/ask/constants.h"

namespace jurat::asking {

class ValueFlow {
 public:
  // Walks over all steps once; `rules` must outlive it.
  explicit ValueFlow(const RuleSet& rules);

  // Of all blocks that read the fact, and of those that belong to them. Worked out when it is first asked
  // for.
  const Constants& constantsOf(FactId fact);
  // Of those that belong to a block.
  const Constants& constantsNear(BlockId block);

 private:
  std::uint32_t rootOf(std::uint32_t block);
  void join(BlockId a, BlockId b, bool always);
  void step(BlockId block, const Step& step);
  void domain(BlockId block, const DomainCode& domain);
  void readBy(FactId fact, BlockId block) { readers_[raw(fact)].push_back(block); }

  const RuleSet& rules_;
  ConstantsReader reader_;
  std::vector<std::uint32_t> up_;                  // by block, towards the root of those that belong together
  std::vector<std::vector<BlockId>> readers_;      // by fact
  std::vector<std::vector<BlockId>> members_;      // by root
  std::vector<std::unique_ptr<Constants>> known_;  // by fact
  std::vector<std::unique_ptr<Constants>> near_;   // by root
};

}  // namespace jurat::asking
