// Guards: which rules one answer alone keeps from applying to a subject, found without looking at each of
// them.
//
// A rule that applies only to systems that are deployed, or to companies in Germany, has a guard: a limb of
// its application that asks one fact for one of a few options. Rules are listed under the options of their
// guard, and a subject looks only at the lists of the options that its answer leaves possible.
#pragma once
#include <cstdint>
#include <vector>

#include "engine/evaluate/prepared.h"
#include "engine/evaluate/reckoner.h"

namespace jurat {

class Guards {
 public:
  // Adds a rule, by its number among those of its subject; ascending. A rule without a guard concerns every
  // subject.
  void addUnguarded(std::uint32_t number) { always_.push_back(number); }
  void add(const Prepared& prepared, const RuleVersion& version, std::uint32_t number);

  // The numbers of the rules whose application is not certainly `no` by their guard alone, ascending; stands
  // until the next question.
  const std::vector<std::uint32_t>& concerning(Reckoner& reckoner, InstanceId subject);

 private:
  struct Guard {
    FactId fact{kNoId};
    std::uint32_t lowest = 0;
    PackId pack{kNoId};
    std::vector<std::uint64_t> options;  // the answers that let it apply; of yes or no: 1
    bool truth = false;
    std::size_t count() const;
  };
  struct Index {
    Guard guard;  // without options
    std::vector<std::vector<std::uint32_t>> by_option;
    std::vector<std::uint32_t> all;
    bool wide = false;  // an answer is the index of an option, not bits
  };
  using Numbers = std::vector<std::uint32_t>;
  static void find(const Prepared& prepared, const BlockCode& block, std::uint32_t slot,
                   std::vector<Guard>& out);
  static bool read(const Prepared& prepared, const BlockCode& block, std::uint32_t slot, Guard& out);

  void look(Reckoner& reckoner, InstanceId subject, const Index& index);
  void lookUp(const Index& index, const Slot& answer);
  void add(const Numbers& numbers) {
    if (!numbers.empty()) found_.push_back(&numbers);
  }

  Numbers always_;
  std::vector<Index> indexes_;
  std::vector<const Numbers*> found_;
  Numbers joined_;
};

}  // namespace jurat
