#include "engine/crypto/blake2b.h"

#include <sodium.h>

namespace jurat {
namespace {

constexpr std::size_t kSize = sizeof(Digest::bytes);
static_assert(kSize >= crypto_generichash_BYTES_MIN && kSize <= crypto_generichash_BYTES_MAX);

const unsigned char* octets(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

// As with SHA-256, hashing needs no sodium_init and cannot fail; but after it the processor's wide registers
// are used, which is worth it for a large text. Where it fails nothing but that is lost.
void useWideRegisters() {
  if (sodium_init() < 0) return;
}

}  // namespace

void expectMuchToHash() { useWideRegisters(); }

Digest blake2b(std::string_view bytes) {
  constexpr std::size_t kLarge = 64u << 10;
  if (bytes.size() > kLarge) useWideRegisters();
  Digest digest;
  crypto_generichash(digest.bytes.data(), kSize, octets(bytes), bytes.size(), nullptr, 0);
  return digest;
}

struct Blake2b::State {
  crypto_generichash_state inner;
};

Blake2b::Blake2b() : state_(std::make_unique<State>()) {
  crypto_generichash_init(&state_->inner, nullptr, 0, kSize);
}
Blake2b::~Blake2b() = default;

void Blake2b::add(std::string_view bytes) {
  crypto_generichash_update(&state_->inner, octets(bytes), bytes.size());
}

Digest Blake2b::finish() {
  Digest digest;
  crypto_generichash_final(&state_->inner, digest.bytes.data(), kSize);
  return digest;
}

}  // namespace jurat
