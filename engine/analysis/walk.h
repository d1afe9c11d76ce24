// Walks over the tree of a rule file as written: every declaration, clause and expression once.
#pragma once
#include "engine/syntax/ast.h"

namespace jurat::analysis {

// Sections and what stands in them, outer before inner.
template <typename Visit>
void eachDeclaration(ast::List<ast::Declaration> declarations, const Visit& visit) {
  for (const ast::Declaration& each : declarations) {
    visit(each);
    eachDeclaration(each.declarations, visit);
  }
}

template <typename Visit>
void eachClause(ast::List<ast::Clause> clauses, const Visit& visit) {
  for (const ast::Clause& each : clauses) {
    visit(each);
    eachClause(each.clauses, visit);
  }
}

// Of a declaration's versions and exceptions too, not of what stands in a section.
template <typename Visit>
void eachClause(const ast::Declaration& declaration, const Visit& visit) {
  eachClause(declaration.clauses, visit);
  for (const ast::Version& each : declaration.versions) eachClause(each.clauses, visit);
}

// The expression and all in it; `visit` is told what it stands in, null for the outermost.
template <typename Visit>
void eachExpr(const ast::Expr* expression, const Visit& visit, const ast::Expr* in = nullptr) {
  if (expression == nullptr) return;
  visit(*expression, in);
  for (const ast::Expr* each : expression->args) eachExpr(each, visit, expression);
  for (const ast::Limb& each : expression->limbs) eachExpr(each.value, visit, expression);
  if (expression->domain == nullptr) return;
  eachExpr(expression->domain->list, visit, expression);
  for (const ast::Expr* each : expression->domain->options) eachExpr(each, visit, expression);
  eachExpr(expression->domain->where, visit, expression);
}

// What a clause itself holds; its exceptions' clauses are clauses of their own.
template <typename Visit>
void eachExpr(const ast::Clause& clause, const Visit& visit) {
  for (const ast::Expr* each :
       {clause.value, clause.value2, clause.value3, clause.from, clause.until, clause.when}) {
    eachExpr(each, visit);
  }
  for (const ast::Bound& each : clause.bounds) eachExpr(each.value, visit);
}

template <typename Visit>
void eachOption(ast::List<ast::Option> options, const Visit& visit) {
  for (const ast::Option& each : options) {
    visit(each);
    eachOption(each.options, visit);
  }
}

inline const ast::Clause* clauseOf(ast::List<ast::Clause> clauses, ast::ClauseKind kind) {
  for (const ast::Clause& each : clauses) {
    if (each.kind == kind) return &each;
  }
  return nullptr;
}

}  // namespace jurat::analysis
