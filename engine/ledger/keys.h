// The files that keys live in: two lines each, what it is and the key as hex digits.
#pragma once
#include <string>

#include "engine/base/result.h"
#include "engine/crypto/ed25519.h"

namespace jurat {

// What a file with that key holds. The secret one is for its owner's eyes: whoever writes it makes it 0600.
std::string secretKeyText(const SecretKey& key);
std::string publicKeyText(const std::string& public_hex);

// Reads a secret key; refuses a file that others than its owner may read, and whatever is no such key.
Result<SecretKey> readSecretKey(const std::string& path);

// Reads a public key: the 64 digits themselves, or a file that holds them.
Result<std::string> readPublicKey(const std::string& path_or_digits);

// Reads a small text file that a person keeps, a checkpoint for instance; `what` it is, for the refusal.
Result<std::string> readSmallFile(const std::string& path, const std::string& what);

}  // namespace jurat
