#include "engine/testing/coverage/points.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "engine/source/source_map.h"
#include "engine/testing/literal.h"

namespace jurat {
namespace {

using checked::Branch;
using checked::Declaration;
using checked::DeclarationKind;
using checked::Expr;
using checked::ExprKind;

bool joins(ExprKind kind) {
  return kind == ExprKind::And || kind == ExprKind::Or || kind == ExprKind::AllOf ||
         kind == ExprKind::AnyOf || kind == ExprKind::NoneOf || kind == ExprKind::AtLeastOf ||
         kind == ExprKind::ExactlyOf;
}

bool quantifies(ExprKind kind) {
  return kind == ExprKind::AnyHas || kind == ExprKind::EveryHas || kind == ExprKind::NoHas;
}

// An exception or one inside it satisfies `is`.
template <typename Is>
bool anyBranch(const Branch& branch, Is is) {
  return is(branch) || std::any_of(branch.exceptions.begin(), branch.exceptions.end(),
                                   [&](const Branch& inner) { return anyBranch(inner, is); });
}

class Finder {
 public:
  Finder(const checked::Program& program, const SourceMap& sources) : program_(program), sources_(sources) {}

  void add(checked::DeclarationId id) {
    const Declaration& declaration = program_.declarations[id];
    at_ = &declaration;
    switch (declaration.kind) {
      case DeclarationKind::Rule:
        outcomes(id, declaration);
        break;
      case DeclarationKind::DataTable:
        rows(id, declaration);
        return;
      case DeclarationKind::DecisionTable:
        decisions(id, declaration);
        break;
      case DeclarationKind::Statement:
      case DeclarationKind::Rates:
      case DeclarationKind::Calendar:
        return;
      case DeclarationKind::Parameter:
      case DeclarationKind::Define:
      case DeclarationKind::Amount:
      case DeclarationKind::Benefit:
        break;
    }
    for (const checked::Version& version : declaration.versions) {
      if (declaration.versions.size() > 1 && version.from_span.known()) {
        out_.versions[&version] = point(PointKind::Version, version.from_span,
                                        "from " + std::string(sources_.text(version.from_span)), {"holds"});
      }
      for (const Expr* condition : version.applies_when) descend(condition, true, "applies when");
      descend(version.eligible_when, true, "eligible when");
      descend(version.effective_from, false, "");
      descend(version.effective_until, false, "");
      branch(version.general, false);
    }
  }

  PointIndex finish() { return std::move(out_); }

 private:
  std::size_t point(PointKind kind, Span span, std::string name, std::vector<std::string> ways) {
    const auto [known, fresh] = known_.emplace(std::tuple(kind, span.begin, span.end), out_.points.size());
    if (!fresh) return known->second;
    Point made{.kind = kind,
               .pack = at_->pack,
               .declaration = at_->name,
               .name = std::move(name),
               .span = span,
               .ways = {}};
    for (std::string& word : ways) made.ways.push_back({std::move(word), 0});
    out_.points.push_back(std::move(made));
    return out_.points.size() - 1;
  }

  // The outcomes that a rule can have whatever its facts are; undetermined, review and error depend on what
  // is not known, and are counted apart. What is not confirmed is never violated, but goes to review.
  void outcomes(checked::DeclarationId id, const Declaration& rule) {
    bool due = false, applies = false, dated = rule.versions.size() > 1, permits = false, unconfirmed = false;
    for (const checked::Version& version : rule.versions) {
      due = due || anyBranch(version.general, [](const Branch& branch) { return branch.due != nullptr; });
      permits = permits || anyBranch(version.general, [](const Branch& branch) {
                  return branch.duty == checked::DutyKind::Permits;
                });
      applies = applies || !version.applies_when.empty();
      dated = dated || version.from || version.until || version.effective_from || version.effective_until;
      unconfirmed = unconfirmed || version.general.confidence.level == checked::Level::Unconfirmed;
    }
    std::vector<std::string> ways = {"satisfied", unconfirmed ? "review" : "violated"};
    if (due) ways.emplace_back("pending");
    if (applies || permits) ways.emplace_back("not_applicable");
    if (dated) ways.emplace_back("not_in_force");
    out_.outcomes[raw(id)] = point(PointKind::Outcome, rule.name_span, rule.name, std::move(ways));
  }

  void rows(checked::DeclarationId id, const Declaration& table) {
    out_.first_row[raw(id)] = out_.points.size();
    const Choice& choice = program_.vocabulary.choices[table.per];
    for (const checked::DataRow& row : table.rows) {
      std::string name = choice.options[choice.lowest[row.lowest]].name;
      if (row.from) name += " from " + toText(*row.from);
      out_.points.push_back(rowPoint(std::move(name), row.span, "read"));
    }
  }

  void decisions(checked::DeclarationId id, const Declaration& table) {
    const checked::DecisionTable& decision = table.decision;
    out_.first_row[raw(id)] = out_.points.size();
    for (std::size_t i = 0; i < decision.rows.size(); ++i)
      out_.points.push_back(rowPoint("row " + std::to_string(i + 1), decision.rows[i].span, "hit"));
    for (const checked::TestColumn& column : decision.columns)
      descend(column.value, column.value->type.isCondition(), "");
    for (const checked::TableRow& row : decision.rows) {
      for (const Expr* result : row.outputs) descend(result, false, "");
    }
  }

  Point rowPoint(std::string name, Span span, std::string way) const {
    return {.kind = PointKind::Row,
            .pack = at_->pack,
            .declaration = at_->name,
            .name = std::move(name),
            .span = span,
            .ways = {{std::move(way), 0}}};
  }

  void branch(const Branch& level, bool exception) {
    if (exception)
      out_.exceptions[&level] =
          point(PointKind::Exception, level.name_span, level.name, {"applies", "does not apply"});
    descend(level.when, false, "");
    const bool truth = level.equals && at_->type.isCondition();
    descend(level.duty_expr, false, "");
    descend(level.equals, truth, "");
    for (const Expr* value : {level.at_least, level.at_most, level.due}) descend(value, false, "");
    for (const checked::Bound& bound : level.alternatives) {
      for (const Expr* value : {bound.equals, bound.at_least, bound.at_most}) descend(value, false, "");
    }
    for (const checked::Exposure& exposure : level.exposes) descend(exposure.when, true, "");
    // Those of definitions and parameters are shown nowhere, and never asked.
    const bool shown = at_->kind == DeclarationKind::Rule || at_->kind == DeclarationKind::Amount ||
                       at_->kind == DeclarationKind::Benefit;
    for (const checked::Note& note : level.notes) {
      if (shown) descend(note.when, true, "");
    }
    for (const Branch& inner : level.exceptions) branch(inner, true);
  }

  // `counted`: it stands where one asks which way it went and nothing else says so. What joins conditions
  // hands the question on to each of them.
  void descend(const Expr* expression, bool counted, const std::string& label) {
    if (!expression || expression->kind == ExprKind::Constant) return;
    const Expr& expr = *expression;
    if (expr.kind == ExprKind::Not) return descend(expr.args[0], counted, label);
    if (counted && reads(expr)) {
      const std::string name = label.empty() ? oneLine(sources_.text(expr.span)) : label;
      out_.conditions[&expr] = point(PointKind::Condition, expr.span, name, {"yes", "no"});
    }
    const bool parts = joins(expr.kind) || quantifies(expr.kind);
    for (const Expr* arg : expr.args) descend(arg, parts, "");
    for (const checked::Limb& limb : expr.limbs) descend(limb.value, parts, limb.label);
    if (!expr.domain) return;
    descend(expr.domain->base, false, "");
    descend(expr.domain->where, true, "");
  }

  // Something that is not the same for everybody.
  static bool reads(const Expr& expr) {
    return expr.type.isCondition() || joins(expr.kind) || quantifies(expr.kind);
  }

  const checked::Program& program_;
  const SourceMap& sources_;
  const Declaration* at_ = nullptr;
  std::map<std::tuple<PointKind, std::uint32_t, std::uint32_t>, std::size_t> known_;
  PointIndex out_;
};

}  // namespace

PointIndex pointsOf(const checked::Program& program, const std::vector<PackId>& packs,
                    const SourceMap& sources) {
  Finder finder(program, sources);
  for (std::size_t i = 0; i < program.declarations.size(); ++i) {
    const checked::DeclarationId id = program.declarations.idAt(i);
    if (std::find(packs.begin(), packs.end(), program.declarations[id].pack) != packs.end()) finder.add(id);
  }
  return finder.finish();
}

}  // namespace jurat
