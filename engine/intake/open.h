// openSource(): any input of a portfolio as a Source, by its name, its first bytes, or what the user says.
#pragma once
#include <memory>
#include <optional>
#include <string>

#include "engine/base/limits.h"
#include "engine/intake/source.h"

namespace jurat::intake {

struct Mapping;

enum class Format { Lines, Csv, Sqlite };

struct SourceOptions {
  std::string path;                        // "-" is standard input
  std::optional<Format> format;            // nothing: recognised
  std::shared_ptr<const Mapping> mapping;  // of CSV and SQLite (mapping.h); null: names of columns are facts
  std::string table;                       // of SQLite; empty: the only one
  std::string query;                       // of SQLite: one SELECT
  Limits limits{};
};

// Opens the input. gzip and zstd are recognised by their first bytes, whatever the name is. The format is, in
// this order: what the options say; SQLite by its first bytes or because there is a table or query; CSV
// because there is a mapping; by the ending of the name (without .gz, .zst); lines of JSON by the first byte
// `{`. An error says which of these failed and what to write.
Result<std::unique_ptr<Source>> openSource(const SourceOptions& options);

// "ndjson", "csv", "sqlite" and their usual other names; nothing for any other word.
std::optional<Format> formatOf(std::string_view word);

}  // namespace jurat::intake
