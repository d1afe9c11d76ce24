// Marks: what the gate makes of a finding or waiver, in a few words; private to engine/reports/html.
#pragma once
#include <string_view>
#include <vector>

#include "engine/gate/gate.h"

namespace jurat::html {

struct Mark {
  std::string_view code;  // what the filter goes by
  Message text;
};

// In the order shown; empty for a finding of which the gate makes nothing.
std::vector<Mark> marksOf(const FindingView& view);
// The codes that a finding can bear and what the filter calls them.
const std::vector<Mark>& markKinds();
// "waived until 2026-12-31"
Message stateText(const Waiver& waiver, WaiverState state);

}  // namespace jurat::html
