#include "engine/testing/mutation/reads.h"

namespace jurat {
namespace {

using checked::Branch;
using checked::DeclarationId;
using checked::Expr;
using checked::ExprKind;

void visit(const Expr* expression, Reads& out) {
  if (!expression) return;
  const Expr& expr = *expression;
  if (expr.kind == ExprKind::Constant) out.constants.push_back(&expr);
  if (expr.kind == ExprKind::Fact) out.facts.insert(expr.fact);
  if (expr.declaration != DeclarationId{kNoId}) out.declarations.insert(expr.declaration);
  for (const Expr* arg : expr.args) visit(arg, out);
  for (const checked::Limb& limb : expr.limbs) visit(limb.value, out);
  if (!expr.domain) return;
  out.lists.insert(expr.domain->path.begin(), expr.domain->path.end());
  visit(expr.domain->base, out);
  visit(expr.domain->where, out);
}

void visit(const Branch& branch, Reads& out) {
  for (const std::optional<Date>& day : {branch.from, branch.until}) {
    if (day) out.days.push_back(*day);
  }
  for (const Expr* part :
       {branch.when, branch.duty_expr, branch.equals, branch.at_least, branch.at_most, branch.due})
    visit(part, out);
  for (const checked::Bound& bound : branch.alternatives) {
    for (const Expr* part : {bound.equals, bound.at_least, bound.at_most}) visit(part, out);
  }
  for (const Branch& inner : branch.exceptions) visit(inner, out);
}

}  // namespace

Reads readsOf(const checked::Declaration& declaration) {
  Reads out;
  for (const checked::Version& version : declaration.versions) {
    for (const std::optional<Date>& day : {version.from, version.until}) {
      if (day) out.days.push_back(*day);
    }
    for (const Expr* condition : version.applies_when) visit(condition, out);
    for (const Expr* part : {version.eligible_when, version.effective_from, version.effective_until})
      visit(part, out);
    visit(version.general, out);
  }
  for (const checked::TestColumn& column : declaration.decision.columns) visit(column.value, out);
  for (const checked::TableRow& row : declaration.decision.rows) {
    for (const std::optional<Date>& day : {row.from, row.until}) {
      if (day) out.days.push_back(*day);
    }
    for (const Expr* result : row.outputs) visit(result, out);
  }
  for (const checked::DataRow& row : declaration.rows) {
    if (row.from) out.days.push_back(*row.from);
  }
  return out;
}

ReadGraph::ReadGraph(const checked::Program& program) : readers_(program.declarations.size()) {
  for (std::size_t i = 0; i < program.declarations.size(); ++i) {
    const DeclarationId id = program.declarations.idAt(i);
    reads_.push_back(readsOf(program.declarations[id]));
    for (const DeclarationId read : reads_.back().declarations) readers_[raw(read)].push_back(id);
  }
}

std::set<FactId> ReadGraph::allFacts(DeclarationId id) const {
  std::set<FactId> facts;
  std::set<DeclarationId> seen = {id};
  std::vector<DeclarationId> open = {id};
  while (!open.empty()) {
    const Reads& reads = of(open.back());
    open.pop_back();
    facts.insert(reads.facts.begin(), reads.facts.end());
    for (const DeclarationId next : reads.declarations) {
      if (seen.insert(next).second) open.push_back(next);
    }
  }
  return facts;
}

}  // namespace jurat
