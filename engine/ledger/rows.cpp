#include "engine/ledger/rows.h"

#include <utility>

#include "engine/ledger/ledger.h"

namespace jurat {
namespace {

// Columns that every format has, then those that format 1 had not, with what they are of its rows.
constexpr std::string_view kSelect =
    "SELECT id, recorded_at, engine_version, as_of, profile_name, profile_digest, rules_digest, "
    "outcomes_digest, report_digest, keep, exit_code, counts, previous, hash, ";
constexpr std::string_view kLater = "form, policy_digest, settings_digest, signer, signature FROM entry ";
constexpr std::string_view kInFormat1 = "1, '', '', '', '' FROM entry ";

// Where a text column goes; the numbers are those of kSelect and kLater.
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
    {15, "policy_digest", &LedgerEntry::policy_digest},
    {16, "settings_digest", &LedgerEntry::settings_digest},
    {17, "signer", &LedgerEntry::signer},
    {18, "signature", &LedgerEntry::signature},
};
constexpr int kKeepColumn = 9;
constexpr int kExitCodeColumn = 10;
constexpr int kFormColumn = 14;
constexpr std::int64_t kLastForm = 2;

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
  row.entry.form = statement.integer(kFormColumn);
  const LedgerEntry& entry = row.entry;
  // What the hash of form 1 does not read must not be there, or anybody could write it.
  const bool later = !entry.policy_digest.empty() || !entry.settings_digest.empty() ||
                     !entry.signer.empty() || !entry.signature.empty();
  if (!statement.isInteger(kFormColumn) || entry.form < 1 || entry.form > kLastForm ||
      (entry.form == 1 && later)) {
    row.damage = damaged("form");
  }
  return row;
}

// Of the rows of a ledger in the format that it has now: `more` is what stands behind FROM.
Result<Statement> select(Database& database, std::string_view more) {
  const Result<std::int64_t> format = database.number("PRAGMA user_version");
  if (!format) return format.error();
  return database.prepare(std::string(kSelect) + std::string(*format == 1 ? kInFormat1 : kLater) +
                          std::string(more));
}

Result<std::optional<ReadRow>> firstOf(Result<Statement> statement) {
  if (!statement) return statement.error();
  const Result<bool> found = statement->step();
  if (!found) return found.error();
  return *found ? std::optional(rowAt(*statement)) : std::nullopt;
}

}  // namespace

Result<Rows> Rows::open(Database& database) {
  Result<Statement> statement = select(database, "ORDER BY id");
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
  Result<Statement> statement = select(database, "WHERE id = ?1");
  if (statement) statement->bind(1, static_cast<std::int64_t>(id));
  return firstOf(std::move(statement));
}

Result<std::optional<ReadRow>> readLastRow(Database& database) {
  return firstOf(select(database, "ORDER BY id DESC LIMIT 1"));
}

}  // namespace jurat
