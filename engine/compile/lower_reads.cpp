// Lowering of refs, reads and domains.
#include <algorithm>
#include <tuple>
#include <utility>

#include "engine/compile/lowering.h"

namespace jurat {

using checked::Expr;
using checked::ExprKind;

namespace {

// Some row of the table is not confirmed.
bool someDoubted(const checked::Declaration& table) {
  return std::any_of(table.rows.begin(), table.rows.end(), [](const checked::DataRow& row) {
    return row.confidence.level == checked::Level::Unconfirmed;
  });
}

}  // namespace

std::uint32_t Lowering::lowerRef(BlockDraft& draft, const Expr& expression) {
  Step made = step(Op::Element, expression);
  switch (expression.kind) {
    case ExprKind::Ancestor:
    case ExprKind::Record:
      made.op = expression.kind == ExprKind::Ancestor ? Op::Ancestor : Op::Record;
      made.a = lower(draft, *expression.args[0]);
      made.b = raw(expression.entity);
      break;
    case ExprKind::PreviousOf:
      made.op = Op::Previous;
      made.a = lower(draft, *expression.args[0]);
      break;
    case ExprKind::FirstOf:
    case ExprKind::LastOf:
      made.op = expression.kind == ExprKind::FirstOf ? Op::SeriesFirst : Op::SeriesLast;
      made.a = domain(draft, *expression.domain, nullptr);
      break;
    default:
      return variable(draft, expression);
  }
  return emit(draft, made, expression.span);
}

std::uint32_t Lowering::lowerRead(BlockDraft& draft, const Expr& expression) {
  Step made = step(Op::Fact, expression);
  made.type = typeIndex(expression.type);
  const std::size_t option_at = expression.kind == ExprKind::Parameter ? 0 : 1;
  const Expr* option = expression.args.size() > option_at ? expression.args[option_at] : nullptr;
  made.a = expression.kind == ExprKind::Parameter ? kNoId : lower(draft, *expression.args[0]);
  ChoiceId per{kNoId};
  if (expression.kind == ExprKind::Fact) {
    made.b = raw(expression.fact);
    per = program_.vocabulary.facts[expression.fact].per;
    made.c = 0;
  } else {
    made.op = Op::Definition;
    made.b = out_.first_block[raw(expression.declaration)];
    per = program_.declarations[expression.declaration].per;
  }
  std::uint32_t lowest = 0;
  std::uint32_t picked = kNoId;
  if (option) {
    if (const auto bound = boundOption(*option)) {
      lowest = lowestIndex(per, *bound);
    } else {
      picked = lower(draft, *option);
    }
  }
  if (expression.kind == ExprKind::Fact) {
    made.op = picked == kNoId ? Op::Fact : Op::FactPick;
    made.c = picked == kNoId ? lowest : picked;
  } else if (expression.kind == ExprKind::ParameterAt) {
    made.op = Op::ParameterAt;
    made.b = versionsOf(draft, expression.declaration, option ? boundOption(*option) : std::nullopt);
  } else if (expression.column != 0) {
    made.b += expression.column;  // a result of a decision table, which is never `per` a choice
  } else {
    made.op = picked == kNoId ? Op::Definition : Op::DefinitionPick;
    if (picked == kNoId) made.b += lowest;
    made.c = picked;
  }
  return emit(draft, made, expression.span);
}

// INVARIANT: the index of a parameter read `at` a day is bound (the checker refuses a computed one).
std::uint32_t Lowering::versionsOf(BlockDraft& draft, checked::DeclarationId id,
                                   std::optional<std::uint32_t> option) {
  const OptionBindings outer = options;
  options.clear();
  if (option) options[1] = *option;
  std::vector<PickVersion> versions;
  for (const checked::Version& version : program_.declarations[id].versions) {
    BlockDraft block = open(EntityId{kNoId}, draft.code.option);
    const std::uint32_t value = lower(block, *version.general.equals);
    versions.push_back(
        {version.from.value_or(kFirstDate), version.until.value_or(kLastDate), close(block, value)});
  }
  options = outer;
  out_.picks.push_back(std::move(versions));
  return static_cast<std::uint32_t>(out_.picks.size() - 1);
}

// Whether what is lowered can decide a verdict, which may not rest on a row that is not confirmed. An amount
// is none: its figure is shown with its standing.
bool Lowering::decides() const {
  if (whether || declaration == checked::DeclarationId{kNoId}) return true;
  const checked::DeclarationKind kind = program_.declarations[declaration].kind;
  return kind != checked::DeclarationKind::Amount && kind != checked::DeclarationKind::Benefit;
}

std::uint32_t Lowering::lowerColumn(BlockDraft& draft, const Expr& expression) {
  const checked::Declaration& table = program_.declarations[expression.declaration];
  if (expression.kind == ExprKind::ColumnAt) return rowsAt(draft, expression);
  if (table.dated()) return lowerDatedColumn(draft, expression);
  const checked::Column& column = table.columns[expression.column];
  const bool doubted = decides() && someDoubted(table);
  const auto confirmed = [&](std::size_t row) {
    return !doubted || table.rows[row].confidence.level != checked::Level::Unconfirmed;
  };
  if (const auto bound = boundOption(*expression.args[0])) {
    const std::uint32_t row = lowestIndex(table.per, *bound);
    const std::uint32_t cell = constant(draft, column.values[row], expression.type, expression.span);
    return confirmed(row) ? cell
                          : perhaps(draft, cell, {expression.declaration, "", table.span}, expression.type);
  }
  Step made = step(Op::ColumnPick, expression);
  made.a = lower(draft, *expression.args[0]);
  made.c = raw(table.per);
  made.type = typeIndex(expression.type);
  made.b = cells(expression);
  if (doubted) made.count = doubtIndex({expression.declaration, "", table.span}) + 1;
  return emit(draft, made, expression.span);
}

// The cells of a column in a row, stored once, so that reads of it are equal steps. Rows that are not
// confirmed follow them: one yes_no a row.
std::uint32_t Lowering::cells(const Expr& expression) {
  const checked::Declaration& table = program_.declarations[expression.declaration];
  const auto next = static_cast<std::uint32_t>(out_.constants.size());
  const auto [known, fresh] = columns_.try_emplace({raw(expression.declaration), expression.column}, next);
  if (!fresh) return known->second;
  for (const Value& value : table.columns[expression.column].values)
    out_.constants.emplace_back(value, expression.type);
  if (!someDoubted(table)) return next;
  for (const checked::DataRow& row : table.rows) {
    out_.constants.emplace_back(row.confidence.level == checked::Level::Unconfirmed,
                                Type{.kind = TypeKind::YesNo});
  }
  return next;
}

// The rows of an option, told apart by the as-of day.
std::uint32_t Lowering::datedCell(BlockDraft& draft, const Expr& expression, std::uint32_t lowest,
                                  bool doubted) {
  const checked::Declaration& table = program_.declarations[expression.declaration];
  const auto [first, last] = table.rowsOf(lowest);
  SelectCode code{kNoId, {}, expression.span};
  for (std::uint32_t row = first; row < last; ++row) {
    std::uint32_t cell =
        constant(draft, table.columns[expression.column].values[row], expression.type, expression.span);
    if (doubted && table.rows[row].confidence.level == checked::Level::Unconfirmed)
      cell = perhaps(draft, cell, {expression.declaration, "", table.span}, expression.type);
    code.cases.push_back(
        {within(draft, table.rows[row].from, table.rows[row].until, expression.span), cell, nullptr});
  }
  return emitSelect(draft, std::move(code), &expression.type);
}

std::uint32_t Lowering::lowerDatedColumn(BlockDraft& draft, const Expr& expression) {
  const checked::Declaration& table = program_.declarations[expression.declaration];
  if (const auto bound = boundOption(*expression.args[0]))
    return datedCell(draft, expression, lowestIndex(table.per, *bound), decides());
  // Which option is meant is only known for a company: a block for each, of which one is picked.
  const bool doubted = decides();
  const auto [known, fresh] =
      dated_columns_.try_emplace({expression.declaration, expression.column, doubted}, kNoId);
  if (fresh) {
    known->second = static_cast<std::uint32_t>(out_.blocks.size());
    const checked::DeclarationId reader = std::exchange(declaration, expression.declaration);
    const std::vector<std::uint32_t>& lowest = program_.vocabulary.choices[table.per].lowest;
    for (std::uint32_t i = 0; i < lowest.size(); ++i) {
      BlockDraft block = open(EntityId{kNoId}, lowest[i]);
      const std::uint32_t cell = datedCell(block, expression, i, doubted);
      close(block, cell);
    }
    declaration = reader;
  }
  Step made = step(Op::DefinitionPick, expression);
  made.b = known->second;
  made.c = lower(draft, *expression.args[0]);
  made.type = typeIndex(expression.type);
  return emit(draft, made, expression.span);
}

// INVARIANT: the option of a column read `at` a day is bound (the checker refuses a computed one).
std::uint32_t Lowering::rowsAt(BlockDraft& draft, const Expr& expression) {
  const checked::Declaration& table = program_.declarations[expression.declaration];
  const auto [first, last] =
      table.rowsOf(lowestIndex(table.per, boundOption(*expression.args[1]).value_or(0)));
  std::vector<PickVersion> rows;
  for (std::uint32_t row = first; row < last; ++row) {
    BlockDraft block = open(EntityId{kNoId}, draft.code.option);
    std::uint32_t cell =
        constant(block, table.columns[expression.column].values[row], expression.type, expression.span);
    if (decides() && table.rows[row].confidence.level == checked::Level::Unconfirmed)
      cell = perhaps(block, cell, {expression.declaration, "", table.span}, expression.type);
    rows.push_back({table.rows[row].from.value_or(kFirstDate), table.rows[row].until.value_or(kLastDate),
                    close(block, cell)});
  }
  Step made = step(Op::ParameterAt, expression);
  made.a = lower(draft, *expression.args[0]);
  made.b = static_cast<std::uint32_t>(out_.picks.size());
  made.type = typeIndex(expression.type);
  out_.picks.push_back(std::move(rows));
  return emit(draft, made, expression.span);
}

// The value, or any other of its type: a source that is not confirmed may not be there at all.
std::uint32_t Lowering::perhaps(BlockDraft& draft, std::uint32_t value, const DoubtCode& doubted,
                                const Type& type) {
  Step any{.op = Op::Unsettled, .repr = reprOf(type), .a = doubtIndex(doubted)};
  any.type = typeIndex(type);
  const Step doubt{.op = Op::Doubt, .repr = Repr::Truth, .a = any.a};
  SelectCase other{emit(draft, doubt, doubted.span), emit(draft, any, doubted.span), nullptr};
  return emitSelect(draft, {value, {std::move(other)}, doubted.span}, &type);
}

BlockId Lowering::nested(BlockDraft& parent, std::uint32_t element, const Expr& body, EntityId entity) {
  BlockDraft draft = open(entity, parent.code.option);
  draft.parent = &parent;
  draft.variable = element;
  draft.code.nested = true;
  const std::uint32_t result = lower(draft, body);
  return close(draft, result);
}

std::uint32_t Lowering::domain(BlockDraft& draft, const checked::Domain& source, const Expr* body) {
  DomainCode code;
  code.source = &source;
  code.base = lower(draft, *source.base);
  code.path = source.path;
  const EntityId element = source.path.back();
  if (source.where) code.where = nested(draft, source.variable, *source.where, element);
  if (body) code.body = nested(draft, source.variable, *body, element);
  out_.domains.push_back(std::move(code));
  return static_cast<std::uint32_t>(out_.domains.size() - 1);
}

std::uint32_t Lowering::lowerAggregate(BlockDraft& draft, const Expr& expression, Op op) {
  const Expr* body = expression.args.empty() ? nullptr : expression.args[0];
  Step made = step(op, expression);
  made.a = domain(draft, *expression.domain, body);
  made.type = typeIndex(expression.type);
  return emit(draft, made, expression.span);
}

}  // namespace jurat
