#include "engine/check/declarations/tables.h"

#include <algorithm>
#include <map>

#include "engine/check/names/clause_rules.h"
#include "engine/check/names/literals.h"
#include "engine/check/names/types.h"

namespace jurat::checking {
namespace {

const ast::Expr* cellValue(const ast::Cell& cell) {
  return cell.kind == ast::CellKind::Value || cell.kind == ast::CellKind::Output ? cell.value : nullptr;
}

}  // namespace

std::optional<std::optional<Date>> cellDay(const Context& context, const ast::Cell& cell) {
  const ast::Expr* value = cellValue(cell);
  if (cell.kind == ast::CellKind::Any || (value != nullptr && value->kind == ast::ExprKind::None))
    return std::optional<Date>();
  if (value != nullptr && value->kind == ast::ExprKind::Broken) return std::nullopt;
  if (value == nullptr || value->kind != ast::ExprKind::DateLiteral) {
    context.report({.code = "J0313",
                    .message = "`from` and `until` of a row are days",
                    .primary = {cell.span, "not a day"},
                    .help = "write it as in `2025-12-31`, or `none` where the row has no such end"});
    return std::nullopt;
  }
  const Literals literals{context.program.vocabulary, context.limits, context.diagnostics};
  const std::optional<Date> day = literals.day(value);
  return day ? std::optional(day) : std::nullopt;
}

void daysInOrder(const Context& context, std::optional<Date> from, std::optional<Date> until, Span row) {
  if (!from || !until || *from <= *until) return;
  context.report({.code = "J0307",
                  .message = "this row ends before it begins",
                  .primary = {row, "its last day, " + toText(*until) + ", is before " + toText(*from)},
                  .help = "let `until` be the later of the two"});
}

checked::Confidence cellConfidence(const Context& context, const ast::Expr& value) {
  if (value.kind != ast::ExprKind::Name) return {};
  const std::optional<std::size_t> found =
      oneOf(context, value.name, "confidence", {"official", "secondary", "unconfirmed", "reading"});
  if (!found) return {};
  constexpr std::size_t kReading = 3;
  if (*found == kReading) return {.reading = true};
  return {.level = static_cast<checked::Level>(*found)};
}

namespace {

class TableReader {
 public:
  TableReader(Context& context, const Work& work)
      : context_(context),
        source_(*work.source),
        made_(context.program.declarations[work.id]),
        literals_{context.program.vocabulary, context.limits, context.diagnostics} {}

  void run() {
    if (made_.per == ChoiceId{kNoId}) return;
    if (source_.hit) {
      context_.report(
          {.code = "J0302",
           .message = "`hit` cannot stand in a table of data",
           .primary = {source_.hit.span, "every option has one row, so there is nothing to choose"},
           .help = "delete it, or write `for ENTITY : TYPE` instead of `per` to make decisions"});
    }
    if (source_.rows.empty()) {
      reportHeader(source_.name.span, "the table " + quoted(made_.name) + " has no rows");
      return;
    }
    if (!header(source_.rows.front())) return;
    for (std::size_t i = 1; i < source_.rows.size(); ++i) row(source_.rows[i]);
    std::stable_sort(rows_.begin(), rows_.end(), [](const Row& a, const Row& b) {
      const Date left = a.data.from.value_or(kFirstDate), right = b.data.from.value_or(kFirstDate);
      return a.data.lowest != b.data.lowest ? a.data.lowest < b.data.lowest : left < right;
    });
    apart();
    if (rows_.size() + 1 == source_.rows.size()) missing();  // else a row that was refused may be the one
    for (Row& each : rows_) {
      made_.rows.push_back(each.data);
      for (std::size_t i = 0; i < made_.columns.size(); ++i) {
        made_.columns[i].values.push_back(std::move(each.cells[i]));
        made_.columns[i].places.push_back(each.places[i]);
      }
    }
  }

 private:
  struct Row {
    checked::DataRow data;
    std::vector<Value> cells;  // by column
    std::vector<Span> places;  // of these
    const ast::Expr* name = nullptr;
  };

  const Choice& options() const { return context_.program.vocabulary.choices[made_.per]; }

  void reportHeader(Span span, std::string message, std::string help = {}) {
    context_.report({.code = "J0313",
                     .message = std::move(message),
                     .primary = {span, "in the head of the table"},
                     .help = std::move(help)});
  }

  bool header(const ast::Row& row) {
    if (row.cells.empty()) return false;
    const ast::Cell& first = row.cells.front();
    if (first.name.text != options().name) {
      reportHeader(first.span, "the first column of the table is " + quoted(options().name),
                   "write `" + options().name + "` at the head of it");
      return false;
    }
    for (std::size_t i = 1; i < row.cells.size(); ++i) {
      const ast::Cell& cell = row.cells[i];
      if (!cell.name) {
        reportHeader(cell.span, "a column needs a name and a type", "write it as in `fixed : money EUR`");
        return false;
      }
      if (!column(cell)) return false;
    }
    return true;
  }

  bool column(const ast::Cell& cell) {
    const bool typed = static_cast<bool>(cell.type.name);
    if (std::find(heads_.begin(), heads_.end(), cell.name.text) != heads_.end()) {
      reportHeader(cell.name.span, "the table has two columns " + quoted(cell.name.text));
      return false;
    }
    heads_.push_back(cell.name.text);
    for (const auto& [name, place] :
         {std::pair{"confidence", kConfidence}, std::pair{"from", kFrom}, std::pair{"until", kUntil}}) {
      if (typed || cell.name.text != name) continue;
      columns_.push_back(place);
      return true;
    }
    checked::Column made;
    made.name = cell.name.text;
    if (!typed && cell.name.text == "cites") {
      made.citations = true;
      made.type = ofKind(TypeKind::Text);
    } else if (!typed) {
      reportHeader(cell.span, "the column " + quoted(cell.name.text) + " has no type",
                   "write it as in `" + made.name + " : money EUR`");
      return false;
    } else {
      made.type = resolveType(context_, made_.pack, cell.type);
      if (made.type.isError()) return false;
    }
    columns_.push_back(made_.columns.size());
    made_.columns.push_back(std::move(made));
    return true;
  }

  void row(const ast::Row& row) {
    if (row.cells.size() != columns_.size() + 1) {
      context_.report({.code = "J0313",
                       .message = "a row has as many cells as the table has columns",
                       .primary = {row.span, std::to_string(row.cells.size()) + " cells for " +
                                                 std::to_string(columns_.size() + 1) + " columns"},
                       .secondary = {{source_.rows.front().span, "the columns"}},
                       .help = "write one cell for each column"});
    }
    const ast::Expr* name = row.cells.empty() ? nullptr : cellValue(row.cells.front());
    if (name == nullptr) return;
    const std::optional<std::uint32_t> option = literals_.option(*name, made_.per, "J0117");
    if (!option) return;
    const auto at = std::find(options().lowest.begin(), options().lowest.end(), *option);
    if (at == options().lowest.end()) {
      context_.report(
          {.code = "J0225",
           .message = quoted(name->name.text) + " holds other options, and each of them has its own row",
           .primary = {name->span, "one without options below it is expected"},
           .secondary = {{options().options[*option].span, "declared here with what it holds"}}});
      return;
    }
    const std::size_t columns = made_.columns.size();
    Row made{{}, std::vector<Value>(columns), std::vector<Span>(columns), name};
    made.data.span = row.span;
    made.data.lowest = static_cast<std::uint32_t>(at - options().lowest.begin());
    const std::size_t errors = context_.diagnostics.errorCount();
    for (std::size_t i = 1; i < row.cells.size() && i <= columns_.size(); ++i) {
      cell(row.cells[i], columns_[i - 1], made);
    }
    if (context_.diagnostics.errorCount() == errors)
      daysInOrder(context_, made.data.from, made.data.until, row.span);
    rows_.push_back(std::move(made));
  }

  // No two rows of an option on one day.
  void apart() {
    for (std::size_t i = 1; i < rows_.size(); ++i) {
      const Row &before = rows_[i - 1], &row = rows_[i];
      if (before.data.lowest != row.data.lowest) continue;
      const Date from = row.data.from.value_or(kFirstDate);
      if (before.data.until && *before.data.until < from) continue;
      const bool dated = row.data.from || before.data.from || before.data.until;
      context_.report(
          {.code = "J0314",
           .message = quoted(row.name->name.text) + " has two rows" +
                      (dated ? " on " + toText(row.data.from ? from : before.data.from.value_or(from))
                             : std::string()),
           .primary = {row.name->span, "again here"},
           .secondary = {{before.name->span, "first here"}},
           .help = dated ? "let the earlier one end, by `until`, before the later one begins"
                         : "delete one of them"});
    }
  }

  void cell(const ast::Cell& cell, std::size_t column, Row& row) {
    const ast::Expr* value = cellValue(cell);
    if (column == kFrom || column == kUntil) {
      const std::optional<std::optional<Date>> day = cellDay(context_, cell);
      if (day) (column == kFrom ? row.data.from : row.data.until) = *day;
      return;
    }
    if (value == nullptr) {
      context_.report({.code = "J0313",
                       .message = "a cell of a table of data is one value",
                       .primary = {cell.span, "not a value"},
                       .help = "write the value itself, or `none` where the type is `... or none`"});
      return;
    }
    if (column == kConfidence) {
      row.data.confidence = cellConfidence(context_, *value);
      return;
    }
    const std::optional<Value> read = literals_.valueOf(*value, made_.columns[column].type, "J0224");
    if (!read) return;
    row.cells[column] = *read;
    row.places[column] = value->span;
  }

  void missing() {
    std::vector<std::string_view> names;
    for (std::uint32_t i = 0; i < options().lowest.size(); ++i) {
      const auto is_row = [&](const Row& row) { return row.data.lowest == i; };
      if (std::none_of(rows_.begin(), rows_.end(), is_row))
        names.push_back(options().options[options().lowest[i]].name);
    }
    if (names.empty()) return;
    context_.report(
        {.code = "J0314",
         .message = "the table " + quoted(made_.name) + " has no row for " + listed(names, "and"),
         .primary = {source_.name.span, "every option of " + quoted(options().name) + " needs its row"},
         .secondary = {{options().span, "the options are declared here"}},
         .help = "write a row that begins with `| " + std::string(names.front()) + " |`"});
  }

  // Columns that say something of the row itself.
  static constexpr std::size_t kConfidence = static_cast<std::size_t>(-1), kFrom = kConfidence - 1,
                               kUntil = kConfidence - 2;

  Context& context_;
  const ast::Declaration& source_;
  checked::Declaration& made_;
  Literals literals_;
  std::vector<std::string_view> heads_;
  std::vector<std::size_t>
      columns_;  // by cell behind the first: index into made_.columns, or one of those above
  std::vector<Row> rows_;
};

std::uint32_t rateCurrency(const Context& context, const ast::Name& name) {
  const std::uint32_t id = currencyId(name.text);
  if (id == 0) reportNoCurrency(context.diagnostics, name);
  return id;
}

void rateRow(Context& context, const ast::Row& row, RateTable& rates) {
  const Literals literals{context.program.vocabulary, context.limits, context.diagnostics};
  if (row.cells.size() != rates.currencies.size() + 1) {
    context.report({.code = "J0313",
                    .message = "a row has as many cells as the table has columns",
                    .primary = {row.span, std::to_string(row.cells.size()) + " cells for " +
                                              std::to_string(rates.currencies.size() + 1) + " columns"},
                    .help = "write one cell for each column, `unknown` where the source has no rate"});
    return;
  }
  const ast::Expr* first = cellValue(row.cells.front());
  if (first == nullptr || first->kind != ast::ExprKind::DateLiteral) {
    context.report({.code = "J0313",
                    .message = "a row of rates begins with its day",
                    .primary = {row.cells.front().span, "not a day"},
                    .help = "write it as in `2025-12-31`"});
    return;
  }
  const std::optional<Date> day = literals.day(first);
  if (!day) return;
  RateRow made{*day, {}};
  for (std::size_t i = 1; i < row.cells.size(); ++i) {
    std::optional<Number> rate;
    if (row.cells[i].kind != ast::CellKind::Unknown) {
      const ast::Expr* value = cellValue(row.cells[i]);
      if (value != nullptr && value->kind == ast::ExprKind::Number) rate = literals.number(*value);
      if (!rate || rate->sign() <= 0) {
        context.report({.code = "J0313",
                        .message = "a rate is a number more than nought",
                        .primary = {row.cells[i].span, "not such a number"},
                        .help = "write `unknown` where the source has none"});
        return;
      }
    }
    made.per_base.push_back(rate);
  }
  rates.rows.push_back(std::move(made));
}

}  // namespace

void readTable(Context& context, const Work& work) { TableReader(context, work).run(); }

void readRates(Context& context, const Work& work) {
  checked::Declaration& made = context.program.declarations[work.id];
  made.rates = static_cast<std::uint32_t>(context.program.vocabulary.rates.size());
  RateTable& rates = context.program.vocabulary.rates.emplace_back();
  rates.name = made.name;
  rates.pack = context.program.packs[made.pack].id;
  std::vector<const ast::Clause*> clauses;
  for (const ast::Clause& clause : work.source->clauses) clauses.push_back(&clause);
  const ast::Clause* base = only(context, clauses, ast::ClauseKind::Base);
  if (base == nullptr || work.source->rows.empty()) {
    context.report(
        {.code = "J0304",
         .message = base == nullptr ? "the rates " + quoted(work.source->name.text) +
                                          " do not say of which currency they are"
                                    : "the rates " + quoted(work.source->name.text) + " have no rows",
         .primary = {work.source->name.span, base == nullptr ? "`base` is missing" : "nothing to convert by"},
         .help = base == nullptr ? "write `base EUR` when a row says what one euro buys"
                                 : "write a head `| day | USD |` and a row for each day"});
    return;
  }
  rates.base = rateCurrency(context, base->word);
  const ast::Row& head = work.source->rows.front();
  for (std::size_t i = 1; i < head.cells.size(); ++i) {
    if (rateCurrency(context, head.cells[i].name) == 0) return;
    rates.currencies.push_back(currencyId(head.cells[i].name.text));
  }
  for (std::size_t i = 1; i < work.source->rows.size(); ++i) rateRow(context, work.source->rows[i], rates);
  std::stable_sort(rates.rows.begin(), rates.rows.end(),
                   [](const RateRow& a, const RateRow& b) { return a.day < b.day; });
  for (std::size_t i = 1; i < rates.rows.size(); ++i) {
    if (rates.rows[i].day != rates.rows[i - 1].day) continue;
    context.report({.code = "J0314",
                    .message = "the rates " + quoted(work.source->name.text) + " have two rows for " +
                               toText(rates.rows[i].day),
                    .primary = {work.source->name.span, "one day has one rate"},
                    .help = "delete one of the rows"});
  }
}

}  // namespace jurat::checking
