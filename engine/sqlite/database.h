// An SQLite file and its statements, closed by themselves; every refusal is an IoError that names the file,
// the reason, and nothing of SQLite's own vocabulary. Files may be hostile: values are bounded, schemas
// distrusted.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace jurat {

enum class Access {
  Read,    // an existing file; may lie on a read-only disk
  Write,   // an existing file
  Create,  // the same, made with mode 0600 when it is missing (so are its -wal and -shm); its folder must
           // exist
};

struct DatabaseOptions {
  Access access = Access::Read;
  std::string noun = "database";        // what messages call the file: "cannot read the ledger `x`: ..."
  std::size_t value_bytes = 64u << 20;  // the largest text or blob read or written
  int busy_milliseconds = 10'000;       // how long a statement waits for another process
  std::int64_t most_pages = 0;          // the file may not grow beyond; 0: as the disk allows
};

// One prepared statement. Keeps its database open. Not for two threads at once.
class Statement {
 public:
  Statement(Statement&&) noexcept;
  Statement& operator=(Statement&&) noexcept;
  ~Statement();

  // Parameters are numbered from 1 as in `?1`; the bytes are copied. A refused value is said by the next
  // step().
  Statement& bind(int parameter, std::int64_t value);
  Statement& bindText(int parameter, std::string_view text);
  Statement& bindBlob(int parameter, std::string_view bytes);

  // True: a row can be read. False: there are no more rows, and the statement may be bound and stepped anew.
  Result<bool> step();
  // For statements that answer no rows, or whose rows do not matter.
  Result<Done> finish();

  // What the current row holds; columns are numbered from 0. Texts and blobs live until the next step() and
  // are empty when the column holds something else: ask first when the file may lie.
  bool isInteger(int column) const;
  bool isText(int column) const;
  bool isBlob(int column) const;
  std::int64_t integer(int column) const;
  std::string_view text(int column) const;
  std::string_view blob(int column) const;
  bool isNull(int column) const;
  // A number with a binary point, in decimal; nothing when it holds something else, or its decimal text would
  // not be the same number.
  std::optional<std::string> exactReal(int column) const;

  // The columns that each row has, and what the statement calls them.
  int columns() const;
  std::string columnName(int column) const;

 private:
  friend class Database;
  struct State;
  explicit Statement(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

class Database {
 public:
  struct Handle;

  // Refuses what is not a regular file (a symbolic link, too: what was checked is what is opened) and what is
  // not an SQLite database. `path` is a path even when it begins with `file:` or is called `:memory:`.
  static Result<Database> open(const std::string& path, const DatabaseOptions& options);

  // Runs one or more statements without parameters.
  Result<Done> run(std::string_view sql);
  // Makes writers append to a -wal file, so that they never stop readers; waits for its turn as statements
  // do.
  Result<Done> useWriteAheadLog();
  // Prepares exactly one statement.
  Result<Statement> prepare(std::string_view sql);
  // The single number that `sql` answers, such as a pragma.
  Result<std::int64_t> number(std::string_view sql);
  // Rows changed by the last statement that changes rows.
  std::int64_t changed() const;
  // An error in the wording of this database's own: "cannot read the ledger `x`: " and the reason.
  IoError refusal(std::string_view reason) const;

 private:
  explicit Database(std::shared_ptr<Handle> handle);
  std::shared_ptr<Handle> handle_;
};

// Everything between begin() and commit() happens or nothing does; takes the writers' turn at once, so that
// what it reads cannot be outdated when it writes. Destroyed without commit(), it takes everything back.
class Transaction {
 public:
  static Result<Transaction> begin(Database& database);
  // For reading only: everything read until it ends sees the same state, whatever others write meanwhile.
  static Result<Transaction> beginReading(Database& database);
  Transaction(Transaction&&) noexcept;
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();
  Result<Done> commit();

 private:
  explicit Transaction(const Database& database);
  std::optional<Database> database_;  // nothing: nothing to take back
};

}  // namespace jurat
