#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdint>
#include <random>
#include <string>
#include <string_view>

#include "engine/ledger/entry.h"
#include "engine/ledger/ledger.h"
#include "tests/ledger/samples.h"

using namespace jurat;

namespace {

// What makes a file look like a ledger.
#define JURAT_MARKED "PRAGMA application_id = 1247105620; PRAGMA user_version = 1;"

// Does with a file whatever can be done with a ledger. Any answer will do; a crash or a hang will not.
void useEverything(const std::string& path) {
  Result<Ledger> ledger = Ledger::open(path, {.busy_milliseconds = 0});
  if (!ledger) return;
  (void)ledger->list({.newest = 3});
  for (const std::int64_t id : {INT64_MIN, INT64_C(0), INT64_C(1), INT64_C(3), INT64_MAX}) {
    (void)ledger->show(EntryId(id));
  }
  (void)ledger->verify({});
  Result<Ledger> writer = Ledger::open(path, {.mode = LedgerMode::Append, .busy_milliseconds = 0});
  if (!writer) return;
  (void)writer->append(runOn("2026-01-09"), Keep::Inputs);
  (void)writer->forget("2026-01-04");
}

}  // namespace

TEST_CASE("what is not a ledger is refused by name") {
  const Folder folder;
  writeFile(folder / "text", std::string(5'000, 'x'));
  REQUIRE(::symlink((folder / "text").c_str(), (folder / "link").c_str()) == 0);
  const struct {
    std::string name, sql;
    std::string_view said;
  } rows[] = {
      {"text", "", "it is not an SQLite database"},
      {"link", "", "it is a symbolic link"},
      {"", "", "it is a folder"},
      {"none/a", "", "does not exist"},
      {"other", "CREATE TABLE entry(id)", "it is an SQLite database, but not a ledger of jurat"},
      {"versioned", "CREATE TABLE entry(id); PRAGMA user_version = 1", "but not a ledger of jurat"},
      {"half", JURAT_MARKED "CREATE TABLE entry(id INTEGER PRIMARY KEY)", "but not a ledger"},
      {"views", JURAT_MARKED "CREATE VIEW entry AS SELECT 1 AS id; CREATE VIEW content AS SELECT 1",
       "but not a ledger"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    if (!row.sql.empty()) tamper(folder / row.name, row.sql);
    for (const LedgerMode mode : {LedgerMode::Read, LedgerMode::Append}) {
      const std::string said = errorOf(Ledger::open(folder / row.name, {.mode = mode}));
      CAPTURE(said);
      CHECK(contains(said, row.said));
      CHECK(said.starts_with(mode == LedgerMode::Read ? "cannot read the ledger `"
                                                      : "cannot write the ledger `"));
    }
  }
  Database other = sure(Database::open(folder / "other", {}));
  CHECK(sure(other.number("SELECT count(*) FROM sqlite_schema")) == 1);  // it was left as it is
}

TEST_CASE("a ledger with more than its own tables is refused") {
  for (const char* sql :
       {"CREATE TABLE more(a)", "CREATE VIEW more AS SELECT 1", "CREATE INDEX more ON entry(hash)",
        "CREATE TRIGGER more AFTER INSERT ON entry BEGIN DELETE FROM entry; END",
        "ALTER TABLE entry ADD COLUMN more TEXT", "ALTER TABLE entry RENAME COLUMN hash TO cash",
        "DROP TABLE content", "CREATE VIRTUAL TABLE aaa USING fts5(x)"}) {
    CAPTURE(sql);
    const Folder folder;
    makeFive(folder / "a.sqlite", Keep::Digests);
    tamper(folder / "a.sqlite", sql);
    for (const LedgerMode mode : {LedgerMode::Read, LedgerMode::Append}) {
      CHECK(contains(errorOf(Ledger::open(folder / "a.sqlite", {.mode = mode})), "not a ledger of jurat"));
    }
  }
}

TEST_CASE("huge contents are refused, not read") {
  const Folder folder;
  const std::string path = folder / "a.sqlite";
  makeFive(path, Keep::Inputs);
  {
    Database database = sure(Database::open(path, {.access = Access::Write, .value_bytes = 200u << 20}));
    sure(database.run("UPDATE content SET bytes = zeroblob(100000000) WHERE id = 2"));
  }
  CHECK(contains(verified(path), "among the contents: cannot read the ledger"));
  CHECK(contains(errorOf(reading(path).show(EntryId(1))), "larger than"));
}

TEST_CASE("a list of files that names one large content many times is refused, not assembled") {
  const Folder folder;
  const std::string path = folder / "a.sqlite";
  Run run = runOn("2026-01-01");
  run.rules = {{"a", std::string(1u << 20, ' ')}};
  run.profiles = {
      {"list", manifestOf(std::vector<NamedText>(300, run.rules[0]))}};  // a manifest kept as a content
  { sure(appending(path).append(run, Keep::Inputs)); }
  LedgerEntry entry = sure(reading(path).list({}))[0];
  entry.rules_digest = sure(reading(path).show(EntryId(1))).profiles->at(0).digest;
  tamper(path,
         "UPDATE entry SET rules_digest = '" + entry.rules_digest + "', hash = '" + rowHash(entry) + "'");
  CHECK(contains(errorOf(reading(path).show(EntryId(1))), "the list of files"));
}

TEST_CASE("a file with any bytes changed or cut off neither crashes nor hangs anything") {
  const Folder folder;
  makeFive(folder / "good", Keep::Inputs);
  const std::string good = readFile(folder / "good");
  REQUIRE(good.size() > 4'096);
  std::mt19937 random(20261123);  // the same files in every run
  int complaints = 0;
  for (int round = 0; round < 400; ++round) {
    std::string bad = good;
    const int changes = 1 + static_cast<int>(random() % 8);
    for (int i = 0; i < changes; ++i) {
      // Headers of pages are the interesting part; the rest is content, which the hashes guard.
      const std::size_t page = random() % (good.size() / 4'096) * 4'096;
      const std::size_t place = page + (random() % 2 == 0 ? random() % 110 : random() % 4'096);
      bad[place] = static_cast<char>(random());
    }
    if (round % 5 == 0) bad.resize(random() % bad.size());
    const std::string path = folder / ("bad" + std::to_string(round));
    writeFile(path, bad);
    CAPTURE(round);
    Result<Ledger> ledger = Ledger::open(path, {});
    if (!ledger || !ledger->verify({}) || !sure(ledger->verify({})).problems.empty()) ++complaints;
    useEverything(path);
  }
  CHECK(complaints > 300);  // the others hit free space
}
