// What the engine tells of its work, on standard error, silent unless asked; the only file that knows spdlog.
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "engine/cli/session.h"
#include "engine/source/text.h"

namespace jurat {

namespace {

bool speaks = false;

}  // namespace

void setUpLog(const std::string& level) {
  speaks = !level.empty();
  if (!speaks) return;
  auto logger = spdlog::stderr_logger_st("jurat");
  logger->set_pattern("jurat: %v");
  logger->set_level(level == "debug" ? spdlog::level::debug : spdlog::level::info);
  spdlog::set_default_logger(logger);
}

void logInfo(const std::string& text) {
  // Without --log-level no logger was made, and nothing is said: not even looked for, which takes making all
  // that spdlog has.
  if (!speaks) return;
  if (const auto logger = spdlog::get("jurat")) logger->info("{}", printableLine(text));
}

}  // namespace jurat
