#include "engine/crypto/sha256.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using jurat::Digest;
using jurat::digestFromHex;
using jurat::sha256;
using jurat::sha256Hex;

TEST_CASE("SHA-256 gives the published answers") {  // FIPS 180-4 examples, and a million times "a"
  const struct {
    std::string text;
    std::string_view hex;
  } rows[] = {
      {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
      {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
      {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
       "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
      {std::string(1'000'000, 'a'), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
  };
  for (const auto& row : rows) {
    CHECK(sha256Hex(row.text) == row.hex);
    CHECK(sha256(row.text).hex() == row.hex);
  }
}

TEST_CASE("NUL bytes count, and an empty view without memory behind it is the empty text") {
  CHECK(sha256Hex(std::string(1, '\0')) ==
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
  CHECK(sha256(std::string_view()) == sha256(""));
}

TEST_CASE("a digest is read back only from exactly what was written") {
  const Digest digest = sha256("abc");
  const std::string hex = digest.hex();
  REQUIRE(digestFromHex(hex));
  CHECK(*digestFromHex(hex) == digest);
  std::string upper = hex;
  upper[0] = 'B';
  std::string space = hex;
  space.back() = ' ';
  for (const std::string& text :
       {std::string(), hex.substr(1), hex + "0", upper, space, "0x" + hex.substr(2), std::string(64, '\0')}) {
    CAPTURE(text);
    CHECK_FALSE(digestFromHex(text));
  }
}
