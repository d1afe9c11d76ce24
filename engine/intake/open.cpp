#include "engine/intake/open.h"

#include <array>
#include <string_view>
#include <utility>

#include "engine/intake/bytes.h"
#include "engine/intake/csv.h"
#include "engine/intake/database.h"
#include "engine/intake/lines.h"
#include "engine/intake/mapping.h"
#include "engine/intake/tabular.h"

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
  if (options.mapping && options.mapping->of != Mapping::Of::Sqlite) return Format::Csv;
  if (const std::optional<Format> named = formatOf(endingOf(options.path))) return *named;
  if (head.empty() || looksLikeJson(head)) return Format::Lines;
  return IoError{"cannot tell what `" + shownName(options.path) +
                 "` is: neither its name nor its first bytes say so; name the format: ndjson, csv or sqlite"};
}

// What was asked for and the format do not go together.
std::optional<IoError> misfit(const SourceOptions& options, Format format, const std::string& name) {
  const bool asked = !options.query.empty() || !options.table.empty();
  if (asked && format != Format::Sqlite)
    return IoError{"a query or table is of SQLite, and `" + name + "` is not"};
  if (asked && !options.query.empty() && !options.table.empty())
    return IoError{"name a query or a table of `" + name + "`, not both"};
  if (format == Format::Sqlite && options.path == "-") {
    return IoError{"a database cannot be read from standard input; name its file"};
  }
  if (!options.mapping) return std::nullopt;
  if (format == Format::Lines)
    return IoError{"lines of JSON need no mapping, and `" + options.mapping->file + "` was given; is `" +
                   name + "` CSV? then name the format"};
  const bool csv = options.mapping->of == Mapping::Of::Csv,
             sqlite = options.mapping->of == Mapping::Of::Sqlite;
  if ((csv && format != Format::Csv) || (sqlite && format != Format::Sqlite)) {
    return IoError{"`" + options.mapping->file + "` is a mapping of " + (csv ? "CSV" : "SQLite") + ", and `" +
                   name + "` is " + (csv ? "SQLite" : "CSV")};
  }
  return std::nullopt;
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
  if (const std::optional<IoError> unfit = misfit(options, *format, name)) return *unfit;
  switch (*format) {
    case Format::Lines:
      return linesSource(std::move(*bytes), name, options.limits);
    case Format::Csv: {
      CsvOptions csv;
      csv.limits = options.limits;
      if (endingOf(options.path) == "tsv") csv.delimiter = '\t';
      if (options.mapping) {
        csv.encoding = options.mapping->encoding;
        csv.delimiter = options.mapping->delimiter.value_or(csv.delimiter);
        csv.headers = options.mapping->headers;
      }
      return tabularSource(csvTable(std::move(*bytes), name, csv), options.mapping, options.limits);
    }
    case Format::Sqlite:
      break;
  }
  bytes->reset();
  Result<std::unique_ptr<Table>> table =
      databaseTable(options.path, options.table, options.query, options.limits);
  if (!table) return table.error();
  return tabularSource(std::move(*table), options.mapping, options.limits);
}

}  // namespace jurat::intake
