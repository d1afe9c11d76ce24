#include "engine/portfolio/changes.h"

#include <algorithm>

namespace jurat::portfolio {

void addStake(StakeSums& sums, ExposureState state, std::uint32_t currency, bool in_force,
              const std::optional<Number>& low, const std::optional<Number>& high) {
  MoneySum& sum = sums[currency];
  ++sum.lines;
  if (!in_force) return;
  if (low && state == ExposureState::Live) sum.addLow(*low);
  if (high) {
    sum.addHigh(*high);
  } else {
    ++sum.unbounded;
  }
}

void addStakes(StakeSums& sums, const StakeSums& more) {
  for (const auto& [currency, sum] : more) {
    MoneySum& mine = sums[currency];
    mine.addLines(sum);
    mine.addLow(sum.low);
    mine.addHigh(sum.high);
  }
}

Stakes stakesOf(const StakeSums& sums) {
  Stakes out;
  for (const auto& [currency, sum] : sums)
    out[std::string(currencyCode(currency))] = {sum.lines, sum.unbounded, sum.low, sum.high};
  return out;
}

namespace {

void addByPlace(std::vector<ChangeExample>& to, const std::vector<ChangeExample>& more) {
  to.insert(to.end(), more.begin(), more.end());
  std::stable_sort(to.begin(), to.end(),
                   [](const ChangeExample& a, const ChangeExample& b) { return a.place < b.place; });
}

}  // namespace

void addExamples(std::vector<ChangeExample>& to, const std::vector<ChangeExample>& more) {
  addByPlace(to, more);
  if (to.size() > kExamples) to.erase(to.begin() + kExamples, to.end());
}

void Changes::add(const Changes& other) {
  counts.companies += other.counts.companies;
  counts.refused += other.counts.refused;
  counts.differing += other.counts.differing;
  counts.scalar += other.counts.scalar;
  for (const auto& [key, count] : other.groups) {
    ChangeCount& mine = groups[key];
    mine.findings += count.findings;
    mine.companies += count.companies;
    addStakes(mine.before, count.before);
    addStakes(mine.after, count.after);
    addExamples(mine.examples, count.examples);
  }
  packs.resize(std::max(packs.size(), other.packs.size()));
  for (std::size_t i = 0; i < other.packs.size(); ++i) {
    packs[i].came += other.packs[i].came;
    packs[i].gone += other.packs[i].gone;
  }
  addStakes(before, other.before);
  addStakes(after, other.after);
  addByPlace(gone, other.gone);
  addByPlace(came, other.came);
}

}  // namespace jurat::portfolio
