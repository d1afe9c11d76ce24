// Conversion by dated rates, rounding, and the higher or earlier of several.
#include <algorithm>

#include "engine/check/expressions/expressions.h"
#include "engine/check/names/types.h"

namespace jurat::checking {

namespace {

// Offers another word in place of the one that an expression begins with.
void replaceWord(Diagnostic& diagnostic, const ast::Expr& written, std::string_view word, std::string other) {
  const Span first{written.span.begin, written.span.begin + static_cast<std::uint32_t>(word.size())};
  diagnostic.help = "write `" + other + " of`";
  diagnostic.fix = Fix{first, std::move(other)};
}

}  // namespace

const Expr* Expressions::convert(const ast::Expr& written) {
  const Expr* money = value(*written.args[0]);
  const Expr* when =
      typed(*written.args[2], {.kind = TypeKind::Date, .or_none = true}, "the day of the rate");
  Type type = ofKind(TypeKind::Money);
  type.id = currencyId(written.name.text);
  if (type.id == 0) {
    reportNoCurrency(context_.diagnostics, written.name);
  }
  const std::optional<DeclarationId> table = rates(*written.args[1]);
  if (money->type.isError() || when->type.isError() || type.id == 0 || !table) return poison(written.span);
  if (money->type.kind != TypeKind::Money) {
    report({.code = "J0202",
            .message = "only money is converted, but this is " + say(money->type),
            .primary = {money->span, "this is " + say(money->type)}});
    return poison(written.span);
  }
  warnNone(money, "converting");
  warnNone(when, "converting on");
  const RateTable& known = vocabulary().rates[context_.program.declarations[*table].rates];
  for (const std::uint32_t currency : {type.id, money->type.id}) {
    if (currency == 0 || currency == known.base || type.id == money->type.id) continue;
    if (std::find(known.currencies.begin(), known.currencies.end(), currency) != known.currencies.end())
      continue;
    report({.code = "J0208",
            .message = quoted(context_.program.declarations[*table].name) + " has no rates for " +
                       currencyCode(currency),
            .primary = {written.args[1]->span, "no column for " + currencyCode(currency)},
            .secondary = {{context_.program.declarations[*table].name_span, "declared here"}}});
    return poison(written.span);
  }
  Expr* expr = make(ExprKind::Convert, type, written.span);
  expr->declaration = *table;
  expr->args = {money, when};
  return expr;
}

// The rates a conversion names, after a report if they are none.
std::optional<DeclarationId> Expressions::rates(const ast::Expr& written) {
  std::optional<PackId> only;
  if (written.kind == AstKind::Broken) return std::nullopt;
  if (written.kind == AstKind::Member) {
    only = context_.names.used(pack_, chainText(*written.args[0]));
    if (!only) {
      reportUnknown(context_, pack_,
                    {"pack used here called", written.args[0]->name, "J0111", std::nullopt,
                     context_.names.usedNames(pack_)});
      return std::nullopt;
    }
  }
  const Lookup<Named<DeclarationId>> all = context_.names.declaration(written.name.text, pack_, only);
  std::vector<std::string_view> known_names;
  std::vector<Named<DeclarationId>> found;
  for (const Named<DeclarationId>& each : all.seen) {
    if (context_.program.declarations[each.id].kind == checked::DeclarationKind::Rates) found.push_back(each);
  }
  if (found.size() > 1) {
    std::vector<PackId> packs;
    for (const Named<DeclarationId>& each : found) packs.push_back(each.pack);
    ambiguousPacks(written.name, packs, {});
    return std::nullopt;
  }
  if (!found.empty()) {
    read(found.front().id);
    return found.front().id;
  }
  for (std::size_t i = 0; i < context_.program.declarations.size(); ++i) {
    const checked::Declaration& each = context_.program.declarations[context_.program.declarations.idAt(i)];
    if (each.kind == checked::DeclarationKind::Rates && context_.names.sees(pack_, each.pack)) {
      known_names.push_back(each.name);
    }
  }
  reportUnknown(context_, pack_, {"table of rates", written.name, "J0111", all.elsewhere, known_names});
  return std::nullopt;
}

const Expr* Expressions::rounded(const ast::Expr& written) {
  const Expr* inner = value(*written.args[0]);
  const Expr* step = value(*written.args[1], plain(inner->type));
  if (inner->type.isError() || step->type.isError()) return poison(written.span);
  if (refusesNone(inner) || needsCurrency(inner)) return poison(written.span);
  warnNone(inner, "rounding");
  const Type type = plain(inner->type);
  const bool roundable = type.isNumeric() || type.kind == TypeKind::Money ||
                         type.kind == TypeKind::Percentage || type.kind == TypeKind::Quantity;
  if (!roundable || !common(type, step->type)) return noRounding(inner, step, written);
  const Number* number = std::get_if<Number>(&step->value);
  const Money* money = std::get_if<Money>(&step->value);
  const int sign = number != nullptr ? number->sign() : money != nullptr ? money->amount.sign() : 0;
  if (step->kind != ExprKind::Constant || sign <= 0) {
    report({.code = "J0221",
            .message = "a value is rounded to a step that is written out and more than nought",
            .primary = {step->span, "not such a step"},
            .help = "write a step such as `EUR 0.01`"});
    return poison(written.span);
  }
  Expr* expr = make(ExprKind::Rounded, *common(type, step->type), written.span);
  expr->args = {inner, step};
  if (written.word.text == "up") expr->rounding = Rounding::Up;
  if (written.word.text == "down") expr->rounding = Rounding::Down;
  if (written.word.text == "half_even") expr->rounding = Rounding::HalfEven;
  return expr;
}

const Expr* Expressions::noRounding(const Expr* inner, const Expr* step, const ast::Expr& written) {
  report({.code = "J0221",
          .message = say(inner->type) + " cannot be rounded to " + say(step->type),
          .primary = {step->span, "this is " + say(step->type)},
          .secondary = {{inner->span, "this is " + say(inner->type)}}});
  return poison(written.span);
}

// `higher of`, `earlier of` and the like; they pass over `none`.
const Expr* Expressions::pickOf(const ast::Expr& written, const Type& hint) {
  const bool days = written.kind == AstKind::EarlierOf || written.kind == AstKind::LaterOf;
  const bool low = written.kind == AstKind::LowerOf || written.kind == AstKind::EarlierOf;
  Expr* expr = make(low ? ExprKind::Lowest : ExprKind::Highest, {}, written.span);
  std::optional<Type> type;
  bool always_none = true;
  bool broken = false;
  for (const ast::Limb& limb : written.limbs) {
    const Expr* each = value(*limb.value, type ? *type : hint);
    expr->limbs.push_back({std::string(limb.label.text), each});
    if (each->type.isError() || needsCurrency(each)) {
      broken = true;
      continue;
    }
    always_none = always_none && mayBeNone(each);
    const bool fitting = each->type.kind == TypeKind::None || isDayLike(each->type) == days;
    const std::optional<Type> both = type ? common(*type, each->type) : std::optional(each->type);
    if (!fitting || !both || !(each->type.isOrdered() || each->type.kind == TypeKind::None) ||
        each->type.set) {
      if (!broken) reportPick(written, each, type, days);  // of two days the first says it
      broken = true;
      continue;
    }
    type = both;
  }
  if (broken || !type || type->kind == TypeKind::None) return poison(written.span);
  expr->type = plain(*type);
  expr->type.or_none = always_none;
  return expr;
}

void Expressions::reportPick(const ast::Expr& written, const Expr* each, const std::optional<Type>& type,
                             bool days) {
  Diagnostic diagnostic{
      .code = "J0227", .message = {}, .primary = {each->span, "this is " + say(each->type)}};
  if (type && isDayLike(each->type) == days) {
    diagnostic.message = say(each->type) + " cannot be held against " + say(*type);
    diagnostic.secondary = {{written.limbs[0].value->span, "this is " + say(*type)}};
    meant(diagnostic, each, *type);
  } else if (days) {
    diagnostic.message =
        "the earlier or later of two is one of days or moments, but this is " + say(each->type);
    const bool earlier = written.kind == AstKind::EarlierOf;
    replaceWord(diagnostic, written, earlier ? "earlier" : "later", earlier ? "lower" : "higher");
  } else {
    diagnostic.message =
        "the higher or lower of two is one of numbers or money, but this is " + say(each->type);
    const bool lower = written.kind == AstKind::LowerOf;
    if (isDayLike(each->type))
      replaceWord(diagnostic, written, lower ? "lower" : "higher", lower ? "earlier" : "later");
  }
  report(std::move(diagnostic));
}

}  // namespace jurat::checking
