// passes(): timed passes as bench/peers/WORKLOAD.md has them, and the line of JSON that says what they took.
#pragma once
#include <sys/resource.h>

#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace jurat::bench {

// Options of the form `--name VALUE`; what was not given has the value it is asked with.
class Options {
 public:
  Options(int count, char** words) : words_(words + 1, words + count) {}
  std::string text(std::string_view name, std::string otherwise) const {
    for (std::size_t i = 0; i + 1 < words_.size(); i += 2)
      if (words_[i] == name) return words_[i + 1];
    return otherwise;
  }
  std::size_t number(std::string_view name, std::size_t otherwise) const {
    const std::string given = text(name, "");
    std::size_t value = otherwise;
    std::from_chars(given.data(), given.data() + given.size(), value);
    return value;
  }

 private:
  std::vector<std::string> words_;
};

// Seconds that this process has used of a processor, in itself and in the system.
inline double cpuSeconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

// What this process had resident at most, in KB. Not what getrusage says: that begins with what the program
// which started this one had.
inline long peakKb() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.rfind("VmHWM:", 0) == 0) return std::strtol(line.c_str() + 6, nullptr, 10);
  return 0;
}

// `pass` works once and answers how many things (documents, bytes) it worked on. First `warmup` times without
// a clock. `more` answers further fields for the line, each behind a comma, once all is done.
template <typename Pass, typename More>
void passes(const char* program, const Options& options, const Pass& pass, const More& more) {
  const std::size_t warmup = options.number("--warmup", 1);
  const std::size_t repetitions = options.number("--repetitions", 5);
  std::string seconds, processor;
  std::size_t count = 0;
  for (std::size_t i = 0; i < warmup + repetitions; ++i) {
    const double used = cpuSeconds();
    const auto started = std::chrono::steady_clock::now();
    count = pass();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - started;
    if (i < warmup) continue;
    const char* comma = i == warmup ? "" : ",";
    seconds += comma + std::to_string(took.count());
    processor += comma + std::to_string(cpuSeconds() - used);
  }
  const std::string further = more();
  std::printf("{\"program\":\"%s\",\"count\":%zu,\"seconds\":[%s],\"cpu_seconds\":[%s],\"peak_kb\":%ld%s}\n",
              program, count, seconds.c_str(), processor.c_str(), peakKb(), further.c_str());
}
template <typename Pass>
void passes(const char* program, const Options& options, const Pass& pass) {
  passes(program, options, pass, [] { return std::string(); });
}

}  // namespace jurat::bench
