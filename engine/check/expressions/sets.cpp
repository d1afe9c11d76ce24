// Sets of options: what they include, what is added to them, values against lists, and what tables test.
#include <algorithm>

#include "engine/check/expressions/expressions.h"
#include "engine/check/names/types.h"
#include "engine/check/repairs.h"

namespace jurat::checking {

bool Expressions::onlyOptions(ast::List<const ast::Expr*> written, ChoiceId choice) const {
  return std::all_of(written.begin(), written.end(), [&](const ast::Expr* each) {
    return each->kind == AstKind::Name && context_.names.option(choice, each->name.text).has_value();
  });
}

std::vector<std::uint32_t> Expressions::optionsOf(ast::List<const ast::Expr*> written, ChoiceId choice) {
  std::vector<std::uint32_t> out;
  for (const ast::Expr* each : written) {
    if (each->kind == AstKind::Name) {
      if (const std::optional<std::uint32_t> found = context_.names.option(choice, each->name.text)) {
        out.push_back(*found);
        continue;
      }
    }
    if (const std::optional<std::uint32_t> found = literals_.option(*each, choice, "J0117"))
      out.push_back(*found);
  }
  return out;
}

const Expr* Expressions::set(const ast::Expr& written, const Type& hint) {
  if (hint.isError() && written.args.empty()) {
    report({.code = "J0220",
            .message = "a set of nothing needs a place that says what it is a set of",
            .primary = {written.span, "of which choice?"}});
    return poison(written.span);
  }
  if (hint.kind != TypeKind::Choice) {
    report({.code = "J0220",
            .message = hint.isError() ? std::string("nothing here says what this is a set of")
                                      : say(hint) + " is expected here, not a set",
            .primary = {written.span, "this is a set of options"}});
    return poison(written.span);
  }
  const auto choice = static_cast<ChoiceId>(hint.id);
  OptionSetValue value{optionsOf(written.args, choice)};
  if (value.indexes.size() != written.args.size()) return poison(written.span);
  std::sort(value.indexes.begin(), value.indexes.end());
  value.indexes.erase(std::unique(value.indexes.begin(), value.indexes.end()), value.indexes.end());
  return constant(std::move(value), {.kind = TypeKind::Choice, .set = true, .id = hint.id}, written.span);
}

const Expr* Expressions::tested(const ast::Expr& written) {
  const Expr* asked = value(written);
  const Type& type = asked->type;
  if (type.isError() || needsCurrency(asked)) return poison(written.span);
  if (type.kind == TypeKind::Practice) return asCondition(asked);
  const bool choice = type.kind == TypeKind::Choice && !type.set;
  if (type.isOrdered() || type.isCondition() || choice || type.kind == TypeKind::Text) return asked;
  const std::string name = valueName(*asked, context_.program);
  const std::string shown = name.empty() ? std::string("...") : name;
  Diagnostic diagnostic{
      .code = "J0340",
      .message = "no cell can test " + say(type),
      .primary = {asked->span, "this is " + say(type)},
      .help = "ask it by a condition, as in `(" + shown + (type.set ? " includes OPTION)`" : " is given)`")};
  labelDeclared(diagnostic, asked);
  report(std::move(diagnostic));
  return poison(written.span);
}

const Expr* Expressions::collected(const ast::Expr& written, const Type& set, std::string_view what) {
  Type one = set;
  one.set = false;
  const Expr* added = value(written, set);
  if (added->type.isError() || added->type.set) return conform(added, set, what);
  added = conform(added, one, what);
  if (added->type.isError()) return added;
  if (const auto* option = std::get_if<OptionValue>(&added->value);
      option && added->kind == ExprKind::Constant)
    return constant(OptionSetValue{{option->index}}, set, added->span);
  Expr* alone = make(ExprKind::SetPlus, set, added->span);
  alone->args = {constant(OptionSetValue{}, set, added->span), added};
  return alone;
}

// The left side of `includes`, `plus` and `without`.
const Expr* Expressions::setValue(const ast::Expr& written, const ast::Expr* member) {
  const Expr* set = value(written);
  if (set->type.isError()) return set;
  if (set->type.set) {
    warnNone(set, "looking into");
    return set;
  }
  Diagnostic diagnostic{.code = "J0220",
                        .message = "only a set can include something, but this is " + say(set->type),
                        .primary = {set->span, "this is " + say(set->type)}};
  labelDeclared(diagnostic, set);
  if (set->type.kind == TypeKind::Choice) diagnostic.help = "write `is OPTION` or `in { ... }`";
  if (set->type.kind == TypeKind::Choice && member != nullptr && member->kind == AstKind::Name)
    diagnostic.fix = Fix{{written.span.end, member->span.begin}, " is "};
  if (set->type.kind == TypeKind::Text) diagnostic.help = "write `contains \"...\"`";
  report(std::move(diagnostic));
  return poison(written.span);
}

const Expr* Expressions::setChange(const ast::Expr& written) {
  const Expr* base = setValue(*written.args[0]);
  if (base->type.isError()) return poison(written.span);
  Type type = base->type;
  type.or_none = false;
  const Expr* change = value(*written.args[1], type);
  if (change->type.isError()) return poison(written.span);
  Expr* expr =
      make(written.kind == AstKind::Plus ? ExprKind::SetPlus : ExprKind::SetWithout, type, written.span);
  expr->args = {base, change};
  return expr;
}

const Expr* Expressions::in(const ast::Expr& written) {
  const Expr* asked = value(*written.args[0]);
  if (asked->type.isError()) return poison(written.span);
  const ast::List<const ast::Expr*> members = written.args.subspan(1);
  if (asked->type.set) {
    report({.code = "J0220",
            .message = "`in` asks where one value stands, but this is " + say(asked->type),
            .primary = {asked->span, "this is " + say(asked->type)},
            .help = "write `includes any of { ... }` or `includes all of { ... }`"});
    return poison(written.span);
  }
  if (members.empty()) {
    report({.code = "J0220",
            .message = "nothing stands in an empty list",
            .primary = {written.span, "this can never be yes"},
            .help = "name at least one value in the braces"});
    return poison(written.span);
  }
  warnNone(asked, "comparing");
  const auto choice = static_cast<ChoiceId>(asked->type.id);
  if (asked->type.kind == TypeKind::Choice && onlyOptions(members, choice)) {
    Expr* expr = make(ExprKind::InOptions, kYesNo, written.span);
    expr->args = {asked};
    expr->options = optionsOf(members, choice);
    return negated(expr, written.negated);
  }
  Expr* expr = make(ExprKind::InValues, kYesNo, written.span);
  expr->args = {asked};
  Type hint = asked->type;
  hint.or_none = hint.event = false;
  ast::Expr equal{};
  equal.op = ast::CompareOp::Equal;
  for (const ast::Expr* each : members) {
    const Expr* member = value(*each, hint);
    if (member->type.isError() || refusesNone(member)) return poison(written.span);
    equal.span = member->span;
    // A comparison finds every way in which the two do not fit.
    if (compareTyped(equal, asked, member)->type.isError()) return poison(written.span);
    warnNone(member, "comparing");
    expr->args.push_back(member);
  }
  return negated(expr, written.negated);
}

const Expr* Expressions::includesOne(const ast::Expr& written, const Expr* set) {
  Type hint = set->type;
  hint.or_none = false;
  const Expr* member = value(*written.args[1], hint);
  if (member->type.isError() || refusesNone(member)) return poison(written.span);
  if (member->type.kind != TypeKind::Choice || member->type.id != set->type.id) {
    report({.code = "J0220",
            .message = say(set->type) + " cannot include " + say(member->type),
            .primary = {member->span, "this is " + say(member->type)},
            .secondary = {{set->span, "this is " + say(set->type)}}});
    return poison(written.span);
  }
  warnNone(member, "comparing");
  if (member->type.set) {
    Expr* expr = make(ExprKind::IncludesSet, kYesNo, written.span);
    expr->args = {set, member};
    return expr;
  }
  if (member->kind == ExprKind::Constant) {
    Expr* expr = make(ExprKind::IncludesAny, kYesNo, written.span);
    expr->args = {set};
    expr->options = {std::get<OptionValue>(member->value).index};
    return expr;
  }
  // An option that only a company's answer settles: the set that holds it alone.
  const Type type{.kind = TypeKind::Choice, .set = true, .id = set->type.id};
  Expr* alone = make(ExprKind::SetPlus, type, member->span);
  alone->args = {constant(OptionSetValue{}, type, member->span), member};
  Expr* expr = make(ExprKind::IncludesSet, kYesNo, written.span);
  expr->args = {set, alone};
  return expr;
}

const Expr* Expressions::includes(const ast::Expr& written) {
  const Expr* set =
      setValue(*written.args[0], written.kind == AstKind::IncludesOne ? written.args[1] : nullptr);
  if (set->type.isError()) return poison(written.span);
  if (written.kind == AstKind::IncludesOne) return includesOne(written, set);
  const ast::Expr& members = *written.args[1];
  if (members.kind == AstKind::Broken) return poison(written.span);
  const std::vector<std::uint32_t> options = optionsOf(members.args, static_cast<ChoiceId>(set->type.id));
  if (options.size() != members.args.size()) return poison(written.span);
  if (options.empty()) {
    report({.code = "J0220",
            .message = "nothing stands in an empty list",
            .primary = {members.span, "no option to look for"},
            .help = "name at least one option in the braces"});
    return poison(written.span);
  }
  const ExprKind kind = written.kind == AstKind::IncludesAny   ? ExprKind::IncludesAny
                        : written.kind == AstKind::IncludesAll ? ExprKind::IncludesAll
                                                               : ExprKind::IncludesNone;
  Expr* expr = make(kind, kYesNo, written.span);
  expr->args = {set};
  expr->options = options;
  return expr;
}

}  // namespace jurat::checking
