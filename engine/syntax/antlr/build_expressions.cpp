#include <algorithm>

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

ast::CompareOp compareOp(P::CompareContext& tree) {
  switch (tree.start->getType()) {
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
  if (tree.compare() != nullptr) {
    expr.kind = ExprKind::Compare;
    expr.op = compareOp(*tree.compare());
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
    if (each->label() != nullptr) entry.label = name(each->label());
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
  for (P::ElementContext* each : tree->element()) out.push_back(condition(each->condition()));
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

// ---- values

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
    for (P::ElementContext* each : tree.arguments()->element()) out.push_back(condition(each->condition()));
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
