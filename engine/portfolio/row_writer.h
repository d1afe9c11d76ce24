// RowWriter: rows of an output, cell by cell, in the format that the output has. Nothing is allocated a
// value; what is the same in every row was made before.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/portfolio/plan.h"
#include "engine/values/number.h"

namespace jurat::portfolio {

// An amount as rows have it: what the law sets as the most (the least, where it sets only that), between
// `low` and `high`; an empty text where it has no bound, or nobody knows one.
struct MoneyCell {
  std::string_view rule, state;  // of an exposure; empty: an amount
  std::string_view amount;       // its id
  std::string_view currency;
  std::string_view low, high;
};

// The caller writes a value for each column, in order, between beginRow() and endRow().
class RowWriter {
 public:
  virtual ~RowWriter() = default;
  virtual void beginRow() = 0;
  virtual void endRow() = 0;
  virtual void integer(std::uint64_t value) = 0;
  virtual void text(std::string_view value) = 0;
  // A JSON string with its quotes, as a record has it.
  virtual void token(std::string_view json) = 0;
  virtual void nothing() = 0;
  virtual void texts(const std::vector<std::string_view>& values) = 0;
  virtual void money(const std::vector<MoneyCell>& values) = 0;

  std::string& bytes() { return bytes_; }

 protected:
  std::string bytes_;
};

std::unique_ptr<RowWriter> makeRowWriter(Format format, const std::vector<Field>& fields);
std::unique_ptr<RowWriter> makeJsonWriter(const std::vector<Field>& fields);
std::unique_ptr<RowWriter> makeCsvWriter();
std::unique_ptr<RowWriter> makeCellWriter();
// The first line of a CSV output.
std::string csvHead(const std::vector<Field>& fields);

// Rows of makeCellWriter() read again: each cell a byte that says what it is, then 8 bytes of a number, or
// the length of a text in 8 bytes and the text.
struct Cell {
  enum class Kind : char { Nothing = 'n', Integer = 'i', Text = 't' } kind = Kind::Nothing;
  std::uint64_t integer = 0;
  std::string_view text;
};
// Takes the first cell off.
Cell takeCell(std::string_view& rows);

// Digits behind `out`.
void appendInteger(std::string& out, std::uint64_t value);
// A JSON string.
void appendQuoted(std::string& out, std::string_view text);
void appendTexts(std::string& out, const std::vector<std::string_view>& values);
void appendMoney(std::string& out, const std::vector<MoneyCell>& values);

}  // namespace jurat::portfolio
