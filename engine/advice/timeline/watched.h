// Watched: what one rule, amount or benefit says of one element on a day, and until when it says so; private
// to engine/advice.
#pragma once
#include <optional>

#include "engine/advice/timeline/motions.h"

namespace jurat {

struct Watched {
  DateChange::About about = DateChange::About::Rule;
  std::uint32_t index = 0;  // into RuleSet::rules, amounts or benefits
  InstanceId subject{kNoId};
  PackId pack{kNoId};

  Motion motion;       // as of the last look
  bool daily = false;  // a figure is another one on every day until then, and nothing else is
  Date looked{};
  RuleState rule;
  AmountState amount;
  BenefitState benefit;
};

// Looks anew, after Machine::start and Motions::start; true when what it says is not what it was.
bool look(Machine& machine, Motions& motions, bool runs, Watched& item);

// What a change of it is told with, besides its day and what it was and is; of the version of that day.
void describe(Machine& machine, const Watched& item, DateChange& change);

}  // namespace jurat
