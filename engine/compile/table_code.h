// Decision tables as the machine reads them: each column cut into pieces that all its cells treat alike.
//
// Values of an ordered column are cut where some cell begins or ends, options and texts are pieces of their
// own. What is known of a value is then a set of pieces, a cell accepts a set of pieces, and every question
// about rows (is this one met, can both be, is something left out) is one about small whole numbers.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/check/program.h"

namespace jurat {

// A place between two pieces of an ordered column: just before `at`, or just behind it.
struct Cut {
  Number at;
  bool behind = false;
  friend bool operator==(const Cut&, const Cut&) = default;
};
// The number of cuts that a value has passed is its piece.
std::uint32_t pieceOf(const std::vector<Cut>& cuts, const Number& value);

// What a cell accepts: pieces first to last (none when first is more), of these only those in `bits` where it
// has any.
struct CellCode {
  std::uint32_t first = 0, last = 0;
  std::vector<std::uint64_t> bits;  // of options and texts
  bool none = false;                // accepts `none`
  bool any = false;                 // accepts whatever there is, an error too
};

// What is known of a value: it lies in these pieces, or is `none`, or an error.
struct Reach {
  std::uint32_t first = 1, last = 0;
  std::vector<std::uint64_t> bits;  // of options and texts: all of the column's words
  bool none = false, error = false;

  bool somewhere() const { return first <= last; }  // in some piece
};

struct ColumnCode {
  std::uint32_t slot = 0;  // in the table's block
  Type type;
  bool months = false;             // periods: the cells count in months
  std::vector<Cut> cuts;           // ordered types
  std::vector<std::string> texts;  // sorted; the last piece is any other text
  std::uint32_t pieces = 0;        // of options and texts
  std::vector<CellCode> cells;     // without repeats
};

// A result: a constant, or a slot of the table's block.
struct ResultCode {
  bool constant = false;
  std::uint32_t index = 0;
};

struct TableCode {
  checked::DeclarationId declaration{kNoId};
  std::vector<ColumnCode> columns;
  std::vector<std::uint32_t> cells;  // of row r and column c at r * columns + c: index into ColumnCode::cells
  std::vector<ResultCode> results;   // of row r and output o at r * outputs + o
  std::vector<std::uint32_t> doubts;  // by row: into RuleSet::doubts, kNoId when confirmed

  const checked::DecisionTable& source(const checked::Program& program) const {
    return program.declarations[declaration].decision;
  }
  const CellCode& cell(std::size_t row, std::size_t column) const {
    return columns[column].cells[cells[row * columns.size() + column]];
  }
};

// Sets first and last by the bits.
void trim(Reach& reach);

// Whether the cell accepts some, or all, of what is known of a value.
bool accepts(const CellCode& cell, const Reach& reach);
bool acceptsAll(const CellCode& cell, const Reach& reach);
// Whether some value within the reach is accepted by both.
bool acceptBoth(const CellCode& a, const CellCode& b, const Reach& reach);

// Whether every combination of values within `reach` (one a column) is accepted by one of the rows. `budget`
// counts down by cells looked at; when it is spent the answer is no.
bool covered(const TableCode& table, std::vector<std::uint32_t> rows, std::vector<Reach> reach,
             std::uint64_t& budget);

}  // namespace jurat
