// What a comparison asks of the values of a term.
#include <algorithm>
#include <utility>

#include "engine/analysis/conditions/conditions.h"
#include "engine/analysis/conditions/identity.h"

namespace jurat::analysis {

using checked::CompareOp;
using checked::Expr;
using checked::ExprKind;

namespace {

constexpr std::int64_t kSecondsOfDay = 86'400;

CompareOp turned(CompareOp op) {  // with its sides exchanged
  switch (op) {
    case CompareOp::Less:
      return CompareOp::Greater;
    case CompareOp::LessEqual:
      return CompareOp::GreaterEqual;
    case CompareOp::Equal:
      return CompareOp::Equal;
    case CompareOp::GreaterEqual:
      return CompareOp::LessEqual;
    case CompareOp::Greater:
      return CompareOp::Less;
  }
  return op;
}

Ranges rangesOf(CompareOp op, const Number& value, bool whole) {
  switch (op) {
    case CompareOp::Less:
      return Ranges::below(value, false, whole);
    case CompareOp::LessEqual:
      return Ranges::below(value, true, whole);
    case CompareOp::Equal:
      return Ranges::one(value, whole);
    case CompareOp::GreaterEqual:
      return Ranges::above(value, true, whole);
    case CompareOp::Greater:
      return Ranges::above(value, false, whole);
  }
  return Ranges::all(whole);
}

const Value* constantOf(const Leaf& leaf) {
  return leaf.value->kind == ExprKind::Constant ? &leaf.value->value : nullptr;
}

const Number* numberOf(const Expr& expression) {
  if (expression.kind != ExprKind::Constant) return nullptr;
  if (const auto* money = std::get_if<Money>(&expression.value)) return &money->amount;
  return std::get_if<Number>(&expression.value);
}

// Days that a constant period of days stands for.
std::optional<std::int64_t> daysOf(const Expr& expression) {
  const auto* period =
      expression.kind == ExprKind::Constant ? std::get_if<Period>(&expression.value) : nullptr;
  if (period == nullptr || period->calendar || period->count % kSecondsOfDay != 0) return std::nullopt;
  return period->count / kSecondsOfDay;
}

// `inner OP constant`, for `inner + k OP c` and the like.
struct Moved {
  const Expr* inner = nullptr;
  Number constant;
  bool turns = false;
};
std::optional<Moved> movedOver(const Expr& value, const Number& constant) {
  const auto made = [&](const Expr* inner, const std::optional<Number>& number, bool turns = false) {
    return number ? std::optional<Moved>({inner, *number, turns}) : std::nullopt;
  };
  if (value.kind == ExprKind::DatePlus || value.kind == ExprKind::DateMinus) {
    const std::optional<std::int64_t> days = daysOf(*value.args[1]);
    if (!days || value.args[0]->type.kind != TypeKind::Date) return std::nullopt;
    return made(value.args[0],
                value.kind == ExprKind::DatePlus ? subtract(constant, *days) : add(constant, *days));
  }
  const bool arithmetic = value.kind == ExprKind::Add || value.kind == ExprKind::Subtract ||
                          value.kind == ExprKind::Multiply || value.kind == ExprKind::Divide;
  if (!arithmetic || value.type.kind == TypeKind::Period) return std::nullopt;
  const Number* left = numberOf(*value.args[0]);
  const Number* right = numberOf(*value.args[1]);
  if ((left == nullptr) == (right == nullptr)) return std::nullopt;
  const Expr* inner = value.args[left == nullptr ? 0 : 1];
  const Number& number = left == nullptr ? *right : *left;
  if (value.kind == ExprKind::Add) return made(inner, subtract(constant, number));
  if (value.kind == ExprKind::Subtract) {
    return right != nullptr ? made(inner, add(constant, number))
                            : made(inner, subtract(number, constant), true);
  }
  if (number.sign() == 0) return std::nullopt;
  if (value.kind == ExprKind::Multiply) return made(inner, divide(constant, number), number.sign() < 0);
  return right != nullptr ? made(inner, multiply(constant, number), number.sign() < 0) : std::nullopt;
}

}  // namespace

const Formula* Conditions::demand(TermId id, Ranges values, bool truth) {
  const Term& term = terms_[id];
  if (!truth) values = values.others();
  values = values.both(term.domain);
  if (values.empty()) return no();
  Formula* made = make(FormulaKind::Demand);
  made->term = id;
  made->demand.values = std::move(values);
  return made;
}

const Formula* Conditions::demandState(TermId id, std::uint8_t states) {
  if (!terms_[id].can_be_none) states &= static_cast<std::uint8_t>(~kIsNone);
  if (states == 0) return no();
  Formula* made = make(FormulaKind::Demand);
  made->term = id;
  made->demand.states = states;
  made->demand.values = terms_[id].domain;
  return made;
}

const Formula* Conditions::plain(const Expr& condition, const Leaf& leaf, bool truth) {
  if (const Value* value = constantOf(leaf)) {
    const bool* yes_no = std::get_if<bool>(value);
    return yes_no != nullptr && *yes_no == truth ? yes() : no();
  }
  const ExprKind kind = leaf.value->kind;
  const bool is_term = kind == ExprKind::Fact || kind == ExprKind::Definition || kind == ExprKind::Column ||
                       kind == ExprKind::Parameter;
  if (!is_term && leaf.value != &condition) return of(*leaf.value, *leaf.scope, truth);
  const TermId id = term(*leaf.value, *leaf.scope);
  return demand(id, Ranges::one(1, true), truth);
}

const Formula* Conditions::practice(const Expr& condition, const Leaf& leaf, bool truth) {
  // What may be `none` is asked as a condition in the same words.
  if (leaf.value->type.kind != TypeKind::Practice) return plain(condition, leaf, truth);
  const TermId id = term(*leaf.value, *leaf.scope);
  // The first three of kPracticeStates mean no; `not_applicable` is neither.
  return demand(id, truth ? Ranges::one(3, true) : Ranges::between(Number(0), Number(2), true), true);
}

const Formula* Conditions::given(const Expr& condition, const Leaf& leaf, bool truth) {
  const bool known = condition.kind == ExprKind::IsKnown;
  if (const Value* value = constantOf(leaf)) {
    const bool none = std::holds_alternative<NoneValue>(*value);
    return (known || !none) == truth ? yes() : no();
  }
  const Type& type = leaf.value->type;
  const bool may_lack = type.or_none || type.event || type.kind == TypeKind::Evidence;
  if (!known && !may_lack) return truth ? yes() : no();
  const TermId id = term(*leaf.value, *leaf.scope);
  if (known) return demandState(id, truth ? kHasValue | kIsNone : kSaidUnknown);
  return demandState(id, truth ? kHasValue : kIsNone);
}

Ranges Conditions::under(const Type& type, std::uint32_t option) const {
  const std::uint32_t end =
      type.kind == TypeKind::Choice ? program_.vocabulary.choices[ChoiceId{type.id}].end(option) : option + 1;
  return Ranges::between(Number(option), Number(end - 1), true);
}

const Formula* Conditions::oneOf(const Expr& condition, const Leaf& leaf, bool truth) {
  if (condition.kind == ExprKind::InValues) {
    std::vector<const Formula*> parts;
    for (std::size_t i = 1; i < condition.args.size(); ++i) {
      for (const Leaf& member : leaves(*condition.args[i], *leaf.scope)) {
        const Formula* equal = compared(CompareOp::Equal, leaf, member, truth);
        parts.push_back(truth ? all({member.when, equal}) : equal);
      }
    }
    return truth ? any(std::move(parts)) : all(std::move(parts));
  }
  const Type& type = condition.args[0]->type;
  Ranges wanted = Ranges::none(true);
  if (condition.kind == ExprKind::OptionIs) wanted = under(type, condition.option);
  for (const std::uint32_t each : condition.options) wanted = wanted.either(under(type, each));
  if (const Value* value = constantOf(leaf)) {
    const auto* option = std::get_if<OptionValue>(value);
    return option != nullptr && wanted.contains(Number(option->index)) == truth ? yes() : no();
  }
  return demand(term(*leaf.value, *leaf.scope), wanted, truth);
}

const Formula* Conditions::compared(const Expr& condition, const Scope& scope, bool truth) {
  std::vector<const Formula*> parts;
  for (const Leaf& a : leaves(*condition.args[0], scope)) {
    for (const Leaf& b : leaves(*condition.args[1], scope)) {
      parts.push_back(all({a.when, b.when, compared(condition.op, a, b, truth)}));
    }
  }
  return any(std::move(parts));
}

const Formula* Conditions::compared(CompareOp op, const Leaf& a, const Leaf& b, bool truth) {
  const Value *left = constantOf(a), *right = constantOf(b);
  for (const Value* each : {left, right}) {
    // `none` in a comparison is an error, neither yes nor no.
    if (each != nullptr && std::holds_alternative<NoneValue>(*each)) return no();
  }
  if (right != nullptr) return comparedTo(op, a, *right, truth);
  if (left != nullptr) return comparedTo(turned(op), b, *left, truth);
  // One term for both directions.
  if (identity(*b.value, *b.scope) < identity(*a.value, *a.scope)) return compared(turned(op), b, a, truth);
  const TermId id = difference(a, b);
  return demand(id, rangesOf(op, 0, terms_[id].whole), truth);
}

const Formula* Conditions::comparedTo(CompareOp op, const Leaf& a, const Value& constant, bool truth) {
  if (const auto* set = std::get_if<OptionSetValue>(&constant)) return comparedSets(a, *set, truth);
  const std::optional<Number> number = ordinal(constant);
  if (!number) return opaque(*a.value, *a.scope, truth, static_cast<std::uint64_t>(op));
  if (const Value* other = constantOf(a)) {
    const std::optional<Number> value = ordinal(*other);
    if (!value) return no();
    return rangesOf(op, *number, false).contains(*value) == truth ? yes() : no();
  }
  if (const std::optional<Moved> moved = movedOver(*a.value, *number)) {
    std::vector<const Formula*> parts;
    Value shifted = moved->constant;
    if (std::holds_alternative<Date>(constant)) {
      const std::optional<std::int64_t> days = moved->constant.toInt64();
      if (!days || *days < kFirstDate.days || *days > kLastDate.days) return no();
      shifted = Date{static_cast<std::int32_t>(*days)};
    }
    for (const Leaf& inner : leaves(*moved->inner, *a.scope)) {
      parts.push_back(all({inner.when, comparedTo(moved->turns ? turned(op) : op, inner, shifted, truth)}));
    }
    return any(std::move(parts));
  }
  const bool is_condition = a.value->type.kind == TypeKind::YesNo && a.value->kind != ExprKind::Fact;
  if (is_condition) return of(*a.value, *a.scope, (number->sign() != 0) == truth);
  const auto* period = std::get_if<Period>(&constant);
  const TermId id = term(*a.value, *a.scope, period == nullptr ? 0 : period->calendar ? 1 : 2);
  return demand(id, rangesOf(op, *number, terms_[id].whole), truth);
}

const Formula* Conditions::accepts(const Expr& value, const Accepted& accepted, bool truth) {
  std::vector<const Formula*> parts;
  for (const Leaf& leaf : leaves(value, root_)) {
    if (const Value* constant = constantOf(leaf)) {
      const std::optional<Number> number = ordinal(*constant);
      const bool is_in = number ? accepted.values.contains(*number) : accepted.none;
      parts.push_back(is_in == truth ? leaf.when : no());
      continue;
    }
    const bool is_term = leaf.value->kind == ExprKind::Fact || leaf.value->type.kind != TypeKind::YesNo;
    if (!is_term) {
      for (const bool yes_no : {false, true}) {
        if (accepted.values.contains(Number(yes_no ? 1 : 0)) != truth) continue;
        parts.push_back(all({leaf.when, of(*leaf.value, *leaf.scope, yes_no)}));
      }
      continue;
    }
    const std::uint64_t variant = !accepted.months ? 0 : *accepted.months ? 1 : 2;
    const TermId id = term(*leaf.value, *leaf.scope, variant);
    parts.push_back(all({leaf.when, demand(id, accepted.values, truth)}));
    if (accepted.none == truth) parts.push_back(all({leaf.when, demandState(id, kIsNone)}));
  }
  return any(std::move(parts));
}

const Formula* Conditions::differ(const Expr& a, const Expr& b) {
  const auto simple = [](const Expr& value) {
    return value.kind == ExprKind::Constant || value.kind == ExprKind::Fact;
  };
  if (!simple(a) || !simple(b)) return nullptr;
  if (a.kind != ExprKind::Constant && b.kind != ExprKind::Constant) return nullptr;
  const Leaf left{yes(), &a, &root_}, right{yes(), &b, &root_};
  return compared(CompareOp::Equal, left, right, false);
}

}  // namespace jurat::analysis
