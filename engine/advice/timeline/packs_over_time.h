// Which packs run, and until when; private to engine/advice.
#pragma once
#include <vector>

#include "engine/advice/timeline/motions.h"

namespace jurat {

struct PacksToday {
  std::vector<PackUse> uses;
  std::vector<bool> runs;               // by pack
  std::vector<checked::Status> status;  // likewise
  std::vector<Motion> motions;          // likewise: of whether it runs, and of its status
  Motion motion;                        // of all
};

// After Machine::start and Motions::start.
PacksToday packsToday(Machine& machine, Motions& motions, const Profile& profile,
                      const std::vector<std::string>& named);

}  // namespace jurat
