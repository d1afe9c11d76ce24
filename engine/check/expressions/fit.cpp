// What fits where: types against places, and `none` against those that never hold it.
#include "engine/check/expressions/expressions.h"
#include "engine/check/names/types.h"

namespace jurat::checking {

std::optional<Label> Expressions::declaredAt(const Expr* value) const {
  switch (value->kind) {
    case ExprKind::Fact: {
      const Fact& fact = vocabulary().facts[value->fact];
      return Label{fact.span, "declared here as `" + typeText(fact.type, vocabulary()) + "`"};
    }
    case ExprKind::Definition:
    case ExprKind::Parameter:
    case ExprKind::ParameterAt: {
      const checked::Declaration& declaration = context_.program.declarations[value->declaration];
      return Label{declaration.name_span,
                   "declared here as `" + typeText(declaration.type, vocabulary()) + "`"};
    }
    default:
      return std::nullopt;
  }
}

void Expressions::labelDeclared(Diagnostic& diagnostic, const Expr* value) const {
  const std::optional<Label> declared = declaredAt(value);
  if (!declared) return;
  for (const Label& each : diagnostic.secondary) {
    if (each.span == declared->span) return;
  }
  diagnostic.secondary.push_back(*declared);
}

void Expressions::reportMismatch(const Expr* a, const Expr* b) {
  const Type& left = a->type;
  const Type& right = b->type;
  Diagnostic diagnostic{.code = "J0203",
                        .message = say(left) + " is compared with " + say(right),
                        .primary = {b->span, "this is " + say(right)},
                        .secondary = {{a->span, "this is " + say(left)}}};
  labelDeclared(diagnostic, a);
  labelDeclared(diagnostic, b);
  for (const auto& [number, other] : {std::pair(a, b), std::pair(b, a)}) {
    if (number->kind != ExprKind::Constant || !number->type.isNumeric()) continue;
    const std::string repaired = numberAs(std::get<Number>(number->value).text(), other->type, vocabulary());
    if (!repaired.empty()) diagnostic.help = "write " + quoted(repaired);
  }
  const bool days = (left.kind == TypeKind::Date && right.kind == TypeKind::Moment) ||
                    (left.kind == TypeKind::Moment && right.kind == TypeKind::Date);
  if (left.kind == TypeKind::Money && right.kind == TypeKind::Money) {
    const Expr* any = left.id == 0 ? a : b;
    if (left.id == 0 || right.id == 0) {
      needsCurrency(any);
      return;
    }
    diagnostic.code = "J0208";
    diagnostic.help = "convert one of them: `... in " + currencyCode(left.id) + " using RATES on DAY`";
  } else if (left.kind == TypeKind::Quantity && right.kind == TypeKind::Quantity) {
    diagnostic.help = quoted(vocabulary().units[UnitId{left.id}].name) + " and " +
                      quoted(vocabulary().units[UnitId{right.id}].name) +
                      " measure different things; only units declared with `equals` convert";
  } else if (days) {
    diagnostic.code = "J0228";
    diagnostic.help =
        "compare days with days and moments with moments; a moment is written `2026-01-31T12:00Z`";
  } else if (left.set && right.kind == TypeKind::Choice && !right.set) {
    diagnostic.help = "write `includes` in place of the sign";
  }
  report(std::move(diagnostic));
}

bool Expressions::mayBeNone(const Expr* value) const { return value->type.or_none && !guards_.given(*value); }

std::string valueName(const Expr& value, const checked::Program& program) {
  const auto owned = [&](const std::string& name) {
    if (value.args.empty() || value.args[0]->kind == ExprKind::Variable) return name;
    const std::string owner = valueName(*value.args[0], program);
    return owner.empty() ? name : owner + "." + name;
  };
  const auto indexed = [&](std::string name, std::size_t at) {
    if (value.args.size() <= at) return name;
    const Expr& option = *value.args[at];
    if (option.type.kind != TypeKind::Choice) return name;
    const Choice& choice = program.vocabulary.choices[static_cast<ChoiceId>(option.type.id)];
    if (option.kind == ExprKind::OptionVariable) return name + "[" + choice.name + "]";
    const OptionValue* index = std::get_if<OptionValue>(&option.value);
    return index == nullptr ? name : name + "[" + choice.options[index->index].name + "]";
  };
  switch (value.kind) {
    case ExprKind::Fact:
      return indexed(owned(program.vocabulary.facts[value.fact].name), 1);
    case ExprKind::Definition:
      return indexed(owned(program.declarations[value.declaration].name), 1);
    case ExprKind::Parameter:
      return indexed(program.declarations[value.declaration].name, 0);
    case ExprKind::PreviousOf:
      return "previous";
    case ExprKind::Ancestor:
    case ExprKind::Record:
      return program.vocabulary.entities[value.entity].name;
    default:
      return {};
  }
}

void Expressions::warnNone(const Expr* value, std::string_view use) {
  if (value->type.isError() || !mayBeNone(value)) return;
  const std::string name = valueName(*value, context_.program);
  const std::string what = name.empty() ? "this value" : quoted(name);
  Diagnostic diagnostic{
      .level = DiagnosticLevel::Warning,
      .code = "J0212",
      .message = what + " may be `none`, and " + std::string(use) + " `none` is an error",
      .primary = {value->span, "`none` is possible here"},
      .help = name.empty() ? std::string("give the value a name with `define` and ask whether it is given")
                           : "write `" + name + " is given and ...` before it"};
  labelDeclared(diagnostic, value);
  report(std::move(diagnostic));
}

const Expr* Expressions::conform(const Expr* value, const Type& want, std::string_view what) {
  if (value->type.isError() || want.isError()) return value;
  if (value->type.kind == TypeKind::None) {
    if (want.or_none) return constant(NoneValue{}, want, value->span);
    report({.code = "J0211",
            .message = std::string(what) + " is " + say(want) + ", which is never `none`",
            .primary = {value->span, "`none` cannot stand here"},
            .help = "declare it as `" + typeText(want, vocabulary()) + " or none`"});
    return poison(value->span);
  }
  if (want.kind == TypeKind::YesNo && value->type.isCondition()) {
    if (value->type.kind == TypeKind::Practice) return asCondition(value);
  } else if (!fits(value->type, want)) {
    Diagnostic diagnostic{
        .code = "J0202",
        .message = std::string(what) + " is " + say(want) + ", but this is " + say(value->type),
        .primary = {value->span, "this is " + say(value->type)}};
    labelDeclared(diagnostic, value);
    if (value->kind == ExprKind::Constant && value->type.isNumeric()) {
      const std::string repaired = numberAs(std::get<Number>(value->value).text(), want, vocabulary());
      if (!repaired.empty()) diagnostic.help = "write " + quoted(repaired);
    }
    if (want.kind == TypeKind::Money && value->type.kind == TypeKind::Money && value->type.id == 0) {
      diagnostic.help = "convert it: `... in " + currencyCode(want.id) + " using RATES on DAY`";
    }
    report(std::move(diagnostic));
    return poison(value->span);
  }
  if (!want.or_none && mayBeNone(value)) {
    Diagnostic diagnostic{.code = "J0211",
                          .message = std::string(what) + " is " + say(want) + ", but this may be `none`",
                          .primary = {value->span, "`none` is possible here"},
                          .help = "declare it as `" + typeText(want, vocabulary()) +
                                  " or none`, or say it in an exception `when ... is given`"};
    labelDeclared(diagnostic, value);
    report(std::move(diagnostic));
    return poison(value->span);
  }
  return value;
}

}  // namespace jurat::checking
