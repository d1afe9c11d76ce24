// Rows of a table whose cells accept values: which can match together, which are never reached, and the
// answers for which none matches.
#pragma once
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "engine/analysis/conditions/solve.h"

namespace jurat::analysis {

// A row as what its cells ask, joined by `and`: Conditions::accepts for each cell that is not `any`, and
// Conditions::between for its days.
struct Row {
  const Formula* matches = nullptr;
  const Formula* differs = nullptr;  // that it does not match
  std::uint64_t result = 0;          // equal for rows that say the same
};

enum class RowPolicy : std::uint8_t { Unique, First, Any, Collect };

struct RowPair {
  std::size_t first = 0, second = 0;
  Solution both;  // answers for which both match
};

struct RowFindings {
  std::vector<RowPair> together;  // under Unique two that match together; under Any those that also disagree
  std::vector<std::size_t>
      unreached;  // rows that match nothing, or nothing that earlier ones leave over (First)
  Solution gap;   // answers for which no row matches; Never: there are none
};

// `around`: what holds whenever the table is asked. A pair or a gap that is not decided has a solution that
// says so.
RowFindings judgeRows(Conditions& conditions, const std::vector<Row>& rows, RowPolicy policy,
                      const Formula* around);

}  // namespace jurat::analysis
