#include "engine/ledger/entry.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "engine/crypto/sha256.h"
#include "engine/ledger/contents.h"

using namespace jurat;

namespace {

LedgerEntry sample() {
  return {.id = EntryId(7),
          .recorded_at = "2026-11-23T20:30:12Z",
          .engine_version = "0.1.0",
          .as_of = "2026-11-23",
          .profile_name = "Ac,me",
          .profile_digest = "p",
          .rules_digest = "r",
          .policy_digest = "q",
          .settings_digest = "s",
          .outcomes_digest = "o",
          .report_digest = "t",
          .keep = Keep::Inputs,
          .exit_code = -1,
          .counts = "{}",
          .signer = "k",
          .previous = "b"};
}

}  // namespace

TEST_CASE("the hash of a row is what the header says, so that anyone can recompute it") {
  CHECK(rowHash(sample()) ==
        sha256Hex("18:jurat ledger row 2,1:7,20:2026-11-23T20:30:12Z,5:0.1.0,10:2026-11-23,5:Ac,me,1:p,1:r,"
                  "1:q,1:s,1:o,1:t,6:inputs,2:-1,2:{},1:k,1:b,"));
  LedgerEntry first = sample();
  first.form = 1;
  CHECK(rowHash(first) ==
        sha256Hex("18:jurat ledger row 1,1:7,20:2026-11-23T20:30:12Z,5:0.1.0,10:2026-11-23,5:Ac,me,1:p,1:r,"
                  "1:o,1:t,6:inputs,2:-1,2:{},1:b,"));
}

TEST_CASE("the hash reads every field, and no byte can move from one field to the next") {
  const std::string hash = rowHash(sample());
  std::vector<LedgerEntry> others(16, sample());
  others[0].id = EntryId(8);
  others[1].recorded_at += "x";
  others[2].engine_version += "x";
  others[3].as_of += "x";
  others[4].profile_name += "x";
  others[5].profile_digest += "x";
  others[6].rules_digest += "x";
  others[7].outcomes_digest += "x";
  others[8].report_digest += "x";
  others[9].keep = Keep::Digests;
  others[10].exit_code = 1;
  others[11].counts += "x";
  others[12].previous += "x";
  others[13].policy_digest += "x";
  others[14].settings_digest += "x";
  others[15].signer += "x";
  for (const LedgerEntry& other : others) CHECK(rowHash(other) != hash);
  LedgerEntry shifted = sample();
  shifted.profile_digest = "pr";
  shifted.rules_digest = "";
  CHECK(rowHash(shifted) != hash);
  shifted = sample();
  shifted.hash = "of itself";
  CHECK(rowHash(shifted) == hash);
}

TEST_CASE("a manifest is read back as it was written, whatever the names hold") {
  const std::vector<NamedText> files = {{"a.yaml", "x"}, {"b 3:c\nd", ""}, {"", "z"}};
  const std::string manifest = manifestOf(files);
  CHECK(manifest.starts_with(sha256Hex("x") + " 1 6:a.yaml\n"));
  const auto lines = readManifest(manifest);
  REQUIRE(lines);
  REQUIRE(lines->size() == files.size());
  for (std::size_t i = 0; i < files.size(); ++i) {
    CHECK((*lines)[i].name == files[i].name);
    CHECK((*lines)[i].size == files[i].bytes.size());
    CHECK((*lines)[i].digest == sha256Hex(files[i].bytes));
  }
  for (std::size_t length = 1; length + 1 < manifest.size(); ++length) {
    const auto part = readManifest(std::string_view(manifest).substr(0, length));
    if (part) CHECK(manifest[length - 1] == '\n');  // only whole lines are a manifest
  }
  const std::string digest = sha256Hex("x");
  for (const std::string& text :
       {digest + " -1 0:\n", digest + " 99999999999999999999 0:\n", digest + " 1 9:a\n",
        digest + " 1 18446744073709551615:a\n", digest + "  1 1:a\n", digest}) {
    CAPTURE(text);
    CHECK_FALSE(readManifest(text));
  }
}

TEST_CASE("times and days are exactly what they look like") {
  for (const char* text : {"2026-11-23T20:30:12Z", "2024-02-29T00:00:00Z", "2016-12-31T23:59:60Z"}) {
    CHECK(isInstant(text));
  }
  for (const char* text :
       {"", "2026-11-23", "2026-11-23 20:30:12Z", "2026-11-23T24:00:00Z", "2026-11-23T20:60:00Z",
        "2026-02-29T00:00:00Z", "2026-11-23T20:30:12+00:00", "2026-11-23T20:30:12z"}) {
    CAPTURE(text);
    CHECK_FALSE(isInstant(text));
  }
  CHECK(isDay("2024-02-29"));
  for (const char* text :
       {"0000-01-01", "2023-02-29", "2026-13-01", "2026-1-1", "2026-11-2\xC3", " 2026-11-23"}) {
    CAPTURE(text);
    CHECK_FALSE(isDay(text));
  }
}
