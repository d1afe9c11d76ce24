#include "engine/cli/commands/step_summary.h"

#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "engine/cli/session.h"

namespace jurat {
namespace {

// A step's page is dropped whole above it: what earlier commands of the step wrote there counts too.
constexpr std::size_t kPage = 1u << 20;
constexpr std::size_t kSpare = 4u << 10;

}  // namespace

bool appendStepSummary(const ReportFormat& format, const RunReport& report, const ReportOptions& options) {
  const char* path = std::getenv("GITHUB_STEP_SUMMARY");
  if (!format.summary || !path || !*path) return true;
  std::error_code none;
  const std::uintmax_t there = std::filesystem::file_size(path, none);
  const std::size_t taken = kSpare + (none ? 0 : static_cast<std::size_t>(there));
  if (taken >= kPage) return true;
  return appendFile(path, format.summary(report, options, kPage - taken));
}

}  // namespace jurat
