// Demand: runs a step when its slot is asked for, and its operands as far as they count; for the machine
// only. Equal to the steps run in their order (steps.h): what is left out could not have changed what is
// asked for.
#pragma once
#include <cstdint>

#include "engine/evaluate/machine.h"
#include "engine/evaluate/prepared.h"

namespace jurat {

class Demand {
 public:
  // INVARIANT: the machine has been started for answers.
  explicit Demand(Machine& machine) : machine_(machine), prepared_(*machine.prepared_) {}

  // Of a frame that is not run whole. What is answered stands until the next start.
  const Slot& value(const Frame& frame, std::uint32_t slot) {
    const Slot*& known = frame.known[slot];
    if (known == nullptr) known = &made(frame, slot);
    return *known;
  }

 private:
  const Slot& made(const Frame& frame, std::uint32_t slot);
  const Slot& outer(const Frame& frame, const PreparedStep& step);
  const Slot& fact(const Frame& frame, std::uint32_t slot, InstanceId element, const PreparedStep& step);
  const Slot& definition(const Frame& frame, std::uint32_t slot, const PreparedStep& step);
  const Slot& definitionOf(BlockId block, InstanceId element);
  const Slot& tally(const Frame& frame, std::uint32_t slot, const PreparedStep& step);
  const Slot& select(const Frame& frame, std::uint32_t slot, const PreparedStep& step);
  const Slot& compare(const Frame& frame, std::uint32_t slot, const PreparedStep& step);
  const Slot& options(const Frame& frame, std::uint32_t slot, const PreparedStep& step);
  const Slot& isGiven(const Frame& frame, std::uint32_t slot, const PreparedStep& step);
  const Slot& sameTruth(const Frame& frame, std::uint32_t slot, const PreparedStep& step);
  const Slot& multiply(const Frame& frame, std::uint32_t slot, const PreparedStep& step);
  const ChildList* listed(const Frame& frame, const DomainCode& domain);
  const Slot& previous(const Frame& frame, std::uint32_t slot, const PreparedStep& step);
  const Slot& seriesEnd(const Frame& frame, std::uint32_t slot, const PreparedStep& step);
  const Slot& has(const Frame& frame, std::uint32_t slot, const PreparedStep& step);
  const Slot& duty(const Frame& frame, std::uint32_t slot, const PreparedStep& step);
  const Slot& extreme(const Frame& frame, std::uint32_t slot, const PreparedStep& step);
  const Slot& plainly(const Frame& frame, std::uint32_t slot);

  Machine& machine_;
  const Prepared& prepared_;
};

}  // namespace jurat
