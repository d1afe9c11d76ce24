#include "engine/compile/exclusion.h"

#include <algorithm>
#include <vector>

#include "engine/check/program.h"

namespace jurat {
namespace {

using checked::CompareOp;
using checked::Expr;
using checked::ExprKind;

constexpr int kOpened = 3;          // definitions looked into
constexpr std::size_t kLimbs = 64;  // limbs compared; beyond, nothing is claimed

struct Limb {
  const Expr* expression = nullptr;
  bool holds = true;
};

bool same(const Expr& a, const Expr& b) {
  if (a.kind != b.kind || a.type != b.type || a.op != b.op || a.args.size() != b.args.size() ||
      a.variable != b.variable || a.entity != b.entity || a.fact != b.fact ||
      a.declaration != b.declaration || a.column != b.column || a.option != b.option ||
      a.options != b.options || a.count != b.count || a.domain || b.domain ||
      a.limbs.size() != b.limbs.size() || !(a.value == b.value)) {
    return false;
  }
  for (std::size_t i = 0; i < a.args.size(); ++i) {
    if (!same(*a.args[i], *b.args[i])) return false;
  }
  for (std::size_t i = 0; i < a.limbs.size(); ++i) {
    if (!same(*a.limbs[i].value, *b.limbs[i].value)) return false;
  }
  return true;
}

// What certainly holds when the condition does; a definition is opened where it has one case and one version.
void collect(const Expr& expression, bool holds, int depth, const checked::Program& program,
             std::vector<Limb>& out) {
  if (out.size() >= kLimbs) return;
  const bool conjunction = expression.kind == ExprKind::And || expression.kind == ExprKind::AllOf;
  const bool disjunction = expression.kind == ExprKind::Or || expression.kind == ExprKind::AnyOf;
  if (expression.kind == ExprKind::Not) return collect(*expression.args[0], !holds, depth, program, out);
  if ((holds && conjunction) || (!holds && disjunction)) {
    for (const Expr* arg : expression.args) collect(*arg, holds, depth, program, out);
    for (const checked::Limb& limb : expression.limbs) collect(*limb.value, holds, depth, program, out);
    return;
  }
  out.push_back({&expression, holds});
  if (expression.kind != ExprKind::Definition || depth >= kOpened) return;
  // Only about the same subject: elsewhere variable 0 is another element.
  if (expression.args.size() != 1 || expression.args[0]->kind != ExprKind::Variable ||
      expression.args[0]->variable != 0)
    return;
  const checked::Declaration& declaration = program.declarations[expression.declaration];
  if (declaration.versions.size() != 1 || declaration.versions[0].from || declaration.versions[0].until)
    return;
  const checked::Branch& general = declaration.versions[0].general;
  if (!general.exceptions.empty() || !general.equals || !general.confidence.plain()) return;
  collect(*general.equals, holds, depth + 1, program, out);
}

const Expr* constantOf(const Expr& expression) {
  return expression.args.size() == 2 && expression.args[1]->kind == ExprKind::Constant ? expression.args[1]
                                                                                       : nullptr;
}

std::optional<Number> ordinal(const Value& value) {
  if (const auto* number = std::get_if<Number>(&value)) return *number;
  if (const auto* money = std::get_if<Money>(&value)) return money->amount;
  if (const auto* date = std::get_if<Date>(&value)) return Number(date->days);
  return std::nullopt;
}

// The half line a comparison allows, its negation turned around: op' c.
CompareOp effective(const Limb& limb) {
  if (limb.holds) return limb.expression->op;
  switch (limb.expression->op) {
    case CompareOp::Less:
      return CompareOp::GreaterEqual;
    case CompareOp::LessEqual:
      return CompareOp::Greater;
    case CompareOp::GreaterEqual:
      return CompareOp::Less;
    case CompareOp::Greater:
      return CompareOp::LessEqual;
    case CompareOp::Equal:
      return CompareOp::Equal;
  }
  return CompareOp::Equal;
}

bool isUpper(CompareOp op) {
  return op == CompareOp::Less || op == CompareOp::LessEqual || op == CompareOp::Equal;
}
bool isLower(CompareOp op) {
  return op == CompareOp::Greater || op == CompareOp::GreaterEqual || op == CompareOp::Equal;
}
bool isStrict(CompareOp op) { return op == CompareOp::Less || op == CompareOp::Greater; }

bool apart(const Limb& a, const Limb& b) {
  if (a.expression->kind != ExprKind::Compare || b.expression->kind != ExprKind::Compare) return false;
  // `not x = c` allows two half lines: nothing is claimed of it.
  if ((!a.holds && a.expression->op == CompareOp::Equal) ||
      (!b.holds && b.expression->op == CompareOp::Equal))
    return false;
  const Expr *left = constantOf(*a.expression), *right = constantOf(*b.expression);
  if (!left || !right || !same(*a.expression->args[0], *b.expression->args[0])) return false;
  const std::optional<Number> x = ordinal(left->value), y = ordinal(right->value);
  if (!x || !y || left->type != right->type) return false;
  const CompareOp p = effective(a), q = effective(b);
  const bool strict = isStrict(p) || isStrict(q);
  if (isUpper(p) && isLower(q) && (*x < *y || (strict && *x == *y))) return true;
  return isLower(p) && isUpper(q) && (*y < *x || (strict && *x == *y));
}

bool otherOption(const Limb& a, const Limb& b, const checked::Program& program) {
  if (a.expression->kind != ExprKind::OptionIs || b.expression->kind != ExprKind::OptionIs || !a.holds ||
      !b.holds)
    return false;
  if (!same(*a.expression->args[0], *b.expression->args[0])) return false;
  const Type& type = a.expression->args[0]->type;
  if (type.kind != TypeKind::Choice) return a.expression->option != b.expression->option;
  const Choice& choice = program.vocabulary.choices[ChoiceId{type.id}];
  return !choice.under(a.expression->option, b.expression->option) &&
         !choice.under(b.expression->option, a.expression->option);
}

}  // namespace

bool cannotHoldTogether(const checked::Branch& a, const checked::Branch& b, const checked::Program& program) {
  if ((a.until && b.from && *a.until < *b.from) || (b.until && a.from && *b.until < *a.from)) return true;
  if (!a.when || !b.when) return false;
  std::vector<Limb> left, right;
  collect(*a.when, true, 0, program, left);
  collect(*b.when, true, 0, program, right);
  for (const Limb& x : left) {
    for (const Limb& y : right) {
      if (x.holds != y.holds && same(*x.expression, *y.expression)) return true;
      if (apart(x, y) || otherOption(x, y, program)) return true;
    }
  }
  return false;
}

}  // namespace jurat
