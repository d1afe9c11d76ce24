#include "engine/ledger/rows.h"

#include <utility>

#include "engine/ledger/ledger.h"

namespace jurat {
namespace {

constexpr std::string_view kSelect =
    "SELECT id, recorded_at, engine_version, as_of, profile_name, profile_digest, rules_digest, "
    "outcomes_digest, "
    "report_digest, keep, exit_code, counts, previous, hash FROM entry ";

// Where a text column goes; the numbers are those of kSelect.
struct TextColumn {
  int number;
  const char* name;
  std::string LedgerEntry::*field;
};
constexpr TextColumn kTexts[] = {
    {1, "recorded_at", &LedgerEntry::recorded_at},
    {2, "engine_version", &LedgerEntry::engine_version},
    {3, "as_of", &LedgerEntry::as_of},
    {4, "profile_name", &LedgerEntry::profile_name},
    {5, "profile_digest", &LedgerEntry::profile_digest},
    {6, "rules_digest", &LedgerEntry::rules_digest},
    {7, "outcomes_digest", &LedgerEntry::outcomes_digest},
    {8, "report_digest", &LedgerEntry::report_digest},
    {11, "counts", &LedgerEntry::counts},
    {12, "previous", &LedgerEntry::previous},
    {13, "hash", &LedgerEntry::hash},
};
constexpr int kKeepColumn = 9;
constexpr int kExitCodeColumn = 10;

std::string damaged(std::string_view column) { return "its `" + std::string(column) + "` is damaged"; }

ReadRow rowAt(const Statement& statement) {
  ReadRow row;
  row.entry.id = static_cast<EntryId>(statement.integer(0));
  for (const TextColumn& column : kTexts) {
    const std::string_view text = statement.text(column.number);
    if (!statement.isText(column.number) || text.size() > LedgerLimits::kFieldBytes) {
      row.damage = damaged(column.name);
      return row;
    }
    row.entry.*column.field = text;
  }
  const std::string_view keep = statement.text(kKeepColumn);
  if (keep != keepName(Keep::Digests) && keep != keepName(Keep::Inputs)) row.damage = damaged("keep");
  row.entry.keep = keep == keepName(Keep::Inputs) ? Keep::Inputs : Keep::Digests;
  if (!statement.isInteger(kExitCodeColumn)) row.damage = damaged("exit_code");
  row.entry.exit_code = statement.integer(kExitCodeColumn);
  return row;
}

Result<std::optional<ReadRow>> firstOf(Result<Statement> statement) {
  if (!statement) return statement.error();
  const Result<bool> found = statement->step();
  if (!found) return found.error();
  return *found ? std::optional(rowAt(*statement)) : std::nullopt;
}

}  // namespace

Result<Rows> Rows::open(Database& database) {
  Result<Statement> statement = database.prepare(std::string(kSelect) + "ORDER BY id");
  if (!statement) return statement.error();
  return Rows(database, std::move(*statement));
}

Result<std::optional<ReadRow>> Rows::next() {
  const Result<bool> found = statement_.step();
  if (!found) return found.error();
  if (!*found) return std::optional<ReadRow>();
  ReadRow row = rowAt(statement_);
  const auto id = static_cast<std::int64_t>(row.entry.id);
  if (before_ && id <= *before_) return database_.refusal("its content is damaged");
  before_ = id;
  return std::optional(std::move(row));
}

Result<std::optional<ReadRow>> readRow(Database& database, EntryId id) {
  Result<Statement> statement = database.prepare(std::string(kSelect) + "WHERE id = ?1");
  if (statement) statement->bind(1, static_cast<std::int64_t>(id));
  return firstOf(std::move(statement));
}

Result<std::optional<ReadRow>> readLastRow(Database& database) {
  return firstOf(database.prepare(std::string(kSelect) + "ORDER BY id DESC LIMIT 1"));
}

}  // namespace jurat
