#include "engine/manual/article/reads.h"

#include <algorithm>

namespace jurat::manual {

using checked::Branch;
using checked::Declaration;
using checked::DeclarationId;
using checked::Expr;
using checked::Program;

void visit(const Expr& expression, const ExpressionSink& sink) {
  sink(expression);
  for (const Expr* each : expression.args) visit(*each, sink);
  for (const checked::Limb& each : expression.limbs) visit(*each.value, sink);
  if (!expression.domain) return;
  if (expression.domain->base != nullptr) visit(*expression.domain->base, sink);
  if (expression.domain->where != nullptr) visit(*expression.domain->where, sink);
}

namespace {

void give(const Expr* expression, const ExpressionSink& sink) {
  if (expression != nullptr) sink(*expression);
}

void visitBranch(const Branch& branch, const ExpressionSink& sink) {
  give(branch.when, sink);
  for (const Expr* each : {branch.duty_expr, branch.equals, branch.at_least, branch.at_most, branch.due})
    give(each, sink);
  for (const checked::Bound& each : branch.alternatives) {
    for (const Expr* bound : {each.at_least, each.at_most, each.equals}) give(bound, sink);
  }
  for (const checked::Exposure& each : branch.exposes) {
    for (const Expr* part : {each.option, each.when, each.from}) give(part, sink);
  }
  for (const checked::Note& each : branch.notes) give(each.when, sink);
  for (const Branch& each : branch.exceptions) visitBranch(each, sink);
}

class Collected {
 public:
  void add(const Expr& expression) {
    if (expression.fact != FactId{kNoId}) reads_.facts.push_back(expression.fact);
    add(expression.declaration);
  }
  void add(DeclarationId declaration) {
    if (declaration != DeclarationId{kNoId}) reads_.declarations.push_back(declaration);
  }
  void addBranch(const Branch& branch) {
    for (const checked::Exposure& each : branch.exposes) add(each.amount);
    for (const checked::Citation& each : branch.cites) add(each.table);
    for (const Branch& each : branch.exceptions) addBranch(each);
  }
  Reads sorted() {
    const auto tidy = [](auto& ids) {
      std::sort(ids.begin(), ids.end());
      ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    };
    tidy(reads_.facts);
    tidy(reads_.declarations);
    return std::move(reads_);
  }

 private:
  Reads reads_;
};

}  // namespace

void visitClauses(const Declaration& declaration, const ExpressionSink& sink) {
  for (const checked::Version& version : declaration.versions) {
    give(version.effective_from, sink);
    give(version.effective_until, sink);
    for (const Expr* each : version.applies_when) give(each, sink);
    give(version.eligible_when, sink);
    visitBranch(version.general, sink);
  }
  for (const checked::TestColumn& each : declaration.decision.columns) give(each.value, sink);
  for (const checked::TableRow& row : declaration.decision.rows) {
    for (const Expr* each : row.outputs) give(each, sink);
  }
  for (const Expr* each : declaration.evidence) give(each, sink);
}

Reads readsOf(const Declaration& declaration) {
  Collected collected;
  visitClauses(declaration,
               [&](const Expr& clause) { visit(clause, [&](const Expr& each) { collected.add(each); }); });
  for (const checked::Version& version : declaration.versions) collected.addBranch(version.general);
  return collected.sorted();
}

Reads allReadsOf(const Program& program, DeclarationId declaration) {
  std::vector<DeclarationId> found{declaration};
  Reads all;
  for (std::size_t next = 0; next < found.size(); ++next) {
    const Reads own = readsOf(program.declarations[found[next]]);
    all.facts.insert(all.facts.end(), own.facts.begin(), own.facts.end());
    for (const DeclarationId each : own.declarations) {
      if (std::find(found.begin(), found.end(), each) == found.end()) found.push_back(each);
    }
  }
  std::sort(all.facts.begin(), all.facts.end());
  all.facts.erase(std::unique(all.facts.begin(), all.facts.end()), all.facts.end());
  all.declarations.assign(found.begin() + 1, found.end());
  std::sort(all.declarations.begin(), all.declarations.end());
  return all;
}

std::vector<DeclarationId> readersOf(const Program& program, DeclarationId declaration) {
  std::vector<DeclarationId> readers;
  for (std::size_t i = 0; i < program.declarations.size(); ++i) {
    const DeclarationId id = program.declarations.idAt(i);
    const Reads reads = readsOf(program.declarations[id]);
    if (id != declaration &&
        std::binary_search(reads.declarations.begin(), reads.declarations.end(), declaration))
      readers.push_back(id);
  }
  return readers;
}

}  // namespace jurat::manual
