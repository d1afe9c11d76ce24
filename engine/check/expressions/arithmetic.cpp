// Arithmetic: numbers, money, quantities, days and periods, each with what it can be joined with.
#include <algorithm>

#include "engine/check/declarations/calendars.h"
#include "engine/check/expressions/expressions.h"
#include "engine/check/names/types.h"
#include "engine/check/repairs.h"

namespace jurat::checking {

namespace {

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
  labelDeclared(diagnostic, value);
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
  labelDeclared(diagnostic, a);
  labelDeclared(diagnostic, b);
  if (turned && (a->type.kind == TypeKind::Percentage || a->type.kind == TypeKind::Money ||
                 a->type.kind == TypeKind::Quantity))
    meant(diagnostic, b, a->type);
  if (turned && isDayLike(a->type) && isDayLike(b->type))
    diagnostic.help = "add a period, as in `15 days`; from one day to another is `LATER - EARLIER`";
  if (turned && b->type.kind == TypeKind::Percentage) diagnostic.help = "say of what: `PERCENTAGE of VALUE`";
  if (turned && isDayLike(a->type) && b->type.isNumeric() && b->kind == ExprKind::Constant) {
    offer(diagnostic, std::get<Number>(b->value).text() + " days");
  }
  report(std::move(diagnostic));
  return poison(written.span);
}

const Expr* Expressions::arithmetic(const ast::Expr& written, const Type& hint) {
  const bool additive = written.kind == AstKind::Add || written.kind == AstKind::Subtract;
  if (additive && written.args[1]->kind == AstKind::WorkingDays) return workingDays(written);
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
    labelDeclared(diagnostic, a);
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

// E + n working days in CALENDAR, and E - n. The day of E itself is not counted.
const Expr* Expressions::workingDays(const ast::Expr& written) {
  const ast::Expr& count = *written.args[1];
  const std::optional<DeclarationId> calendar = findCalendar(context_, pack_, count.path);
  const bool no_day = written.args[0]->kind == AstKind::None;
  if (no_day && refusesNone(value(*written.args[0]))) return poison(written.span);
  const Expr* from = day(*written.args[0], "counting working days", true);
  const std::optional<Number> days = literals_.number(count);
  if (!calendar || from->type.isError() || !days) return poison(written.span);
  warnNone(from, "counting from");
  const std::size_t most = context_.program.declarations[*calendar].calendar.working().size();
  if (most == 0) return poison(written.span);  // a calendar that was complained about
  const bool whole = days->isWhole() && days->sign() > 0;
  if (!whole || Number(static_cast<std::int64_t>(most)) < *days) {
    report({.code = "J0351",
            .message = whole ? "the calendar " + quoted(dottedText(count.path)) + " has only " +
                                   std::to_string(most) + " working days"
                             : "working days are counted by a whole number from 1",
            .primary = {count.span, whole ? "more than these" : "not such a number"},
            .help = whole ? "let the calendar cover more years" : "write it as in `10 working days`"});
    return poison(written.span);
  }
  read(*calendar);
  const bool add = written.kind == AstKind::Add;
  Expr* expr = make(add ? ExprKind::WorkingDaysPlus : ExprKind::WorkingDaysMinus, ofKind(TypeKind::Date),
                    written.span);
  expr->args = {from};
  expr->declaration = *calendar;
  expr->count = static_cast<std::uint32_t>(days->toInt64().value_or(1));
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
            .help = "write both in one currency, or convert one: `... in " + currencyCode(left.id) +
                    " using RATES on DAY`"});
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

}  // namespace jurat::checking
