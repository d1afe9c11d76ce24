#include "engine/sqlite/database.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <string>
#include <string_view>
#include <thread>

#include "tests/sqlite/folder.h"

using namespace jurat;

namespace {

Database made(const std::string& path, DatabaseOptions options = {.access = Access::Create}) {
  Result<Database> database = Database::open(path, options);
  REQUIRE_MESSAGE(database, (database ? "" : database.error().message));
  return *database;
}

std::string refusalOf(const std::string& path, Access access) {
  const Result<Database> database = Database::open(path, {.access = access, .noun = "ledger"});
  return database ? "" : database.error().message;
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

}  // namespace

TEST_CASE("what is bound is what is read, NUL bytes and emptiness included") {
  const Folder folder;
  Database database = made(folder / "a.sqlite");
  REQUIRE(database.run("CREATE TABLE t(i INTEGER, s TEXT, b BLOB) STRICT"));
  const std::string odd("a\0b", 3);
  Result<Statement> insert = database.prepare("INSERT INTO t VALUES (?1, ?2, ?3)");
  REQUIRE(insert);
  CHECK(insert->bind(1, INT64_MIN).bindText(2, odd).bindBlob(3, odd).finish());
  CHECK(insert->bind(1, 0).bindText(2, {}).bindBlob(3, std::string_view()).finish());
  CHECK(database.changed() == 1);
  Result<Statement> select = database.prepare("SELECT i, s, b FROM t ORDER BY i");
  REQUIRE(select);
  REQUIRE(*select->step());
  CHECK(select->integer(0) == INT64_MIN);
  CHECK(select->text(1) == odd);
  CHECK(select->blob(2) == odd);
  REQUIRE(*select->step());
  CHECK(select->isText(1));
  CHECK(select->isBlob(2));
  CHECK(select->blob(2).empty());
  CHECK(select->text(0).empty());  // asked for what it is not
  CHECK(select->integer(1) == 0);
  CHECK_FALSE(*select->step());
}

TEST_CASE("a value over the bound is refused, written or read") {
  const Folder folder;
  {
    Database database = made(folder / "a.sqlite");
    REQUIRE(database.run("CREATE TABLE t(b); INSERT INTO t VALUES (zeroblob(5000))"));
  }
  Database small = made(folder / "a.sqlite", {.access = Access::Write, .value_bytes = 4'000});
  Result<Statement> insert = small.prepare("INSERT INTO t VALUES (?1)");
  REQUIRE(insert);
  const Result<Done> written = insert->bindBlob(1, std::string(5'000, 'x')).finish();
  REQUIRE_FALSE(written);
  CHECK(contains(written.error().message, "larger than 4000 bytes"));
  Result<Statement> select = small.prepare("SELECT b FROM t");
  REQUIRE(select);
  CHECK_FALSE(select->step());
}

TEST_CASE("a transaction that is not committed leaves nothing") {
  const Folder folder;
  Database database = made(folder / "a.sqlite");
  REQUIRE(database.run("CREATE TABLE t(i)"));
  {
    Result<Transaction> transaction = Transaction::begin(database);
    REQUIRE(transaction);
    REQUIRE(database.run("INSERT INTO t VALUES (1)"));
  }
  CHECK(*database.number("SELECT count(*) FROM t") == 0);
  Result<Transaction> transaction = Transaction::begin(database);
  REQUIRE(transaction);
  REQUIRE(database.run("INSERT INTO t VALUES (1)"));
  REQUIRE(transaction->commit());
  CHECK(*database.number("SELECT count(*) FROM t") == 1);
}

TEST_CASE("a new file is the owner's alone whatever the umask, its companions too") {
  const Folder folder;
  const mode_t before = ::umask(0);
  Database database = made(folder / "a.sqlite");
  REQUIRE(database.run("PRAGMA journal_mode = WAL; CREATE TABLE t(i)"));
  ::umask(before);
  CHECK(modeOf(folder / "a.sqlite") == 0600);
  CHECK(modeOf(folder / "a.sqlite-wal") == 0600);
  CHECK(modeOf(folder / "a.sqlite-shm") == 0600);
}

TEST_CASE("a path is a path, never a URI or a database in memory") {
  const Folder folder;
  const std::string here = std::filesystem::current_path().string();
  REQUIRE(::chdir(folder.path().c_str()) == 0);
  for (const char* name : {"file:x.sqlite?mode=memory", ":memory:", "a%20b#c?d"}) {
    CAPTURE(name);
    { REQUIRE(made(name).run("CREATE TABLE t(i)")); }
    CHECK(modeOf(folder / name) == 0600);
    CHECK(refusalOf(name, Access::Read).empty());
  }
  REQUIRE(::chdir(here.c_str()) == 0);
}

TEST_CASE("what cannot be opened says why, and what it is about") {
  const Folder folder;
  writeFile(folder / "text.sqlite", std::string(4'096, 'x'));
  { REQUIRE(made(folder / "good.sqlite").run("CREATE TABLE t(i)")); }
  REQUIRE(::symlink((folder / "good.sqlite").c_str(), (folder / "link.sqlite").c_str()) == 0);
  REQUIRE(::symlink((folder / "nowhere").c_str(), (folder / "dangling.sqlite").c_str()) == 0);
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  const struct {
    std::string path;
    Access access;
    std::string_view reason;
  } rows[] = {
      {folder / "none.sqlite", Access::Read, "there is no such file"},
      {folder / "none.sqlite", Access::Write, "there is no such file"},
      {folder / "no/none.sqlite", Access::Create, "/no` does not exist"},
      {folder / "text.sqlite", Access::Read, "it is not an SQLite database"},
      {folder / "text.sqlite", Access::Create, "it is not an SQLite database"},
      {folder / "text.sqlite/a", Access::Create, "a part of the path is a file"},
      {folder / "link.sqlite", Access::Read, "it is a symbolic link"},
      {folder / "link.sqlite", Access::Create, "it is a symbolic link"},
      {folder / "dangling.sqlite", Access::Create, "it is a symbolic link"},
      {folder / "pipe", Access::Read, "it is a device, a pipe or a socket"},
      {folder.path(), Access::Create, "it is a folder"},
      {folder / "", Access::Create, "it is a folder"},
      {"", Access::Create, "an empty path names no file"},
      {std::string("a\0b", 3), Access::Create, "NUL byte"},
      {folder / std::string(300, 'n'), Access::Create, "longer than the system allows"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.path);
    const std::string said = refusalOf(row.path, row.access);
    CAPTURE(said);
    CHECK(contains(said, row.reason));
    CHECK(said.starts_with(row.access == Access::Read ? "cannot read the ledger `"
                                                      : "cannot write the ledger `"));
  }
  CHECK(modeOf(folder / "nowhere") == -1);
}

TEST_CASE("a folder may be a link, only the file may not") {
  const Folder folder;
  std::filesystem::create_directory(folder / "real");
  REQUIRE(::symlink((folder / "real").c_str(), (folder / "link").c_str()) == 0);
  { REQUIRE(made(folder / "link/a.sqlite").run("CREATE TABLE t(i)")); }
  CHECK(modeOf(folder / "real/a.sqlite") == 0600);
}

TEST_CASE("permissions refuse clearly, and a read-only folder can still be read") {
  const Folder folder;
  const std::string path = folder / "inner/a.sqlite";
  std::filesystem::create_directory(folder / "inner");
  { REQUIRE(made(path).run("PRAGMA journal_mode = WAL; CREATE TABLE t(i); INSERT INTO t VALUES (7)")); }
  const AsOrdinaryUser user(folder);
  REQUIRE(::chmod(path.c_str(), 0400) == 0);
  CHECK(contains(refusalOf(path, Access::Create), "you may only read it"));
  REQUIRE(::chmod((folder / "inner").c_str(), 0500) == 0);
  CHECK(contains(refusalOf(folder / "inner/new.sqlite", Access::Create), "you have no permission"));
  {
    Database database = made(path, {.access = Access::Read});
    CHECK(*database.number("SELECT i FROM t") == 7);
    CHECK_FALSE(database.run("INSERT INTO t VALUES (8)"));
  }
  REQUIRE(::chmod(path.c_str(), 0000) == 0);
  CHECK(contains(refusalOf(path, Access::Read), "you have no permission"));
  REQUIRE(::chmod((folder / "inner").c_str(), 0700) == 0);
}

TEST_CASE("a full disk is said to be full") {
  const Folder folder;
  Database database = made(folder / "a.sqlite", {.access = Access::Create, .most_pages = 4});
  REQUIRE(database.run("CREATE TABLE t(b)"));
  const Result<Done> written = database.run("INSERT INTO t VALUES (zeroblob(100000))");
  REQUIRE_FALSE(written);
  CHECK(contains(written.error().message, "the disk is full"));
}

TEST_CASE("a database held by another for too long is refused, not waited for") {
  const Folder folder;
  Database one = made(folder / "a.sqlite");
  Database two = made(folder / "a.sqlite", {.access = Access::Write, .busy_milliseconds = 10});
  Result<Transaction> held = Transaction::begin(one);
  REQUIRE(held);
  const Result<Transaction> refused = Transaction::begin(two);
  REQUIRE_FALSE(refused);
  CHECK(contains(refused.error().message, "another program is using it"));
}

TEST_CASE("switching to the write-ahead log waits for its turn, and only so long") {
  const Folder folder;
  Database one = made(folder / "a.sqlite");
  Database two = made(folder / "a.sqlite");
  Database hasty = made(folder / "a.sqlite", {.access = Access::Write, .busy_milliseconds = 10});
  Result<Transaction> held = Transaction::begin(one);
  REQUIRE(held);
  const Result<Done> refused = hasty.useWriteAheadLog();
  REQUIRE_FALSE(refused);
  CHECK(contains(refused.error().message, "another program is using it"));
  std::thread other([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    (void)held->commit();
  });
  CHECK(two.useWriteAheadLog());
  other.join();
  CHECK(*two.number("SELECT count(*) FROM pragma_journal_mode WHERE journal_mode = 'wal'") == 1);
}

TEST_CASE("a schema of the file's own making does not run") {
  const Folder folder;
  Database database = made(folder / "a.sqlite");
  REQUIRE(
      database.run("CREATE TABLE t(i); CREATE TABLE log(i);"
                   "CREATE TRIGGER r AFTER INSERT ON t BEGIN INSERT INTO log VALUES (1); END"));
  REQUIRE(database.run("INSERT INTO t VALUES (1)"));
  CHECK(*database.number("SELECT count(*) FROM log") == 0);
}
