#include "engine/ledger/checkpoint.h"

#include <charconv>
#include <system_error>
#include <utility>

#include "engine/crypto/sha256.h"
#include "engine/ledger/entry.h"
#include "engine/ledger/ledger.h"

namespace jurat {
namespace {

constexpr std::string_view kTitle = "jurat ledger checkpoint 1";

std::string statement(const Checkpoint& checkpoint) {
  return std::string(kTitle) + "\nrows " + std::to_string(checkpoint.entries) + "\nhead " + checkpoint.head +
         "\nat " + checkpoint.made_at + "\nkey " + checkpoint.signer + "\n";
}

// Takes the line that begins with `name` and a blank off the front of `text`: what stands behind them.
std::optional<std::string> takeLine(std::string_view& text, std::string_view name) {
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos || text.substr(0, name.size()) != name || end <= name.size() ||
      text[name.size()] != ' ') {
    return std::nullopt;
  }
  std::string value(text.substr(name.size() + 1, end - name.size() - 1));
  text.remove_prefix(end + 1);
  return value;
}

}  // namespace

std::string checkpointText(const Checkpoint& checkpoint) {
  return statement(checkpoint) + "signature " + checkpoint.signature + "\n";
}

std::optional<Checkpoint> readCheckpoint(std::string_view text) {
  const std::string_view whole = text;
  if (text.substr(0, kTitle.size() + 1) != std::string(kTitle) + "\n") return std::nullopt;
  text.remove_prefix(kTitle.size() + 1);
  Checkpoint out;
  const std::optional<std::string> rows = takeLine(text, "rows");
  if (!rows) return std::nullopt;
  const auto [stop, failed] = std::from_chars(rows->data(), rows->data() + rows->size(), out.entries);
  if (failed != std::errc() || stop != rows->data() + rows->size() || out.entries < 1) return std::nullopt;
  for (const auto& [name, into] : {std::pair{"head", &out.head}, std::pair{"at", &out.made_at},
                                   std::pair{"key", &out.signer}, std::pair{"signature", &out.signature}}) {
    std::optional<std::string> value = takeLine(text, name);
    if (!value) return std::nullopt;
    *into = *std::move(value);
  }
  const bool sound = digestFromHex(out.head) && isInstant(out.made_at) && isPublicKey(out.signer) &&
                     checkpointText(out) == whole;
  return sound ? std::optional(std::move(out)) : std::nullopt;
}

Checkpoint signedCheckpoint(std::int64_t entries, std::string head, std::string made_at,
                            const SecretKey& key) {
  Checkpoint out{
      .entries = entries, .head = std::move(head), .made_at = std::move(made_at), .signer = key.publicHex()};
  out.signature = key.sign(statement(out));
  return out;
}

bool holds(const Checkpoint& checkpoint) {
  return isSignedBy(checkpoint.signer, statement(checkpoint), checkpoint.signature);
}

Result<std::optional<Checkpoint>> storedCheckpoint(Database& database) {
  const Result<std::int64_t> format = database.number("PRAGMA user_version");
  if (!format) return format.error();
  if (*format < 2) return std::optional<Checkpoint>();
  Result<Statement> row = database.prepare(
      "SELECT entries, head, made_at, signer, signature FROM checkpoint ORDER BY id LIMIT 1");
  if (!row) return row.error();
  const Result<bool> found = row->step();
  if (!found) return found.error();
  if (!*found) return std::optional<Checkpoint>();
  Checkpoint out{.entries = row->integer(0)};
  int column = 0;
  // What is too long is no checkpoint of ours; cut off, its signature does not fit.
  for (std::string* into : {&out.head, &out.made_at, &out.signer, &out.signature})
    *into = row->text(++column).substr(0, LedgerLimits::kFieldBytes);
  return std::optional(std::move(out));
}

Result<Done> storeCheckpoint(Database& database, const Checkpoint& checkpoint) {
  Result<Statement> row = database.prepare(
      "INSERT OR REPLACE INTO checkpoint(id, entries, head, made_at, signer, signature) "
      "VALUES (1, ?1, ?2, ?3, ?4, ?5)");
  if (!row) return row.error();
  row->bind(1, checkpoint.entries).bindText(2, checkpoint.head).bindText(3, checkpoint.made_at);
  row->bindText(4, checkpoint.signer).bindText(5, checkpoint.signature);
  return row->finish();
}

}  // namespace jurat
