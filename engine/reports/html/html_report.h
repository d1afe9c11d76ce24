// The HTML report: one page that a board reads and an auditor uses, complete in itself.
#pragma once
#include <string>

#include "engine/reports/formats.h"

namespace jurat {

// Well-formed as XML too. Needs nothing from the network, works without its script, and forbids by its
// content security policy all that is not its own style and script. What a profile says is text in it, never
// markup; no attribute, style or script holds any of it. Same run, same bytes.
std::string htmlReport(const RunReport& run, const ReportOptions& options);

}  // namespace jurat
