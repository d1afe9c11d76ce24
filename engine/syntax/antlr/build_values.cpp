// Values: what conditions compare and clauses hold.
#include "engine/syntax/antlr/builder.h"

namespace jurat {

using ast::Expr;
using ast::ExprKind;
using P = grammar::JuratParser;

namespace {

// Binary operators and what they build; `in .. using` and the prefix forms are told apart before.
ExprKind infixKind(std::size_t op) {
  switch (op) {
    case P::K_AT:
      return ExprKind::At;
    case P::K_OF:
      return ExprKind::Of;
    case P::STAR:
      return ExprKind::Multiply;
    case P::SLASH:
      return ExprKind::Divide;
    case P::PLUS:
      return ExprKind::Add;
    case P::MINUS:
      return ExprKind::Subtract;
    case P::K_PLUS:
      return ExprKind::Plus;
    case P::K_WITHOUT:
      return ExprKind::Without;
    case P::K_IN:
      return ExprKind::Convert;
    case P::K_ROUNDED:
      return ExprKind::Rounded;
    default:
      return ExprKind::Broken;
  }
}

ExprKind aggregateKind(std::size_t op) {
  switch (op) {
    case P::K_HIGHER:
      return ExprKind::HigherOf;
    case P::K_LOWER:
      return ExprKind::LowerOf;
    case P::K_EARLIER:
      return ExprKind::EarlierOf;
    case P::K_LATER:
      return ExprKind::LaterOf;
    case P::K_SUM:
      return ExprKind::SumOver;
    case P::K_HIGHEST:
      return ExprKind::HighestOver;
    case P::K_LOWEST:
      return ExprKind::LowestOver;
    case P::K_EARLIEST:
      return ExprKind::EarliestOver;
    case P::K_LATEST:
      return ExprKind::LatestOver;
    case P::K_COUNT:
      return ExprKind::CountOf;
    case P::K_FIRST:
      return ExprKind::First;
    case P::K_LAST:
      return ExprKind::Last;
    default:
      return ExprKind::Broken;
  }
}

}  // namespace

// The left side of a chain of operators is walked by a loop: `1 + 1 + 1 ...` must not cost stack.
const Expr* Builder::value(P::ValueContext* tree) {
  std::vector<P::ValueContext*> spine;
  for (P::ValueContext* at = tree; at != nullptr; at = at->base != nullptr ? at->base : at->lhs) {
    spine.push_back(at);
    const bool prefix = at->start != nullptr && at->op == at->start;  // `higher of a and b` has no left side
    if (prefix) break;
  }
  if (spine.empty()) return broken({});
  const Expr* out = leaf(*spine.back());
  for (std::size_t i = spine.size() - 1; i-- > 0;) out = valueAbove(*spine[i], out);
  return out;
}

const Expr* Builder::valueAbove(P::ValueContext& tree, const Expr* left) {
  const Span whole = spanOf(tree);
  if (tree.exception) return broken(whole);
  if (left->kind == ExprKind::Broken) return broken(whole);
  Expr expr{.span = whole};
  if (tree.op == nullptr) return broken(whole);
  expr.kind = infixKind(tree.op->getType());
  switch (expr.kind) {
    case ExprKind::Plus:
    case ExprKind::Without:
      expr.args = keep<const Expr*>({left, set(tree.set())});
      break;
    case ExprKind::Convert:
      expr.name = name(tree.currency);
      expr.args = keep<const Expr*>({left, memberChain(tree.dotted()), value(tree.rhs)});
      break;
    case ExprKind::Rounded:
      if (tree.way != nullptr) expr.word = name(tree.way);
      [[fallthrough]];
    default:
      expr.args = keep<const Expr*>({left, value(tree.rhs)});
      break;
  }
  return finish(expr);
}

const Expr* Builder::leaf(P::ValueContext& tree) {
  const Span whole = spanOf(tree);
  if (tree.exception) return broken(whole);
  if (tree.op != nullptr) return aggregate(tree);
  if (tree.literal() != nullptr) return literal(tree.literal());
  return tree.chain() != nullptr ? chain(*tree.chain()) : broken(whole);
}

const Expr* Builder::chain(P::ChainContext& tree) {
  if (tree.exception) return broken(spanOf(tree));
  const Expr* base = nullptr;
  if (tree.condition() != nullptr) {
    base = condition(tree.condition());
  } else if (tree.previous != nullptr) {
    base = finish({.kind = ExprKind::Previous, .span = offsets_.span(*tree.previous), .text = "previous"});
  } else if (tree.arguments() != nullptr) {
    Expr expr{.kind = ExprKind::Call, .span = cover(spanOf(*tree.name()), spanOf(*tree.arguments()))};
    expr.name = name(tree.name());
    std::vector<const Expr*> out;
    for (P::ConditionContext* each : tree.arguments()->condition()) out.push_back(condition(each));
    expr.args = keep(out);
    base = finish(expr);
  } else {
    base = nameExpr(name(tree.name()));
  }
  return steps(base, tree.step());
}

const Expr* Builder::aggregate(P::ValueContext& tree) {
  Expr expr{.span = spanOf(tree)};
  if (tree.op->getType() == P::MINUS) {
    expr.kind = ExprKind::Negate;
    expr.args = keep<const Expr*>({value(tree.inner)});
    return finish(expr);
  }
  expr.kind = aggregateKind(tree.op->getType());
  switch (expr.kind) {
    case ExprKind::HigherOf:
    case ExprKind::LowerOf:
    case ExprKind::EarlierOf:
    case ExprKind::LaterOf:
      expr.limbs = tree.limbList() != nullptr ? limbList(tree.limbList())
                                              : keep<ast::Limb>({{.label = {}, .value = value(tree.lhs)},
                                                                 {.label = {}, .value = value(tree.rhs)}});
      return finish(expr);
    case ExprKind::Broken:
      return broken(expr.span);
    default:
      break;
  }
  expr.domain = domain(tree.domain());
  if (expr.domain == nullptr) return broken(expr.span);
  if (tree.inner != nullptr) expr.args = keep<const Expr*>({value(tree.inner)});
  return finish(expr);
}

const Expr* Builder::literal(P::LiteralContext* tree) {
  if (tree == nullptr || tree->exception || tree->start == nullptr) return broken({});
  Expr expr{.span = spanOf(*tree)};
  expr.text = offsets_.text(*tree->start);
  switch (tree->start->getType()) {
    case P::ID:
      expr.kind = ExprKind::MoneyLiteral;
      expr.name = name(tree->start);
      expr.text =
          tree->NUMBER() != nullptr ? offsets_.text(*tree->NUMBER()->getSymbol()) : std::string_view{};
      break;
    case P::NUMBER:
      expr.kind = ExprKind::Number;
      if (tree->K_POINTS() != nullptr) expr.kind = ExprKind::PercentagePoints;
      if (tree->unitName() != nullptr) {
        expr.kind = ExprKind::UnitLiteral;
        expr.name = name(tree->unitName());
      }
      if (tree->working != nullptr) {
        expr.kind = ExprKind::WorkingDays;
        expr.path = dotted(tree->dotted());
      }
      break;
    case P::PERCENT:
      expr.kind = ExprKind::Percent;
      expr.text.remove_suffix(1);
      break;
    case P::DATE:
      expr.kind = ExprKind::DateLiteral;
      break;
    case P::MOMENT:
      expr.kind = ExprKind::MomentLiteral;
      break;
    case P::STRING:
      expr.kind = ExprKind::String;
      expr.text = unescaped(*tree->start);
      break;
    case P::K_YES:
      expr.kind = ExprKind::Yes;
      break;
    case P::K_NO:
      expr.kind = ExprKind::No;
      break;
    case P::K_NONE:
      expr.kind = ExprKind::None;
      break;
    case P::K_AS_OF:
      expr.kind = ExprKind::AsOf;
      break;
    case P::K_PREVIOUS:
      expr.kind = ExprKind::Previous;
      break;
    default:
      break;
  }
  return finish(expr);
}

}  // namespace jurat
