// Runs: how the runs of a machine stand to each other, and what the steps that read have read; for what
// follows a run step by step with a reckoning of its own (range, timeline, linear). Private to engine/advice.
#pragma once
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "engine/evaluate/machine.h"

namespace jurat {

BlockId blockOf(const RuleSet& rules, const Frame& frame);
// The run whose slot an Outer step reads. INVARIANT: there are so many around it.
const Frame& outerOf(const Frame& frame, const Step& step);
// The slots that Highest and Lowest choose among, and Select: its cases that may hold, and the general one
// unless a case holds.
std::vector<std::uint32_t> candidatesOf(const RuleSet& rules, const Frame& frame, const Step& step);

// An answer that Fact and FactPick read.
struct FactRead {
  InstanceId element{kNoId};  // kNoId: of what no list names
  std::uint32_t option = 0;   // index among the lowest options
  Slot slot;
};
// By option, then by element.
std::vector<FactRead> answersRead(Machine& machine, const Frame& frame, const Step& step);

class Runs {
 public:
  // After Machine::start. Runs that come later are found when they are asked for.
  void start(const Machine& machine);

  // Of a block for elements that no list names.
  const std::vector<const Frame*>& ofUnlisted(BlockId block);
  // What the lists of a run ran: filters and bodies, also of what no list names.
  const std::vector<const Frame*>& inside(const Frame& parent);
  // Those whose results Definition and DefinitionPick read: by option, then by element.
  std::vector<const Frame*> definitionsRead(const Frame& frame, const Step& step);

 private:
  void look();

  const Machine* machine_ = nullptr;
  std::unordered_map<std::uint32_t, std::vector<const Frame*>> unlisted_;  // by block
  std::unordered_map<const Frame*, std::vector<const Frame*>> inside_;     // by who asked
  std::size_t seen_ = 0;                                                   // runs looked at for these two
};

}  // namespace jurat
