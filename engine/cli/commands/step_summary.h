// The summary page of a step of GitHub Actions.
#pragma once
#include "engine/reports/formats.h"

namespace jurat {

// Appends what the format says beside its report to the file that GITHUB_STEP_SUMMARY names, bounded by what
// the forge shows; does nothing for other formats and where there is no such file to name. False when it
// could not be written (said on standard error).
bool appendStepSummary(const ReportFormat& format, const RunReport& report, const ReportOptions& options);

}  // namespace jurat
