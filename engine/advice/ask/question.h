// Question: one answer that a run gives (the outcome of a rule and when it is due, an amount, a benefit), put
// again for other answers of the company.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/evaluate/assessment.h"
#include "engine/evaluate/machine.h"

namespace jurat::asking {

// What a question answers, as far as it matters: equal for equal answers.
struct Label {
  std::uint8_t outcomes = 0;  // bits that are possible: kSatisfied ... of a rule; kYes, kNo of a benefit
  std::string figures;        // the day due, the bounds of an amount
  friend bool operator==(const Label&, const Label&) = default;
};

struct Reply {
  bool settled = true;  // one answer, whatever else is answered
  Label label;
  bool fails = false;                            // of an amount or a benefit: a figure of it may be an error
  std::uint32_t cause = 0;                       // why it is not settled: a node of the machine's causes
  std::shared_ptr<const AmountResult> amount{};  // what an amount or a benefit then is, where it is wanted
};

enum class Kind : std::uint8_t { Rule, Amount, Benefit };

struct Question {
  Kind kind = Kind::Rule;
  std::uint32_t index = 0;  // into RuleSet::rules, amounts or benefits
  InstanceId subject{kNoId};
};

// The blocks that the question is answered by on a day; none when there is no version of that day.
std::vector<BlockId> blocksOf(const RuleSet& rules, const Question& question, Date day);

// After Machine::start. The due day counts where something is still to be done: of what is pending or
// violated.
Reply replyTo(Machine& machine, const Question& question);

// After replyTo: what is said of the amount or the benefit that is asked for. Missing facts are left out.
// INVARIANT: the question is about one of them.
AmountResult amountNow(Machine& machine, const Question& question);

}  // namespace jurat::asking
