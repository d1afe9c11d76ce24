// Packs and declarations: what they name is there, levels are whole, tables are rectangles.
#include <algorithm>

#include "engine/bundle/checks.h"

namespace jurat::bundle {
namespace {

using checked::Branch;
using checked::CellKind;
using checked::Declaration;
using checked::DeclarationKind;
using checked::Expr;

bool isCondition(const Expr* expr) { return expr == nullptr || reprOf(expr->type) == Repr::Truth; }
bool isDay(const Expr* expr) {
  return expr == nullptr || expr->type.kind == TypeKind::Date || expr->type.kind == TypeKind::None;
}

class Declarations {
 public:
  explicit Declarations(Checks& checks) : checks_(checks) {}

  void run() {
    const checked::Program& program = checks_.program;
    for (std::uint32_t i = 0; i < program.packs.size(); ++i) {
      names(program.packs[PackId{i}]);
      if (checks_.here(PackId{i})) pack(program.packs[PackId{i}]);
    }
    for (const checked::Declaration& each : program.declarations) {
      if (!checks_.good()) return;
      checks_.that(given(each.pack), "a declaration belongs to no pack");
      if (checks_.good() && checks_.here(each.pack)) declaration(each);
    }
    for (const checked::DeclarationId id : program.order)
      checks_.that(given(id), "the order names no declaration");
    for (const checked::DeclarationId id : program.by_name)
      checks_.that(given(id), "a name means no declaration");
  }

 private:
  void pack(const checked::Pack& pack) {
    checks_.that(isCondition(pack.called_for), "a pack is called for by no condition");
    checks_.that(!given(pack.rolls_in) || is(pack.rolls_in, DeclarationKind::Calendar),
                 "deadlines move on in no calendar");
  }

  // Of packs that are left alone, too.
  void names(const checked::Pack& pack) {
    for (const FactId fact : pack.called_by) checks_.that(given(fact), "a pack is called for by no fact");
    for (const PackId used : pack.uses) checks_.that(given(used), "a pack uses none");
    for (const auto& [name, used] : pack.use_names) checks_.that(given(used), "a pack uses none");
  }

  bool is(checked::DeclarationId id, DeclarationKind kind) const {
    return given(id) && checks_.here(id) && checks_.program.declarations[id].kind == kind;
  }

  void declaration(const Declaration& each) {
    const DeclarationKind kind = each.kind;
    const bool about = kind == DeclarationKind::DecisionTable || kind == DeclarationKind::Define ||
                       kind == DeclarationKind::Amount || kind == DeclarationKind::Benefit ||
                       kind == DeclarationKind::Rule;
    checks_.that(given(each.pack) && given(each.subject) == about,
                 "a declaration belongs to no pack, or is about nothing");
    checks_.that(isType(each.type, checks_.vocabulary), "a declaration has a type that there is not");
    checks_.that(!each.control ||
                     (about && checks_.good() && given(checks_.vocabulary.entities[each.subject].keyed_by)),
                 "a control is about no list of controls");
    checks_.that(kind != DeclarationKind::Rates || each.rates < checks_.vocabulary.rates.size(),
                 "a table of rates is missing");
    for (const Expr* expr : each.evidence)
      checks_.that(expr && expr->kind == checked::ExprKind::Fact && expr->type.kind == TypeKind::Evidence,
                   "evidence is asked for that is no fact");
    if (!checks_.good()) return;
    if (kind == DeclarationKind::DataTable) dataTable(each);
    if (kind == DeclarationKind::DecisionTable) decisionTable(each);
    checks_.that(kind != DeclarationKind::DecisionTable || !each.versions.empty(),
                 "a decision table has no version");
    for (const checked::Version& one : each.versions) version(each, one);
  }

  void version(const Declaration& of, const checked::Version& version) {
    checks_.that(isDay(version.effective_from) && isDay(version.effective_until),
                 "a version holds from no day");
    for (const Expr* condition : version.applies_when)
      checks_.that(condition && isCondition(condition), "a version applies under no condition");
    checks_.that(isCondition(version.eligible_when), "a benefit is given under no condition");
    branch(of, version.general, 0);
  }

  void branch(const Declaration& of, const Branch& branch, std::size_t depth) {
    if (!checks_.that(depth <= checks_.limits.nesting, "exceptions are nested too deeply")) return;
    checks_.that(isCondition(branch.when), "an exception holds under no condition");
    const bool asks = branch.duty != checked::DutyKind::None && branch.duty != checked::DutyKind::Permits;
    checks_.that(!asks || branch.duty_expr, "a duty asks for nothing");
    for (const checked::Exposure& exposure : branch.exposes) {
      checks_.that(
          is(exposure.amount, DeclarationKind::Amount) && isCondition(exposure.when) && isDay(exposure.from),
          "somebody is exposed to no amount");
    }
    for (const checked::Note& note : branch.notes)
      checks_.that(isCondition(note.when), "a note stands under no condition");
    for (const checked::Citation& each : branch.cites) citation(of, each);
    for (const Branch& exception : branch.exceptions) {
      for (const std::uint32_t other : exception.overrides)
        checks_.that(other < branch.exceptions.size(), "an exception overrides none beside it");
    }
    for (const Branch& inner : branch.exceptions) this->branch(of, inner, depth + 1);
  }

  void citation(const Declaration& of, const checked::Citation& citation) {
    if (citation.source != 0)
      checks_.that(citation.source < checks_.program.packs[of.pack].sources.size(),
                   "a citation is of no source");
    if (!given(citation.table)) return;
    if (!checks_.that(is(citation.table, DeclarationKind::DataTable), "a citation stands in no table"))
      return;
    const Declaration& table = checks_.program.declarations[citation.table];
    checks_.that(given(table.per) && citation.column < table.columns.size(),
                 "a citation stands in no column");
  }

  void dataTable(const Declaration& table) {
    if (!checks_.that(given(table.per), "a table is about no choice")) return;
    const std::size_t lowest = checks_.vocabulary.choices[table.per].lowest.size();
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      checks_.that(
          table.rows[i].lowest < lowest && (i == 0 || table.rows[i - 1].lowest <= table.rows[i].lowest),
          "the rows of a table are not in order");
    }
    checks_.that(table.dated() || table.rows.size() == lowest, "a table has not one row for each option");
    for (const checked::Column& column : table.columns) {
      checks_.that(isType(column.type, checks_.vocabulary) && column.values.size() == table.rows.size(),
                   "a column has not one value for each row");
      if (!checks_.good()) return;
      for (const Value& value : column.values)
        checks_.that(isOf(value, column.type, checks_.vocabulary), "a cell is no value of its column");
    }
  }

  void decisionTable(const Declaration& table) {
    const checked::DecisionTable& decision = table.decision;
    checks_.that(!decision.outputs.empty() && !decision.rows.empty(), "a decision table is empty");
    checks_.that(!given(table.per), "a decision table is `per` a choice");
    for (const checked::TestColumn& column : decision.columns)
      checks_.that(column.value != nullptr, "a column of a decision table asks for nothing");
    for (const checked::TableOutput& output : decision.outputs)
      checks_.that(isType(output.type, checks_.vocabulary), "a result has a type that there is not");
    for (const checked::TableRow& row : decision.rows) {
      if (!checks_.good()) return;
      checks_.that(
          row.tests.size() == decision.columns.size() && row.outputs.size() == decision.outputs.size(),
          "a row has not one cell for each column");
      for (const checked::Citation& each : row.cites) citation(table, each);
      for (std::size_t i = 0; i < row.tests.size() && checks_.good(); ++i)
        cell(row.tests[i], decision.columns[i].value->type);
      for (std::size_t i = 0; i < row.outputs.size() && checks_.good(); ++i) {
        const Expr* output = row.outputs[i];
        checks_.that(output != nullptr, "a result is missing");
        if (output && output->kind == checked::ExprKind::Constant)
          checks_.that(isOf(output->value, decision.outputs[i].type, checks_.vocabulary),
                       "a result is no value of its type");
      }
    }
  }

  void cell(const checked::TestCell& cell, const Type& type) {
    for (const std::optional<checked::CellBound>* bound : {&cell.least, &cell.most}) {
      if (*bound)
        checks_.that(type.isOrdered() && isOf((*bound)->value, type, checks_.vocabulary) &&
                         !std::holds_alternative<NoneValue>((*bound)->value),
                     "a bound of a cell is no value of its column");
    }
    if (cell.kind != CellKind::Options) return;
    checks_.that(type.kind == TypeKind::Choice, "a cell names options of no choice");
    if (!checks_.good()) return;
    for (const std::uint32_t option : cell.options)
      checks_.that(option < checks_.vocabulary.choices[ChoiceId{type.id}].options.size(),
                   "a cell names no option");
  }

  Checks& checks_;
};

}  // namespace

void checkDeclarations(Checks& checks) { Declarations(checks).run(); }

}  // namespace jurat::bundle
