// SHA-256 of bytes in memory or as they come, as 32 bytes or as the 64 hex digits that people and files
// carry.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace jurat {

struct Digest {
  std::array<std::uint8_t, 32> bytes{};

  std::string hex() const;     // 64 lower-case digits
  std::string base64() const;  // 44 characters, the last one padding: as content security policies write it
  friend bool operator==(const Digest&, const Digest&) = default;
  friend auto operator<=>(const Digest&, const Digest&) = default;
};

Digest sha256(std::string_view bytes);

// The same for bytes that need not be in memory all at once.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  void add(std::string_view bytes);
  Digest finish();  // once, and nothing is added behind it

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// sha256(bytes).hex(), the form in which digests are stored and shown.
std::string sha256Hex(std::string_view bytes);

// Reads what Digest::hex wrote; upper-case digits, other lengths and anything else are not digests.
std::optional<Digest> digestFromHex(std::string_view text);

}  // namespace jurat
