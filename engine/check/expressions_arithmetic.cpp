// Arithmetic: numbers, money, quantities, days and periods, each with what it can be joined with.
#include <algorithm>

#include "engine/check/expressions.h"
#include "engine/check/types.h"

namespace jurat::checking {

using AstKind = ast::ExprKind;

namespace {

bool isDayLike(const Type& type) { return type.kind == TypeKind::Date || type.kind == TypeKind::Moment; }

// The type without what only its place knows.
Type plain(Type type) {
  type.or_none = type.event = false;
  return type;
}

// Whether a period counts months: known for what is written out and what is computed from it.
std::optional<bool> countsMonths(const Expr& period) {
  switch (period.kind) {
    case ExprKind::Constant: {
      const Period* value = std::get_if<Period>(&period.value);
      return value == nullptr ? std::nullopt : std::optional(value->calendar);
    }
    case ExprKind::DaysBetween:
      return false;
    case ExprKind::Negate:
    case ExprKind::Add:
    case ExprKind::Subtract:
    case ExprKind::Multiply:
      for (const Expr* each : period.args) {
        if (each->type.kind == TypeKind::Period) {
          if (const std::optional<bool> months = countsMonths(*each)) return months;
        }
      }
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

bool isHours(const ast::Expr& written) {
  return written.kind == AstKind::UnitLiteral &&
         (written.name.text == "hours" || written.name.text == "hour");
}

}  // namespace

// Reports `none` written out where a value is computed with.
bool Expressions::refusesNone(const Expr* value) {
  if (value->type.kind != TypeKind::None) return false;
  report({.code = "J0210",
          .message = "`none` is no value to compute or compare with",
          .primary = {value->span, "`none` stands here"},
          .help = "ask `... is given` or `... is not given`"});
  return true;
}

// Money of any currency can only be asked for, added up or converted.
bool Expressions::needsCurrency(const Expr* value) {
  if (value->type.kind != TypeKind::Money || value->type.id != 0) return false;
  const std::string name = valueName(*value, context_.program);
  std::string code = "EUR";
  if (const std::uint32_t own = context_.program.packs[pack_].currency; own != 0) code = currencyCode(own);
  Diagnostic diagnostic{.code = "J0207",
                        .message = "this money can be in any currency, so it must be converted first",
                        .primary = {value->span, "its currency is not known"},
                        .help = "write `(" + (name.empty() ? std::string("...") : name) + " in " + code +
                                " using RATES on DAY)`"};
  if (const std::optional<Label> declared = declaredAt(value)) diagnostic.secondary.push_back(*declared);
  report(std::move(diagnostic));
  return true;
}

const Expr* Expressions::noArithmetic(const ast::Expr& written, const Expr* a, const Expr* b) {
  static constexpr std::pair<AstKind, std::string_view> kVerbs[] = {{AstKind::Add, "added to"},
                                                                    {AstKind::Subtract, "taken from"},
                                                                    {AstKind::Multiply, "multiplied by"},
                                                                    {AstKind::Divide, "divided by"},
                                                                    {AstKind::Of, "taken of"}};
  std::string_view verb = "joined with";
  for (const auto& [kind, word] : kVerbs) {
    if (kind == written.kind) verb = word;
  }
  const bool turned = written.kind == AstKind::Add || written.kind == AstKind::Subtract;
  const Expr* first = turned ? b : a;
  const Expr* second = turned ? a : b;
  Diagnostic diagnostic{
      .code = "J0204",
      .message = say(first->type) + " cannot be " + std::string(verb) + " " + say(second->type),
      .primary = {b->span, "this is " + say(b->type)},
      .secondary = {{a->span, "this is " + say(a->type)}}};
  for (const Expr* each : {a, b}) {
    if (const std::optional<Label> declared = declaredAt(each)) diagnostic.secondary.push_back(*declared);
  }
  if (turned && b->type.kind == TypeKind::Percentage) diagnostic.help = "say of what: `PERCENTAGE of VALUE`";
  if (turned && isDayLike(a->type) && b->type.isNumeric() && b->kind == ExprKind::Constant) {
    diagnostic.help = "write `" + std::get<Number>(b->value).text() + " days`";
  }
  report(std::move(diagnostic));
  return poison(written.span);
}

const Expr* Expressions::arithmetic(const ast::Expr& written, const Type& hint) {
  const bool additive = written.kind == AstKind::Add || written.kind == AstKind::Subtract;
  Type first_hint = additive ? hint : Type{};
  if (additive && isHours(*written.args[1])) first_hint = ofKind(TypeKind::Moment);
  const Expr* a = value(*written.args[0], first_hint);
  const Expr* b = value(*written.args[1], additive && !isDayLike(a->type) ? plain(a->type) : Type{});
  if (a->type.isError() || b->type.isError()) return poison(written.span);
  if (refusesNone(a) || refusesNone(b)) return poison(written.span);
  warnNone(a, "computing with");
  warnNone(b, "computing with");
  if (!additive) return product(written, a, b);
  if (isDayLike(a->type)) return shifted(written, a, b);
  return sum(written, a, b);
}

const Expr* Expressions::shifted(const ast::Expr& written, const Expr* a, const Expr* b) {
  const bool add = written.kind == AstKind::Add;
  if (!add && isDayLike(b->type)) {
    if (a->type.kind != b->type.kind) return noArithmetic(written, a, b);
    Expr* expr = make(ExprKind::DaysBetween, ofKind(TypeKind::Period), written.span);
    expr->args = {a, b};
    return expr;
  }
  if (b->type.kind != TypeKind::Period) return noArithmetic(written, a, b);
  Type type = plain(a->type);
  const bool hours = isHours(*written.args[1]);
  if (hours && type.kind == TypeKind::Date) {
    Diagnostic diagnostic{.code = "J0226",
                          .message = "hours cannot be counted from a day",
                          .primary = {b->span, "this is a period in hours"},
                          .secondary = {{a->span, "this is a day, without a time"}},
                          .help = "count in days, or let the fact be a `moment`"};
    if (const std::optional<Label> declared = declaredAt(a)) diagnostic.secondary.push_back(*declared);
    report(std::move(diagnostic));
    return poison(written.span);
  }
  // A moment plus hours is a moment, plus days or more it is a day. What a fact or a table says of a period
  // is only known for a company: the result is then a moment.
  if (type.kind == TypeKind::Moment && !hours && b->kind == ExprKind::Constant) type.kind = TypeKind::Date;
  Expr* expr = make(add ? ExprKind::DatePlus : ExprKind::DateMinus, type, written.span);
  expr->args = {a, b};
  return expr;
}

const Expr* Expressions::sum(const ast::Expr& written, const Expr* a, const Expr* b) {
  const Type left = plain(a->type);
  const Type right = plain(b->type);
  const std::optional<Type> both = common(left, right);
  const bool addable = left.isNumeric() || left.kind == TypeKind::Percentage ||
                       left.kind == TypeKind::Money || left.kind == TypeKind::Quantity ||
                       left.kind == TypeKind::Period;
  if (left.kind == TypeKind::Money && right.kind == TypeKind::Money && left.id != right.id) {
    if (needsCurrency(a) || needsCurrency(b)) return poison(written.span);
    report({.code = "J0208",
            .message = say(right) + " cannot be added to or taken from " + say(left),
            .primary = {b->span, "this is " + say(right)},
            .secondary = {{a->span, "this is " + say(left)}},
            .help = "convert one of them: `... in " + currencyCode(left.id) + " using RATES on DAY`"});
    return poison(written.span);
  }
  if (!both || !addable || left.set) return noArithmetic(written, a, b);
  if (left.kind == TypeKind::Period) {
    const std::optional<bool> first = countsMonths(*a);
    const std::optional<bool> second = countsMonths(*b);
    if (first && second && *first != *second) {
      report({.code = "J0209",
              .message = "months and days cannot be put into one period",
              .primary = {b->span, *second ? "this counts months" : "this counts days or hours"},
              .secondary = {{a->span, *first ? "this counts months" : "this counts days or hours"}},
              .help = "add them to the date one after another: `start + 1 months + 3 days`"});
      return poison(written.span);
    }
  }
  Expr* expr = make(written.kind == AstKind::Add ? ExprKind::Add : ExprKind::Subtract, *both, written.span);
  expr->args = {a, b};
  return expr;
}

namespace {

// What a product or quotient is; nothing when there is none. The order of the cases is that of language.md.
std::optional<Type> productType(AstKind kind, const Type& a, const Type& b) {
  const bool a_share = a.kind == TypeKind::Percentage;
  const bool b_share = b.kind == TypeKind::Percentage;
  const bool a_amount = a.kind == TypeKind::Money || a.kind == TypeKind::Quantity;
  const bool b_amount = b.kind == TypeKind::Money || b.kind == TypeKind::Quantity;
  const bool a_scale = a.isNumeric() || a_share;
  const bool b_scale = b.isNumeric() || b_share;
  const Type decimal = ofKind(TypeKind::Decimal);
  if (a.set || b.set) return std::nullopt;
  if (kind == AstKind::Divide) {
    if (a_amount && b_scale) return a;
    if (a_amount && b_amount && a.kind == b.kind && a.id == b.id) return decimal;
    if (a_share && b.isNumeric()) return a;
    if (a_scale && b_scale) return decimal;
    return std::nullopt;
  }
  if (a_scale && b_amount) return b;
  if (kind == AstKind::Multiply && a_amount && b_scale) return a;
  if (a_share && b_share) return a;
  if (kind == AstKind::Multiply) {
    if (a.kind == TypeKind::Period && b.kind == TypeKind::Integer) return a;
    if (a.kind == TypeKind::Integer && b.kind == TypeKind::Period) return b;
    if (a.kind == TypeKind::Integer && b.kind == TypeKind::Integer) return a;
  }
  if (a_scale && b_scale) return decimal;
  return std::nullopt;
}

}  // namespace

const Expr* Expressions::product(const ast::Expr& written, const Expr* a, const Expr* b) {
  if (needsCurrency(a) || needsCurrency(b)) return poison(written.span);
  const Type left = plain(a->type);
  const Type right = plain(b->type);
  if (written.kind == AstKind::Divide && left.kind == TypeKind::Money && right.kind == TypeKind::Money &&
      left.id != right.id) {
    report({.code = "J0208",
            .message = say(left) + " cannot be divided by " + say(right),
            .primary = {b->span, "this is " + say(right)},
            .secondary = {{a->span, "this is " + say(left)}},
            .help = "convert one of them: `... in " + currencyCode(left.id) + " using RATES on DAY`"});
    return poison(written.span);
  }
  const std::optional<Type> type = productType(written.kind, left, right);
  if (!type) return noArithmetic(written, a, b);
  Expr* expr =
      make(written.kind == AstKind::Divide ? ExprKind::Divide : ExprKind::Multiply, *type, written.span);
  expr->as_percent_of = written.kind == AstKind::Of;
  expr->args = {a, b};
  return expr;
}

const Expr* Expressions::negation(const ast::Expr& written, const Type& hint) {
  const Expr* inner = value(*written.args[0], hint);
  if (inner->type.isError() || refusesNone(inner)) return poison(written.span);
  const Type type = plain(inner->type);
  const bool negatable = type.isOrdered() && type.kind != TypeKind::Date && type.kind != TypeKind::Moment;
  if (!negatable) {
    report({.code = "J0204",
            .message = "there is no minus of " + say(type),
            .primary = {inner->span, "this is " + say(type)}});
    return poison(written.span);
  }
  warnNone(inner, "computing with");
  Expr* expr = make(ExprKind::Negate, type, written.span);
  expr->args = {inner};
  return expr;
}

const Expr* Expressions::convert(const ast::Expr& written) {
  const Expr* money = value(*written.args[0]);
  const Expr* when =
      typed(*written.args[2], {.kind = TypeKind::Date, .or_none = true}, "the day of the rate");
  Type type = ofKind(TypeKind::Money);
  type.id = currencyId(written.name.text);
  if (type.id == 0) {
    report({.code = "J0119",
            .message = quoted(written.name.text) + " is not a currency",
            .primary = {written.name.span, "three letters of ISO 4217 are expected here"},
            .help = "write a code such as `EUR` or `USD`"});
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
  const checked::RateTable& known = context_.program.declarations[*table].rates;
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
      reportPick(written, each, type, days);
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
  } else if (days) {
    diagnostic.message =
        "the earlier or later of two is one of days or moments, but this is " + say(each->type);
    diagnostic.help = "write `lower of` or `higher of` for numbers and money";
  } else {
    diagnostic.message =
        "the higher or lower of two is one of numbers or money, but this is " + say(each->type);
    if (isDayLike(each->type)) diagnostic.help = "write `earlier of` or `later of` for days";
  }
  report(std::move(diagnostic));
}

}  // namespace jurat::checking
