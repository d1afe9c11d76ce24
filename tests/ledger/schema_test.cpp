#include "engine/ledger/schema.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "engine/ledger/ledger.h"
#include "tests/ledger/samples.h"

using namespace jurat;

namespace {

Database database(const std::string& path) { return sure(Database::open(path, {.access = Access::Create})); }

// The history of an imagined format: what version 3 wants was text in version 1.
constexpr SchemaStep kHistory[] = {
    {.to = 1, .sql = "CREATE TABLE t(size TEXT); INSERT INTO t VALUES ('12 kg')"},
    {.to = 2, .sql = "ALTER TABLE t ADD COLUMN unit TEXT; UPDATE t SET unit = 'kg'"},
    {.to = 3, .sql = "UPDATE t SET size = replace(size, ' kg', '')"},
};

}  // namespace

TEST_CASE("the first format is 1 and steps follow one another") {
  int before = 0;
  for (const SchemaStep& step : ledgerSteps()) CHECK(step.to == ++before);
  const Folder folder;
  { appending(folder / "a.sqlite"); }
  Database made = database(folder / "a.sqlite");
  CHECK(sure(made.number("PRAGMA user_version")) == before);
  CHECK(sure(made.number("SELECT count(*) FROM pragma_journal_mode WHERE journal_mode = 'wal'")) == 1);
}

TEST_CASE("a file of any earlier format ends where a new file ends") {
  for (std::size_t start = 0; start <= 3; ++start) {
    CAPTURE(start);
    const Folder folder;
    Database old = database(folder / "a.sqlite");
    REQUIRE(migrate(old, std::span(kHistory).first(start)));
    CHECK(sure(old.number("PRAGMA user_version")) == static_cast<int>(start));
    REQUIRE(migrate(old, kHistory));
    REQUIRE(migrate(old, kHistory));
    CHECK(sure(old.number("PRAGMA user_version")) == 3);
    CHECK(sure(old.number("SELECT count(*) FROM t WHERE size = '12' AND unit = 'kg'")) == 1);
  }
}

TEST_CASE("a step that fails takes the steps before it back") {
  const Folder folder;
  Database old = database(folder / "a.sqlite");
  REQUIRE(migrate(old, std::span(kHistory).first(1)));
  const SchemaStep broken[] = {kHistory[0], kHistory[1], {.to = 3, .sql = "UPDATE nothing SET a = 1"}};
  CHECK_FALSE(migrate(old, broken));
  CHECK(sure(old.number("PRAGMA user_version")) == 1);
  CHECK(sure(old.number("SELECT count(*) FROM pragma_table_info('t')")) == 1);
}

TEST_CASE("a newer format is refused clearly, read or written, and left as it is") {
  const Folder folder;
  const std::string path = folder / "a.sqlite";
  makeFive(path, Keep::Digests);
  tamper(path, "PRAGMA user_version = 3; PRAGMA wal_checkpoint(TRUNCATE)");
  const std::string before = readFile(path);
  for (const LedgerMode mode : {LedgerMode::Read, LedgerMode::Append}) {
    const std::string said = errorOf(Ledger::open(path, {.mode = mode}));
    CHECK(contains(said, "a newer version of jurat wrote it (format 3; this one knows formats up to 2)"));
  }
  CHECK(readFile(path) == before);
  Database newer = database(path);
  CHECK(contains(errorOf(migrate(newer, std::span(kHistory).first(1))), "a newer version of jurat wrote it"));
}

TEST_CASE("a ledger that was open while a newer version brought it on refuses to append") {
  const Folder folder;
  const std::string path = folder / "a.sqlite";
  Ledger ledger = appending(path);
  tamper(path, "PRAGMA user_version = 3");
  CHECK(contains(errorOf(ledger.append(runOn("2026-01-01"), Keep::Digests)), "a newer version"));
}

TEST_CASE("an empty file becomes a ledger, as what a killed creation leaves must") {
  const Folder folder;
  writeFile(folder / "a.sqlite", "");
  CHECK(contains(errorOf(Ledger::open(folder / "a.sqlite", {})), "not a ledger of jurat"));
  tamper(folder / "b.sqlite", "PRAGMA journal_mode = WAL");
  for (const char* name : {"a.sqlite", "b.sqlite"}) {
    makeFive(folder / name, Keep::Digests);
    CHECK(verified(folder / name) == "");
  }
}

namespace {

// A ledger of format 1 as the first version wrote it, text for text: later versions must read it for ever.
constexpr const char* kFormat1 =
    "CREATE TABLE entry(id INTEGER PRIMARY KEY, recorded_at TEXT NOT NULL, engine_version TEXT NOT NULL, "
    "as_of TEXT NOT NULL, profile_name TEXT NOT NULL, profile_digest TEXT NOT NULL, rules_digest TEXT NOT "
    "NULL, outcomes_digest TEXT NOT NULL, report_digest TEXT NOT NULL, keep TEXT NOT NULL, exit_code INTEGER "
    "NOT NULL, counts TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL) STRICT;"
    "CREATE TABLE content(id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, bytes BLOB NOT NULL, "
    "last_kept TEXT NOT NULL) STRICT;"
    "INSERT INTO entry VALUES(1,'2026-01-01T08:30:00Z','0.1.0','2026-01-01','Acme Robotics','c8"
    "3c8931f3fc5509160f6af82a7869036d8bcc0d7b1962fd10eca39a5ef0ba81','454349e422f05297191ead13e"
    "21d3db520e5abef52055e4964b82fb213f593a1','0dbdd8be396ecacabf256485441f62571c6fc7e951ccd2b3"
    "70e95683de2dba7b','46edcf662ba0da2159555e7e8246ffdede7a9cf68a9ebe5010de79ea875c0f88','dige"
    "sts',3,'{\"undetermined\":2}','0000000000000000000000000000000000000000000000000000000000000"
    "000','0b8b4971fcd96e8112825146ea7f2a7baed8a4e45d598c3776d95540fdbded67');"
    "INSERT INTO content(digest, bytes, last_kept) VALUES('0dbdd8be396ecacabf256485441f62571c6f"
    "c7e951ccd2b370e95683de2dba7b',CAST('{\"outcomes\":\"of 2026-01-01\"}' AS BLOB),'2026-01-01T08:"
    "30:00Z');"
    "INSERT INTO content(digest, bytes, last_kept) VALUES('46edcf662ba0da2159555e7e8246ffdede7a"
    "9cf68a9ebe5010de79ea875c0f88',CAST('{\"report\":\"of 2026-01-01\"}' AS BLOB),'2026-01-01T08:30"
    ":00Z');"
    "INSERT INTO entry VALUES(2,'2026-01-02T08:30:00Z','0.1.0','2026-01-02','Acme Robotics','ed"
    "97c5298761b789ef6e7185fcfaed378c2e7aa74ea8c7b18228569f8b1e70eb','454349e422f05297191ead13e"
    "21d3db520e5abef52055e4964b82fb213f593a1','91de631f9fc02a5e951c35eb1cf1ea4604e2a78a35eea8d4"
    "ead1031e110139ae','7a87512855d3e7bd3aafb46f06bd66ebf9ca9e1d2f267de3e70f939b7ebb0797','dige"
    "sts',3,'{\"undetermined\":2}','0b8b4971fcd96e8112825146ea7f2a7baed8a4e45d598c3776d95540fdbde"
    "d67','6d5c99f2790238fdf3a0ea8bf9c5a0d8759402288f24da74f8438ffeca64e9ac');"
    "INSERT INTO content(digest, bytes, last_kept) VALUES('91de631f9fc02a5e951c35eb1cf1ea4604e2"
    "a78a35eea8d4ead1031e110139ae',CAST('{\"outcomes\":\"of 2026-01-02\"}' AS BLOB),'2026-01-02T08:"
    "30:00Z');"
    "INSERT INTO content(digest, bytes, last_kept) VALUES('7a87512855d3e7bd3aafb46f06bd66ebf9ca"
    "9e1d2f267de3e70f939b7ebb0797',CAST('{\"report\":\"of 2026-01-02\"}' AS BLOB),'2026-01-02T08:30"
    ":00Z');"
    "PRAGMA application_id = 1247105620; PRAGMA user_version = 1";

void makeFormat1(const std::string& path) {
  Database made = database(path);
  REQUIRE(made.useWriteAheadLog());
  sure(made.run(kFormat1));
}

}  // namespace

TEST_CASE("a ledger of format 1 is read as it is, and not touched by reading") {
  const Folder folder;
  const std::string path = folder / "a.sqlite";
  makeFormat1(path);
  tamper(path, "PRAGMA wal_checkpoint(TRUNCATE)");
  const std::string before = readFile(path);
  CHECK(verified(path) == "");
  Ledger ledger = reading(path);
  const std::vector<LedgerEntry> entries = sure(ledger.list({}));
  REQUIRE(entries.size() == 2);
  CHECK(entries[1].form == 1);
  CHECK(entries[1].profile_name == "Acme Robotics");
  CHECK(sure(ledger.show(EntryId(1))).report == R"({"report":"of 2026-01-01"})");
  CHECK_FALSE(sure(ledger.checkpoint()));
  CHECK(
      contains(problemsOf(sure(ledger.verify({.keys = {std::string(64, 'a')}}))), "row 1: it is not signed"));
  CHECK(readFile(path) == before);
}

TEST_CASE("a ledger of format 1 goes on as format 2, its old rows as they were") {
  const Folder folder;
  const std::string path = folder / "a.sqlite";
  makeFormat1(path);
  const std::vector<LedgerEntry> before = sure(reading(path).list({}));
  const SecretKey key = SecretKey::fromSeedHex(std::string(64, '1')).value();
  CHECK(sure(appending(path).append(runOn("2026-01-03"), Keep::Inputs, &key)) == EntryId(3));
  CHECK(verified(path, before[0].hash) == "");
  const std::vector<LedgerEntry> after = sure(reading(path).list({}));
  REQUIRE(after.size() == 3);
  CHECK(after[0] == before[0]);
  CHECK(after[1] == before[1]);
  CHECK(after[2].form == 2);
  CHECK(after[2].previous == before[1].hash);
  CHECK(sure(database(path).number("PRAGMA user_version")) == 2);
  CHECK(problemsOf(sure(reading(path).verify({.keys = {key.publicHex()}, .signed_from = 3}))) == "");
  // What the hash of an old row does not read cannot be slipped in.
  tamper(path, "UPDATE entry SET signer = 'x' WHERE id = 2");
  CHECK(contains(verified(path), "row 2: its `form` is damaged"));
}
