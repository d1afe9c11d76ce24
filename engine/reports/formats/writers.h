// The formats that forges, spreadsheets and auditors read, one function each; docs/formats.md says what they
// hold. Private to engine/reports, whose formats.cpp lists them.
#pragma once
#include <cstddef>
#include <string>

#include "engine/reports/formats.h"

namespace jurat {

std::string sarifReport(const RunReport& run, const ReportOptions& options);
std::string junitReport(const RunReport& run, const ReportOptions& options);
std::string githubReport(const RunReport& run, const ReportOptions& options);
std::string gitlabReport(const RunReport& run, const ReportOptions& options);
std::string markdownReport(const RunReport& run, const ReportOptions& options);
std::string csvReport(const RunReport& run, const ReportOptions& options);
std::string oscalReport(const RunReport& run, const ReportOptions& options);

// The Markdown report in at most so many bytes; what had to be left out is counted at its end.
std::string markdownSummary(const RunReport& run, const ReportOptions& options, std::size_t at_most);

}  // namespace jurat
