// Ed25519: who holds the secret key signs, who has the public one can tell. Keys and signatures travel as hex
// digits, 64 for a key and 128 for a signature.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace jurat {

// Not copyable, and wiped from memory when it goes.
class SecretKey {
 public:
  // A new one from the system's random numbers; nothing when the system has none to give.
  static std::optional<SecretKey> generate();
  // Reads what seedHex() wrote; nothing for any other text.
  static std::optional<SecretKey> fromSeedHex(std::string_view text);

  SecretKey(SecretKey&& other) noexcept;
  SecretKey& operator=(SecretKey&&) = delete;
  ~SecretKey();

  std::string seedHex() const;  // the secret itself
  const std::string& publicHex() const { return public_hex_; }
  std::string sign(std::string_view message) const;

 private:
  explicit SecretKey(const std::array<std::uint8_t, 32>& seed);
  std::array<std::uint8_t, 64> bytes_{};  // the seed, then the public key
  std::string public_hex_;
};

// Whether `text` has the form of a public key.
bool isPublicKey(std::string_view text);

// Whether the holder of that key signed exactly these bytes; false for what is no key and no signature, too.
bool isSignedBy(std::string_view public_hex, std::string_view message, std::string_view signature_hex);

}  // namespace jurat
