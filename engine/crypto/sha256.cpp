#include "engine/crypto/sha256.h"

#include <sodium.h>

#include "engine/crypto/hex.h"

namespace jurat {
namespace {

static_assert(sizeof(Digest::bytes) == crypto_hash_sha256_BYTES);

}  // namespace

std::string Digest::hex() const { return hexOf(bytes); }

std::string Digest::base64() const {
  std::string text(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();  // the zero behind it
  return text;
}

Digest sha256(std::string_view bytes) {
  Digest digest;
  // Hashing needs no sodium_init, which would cost every start a read of the random device. It cannot fail.
  crypto_hash_sha256(digest.bytes.data(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  return digest;
}

std::string sha256Hex(std::string_view bytes) { return sha256(bytes).hex(); }

struct Sha256::State {
  crypto_hash_sha256_state inner;
};

Sha256::Sha256() : state_(std::make_unique<State>()) { crypto_hash_sha256_init(&state_->inner); }
Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) {
  crypto_hash_sha256_update(&state_->inner, reinterpret_cast<const unsigned char*>(bytes.data()),
                            bytes.size());
}

Digest Sha256::finish() {
  Digest digest;
  crypto_hash_sha256_final(&state_->inner, digest.bytes.data());
  return digest;
}

std::optional<Digest> digestFromHex(std::string_view text) {
  const auto bytes = bytesOf<sizeof(Digest::bytes)>(text);
  return bytes ? std::optional(Digest{*bytes}) : std::nullopt;
}

}  // namespace jurat
