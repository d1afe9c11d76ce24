// Explanation of figures that the rules hold as data: exchange rates and columns of tables.
#include "engine/evaluate/describe.h"
#include "engine/evaluate/explain.h"
#include "engine/evaluate/steps.h"

namespace jurat {

using checked::Expr;
using checked::ExprKind;

// A rate that the company supplied is named, for it is not the law's.
void Explainer::conversion(const Expr& expr, const Frame& frame, Reason& out) {
  const Frame* money_frame = frameOf(*expr.args[0], frame);
  const Frame* day_frame = frameOf(*expr.args[1], frame);
  if (!money_frame || !day_frame) return;
  const Slot& money = *slotOf(*expr.args[0], *money_frame);
  const Slot& day = *slotOf(*expr.args[1], *day_frame);
  if (!money.unit || money.unit == expr.type.id || !day.exact()) return;
  const Date on{static_cast<std::int32_t>(day.low.toInt64().value_or(0))};
  for (const std::uint32_t currency : {money.unit, expr.type.id}) {
    const SuppliedRate* supplied = machine_.rate(expr.declaration, currency, on).supplied;
    if (!supplied) continue;
    const Message rate(
        Phrase::RateSupplied,
        {verbatim(currencyCode(currency)), verbatim(supplied->per_base.text()), verbatim(supplied->source)});
    out.source = out.source.empty() ? rate : Message(Phrase::Semicolon, {out.source, rate});
  }
}

// A figure of a data table has the standing of its row.
void Explainer::column(const Expr& expr, const Frame& frame, Reason& out) {
  const checked::Declaration& table = machine_.rules().program->declarations[expr.declaration];
  const bool dated = expr.kind == ExprKind::ColumnAt;
  out.text = verbatim(table.name);
  const std::optional<std::uint32_t> lowest = lowestOf(*expr.args[dated ? 1 : 0], table.per, frame, out);
  out.text = {Phrase::Member, {out.text, verbatim(table.columns[expr.column].name)}};
  if (!lowest) return;
  std::optional<std::uint32_t> row = table.rowOn(*lowest, machine_.asOf().day);
  const Frame* at = dated ? frameOf(*expr.args[0], frame) : nullptr;
  if (at) {
    const Slot& day = *slotOf(*expr.args[0], *at);
    row = day.exact() ? table.rowOn(*lowest, Date{static_cast<std::int32_t>(day.low.toInt64().value_or(0))})
                      : std::nullopt;
    out.text = {Phrase::ReadAt, {out.text, slotText(machine_, day, expr.args[0]->type)}};
  }
  if (!row) return;
  const checked::DataRow& figures = table.rows[*row];
  note(figures.confidence);
  const Frame* said = frameOf(expr, frame);
  const bool doubted = figures.confidence.level == checked::Level::Unconfirmed;
  if (!doubted || !said || determined(*slotOf(expr, *said), reprOf(expr.type))) return;
  const Value& figure = table.columns[expr.column].values[*row];
  out.value = {Phrase::IfConfirmed, {verbatim(valueText(figure, expr.type, machine_.rules().vocabulary()))}};
}

}  // namespace jurat
