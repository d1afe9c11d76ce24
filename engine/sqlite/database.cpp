#include "engine/sqlite/database.h"

#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <optional>
#include <utility>

#include "engine/sqlite/handle.h"

namespace jurat {
namespace {

std::string reasonOf(int code, const Database::Handle& handle) {
  switch (code & 0xFF) {
    case SQLITE_NOTADB:
      return "it is not an SQLite database";
    case SQLITE_CORRUPT:
      return "its content is damaged";
    case SQLITE_FULL:
      return "the disk is full, or the file has reached the largest size it may have";
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return "another program is using it and did not finish in time";
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return "you may only read it, or its folder";
    case SQLITE_TOOBIG:
      return "a value in it is larger than " + std::to_string(handle.value_bytes) +
             " bytes, the most there may be";
    case SQLITE_NOMEM:
      return "there is not enough memory";
    case SQLITE_IOERR:
      return "the disk refused to read or write";
    case SQLITE_CANTOPEN: {
      if (code == SQLITE_CANTOPEN_SYMLINK) return "it is a symbolic link; name the file itself";
      const int error = sqlite3_system_errno(handle.connection);
      if (error == EACCES || error == EPERM) return "you have no permission";
      return "it cannot be opened, or a file beside it cannot be made";
    }
    default:
      return std::string("SQLite says: ") + sqlite3_errmsg(handle.connection);
  }
}

Result<std::shared_ptr<Database::Handle>> connect(const std::string& name, int flags, std::string subject,
                                                  const DatabaseOptions& options) {
  auto handle = std::make_shared<Database::Handle>();
  handle->subject = std::move(subject);
  handle->writes = options.access != Access::Read;
  handle->value_bytes = options.value_bytes;
  handle->busy_milliseconds = options.busy_milliseconds;
  const int code = sqlite3_open_v2(name.c_str(), &handle->connection,
                                   flags | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE, nullptr);
  if (code != SQLITE_OK) return handle->refusalOf(code);
  sqlite3* connection = handle->connection;
  sqlite3_busy_timeout(connection, options.busy_milliseconds);
  sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, static_cast<int>(options.value_bytes));
  sqlite3_limit(connection, SQLITE_LIMIT_ATTACHED, 0);
  // A hostile file brings its own schema: nothing in it may run, and nothing may write around the pager.
  sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(connection, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(connection, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  sqlite3_db_config(connection, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
  return handle;
}

}  // namespace

Database::Handle::~Handle() { sqlite3_close_v2(connection); }  // waits for its statements by itself

IoError Database::Handle::refusal(std::string_view reason) const {
  return {(writes ? "cannot write " : "cannot read ") + subject + ": " + std::string(reason)};
}

IoError Database::Handle::refusalOf(int code) const { return refusal(reasonOf(code, *this)); }

Database::Database(std::shared_ptr<Handle> handle) : handle_(std::move(handle)) {}

Result<Database> Database::open(const std::string& path, const DatabaseOptions& options) {
  const bool writes = options.access != Access::Read;
  const std::string subject = "the " + options.noun + " `" + path + "`";
  const Result<std::string> resolved = fileToOpen(path, options.access);
  if (!resolved) {
    return IoError{(writes ? "cannot write " : "cannot read ") + subject + ": " + resolved.error().message};
  }
  const int flags = writes ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
  Result<std::shared_ptr<Handle>> handle = connect(*resolved, flags, subject, options);
  if (!handle) return handle.error();
  Database database(*handle);
  // Opening reads nothing; the first look at the file shows what it is.
  const char* settings =
      "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; SELECT count(*) FROM sqlite_schema";
  Result<Done> looked = database.run(settings);
  if (!looked && !writes && ::access((*resolved + "-wal").c_str(), F_OK) != 0) {
    // On a read-only disk SQLite cannot make the -shm file that it reads a WAL file with. Without a -wal file
    // everything is in the main file, and nobody can be writing it.
    Result<std::shared_ptr<Handle>> frozen =
        connect(frozenUri(*resolved), flags | SQLITE_OPEN_URI, subject, options);
    if (!frozen) return frozen.error();
    database = Database(*frozen);
    looked = database.run(settings);
  }
  if (looked && sqlite3_db_readonly(database.handle_->connection, "main") == 1 && writes) {
    return database.refusal("you may only read it, or its folder");  // SQLite falls back to reading silently
  }
  if (looked && options.most_pages > 0) {
    looked = database.run("PRAGMA max_page_count = " + std::to_string(options.most_pages));
  }
  if (!looked) return looked.error();
  return database;
}

Result<Done> Database::run(std::string_view sql) {
  const int code = sqlite3_exec(handle_->connection, std::string(sql).c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return handle_->refusalOf(code);
  return Done{};
}

Result<Done> Database::useWriteAheadLog() {
  constexpr int kPause = 5;
  // SQLite reads before it switches, and does not wait while it holds what it read: of several processes that
  // make the same file, all but one are refused at once. After the first has switched, the others have
  // nothing to do.
  for (int waited = 0;; waited += kPause) {
    const int code =
        sqlite3_exec(handle_->connection, "PRAGMA journal_mode = WAL", nullptr, nullptr, nullptr);
    if (code == SQLITE_OK) return Done{};
    if ((code & 0xFF) != SQLITE_BUSY || waited >= handle_->busy_milliseconds) return handle_->refusalOf(code);
    sqlite3_sleep(kPause);
  }
}

Result<std::int64_t> Database::number(std::string_view sql) {
  Result<Statement> statement = prepare(sql);
  if (!statement) return statement.error();
  const Result<bool> row = statement->step();
  if (!row) return row.error();
  if (!*row || !statement->isInteger(0)) return refusal("its content is damaged");
  return statement->integer(0);
}

std::int64_t Database::changed() const { return sqlite3_changes64(handle_->connection); }

IoError Database::refusal(std::string_view reason) const { return handle_->refusal(reason); }

Result<Transaction> Transaction::begin(Database& database) {
  const Result<Done> begun = database.run("BEGIN IMMEDIATE");
  if (!begun) return begun.error();
  return Transaction(database);
}

Result<Transaction> Transaction::beginReading(Database& database) {
  const Result<Done> begun = database.run("BEGIN");
  if (!begun) return begun.error();
  return Transaction(database);
}

Transaction::Transaction(const Database& database) : database_(database) {}
Transaction::Transaction(Transaction&& other) noexcept
    : database_(std::exchange(other.database_, std::nullopt)) {}

Transaction::~Transaction() {
  if (!database_) return;
  // A refused ROLLBACK means that SQLite has rolled back by itself; the error that led here is the one to
  // show.
  (void)database_->run("ROLLBACK");
}

Result<Done> Transaction::commit() {
  Result<Done> committed = database_->run("COMMIT");
  if (committed) database_.reset();
  return committed;
}

}  // namespace jurat
