// Lowering of decision tables: columns into pieces, cells into runs of them.
#include <algorithm>
#include <map>
#include <utility>

#include "engine/compile/lower_declarations.h"
#include "engine/values/ordinal.h"

namespace jurat {
namespace {

using checked::CellBound;
using checked::CellKind;
using checked::TestCell;

// Types between whose neighbours there is nothing: 9 and 10, a day and the next.
bool inSteps(const Type& type) {
  return type.kind == TypeKind::Integer || type.kind == TypeKind::Date || type.kind == TypeKind::Moment;
}

Cut cutOf(const CellBound& bound, bool least, const Type& type) {
  const Cut cut{ordinalOf(bound.value).value(), least != bound.inclusive};
  const bool stands = cut.at.isWhole() && !cut.behind;
  if (!inSteps(type) || stands) return cut;
  // The first whole number behind the place.
  const std::optional<Number> next = add(cut.at.floor(), Number(1));
  return next ? Cut{*next, false} : cut;
}

bool before(const Cut& a, const Cut& b) { return a.at != b.at ? a.at < b.at : a.behind < b.behind; }

class ColumnWriter {
 public:
  ColumnWriter(const checked::DecisionTable& table, std::size_t column, const Vocabulary& vocabulary,
               ColumnCode& out)
      : table_(table), column_(column), vocabulary_(vocabulary), out_(out) {}

  void run() {
    out_.type = table_.columns[column_].value->type;
    if (reprOf(out_.type) == Repr::Ordered) cut();
    if (out_.type.kind == TypeKind::Text) texts();
    if (reprOf(out_.type) == Repr::Truth) out_.pieces = 2;
    if (out_.type.kind == TypeKind::Choice)
      out_.pieces = static_cast<std::uint32_t>(vocabulary_.choices[ChoiceId{out_.type.id}].options.size());
  }

  CellCode cell(const TestCell& cell) const {
    CellCode made{.first = 1, .last = 0, .bits = {}};
    switch (cell.kind) {
      case CellKind::Any:
        made.any = made.none = true;
        break;
      case CellKind::None:
        made.none = true;
        if (out_.pieces > 0) made.bits.assign((out_.pieces + 63) / 64, 0);
        break;
      case CellKind::Interval:
        made.first = cell.least ? indexOf(cutOf(*cell.least, true, out_.type)) + 1 : 0;
        made.last = cell.most ? indexOf(cutOf(*cell.most, false, out_.type))
                              : static_cast<std::uint32_t>(out_.cuts.size());
        break;
      case CellKind::Options:
        set(made, cell.options);
        break;
      case CellKind::Texts: {
        std::vector<std::uint32_t> pieces;
        for (const std::string& text : cell.texts)
          pieces.push_back(static_cast<std::uint32_t>(
              std::lower_bound(out_.texts.begin(), out_.texts.end(), text) - out_.texts.begin()));
        set(made, pieces);
        break;
      }
      case CellKind::Truth:
        set(made, {cell.yes ? 1u : 0u});
        break;
    }
    return made;
  }

 private:
  template <typename Visit>
  void each(Visit visit) const {
    for (const checked::TableRow& row : table_.rows) visit(row.tests[column_]);
  }

  void cut() {
    each([&](const TestCell& cell) {
      if (cell.least) out_.cuts.push_back(cutOf(*cell.least, true, out_.type));
      if (cell.most) out_.cuts.push_back(cutOf(*cell.most, false, out_.type));
      for (const std::optional<CellBound>* bound : {&cell.least, &cell.most}) {
        const auto* period = *bound ? std::get_if<Period>(&(*bound)->value) : nullptr;
        out_.months = out_.months || (period && period->calendar);
      }
    });
    std::sort(out_.cuts.begin(), out_.cuts.end(), before);
    out_.cuts.erase(std::unique(out_.cuts.begin(), out_.cuts.end()), out_.cuts.end());
  }

  void texts() {
    each([&](const TestCell& cell) {
      out_.texts.insert(out_.texts.end(), cell.texts.begin(), cell.texts.end());
    });
    std::sort(out_.texts.begin(), out_.texts.end());
    out_.texts.erase(std::unique(out_.texts.begin(), out_.texts.end()), out_.texts.end());
    out_.pieces = static_cast<std::uint32_t>(out_.texts.size() + 1);
  }

  std::uint32_t indexOf(const Cut& cut) const {
    return static_cast<std::uint32_t>(std::lower_bound(out_.cuts.begin(), out_.cuts.end(), cut, before) -
                                      out_.cuts.begin());
  }

  void set(CellCode& made, const std::vector<std::uint32_t>& pieces) const {
    made.bits.assign((out_.pieces + 63) / 64, 0);
    for (const std::uint32_t piece : pieces) made.bits[piece / 64] |= std::uint64_t{1} << (piece % 64);
    made.first = pieces.front();
    made.last = pieces.back();
  }

  const checked::DecisionTable& table_;
  std::size_t column_;
  const Vocabulary& vocabulary_;
  ColumnCode& out_;
};

// Equal cells of a column are one.
void lowerCells(const checked::DecisionTable& table, const Vocabulary& vocabulary, TableCode& out) {
  out.cells.resize(table.rows.size() * table.columns.size());
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    ColumnCode& code = out.columns[column];
    ColumnWriter writer(table, column, vocabulary, code);
    writer.run();
    std::map<std::vector<std::uint64_t>, std::uint32_t> known;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      CellCode cell = writer.cell(table.rows[row].tests[column]);
      std::vector<std::uint64_t> key = cell.bits;
      key.push_back(std::uint64_t{cell.first} << 32 | cell.last);
      key.push_back(static_cast<std::uint64_t>(cell.none) * 2 + static_cast<std::uint64_t>(cell.any));
      const auto [found, fresh] =
          known.try_emplace(std::move(key), static_cast<std::uint32_t>(code.cells.size()));
      if (fresh) code.cells.push_back(std::move(cell));
      out.cells[row * table.columns.size() + column] = found->second;
    }
  }
}

// The results of every row: constants beside each other, the others as slots of the block.
void lowerResults(Lowering& lowering, BlockDraft& draft, RuleSet& out, TableCode& code) {
  const checked::DecisionTable& table = code.source(*out.program);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    for (std::size_t i = 0; i < table.outputs.size(); ++i) {
      const checked::Expr& result = *table.rows[row].outputs[i];
      if (result.kind != checked::ExprKind::Constant) {
        code.results.push_back({false, lowering.lower(draft, result)});
        continue;
      }
      code.results.push_back({true, static_cast<std::uint32_t>(out.constants.size())});
      out.constants.emplace_back(result.value, table.outputs[i].type);
    }
    const bool doubtful = table.rows[row].confidence.level == checked::Level::Unconfirmed;
    const DoubtCode doubt{code.declaration, "", table.rows[row].span, static_cast<std::uint32_t>(row + 1)};
    code.doubts.push_back(doubtful ? lowering.doubtIndex(doubt) : kNoId);
  }
}

}  // namespace

void lowerTable(Lowering& lowering, RuleSet& out, checked::DeclarationId id) {
  const checked::Declaration& declaration = out.program->declarations[id];
  const checked::DecisionTable& table = declaration.decision;
  lowering.declaration = id;
  lowering.pack = declaration.pack;
  lowering.options.clear();
  TableCode code;
  code.declaration = id;
  code.columns.resize(table.columns.size());
  BlockDraft draft = lowering.open(declaration.subject, kNoId);
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    code.columns[i].slot = lowering.lower(draft, *table.columns[i].value);
  lowerCells(table, out.vocabulary(), code);
  lowerResults(lowering, draft, out, code);
  const auto index = static_cast<std::uint32_t>(out.tables.size());
  out.tables.push_back(std::move(code));
  const std::uint32_t match = lowering.emit(draft, {.op = Op::MatchRows, .a = index}, declaration.span);
  const BlockId rows = lowering.close(draft, match);
  out.first_block[raw(id)] = static_cast<std::uint32_t>(out.blocks.size());
  const bool doubted = declaration.versions.front().general.confidence.level == checked::Level::Unconfirmed;
  for (std::uint32_t i = 0; i < table.outputs.size(); ++i) {
    const Type& type = table.outputs[i].type;
    BlockDraft result = lowering.open(declaration.subject, kNoId);
    Step made{.op = Op::Result, .repr = reprOf(type), .a = index, .b = i, .c = raw(rows)};
    made.type = lowering.typeIndex(type);
    std::uint32_t slot = lowering.emit(result, made, declaration.span);
    if (doubted) slot = lowering.perhaps(result, slot, {id, "", declaration.span}, type);
    lowering.close(result, slot);
  }
}

}  // namespace jurat
