// Dates: what no day can ever reach, and days on which a parameter that is read has no value.
#include <algorithm>
#include <functional>

#include "engine/check/context.h"

namespace jurat::checking {
namespace {

using checked::Branch;
using checked::Declaration;
using checked::Expr;
using checked::ExprKind;
using checked::Version;
using Made = checked::DeclarationKind;

struct Days {
  Date from = kFirstDate, until = kLastDate;
  bool empty() const { return until < from; }
};

Days both(Days a, Days b) { return {std::max(a.from, b.from), std::min(a.until, b.until)}; }

Days daysOf(const std::optional<Date>& from, const std::optional<Date>& until) {
  return {from.value_or(kFirstDate), until.value_or(kLastDate)};
}

const Date* constantDay(const Expr* expression) {
  return expression == nullptr || expression->kind != ExprKind::Constant
             ? nullptr
             : std::get_if<Date>(&expression->value);
}

// The days on which a version can be in force, as far as they are written out.
Days inForce(const Version& version) {
  Days days = daysOf(version.from, version.until);
  if (const Date* from = constantDay(version.effective_from)) days.from = std::max(days.from, *from);
  if (const Date* until = constantDay(version.effective_until)) days.until = std::min(days.until, *until);
  return days;
}

// Its first day is computed: no day is certain to be among its days.
bool startsSomeDay(const Version& version) {
  return version.effective_from != nullptr && constantDay(version.effective_from) == nullptr;
}

// ---- walking

using Visit = std::function<void(const Expr&)>;

void walk(const Expr* expression, const Visit& visit) {
  if (expression == nullptr) return;
  visit(*expression);
  for (const Expr* each : expression->args) walk(each, visit);
  for (const checked::Limb& each : expression->limbs) walk(each.value, visit);
  if (!expression->domain) return;
  walk(expression->domain->base, visit);
  walk(expression->domain->where, visit);
}

void walk(const Branch& branch, const Visit& visit) {
  for (const Expr* each :
       {branch.when, branch.duty_expr, branch.equals, branch.at_least, branch.at_most, branch.due}) {
    walk(each, visit);
  }
  for (const checked::Bound& each : branch.alternatives) {
    for (const Expr* value : {each.at_least, each.at_most, each.equals}) walk(value, visit);
  }
  for (const checked::Exposure& each : branch.exposes) {
    for (const Expr* value : {each.when, each.from}) walk(value, visit);
  }
  for (const checked::Note& each : branch.notes) walk(each.when, visit);
}

void walk(const checked::DecisionTable& table, const Visit& visit) {
  for (const checked::TestColumn& each : table.columns) walk(each.value, visit);
}

// ---- parameters

// A parameter, or the rows of a data table, needed on some days.
struct Need {
  DeclarationId parameter{};
  std::uint32_t lowest = kNoId;  // of a table: the option whose rows are read, kNoId for any
  Days days;
};

class Coverage {
 public:
  explicit Coverage(Context& context) : context_(context), needs_(context.program.declarations.size()) {}

  void run() {
    const auto& all = context_.program.declarations;
    const bool dated = std::any_of(all.begin(), all.end(), [](const Declaration& each) {
      return each.kind == Made::Parameter || each.dated();
    });
    if (!dated) return;
    for (const DeclarationId id : context_.program.order) {
      const Declaration& declaration = context_.program.declarations[id];
      const bool derived = declaration.kind == Made::Define || declaration.kind == Made::DecisionTable;
      if (derived || declaration.kind == Made::Parameter) collect(id, declaration);
      if (declaration.kind == Made::Amount || declaration.kind == Made::Benefit) prove(declaration);
    }
    for (const Declaration& declaration : context_.program.declarations) {
      if (declaration.kind == Made::Rule) prove(declaration);
    }
  }

 private:
  void add(std::vector<Need>& needs, const Need& need) {
    if (need.days.empty()) return;
    for (Need& each : needs) {
      if (each.parameter != need.parameter || each.lowest != need.lowest) continue;
      if (each.days.from <= need.days.from && need.days.until <= each.days.until) return;
      // Days that touch are one run of days.
      const bool apart =
          need.days.until.days + 1 < each.days.from.days || each.days.until.days + 1 < need.days.from.days;
      if (apart) continue;
      each.days = {std::min(each.days.from, need.days.from), std::max(each.days.until, need.days.until)};
      return;
    }
    needs.push_back(need);
  }

  void of(const Branch& branch, Days days, std::vector<Need>& needs) {
    const Visit visit = [&](const Expr& expression) { read(expression, days, needs); };
    walk(branch, visit);
    for (const Branch& each : branch.exceptions) of(each, both(days, daysOf(each.from, each.until)), needs);
  }

  void read(const Expr& expression, Days days, std::vector<Need>& needs) {
    const bool table = expression.kind == ExprKind::Column || expression.kind == ExprKind::ColumnAt;
    if (table && !context_.program.declarations[expression.declaration].dated()) return;
    if (expression.kind == ExprKind::Parameter) add(needs, {expression.declaration, kNoId, days});
    if (expression.kind == ExprKind::Column)
      add(needs, {expression.declaration, lowestOf(*expression.args[0], expression.declaration), days});
    if (expression.kind == ExprKind::ParameterAt || expression.kind == ExprKind::ColumnAt)
      constantRead(expression);
    if (expression.kind != ExprKind::Parameter && expression.kind != ExprKind::Definition) return;
    for (const Need& each : needs_[raw(expression.declaration)])
      add(needs, {each.parameter, each.lowest, both(each.days, days)});
  }

  const Choice& choiceOf(DeclarationId table) const {
    return context_.program.vocabulary.choices[context_.program.declarations[table].per];
  }

  // Of a table read with an option that is written out, its place among the lowest.
  std::uint32_t lowestOf(const Expr& option, DeclarationId table) const {
    const auto* named = option.kind == ExprKind::Constant ? std::get_if<OptionValue>(&option.value) : nullptr;
    if (named == nullptr) return kNoId;
    const std::vector<std::uint32_t>& lowest = choiceOf(table).lowest;
    return static_cast<std::uint32_t>(std::find(lowest.begin(), lowest.end(), named->index) - lowest.begin());
  }

  // The days on which a parameter, or an option of a table, has a value; sorted.
  std::vector<Days> daysWith(const Declaration& declaration, std::uint32_t lowest) const {
    std::vector<Days> out;
    for (const Version& version : declaration.versions) out.push_back(daysOf(version.from, version.until));
    if (declaration.kind != Made::DataTable) return out;
    out.clear();
    const auto [first, last] = declaration.rowsOf(lowest);
    for (std::uint32_t row = first; row < last; ++row)
      out.push_back(daysOf(declaration.rows[row].from, declaration.rows[row].until));
    return out;
  }

  // A parameter or a column read on a day that is written out.
  void constantRead(const Expr& expression) {
    const Date* day = constantDay(expression.args[0]);
    if (day == nullptr) return;
    const Declaration& parameter = context_.program.declarations[expression.declaration];
    const bool table = parameter.kind == Made::DataTable;
    const std::uint32_t lowest = table ? lowestOf(*expression.args[1], expression.declaration) : kNoId;
    if (table && lowest == kNoId) return;
    for (const Days& days : daysWith(parameter, lowest)) {
      if (days.from <= *day && *day <= days.until) return;
    }
    context_.report(
        {.code = "J0315",
         .message = quoted(parameter.name) + " has no value on " + toText(*day),
         .primary = {expression.span, "read on " + toText(*day) + " here"},
         .secondary = {{parameter.name_span, "declared here"}},
         .help = std::string("add a ") + (table ? "row" : "version") + " that holds on that day"});
  }

  void version(const Version& version, Days days, std::vector<Need>& needs) {
    const Visit visit = [&](const Expr& expression) { read(expression, days, needs); };
    walk(version.effective_from, visit);
    walk(version.effective_until, visit);
    for (const Expr* each : version.applies_when) walk(each, visit);
    walk(version.eligible_when, visit);
    of(version.general, days, needs);
  }

  void rows(const checked::DecisionTable& table, std::vector<Need>& needs) {
    const Visit visit = [&](const Expr& expression) { read(expression, Days{}, needs); };
    walk(table, visit);
    for (const checked::TableRow& row : table.rows) {
      const Visit visit_row = [&](const Expr& expression) {
        read(expression, daysOf(row.from, row.until), needs);
      };
      for (const Expr* each : row.outputs) walk(each, visit_row);
    }
  }

  void collect(DeclarationId id, const Declaration& declaration) {
    std::vector<Need> needs;
    for (const Version& each : declaration.versions) version(each, daysOf(each.from, each.until), needs);
    rows(declaration.decision, needs);
    needs_[raw(id)] = std::move(needs);
  }

  void prove(const Declaration& reader) {
    for (const Version& each : reader.versions) {
      std::vector<Need> needs;
      version(each, inForce(each), needs);
      if (startsSomeDay(each)) continue;
      for (const Need& need : needs) prove(reader, need);
    }
  }

  void prove(const Declaration& reader, const Need& need) {
    const Declaration& read = context_.program.declarations[need.parameter];
    if (read.kind != Made::DataTable) {
      proveOne(reader, need);
      return;
    }
    // Every option that may be read, on the days on which there is such an option.
    const Choice& choice = choiceOf(need.parameter);
    for (std::uint32_t lowest = 0; lowest < choice.lowest.size(); ++lowest) {
      if (need.lowest != kNoId && need.lowest != lowest) continue;
      const Option& option = choice.options[choice.lowest[lowest]];
      const Days days = both(need.days, daysOf(option.from, option.until));
      if (!days.empty() && !proveOne(reader, {need.parameter, lowest, days})) return;
    }
  }

  // False after a report.
  bool proveOne(const Declaration& reader, const Need& need) {
    const Declaration& parameter = context_.program.declarations[need.parameter];
    const std::vector<Days> known = daysWith(parameter, need.lowest);
    std::int64_t open = need.days.from.days;  // the first day not yet covered; may pass the last one
    for (const Days& days : known) {
      if (days.until.days < open) continue;
      if (days.from.days > open) break;
      open = std::int64_t{days.until.days} + 1;
    }
    if (open > need.days.until.days) return true;
    reportGap(reader, need, Date{static_cast<std::int32_t>(open)}, known);
    return false;
  }

  void reportGap(const Declaration& reader, const Need& need, Date day, const std::vector<Days>& known) {
    const Declaration& parameter = context_.program.declarations[need.parameter];
    const bool table = parameter.kind == Made::DataTable;
    const std::string name =
        table ? quoted(parameter.name + "[" +
                       choiceOf(need.parameter).options[choiceOf(need.parameter).lowest[need.lowest]].name +
                       "]")
              : quoted(parameter.name);
    const bool never_began = day == kFirstDate;
    const std::string when = !never_began ? "on " + toText(day)
                             : table      ? "before its first row"
                                          : "before its first version";
    Diagnostic diagnostic{
        .code = "J0315",
        .message = name + " has no value " + when + ", but " + quoted(reader.name) + " can be in force then",
        .primary = {parameter.name_span, "has no value " + when},
        .secondary = {{reader.name_span, never_began ? "in force from no stated day, and it reads it"
                                                     : "can be in force then, and reads it"}}};
    if (never_began && !known.empty() && kFirstDate < known.front().from) {
      diagnostic.help =
          "write `effective from " + toText(known.front().from) + "` (or later) in " + quoted(reader.name);
    } else {
      diagnostic.help =
          std::string("add a ") + (table ? "row" : "version") + " of " + name + " that holds on that day";
    }
    context_.report(std::move(diagnostic));
  }

  Context& context_;
  std::vector<std::vector<Need>> needs_;  // by declaration
};

// ---- what no day reaches

void reportNever(const Context& context, Span span, std::string message, std::string label) {
  context.report({.level = DiagnosticLevel::Warning,
                  .code = "J0406",
                  .message = std::move(message),
                  .primary = {span, std::move(label)},
                  .help = "compare its first and last days"});
}

void unreachable(const Context& context, const Branch& branch, Days days) {
  for (const Branch& each : branch.exceptions) {
    const Days own = both(days, daysOf(each.from, each.until));
    if (own.empty()) {
      reportNever(context, each.name_span, "the exception " + quoted(each.name) + " is in force on no day",
                  "its days lie outside those of what it excepts from");
    } else {
      unreachable(context, each, own);
    }
  }
}

void unreachable(const Context& context, const Declaration& declaration) {
  for (const Version& version : declaration.versions) {
    const Days days = inForce(version);
    if (days.empty()) {
      const Span span =
          version.effective_from != nullptr ? version.effective_from->span : declaration.name_span;
      reportNever(context, span, quoted(declaration.name) + " is in force on no day",
                  "it ends before it begins");
    } else {
      unreachable(context, version.general, days);
    }
  }
}

}  // namespace

void checkDates(Context& context) {
  for (const Declaration& declaration : context.program.declarations) unreachable(context, declaration);
  Coverage(context).run();
}

}  // namespace jurat::checking
