#include <algorithm>
#include <cstdint>
#include <utility>

#include "engine/crypto/sha256.h"
#include "engine/ledger/contents.h"
#include "engine/ledger/ledger.h"
#include "engine/ledger/rows.h"
#include "engine/ledger/signatures.h"
#include "engine/ledger/state.h"

namespace jurat {
namespace {

// A pair of things by which contents are looked up: which row's time keeps a digest, which manifest names a
// file.
using Kept = std::pair<Digest, std::string>;
using Named = std::pair<Digest, Digest>;

class Verification {
 public:
  Verification(Database& database, const LedgerTrust& trust, LedgerVerdict& verdict)
      : database_(database), trust_(trust), verdict_(verdict), signatures_(trust) {}

  void rows();
  void contents();
  void pages();

 private:
  void row(const ReadRow& row);
  std::string faultOf(const Statement& statement) const;
  bool keptAt(const Digest& digest, const std::string& time) const;
  void noteFiles(const Digest& manifest);
  void report(std::optional<EntryId> id, std::string message);
  void reportContent(const Digest& digest, const std::string& message) {
    report(std::nullopt, "content " + digest.hex().substr(0, 12) + ": " + message);
  }

  Database& database_;
  const LedgerTrust& trust_;
  LedgerVerdict& verdict_;
  Signatures signatures_;
  std::int64_t last_id_ = 0;
  std::vector<Kept> kept_;         // sorted once all rows are read
  std::vector<Digest> manifests_;  // of rows that keep inputs
  std::vector<Named> named_;       // file, manifest
};

void Verification::report(std::optional<EntryId> id, std::string message) {
  if (verdict_.problems.size() == LedgerLimits::kProblems) {
    ++verdict_.more_problems;
    return;
  }
  verdict_.problems.push_back({.id = id, .message = std::move(message)});
}

void Verification::row(const ReadRow& row) {
  const LedgerEntry& entry = row.entry;
  const auto id = static_cast<std::int64_t>(entry.id);
  const std::string name = "row " + std::to_string(id) + ": ";
  const bool gap = id != last_id_ + 1;
  if (gap) {
    report(entry.id,
           name + "it should be row " + std::to_string(last_id_ + 1) + "; rows before it are missing");
  }
  last_id_ = id;
  if (!row.damage.empty()) {
    report(entry.id, name + row.damage);
    return;
  }
  if (rowHash(entry) != entry.hash) report(entry.id, name + "its content does not match its hash");
  // Across a gap the link cannot fit; the gap has been said.
  if (!gap && entry.previous != verdict_.head) {
    report(entry.id, name + "it is not linked to the row before, whose hash is another");
  }
  for (const std::string& problem : signatures_.row(entry)) report(entry.id, name + problem);
  verdict_.head = entry.hash;
  const auto keeps = [&](const std::string& digest) {
    const std::optional<Digest> read = digestFromHex(digest);
    if (read) kept_.emplace_back(*read, entry.recorded_at);
    return read;
  };
  keeps(entry.outcomes_digest);
  keeps(entry.report_digest);
  keeps(entry.settings_digest);
  if (entry.keep == Keep::Digests) return;
  for (const std::string* digest : {&entry.profile_digest, &entry.rules_digest, &entry.policy_digest}) {
    if (const std::optional<Digest> manifest = keeps(*digest)) manifests_.push_back(*manifest);
  }
}

void Verification::rows() {
  const std::string& noted_head = trust_.noted_head;
  verdict_.head = kNoRow;
  const Result<std::optional<Checkpoint>> stored = storedCheckpoint(database_);
  if (!stored) report(std::nullopt, "the signed checkpoint: " + stored.error().message);
  if (stored) signatures_.stored(*stored);
  bool noted = noted_head.empty() || noted_head == kNoRow;
  Result<Rows> all = Rows::open(database_);
  for (;;) {
    const Result<std::optional<ReadRow>> next =
        all ? all->next() : Result<std::optional<ReadRow>>(all.error());
    if (!next) {
      // Bytes that cannot be read do not verify; that is an answer, not a failure to give one.
      report(std::nullopt, "after row " + std::to_string(last_id_) + ": " + next.error().message);
      break;
    }
    if (!*next) break;
    ++verdict_.rows;
    row(**next);
    noted = noted || (*next)->entry.hash == noted_head;
  }
  if (!noted) report(std::nullopt, "no row has the hash that was noted: rows were cut off or replaced");
  for (const std::string& problem : signatures_.end()) report(std::nullopt, problem);
  verdict_.signed_rows = signatures_.count();
}

void Verification::noteFiles(const Digest& manifest) {
  const Result<std::optional<std::string>> text = readContent(database_, manifest.hex());
  if (!text || !*text) return;  // damaged: said when its turn comes; absent: forgotten
  const std::optional<std::vector<ManifestLine>> lines = readManifest(**text);
  if (!lines) {
    reportContent(manifest, "it is not a list of files");
    return;
  }
  for (const ManifestLine& line : *lines) {
    if (const std::optional<Digest> file = digestFromHex(line.digest)) named_.emplace_back(*file, manifest);
  }
}

bool Verification::keptAt(const Digest& digest, const std::string& time) const {
  if (std::binary_search(kept_.begin(), kept_.end(), Kept(digest, time))) return true;
  auto named = std::lower_bound(named_.begin(), named_.end(), Named(digest, Digest()));
  for (; named != named_.end() && named->first == digest; ++named) {
    if (std::binary_search(kept_.begin(), kept_.end(), Kept(named->second, time))) return true;
  }
  return false;
}

std::string Verification::faultOf(const Statement& statement) const {
  const std::optional<Digest> read = digestFromHex(statement.text(1));
  if (!read) return "its digest is damaged";
  if (!statement.isBlob(2) || sha256(statement.blob(2)) != *read) return "its bytes do not match its digest";
  const std::string last_kept(statement.text(3).substr(0, LedgerLimits::kFieldBytes));
  if (!keptAt(*read, last_kept)) return "no row recorded when it says keeps it";
  return "";
}

void Verification::contents() {
  std::sort(kept_.begin(), kept_.end());
  std::sort(manifests_.begin(), manifests_.end());
  manifests_.erase(std::unique(manifests_.begin(), manifests_.end()), manifests_.end());
  for (const Digest& manifest : manifests_) noteFiles(manifest);
  std::sort(named_.begin(), named_.end());
  Result<Statement> statement =
      database_.prepare("SELECT id, digest, bytes, last_kept FROM content ORDER BY id");
  std::optional<std::int64_t> before;
  for (;;) {
    const Result<bool> found = statement ? statement->step() : Result<bool>(statement.error());
    if (!found) {
      report(std::nullopt, "among the contents: " + found.error().message);
      return;
    }
    if (!*found) return;
    // Damaged pages may lead round in circles; numbers that do not increase show it.
    if (before && statement->integer(0) <= *before) {
      report(std::nullopt, "among the contents: the file is damaged");
      return;
    }
    before = statement->integer(0);
    ++verdict_.contents;
    const std::string fault = faultOf(*statement);
    if (!fault.empty()) {
      const std::optional<Digest> digest = digestFromHex(statement->text(1));
      if (digest) reportContent(*digest, fault);
      if (!digest) report(std::nullopt, "content number " + std::to_string(*before) + ": " + fault);
    }
  }
}

// Damage that hides rows from one way of reading and not from another, such as a broken index.
void Verification::pages() {
  Result<Statement> check = database_.prepare("PRAGMA integrity_check(20)");
  for (;;) {
    const Result<bool> found = check ? check->step() : Result<bool>(check.error());
    if (!found) report(std::nullopt, found.error().message);
    if (!found || !*found) return;
    if (check->text(0) != "ok")
      report(std::nullopt, "the file: " + std::string(check->text(0).substr(0, 200)));
  }
}

}  // namespace

Result<LedgerVerdict> Ledger::verify(const LedgerTrust& trust) {
  const Result<Transaction> transaction = Transaction::beginReading(state_->database);
  if (!transaction) return transaction.error();
  LedgerVerdict verdict;
  Verification verification(state_->database, trust, verdict);
  verification.rows();
  verification.contents();
  verification.pages();
  return verdict;
}

}  // namespace jurat
