// Changes: what two sides of companies have been found not to say alike so far, counted by rule and by what
// becomes of it; private to this room.
#pragma once
#include <compare>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/advice/change/portfolio_change.h"
#include "engine/portfolio/tally.h"

namespace jurat::portfolio {

inline constexpr std::size_t kExamples = 6;  // companies that are named of one change, and of one side
inline constexpr std::uint8_t kNoFinding = kOutcomes;

// What becomes of a finding. `possible` are the bits of a verdict, of what is open only.
struct ChangeKey {
  std::uint32_t rule = 0;         // of those of both sides
  std::uint32_t option = kNoId;   // of a control: index into the options of its choice
  bool option_of_before = false;  // of the choice of the first side
  std::uint8_t before = kNoFinding, could_before = 0;
  std::uint8_t after = kNoFinding, could_after = 0;
  DueMove due = DueMove::None;
  friend auto operator<=>(const ChangeKey&, const ChangeKey&) = default;
};

// By index of currency; at_least and at_most are those of StakeSum.
using StakeSums = std::map<std::uint32_t, MoneySum>;
// Adds the line of a block as StakeSum has it.
void addStake(StakeSums& sums, ExposureState state, std::uint32_t currency, bool in_force,
              const std::optional<Number>& low, const std::optional<Number>& high);
void addStakes(StakeSums& sums, const StakeSums& more);
Stakes stakesOf(const StakeSums& sums);

struct ChangeExample {
  std::uint64_t place = 0;  // of the company among all
  PortfolioCompany company;
};
// The first `kExamples` by place.
void addExamples(std::vector<ChangeExample>& to, const std::vector<ChangeExample>& more);

struct ChangeCount {
  std::uint64_t findings = 0, companies = 0;
  std::uint64_t last_company = UINT64_MAX;  // place of the one counted last
  StakeSums before, after;
  std::vector<ChangeExample> examples;
};

struct PackCount {
  std::uint64_t came = 0, gone = 0;
};

struct Changes {
  PortfolioCounts counts;
  std::map<ChangeKey, ChangeCount> groups;
  std::vector<PackCount> packs;  // of both sides together
  StakeSums before, after;
  std::vector<ChangeExample> gone, came;  // all companies of one side alone, by their place in its input

  // What another thread has found, of other companies.
  void add(const Changes& other);
};

}  // namespace jurat::portfolio
