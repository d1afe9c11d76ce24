// What a change alters in the files that judge it, as messages for reports (`--policy-from-git`).
#pragma once
#include <string>
#include <vector>

#include "engine/gate/baseline.h"
#include "engine/gate/gate.h"

namespace jurat {

// Of two versions of a file, `then` at the commit and `now` in the working tree.
std::vector<Message> waiverChanges(const std::vector<Waiver>& then, const std::vector<Waiver>& now);
std::vector<Message> baselineChanges(const std::string& file, const Baseline& then, const Baseline& now);

}  // namespace jurat
