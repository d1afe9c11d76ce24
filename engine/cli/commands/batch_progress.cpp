#include "engine/cli/commands/batch_progress.h"

#include <algorithm>
#include <iostream>

#include "engine/values/number.h"

namespace jurat {
namespace {

constexpr auto kBetween = std::chrono::milliseconds(200);

std::string leftText(double seconds) {
  const auto whole = static_cast<std::uint64_t>(seconds) + 1;
  if (whole < 60) return std::to_string(whole) + " s left";
  if (whole < 3600) return std::to_string(whole / 60) + " min " + std::to_string(whole % 60) + " s left";
  return std::to_string(whole / 3600) + " h " + std::to_string(whole / 60 % 60) + " min left";
}

}  // namespace

std::string groupedCount(std::uint64_t count) { return Number(static_cast<std::int64_t>(count)).grouped(); }

std::string rateText(std::uint64_t records, double seconds) {
  const double rate = static_cast<double>(records) / std::max(seconds, 0.001);
  return groupedCount(static_cast<std::uint64_t>(rate)) + " records a second";
}

BatchProgress::BatchProgress(const intake::Source& source, bool shown)
    : source_(source), shown_(shown), begun_(Clock::now()), last_(begun_) {}

double BatchProgress::seconds() const { return std::chrono::duration<double>(Clock::now() - begun_).count(); }

void BatchProgress::tell(std::uint64_t records) {
  if (!shown_) return;
  if (!std::exchange(started_, true)) first_ = records;  // what an earlier run had done took no time now
  const Clock::time_point now = Clock::now();
  if (now - last_ < kBetween) return;
  last_ = now;
  std::string line = groupedCount(records) + " read, " + rateText(records - first_, seconds());
  const std::uint64_t read = source_.bytesRead(), all = source_.bytesInAll();
  if (read != 0 && all >= read) {
    const double share = static_cast<double>(read) / static_cast<double>(all);
    line += ", " + std::to_string(read * 100 / all) + " %, " + leftText(seconds() * (1 - share) / share);
  }
  std::cerr << "\r\x1b[K" << line << std::flush;
  stands_ = true;
}

void BatchProgress::clear() {
  if (std::exchange(stands_, false)) std::cerr << "\r\x1b[K" << std::flush;
}

}  // namespace jurat
