// Reads rows out of a file that may lie: bounded, typed, never the same row twice.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/ledger/entry.h"
#include "engine/sqlite/database.h"

namespace jurat {

// A row as read. `damage` says what is wrong with its columns; then only `id` is to be relied on.
struct ReadRow {
  LedgerEntry entry;
  std::string damage{};
};

// Walks over the rows in order of ids, from the first.
class Rows {
 public:
  static Result<Rows> open(Database& database);
  // Nothing after the last row. An error when ids do not increase, which no sound file does: damaged pages
  // may lead round in circles.
  Result<std::optional<ReadRow>> next();

 private:
  Rows(const Database& database, Statement statement)
      : database_(database), statement_(std::move(statement)) {}
  Database database_;
  Statement statement_;
  std::optional<std::int64_t> before_;
};

// The row `id`, or the last one.
Result<std::optional<ReadRow>> readRow(Database& database, EntryId id);
Result<std::optional<ReadRow>> readLastRow(Database& database);

}  // namespace jurat
