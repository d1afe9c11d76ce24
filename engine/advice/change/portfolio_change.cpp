#include "engine/advice/change/portfolio_change.h"

#include <algorithm>
#include <tuple>

namespace jurat {
namespace {

int rankOf(const PortfolioGroup& group) {
  const bool breach =
      group.after && (group.after->outcome == Outcome::Violated || group.after->outcome == Outcome::Error);
  if (group.turn == Turn::Worse) return breach ? 0 : 1;
  return group.turn == Turn::Better ? 2 : 3;
}

}  // namespace

bool PortfolioGroup::concerns() const {
  return (before && asksForAction(before->outcome)) || (after && asksForAction(after->outcome));
}

bool PortfolioDifference::differs() const {
  return counts.differing > 0 || gone.count() + came.count() > 0 || !groups.empty() || !packs.empty() ||
         stakes_before != stakes_after;
}

void sortGroups(std::vector<PortfolioGroup>& groups) {
  const auto key = [](const PortfolioGroup& group) {
    return std::tuple(rankOf(group), -static_cast<int>(group.one().severity),
                      -static_cast<std::int64_t>(group.findings));
  };
  const auto state = [](const std::optional<Finding>& finding) {
    return finding ? static_cast<int>(finding->outcome) : -1;
  };
  std::sort(groups.begin(), groups.end(), [&](const PortfolioGroup& a, const PortfolioGroup& b) {
    if (key(a) != key(b)) return key(a) < key(b);
    const auto rest = [&](const PortfolioGroup& group) {
      static const std::vector<Outcome> none;
      return std::tuple(group.rule, state(group.before), state(group.after),
                        group.before ? group.before->could_be : none,
                        group.after ? group.after->could_be : none, group.due);
    };
    return rest(a) < rest(b);
  });
}

}  // namespace jurat
