// Exposures: who is exposed to what, for a block of companies at once; the same lines that evaluate() gives.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "engine/batch/answers.h"
#include "engine/portfolio/plan.h"

namespace jurat::portfolio {

// What the law sets as the most (the least, where it sets only that), between bounds.
struct Ceiling {
  std::uint32_t currency = 0;
  std::optional<Number> low, high;  // absent: not bounded, or not known
  bool in_force = true;             // false: it is none yet, or no more
};
Ceiling ceilingOf(const batch::AmountAnswers& answers, std::size_t lane);
Ceiling ceilingOf(const AmountResult& result);

struct BlockExposure {
  std::uint32_t company = 0;
  std::uint32_t rule = 0;  // index into Answers::rules
  std::uint32_t lane = 0;  // of the rule's subjects
  std::uint32_t amount = 0;  // index into RuleSet::amounts
  ExposureState state = ExposureState::Live;
  Ceiling ceiling;
};

using ProfileOf = std::function<const Profile&(std::size_t company)>;

// All lines of a block that has been answered and settled, by company, rule, subject, and as the rule has
// them. Companies of which columns do not know enough are asked of `scalar`: `asked` is marked for them.
std::vector<BlockExposure> exposuresOf(const Plan& plan, batch::BlockMachine& block, Machine& scalar,
                                       const batch::Answers& answers, const ProfileOf& profile,
                                       std::vector<std::uint8_t>& asked);

}  // namespace jurat::portfolio
