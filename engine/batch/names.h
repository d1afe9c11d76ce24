// Names: what is looked up by a few short names that are known beforehand; private to engine/batch.
#pragma once
#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

namespace jurat::batch {

class Names {
 public:
  // Each name and what it stands for; of equal names the first counts. The names are not copied.
  explicit Names(const std::vector<std::pair<std::string_view, std::uint32_t>>& names) {
    std::size_t size = 4;
    while (size < 2 * names.size() + 1) size *= 2;
    places_.resize(size);
    for (const auto& [name, value] : names) {
      std::size_t at = hash(name) & (size - 1);
      while (places_[at].used && places_[at].name != name) at = (at + 1) & (size - 1);
      if (!places_[at].used) places_[at] = {name, value, true};
    }
  }

  bool find(std::string_view name, std::uint32_t& value) const {
    std::size_t at = hash(name) & (places_.size() - 1);
    for (; places_[at].used; at = (at + 1) & (places_.size() - 1)) {
      if (places_[at].name != name) continue;
      value = places_[at].value;
      return true;
    }
    return false;
  }

 private:
  struct Place {
    std::string_view name;
    std::uint32_t value = 0;
    bool used = false;
  };
  // Of the first and last letters, in which names of one list differ most.
  static std::size_t hash(std::string_view name) {
    std::uint64_t head = 0, tail = 0;
    const std::size_t some = name.size() < 8 ? name.size() : 8;
    std::memcpy(&head, name.data(), some);
    std::memcpy(&tail, name.data() + name.size() - some, some);
    const std::uint64_t mixed = (head * 0x9E3779B97F4A7C15u) ^ (tail * 0xC2B2AE3D27D4EB4Fu) ^ name.size();
    return static_cast<std::size_t>((mixed * 0x9E3779B97F4A7C15u) >> 40);
  }

  std::vector<Place> places_;
};

}  // namespace jurat::batch
