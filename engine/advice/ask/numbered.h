// A hash table of numbers: what each of them stands for is kept by whoever asks, side by side in a vector, so
// that many small things cost no allocation each.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace jurat::asking {

// `hash` and what follows it, mixed.
constexpr std::uint64_t mixed(std::uint64_t hash, std::uint64_t more) {
  hash ^= more + 0x9E3779B97F4A7C15 + (hash << 6) + (hash >> 2);
  return hash * 0xBF58476D1CE4E5B9;
}

class Numbered {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  // The number added with `hash` of which `is(number)` says that it is the one; kNone where there is none.
  template <typename Is>
  std::uint32_t find(std::uint64_t hash, const Is& is) const {
    if (places_.empty()) return kNone;
    const std::uint32_t tag = tagOf(hash);
    for (std::size_t at = tag & (places_.size() - 1);; at = (at + 1) & (places_.size() - 1)) {
      const Place& place = places_[at];
      if (place.number == kNone) return kNone;
      if (place.tag == tag && is(place.number)) return place.number;
    }
  }

  // INVARIANT: it is not in it; `number` is not kNone.
  void add(std::uint64_t hash, std::uint32_t number) {
    if (2 * (count_ + 1) > places_.size()) grow();
    ++count_;
    put({tagOf(hash), number});
  }

  std::size_t size() const { return count_; }

 private:
  struct Place {
    std::uint32_t tag = 0, number = kNone;
  };
  static constexpr std::size_t kFirst = 16;  // places; a power of two, as every later size

  static constexpr std::uint32_t tagOf(std::uint64_t hash) {
    return static_cast<std::uint32_t>(hash ^ (hash >> 32));
  }
  void put(const Place& place) {
    std::size_t at = place.tag & (places_.size() - 1);
    while (places_[at].number != kNone) at = (at + 1) & (places_.size() - 1);
    places_[at] = place;
  }
  void grow() {
    std::vector<Place> before(places_.empty() ? kFirst : 2 * places_.size());
    before.swap(places_);
    for (const Place& place : before) {
      if (place.number != kNone) put(place);
    }
  }

  std::vector<Place> places_;  // half of them free
  std::size_t count_ = 0;
};

}  // namespace jurat::asking
