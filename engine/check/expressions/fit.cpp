// What fits where: types against places, and `none` against those that never hold it.
#include "engine/check/expressions/expressions.h"
#include "engine/check/names/types.h"
#include "engine/check/repairs.h"

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

bool Expressions::mayBeNone(const Expr* value) {
  if (!value->type.or_none) return false;
  if (guards_.surelyGiven(*value)) context_.guarded.insert(value);
  return !guards_.given(*value);
}

void markGuarded(Context& context) {
  if (context.guarded.empty()) return;
  for (Expr& node : context.program.nodes) node.guarded = context.guarded.contains(&node);
}

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
    meant(diagnostic, value, want);
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
