// Names: what is looked up by a few short names that are known beforehand; private to engine/batch.
#pragma once
#include <array>
#include <bit>
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
      const Ends ends = endsOf(name);
      std::size_t at = hash(name, ends) & (size - 1);
      while (places_[at].used && places_[at].name != name) at = (at + 1) & (size - 1);
      if (!places_[at].used) places_[at] = {name, ends, value, true};
    }
  }

  bool find(std::string_view name, std::uint32_t& value) const { return find(name, endsOf(name), value); }
  // The same of a name in memory of which eight bytes from its beginning on may be read, however short it is.
  bool findQuick(std::string_view name, std::uint32_t& value) const {
    Ends ends;
    std::memcpy(&ends.head, name.data(), 8);
    if constexpr (std::endian::native != std::endian::little) return find(name, value);
    if (name.size() < 8) {
      ends.head &= ~(~std::uint64_t{0} << (8 * name.size()));
      ends.tail = ends.head;
    } else {
      std::memcpy(&ends.tail, name.data() + name.size() - 8, 8);
    }
    return find(name, ends, value);
  }

 private:
  // The first and last letters, in which names of one list differ most; of a short one all, as the lowest
  // bytes.
  struct Ends {
    std::uint64_t head = 0, tail = 0;
    bool operator==(const Ends&) const = default;
  };
  struct Place {
    std::string_view name;
    Ends ends;
    std::uint32_t value = 0;
    bool used = false;
  };
  static Ends endsOf(std::string_view name) {
    std::array<char, 8> few{};
    std::string_view all = name;
    if (name.size() < few.size()) {
      name.copy(few.data(), few.size());
      all = {few.data(), few.size()};
    }
    Ends out;
    for (std::size_t i = 0; i < 8; ++i) {
      out.head |= std::uint64_t{static_cast<unsigned char>(all[i])} << (8 * i);
      out.tail |= std::uint64_t{static_cast<unsigned char>(all[all.size() - 8 + i])} << (8 * i);
    }
    return out;
  }
  static std::size_t hash(std::string_view name, const Ends& ends) {
    const std::uint64_t mixed =
        (ends.head * 0x9E3779B97F4A7C15u) ^ (ends.tail * 0xC2B2AE3D27D4EB4Fu) ^ name.size();
    return static_cast<std::size_t>((mixed * 0x9E3779B97F4A7C15u) >> 40);
  }
  bool find(std::string_view name, const Ends& ends, std::uint32_t& value) const {
    std::size_t at = hash(name, ends) & (places_.size() - 1);
    for (; places_[at].used; at = (at + 1) & (places_.size() - 1)) {
      const Place& place = places_[at];
      if (!(place.ends == ends) || place.name.size() != name.size()) continue;
      if (name.size() > 16 && place.name != name) continue;
      value = place.value;
      return true;
    }
    return false;
  }

  std::vector<Place> places_;
};

}  // namespace jurat::batch
