// Dice: numbers from a seed, the same on every platform.
#pragma once
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

namespace jurat::generated {

class Dice {
 public:
  // Neighbouring seeds are far apart: streams that begin one step apart would be almost the same.
  explicit Dice(std::uint64_t seed) : state_(seed) { state_ = next() ^ (seed << 32); }

  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15u;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  std::size_t below(std::size_t end) { return static_cast<std::size_t>(next() % end); }
  std::int64_t from(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(high - low + 1));
  }
  bool chance(std::size_t percent) { return below(100) < percent; }
  template <typename T>
  const T& pick(const std::vector<T>& of) {
    return of[below(of.size())];
  }
  std::string pick(std::initializer_list<const char*> of) {
    return *(of.begin() + static_cast<std::ptrdiff_t>(below(of.size())));
  }

 private:
  std::uint64_t state_;
};

}  // namespace jurat::generated
