#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "engine/crypto/sha256.h"
#include "engine/ledger/ledger.h"
#include "tests/ledger/samples.h"

using namespace jurat;

TEST_CASE("an untouched ledger verifies, and says its head") {
  const Folder folder;
  const std::string path = folder / "a.sqlite";
  { appending(path); }
  const LedgerVerdict empty = sure(reading(path).verify({}));
  CHECK(empty.rows == 0);
  CHECK(empty.head == kNoRow);
  CHECK(problemsOf(empty) == "");
  makeFive(path, Keep::Inputs);
  const LedgerVerdict verdict = sure(reading(path).verify({.noted_head = empty.head}));
  CHECK(problemsOf(verdict) == "");
  CHECK(verdict.rows == 5);
  // Of each day outcomes, report, profile and list of profiles; of all days the other profile, the rules,
  // their list.
  CHECK(verdict.contents == 5 * 4 + 3);
  CHECK(verdict.head == sure(reading(path).list({})).back().hash);
}

TEST_CASE("verify names the row whose column was touched") {
  const std::string hash(64, 'a');
  const struct {
    std::string column, value;
  } rows[] = {
      {"recorded_at", "'2026-01-03T08:30:01Z'"},
      {"engine_version", "'9.9.9'"},
      {"as_of", "'2026-02-03'"},
      {"profile_name", "'Somebody else'"},
      {"profile_digest", "'" + hash + "'"},
      {"rules_digest", "'" + hash + "'"},
      {"outcomes_digest", "'" + hash + "'"},
      {"report_digest", "'" + hash + "'"},
      {"keep", "'digests'"},
      {"keep", "'nothing'"},
      {"exit_code", "0"},
      {"counts", "'{}'"},
      {"counts", "counts || char(0)"},
      {"counts", "CAST(zeroblob(70000) AS TEXT)"},
      {"previous", "'" + hash + "'"},
      {"hash", "'" + hash + "'"},
      {"hash", "upper(hash)"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.column);
    CAPTURE(row.value);
    const Folder folder;
    const std::string path = folder / "a.sqlite";
    makeFive(path, Keep::Inputs);
    tamper(path, "UPDATE entry SET " + row.column + " = " + row.value + " WHERE id = 3");
    const LedgerVerdict verdict = sure(reading(path).verify({}));
    CAPTURE(problemsOf(verdict));
    REQUIRE_FALSE(verdict.problems.empty());
    CHECK(verdict.problems[0].id == EntryId(3));
    CHECK(contains(verdict.problems[0].message, "row 3: "));
    CHECK_FALSE(contains(problemsOf(verdict), "row 2"));
    CHECK_FALSE(contains(problemsOf(verdict), "row 5"));
    CHECK_FALSE(reading(path).show(EntryId(3)));
  }
}

TEST_CASE("verify names missing, moved and replaced rows") {
  const struct {
    std::string sql;
    std::string_view said;
  } rows[] = {
      {"DELETE FROM entry WHERE id = 3", "row 4: it should be row 3; rows before it are missing"},
      {"DELETE FROM entry WHERE id = 1", "row 2: it should be row 1"},
      {"UPDATE entry SET id = 9 WHERE id = 5", "row 9: it should be row 5"},
      {"UPDATE entry SET id = 9 WHERE id = 5", "row 9: its content does not match its hash"},
      {"UPDATE entry SET id = -1 WHERE id = 1", "row -1: it should be row 1"},
      {"UPDATE entry SET id = 9223372036854775807 WHERE id = 5",
       "row 9223372036854775807: it should be row 5"},
      {"UPDATE entry SET id = 8 WHERE id = 3; UPDATE entry SET id = 3 WHERE id = 4; "
       "UPDATE entry SET id = 4 WHERE id = 8",
       "row 3: it is not linked to the row before"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.sql);
    const Folder folder;
    makeFive(folder / "a.sqlite", Keep::Digests);
    tamper(folder / "a.sqlite", row.sql);
    const std::string said = verified(folder / "a.sqlite");
    CAPTURE(said);
    CHECK(contains(said, row.said));
  }
}

TEST_CASE("a row forged with its own hash is betrayed by the next row's link") {
  const Folder folder;
  const std::string path = folder / "a.sqlite";
  makeFive(path, Keep::Digests);
  LedgerEntry forged = sure(reading(path).list({}))[2];
  forged.exit_code = 0;
  tamper(path, "UPDATE entry SET exit_code = 0, hash = '" + rowHash(forged) + "' WHERE id = 3");
  CHECK(verified(path) == "row 4: it is not linked to the row before, whose hash is another\n");
}

TEST_CASE("a cut tail is seen by who noted the head") {
  const Folder folder;
  const std::string path = folder / "a.sqlite";
  makeFive(path, Keep::Digests);
  const std::string head = sure(reading(path).verify({})).head;
  { sure(appending(path).append(runOn("2026-01-06"), Keep::Digests)); }
  CHECK(verified(path, head) == "");  // it has grown since
  tamper(path, "DELETE FROM entry WHERE id >= 5; DELETE FROM content WHERE last_kept >= '2026-01-05'");
  CHECK(verified(path) == "");
  CHECK(contains(verified(path, head), "no row has the hash that was noted"));
  CHECK(contains(verified(path, "nonsense"), "no row has the hash that was noted"));
}

TEST_CASE("verify names contents that were touched, and show does not pass them on") {
  const std::string report = sha256Hex(runOn("2026-01-03").report);
  const std::string other(64, 'b');
  const struct {
    std::string set;
    std::string said;
  } rows[] = {
      {"bytes = CAST('{}' AS BLOB)",
       "content " + report.substr(0, 12) + ": its bytes do not match its digest"},
      {"bytes = zeroblob(0)", "content " + report.substr(0, 12) + ": its bytes do not match its digest"},
      {"digest = '" + other + "'", "content " + other.substr(0, 12) + ": its bytes do not match its digest"},
      {"digest = 'nonsense'", ": its digest is damaged"},
      {"last_kept = '2099-01-01T00:00:00Z'",
       "content " + report.substr(0, 12) + ": no row recorded when it says keeps it"},
      {"digest = '" + sha256Hex("stray") + "', bytes = CAST('stray' AS BLOB)",
       "content " + sha256Hex("stray").substr(0, 12) + ": no row recorded when it says keeps it"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.set);
    const Folder folder;
    const std::string path = folder / "a.sqlite";
    makeFive(path, Keep::Inputs);
    tamper(path, "UPDATE content SET " + row.set + " WHERE digest = '" + report + "'");
    const std::string said = verified(path);
    CAPTURE(said);
    CHECK(contains(said, row.said));
    Ledger ledger = reading(path);
    const Result<Record> record = ledger.show(EntryId(3));
    if (row.set.starts_with("bytes")) CHECK(contains(errorOf(record), "does not match its digest"));
    if (row.set.starts_with("digest")) CHECK_FALSE(sure(record).report);
  }
}

TEST_CASE("nothing is built on a last row that does not match its hash") {
  const Folder folder;
  const std::string path = folder / "a.sqlite";
  makeFive(path, Keep::Digests);
  tamper(path, "UPDATE entry SET exit_code = 0 WHERE id = 5");
  CHECK(contains(errorOf(appending(path).append(runOn("2026-01-06"), Keep::Digests)),
                 "its last row does not match its hash"));
}

TEST_CASE("problems are counted beyond the ones that are spelled out") {
  const Folder folder;
  const std::string path = folder / "a.sqlite";
  {
    Ledger ledger = appending(path);
    for (int i = 0; i < 150; ++i) sure(ledger.append(runOn("2026-01-01"), Keep::Digests));
  }
  tamper(path, "UPDATE entry SET exit_code = 0");
  const LedgerVerdict verdict = sure(reading(path).verify({}));
  CHECK(verdict.problems.size() == LedgerLimits::kProblems);
  CHECK(verdict.more_problems == 50);
}
