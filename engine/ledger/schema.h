// The tables of a ledger, version by version, and the steps that lead from one version to the next.
#pragma once
#include <span>
#include <string_view>

#include "engine/base/result.h"
#include "engine/sqlite/database.h"

namespace jurat {

// What brings a file of format `to - 1` to format `to`. A step never changes what rowHash() reads of old
// rows.
struct SchemaStep {
  int to = 0;
  std::string_view sql;
};

// All of them, in order; the first makes the tables.
std::span<const SchemaStep> ledgerSteps();

// Brings the file from its `user_version` to that of the last step, in one transaction: all steps or none. A
// newer file is refused. Steps are numbered 1, 2, 3, ... without gaps.
Result<Done> migrate(Database& database, std::span<const SchemaStep> steps);

// Readers take every format there was, an archive on a read-only disk for instance; writers the last one.
enum class LedgerFormat { Any, Last };

// Refuses a file that is not a ledger of such a format: other tables, triggers, changed columns.
// The rest of the room relies on this: a row has the columns and types that the format says.
Result<Done> requireLedger(Database& database, LedgerFormat wanted);

// Makes a ledger of a file without any table (a new one, or what a killed creation left), brings an older
// ledger up to date, and sets what every writer must have set: WAL, full sync, deleted bytes overwritten.
// Leaves any other file untouched and refuses it.
Result<Done> readyForAppending(Database& database);

}  // namespace jurat
