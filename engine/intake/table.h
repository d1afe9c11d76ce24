// Table: rows of cells, whatever they are read from; private to engine/intake.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/intake/mapping.h"
#include "engine/intake/source.h"

namespace jurat::intake {

class Table {
 public:
  Table() = default;
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;
  virtual ~Table() = default;

  // Reads what stands in front of the rows; once, before anything else.
  virtual Result<Done> begin() = 0;
  // The names of the columns, folded; after begin().
  virtual const std::vector<std::string>& fields() const = 0;
  // The same as they came, as lines.
  virtual const std::string& heading() const = 0;
  // Goes to the next row; false when there is none.
  virtual Result<bool> next() = 0;

  // Of the current row. What is wrong with it as a whole, ready as Refused::complaint; empty when nothing is.
  virtual const std::string& fault() const = 0;
  virtual std::uint64_t line() const = 0;
  // What it is in the input; of a large one only the beginning.
  virtual std::string raw() const = 0;
  // A cell, folded, in UTF-8, until the next cell is asked for. `answered` is false for NULL of a database.
  struct Cell {
    std::string_view text;
    bool answered = true;
    std::string_view fault;  // why it cannot be read, after "column N, `name`, "; empty when it can
  };
  virtual Cell cell(std::size_t field) = 0;
  // Where it begins: line and column in characters.
  virtual Origin place(std::size_t field) const = 0;

  virtual const std::string& name() const = 0;
  virtual std::uint64_t bytesRead() const = 0;
  virtual std::uint64_t bytesInAll() const = 0;
  virtual std::vector<std::string> notes() const = 0;
};

}  // namespace jurat::intake
