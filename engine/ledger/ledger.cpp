#include "engine/ledger/ledger.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "engine/crypto/sha256.h"
#include "engine/ledger/contents.h"
#include "engine/ledger/rows.h"
#include "engine/ledger/schema.h"
#include "engine/ledger/state.h"

namespace jurat {
namespace {

std::string rowName(EntryId id) { return "row " + std::to_string(static_cast<std::int64_t>(id)); }

// Why a run cannot be recorded at all; "" when it can.
std::string unfit(const Run& run) {
  if (!isInstant(run.recorded_at))
    return "`" + run.recorded_at + "` is not a time such as 2026-11-23T20:30:12Z";
  if (!isDay(run.as_of)) return "`" + run.as_of + "` is not a date such as 2026-11-23";
  for (const std::string* text : {&run.engine_version, &run.profile_name, &run.counts}) {
    if (text->size() > LedgerLimits::kFieldBytes) return "a name or a count of the run is too long";
  }
  if (std::max({run.profiles.size(), run.rules.size(), run.policy.size()}) > LedgerLimits::kFiles) {
    return "the run has more than " + std::to_string(LedgerLimits::kFiles) + " files";
  }
  std::vector<std::size_t> sizes = {run.outcomes.size(), run.report.size(), run.settings.size()};
  for (const std::vector<NamedText>* files : {&run.profiles, &run.rules, &run.policy}) {
    for (const NamedText& file : *files) {
      sizes.push_back(file.bytes.size());
      if (file.name.size() > LedgerLimits::kFieldBytes) return "the name of a file of the run is too long";
    }
  }
  std::size_t total = 0;
  for (const std::size_t size : sizes) {
    total += size;
    if (size > LedgerLimits::kContentBytes || total > LedgerLimits::kRunBytes) {
      return "the contents of the run are too large to record";
    }
  }
  return "";
}

Result<Done> insert(Database& database, const LedgerEntry& entry) {
  Result<Statement> row = database.prepare(
      "INSERT INTO entry(id, form, recorded_at, engine_version, as_of, profile_name, profile_digest, "
      "rules_digest, policy_digest, settings_digest, outcomes_digest, report_digest, keep, exit_code, "
      "counts, "
      "signer, previous, hash, signature) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)");
  if (!row) return row.error();
  row->bind(1, static_cast<std::int64_t>(entry.id)).bind(2, entry.form).bindText(3, entry.recorded_at);
  row->bindText(4, entry.engine_version).bindText(5, entry.as_of).bindText(6, entry.profile_name);
  row->bindText(7, entry.profile_digest).bindText(8, entry.rules_digest).bindText(9, entry.policy_digest);
  row->bindText(10, entry.settings_digest).bindText(11, entry.outcomes_digest);
  row->bindText(12, entry.report_digest).bindText(13, keepName(entry.keep)).bind(14, entry.exit_code);
  row->bindText(15, entry.counts).bindText(16, entry.signer).bindText(17, entry.previous);
  row->bindText(18, entry.hash).bindText(19, entry.signature);
  return row->finish();
}

Result<Done> keepContents(Database& database, const Run& run, Keep keep) {
  std::vector<std::string_view> contents = {run.outcomes, run.report};
  if (!run.settings.empty()) contents.emplace_back(run.settings);
  std::vector<std::string> manifests;
  if (keep == Keep::Inputs) {
    for (const std::vector<NamedText>* files : {&run.profiles, &run.rules, &run.policy}) {
      if (!files->empty() || files != &run.policy) manifests.push_back(manifestOf(*files));
      for (const NamedText& file : *files) contents.emplace_back(file.bytes);
    }
  }
  contents.insert(contents.end(), manifests.begin(), manifests.end());
  for (const std::string_view content : contents) {
    const Result<std::string> kept = keepContent(database, content, run.recorded_at);
    if (!kept) return kept.error();
  }
  return Done{};
}

// The id and the link of the row to come.
Result<LedgerEntry> successor(Database& database) {
  const Result<std::optional<ReadRow>> last = readLastRow(database);
  if (!last) return last.error();
  if (!*last) return LedgerEntry{.id = EntryId(1), .previous = std::string(kNoRow)};
  const LedgerEntry& entry = (*last)->entry;
  if (!(*last)->damage.empty() || rowHash(entry) != entry.hash) {
    return database.refusal("its last row does not match its hash; `ledger verify` says more");
  }
  const auto id = static_cast<std::int64_t>(entry.id);
  if (id < 1 || id == std::numeric_limits<std::int64_t>::max()) {
    return database.refusal("its last row has the number " + std::to_string(id) + ", which no chain reaches");
  }
  return LedgerEntry{.id = EntryId(id + 1), .previous = entry.hash};
}

// Why a row with this key, or with none, cannot be `row`, the next one; "" when it can.
Result<std::string> unsignable(Database& database, const LedgerEntry& row, const SecretKey* key) {
  const Result<std::optional<ReadRow>> last = readLastRow(database);
  if (!last) return last.error();
  const Result<std::optional<Checkpoint>> stored = storedCheckpoint(database);
  if (!stored) return stored.error();
  const bool was_signed = *last && !(*last)->entry.signer.empty();
  if (!*stored && !was_signed) return std::string();
  if (!*stored) return std::string("its signed checkpoint is missing; `ledger verify` says more");
  const Checkpoint& checkpoint = **stored;
  const bool fits = holds(checkpoint) && checkpoint.head == row.previous &&
                    checkpoint.entries == static_cast<std::int64_t>(row.id) - 1;
  if (!fits)
    return std::string("it does not end where its signed checkpoint says; `ledger verify` says more");
  return key ? std::string() : std::string("its runs are signed: name the key with --ledger-key FILE");
}

// What the row says of the run.
void describe(LedgerEntry& entry, const Run& run) {
  entry.recorded_at = run.recorded_at;
  entry.engine_version = run.engine_version;
  entry.as_of = run.as_of;
  entry.profile_name = run.profile_name;
  entry.profile_digest = sha256Hex(manifestOf(run.profiles));
  entry.rules_digest = sha256Hex(manifestOf(run.rules));
  if (!run.policy.empty()) entry.policy_digest = sha256Hex(manifestOf(run.policy));
  if (!run.settings.empty()) entry.settings_digest = sha256Hex(run.settings);
  entry.outcomes_digest = sha256Hex(run.outcomes);
  entry.report_digest = sha256Hex(run.report);
  entry.exit_code = run.exit_code;
  entry.counts = run.counts;
}

// The hash over all of the row, and the signature of the key if there is one.
void seal(LedgerEntry& entry, const SecretKey* key) {
  if (key) entry.signer = key->publicHex();
  entry.hash = rowHash(entry);
  if (key) entry.signature = key->sign(rowStatement(entry));
}

bool matches(const LedgerEntry& entry, const LedgerFilter& filter) {
  return (filter.profile_name.empty() || entry.profile_name == filter.profile_name) &&
         (filter.as_of.empty() || entry.as_of == filter.as_of) &&
         (filter.since.empty() || entry.recorded_at >= filter.since);  // ISO text sorts as time does
}

IoError damaged(const Database& database, const ReadRow& row) {
  return database.refusal(rowName(row.entry.id) + " in it is damaged (" + row.damage +
                          "); `ledger verify` says more");
}

}  // namespace

Ledger::Ledger(std::unique_ptr<State> state) : state_(std::move(state)) {}
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;
Ledger::~Ledger() = default;

Result<Ledger> Ledger::open(const std::string& path, const LedgerOptions& options) {
  constexpr std::size_t kRowOverhead = 1u << 20;  // SQLite counts the whole row
  const bool appends = options.mode == LedgerMode::Append;
  Result<Database> database = Database::open(path, {.access = appends ? Access::Create : Access::Read,
                                                    .noun = "ledger",
                                                    .value_bytes = LedgerLimits::kContentBytes + kRowOverhead,
                                                    .busy_milliseconds = options.busy_milliseconds,
                                                    .most_pages = options.most_pages});
  if (!database) return database.error();
  const Result<Done> ready =
      appends ? readyForAppending(*database) : requireLedger(*database, LedgerFormat::Any);
  if (!ready) return ready.error();
  return Ledger(std::unique_ptr<State>(new State{std::move(*database)}));
}

Result<EntryId> Ledger::append(const Run& run, Keep keep, const SecretKey* key) {
  Database& database = state_->database;
  const std::string reason = unfit(run);
  if (!reason.empty()) return database.refusal(reason);
  Result<Transaction> transaction = Transaction::begin(database);
  if (!transaction) return transaction.error();
  // A newer version may have brought it on meanwhile.
  Result<Done> done = requireLedger(database, LedgerFormat::Last);
  if (!done) return done.error();
  Result<LedgerEntry> entry = successor(database);
  if (!entry) return entry.error();
  const Result<std::string> unsigned_for = unsignable(database, *entry, key);
  if (!unsigned_for) return unsigned_for.error();
  if (!unsigned_for->empty()) return database.refusal(*unsigned_for);
  describe(*entry, run);
  entry->keep = keep;
  seal(*entry, key);
  done = keepContents(database, run, keep);
  if (done) done = insert(database, *entry);
  if (done && key) {
    done = storeCheckpoint(
        database, signedCheckpoint(static_cast<std::int64_t>(entry->id), entry->hash, run.recorded_at, *key));
  }
  if (done) done = transaction->commit();
  if (!done) return done.error();
  return entry->id;
}

Result<std::optional<Checkpoint>> Ledger::checkpoint() { return storedCheckpoint(state_->database); }

Result<std::vector<LedgerEntry>> Ledger::list(const LedgerFilter& filter) {
  Result<Rows> rows = Rows::open(state_->database);
  if (!rows) return rows.error();
  std::vector<LedgerEntry> entries;
  for (;;) {
    Result<std::optional<ReadRow>> row = rows->next();
    if (!row) return row.error();
    if (!*row) break;
    if (!(*row)->damage.empty()) return damaged(state_->database, **row);
    if (matches((*row)->entry, filter)) entries.push_back(std::move((*row)->entry));
    // Twice as many as wanted are held at most, so that the older half goes in one move.
    if (filter.newest > 0 && entries.size() / 2 >= filter.newest) {
      entries.erase(entries.begin(), entries.end() - static_cast<std::ptrdiff_t>(filter.newest));
    }
  }
  if (filter.newest > 0 && entries.size() > filter.newest) {
    entries.erase(entries.begin(), entries.end() - static_cast<std::ptrdiff_t>(filter.newest));
  }
  return entries;
}

Result<Record> Ledger::show(EntryId id) {
  Database& database = state_->database;
  const Result<Transaction> transaction = Transaction::beginReading(database);
  if (!transaction) return transaction.error();
  Result<std::optional<ReadRow>> row = readRow(database, id);
  if (!row) return row.error();
  if (!*row) return database.refusal("it has no " + rowName(id));
  if (!(*row)->damage.empty()) return damaged(database, **row);
  Record record{.entry = std::move((*row)->entry)};
  if (rowHash(record.entry) != record.entry.hash) {
    return database.refusal(rowName(id) + " in it does not match its hash; `ledger verify` says more");
  }
  const LedgerEntry& entry = record.entry;
  for (const auto& [digest, into] :
       {std::pair{&entry.outcomes_digest, &record.outcomes}, std::pair{&entry.report_digest, &record.report},
        std::pair{&entry.settings_digest, &record.settings}}) {
    if (digest->empty()) continue;
    Result<std::optional<std::string>> content = readContent(database, *digest);
    if (!content) return content.error();
    *into = std::move(*content);
  }
  // A later run may have kept the same files; this one promised not to.
  if (entry.keep == Keep::Digests) return record;
  for (const auto& [digest, into] :
       {std::pair{&entry.profile_digest, &record.profiles}, std::pair{&entry.rules_digest, &record.rules},
        std::pair{&entry.policy_digest, &record.policy}}) {
    if (digest->empty()) {
      into->emplace();
      continue;
    }
    Result<std::optional<std::vector<KeptFile>>> files = readFiles(database, *digest);
    if (!files) return files.error();
    *into = std::move(*files);
  }
  return record;
}

Result<Forgotten> Ledger::forget(const std::string& day) {
  Database& database = state_->database;
  if (!isDay(day)) return database.refusal("`" + day + "` is not a date such as 2026-11-23");
  Result<Transaction> transaction = Transaction::begin(database);
  if (!transaction) return transaction.error();
  Result<Statement> statement = database.prepare("DELETE FROM content WHERE last_kept < ?1");
  if (!statement) return statement.error();
  Result<Done> done = statement->bindText(1, day).finish();
  if (!done) return done.error();
  Forgotten forgotten{.contents = database.changed()};
  done = transaction->commit();
  if (!done) return done.error();
  // Deleted bytes are overwritten in the file, but older pages still hold them in the -wal file until it is
  // cut.
  const Result<std::int64_t> busy = database.number("PRAGMA wal_checkpoint(TRUNCATE)");
  if (!busy) return busy.error();
  forgotten.erased = *busy == 0;
  return forgotten;
}

}  // namespace jurat
