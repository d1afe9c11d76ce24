#include "engine/ledger/schema.h"

#include <doctest/doctest.h>

#include <string>

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
  tamper(path, "PRAGMA user_version = 2; PRAGMA wal_checkpoint(TRUNCATE)");
  const std::string before = readFile(path);
  for (const LedgerMode mode : {LedgerMode::Read, LedgerMode::Append}) {
    const std::string said = errorOf(Ledger::open(path, {.mode = mode}));
    CHECK(contains(said, "a newer version of jurat wrote it (format 2; this one knows formats up to 1)"));
  }
  CHECK(readFile(path) == before);
  Database newer = database(path);
  CHECK(contains(errorOf(migrate(newer, std::span(kHistory).first(1))), "a newer version of jurat wrote it"));
}

TEST_CASE("a ledger that was open while a newer version brought it on refuses to append") {
  const Folder folder;
  const std::string path = folder / "a.sqlite";
  Ledger ledger = appending(path);
  tamper(path, "PRAGMA user_version = 2");
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
