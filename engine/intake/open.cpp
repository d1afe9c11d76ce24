#include "engine/intake/open.h"

#include <array>
#include <string_view>
#include <utility>

#include "engine/intake/bytes.h"
#include "engine/intake/lines.h"

namespace jurat::intake {
namespace {

std::string_view endingOf(std::string_view path) {
  for (const std::string_view packed : {".gz", ".zst", ".zstd"}) {
    if (path.ends_with(packed)) {
      path.remove_suffix(packed.size());
      break;
    }
  }
  const std::size_t dot = path.rfind('.');
  return dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
}

// By the first byte that is no white space.
bool looksLikeJson(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  const std::size_t at = head.find_first_not_of(" \t\r\n");
  return at != std::string_view::npos && head[at] == '{';
}

Result<Format> recognise(const SourceOptions& options, std::string_view head) {
  if (options.format) return *options.format;
  if (head.starts_with("SQLite format 3") || !options.query.empty() || !options.table.empty()) {
    return Format::Sqlite;
  }
  if (options.mapping) return Format::Csv;
  if (const std::optional<Format> named = formatOf(endingOf(options.path))) return *named;
  if (head.empty() || looksLikeJson(head)) return Format::Lines;
  return IoError{"cannot tell what `" + shownName(options.path) +
                 "` is: neither its name nor its first bytes say so; name the format: ndjson, csv or sqlite"};
}

}  // namespace

std::optional<Format> formatOf(std::string_view word) {
  constexpr auto kWords = std::to_array<std::pair<std::string_view, Format>>({
      {"ndjson", Format::Lines},
      {"jsonl", Format::Lines},
      {"json", Format::Lines},
      {"csv", Format::Csv},
      {"tsv", Format::Csv},
      {"sqlite", Format::Sqlite},
      {"sqlite3", Format::Sqlite},
      {"db", Format::Sqlite},
  });
  for (const auto& [name, format] : kWords) {
    if (name == word) return format;
  }
  return std::nullopt;
}

Result<std::unique_ptr<Source>> openSource(const SourceOptions& options) {
  Result<std::unique_ptr<Bytes>> bytes = openBytes(options.path);
  if (!bytes) return bytes.error();
  const Result<std::string_view> head = (*bytes)->head(64);
  if (!head) return head.error();
  const Result<Format> format = recognise(options, *head);
  if (!format) return format.error();
  const std::string name = shownName(options.path);
  switch (*format) {
    case Format::Lines:
      return linesSource(std::move(*bytes), name, options.limits);
    case Format::Csv:
    case Format::Sqlite:
      break;
  }
  return IoError{"cannot read `" + name + "`: this format is not read yet"};
}

}  // namespace jurat::intake
