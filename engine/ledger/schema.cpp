#include "engine/ledger/schema.h"

#include <string>

namespace jurat {
namespace {

constexpr std::int64_t kApplication = 0x4A555254;  // "JURT", so that `file` and others tell ledgers apart

// `last_kept` is the recorded_at of the latest row that kept the content: what forget() goes by.
constexpr std::string_view kEntryTable =
    "CREATE TABLE entry(id INTEGER PRIMARY KEY, recorded_at TEXT NOT NULL, engine_version TEXT NOT NULL, "
    "as_of TEXT NOT NULL, profile_name TEXT NOT NULL, profile_digest TEXT NOT NULL, rules_digest TEXT NOT "
    "NULL, "
    "outcomes_digest TEXT NOT NULL, report_digest TEXT NOT NULL, keep TEXT NOT NULL, exit_code INTEGER NOT "
    "NULL, "
    "counts TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL) STRICT";
constexpr std::string_view kContentTable =
    "CREATE TABLE content(id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, bytes BLOB NOT NULL, "
    "last_kept TEXT NOT NULL) STRICT";

// One text for the step, two for the check, one source for both.
const std::string& firstStep() {
  static const std::string kText = std::string(kEntryTable) + ";" + std::string(kContentTable) +
                                   ";PRAGMA application_id = " + std::to_string(kApplication);
  return kText;
}

Result<std::int64_t> versionOf(Database& database) { return database.number("PRAGMA user_version"); }

IoError newer(const Database& database, std::int64_t found, std::int64_t known) {
  return database.refusal("a newer version of jurat wrote it (format " + std::to_string(found) +
                          "; this one knows formats up to " + std::to_string(known) + ")");
}

}  // namespace

std::span<const SchemaStep> ledgerSteps() {
  static const SchemaStep kSteps[] = {{.to = 1, .sql = firstStep()}};
  return kSteps;
}

Result<Done> migrate(Database& database, std::span<const SchemaStep> steps) {
  const std::int64_t last = steps.empty() ? 0 : steps.back().to;
  Result<std::int64_t> version = versionOf(database);
  if (!version) return version.error();
  if (*version == last) return Done{};
  Result<Transaction> transaction = Transaction::begin(database);
  if (!transaction) return transaction.error();
  version = versionOf(database);  // another process may have had its turn
  if (!version) return version.error();
  if (*version > last || *version < 0) return newer(database, *version, last);
  for (const SchemaStep& step : steps) {
    if (step.to <= *version) continue;
    const Result<Done> stepped =
        database.run(std::string(step.sql) + ";PRAGMA user_version = " + std::to_string(step.to));
    if (!stepped) return stepped.error();
  }
  return transaction->commit();
}

Result<Done> requireLedger(Database& database) {
  const IoError stranger = database.refusal("it is an SQLite database, but not a ledger of jurat");
  const Result<std::int64_t> application = database.number("PRAGMA application_id");
  if (!application) return application.error();
  const Result<std::int64_t> version = versionOf(database);
  if (!version) return version.error();
  const std::int64_t last = ledgerSteps().back().to;
  if (*application == kApplication && *version > last) return newer(database, *version, last);
  if (*application != kApplication || *version < 1) return stranger;
  if (*version < last) {
    return database.refusal("it has format " + std::to_string(*version) +
                            "; the next `check --ledger` brings it to format " + std::to_string(last));
  }
  Result<Statement> objects = database.prepare(
      "SELECT sql FROM sqlite_schema WHERE NOT (type = 'index' AND name = 'sqlite_autoindex_content_1') "
      "ORDER BY name LIMIT 3");
  if (!objects) return objects.error();
  for (const std::string_view expected : {kContentTable, kEntryTable}) {
    const Result<bool> row = objects->step();
    if (!row) return row.error();
    if (!*row || objects->text(0) != expected) return stranger;
  }
  const Result<bool> more = objects->step();
  if (!more) return more.error();
  return *more ? Result<Done>(stranger) : Result<Done>(Done{});
}

Result<Done> readyForAppending(Database& database) {
  const Result<std::int64_t> objects = database.number("SELECT count(*) FROM sqlite_schema");
  if (!objects) return objects.error();
  const Result<std::int64_t> application = database.number("PRAGMA application_id");
  if (!application) return application.error();
  const bool blank = *objects == 0 && *application == 0;
  const Result<std::int64_t> version = versionOf(database);
  if (!version) return version.error();
  const std::int64_t last = ledgerSteps().back().to;
  if (!blank && (*application != kApplication || *version > last)) return requireLedger(database);
  Result<Done> done = database.useWriteAheadLog();
  if (done) done = database.run("PRAGMA synchronous = FULL; PRAGMA secure_delete = ON");
  if (done) done = migrate(database, ledgerSteps());
  if (done) done = requireLedger(database);
  return done;
}

}  // namespace jurat
