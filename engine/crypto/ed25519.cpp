#include "engine/crypto/ed25519.h"

#include <sodium.h>

#include <algorithm>
#include <utility>

#include "engine/crypto/hex.h"

namespace jurat {
namespace {

constexpr std::size_t kSeedBytes = crypto_sign_SEEDBYTES;
constexpr std::size_t kPublicBytes = crypto_sign_PUBLICKEYBYTES;
constexpr std::size_t kSignatureBytes = crypto_sign_BYTES;
static_assert(kSeedBytes == 32 && kPublicBytes == 32 && kSignatureBytes == 64 &&
              crypto_sign_SECRETKEYBYTES == 64);

const unsigned char* bytesIn(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

SecretKey::SecretKey(const std::array<std::uint8_t, 32>& seed) {
  std::array<std::uint8_t, kPublicBytes> open{};
  crypto_sign_seed_keypair(open.data(), bytes_.data(), seed.data());
  public_hex_ = hexOf(open);
}

SecretKey::SecretKey(SecretKey&& other) noexcept
    : bytes_(other.bytes_), public_hex_(std::move(other.public_hex_)) {
  sodium_memzero(other.bytes_.data(), other.bytes_.size());
}

SecretKey::~SecretKey() { sodium_memzero(bytes_.data(), bytes_.size()); }

std::optional<SecretKey> SecretKey::generate() {
  // Here, and nowhere else, the library has to find the system's random numbers first.
  if (sodium_init() < 0) return std::nullopt;
  std::array<std::uint8_t, kSeedBytes> seed{};
  randombytes_buf(seed.data(), seed.size());
  SecretKey key(seed);
  sodium_memzero(seed.data(), seed.size());
  return key;
}

std::optional<SecretKey> SecretKey::fromSeedHex(std::string_view text) {
  std::optional<std::array<std::uint8_t, kSeedBytes>> seed = bytesOf<kSeedBytes>(text);
  if (!seed) return std::nullopt;
  SecretKey key(*seed);
  sodium_memzero(seed->data(), seed->size());
  return key;
}

std::string SecretKey::seedHex() const {
  std::array<std::uint8_t, kSeedBytes> seed{};
  std::copy_n(bytes_.begin(), kSeedBytes, seed.begin());
  std::string text = hexOf(seed);
  sodium_memzero(seed.data(), seed.size());
  return text;
}

std::string SecretKey::sign(std::string_view message) const {
  std::array<std::uint8_t, kSignatureBytes> signature{};
  crypto_sign_detached(signature.data(), nullptr, bytesIn(message), message.size(), bytes_.data());
  return hexOf(signature);
}

bool isPublicKey(std::string_view text) { return bytesOf<kPublicBytes>(text).has_value(); }

bool isSignedBy(std::string_view public_hex, std::string_view message, std::string_view signature_hex) {
  const auto key = bytesOf<kPublicBytes>(public_hex);
  const auto signature = bytesOf<kSignatureBytes>(signature_hex);
  return key && signature &&
         crypto_sign_verify_detached(signature->data(), bytesIn(message), message.size(), key->data()) == 0;
}

}  // namespace jurat
