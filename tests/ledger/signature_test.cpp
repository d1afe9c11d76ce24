// Signed ledgers: what a signature and a checkpoint betray that a chain alone does not.
#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "engine/ledger/keys.h"
#include "engine/ledger/ledger.h"
#include "tests/ledger/samples.h"

using namespace jurat;

namespace {

SecretKey keyOf(char digit) { return SecretKey::fromSeedHex(std::string(64, digit)).value(); }

// Five signed days.
void makeSigned(const std::string& path, const SecretKey& key) {
  Ledger ledger = appending(path);
  for (const char* day : {"2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04", "2026-01-05"})
    sure(ledger.append(runOn(day), Keep::Digests, &key));
}

LedgerVerdict verdictOf(const std::string& path, const LedgerTrust& trust) {
  return sure(reading(path).verify(trust));
}

std::string said(const std::string& path, const LedgerTrust& trust) {
  return problemsOf(verdictOf(path, trust));
}

// Makes the chain whole again behind a row that was changed, as whoever holds the file can; without the key
// the signatures stay what they were.
void rechain(const std::string& path, const std::string& change) {
  tamper(path, change);
  std::string previous(kNoRow);
  for (LedgerEntry entry : sure(reading(path).list({}))) {
    entry.previous = previous;
    previous = rowHash(entry);
    tamper(path, "UPDATE entry SET previous = '" + entry.previous + "', hash = '" + previous +
                     "' WHERE id = " + std::to_string(static_cast<int>(entry.id)));
  }
}

}  // namespace

TEST_CASE("a signed ledger verifies, with its key and without") {
  const Folder folder;
  const std::string path = folder / "a.sqlite";
  const SecretKey key = keyOf('1');
  makeSigned(path, key);
  for (const LedgerTrust& trust : {LedgerTrust{}, LedgerTrust{.keys = {key.publicHex()}}}) {
    const LedgerVerdict verdict = verdictOf(path, trust);
    CHECK(problemsOf(verdict) == "");
    CHECK(verdict.rows == 5);
    CHECK(verdict.signed_rows == 5);
  }
  CHECK(contains(said(path, {.keys = {keyOf('2').publicHex()}}), "row 1: it is signed with another key"));
  CHECK(said(path, {.keys = {keyOf('2').publicHex(), key.publicHex()}}) == "");
}

TEST_CASE("an unsigned ledger does not verify under a key, unless signing began later") {
  const Folder folder;
  const std::string path = folder / "a.sqlite";
  const SecretKey key = keyOf('1');
  makeFive(path, Keep::Digests);
  CHECK(contains(said(path, {.keys = {key.publicHex()}}), "row 1: it is not signed"));
  CHECK(contains(said(path, {.keys = {key.publicHex()}, .signed_from = 6}),
                 "the signed checkpoint is missing"));
  sure(appending(path).append(runOn("2026-01-06"), Keep::Digests, &key));
  CHECK(said(path, {.keys = {key.publicHex()}, .signed_from = 6}) == "");
  CHECK(contains(said(path, {.keys = {key.publicHex()}}), "row 1: it is not signed"));
}

TEST_CASE("what a rewritten chain hides, a signature shows, and it names the row") {
  const SecretKey key = keyOf('1');
  const struct {
    std::string change;
    std::string_view first;
  } rows[] = {
      {"UPDATE entry SET exit_code = 0 WHERE id = 3", "row 3: its signature does not fit"},
      {"UPDATE entry SET signer = '', signature = '' WHERE id = 4", "row 4: it is not signed"},
      {"UPDATE entry SET signature = '' WHERE id = 2", "row 2: its signature does not fit"},
      {"UPDATE entry SET signature = (SELECT signature FROM entry WHERE id = 1) WHERE id = 2",
       "row 2: its signature does not fit"},
      {"UPDATE entry SET signer = '' WHERE id = 5", "row 5: it has a signature and does not say whose"},
      {"UPDATE entry SET signer = '" + keyOf('2').publicHex() + "' WHERE id = 1",
       "row 1: it is signed with another key"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.change);
    const Folder folder;
    const std::string path = folder / "a.sqlite";
    makeSigned(path, key);
    rechain(path, row.change);
    const LedgerVerdict verdict = verdictOf(path, {.keys = {key.publicHex()}});
    CAPTURE(problemsOf(verdict));
    REQUIRE_FALSE(verdict.problems.empty());
    CHECK(contains(verdict.problems[0].message, row.first));
    CHECK_FALSE(problemsOf(verdictOf(path, {})) == "");
  }
}

TEST_CASE("a cut tail shows, and nothing is built on it") {
  const SecretKey key = keyOf('1');
  const struct {
    std::string change;
    std::string_view verify, append;
  } rows[] = {
      {"DELETE FROM entry WHERE id = 5", "it knows 5 rows, and the last one is 4: the end was cut off",
       "it does not end where its signed checkpoint says"},
      {"DELETE FROM entry WHERE id = 5; DELETE FROM checkpoint", "the signed checkpoint is missing",
       "its signed checkpoint is missing"},
      {"DELETE FROM entry WHERE id = 5; UPDATE checkpoint SET entries = 4, "
       "head = (SELECT hash FROM entry WHERE id = 4)",
       "the signed checkpoint: its signature does not fit",
       "it does not end where its signed checkpoint says"},
      {"DELETE FROM entry WHERE id = 5; UPDATE checkpoint SET entries = 4, "
       "head = (SELECT hash FROM entry WHERE id = 4), signature = (SELECT signature FROM entry WHERE id = 4)",
       "the signed checkpoint: its signature does not fit",
       "it does not end where its signed checkpoint says"},
      {"DELETE FROM entry", "the end was cut off", "it does not end where its signed checkpoint says"},
      {"UPDATE checkpoint SET head = CAST(zeroblob(90000) AS TEXT)", "its signature does not fit",
       "it does not end where"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.change);
    const Folder folder;
    const std::string path = folder / "a.sqlite";
    makeSigned(path, key);
    tamper(path, row.change);
    CHECK(contains(said(path, {.keys = {key.publicHex()}}), row.verify));
    CHECK(contains(said(path, {}), row.verify));
    CHECK(contains(errorOf(appending(path).append(runOn("2026-01-06"), Keep::Digests, &key)), row.append));
  }
}

TEST_CASE("an older copy of the whole file is caught by a checkpoint kept elsewhere") {
  const Folder folder;
  const std::string path = folder / "a.sqlite", old = folder / "old.sqlite";
  const SecretKey key = keyOf('1');
  makeSigned(path, key);
  tamper(path, "PRAGMA wal_checkpoint(TRUNCATE)");
  std::filesystem::copy_file(path, old);
  sure(appending(path).append(runOn("2026-01-06"), Keep::Digests, &key));
  const std::optional<Checkpoint> kept = sure(reading(path).checkpoint());
  REQUIRE(kept);
  const LedgerTrust trust{.noted = readCheckpoint(checkpointText(*kept)), .keys = {key.publicHex()}};
  REQUIRE(trust.noted);
  CHECK(said(path, trust) == "");
  CHECK(said(old, {.keys = {key.publicHex()}}) == "");  // whole in itself
  CHECK(contains(said(old, trust), "the checkpoint that was noted: it knows 6 rows, and the last one is 5"));
  // A later ledger still fits, one that was begun anew does not.
  sure(appending(path).append(runOn("2026-01-07"), Keep::Digests, &key));
  CHECK(said(path, trust) == "");
  const std::string other = folder / "other.sqlite";
  makeSigned(other, key);
  sure(appending(other).append(runOn("2026-02-06"), Keep::Digests, &key));
  CHECK(contains(said(other, trust), "row 6 has another hash than it says"));
}

TEST_CASE("a signed ledger takes no unsigned row, and the next key may follow the first") {
  const Folder folder;
  const std::string path = folder / "a.sqlite";
  const SecretKey first = keyOf('1'), second = keyOf('2');
  makeSigned(path, first);
  CHECK(contains(errorOf(appending(path).append(runOn("2026-01-06"), Keep::Digests)), "its runs are signed"));
  CHECK(verdictOf(path, {}).rows == 5);
  sure(appending(path).append(runOn("2026-01-06"), Keep::Digests, &second));
  CHECK(said(path, {.keys = {first.publicHex(), second.publicHex()}}) == "");
  CHECK(contains(said(path, {.keys = {first.publicHex()}}), "row 6: it is signed with another key"));
}

TEST_CASE("only what a checkpoint prints is read as one") {
  const Checkpoint checkpoint = signedCheckpoint(7, std::string(64, 'a'), "2026-11-23T20:30:12Z", keyOf('1'));
  const std::string text = checkpointText(checkpoint);
  CHECK(readCheckpoint(text) == checkpoint);
  CHECK(holds(checkpoint));
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string other = text;
    other[i] = other[i] == '1' ? '2' : '1';
    const std::optional<Checkpoint> read = readCheckpoint(other);
    CAPTURE(other);
    CHECK((!read || !holds(*read)));
    CHECK_FALSE(readCheckpoint(text.substr(0, i)));
  }
  CHECK_FALSE(readCheckpoint(text + "\n"));
}

TEST_CASE("key files are read as they were written, and others are refused by name") {
  const Folder folder;
  const SecretKey key = keyOf('1');
  writeFile(folder / "key", secretKeyText(key));
  writeFile(folder / "key.pub", publicKeyText(key.publicHex()));
  writeFile(folder / "letter", "Dear auditor\n");
  writeFile(folder / "large", std::string(10'000, 'x'));
  CHECK(contains(errorOf(readSecretKey(folder / "key")), "others than its owner may use it"));
  for (const char* name : {"key", "key.pub", "letter", "large"})
    REQUIRE(::chmod((folder / name).c_str(), 0600) == 0);
  CHECK(sure(readSecretKey(folder / "key")).publicHex() == key.publicHex());
  CHECK(sure(readPublicKey(folder / "key.pub")) == key.publicHex());
  CHECK(sure(readPublicKey(key.publicHex())) == key.publicHex());
  CHECK(contains(errorOf(readSecretKey(folder / "key.pub")), "it holds the public key"));
  CHECK(contains(errorOf(readPublicKey(folder / "key")), "it holds the secret key"));
  CHECK(contains(errorOf(readSecretKey(folder / "letter")), "it holds none"));
  CHECK(contains(errorOf(readPublicKey(folder / "letter")), "it holds none"));
  CHECK(contains(errorOf(readPublicKey(folder / "large")), "too large"));
  CHECK(contains(errorOf(readPublicKey(folder.path())), "it is not a file"));
  CHECK(contains(errorOf(readSecretKey(folder / "none")), "there is no such file"));
}
