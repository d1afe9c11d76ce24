// What code reads besides steps: types, constants, doubts, and decision tables cut into pieces.
#include <algorithm>

#include "engine/bundle/checks.h"

namespace jurat::bundle {
namespace {

class Tables {
 public:
  explicit Tables(Checks& checks) : checks_(checks) {}

  void run() {
    for (const Type& type : checks_.rules.types) {
      checks_.that(isType(type, checks_.vocabulary), "the code has a type that there is not");
    }
    for (const auto& [value, type] : checks_.rules.constants) {
      if (!checks_.that(isType(type, checks_.vocabulary) && isOf(value, type, checks_.vocabulary),
                        "a constant of the code is no value of its type"))
        return;
    }
    for (const DoubtCode& doubt : checks_.rules.doubts)
      checks_.that(given(doubt.declaration), "a doubt is about nothing");
    for (const TableCode& each : checks_.rules.tables) table(each);
  }

 private:
  void table(const TableCode& table) {
    if (!checks_.that(given(table.declaration) && checks_.program.declarations[table.declaration].kind ==
                                                      checked::DeclarationKind::DecisionTable,
                      "the code of a decision table belongs to none"))
      return;
    if (!checks_.here(table.declaration)) {
      checks_.that(table.columns.empty() && table.results.empty(), "a table is one of another pack");
      return;
    }
    const checked::DecisionTable& source = table.source(checks_.program);
    const std::size_t rows = source.rows.size(), columns = source.columns.size();
    if (!checks_.that(table.columns.size() == columns && table.cells.size() == rows * columns &&
                          table.doubts.size() == rows && table.results.size() == rows * source.outputs.size(),
                      "the code of a decision table has other rows or columns"))
      return;
    for (std::size_t c = 0; c < columns && checks_.good(); ++c) {
      checks_.that(alike(table.columns[c].type, source.columns[c].value->type),
                   "the code of a column has another type");
      if (checks_.good()) column(table.columns[c]);
    }
    for (std::size_t i = 0; i < table.cells.size() && checks_.good(); ++i)
      checks_.that(table.cells[i] < table.columns[i % columns].cells.size(), "the code of a cell is missing");
    for (const std::uint32_t doubt : table.doubts)
      checks_.that(doubt == kNoId || doubt < checks_.rules.doubts.size(), "a row is doubted for nothing");
    for (std::size_t i = 0; i < table.results.size() && checks_.good(); ++i) {
      const ResultCode& result = table.results[i];
      if (!result.constant) continue;  // a slot: see check_blocks.cpp
      checks_.that(result.index < checks_.rules.constants.size() &&
                       alike(checks_.rules.constants[result.index].second,
                             source.outputs[i % source.outputs.size()].type),
                   "a result of a row is no value of its type");
    }
  }

  std::size_t piecesOf(const ColumnCode& column) {
    switch (reprOf(column.type)) {
      case Repr::Ordered:
        return 0;
      case Repr::Truth:
        return 2;
      case Repr::Text:
        return column.texts.size() + 1;
      case Repr::Option:
        if (column.type.kind == TypeKind::Choice)
          return checks_.vocabulary.choices[ChoiceId{column.type.id}].options.size();
        break;
      case Repr::Set:
      case Repr::Ref:
      case Repr::Evidence:
      case Repr::Currency:
      case Repr::Verdict:
        break;
    }
    checks_.that(false, "a column of a decision table is of a type that has no cells");
    return 0;
  }

  void column(const ColumnCode& column) {
    if (!checks_.that(isType(column.type, checks_.vocabulary), "a column has a type that there is not"))
      return;
    if (!checks_.that(column.pieces == piecesOf(column), "a column is cut into another number of pieces"))
      return;
    const auto before = [](const Cut& a, const Cut& b) {
      return a.at != b.at ? a.at < b.at : a.behind < b.behind;
    };
    for (std::size_t i = 1; i < column.cuts.size(); ++i)
      checks_.that(before(column.cuts[i - 1], column.cuts[i]), "the cuts of a column are not in order");
    for (std::size_t i = 1; i < column.texts.size(); ++i)
      checks_.that(column.texts[i - 1] < column.texts[i], "the texts of a column are not in order");
    for (const CellCode& each : column.cells) cell(column, each);
  }

  // What a cell accepts lies between its first piece and its last, both of which it accepts.
  void cell(const ColumnCode& column, const CellCode& cell) {
    if (cell.any) return;
    if (column.pieces == 0) {
      checks_.that(cell.bits.empty() && (cell.last < cell.first || cell.last <= column.cuts.size()),
                   "a cell accepts what is no piece of its column");
      return;
    }
    if (!checks_.that(cell.bits.size() == (column.pieces + 63) / 64, "a cell has another number of pieces"))
      return;
    Reach reach;
    reach.bits = cell.bits;
    trim(reach);
    const bool nothing = !reach.somewhere();
    checks_.that(nothing ? cell.last < cell.first
                         : reach.first == cell.first && reach.last == cell.last && reach.last < column.pieces,
                 "a cell accepts what is no piece of its column");
  }

  Checks& checks_;
};

}  // namespace

void checkTables(Checks& checks) { Tables(checks).run(); }

}  // namespace jurat::bundle
