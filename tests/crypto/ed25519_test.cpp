#include "engine/crypto/ed25519.h"

#include <doctest/doctest.h>

#include <string>

using jurat::isPublicKey;
using jurat::isSignedBy;
using jurat::SecretKey;

TEST_CASE("Ed25519 gives the published answers") {  // RFC 8032, 7.1
  const struct {
    std::string seed, open, message, signature;
  } rows[] = {
      {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
       "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
       "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf"
       "5f0595b"
       "be24655141438e7a100b"},
      {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
       "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "\x72",
       "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2"
       "eaeb430"
       "2aeeb00d291612bb0c00"},
  };
  for (const auto& row : rows) {
    const std::optional<SecretKey> key = SecretKey::fromSeedHex(row.seed);
    REQUIRE(key);
    CHECK(key->publicHex() == row.open);
    CHECK(key->seedHex() == row.seed);
    CHECK(key->sign(row.message) == row.signature);
    CHECK(isSignedBy(row.open, row.message, row.signature));
    CHECK_FALSE(isSignedBy(row.open, row.message + "x", row.signature));
  }
}

TEST_CASE("new keys differ, and no bit of a signature can be changed") {
  const std::optional<SecretKey> one = SecretKey::generate(), two = SecretKey::generate();
  REQUIRE(one);
  REQUIRE(two);
  CHECK(one->publicHex() != two->publicHex());
  const std::string signature = one->sign("a row");
  CHECK(isSignedBy(one->publicHex(), "a row", signature));
  CHECK_FALSE(isSignedBy(two->publicHex(), "a row", signature));
  for (std::size_t i = 0; i < signature.size(); ++i) {
    std::string other = signature;
    other[i] = other[i] == '0' ? '1' : '0';
    CHECK_FALSE(isSignedBy(one->publicHex(), "a row", other));
  }
}

TEST_CASE("what is no key and no signature is refused") {
  for (const std::string& text : {std::string(), std::string(63, '1'), std::string(65, '1'),
                                  std::string(64, 'G'), std::string(64, 'A'), std::string(64, '\0')}) {
    CHECK_FALSE(SecretKey::fromSeedHex(text));
    CHECK_FALSE(isPublicKey(text));
    CHECK_FALSE(isSignedBy(text, "", std::string(128, '0')));
    CHECK_FALSE(isSignedBy(std::string(64, '1'), "", text));
  }
}
