// Conditions: what is joined, compared and asked.
#include "engine/check/expressions/expressions.h"
#include "engine/check/names/types.h"
#include "engine/check/repairs.h"

namespace jurat::checking {

namespace {

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

// Operands that say what is given come first, so that the others are read knowing it.
int guardRank(const ast::Expr& written) {
  if (written.kind == AstKind::IsGiven) return 0;
  if (written.kind == AstKind::Not && written.args[0]->kind == AstKind::IsGiven) return 0;
  return written.kind == AstKind::And || written.kind == AstKind::Or || isLimbs(written.kind) ? 1 : 2;
}

// Whether an expression takes its type from the one it is compared with.
bool leansOnOther(const ast::Expr& written) {
  switch (written.kind) {
    case AstKind::Number:
    case AstKind::None:
    case AstKind::AsOf:
    case AstKind::Set:
      return true;
    default:
      return false;
  }
}

checked::CompareOp opOf(ast::CompareOp op) { return static_cast<checked::CompareOp>(op); }

static_assert(static_cast<int>(ast::CompareOp::Greater) == static_cast<int>(checked::CompareOp::Greater));

}  // namespace

const Expr* Expressions::asCondition(const Expr* value) {
  if (value->type.isError()) return value;
  if (value->type.isCondition()) {
    warnNone(value, "as a condition");
    // A practice has states, and `none` is neither yes nor no: both need a step that turns them into a
    // condition.
    if (value->type.kind != TypeKind::Practice && !value->type.or_none) return value;
    Expr* expr = make(ExprKind::Holds, kYesNo, value->span);
    expr->args = {value};
    return expr;
  }
  const std::string name = valueName(*value, context_.program);
  const std::string subject = name.empty() ? std::string("this") : quoted(name);
  Diagnostic diagnostic{.code = "J0201",
                        .message = "a condition is yes or no, but " + subject + " is " + say(value->type),
                        .primary = {value->span, "this is " + say(value->type)}};
  labelDeclared(diagnostic, value);
  const std::string shown = name.empty() ? std::string("...") : name;
  if (value->type.kind == TypeKind::None) {
    diagnostic.message = "a condition is yes or no, and `none` is neither";
  } else if (value->type.set) {
    diagnostic.help = "write `" + shown + " includes ...` or `" + shown + " is not empty`";
  } else if (value->type.or_none || value->type.kind == TypeKind::Evidence ||
             value->type.kind == TypeKind::Ref) {
    diagnostic.help = "write `" + shown + " is given`";
    if (!name.empty()) diagnostic.fix = Fix{{value->span.end, value->span.end}, " is given"};
  } else if (value->type.kind == TypeKind::Choice) {
    const Choice& choice = vocabulary().choices[static_cast<ChoiceId>(value->type.id)];
    diagnostic.help =
        "write `" + shown + " is OPTION`, the option being one of " + listed(optionNames(choice));
  } else {
    diagnostic.help = "compare it, as in `" + shown + (value->type.isOrdered() ? " >= ...`" : " = ...`");
  }
  report(std::move(diagnostic));
  return poison(value->span);
}

const Expr* Expressions::conditionOf(const ast::Expr& written) {
  switch (written.kind) {
    case AstKind::Compare:
      return compare(written);
    case AstKind::IsGiven:
    case AstKind::IsKnown:
      return isGiven(written);
    case AstKind::IsEmpty:
      return isEmpty(written);
    case AstKind::IsOption:
      return isOption(written);
    case AstKind::In:
      return in(written);
    case AstKind::IncludesOne:
    case AstKind::IncludesAny:
    case AstKind::IncludesAll:
    case AstKind::IncludesNone:
      return includes(written);
    case AstKind::Contains:
      return contains(written);
    case AstKind::AnyHas:
    case AstKind::EveryHas:
    case AstKind::NoHas:
      return quantifier(written);
    case AstKind::Not: {
      const Expr* inner = condition(*written.args[0]);
      if (inner->type.isError()) return poison(written.span);
      Expr* expr = make(ExprKind::Not, kYesNo, written.span);
      expr->args = {inner};
      return expr;
    }
    case AstKind::And:
    case AstKind::Or:
      return joined(written);
    default:
      return limbs(written);
  }
}

const Expr* Expressions::joined(const ast::Expr& written) {
  const bool all = written.kind == AstKind::And;
  GuardScope scope(guards_);
  std::vector<const Expr*> operands(written.args.size());
  bool broken = false;
  for (int rank = 0; rank < 3; ++rank) {
    for (std::size_t i = 0; i < operands.size(); ++i) {
      if (guardRank(*written.args[i]) != rank) continue;
      operands[i] = condition(*written.args[i]);
      broken = broken || operands[i]->type.isError();
      if (rank < 2) guards_.add(*operands[i], all);
    }
  }
  if (broken) return poison(written.span);
  Expr* expr = make(all ? ExprKind::And : ExprKind::Or, kYesNo, written.span);
  expr->args = std::move(operands);
  return expr;
}

const Expr* Expressions::limbs(const ast::Expr& written) {
  static constexpr std::pair<AstKind, ExprKind> kKinds[] = {{AstKind::AllOf, ExprKind::AllOf},
                                                            {AstKind::AnyOf, ExprKind::AnyOf},
                                                            {AstKind::NoneOf, ExprKind::NoneOf},
                                                            {AstKind::AtLeastOf, ExprKind::AtLeastOf},
                                                            {AstKind::ExactlyOf, ExprKind::ExactlyOf}};
  ExprKind made = ExprKind::AllOf;
  for (const auto& [from, to] : kKinds) {
    if (from == written.kind) made = to;
  }
  const bool guarding = made == ExprKind::AllOf || made == ExprKind::AnyOf || made == ExprKind::NoneOf;
  GuardScope scope(guards_);
  Expr* expr = make(made, kYesNo, written.span);
  expr->limbs.resize(written.limbs.size());
  bool broken = false;
  for (int rank = 0; rank < 3; ++rank) {
    for (std::size_t i = 0; i < written.limbs.size(); ++i) {
      const ast::Limb& limb = written.limbs[i];
      if (guardRank(*limb.value) != rank) continue;
      expr->limbs[i] = {std::string(limb.label.text), condition(*limb.value)};
      broken = broken || expr->limbs[i].value->type.isError();
      if (rank < 2 && guarding) guards_.add(*expr->limbs[i].value, made == ExprKind::AllOf);
    }
  }
  if (made == ExprKind::AtLeastOf || made == ExprKind::ExactlyOf) {
    const std::optional<Number> count = Number::parse(written.count);
    const std::optional<std::int64_t> whole = count ? count->toInt64() : std::nullopt;
    const auto most = static_cast<std::int64_t>(written.limbs.size());
    if (!whole || *whole < 1 || *whole > most) {
      report({.code = "J0222",
              .message = quoted(written.count) + " of " + std::to_string(most) + " conditions cannot be met",
              .primary = {written.span, std::to_string(most) +
                                            (most == 1 ? " condition stands" : " conditions stand") +
                                            " in the braces"},
              .help = "write a whole number from 1 to " + std::to_string(most)});
      return poison(written.span);
    }
    expr->count = static_cast<std::uint32_t>(*whole);
  }
  return broken ? poison(written.span) : expr;
}

// ---- comparisons

const Expr* Expressions::compare(const ast::Expr& written) {
  const ast::Expr& left = *written.args[0];
  const ast::Expr& right = *written.args[1];
  const bool right_first = leansOnOther(left) || !known(left);
  const Expr* a = nullptr;
  const Expr* b = nullptr;
  // An option takes its choice from the other side; so do `none`, `as_of` and plain numbers.
  const auto hint = [](const Expr* other) {
    Type type = other->type;
    type.or_none = type.event = false;
    return type;
  };
  if (right_first && !leansOnOther(right) && known(right)) {
    b = value(right);
    a = value(left, hint(b));
  } else {
    a = value(left);
    if (a->type.isError() && unknownBare(right)) return a;
    b = value(right, hint(a));
  }
  if (a->type.isError() || b->type.isError()) return poison(written.span);
  if (a->type.kind == TypeKind::None || b->type.kind == TypeKind::None) {
    const Expr* other = a->type.kind == TypeKind::None ? b : a;
    const Expr* none = other == a ? b : a;
    const std::string name = valueName(*other, context_.program);
    report({.code = "J0210",
            .message = "nothing is ever equal to `none`, or more or less than it",
            .primary = {none->span, "`none` stands here"},
            .help = "write `" + (name.empty() ? std::string("...") : name) + " is not given`"});
    return poison(written.span);
  }
  const Expr* compared = compareTyped(written, a, b);
  if (compared->type.isError()) return compared;
  warnNone(a, "comparing");
  warnNone(b, "comparing");
  return compared;
}

const Expr* Expressions::compareTyped(const ast::Expr& written, const Expr* a, const Expr* b) {
  const bool equal = written.op == ast::CompareOp::Equal;
  const Type& left = a->type;
  const Type& right = b->type;
  if (!fits(left, right) && !fits(right, left)) {
    reportMismatch(a, b);
    return poison(written.span);
  }
  if (needsCurrency(a) || needsCurrency(b)) return poison(written.span);
  if (equal && (left.kind == TypeKind::Judgement || right.kind == TypeKind::Judgement)) {
    // `j = no` asks what `not j` asks; other comparisons of judgements say nothing.
    const Expr* literal = a->kind == ExprKind::Constant ? a : b;
    const Expr* other = literal == a ? b : a;
    if (literal->kind == ExprKind::Constant) return negated(other, !std::get<bool>(literal->value));
  }
  if (equal && left.kind == TypeKind::Practice && right.kind != TypeKind::Practice) {
    reportMismatch(a, b);
    return poison(written.span);
  }
  bool ordered = left.isOrdered();
  if (left.kind == TypeKind::Choice && !left.set) {
    ordered = vocabulary().choices[static_cast<ChoiceId>(left.id)].ordered;
  }
  if ((!equal && !ordered) || left.kind == TypeKind::Evidence) {
    Diagnostic diagnostic{
        .code = "J0213",
        .message = say(left) + (left.kind == TypeKind::Evidence ? " is not compared"
                                                                : " is neither more nor less than another"),
        .primary = {written.span, "this compares " + say(left)}};
    if (left.kind == TypeKind::Choice && !left.set) {
      const Choice& choice = vocabulary().choices[static_cast<ChoiceId>(left.id)];
      diagnostic.secondary = {{choice.span, "declared here without an order"}};
      diagnostic.help = "write `choice " + choice.name + " ordered` if its options stand in an order";
    }
    if (left.kind == TypeKind::Evidence) diagnostic.help = "ask whether it `is given`";
    report(std::move(diagnostic));
    return poison(written.span);
  }
  Expr* expr = make(ExprKind::Compare, kYesNo, written.span);
  expr->op = opOf(written.op);
  expr->args = {a, b};
  return expr;
}

// ---- questions

const Expr* Expressions::isGiven(const ast::Expr& written) {
  const ast::Expr& asked = *written.args[0];
  const Place found = place(asked);
  if (found.kind == Place::Kind::List) {
    const std::string& list = vocabulary().entities[found.path.back()].list_name;
    report({.code = "J0214",
            .message = quoted(list) + " is a list, not one value",
            .primary = {asked.span, "a list is never `none`"},
            .help = "write `" + list + " is not empty`"});
    return poison(written.span);
  }
  const Expr* given = settle(found, asked);
  if (given->type.isError() || refusesNone(given)) return poison(written.span);
  Expr* expr =
      make(written.kind == AstKind::IsGiven ? ExprKind::IsGiven : ExprKind::IsKnown, kYesNo, written.span);
  expr->args = {given};
  return negated(expr, written.negated);
}

const Expr* Expressions::isEmpty(const ast::Expr& written) {
  const ast::Expr& asked = *written.args[0];
  Place found = place(asked);
  Expr* expr = make(ExprKind::IsEmpty, kYesNo, written.span);
  if (found.kind == Place::Kind::List) {
    ast::Domain domain{};
    domain.span = asked.span;
    expr->domain = listDomain(domain, found);
    return negated(expr, written.negated);
  }
  const Expr* set = settle(found, asked);
  if (set->type.isError()) return poison(written.span);
  if (!set->type.set) {
    const std::string name = valueName(*set, context_.program);
    Diagnostic diagnostic{.code = "J0220",
                          .message = "only lists and sets can be empty, but this is " + say(set->type),
                          .primary = {set->span, "this is " + say(set->type)},
                          .help = "write `" + (name.empty() ? std::string("...") : name) + " is " +
                                  (written.negated ? "given`" : "not given`")};
    labelDeclared(diagnostic, set);
    report(std::move(diagnostic));
    return poison(written.span);
  }
  warnNone(set, "looking into");
  expr->args = {set};
  return negated(expr, written.negated);
}

const Expr* Expressions::isOption(const ast::Expr& written) {
  const Expr* asked = value(*written.args[0]);
  const ast::Expr& wanted = *written.args[1];
  if (asked->type.isError()) return poison(written.span);
  if (asked->type.set) {
    Diagnostic diagnostic{.code = "J0220",
                          .message = say(asked->type) + " holds options, it is not one",
                          .primary = {asked->span, "this is " + say(asked->type)},
                          .help = std::string("write `includes`") +
                                  (written.negated ? " with `not` before the whole" : "") +
                                  " in place of `is`"};
    if (!written.negated) diagnostic.fix = Fix{{written.args[0]->span.end, wanted.span.begin}, " includes "};
    report(std::move(diagnostic));
    return poison(written.span);
  }
  Type hint = asked->type;
  hint.or_none = hint.event = false;
  const Expr* other = value(wanted, hint);
  if (other->type.isError()) return poison(written.span);
  warnNone(asked, "comparing");
  const OptionValue* option = std::get_if<OptionValue>(&other->value);
  if (asked->type.kind == TypeKind::Choice && other->kind == ExprKind::Constant && option != nullptr) {
    Expr* expr = make(ExprKind::OptionIs, kYesNo, written.span);
    expr->args = {asked};
    expr->option = option->index;
    return negated(expr, written.negated);
  }
  ast::Expr equal = written;
  equal.op = ast::CompareOp::Equal;
  return negated(compareTyped(equal, asked, other), written.negated);
}

const Expr* Expressions::contains(const ast::Expr& written) {
  const Expr* text = value(*written.args[0]);
  const Expr* part = value(*written.args[1]);
  if (text->type.isError() || part->type.isError()) return poison(written.span);
  if (text->type.kind != TypeKind::Text) {
    report({.code = "J0202",
            .message = "only a text contains another, but this is " + say(text->type),
            .primary = {text->span, "this is " + say(text->type)},
            .help = text->type.set ? "write `includes`" : ""});
    return poison(written.span);
  }
  warnNone(text, "looking into");
  Expr* expr = make(ExprKind::ContainsText, kYesNo, written.span);
  expr->args = {text, part};
  return expr;
}

}  // namespace jurat::checking
