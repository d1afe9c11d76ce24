// Progress of a long run, on standard error: how far, how fast, how much longer.
#pragma once
#include <chrono>
#include <cstdint>
#include <string>

#include "engine/intake/source.h"

namespace jurat {

class BatchProgress {
 public:
  // `shown`: there is a person to see it.
  BatchProgress(const intake::Source& source, bool shown);

  void tell(std::uint64_t records);
  // Takes the line back, so that something else can be said.
  void clear();
  // Since the beginning.
  double seconds() const;

 private:
  using Clock = std::chrono::steady_clock;

  const intake::Source& source_;
  bool shown_;
  bool stands_ = false;  // a line of ours stands on the terminal
  Clock::time_point begun_, last_;
  std::uint64_t first_ = 0;
  bool started_ = false;
};

// "1 234 567"; "2 min 5 s".
std::string groupedCount(std::uint64_t count);
std::string rateText(std::uint64_t records, double seconds);

}  // namespace jurat
