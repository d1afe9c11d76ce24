// Bounds of what is asked of the solver. Its steps are Z3's own count (`rlimit`): the same on every machine,
// as a clock is not.
#pragma once
#include <cstddef>
#include <cstdint>

namespace jurat::linear {

struct Bounds {
  std::size_t terms = 20'000;           // that one open answer is written in
  std::uint32_t steps = 200'000;        // in search of what one fact does to one answer
  std::uint64_t run_steps = 2'000'000;  // of all open answers together
};

}  // namespace jurat::linear
