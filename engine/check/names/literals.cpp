#include "engine/check/names/literals.h"

#include <algorithm>

#include "engine/check/names/types.h"
#include "engine/check/repairs.h"

namespace jurat::checking {

using AstKind = ast::ExprKind;

std::vector<std::string_view> optionNames(const Choice& choice) {
  std::vector<std::string_view> out;
  for (const Option& each : choice.options) out.push_back(each.name);
  return out;
}

void reportNoOption(Diagnostics& diagnostics, const ast::Name& written, const Choice& choice) {
  Diagnostic diagnostic{
      .code = "J0117",
      .message = quoted(written.text) + " is not an option of " + quoted(choice.name),
      .primary = {written.span, "an option of " + quoted(choice.name) + " is expected here"},
      .secondary = {{choice.span, "its options are declared here"}}};
  suggest(diagnostic, written.text, optionNames(choice), "write one of " + listed(optionNames(choice)));
  diagnostics.report(std::move(diagnostic));
}

void reportNoCurrency(Diagnostics& diagnostics, const ast::Name& written) {
  Diagnostic diagnostic{.code = "J0119",
                        .message = quoted(written.text) + " is not a currency",
                        .primary = {written.span, "three letters of ISO 4217 are expected here"}};
  suggestCurrency(diagnostic, written.text);
  diagnostics.report(std::move(diagnostic));
}

std::optional<Number> Literals::number(const ast::Expr& expression) const {
  std::optional<Number> number = Number::parse(expression.text, limits);
  if (number) return number;
  const bool large = Number::tooLarge(expression.text, limits);
  diagnostics.report(
      {.code = "J0205",
       .message = large ? "this number is too large" : "this is not a number",
       .primary = {expression.span,
                   large ? "more digits, or a higher power of ten, than can be held" : "cannot be read"},
       .help = large ? "at most " + std::to_string(limits.digits) + " digits and e" +
                           std::to_string(limits.exponent) + " can be written"
                     : std::string()});
  return std::nullopt;
}

Literals::Typed Literals::percent(const ast::Expr& expression) const {
  const std::optional<Number> number = this->number(expression);
  if (!number) return {};
  const std::optional<Number> part = multiply(*number, Number::scaled(1, -2), limits);
  if (!part) return {};
  return {ofKind(TypeKind::Percentage), *part};
}

Literals::Typed Literals::withUnit(const ast::Expr& expression) const {
  const std::optional<Number> number = this->number(expression);
  if (!number) return {};
  if (isPeriodUnit(expression.name.text)) {
    const std::optional<std::int64_t> count = number->toInt64();
    const std::optional<Period> period =
        count ? makePeriod(*count, expression.name.text) : std::optional<Period>();
    if (period) return {ofKind(TypeKind::Period), *period};
    diagnostics.report({.code = "J0205",
                        .message = "a period is a whole number of " + std::string(expression.name.text),
                        .primary = {expression.span, "not a whole number, or too large"},
                        .help = "write it in smaller units"});
    return {};
  }
  for (std::size_t i = 0; i < vocabulary.units.size(); ++i) {
    const Unit& unit = vocabulary.units[vocabulary.units.idAt(i)];
    if (unit.name != expression.name.text) continue;
    const std::optional<Number> value = multiply(*number, unit.factor, limits);
    if (!value) return {};
    Type type = ofKind(TypeKind::Quantity);
    type.id = raw(unit.base);
    return {type, *value};
  }
  noUnit(expression);
  return {};
}

// A number with a word behind it that is no unit: perhaps a percentage, money or a large number all the same.
void Literals::noUnit(const ast::Expr& expression) const {
  const std::string_view word = expression.name.text;
  std::vector<std::string_view> known{"days", "weeks", "months", "years", "hours"};
  for (const Unit& each : vocabulary.units) known.push_back(each.name);
  Diagnostic diagnostic{.code = "J0118",
                        .message = "there is no unit " + quoted(word),
                        .primary = {expression.name.span, "not a unit"}};
  suggest(diagnostic, word, known);
  const std::string number(expression.text);
  const std::size_t million = word == "million" || word == "millions" ? 6 : word == "thousand" ? 3 : 0;
  if (word == "percent" || word == "pct") {
    diagnostic.primary = {expression.span, "a percentage in words"};
    offer(diagnostic, number + "%");
  } else if (isCurrency(word)) {
    diagnostic.primary = {expression.span, "the currency stands behind its amount"};
    offer(diagnostic, std::string(word) + " " + number);
  } else if (million != 0 && number.find_first_not_of("0123456789") == std::string::npos) {
    diagnostic.primary = {expression.span, "a number in words"};
    std::string zeros;
    for (std::size_t i = 0; i < million; i += 3) zeros += "_000";
    offer(diagnostic, number + zeros);
  }
  diagnostics.report(std::move(diagnostic));
}

std::optional<Literals::Typed> Literals::read(const ast::Expr& expression) const {
  switch (expression.kind) {
    case AstKind::Number: {
      const std::optional<Number> number = this->number(expression);
      if (!number) return Typed{};
      return Typed{ofKind(number->toInt64() ? TypeKind::Integer : TypeKind::Decimal), *number};
    }
    case AstKind::Percent:
    case AstKind::PercentagePoints:
      return percent(expression);
    case AstKind::MoneyLiteral: {
      Type type = ofKind(TypeKind::Money);
      type.id = currencyId(expression.name.text);
      if (type.id == 0) {
        reportNoCurrency(diagnostics, expression.name);
        return Typed{};
      }
      const std::optional<Number> number = this->number(expression);
      return number ? Typed{type, Money{*number, type.id}} : Typed{};
    }
    case AstKind::UnitLiteral:
      return withUnit(expression);
    case AstKind::DateLiteral: {
      const std::optional<Date> date = day(&expression);
      return date ? Typed{ofKind(TypeKind::Date), *date} : Typed{};
    }
    case AstKind::MomentLiteral: {
      const std::optional<Moment> moment = parseMoment(expression.text);
      if (moment) return Typed{ofKind(TypeKind::Moment), *moment};
      diagnostics.report({.code = "J0206",
                          .message = quoted(expression.text) + " is not a moment of any day",
                          .primary = {expression.span, "there is no such day or time"}});
      return Typed{};
    }
    case AstKind::String:
      return Typed{ofKind(TypeKind::Text), std::string(expression.text)};
    case AstKind::Yes:
      return Typed{ofKind(TypeKind::YesNo), true};
    case AstKind::No:
      return Typed{ofKind(TypeKind::YesNo), false};
    default:
      return std::nullopt;
  }
}

std::optional<Date> Literals::day(const ast::Expr* expression) const {
  if (expression == nullptr || expression->kind != AstKind::DateLiteral) return std::nullopt;
  const std::optional<Date> date = parseDate(expression->text);
  if (date) return date;
  Diagnostic diagnostic{.code = "J0206",
                        .message = quoted(expression->text) + " is not a day of the calendar",
                        .primary = {expression->span, "there is no such day"}};
  suggestDay(diagnostic, expression->text);
  diagnostics.report(std::move(diagnostic));
  return std::nullopt;
}

std::optional<std::uint32_t> Literals::option(const ast::Expr& expression, ChoiceId choice,
                                              const char* code) const {
  const Choice& options = vocabulary.choices[choice];
  if (expression.kind == AstKind::Broken) return std::nullopt;
  if (expression.kind != AstKind::Name) {
    diagnostics.report({.code = code,
                        .message = "an option of " + quoted(options.name) + " is expected here",
                        .primary = {expression.span, "this is no name of an option"},
                        .help = "write one of " + listed(optionNames(options))});
    return std::nullopt;
  }
  const std::optional<std::uint32_t> found = options.find(expression.name.text);
  if (!found) reportNoOption(diagnostics, expression.name, options);
  return found;
}

std::optional<Value> Literals::setOf(const ast::Expr& expression, const Type& type, const char* code) const {
  OptionSetValue set;
  const ast::Expr* const single[] = {&expression};
  const ast::List<const ast::Expr*> members =
      expression.kind == AstKind::Set ? expression.args : ast::List<const ast::Expr*>(single);
  for (const ast::Expr* member : members) {
    const std::optional<std::uint32_t> option = this->option(*member, static_cast<ChoiceId>(type.id), code);
    if (!option) return std::nullopt;
    set.indexes.push_back(*option);
  }
  std::sort(set.indexes.begin(), set.indexes.end());
  set.indexes.erase(std::unique(set.indexes.begin(), set.indexes.end()), set.indexes.end());
  return set;
}

std::optional<Value> Literals::valueOf(const ast::Expr& expression, const Type& type,
                                       const char* code) const {
  if (expression.kind == AstKind::Broken || type.isError()) return std::nullopt;
  if (expression.kind == AstKind::None) {
    if (type.or_none) return NoneValue{};
    diagnostics.report({.code = code,
                        .message = phrase(type, vocabulary) + " is expected, which is never `none`",
                        .primary = {expression.span, "`none` cannot stand here"}});
    return std::nullopt;
  }
  if (type.kind == TypeKind::Choice) {
    if (type.set) return setOf(expression, type, code);
    const std::optional<std::uint32_t> option =
        this->option(expression, static_cast<ChoiceId>(type.id), code);
    return option ? std::optional<Value>(OptionValue{*option}) : std::nullopt;
  }
  if (type.kind == TypeKind::Practice && expression.kind == AstKind::Name) {
    for (std::uint32_t i = 0; i < std::size(kPracticeStates); ++i) {
      if (kPracticeStates[i] == expression.name.text) return OptionValue{i};
    }
  }
  if (expression.kind == AstKind::Negate) {
    std::optional<Value> inner = valueOf(*expression.args[0], type, code);
    if (inner && std::holds_alternative<Number>(*inner)) return std::get<Number>(*inner).negated();
    if (inner && std::holds_alternative<Money>(*inner)) {
      Money money = std::get<Money>(*inner);
      money.amount = money.amount.negated();
      return money;
    }
    return inner;
  }
  const std::optional<Typed> typed = read(expression);
  if (typed) return settled(expression, *typed, type, code);
  diagnostics.report({.code = code,
                      .message = phrase(type, vocabulary) + " is expected here, written out",
                      .primary = {expression.span, "this is not a constant"},
                      .help = exampleOf(type, vocabulary)});
  return std::nullopt;
}

std::optional<Value> Literals::settled(const ast::Expr& expression, const Typed& typed, const Type& type,
                                       const char* code) const {
  if (typed.type.isError()) return std::nullopt;
  if (type.kind == TypeKind::Judgement && typed.type.kind == TypeKind::YesNo) {
    JudgementValue judgement;
    judgement.value = std::get<bool>(typed.value);
    return judgement;
  }
  if (type.kind == TypeKind::Ref && typed.type.kind == TypeKind::Text) return typed.value;
  // A bound of money in any currency can only be nought.
  const bool nought =
      std::holds_alternative<Number>(typed.value) && std::get<Number>(typed.value).sign() == 0;
  if (nought && type.kind == TypeKind::Money) return Money{Number(0), type.id};
  if (nought && (type.kind == TypeKind::Quantity || type.kind == TypeKind::Percentage)) return typed.value;
  const bool any_currency =
      type.kind == TypeKind::Money && typed.type.kind == TypeKind::Money && type.id == 0;
  if (any_currency || fits(typed.type, type)) return typed.value;
  Diagnostic diagnostic{.code = code,
                        .message = phrase(type, vocabulary) + " is expected here, but this is " +
                                   phrase(typed.type, vocabulary),
                        .primary = {expression.span, "this is " + phrase(typed.type, vocabulary)},
                        .help = exampleOf(type, vocabulary)};
  if (typed.type.isNumeric()) offerNumberAs(diagnostic, expression.span, expression.text, type, vocabulary);
  if (typed.type.kind == TypeKind::Percentage && type.isNumeric())
    offer(diagnostic, std::string(expression.text));
  diagnostics.report(std::move(diagnostic));
  return std::nullopt;
}

}  // namespace jurat::checking
