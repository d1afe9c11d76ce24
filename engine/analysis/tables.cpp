// Decision tables: rows that match together and may not, rows that are never reached, answers for which there
// is no row.
#include <algorithm>
#include <functional>

#include "engine/analysis/conditions/identity.h"
#include "engine/analysis/conditions/witness.h"
#include "engine/analysis/finding.h"
#include "engine/analysis/levels.h"
#include "engine/analysis/rows.h"

namespace jurat::analysis {
namespace {

using checked::CellKind;
using checked::Declaration;
using checked::HitPolicy;
using checked::TableRow;
using checked::TestCell;

RowPolicy policyOf(HitPolicy hit) {
  switch (hit) {
    case HitPolicy::Unique:
      return RowPolicy::Unique;
    case HitPolicy::First:
      return RowPolicy::First;
    case HitPolicy::Any:
      return RowPolicy::Any;
    case HitPolicy::Collect:
      return RowPolicy::Collect;
  }
  return RowPolicy::Unique;
}

class Table {
 public:
  Table(Lints& lints, const Declaration& declaration, Conditions& conditions)
      : lints_(lints), declaration_(declaration), table_(declaration.decision), conditions_(conditions) {}

  void run() {
    std::vector<Row> rows;
    for (const TableRow& each : table_.rows) rows.push_back(row(each));
    const RowFindings found = judgeRows(conditions_, rows, policyOf(table_.hit), conditions_.yes());
    for (const RowPair& each : found.together) tell(each);
    for (const std::size_t each : found.unreached) tellUnreached(each);
    if (found.gap.answer != Answer::Never) tellGap(found.gap);
  }

 private:
  Row row(const TableRow& row) {
    std::vector<const Formula*> matches{conditions_.between(row.from, row.until)};
    std::vector<const Formula*> differs{conditions_.outside(row.from, row.until)};
    for (std::size_t i = 0; i < row.tests.size(); ++i) {
      if (row.tests[i].kind == CellKind::Any || table_.columns[i].value == nullptr) continue;
      const checked::Expr& column = *table_.columns[i].value;
      const Accepted accepted = acceptedBy(row.tests[i], column.type);
      matches.push_back(conditions_.accepts(column, accepted, true));
      differs.push_back(conditions_.accepts(column, accepted, false));
    }
    std::uint64_t result = 0;
    for (const checked::Expr* each : row.outputs) {
      result = mixed(result, each == nullptr ? 0 : conditions_.identity(*each));
    }
    return {conditions_.all(std::move(matches)), conditions_.any(std::move(differs)), result};
  }

  Accepted acceptedBy(const TestCell& cell, const Type& type) {
    const bool whole = isWhole(type);
    Accepted out{Ranges::none(whole)};
    switch (cell.kind) {
      case CellKind::Any:
        return {Ranges::all(whole), true};
      case CellKind::None:
        out.none = true;
        break;
      case CellKind::Interval:
        return interval(cell, whole);
      case CellKind::Options:
        for (const std::uint32_t each : cell.options)
          out.values = out.values.either(Ranges::one(Number(each), true));
        break;
      case CellKind::Texts:
        for (const std::string& each : cell.texts) {
          out.values = out.values.either(Ranges::one(*conditions_.ordinal(each), true));
        }
        break;
      case CellKind::Truth:
        out.values = Ranges::one(cell.yes ? 1 : 0, true);
        break;
    }
    return out;
  }

  Accepted interval(const TestCell& cell, bool whole) {
    Accepted out{Ranges::all(whole)};
    for (const bool low : {true, false}) {
      const std::optional<checked::CellBound>& end = low ? cell.least : cell.most;
      const std::optional<Number> at = end ? conditions_.ordinal(end->value) : std::nullopt;
      if (!at) continue;
      const Ranges side =
          low ? Ranges::above(*at, end->inclusive, whole) : Ranges::below(*at, end->inclusive, whole);
      out.values = out.values.both(side);
      if (const auto* period = std::get_if<Period>(&end->value)) out.months = period->calendar;
    }
    return out;
  }

  std::string rowName(std::size_t index) const { return "row " + std::to_string(index + 1); }

  void tell(const RowPair& pair) {
    const bool decided = pair.both.answer == Answer::Possible;
    const Witness shown = witness(conditions_, pair.both);
    const std::string both =
        rowName(pair.first) + " and " + rowName(pair.second) + " of " + tick(declaration_.name);
    const std::string when = shown.sentence.empty() ? " whatever is answered" : " when " + shown.sentence;
    const bool any = table_.hit == HitPolicy::Any;
    Diagnostic finding{.code = decided ? "J0423" : "J0413", .message = {}};
    finding.message = decided ? both + " can both be hit" + (any ? ", and give different results" : "")
                              : "whether " + both + " can both be hit is not decided";
    finding.primary = {table_.rows[pair.second].span,
                       (decided ? "both are hit" : "both would be hit") + when};
    finding.secondary = {{table_.rows[pair.first].span, "beside this one"}};
    if (decided && !shown.profile.empty()) {
      const std::string on = shown.day.empty() ? "" : " on " + shown.day;
      finding.secondary.push_back(
          {{}, "both are hit" + on + " for\n" + shown.profile.substr(0, shown.profile.size() - 1)});
    }
    finding.help =
        any ? "let them give the same, or write `hit first`" : "narrow one of them, or write `hit first`";
    lints_.report(std::move(finding));
  }

  void tellUnreached(std::size_t index) {
    const bool first = table_.hit == HitPolicy::First && index > 0;
    lints_.report({.code = "J0425",
                   .message = rowName(index) + " of " + tick(declaration_.name) + " is never hit",
                   .primary = {table_.rows[index].span, first ? "whatever it accepts, a row before it takes"
                                                              : "no answers meet all its cells"},
                   .help = first ? "put the narrower row first, or delete this one" : "compare its cells"});
  }

  void tellGap(const Solution& gap) {
    const bool decided = gap.answer == Answer::Possible;
    const Witness shown = witness(conditions_, gap);
    const std::string when = shown.sentence.empty() ? std::string() : " when " + shown.sentence;
    lints_.report(
        {.code = decided ? "J0424" : "J0413",
         .message = decided
                        ? "for some answers no row of " + tick(declaration_.name) + " is hit"
                        : "whether " + tick(declaration_.name) + " has a row for all answers is not decided",
         .primary = {declaration_.name_span, (decided ? "no row is hit" : "no row would be hit") + when},
         .help = "add a row for what is left: `any` in all its cells, last under `hit first`"});
  }

  Lints& lints_;
  const Declaration& declaration_;
  const checked::DecisionTable& table_;
  Conditions& conditions_;
};

}  // namespace

void findTableRows(Lints& lints) {
  for (const Declaration& each : lints.program.declarations) {
    if (each.kind != checked::DeclarationKind::DecisionTable || !lints.looksAt(each.pack)) continue;
    eachView(lints.program, lints.sources, each, [&](Conditions& conditions) {
      Table(lints, each, conditions).run();
      return true;
    });
  }
}

}  // namespace jurat::analysis
