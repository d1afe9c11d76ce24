// How fast the memory of this machine is: copies a buffer much larger than its caches, on as many threads as
// asked.
//   bandwidth [--megabytes 256] [--threads 1] [--warmup 1] [--repetitions 5]
// `count` is the bytes copied in a pass: each is read once and written once.
#include <cstring>
#include <thread>
#include <vector>

#include "bench/passes.h"

int main(int count, char** words) {
  const jurat::bench::Options options(count, words);
  const std::size_t bytes = options.number("--megabytes", 256) << 20U;
  const std::size_t threads = options.number("--threads", 1);
  const std::vector<char> from(bytes, 'x');
  std::vector<char> to(bytes, 'y');
  const std::size_t share = bytes / threads;
  const auto copy = [&from, &to, share](std::size_t part) {
    std::memcpy(to.data() + part * share, from.data() + part * share, share);
  };
  jurat::bench::passes("bandwidth", options, [&copy, threads, share] {
    std::vector<std::thread> others;
    for (std::size_t i = 1; i < threads; ++i) others.emplace_back(copy, i);
    copy(0);
    for (std::thread& other : others) other.join();
    return share * threads;
  });
  return to.front() == 'x' ? 0 : 1;  // so that nobody may leave the copying out
}
