// Source: where the records of companies come from (lines of JSON, rows of CSV, rows of a database), one JSON
// document a company, in the order of the input. Bounded: holds one chunk and the longest record.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace jurat::intake {

// Behind the text of every record so many bytes may be read.
inline constexpr std::size_t kPadding = 64;

// A record that is no JSON document of a company because of how the input is written: the complaint is ready
// for a person ("file:line:column: error[J....]: ..." and its help), `text` is how the input has it.
struct Refused {
  std::size_t before = 0;  // of Chunk::records: it stands before this one
  std::uint64_t line = 1;
  std::string complaint;
  std::string text;
};

// Some records that follow each other. Reused: capacity stays.
struct Chunk {
  struct Record {
    std::size_t begin = 0, length = 0;  // in `bytes`: one JSON document, without the end of its line
    std::uint64_t line = 1;             // in the input, counted from 1
  };
  std::string bytes;  // kPadding bytes stand behind the last record
  std::vector<Record> records;
  std::vector<Refused> refused;
  std::uint64_t first = 0;  // how many records, refused ones counted, stand before this chunk in the input
  std::string_view text(std::size_t record) const {
    return std::string_view(bytes).substr(records[record].begin, records[record].length);
  }
};

class Source {
 public:
  virtual ~Source() = default;
  // Fills `chunk` with at most `records` records (refused ones counted), fewer only at the end of the input;
  // false when there are none left. An error is about the input as a whole (it cannot be read, is damaged, is
  // not what the mapping says): nothing can be read after it.
  virtual Result<bool> next(Chunk& chunk, std::size_t records) = 0;
  // Passes over so many records without looking into them; fewer only when the input ends before.
  virtual Result<std::uint64_t> skip(std::uint64_t records) = 0;
  // What the input is called in complaints.
  virtual const std::string& name() const = 0;
  // How much of the input has been read and how large it is, in bytes of it as it lies there (compressed, if it
  // is); 0 where nobody knows: for progress.
  virtual std::uint64_t bytesRead() const = 0;
  virtual std::uint64_t bytesInAll() const = 0;
  // What a person should know of how the input was read ("read as Windows-1252: ..."), once, after the first
  // chunk; empty when there is nothing to say.
  virtual std::vector<std::string> notes() const = 0;
};

}  // namespace jurat::intake
