// The head of a bundle: what it is, who made it, what its body must be; and the signature of all that.
//
// 352 bytes, fixed places, whole numbers in eight bytes, the lowest first, texts filled up with zeros:
//    0  8    magic
//    8  8    version of the format: kBundleVersion
//   16  8    release: a number that only grows, so that nobody can hand out an old bundle again; 0 for none
//   24  8    length of the body in bytes
//   32  64   BLAKE2b-256 of the body, as hex digits
//   96  64   version of the engine that wrote it
//  160  64   Ed25519 public key of who signed it, as hex digits; zeros when nobody did
//  224  128  the signature of kSignedAs and the 224 bytes before it, as hex digits
// What the body says is decided by the format alone: an engine of another version reads it, too.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/crypto/ed25519.h"

namespace jurat::bundle {

inline constexpr std::string_view kMagic = "\x8Bjbndl\r\n";
inline constexpr std::size_t kHeadBytes = 352;

struct Head {
  std::uint64_t format = 0, release = 0, body_bytes = 0;
  std::string digest, engine, key, signature;
};

// A bundle of this body, signed when there is a key.
std::string sealed(std::string_view body, const std::string& engine, std::uint64_t release,
                   const SecretKey* key);

// What the head says, held against the body: its length, its digest, its signature where it has one. The
// error is one clause on what is wrong ("it is cut short").
Result<Head> readHead(std::string_view file);
// The same without the digest, which takes longest: whoever asks holds it against the body by notWhole().
Result<Head> readHeadAlone(std::string_view file);

// Why bytes are not those of a digest; empty when they are.
std::string notWhole(std::string_view bytes, const std::string& digest);

}  // namespace jurat::bundle
