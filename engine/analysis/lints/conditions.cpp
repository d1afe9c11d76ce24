// Conditions that say something in a roundabout way; each has a plain form that means the same.
#include <set>
#include <string>

#include "engine/analysis/finding.h"
#include "engine/analysis/walk.h"

namespace jurat::analysis {
namespace {

using AstKind = ast::ExprKind;

bool isLimbs(AstKind kind) {
  switch (kind) {
    case AstKind::AllOf:
    case AstKind::AnyOf:
    case AstKind::NoneOf:
    case AstKind::AtLeastOf:
    case AstKind::ExactlyOf:
      return true;
    default:
      return false;
  }
}

class Roundabout {
 public:
  explicit Roundabout(Lints& lints) : lints_(lints) {
    for (const checked::Expr& each : lints.program.nodes) {
      if (each.kind == checked::ExprKind::InOptions) options_.insert(each.span.begin);
    }
  }

  void clause(const ast::Clause& clause) {
    if (clause.kind == ast::ClauseKind::Forbids) forbidsNot(clause);
    eachExpr(clause, [&](const ast::Expr& each, const ast::Expr* in) { expression(each, in); });
  }

 private:
  std::string text(const ast::Expr& expression) const {
    return std::string(lints_.sources.text(expression.span));
  }

  // In parentheses where something else would take hold of its parts.
  std::string closed(const ast::Expr& expression) const {
    const bool loose =
        expression.kind == AstKind::And || expression.kind == AstKind::Or || expression.kind == AstKind::Not;
    return loose ? "(" + text(expression) + ")" : text(expression);
  }

  void forbidsNot(const ast::Clause& clause) {
    if (clause.value == nullptr || clause.value->kind != AstKind::Not) return;
    const ast::Expr& inner = *clause.value->args[0];
    lints_.report({.code = "J0471",
                   .message = "`forbids not` says with two negations what is required",
                   .primary = {cover(clause.keyword, clause.value->span), "a duty said backwards"},
                   .fix = Fix{cover(clause.keyword, clause.value->span), "requires " + text(inner)}});
  }

  void expression(const ast::Expr& expression, const ast::Expr* in) {
    if (expression.kind == AstKind::Not) negation(expression);
    if (isLimbs(expression.kind)) limbs(expression, in);
    if (expression.kind == AstKind::Compare) comparison(expression);
    if (expression.kind == AstKind::In) oneOfOne(expression);
  }

  void negation(const ast::Expr& expression) {
    const ast::Expr& inner = *expression.args[0];
    Diagnostic finding{.code = "J0471",
                       .message = "two negations take each other away",
                       .primary = {expression.span, "says the same without them"}};
    if (inner.kind == AstKind::Not) {
      finding.fix = Fix{expression.span, closed(*inner.args[0])};
    } else if (inner.kind == AstKind::NoneOf) {
      const std::string list = text(inner);
      finding.fix = Fix{expression.span, "any" + list.substr(std::string("none").size())};
    } else {
      return;
    }
    lints_.report(std::move(finding));
  }

  void limbs(const ast::Expr& expression, const ast::Expr* in) {
    const bool joins = expression.kind == AstKind::AllOf || expression.kind == AstKind::AnyOf;
    if (expression.limbs.size() == 1 && joins) {
      Diagnostic finding{.code = "J0472",
                         .message = "a list of one limb is that limb",
                         .primary = {expression.span, "one limb in braces"}};
      // A label is the paragraph's own and joins the citation: not for a tool to drop.
      if (expression.limbs.front().label) {
        finding.help = "write the limb alone, or the limbs that are missing";
      } else {
        finding.fix = Fix{expression.span, closed(*expression.limbs.front().value)};
      }
      lints_.report(std::move(finding));
    }
    const bool nested = in != nullptr && in->kind == expression.kind && joins && in->limbs.size() > 1;
    if (!nested) return;
    for (const ast::Limb& limb : in->limbs) {
      if (limb.value != &expression || limb.label) continue;
      lints_.report({.code = "J0473",
                     .message = "this list stands in one of the same kind",
                     .primary = {expression.span, "its limbs could stand in the list around it"},
                     .help = "take its braces away, or give it the label of its paragraph"});
    }
  }

  void comparison(const ast::Expr& expression) {
    if (expression.op != ast::CompareOp::Equal) return;
    const ast::Expr& right = *expression.args[1];
    if (right.kind != AstKind::Yes && right.kind != AstKind::No) return;
    Diagnostic finding{.code = "J0474",
                       .message = right.kind == AstKind::Yes
                                      ? "`= yes` says nothing that is not said without it"
                                      : "`= no` is said with `not`",
                       .primary = {expression.span, "a condition already is yes or no"}};
    if (right.kind == AstKind::Yes) {
      finding.fix = Fix{expression.span, text(*expression.args[0])};
    } else {
      finding.help = "write `not " + text(*expression.args[0]) + "`";
    }
    lints_.report(std::move(finding));
  }

  void oneOfOne(const ast::Expr& expression) {
    if (expression.args.size() != 2 || !options_.contains(expression.span.begin)) return;
    lints_.report(
        {.code = "J0475",
         .message = "a list of one option is that option",
         .primary = {expression.span, "one option in braces"},
         .fix = Fix{expression.span, text(*expression.args[0]) + (expression.negated ? " is not " : " is ") +
                                         text(*expression.args[1])}});
  }

  Lints& lints_;
  std::set<std::uint32_t> options_;  // where `in` has options of a choice behind it
};

}  // namespace

void lintConditions(Lints& lints) {
  Roundabout roundabout(lints);
  for (const ast::File* file : lints.files) {
    eachClause(file->pack_clauses, [&](const ast::Clause& each) { roundabout.clause(each); });
    eachDeclaration(file->declarations, [&](const ast::Declaration& declaration) {
      eachClause(declaration, [&](const ast::Clause& each) { roundabout.clause(each); });
    });
  }
}

}  // namespace jurat::analysis
