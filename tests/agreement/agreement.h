// difference(): the machine and the reference evaluator on one profile.
#pragma once
#include <array>
#include <cstddef>
#include <optional>
#include <string>

#include "engine/evaluate/evaluate.h"
#include "tests/agreement/reference.h"

namespace jurat::agreement {

// What has been compared so far, so that a test can show that it looked at something.
struct Coverage {
  std::array<std::size_t, kOutcomes> outcomes{};
  std::array<std::size_t, kBenefitOutcomes> benefits{};
  std::size_t causes = 0, exposures = 0, definitions = 0, tables = 0, amounts = 0;
  std::string text() const;
  void add(const Coverage& other);
};

// What the two say differently about a profile, or nothing: rules, amounts, benefits, exposures, and every
// definition and table of every element, outcomes and causes alike. The second keeps what it has read of the
// program for the next profile.
std::optional<std::string> difference(Machine& machine, const Profile& profile, const AsOf& as_of,
                                      Coverage& coverage);
std::optional<std::string> difference(Machine& machine, const Profile& profile, const AsOf& as_of,
                                      Coverage& coverage, reference::Writings& writings);

}  // namespace jurat::agreement
