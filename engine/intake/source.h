// Source: where the records of companies come from (lines of JSON, rows of CSV, rows of a database), one JSON
// document a company, in the order of the input. Bounded: holds one chunk and the longest record.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace jurat::intake {

// Behind the text of every record so many bytes may be read.
inline constexpr std::size_t kPadding = 64;
// A chunk is given out when it holds so many bytes, even if more records were asked for.
inline constexpr std::size_t kChunkBytes = 16u << 20;

// A record that is no JSON document of a company because of how the input is written: the complaint is ready
// for a person ("file:line:column: error[J....]: ..." and its help), `text` is how the input has it: its
// beginning only, when it is longer than is held.
struct Refused {
  std::size_t before = 0;  // of Chunk::records: it stands before this one
  std::uint64_t line = 1;
  std::string complaint;
  std::string text;
};

// Where a piece of a made document comes from.
struct Origin {
  std::uint32_t at = 0;      // of the record's text: from here on
  std::uint32_t field = 0;   // of Chunk::fields; the column of the table, counted from 0
  std::uint64_t line = 1;    // in the input
  std::uint32_t column = 1;  // in that line, in characters, counted from 1
};

// Some records that follow each other. Reused: capacity stays.
struct Chunk {
  struct Record {
    std::size_t begin = 0, length = 0;  // in `bytes`: one JSON document, without the end of its line
    std::uint64_t line = 1;             // in the input, counted from 1
    // What the input calls the company (`company: id:` of a mapping), in `bytes`; empty when it does not say.
    std::size_t id_begin = 0, id_length = 0;
    // Of a document that was made out of cells: where they stood, in `origins`.
    std::size_t origins_begin = 0, origins_length = 0;
    // The rows of such a document as they came, in `rows`.
    std::size_t rows_begin = 0, rows_length = 0;
  };
  std::string bytes;  // may be longer than what the records take; kPadding bytes stand behind the last record
  std::vector<Record> records;
  std::vector<Refused> refused;
  std::uint64_t first = 0;  // how many records, refused ones counted, stand before this chunk in the input
  std::vector<Origin> origins;
  std::string rows;
  std::shared_ptr<const std::vector<std::string>> fields;  // names of the columns; null for lines of JSON

  std::string_view text(std::size_t record) const {
    return std::string_view(bytes).substr(records[record].begin, records[record].length);
  }
  std::string_view id(std::size_t record) const {
    return std::string_view(bytes).substr(records[record].id_begin, records[record].id_length);
  }
  // The record as the input has it, for whoever is given what was refused.
  std::string_view came(std::size_t record) const {
    const Record& of = records[record];
    return of.rows_length > 0 ? std::string_view(rows).substr(of.rows_begin, of.rows_length) : text(record);
  }
  void clear() {
    records.clear();
    rows.clear();
    refused.clear();
    origins.clear();
  }
};

// Complaints that a reader of JSON made about a record ("file:line:column: error[...]: ..." a line), with the
// places of the input instead of those of the document that was made out of it. Those about lines of JSON
// stay.
std::string placed(const Chunk& chunk, std::size_t record, std::string_view name,
                   std::string_view complaints);

class Source {
 public:
  Source() = default;
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;
  virtual ~Source() = default;
  // Fills `chunk` with records until there are `records` of them (refused ones counted) or kChunkBytes are
  // full; false when there are none left. Rows that are refused may go beyond that number when they belong to
  // a company of many rows: a chunk ends where a company does. An error is about the input as a whole (it
  // cannot be read, is damaged, is not what the mapping says): nothing can be read after it.
  virtual Result<bool> next(Chunk& chunk, std::size_t records) = 0;
  // Passes over so many records, refused ones counted, as far as next() would have come; fewer only when the
  // input ends before.
  virtual Result<std::uint64_t> skip(std::uint64_t records) = 0;
  // What stands in front of the records of a table, as it came: above refused ones it makes a table of them
  // again. Empty for lines of JSON.
  virtual std::string heading() const { return ""; }
  // What the input is called in complaints.
  virtual const std::string& name() const = 0;
  // How much of the input has been read and how large it is, in bytes of it as it lies there (compressed, if
  // it is); 0 where nobody knows: for progress. May be asked while another thread is in next().
  virtual std::uint64_t bytesRead() const = 0;
  virtual std::uint64_t bytesInAll() const = 0;
  // What a person should know of how the input was read ("read as Windows-1252: ..."), to be asked when the
  // input has ended; empty when there is nothing to say.
  virtual std::vector<std::string> notes() const = 0;
};

}  // namespace jurat::intake
