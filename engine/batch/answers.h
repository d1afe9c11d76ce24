// Answers: outcomes and amounts of a block of companies, as columns over the subjects of each rule and
// amount.
#pragma once
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/batch/block_machine.h"
#include "engine/evaluate/evaluate.h"

namespace jurat::batch {

inline constexpr std::int64_t kNoDue = INT64_MIN;

// One rule, by listed element of its subject (ElementTable).
struct RuleAnswers {
  std::uint32_t rule = 0;  // index into RuleSet::rules
  EntityId subject{kNoId};
  std::vector<Outcome> outcome;
  std::vector<std::uint8_t> possible;  // bits of the verdict: what `undetermined` and `review` could be
  std::vector<std::int64_t> due;  // day or second (its lower bound), kNoDue where there is none; may be empty
  std::vector<std::uint8_t> due_open;  // which day it is hangs on what is missing; as long as `due`
  std::vector<std::uint8_t> escaped;   // the scalar machine has to answer
  bool any_escaped = false;

  bool dueOpen(std::size_t lane) const { return !due_open.empty() && due_open[lane] != 0; }
  // Whether the finding has something missing: its outcome waits for it, or the day of what is to be done.
  bool waits(std::size_t lane) const {
    return outcome[lane] == Outcome::Undetermined || outcome[lane] == Outcome::Review ||
           (dueOpen(lane) && (possible[lane] & (kPending | kViolated)) != 0);
  }
};

// One side of a bound of an amount. Bits of `state`:
inline constexpr std::uint8_t kHas = 1;                   // the law sets such a side
inline constexpr std::uint8_t kHasLow = 2, kHasHigh = 4;  // it is bounded from below, from above
inline constexpr std::uint8_t kFails = 8, kMayFail = 16;  // it could not be computed, or perhaps
struct SideAnswers {
  std::int8_t scale = 0;  // low and high count units of 10^-scale
  std::vector<std::uint8_t> state;
  std::vector<std::int64_t> low, high;
};
struct AmountAnswers {
  std::uint32_t amount = 0;  // index into RuleSet::amounts
  EntityId subject{kNoId};
  std::vector<std::uint8_t> in_force, maybe_in_force, escaped;
  std::vector<std::uint32_t> currency;
  struct Bound {
    const std::string* label = nullptr;
    SideAnswers least, most;
  };
  std::vector<Bound> bounds;
  bool any_escaped = false;
  std::vector<std::pair<std::uint32_t, AmountResult>> by_scalar;  // by lane, once settle() has been called
};

// The value of one definition that was asked for, by listed element of its subject; one lane for all when it
// has none.
struct DefinitionAnswers {
  BlockId block{kNoId};
  EntityId subject{kNoId};
  Column value;  // in `memory`; texts, records and moments of other machines stay marked as escaped
  std::size_t lanes = 0;
  bool any_escaped = false;
  Arena memory;
};

struct Answers {
  std::vector<RuleAnswers> rules;      // of packs that run for some company; by pack id, then as written
  std::vector<AmountAnswers> amounts;  // of root entities
  std::deque<DefinitionAnswers> definitions;          // as asked for
  std::vector<std::uint8_t> apart;                    // by company: only the scalar machine knows it
  std::vector<std::vector<std::uint8_t>> selections;  // by pack, whether it runs
  std::vector<std::uint32_t> selection;               // by company: index into `selections`
  bool runs(std::size_t company, PackId pack) const { return selections[selection[company]][raw(pack)] != 0; }
};

// Asks the scalar machine what columns do not settle: outcomes are put in their place and are not marked any
// more; amounts, which may be of any size, stand in `by_scalar`. `profile` gives the same company as a
// profile, valid until the next call; it is called for those companies only, each once. Answers how many they
// were.
std::size_t settle(Machine& machine, const Columns& columns, const EvaluateOptions& options,
                   const std::function<const Profile&(std::size_t company)>& profile, Answers& answers);

// Everything that columns settle; what is escaped is marked. `machine` was started with the block. Besides
// rules and amounts the values of `definitions` are answered (blocks by RuleSet::first_block); memory of
// `out` is used again.
void answer(BlockMachine& machine, const EvaluateOptions& options, Answers& out,
            const std::vector<BlockId>& definitions = {});

}  // namespace jurat::batch
