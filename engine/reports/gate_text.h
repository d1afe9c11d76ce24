// What the gate makes of a finding, in words that all reports share.
#pragma once
#include <vector>

#include "engine/gate/gate.h"

namespace jurat {

// The view of finding number `index`; of a part that no gate looked at one that says nothing.
struct ReportPart;
const FindingView& viewOf(const ReportPart& part, std::size_t index);

// The finding stands against the gate: it asks for a code, and nothing covers or lowers it.
bool stands(const FindingView& view);

// Whether it decides, its waiver, the baseline, the project's level; nothing where there is nothing to say.
std::vector<Message> gateRemarks(const FindingView& view);
// The same as one message; empty where there is nothing to say.
Message gateRemark(const FindingView& view);

// "Exit code 1, decided by 3 findings."
Message verdictText(const GateResult& gate);

// A waiver of the run and its state; a finding of the baseline that is gone.
Message waiverText(const WaiverUse& use);
Message goneText(const Gone& gone);

}  // namespace jurat
