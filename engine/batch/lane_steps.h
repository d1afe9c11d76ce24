// LaneSteps: one step for one lane, by the scalar machine's own code, for lanes that a loop over columns does
// not do: what is open, not exact, an error, or seldom. Equal to the scalar machine because it is the scalar
// machine.
#pragma once
#include <memory>
#include <vector>

#include "engine/batch/column.h"
#include "engine/evaluate/operands.h"
#include "engine/evaluate/steps.h"
#include "engine/profile/profile.h"

namespace jurat::batch {

// Calls `use` with each slot that counts for what a step says in columns: the owner of a practice is only
// named in causes, which lanes do not have.
template <typename Use>
void eachOperand(const RuleSet& rules, const Step& step, Use use) {
  if (step.op == Op::Holds) return use(step.a);
  eachOperandOf(rules, step, use);
}

class LaneSteps {
 public:
  LaneSteps(std::shared_ptr<const RuleSet> rules, const AsOf& as_of, Limits limits);

  struct Result {
    Slot slot;
    std::uint8_t why = 0;
    bool known = false;  // false: an operand that counts is escaped
  };
  // `columns` by slot of the block.
  Result run(const BlockCode& block, const Step& step, Span where, const Column* columns, std::size_t lane);
  // What a sum or an extreme over listed elements says, and over what a list may hold besides (unlisted: null
  // when it is whole). `why` are the causes of the list.
  struct Part {
    std::uint8_t filter = kYes;  // a lane's `can`
    const Column* value = nullptr;
    std::size_t lane = 0;
  };
  Result over(const BlockCode& block, const Step& step, Span where, const std::vector<Part>& listed,
              const Part* unlisted, std::uint8_t why);
  // A result of a decision table for a lane of the run of the block that matches its rows. `matching` is the
  // step there that does.
  Result result(const BlockCode& block, const Step& step, Span where, const BlockCode& matched,
                const Column* columns, std::size_t lane);
  // The value of a block without a subject.
  Result whole(BlockId block);

  Machine& machine() { return machine_; }

 private:
  void renew();
  std::uint32_t causeOf(std::uint8_t can) const;
  std::uint8_t whyOf(std::uint32_t cause) const;
  Slot operand(const Column& column, std::size_t lane) const;
  bool escapes(const Step& step, const Column* columns, std::size_t lane) const;

  std::shared_ptr<const RuleSet> rules_;
  AsOf as_of_;
  Profile nothing_;
  Machine machine_;
  std::vector<Slot> slots_;
  std::size_t runs_ = 0;
};

}  // namespace jurat::batch
