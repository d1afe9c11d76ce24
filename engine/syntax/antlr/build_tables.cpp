// Tables: data tables, decision tables, calendars, rates, and the cases of tests.
#include <tuple>

#include "engine/syntax/antlr/builder.h"

namespace jurat {

using ast::Declaration;
using P = grammar::JuratParser;

void Builder::tabular(Declaration& out, P::TabularContext* tree) {
  if (tree == nullptr) return;
  std::vector<ast::Clause> held;
  for (P::CommonContext* each : tree->common()) held.push_back(common(*each));
  out.clauses = keep(held);
  if (!tree->hit().empty() && tree->hit(0)->stop != nullptr) {
    out.hit = name(tree->hit(0)->stop);
    out.hit_span = spanOf(*tree->hit(0));
  }
  out.rows = rows(tree->row());
}

// A row ends where the next `|` follows at once; on one line that is a cell without content.
void Builder::emptyCell(P::RowContext& tree, P::RowContext* before) {
  if (before == nullptr || before->stop == nullptr || tree.start == nullptr) return;
  if (before->stop->getLine() != tree.start->getLine()) return;
  const Span end = offsets_.span(*before->stop);
  diagnostics_.report(
      {.code = "J0015",
       .message = "a cell is empty",
       .primary = {cover(end, offsets_.span(*tree.start)), "nothing stands between these"},
       .help = "write `any` where every value will do, `none` where there is none; each row stands on "
               "its own line"});
}

// Two lines are one row when a bar is forgotten between them: the cells then outnumber the columns.
void Builder::joinedRows(P::RowContext& tree, std::size_t columns) {
  const std::vector<P::CellContext*> cells = tree.cell();
  const std::vector<antlr4::tree::TerminalNode*> bars = tree.BAR();
  if (cells.size() <= columns || bars.size() <= cells.size()) return;
  for (std::size_t i = 0; i + 1 < cells.size(); ++i) {
    if (cells[i]->stop == nullptr || cells[i + 1]->start == nullptr) return;
    const std::size_t above = cells[i]->stop->getLine(), below = cells[i + 1]->start->getLine();
    if (above == below) continue;
    const bool begins = bars[i + 1]->getSymbol()->getLine() == below;
    const Span place = begins ? spanOf(*cells[i]) : spanOf(*cells[i + 1]);
    const std::uint32_t at = begins ? place.end : place.begin;
    diagnostics_.report({.code = "J0010",
                         .message = begins ? "a row ends with `|`" : "a row begins with `|`",
                         .primary = {place, ""},
                         .help = begins ? "put `|` at the end of the line" : "put `|` before it",
                         .fix = Fix{{at, at}, begins ? " |" : "| "}});
    return;
  }
}

ast::List<ast::Row> Builder::rows(const std::vector<P::RowContext*>& trees) {
  std::vector<ast::Row> out;
  std::vector<bool> output;  // which columns the header marks by `->`
  for (P::RowContext* tree : trees) {
    emptyCell(*tree, out.empty() ? nullptr : trees[out.size() - 1]);
    if (!out.empty()) joinedRows(*tree, output.size());
    std::vector<ast::Cell> cells;
    for (P::CellContext* each : tree->cell()) {
      ast::Cell entry = cell(*each, out.empty());
      if (out.empty()) output.push_back(entry.kind == ast::CellKind::OutputHeader);
      const std::size_t column = cells.size();
      const bool under_output = !out.empty() && column < output.size() && output[column];
      if (under_output && entry.kind == ast::CellKind::Value) entry.kind = ast::CellKind::Output;
      cells.push_back(entry);
    }
    out.push_back({keep(cells), spanOf(*tree)});
  }
  return keep(out);
}

ast::Cell Builder::cell(P::CellContext& tree, bool header) {
  ast::Cell out;
  out.span = spanOf(tree);
  if (tree.exception) {
    out.value = broken(out.span);
    return out;
  }
  if (tree.header != nullptr) {
    out.kind = tree.output != nullptr ? ast::CellKind::OutputHeader : ast::CellKind::Header;
    out.name = name(tree.header);
    out.type = type(tree.type());
    return out;
  }
  if (P::RangeContext* range = tree.range()) {
    out.kind = ast::CellKind::Range;
    std::tie(out.value, out.value2) = bounds(*range);
    return out;
  }
  if (tree.K_ANY() != nullptr || tree.K_UNKNOWN() != nullptr) {
    out.kind = tree.K_ANY() != nullptr ? ast::CellKind::Any : ast::CellKind::Unknown;
    if (tree.compare() != nullptr) onlyEqual(*tree.compare(), *tree.K_UNKNOWN()->getSymbol());
    return out;
  }
  if (tree.compare() != nullptr) {
    out.kind = ast::CellKind::Compare;
    out.op = compareOp(*tree.compare()->start);
    out.value = operand(tree.operand());
    return out;
  }
  const ast::Expr* written = tree.until != nullptr    ? nameExpr(name(tree.until))
                             : tree.output != nullptr ? value(tree.value())
                                                      : operand(tree.operand());
  if (header) {
    out.kind = tree.output != nullptr ? ast::CellKind::OutputHeader : ast::CellKind::Header;
    out.head = written;
    if (written->kind == ast::ExprKind::Name) out.name = written->name;
    return out;
  }
  out.kind = tree.output != nullptr ? ast::CellKind::Output : ast::CellKind::Value;
  out.value = written;
  return out;
}

}  // namespace jurat
