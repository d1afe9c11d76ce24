// Tables: rows of decision tables by trying every kind of value, and rows and options that carry dates
// (language.md, Tables).
#include <algorithm>
#include <utility>

#include "tests/agreement/reference.h"

namespace jurat::reference {

namespace {

using checked::CellBound;
using checked::CellKind;
using checked::CompareOp;
using checked::HitPolicy;

Number place(const Value& value) {
  if (const auto* exact = std::get_if<Number>(&value)) return *exact;
  if (const auto* money = std::get_if<Money>(&value)) return money->amount;
  if (const auto* date = std::get_if<Date>(&value)) return Number(date->days);
  if (const auto* moment = std::get_if<Moment>(&value)) return Number(moment->seconds);
  return Number(std::get<Period>(value).count);
}

// Types of which two neighbours have nothing between them.
bool inSteps(const Type& type) {
  return type.kind == TypeKind::Integer || type.kind == TypeKind::Date || type.kind == TypeKind::Moment;
}

// Bounds that no whole number lies between.
bool emptyInSteps(const std::optional<CellBound>& least, const std::optional<CellBound>& most) {
  if (!least || !most) return false;
  const Number low = place(least->value), high = place(most->value);
  Number first = low.floor();
  while (first < low || (first == low && !least->inclusive)) first = *add(first, Number(1));
  return high < first || (high == first && !most->inclusive);
}

bool onDay(const std::optional<Date>& from, const std::optional<Date>& until, Date day) {
  return (!from || *from <= day) && (!until || day <= *until);
}

Possible option(std::uint32_t index) {
  Possible out;
  out.value = true;
  out.may = out.must = {index};
  return out;
}

Possible words(const std::string& text) {
  Possible out;
  out.value = true;
  out.text = text;
  return out;
}

}  // namespace

bool Reference::offered(ChoiceId choice, std::uint32_t option) const {
  const std::vector<Option>& options = vocabulary().choices[choice].options;
  for (std::uint32_t at = option; at != kNoId; at = options[at].parent) {
    if (!onDay(options[at].from, options[at].until, as_of_.day)) return false;
  }
  return true;
}

bool Reference::dates(ChoiceId choice, std::uint32_t option) const {
  const std::vector<Option>& options = vocabulary().choices[choice].options;
  for (std::uint32_t at = option; at != kNoId; at = options[at].parent) {
    if (options[at].from || options[at].until) return true;
  }
  return false;
}

// ---- cells

Possible Reference::accepted(const checked::TestCell& cell, const Possible& value, const Type& type) {
  if (cell.kind == CellKind::Any) return truth(true, false);
  Possible out = truth(false, false, value.error);
  out.causes = value.causes;
  Possible plain = value;
  plain.none = plain.error = false;
  // `none` is accepted by `none` alone.
  if (value.none) (cell.kind == CellKind::None ? out.yes : out.no) = true;
  if (plain.nothing()) return settled(out, Form::Truth);
  if (cell.kind == CellKind::None) out.no = true;
  if (cell.kind == CellKind::Truth)
    out.yes = out.yes || (cell.yes ? plain.yes : plain.no),
    out.no = out.no || (cell.yes ? plain.no : plain.yes);
  if (cell.kind == CellKind::Options) {
    for (const std::uint32_t each : plain.may) {
      const bool in = std::find(cell.options.begin(), cell.options.end(), each) != cell.options.end();
      (in ? out.yes : out.no) = true;
    }
  }
  if (cell.kind == CellKind::Texts) {
    const bool in = std::find(cell.texts.begin(), cell.texts.end(), plain.text) != cell.texts.end();
    out.yes = out.yes || plain.any || in;
    out.no = out.no || plain.any || !in;
  }
  if (cell.kind == CellKind::Interval && inSteps(type) && emptyInSteps(cell.least, cell.most)) {
    out.no = out.no || plain.value;
  } else if (cell.kind == CellKind::Interval) {
    const auto beyond = [&](const std::optional<CellBound>& bound, CompareOp inclusive, CompareOp exclusive) {
      if (!bound) return truth(true, false);
      Possible at = number(place(bound->value));
      at.currency = plain.currency;
      if (const auto* period = std::get_if<Period>(&bound->value); period && period->calendar)
        at.length = Length::Months;
      return settled(compare(bound->inclusive ? inclusive : exclusive, type, plain, at), Form::Truth);
    };
    const Possible both = all({beyond(cell.least, CompareOp::GreaterEqual, CompareOp::Greater),
                               beyond(cell.most, CompareOp::LessEqual, CompareOp::Less)});
    out.yes = out.yes || both.yes;
    out.no = out.no || both.no;
    addCauses(out, both);
  }
  return settled(out, Form::Truth);
}

// One value of each kind that the column may have and its cells can tell apart.
std::vector<Possible> Reference::samplesOf(const checked::DecisionTable& table, std::size_t column,
                                           const Possible& value) {
  std::vector<Possible> out;
  if (value.none) out.push_back(nothingThere());
  if (value.error) out.push_back(failure());
  if (value.yes) out.push_back(truth(true, false));
  if (value.no) out.push_back(truth(false, true));
  if (!value.value) return out;
  const Type& type = table.columns[column].value->type;
  const Form form = formOf(type);
  if (form == Form::Option) {
    for (const std::uint32_t each : value.may) out.push_back(option(each));
    return out;
  }
  std::set<Number> ends;
  std::set<std::string> texts{value.any ? "a text that no cell names" : value.text};
  for (const checked::TableRow& row : table.rows) {
    const checked::TestCell& cell = row.tests[column];
    if (value.any) texts.insert(cell.texts.begin(), cell.texts.end());
    for (const std::optional<CellBound>* bound : {&cell.least, &cell.most}) {
      if (*bound) ends.insert(place((*bound)->value));
    }
  }
  if (form == Form::Text) {
    for (const std::string& each : texts) out.push_back(words(each));
    return out;
  }
  // The ends of cells, what lies between two of them, and what lies beyond all; whole numbers and days have
  // neighbours.
  const bool steps = inSteps(type);
  std::set<Number> all(ends);
  if (value.low) all.insert(*value.low);
  if (value.high) all.insert(*value.high);
  if (all.empty()) all.insert(Number(0));
  std::set<Number> tried(all);
  std::optional<Number> before;
  for (const Number& each : all) {
    const Number whole = each.floor();
    if (steps) tried.insert({whole, *add(whole, Number(1)), *subtract(whole, Number(1))});
    if (!steps && before) tried.insert(*divide(*add(*before, each), Number(2)));
    before = each;
  }
  if (!steps) tried.insert({*add(*all.rbegin(), Number(1)), *subtract(*all.begin(), Number(1))});
  for (const Number& each : tried) {
    if (steps && !each.isWhole()) continue;
    if ((value.low && each < *value.low) || (value.high && *value.high < each)) continue;
    out.push_back(number(each));
    out.back().length = value.length;
    out.back().currency = value.currency;
  }
  return out;
}

Reference::Samples Reference::samples(const checked::DecisionTable& table,
                                      const std::vector<Possible>& values) {
  Samples out;
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    std::vector<std::set<std::uint32_t>> rows;
    for (const Possible& sample : samplesOf(table, column, values[column])) {
      std::set<std::uint32_t> accepting;
      for (std::uint32_t row = 0; row < table.rows.size(); ++row) {
        if (accepted(table.rows[row].tests[column], sample, table.columns[column].value->type)
                .only(&Possible::yes))
          accepting.insert(row);
      }
      // Values that the same rows accept are one.
      if (std::find(rows.begin(), rows.end(), accepting) == rows.end()) rows.push_back(std::move(accepting));
    }
    out.push_back(std::move(rows));
  }
  return out;
}

// ---- rows

Reference::Row Reference::rowOf(const checked::Declaration& made, std::uint32_t index,
                                const std::vector<Possible>& values, const Scope& scope) {
  const checked::TableRow& row = made.decision.rows[index];
  std::vector<Possible> cells;
  for (std::size_t column = 0; column < values.size(); ++column)
    cells.push_back(accepted(row.tests[column], values[column], made.decision.columns[column].value->type));
  Row out{all(cells), index, row.confidence.level != checked::Level::Unconfirmed};
  if (!onDay(row.from, row.until, as_of_.day)) out.truth = truth(false, true);
  if (out.sure || out.truth.only(&Possible::no)) return out;
  // Perhaps there is no such row.
  out.truth.no = true;
  out.truth.causes.insert({Missing::Kind::Source, kNoId, kNoId, 0,
                           program_.id(scope.declaration) + ", row " + std::to_string(index + 1)});
  return out;
}

namespace {

// Some combination of values that none of the rows accepts.
bool leavesOut(const std::vector<std::vector<std::set<std::uint32_t>>>& samples, std::size_t column,
               std::set<std::uint32_t> rows) {
  if (rows.empty()) return true;
  if (column == samples.size()) return false;
  return std::any_of(samples[column].begin(), samples[column].end(),
                     [&](const std::set<std::uint32_t>& accepting) {
                       std::set<std::uint32_t> left;
                       std::set_intersection(rows.begin(), rows.end(), accepting.begin(), accepting.end(),
                                             std::inserter(left, left.end()));
                       return leavesOut(samples, column + 1, std::move(left));
                     });
}

// Some combination of values that both accept.
bool metTogether(const std::vector<std::vector<std::set<std::uint32_t>>>& samples, std::uint32_t a,
                 std::uint32_t b) {
  return std::all_of(samples.begin(), samples.end(), [&](const auto& column) {
    return std::any_of(column.begin(), column.end(),
                       [&](const auto& accepting) { return accepting.contains(a) && accepting.contains(b); });
  });
}

}  // namespace

Possible Reference::table(checked::DeclarationId id, std::uint32_t output, const Element& element) {
  const auto key = std::tuple(raw(id), output, element);
  if (const auto found = known_.find(key); found != known_.end()) return found->second;
  const checked::Declaration& made = declaration(id);
  const checked::DecisionTable& table = made.decision;
  const Type& type = table.outputs[output].type;
  const Form form = formOf(type);
  const Scope scope = open(id, kNoId, element);
  std::vector<Possible> values;
  for (const checked::TestColumn& column : table.columns) values.push_back(evaluate(*column.value, scope));
  const Samples all_samples = samples(table, values);
  std::vector<Row> rows;
  std::set<std::uint32_t> sure;
  bool perhaps_none = true;
  for (std::uint32_t index = 0; index < table.rows.size(); ++index) {
    Row row = rowOf(made, index, values, scope);
    const bool last = table.hit == HitPolicy::First && !row.truth.no;
    perhaps_none = perhaps_none && row.truth.no;
    // The rows before may leave it nothing.
    if (last && !leavesOut(all_samples, 0, sure)) break;
    if (row.truth.yes && row.sure) sure.insert(index);
    rows.push_back(std::move(row));
    if (last) break;
  }
  Possible out = chosen(table, rows, all_samples, output, scope);
  const bool failed = out.only(&Possible::error) && out.causes.empty();
  if (!failed || rows.empty()) {
    if (perhaps_none && leavesOut(all_samples, 0, sure)) out = either(out, failure(), form);
    for (const Row& row : rows) addCauses(out, row.truth);
  }
  if (made.versions.front().general.confidence.level == checked::Level::Unconfirmed) {
    const std::set<Cause> causes{{Missing::Kind::Source, kNoId, kNoId, 0, program_.id(id)}};
    out = either(settled(out, form), unknown(type, causes, nullptr, scope), form);
  }
  out.said_unknown = false;
  return known_[key] = settled(std::move(out), form);
}

Possible Reference::chosen(const checked::DecisionTable& table, const std::vector<Row>& rows,
                           const Samples& all_samples, std::uint32_t output, const Scope& scope) {
  const Form form = formOf(table.outputs[output].type);
  const bool first = table.hit == HitPolicy::First;
  Possible out;
  if (table.hit == HitPolicy::Collect) out = collected(table, rows, output, scope);
  for (const Row& row : rows) {
    if (row.truth.only(&Possible::error) && !first) return failure();
    if (row.truth.yes && table.hit != HitPolicy::Collect)
      out = either(out, evaluate(*table.rows[row.index].outputs[output], scope), form);
    if (row.truth.error) out = either(out, failure(), form);
  }
  if (first || table.hit == HitPolicy::Collect) return out;
  const Possible conflict = conflicts(table, rows, all_samples, output, scope);
  if (conflict.only(&Possible::error)) return failure();  // for certain
  return conflict.error ? either(out, failure(), form) : out;
}

// Under `collect`: what all say that are hit, and may say that may be.
Possible Reference::collected(const checked::DecisionTable& table, const std::vector<Row>& rows,
                              std::uint32_t output, const Scope& scope) {
  Possible out;
  for (const Row& row : rows) {
    if (!row.truth.yes) continue;
    const Possible value = evaluate(*table.rows[row.index].outputs[output], scope);
    out.error = out.error || value.error || value.none;
    if (!value.value) continue;
    out.value = true;
    addCauses(out, value);
    out.may.insert(value.may.begin(), value.may.end());
    if (row.truth.only(&Possible::yes)) out.must.insert(value.must.begin(), value.must.end());
  }
  return out;
}

// `error` alone: two rows are hit for certain that may not be; beside `yes`: two may be.
Possible Reference::conflicts(const checked::DecisionTable& table, const std::vector<Row>& rows,
                              const Samples& all_samples, std::uint32_t output, const Scope& scope) {
  const Form form = formOf(table.outputs[output].type);
  const bool unique = table.hit == HitPolicy::Unique;
  bool perhaps = false;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (!rows[i].truth.yes || !rows[j].truth.yes) continue;
      const Expr &one = *table.rows[rows[i].index].outputs[output],
                 &other = *table.rows[rows[j].index].outputs[output];
      const Possible a = evaluate(one, scope), b = evaluate(other, scope);
      const std::string written = writings_.of(one, scope.options);
      if (!unique &&
          ((!written.empty() && written == writings_.of(other, scope.options)) || same(a, b, form)))
        continue;
      const bool certain = rows[i].truth.only(&Possible::yes) && rows[j].truth.only(&Possible::yes);
      if (certain && (unique || (determined(a, form) && determined(b, form)))) return failure();
      perhaps = perhaps || metTogether(all_samples, rows[i].index, rows[j].index);
    }
  }
  return truth(true, false, perhaps);
}

// ---- rows of data that carry dates

Possible Reference::cell(const checked::Declaration& table, std::uint32_t column, std::uint32_t row,
                         const Type& type, const Scope& scope) {
  const Possible said = constant(table.columns[column].values[row], type);
  // Only a verdict may not rest on a row that is not confirmed; an amount shows its figure.
  const checked::DeclarationKind asks = declaration(scope.declaration).kind;
  const bool figure = asks == checked::DeclarationKind::Amount ||
                      (asks == checked::DeclarationKind::Benefit && !scope.whether);
  if (figure || table.rows[row].confidence.level != checked::Level::Unconfirmed) return said;
  const std::string name = program_.packs[table.pack].id + "/" + table.name;
  const std::set<Cause> causes{{Missing::Kind::Source, kNoId, kNoId, 0, name}};
  return either(said, unknown(type, causes, nullptr, scope), formOf(type));
}

Possible Reference::column(const Expr& expression, const Scope& scope) {
  const checked::Declaration& table = declaration(expression.declaration);
  return overOptions(evaluate(*expression.args[0], scope), table.per, expression.type,
                     [&](std::uint32_t lowest) {
                       for (std::uint32_t row = 0; row < table.rows.size(); ++row) {
                         const checked::DataRow& each = table.rows[row];
                         if (each.lowest != lowest || !onDay(each.from, each.until, as_of_.day)) continue;
                         return cell(table, expression.column, row, expression.type, scope);
                       }
                       return failure();
                     });
}

Possible Reference::columnAt(const Expr& expression, const Scope& scope) {
  const checked::Declaration& table = declaration(expression.declaration);
  const Possible day = evaluate(*expression.args[0], scope);
  const std::uint32_t option = *evaluate(*expression.args[1], scope).may.begin();
  Possible out = strict({&day});
  if (!std::exchange(out.value, false)) return out;
  const Form form = formOf(expression.type);
  // The days that may be meant and have no row: taken away row by row.
  std::vector<std::pair<Number, Number>> left{
      {day.low.value_or(Number(kFirstDate.days)), day.high.value_or(Number(kLastDate.days))}};
  for (std::uint32_t row = 0; row < table.rows.size(); ++row) {
    const checked::DataRow& each = table.rows[row];
    if (vocabulary().choices[table.per].lowest[each.lowest] != option) continue;
    const Number from(each.from.value_or(kFirstDate).days), until(each.until.value_or(kLastDate).days);
    std::vector<std::pair<Number, Number>> next;
    bool met = false;
    for (const auto& [low, high] : left) {
      const bool apart = until < low || high < from;
      met = met || !apart;
      if (apart) next.emplace_back(low, high);
      if (!apart && low < from) next.emplace_back(low, *subtract(from, Number(1)));
      if (!apart && until < high) next.emplace_back(*add(until, Number(1)), high);
    }
    left = std::move(next);
    if (met) out = either(out, cell(table, expression.column, row, expression.type, scope), form);
  }
  if (!left.empty()) out = either(out, failure(), form);
  addCauses(out, day);
  return out;
}

}  // namespace jurat::reference
