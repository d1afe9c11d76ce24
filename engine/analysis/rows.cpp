#include "engine/analysis/rows.h"

namespace jurat::analysis {
namespace {

constexpr std::size_t kMostPairs = 20'000;  // of one table; hostile files have more

// Rows that never match, and under `first` those that only match what an earlier row takes.
bool isReached(Conditions& conditions, const std::vector<Row>& rows, std::size_t index, RowPolicy policy,
               const Formula* around) {
  std::vector<const Formula*> goals{around, rows[index].matches};
  for (std::size_t i = 0; policy == RowPolicy::First && i < index; ++i) goals.push_back(rows[i].differs);
  return solve(conditions, goals).answer != Answer::Never;
}

}  // namespace

RowFindings judgeRows(Conditions& conditions, const std::vector<Row>& rows, RowPolicy policy,
                      const Formula* around) {
  RowFindings out;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!isReached(conditions, rows, i, policy, around)) out.unreached.push_back(i);
  }
  const bool pairs = policy == RowPolicy::Unique || policy == RowPolicy::Any;
  std::size_t looked_at = 0;
  for (std::size_t i = 0; pairs && i < rows.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const bool may = policy == RowPolicy::Any && rows[i].result == rows[j].result;
      if (may || ++looked_at > kMostPairs) continue;
      Solution both = solve(conditions, {around, rows[i].matches, rows[j].matches});
      if (both.answer != Answer::Never) out.together.push_back({j, i, std::move(both)});
    }
  }
  std::vector<const Formula*> none{around};
  for (const Row& each : rows) none.push_back(each.differs);
  out.gap = solve(conditions, none);
  return out;
}

}  // namespace jurat::analysis
