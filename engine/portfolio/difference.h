// difference(): a whole portfolio on two sides, by blocks and on all cores; memory that does not grow with
// the number of companies.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/advice/change/portfolio_change.h"
#include "engine/portfolio/pairs.h"
#include "engine/portfolio/plan.h"

namespace jurat::portfolio {

struct Differed {
  PortfolioDifference difference;
  // About records, in the order in which they were read, each ending with a line break; no more than
  // Limits::errors.
  std::vector<std::string> complaints;
  std::optional<IoError> not_read;  // what is wrong with an input; the difference is that of what was read
};

// Threads and block are those of the options of `after`. `progress` is called by one thread at a time with
// the number of records read. Reasons are not looked for. The same, whatever the number of threads.
Differed difference(const Plan& before, const Plan& after, Pairs& pairs,
                    const std::function<void(std::uint64_t read)>& progress = {});

}  // namespace jurat::portfolio
