// Bundles that are damaged, foreign or hostile are refused, and never more than that: with every byte changed
// in turn and the digest mended, what is still read is evaluated, explained and reported without a fault.
#include <doctest/doctest.h>

#include <string>

#include "engine/bundle/bundle.h"
#include "engine/bundle/header.h"
#include "engine/crypto/blake2b.h"
#include "engine/source/source_map.h"
#include "tests/bundle/small.h"

namespace jurat {
namespace {

std::string why(const std::string& body) {
  SourceMap sources;
  const Result<Bundle> bundle = readBundleBody(body, sources, smallLimits());
  return bundle ? std::string() : bundle.error().message;
}

std::vector<bool> allBut(std::size_t left_out, const Inside& inside) {
  std::vector<bool> wanted(inside.packs.size(), true);
  wanted[left_out] = false;
  return wanted;
}

}  // namespace

TEST_CASE("a bundle with any byte changed is refused, or is sound all the same") {
  const std::string body = smallBody();
  REQUIRE(useBody(body));
  // Behind the texts of files, in which every byte is as good as another.
  const std::size_t begin = recordsOf(body);
  std::size_t refused = 0, read = 0;
  std::string changed = body;
  for (std::size_t at = begin; at < body.size(); ++at) {
    for (const int by : {0x01, 0x06, 0xFF}) {
      if (!chosen()) continue;
      changed[at] = static_cast<char>(body[at] ^ by);
      useBody(changed) ? ++read : ++refused;
      // Whatever is left out of it, too.
      useBody(changed, [&](const Inside& inside) { return allBut(at % inside.packs.size(), inside); });
    }
    changed[at] = body[at];
  }
  MESSAGE((body.size() - begin) << " bytes: " << refused << " changes refused, " << read << " read and used");
  CHECK(refused > 0);
}

TEST_CASE("a bundle that is cut, or has something behind it, is refused") {
  const std::string body = smallBody();
  for (std::size_t size = 0; size < body.size(); size += 97) CHECK(!why(body.substr(0, size)).empty());
  CHECK(why(body + std::string(1, '\0')) == "something stands behind its end");
}

TEST_CASE("texts of a bundle are UTF-8, or it is refused") {
  const std::string body = smallBody();
  const std::size_t end = recordsOf(body);
  std::size_t refused = 0;
  for (std::size_t at = end / 10; at < end; at += 997) {
    std::string changed = body;
    changed[at] = '\xFF';
    if (why(changed) == "a text is not UTF-8") ++refused;
  }
  CHECK(refused > 10);
}

// The digest of a large body is reckoned beside the reading, and must decide all the same.
TEST_CASE("a body that is not the one of its digest is refused, small or large") {
  const std::string small = smallBody();
  for (const std::size_t more : {std::size_t{0}, std::size_t{2} << 20}) {
    const std::string bytes = small + std::string(more, ' ');
    const std::string_view body = std::string_view(bytes).substr(0, small.size());
    SourceMap sources;
    const Result<Bundle> wrong = readBundleBody(body, {bytes, std::string(64, '0')}, sources, smallLimits());
    REQUIRE(!wrong);
    CHECK(wrong.error().message == "it is damaged: its contents are not what its head says");
    CHECK(sources.files().empty());
    CHECK(readBundleBody(body, {bytes, blake2b(bytes).hex()}, sources, smallLimits()));
    CHECK(!sources.files().empty());
  }
}

TEST_CASE("a bundle cannot ask for more memory than there may be") {
  Limits limits = smallLimits();
  limits.bundle_memory = 1u << 10;
  SourceMap sources;
  const Result<Bundle> bundle = readBundleBody(smallBody(), sources, limits);
  REQUIRE(!bundle);
  CHECK(bundle.error().message == "it would take more memory than a bundle may");
  CHECK(sources.files().empty());
}

TEST_CASE("what the head of a bundle says is held against it") {
  const std::string file = bundle::sealed("a body", "0.1.0", 0, nullptr);
  REQUIRE(bundle::readHead(file));
  CHECK(bundle::readHead(bundle::sealed("a body", "99.1.0", 0, nullptr)));  // whoever built it
  const auto refusal = [](const std::string& bytes) {
    const Result<bundle::Head> head = bundle::readHead(bytes);
    return head ? std::string() : head.error().message;
  };
  CHECK(refusal("") == "it is no bundle");
  CHECK(refusal("pack house { }") == "it is no bundle");
  CHECK(refusal(file.substr(0, 100)) == "it is cut short");
  CHECK(refusal(file.substr(0, file.size() - 1)) == "it is cut short");
  CHECK(refusal(file + "x") == "something was added to it");
  std::string changed = file;
  changed.back() = 'Y';
  CHECK(refusal(changed) == "it is damaged: its contents are not what its head says");
  changed = file;
  changed[8] = 9;
  CHECK(refusal(changed) == "it is written in format 9, and this program reads format 3");
  // Every byte of the head counts, but for the release and the engine of one that nobody signed.
  for (std::size_t at = 0; at < bundle::kHeadBytes; ++at) {
    changed = file;
    changed[at] = static_cast<char>(changed[at] ^ 0x40);
    const bool free = (16 <= at && at < 24) || (96 <= at && at < 160);
    if (!free) CHECK(!refusal(changed).empty());
  }
}

TEST_CASE("a signed bundle is read only as it was signed") {
  const std::optional<SecretKey> key = SecretKey::generate();
  REQUIRE(key);
  const std::string file = bundle::sealed("a body", "0.1.0", 7, &*key);
  const Result<bundle::Head> head = bundle::readHead(file);
  REQUIRE(head);
  CHECK(head->release == 7);
  CHECK(head->key == key->publicHex());
  for (std::size_t at = 0; at < file.size(); ++at) {
    std::string changed = file;
    changed[at] = static_cast<char>(changed[at] ^ 0x01);
    CHECK(!bundle::readHead(changed));
  }
}

}  // namespace jurat
