// compare(): the batch machine against the scalar machine on a block of companies.
#pragma once
#include <string>
#include <vector>

#include "engine/batch/answers.h"

namespace jurat::batch::test {

// What has been compared so far, so that a test can show that it looked at something.
struct Compared {
  std::size_t companies = 0, apart = 0, answers = 0, escaped = 0, amounts = 0, amounts_escaped = 0, dues = 0;
  std::size_t definitions = 0, definitions_escaped = 0;
  std::size_t outcomes[kOutcomes] = {};
  Statistic statistic;
  void add(const Compared& other);
  std::string text() const;
  // The ops of which lanes escaped or were done one by one, most of them first.
  std::string ops() const;
};

// What the two say differently, or "". Every rule and amount of all packs, whether they run by default or
// not.
std::string compare(const std::shared_ptr<const RuleSet>& rules, const std::vector<const Profile*>& profiles,
                    const AsOf& as_of, Compared& compared);

}  // namespace jurat::batch::test
