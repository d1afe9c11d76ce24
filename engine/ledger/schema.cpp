#include "engine/ledger/schema.h"

#include <string>

namespace jurat {
namespace {

constexpr std::int64_t kApplication = 0x4A555254;  // "JURT", so that `file` and others tell ledgers apart

// `last_kept` is the recorded_at of the latest row that kept the content: what forget() goes by.
constexpr std::string_view kContentTable =
    "CREATE TABLE content(id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, bytes BLOB NOT NULL, "
    "last_kept TEXT NOT NULL) STRICT";
constexpr std::string_view kEntryTable1 =
    "CREATE TABLE entry(id INTEGER PRIMARY KEY, recorded_at TEXT NOT NULL, engine_version TEXT NOT NULL, "
    "as_of TEXT NOT NULL, profile_name TEXT NOT NULL, profile_digest TEXT NOT NULL, rules_digest TEXT NOT "
    "NULL, "
    "outcomes_digest TEXT NOT NULL, report_digest TEXT NOT NULL, keep TEXT NOT NULL, exit_code INTEGER NOT "
    "NULL, "
    "counts TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL) STRICT";
constexpr std::string_view kEntryTable2 =
    "CREATE TABLE entry(id INTEGER PRIMARY KEY, form INTEGER NOT NULL, recorded_at TEXT NOT NULL, "
    "engine_version TEXT NOT NULL, as_of TEXT NOT NULL, profile_name TEXT NOT NULL, profile_digest TEXT NOT "
    "NULL, rules_digest TEXT NOT NULL, policy_digest TEXT NOT NULL, settings_digest TEXT NOT NULL, "
    "outcomes_digest TEXT NOT NULL, report_digest TEXT NOT NULL, keep TEXT NOT NULL, exit_code INTEGER NOT "
    "NULL, counts TEXT NOT NULL, signer TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL, "
    "signature TEXT NOT NULL) STRICT";
constexpr std::string_view kCheckpointTable =
    "CREATE TABLE checkpoint(id INTEGER PRIMARY KEY, entries INTEGER NOT NULL, head TEXT NOT NULL, made_at "
    "TEXT NOT NULL, signer TEXT NOT NULL, signature TEXT NOT NULL) STRICT";
constexpr const char* kColumns1 =
    "recorded_at, engine_version, as_of, profile_name, profile_digest, rules_digest, outcomes_digest, "
    "report_digest, keep, exit_code, counts, previous, hash";

// One text for the step, two for the check, one source for both.
const std::string& firstStep() {
  static const std::string kText = std::string(kEntryTable1) + ";" + std::string(kContentTable) +
                                   ";PRAGMA application_id = " + std::to_string(kApplication);
  return kText;
}

// Made anew instead of altered, so that the table of an old file reads like that of a new one. The rows stay
// rows of form 1, and their hashes what they were.
const std::string& secondStep() {
  static const std::string kText =
      "ALTER TABLE entry RENAME TO entry_1;" + std::string(kEntryTable2) +
      ";INSERT INTO entry(id, form, policy_digest, settings_digest, signer, signature, " + kColumns1 +
      ") SELECT id, 1, '', '', '', '', " + kColumns1 + " FROM entry_1;DROP TABLE entry_1;" +
      std::string(kCheckpointTable);
  return kText;
}

Result<std::int64_t> versionOf(Database& database) { return database.number("PRAGMA user_version"); }

IoError newer(const Database& database, std::int64_t found, std::int64_t known) {
  return database.refusal("a newer version of jurat wrote it (format " + std::to_string(found) +
                          "; this one knows formats up to " + std::to_string(known) + ")");
}

}  // namespace

std::span<const SchemaStep> ledgerSteps() {
  static const SchemaStep kSteps[] = {{.to = 1, .sql = firstStep()}, {.to = 2, .sql = secondStep()}};
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

namespace {

// Whether the file has exactly these tables; `expected` in the order of their names.
Result<bool> hasTables(Database& database, std::span<const std::string_view> expected) {
  Result<Statement> objects = database.prepare(
      "SELECT sql FROM sqlite_schema WHERE NOT (type = 'index' AND name = 'sqlite_autoindex_content_1') "
      "ORDER BY name LIMIT 4");
  if (!objects) return objects.error();
  for (const std::string_view table : expected) {
    const Result<bool> row = objects->step();
    if (!row) return row.error();
    if (!*row || objects->text(0) != table) return false;
  }
  const Result<bool> more = objects->step();
  if (!more) return more.error();
  return !*more;
}

}  // namespace

Result<Done> requireLedger(Database& database, LedgerFormat wanted) {
  constexpr std::string_view kFormat1[] = {kContentTable, kEntryTable1};
  constexpr std::string_view kFormat2[] = {kCheckpointTable, kContentTable, kEntryTable2};
  const IoError stranger = database.refusal("it is an SQLite database, but not a ledger of jurat");
  const Result<std::int64_t> application = database.number("PRAGMA application_id");
  if (!application) return application.error();
  const Result<std::int64_t> version = versionOf(database);
  if (!version) return version.error();
  const std::int64_t last = ledgerSteps().back().to;
  if (*application == kApplication && *version > last) return newer(database, *version, last);
  if (*application != kApplication || *version < 1) return stranger;
  if (*version < last && wanted == LedgerFormat::Last) {
    return database.refusal("it has format " + std::to_string(*version) +
                            "; the next `check --ledger` brings it to format " + std::to_string(last));
  }
  const Result<bool> right = *version == 1 ? hasTables(database, kFormat1) : hasTables(database, kFormat2);
  if (!right) return right.error();
  return *right ? Result<Done>(Done{}) : Result<Done>(stranger);
}

Result<Done> readyForAppending(Database& database) {
  const Result<std::int64_t> objects = database.number("SELECT count(*) FROM sqlite_schema");
  if (!objects) return objects.error();
  const Result<std::int64_t> application = database.number("PRAGMA application_id");
  if (!application) return application.error();
  const bool blank = *objects == 0 && *application == 0;
  if (!blank) {
    // Whatever it is, it is looked at before it is written to.
    const Result<Done> sound = requireLedger(database, LedgerFormat::Any);
    if (!sound) return sound.error();
  }
  Result<Done> done = database.useWriteAheadLog();
  if (done) done = database.run("PRAGMA synchronous = FULL; PRAGMA secure_delete = ON");
  if (done) done = migrate(database, ledgerSteps());
  if (done) done = requireLedger(database, LedgerFormat::Last);
  return done;
}

}  // namespace jurat
