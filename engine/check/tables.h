// Tables of the checked program: data per option, rates by day, and decision tables with what their cells
// accept.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/check/standing.h"
#include "engine/values/type.h"
#include "engine/values/value.h"

namespace jurat::checked {

struct Expr;

struct Column {
  std::string name;
  Type type;
  std::vector<Value> values;  // by row; a table without dates has one row for each lowest option, in order
  std::vector<Span> places;   // of the values, likewise
  bool citations = false;     // the column `cites`: texts
};

// A row of a data table: the lowest option it belongs to, and the days on which it holds.
// INVARIANT: rows stand by option, then by day, and no two of one option hold on the same day.
struct DataRow {
  std::uint32_t lowest = 0;         // index among the lowest options of the table's choice
  std::optional<Date> from, until;  // inclusive
  Confidence confidence;
  Span span;
};

// ---- decision tables

enum class HitPolicy : std::uint8_t { Unique, First, Any, Collect };

// One end of what a cell accepts of an ordered type.
struct CellBound {
  Value value;
  bool inclusive = true;
};

enum class CellKind : std::uint8_t {
  Any,       // every value, and `none`
  None,      // `none` alone; no other kind but Any accepts it
  Interval,  // ordered types: `least` to `most`, an absent one being open; one value has both equal
  Options,   // choices: `options`
  Texts,     // texts: `texts`
  Truth,     // conditions: `yes`
};

// What one cell accepts of the value of its column.
struct TestCell {
  CellKind kind = CellKind::Any;
  std::optional<CellBound> least, most;
  std::vector<std::uint32_t> options;  // all that are accepted, those under a named one included; sorted
  std::vector<std::string> texts;      // sorted
  bool yes = false;
  Span span;
};

struct TestColumn {
  const Expr* value = nullptr;  // about the subject; its type says which kinds of cell stand below it
  Span span;
};

struct TableOutput {
  std::string name;
  Type type;  // `collect`: a set of a choice
  Span span;
};

struct TableRow {
  std::vector<TestCell> tests;       // by column; joined by `and`
  std::vector<const Expr*> outputs;  // by output, of its type; most are constants
  std::optional<Date> from, until;   // inclusive
  std::vector<Citation> cites;
  Confidence confidence;
  Span span;
};

// INVARIANT: at least one output and one row; every row has a cell for every column and output.
struct DecisionTable {
  HitPolicy hit = HitPolicy::Unique;
  std::vector<TestColumn> columns;
  std::vector<TableOutput> outputs;  // the table's own name reads the first
  std::vector<TableRow> rows;
};

struct RateRow {
  Date day;
  std::vector<std::optional<Number>> per_base;  // units of RateTable::currencies[i] for one unit of the base
};
struct RateTable {
  std::uint32_t base = 0;
  std::vector<std::uint32_t> currencies;
  std::vector<RateRow> rows;  // sorted by day
};

}  // namespace jurat::checked
