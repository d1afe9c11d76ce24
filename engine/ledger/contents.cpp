#include "engine/ledger/contents.h"

#include <charconv>
#include <system_error>
#include <utility>

#include "engine/crypto/sha256.h"

namespace jurat {
namespace {

// Takes digits and the character after them off the front of `text`; nothing if they do not stand there.
std::optional<std::size_t> takeNumber(std::string_view& text, char after) {
  std::size_t number = 0;
  const char* end = text.data() + text.size();
  const auto [stop, failed] = std::from_chars(text.data(), end, number);
  if (failed != std::errc() || stop == end || *stop != after) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(stop - text.data()) + 1);
  return number;
}

std::optional<ManifestLine> takeLine(std::string_view& text) {
  constexpr std::size_t kDigits = 64;
  if (text.size() <= kDigits || text[kDigits] != ' ' || !digestFromHex(text.substr(0, kDigits))) {
    return std::nullopt;
  }
  ManifestLine line{.digest = std::string(text.substr(0, kDigits))};
  text.remove_prefix(kDigits + 1);
  const std::optional<std::size_t> size = takeNumber(text, ' ');
  if (!size) return std::nullopt;
  const std::optional<std::size_t> length = takeNumber(text, ':');
  if (!length || *length >= text.size() || text[*length] != '\n') return std::nullopt;
  line.size = *size;
  line.name = text.substr(0, *length);
  text.remove_prefix(*length + 1);
  return line;
}

}  // namespace

std::optional<std::vector<ManifestLine>> readManifest(std::string_view manifest) {
  std::vector<ManifestLine> lines;
  while (!manifest.empty()) {
    std::optional<ManifestLine> line = takeLine(manifest);
    if (!line || lines.size() == LedgerLimits::kFiles) return std::nullopt;
    lines.push_back(*std::move(line));
  }
  return lines;
}

Result<std::string> keepContent(Database& database, std::string_view bytes, const std::string& recorded_at) {
  std::string digest = sha256Hex(bytes);
  Result<Statement> insert = database.prepare(
      "INSERT INTO content(digest, bytes, last_kept) VALUES (?1, ?2, ?3) "
      "ON CONFLICT(digest) DO UPDATE SET last_kept = max(last_kept, excluded.last_kept)");
  if (!insert) return insert.error();
  const Result<Done> done = insert->bindText(1, digest).bindBlob(2, bytes).bindText(3, recorded_at).finish();
  if (!done) return done.error();
  return digest;
}

Result<std::optional<std::string>> readContent(Database& database, const std::string& digest) {
  Result<Statement> statement = database.prepare("SELECT bytes FROM content WHERE digest = ?1");
  if (!statement) return statement.error();
  const Result<bool> found = statement->bindText(1, digest).step();
  if (!found) return found.error();
  if (!*found) return std::optional<std::string>();
  std::string bytes(statement->blob(0));
  if (!statement->isBlob(0) || sha256Hex(bytes) != digest) {
    return database.refusal("the content " + digest.substr(0, 12) +
                            " in it does not match its digest; `ledger verify` says more");
  }
  return std::optional(std::move(bytes));
}

Result<std::optional<std::vector<KeptFile>>> readFiles(Database& database,
                                                       const std::string& manifest_digest) {
  const Result<std::optional<std::string>> manifest = readContent(database, manifest_digest);
  if (!manifest) return manifest.error();
  if (!*manifest) return std::optional<std::vector<KeptFile>>();
  const IoError wrong = database.refusal("the list of files " + manifest_digest.substr(0, 12) +
                                         " in it is damaged; `ledger verify` says more");
  std::optional<std::vector<ManifestLine>> lines = readManifest(**manifest);
  if (!lines) return wrong;
  std::vector<KeptFile> files;
  std::size_t total = 0;
  for (ManifestLine& line : *lines) {
    // Counted before reading: a hostile list may name one large content ten thousand times.
    if (line.size > LedgerLimits::kRunBytes - total) return wrong;
    total += line.size;
    Result<std::optional<std::string>> bytes = readContent(database, line.digest);
    if (!bytes) return bytes.error();
    if (*bytes && (*bytes)->size() != line.size) return wrong;
    files.push_back(
        {.name = std::move(line.name), .digest = std::move(line.digest), .bytes = std::move(*bytes)});
  }
  return std::optional(std::move(files));
}

}  // namespace jurat
