#include <algorithm>

#include "engine/syntax/antlr/builder.h"

namespace jurat {

using ast::Expr;
using ast::ExprKind;
using P = grammar::JuratParser;

ast::CompareOp compareOp(const antlr4::Token& op) {
  switch (op.getType()) {
    case P::LESS:
      return ast::CompareOp::Less;
    case P::LESS_EQUAL:
      return ast::CompareOp::LessEqual;
    case P::GREATER_EQUAL:
      return ast::CompareOp::GreaterEqual;
    case P::GREATER:
      return ast::CompareOp::Greater;
    default:
      return ast::CompareOp::Equal;
  }
}

const Expr* Builder::broken(Span span) {
  Expr expr;
  expr.span = span;
  return keepOne(expr);
}

// Every later stage recurses over the tree; its height is therefore bounded here, once.
const Expr* Builder::finish(Expr expr) {
  std::size_t below = 0;
  const auto look = [&](const Expr* child) {
    if (child != nullptr) below = std::max<std::size_t>(below, child->height);
  };
  std::for_each(expr.args.begin(), expr.args.end(), look);
  for (const ast::Limb& each : expr.limbs) look(each.value);
  if (expr.domain != nullptr) {
    look(expr.domain->list);
    look(expr.domain->where);
    std::for_each(expr.domain->options.begin(), expr.domain->options.end(), look);
  }
  if (below >= 2 * limits_.nesting) {
    diagnostics_.report({.code = "J0004",
                         .message = "this expression goes too deep",
                         .primary = {expr.span, "too many operators, one inside the other"},
                         .help = "give parts of it a name with `define`"});
    return broken(expr.span);
  }
  expr.height = static_cast<std::uint16_t>(below + 1);
  return keepOne(expr);
}

const Expr* Builder::nameExpr(ast::Name written) {
  Expr expr{.kind = ExprKind::Name, .span = written.span};
  expr.name = written;
  return finish(expr);
}

const Expr* Builder::member(const Expr* base, ast::Name written) {
  if (!written) return broken(base->span);
  Expr expr{.kind = ExprKind::Member, .span = cover(base->span, written.span)};
  expr.name = written;
  expr.args = keep<const Expr*>({base});
  return finish(expr);
}

const Expr* Builder::memberChain(P::DottedContext* tree) {
  const ast::Dotted parts = dotted(tree);
  if (!parts) return broken(tree != nullptr ? spanOf(*tree) : Span{});
  const Expr* out = nameExpr(parts.parts[0]);
  for (std::size_t i = 1; i < parts.parts.size(); ++i) out = member(out, parts.parts[i]);
  return out;
}

const Expr* Builder::path(P::PathContext* tree) {
  if (tree == nullptr || tree->id == nullptr) return broken({});
  return steps(nameExpr(name(tree->id)), tree->step());
}

const Expr* Builder::steps(const Expr* base, const std::vector<P::StepContext*>& trees) {
  const Expr* out = base;
  for (P::StepContext* step : trees) {
    if (out->kind == ExprKind::Broken) return out;
    if (step->word() != nullptr) {
      out = member(out, name(step->word()));
    } else {
      Expr expr{.kind = ExprKind::Index, .span = cover(out->span, spanOf(*step))};
      expr.args = keep<const Expr*>({out, value(step->value())});
      out = finish(expr);
    }
  }
  return out;
}

const Expr* Builder::dateExpr(antlr4::Token* token) {
  if (token == nullptr) return nullptr;
  Expr expr{.kind = token->getType() == P::MOMENT ? ExprKind::MomentLiteral : ExprKind::DateLiteral,
            .span = offsets_.span(*token)};
  expr.text = offsets_.text(*token);
  return finish(expr);
}

const Expr* Builder::numberExpr(antlr4::Token* token) {
  if (token == nullptr) return broken({});
  Expr expr{.kind = ExprKind::Number, .span = offsets_.span(*token)};
  expr.text = offsets_.text(*token);
  return finish(expr);
}

// ---- conditions

const Expr* Builder::condition(P::ConditionContext* tree) {
  if (tree == nullptr) return broken({});
  if (tree->exception) return broken(spanOf(*tree));
  if (tree->op != nullptr) return joined(*tree);
  if (tree->K_NOT() != nullptr) {
    Expr expr{.kind = ExprKind::Not, .span = spanOf(*tree)};
    expr.args = keep<const Expr*>({condition(tree->inner)});
    return finish(expr);
  }
  return limb(tree->limb());
}

// `a and b and c` is one node, however long: the chain is walked by a loop along its left side.
const Expr* Builder::joined(P::ConditionContext& tree) {
  const std::size_t op = tree.op->getType();
  std::vector<const Expr*> operands;
  P::ConditionContext* left = &tree;
  while (left != nullptr && !left->exception && left->op != nullptr && left->op->getType() == op) {
    operands.push_back(condition(left->rhs));
    left = left->lhs;
  }
  operands.push_back(condition(left));
  std::reverse(operands.begin(), operands.end());
  Expr expr{.kind = op == P::K_AND ? ExprKind::And : ExprKind::Or, .span = spanOf(tree)};
  expr.args = keep(operands);
  return finish(expr);
}

const Expr* Builder::limb(P::LimbContext* tree) {
  if (tree == nullptr) return broken({});
  if (tree->exception) return broken(spanOf(*tree));
  if (tree->limbs() != nullptr) return limbs(*tree->limbs());
  if (tree->set() != nullptr) return set(tree->set());
  if (tree->quantifier != nullptr) {
    const std::size_t quantifier = tree->quantifier->getType();
    Expr expr{.kind = quantifier == P::K_ANY     ? ExprKind::AnyHas
                      : quantifier == P::K_EVERY ? ExprKind::EveryHas
                                                 : ExprKind::NoHas,
              .span = spanOf(*tree)};
    expr.domain = domain(tree->domain());
    expr.args = keep<const Expr*>({limb(tree->limb())});
    return expr.domain == nullptr ? broken(expr.span) : finish(expr);
  }
  const Expr* left = value(tree->value());
  return tree->tail() == nullptr ? left : tail(left, *tree->tail(), spanOf(*tree));
}

const Expr* Builder::tail(const Expr* left, P::TailContext& tree, Span whole) {
  if (tree.exception) return broken(whole);
  Expr expr{.negated = tree.negated != nullptr, .span = whole};
  const Expr* right = nullptr;
  if (tree.op != nullptr) {
    expr.kind = ExprKind::Compare;
    expr.op = compareOp(*tree.op);
    right = operand(tree.operand());
  } else if (tree.is != nullptr) {
    const ast::Dotted what = dotted(tree.dotted());
    const std::string_view single = what.parts.size() == 1 ? what.parts[0].text : std::string_view{};
    expr.kind = single == "given"   ? ExprKind::IsGiven
                : single == "known" ? ExprKind::IsKnown
                : single == "empty" ? ExprKind::IsEmpty
                                    : ExprKind::IsOption;
    if (expr.kind == ExprKind::IsOption) right = memberChain(tree.dotted());
  } else if (tree.isin != nullptr) {
    expr.kind = ExprKind::In;
    std::vector<const Expr*> all{left};
    if (const Expr* options = set(tree.set()); options->kind == ExprKind::Set) {
      all.insert(all.end(), options->args.begin(), options->args.end());
    }
    expr.args = keep(all);
    return finish(expr);
  } else if (tree.quantifier != nullptr) {
    const std::size_t quantifier = tree.quantifier->getType();
    expr.kind = quantifier == P::K_ANY   ? ExprKind::IncludesAny
                : quantifier == P::K_ALL ? ExprKind::IncludesAll
                                         : ExprKind::IncludesNone;
    right = set(tree.set());
  } else if (tree.contains != nullptr && tree.STRING() != nullptr) {
    expr.kind = ExprKind::Contains;
    antlr4::Token* token = tree.STRING()->getSymbol();
    Expr string{.kind = ExprKind::String, .span = offsets_.span(*token)};
    string.text = unescaped(*token);
    right = finish(string);
  } else if (tree.includes != nullptr) {
    expr.kind = ExprKind::IncludesOne;
    right = value(tree.value());
  } else {
    return broken(whole);
  }
  expr.args = right == nullptr ? keep<const Expr*>({left}) : keep<const Expr*>({left, right});
  return finish(expr);
}

const Expr* Builder::limbs(P::LimbsContext& tree) {
  if (tree.exception || tree.quantifier == nullptr) return broken(spanOf(tree));
  Expr expr{.span = spanOf(tree)};
  switch (tree.quantifier->getType()) {
    case P::K_ALL:
      expr.kind = ExprKind::AllOf;
      break;
    case P::K_ANY:
      expr.kind = ExprKind::AnyOf;
      break;
    case P::K_NONE:
      expr.kind = ExprKind::NoneOf;
      break;
    case P::K_AT:
      expr.kind = ExprKind::AtLeastOf;
      break;
    default:
      expr.kind = ExprKind::ExactlyOf;
      break;
  }
  if (tree.NUMBER() != nullptr) expr.count = offsets_.text(*tree.NUMBER()->getSymbol());
  expr.limbs = limbList(tree.limbList());
  return finish(expr);
}

ast::List<ast::Limb> Builder::limbList(P::LimbListContext* tree) {
  if (tree == nullptr) return {};
  std::vector<ast::Limb> out;
  for (P::LabelledContext* each : tree->labelled()) {
    ast::Limb entry;
    if (each->COLON() != nullptr) entry.label = name(each->start);
    entry.value = condition(each->condition());
    out.push_back(entry);
  }
  return keep(out);
}

const Expr* Builder::operand(P::OperandContext* tree) {
  if (tree == nullptr) return broken({});
  if (tree->exception) return broken(spanOf(*tree));
  return tree->set() != nullptr ? set(tree->set()) : value(tree->value());
}

const Expr* Builder::set(P::SetContext* tree) {
  if (tree == nullptr) return broken({});
  Expr expr{.kind = ExprKind::Set, .span = spanOf(*tree)};
  std::vector<const Expr*> out;
  for (P::ConditionContext* each : tree->condition()) out.push_back(condition(each));
  expr.args = keep(out);
  return finish(expr);
}

const ast::Domain* Builder::domain(P::DomainContext* tree) {
  if (tree == nullptr || tree->exception) return nullptr;
  ast::Domain out;
  out.span = spanOf(*tree);
  out.list = members(out, tree->members());
  if (tree->K_WHERE() != nullptr) out.where = condition(tree->condition());
  return keepOne(out);
}

const Expr* Builder::members(ast::Domain& out, P::MembersContext* tree) {
  if (tree == nullptr || tree->name() == nullptr) return broken(out.span);
  const Expr* list = nameExpr(name(tree->name()));
  for (P::WordContext* each : tree->word()) list = member(list, name(each));
  if (tree->set() != nullptr) {
    out.has_options = true;
    out.options = set(tree->set())->args;
  }
  return list;
}

}  // namespace jurat
