// Tables: headers, rows, and cells as constants of their column's type.
#pragma once
#include "engine/check/expressions/expressions.h"

namespace jurat::checking {

void readTable(Context& context, const Work& work);
void readRates(Context& context, const Work& work);

// What the heads of a decision table say: when rows are hit, and the names and types of its outputs.
void readTableHeads(Context& context, const Work& work);
// Its columns, and what every cell accepts.
void readTableRows(Context& context, const Work& work, Expressions& expressions);

// Cells that say something of their row. A day, or its absence (`any`, `none`); nothing after a report.
std::optional<std::optional<Date>> cellDay(const Context& context, const ast::Cell& cell);
void daysInOrder(const Context& context, std::optional<Date> from, std::optional<Date> until, Span row);
checked::Confidence cellConfidence(const Context& context, const ast::Expr& value);

}  // namespace jurat::checking
