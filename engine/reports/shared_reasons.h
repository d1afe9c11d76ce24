// Long pieces of reasoning that many findings rest on ("is it in scope at all"), each to be written once:
// with them in every finding a large report would be many times its size. Private to engine/reports.
#pragma once
#include <cstddef>
#include <optional>
#include <unordered_map>
#include <vector>

#include "engine/evaluate/assessment.h"

namespace jurat {

// Whether a finding's reasoning is written whole where it stands: somebody has to act on it, on paper too.
bool standsWhole(Outcome outcome);

class SharedReasons {
 public:
  explicit SharedReasons(const Assessment& assessment);

  // Which of reasons() writes what this one rests on, when that is left to it.
  std::optional<std::size_t> placeOf(const Reason& reason) const;
  // In the order in which the findings come to them; each as the first finding has it.
  const std::vector<const Reason*>& reasons() const { return reasons_; }

 private:
  struct Seen {
    const Reason* first = nullptr;
    std::size_t times = 0;
    std::size_t place = 0;  // one more than its index in reasons_; 0: written where it stands
  };
  void count(const Reason& reason, std::vector<const void*>& order);

  std::unordered_map<const void*, Seen> seen_;  // by identity of the lines below; looked up only
  std::vector<const Reason*> reasons_;
};

}  // namespace jurat
