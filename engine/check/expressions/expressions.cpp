#include "engine/check/expressions/expressions.h"

#include <algorithm>

#include "engine/check/names/clause_rules.h"
#include "engine/check/names/types.h"
#include "engine/check/repairs.h"

namespace jurat::checking {

Expressions::Expressions(Context& context, PackId pack, std::vector<DeclarationId>& reads)
    : context_(context),
      pack_(pack),
      reads_(reads),
      literals_{context.program.vocabulary, context.limits, context.diagnostics} {}

void Expressions::setSubject(EntityId subject) { scope_.push_back({0, subject, ChoiceId{kNoId}}); }

void Expressions::setPer(ChoiceId choice) {
  scope_.push_back({1, EntityId{kNoId}, choice});
  next_variable_ = 2;
}

// ---- nodes

Expr* Expressions::make(ExprKind kind, Type type, Span span) {
  Expr& expr = context_.program.nodes.emplace_back();
  expr.kind = kind;
  expr.type = type;
  expr.span = span;
  return &expr;
}

const Expr* Expressions::poison(Span span) { return make(ExprKind::Constant, {}, span); }

const Expr* Expressions::constant(Value value, Type type, Span span) {
  Expr* expr = make(ExprKind::Constant, type, span);
  expr->value = std::move(value);
  return expr;
}

const Expr* Expressions::negated(const Expr* inner, bool negate) {
  if (!negate || inner->type.isError()) return inner;
  Expr* expr = make(ExprKind::Not, ofKind(TypeKind::YesNo), inner->span);
  expr->args = {inner};
  return expr;
}

void Expressions::read(DeclarationId declaration) {
  if (std::find(reads_.begin(), reads_.end(), declaration) == reads_.end()) reads_.push_back(declaration);
}

std::string Expressions::say(const Type& type) const { return phrase(type, vocabulary()); }

// ---- entry points

const Expr* Expressions::value(const ast::Expr& written, const Type& hint) {
  switch (written.kind) {
    case AstKind::Broken:
      return poison(written.span);
    case AstKind::Number:
    case AstKind::Percent:
    case AstKind::MoneyLiteral:
    case AstKind::UnitLiteral:
    case AstKind::PercentagePoints:
    case AstKind::DateLiteral:
    case AstKind::MomentLiteral:
    case AstKind::String:
    case AstKind::Yes:
    case AstKind::No:
      return literal(written, hint);
    case AstKind::WorkingDays:
      report({.code = "J0351",
              .message = "a count of working days is no value by itself",
              .primary = {written.span, "counted from which day?"},
              .help = "add it to a day, or take it from one, as in `noticed_on + " +
                      std::string(written.text) + " working days in " + dottedText(written.path) + "`"});
      return poison(written.span);
    case AstKind::None:
      return constant(NoneValue{}, {.kind = TypeKind::None, .or_none = true}, written.span);
    case AstKind::AsOf:
      return make(ExprKind::AsOf, ofKind(hint.kind == TypeKind::Moment ? TypeKind::Moment : TypeKind::Date),
                  written.span);
    case AstKind::Previous:
      return previous(written);
    case AstKind::Name:
      return nameOrOption(written, hint);
    case AstKind::Member:
    case AstKind::Index:
      return settle(place(written), written);
    case AstKind::At:
      return at(written);
    case AstKind::Call:
      return call(written);
    case AstKind::Set:
      return set(written, hint);
    case AstKind::Negate:
      return negation(written, hint);
    case AstKind::Of:
    case AstKind::Multiply:
    case AstKind::Divide:
    case AstKind::Add:
    case AstKind::Subtract:
      return arithmetic(written, hint);
    case AstKind::Plus:
    case AstKind::Without:
      return setChange(written);
    case AstKind::Convert:
      return convert(written);
    case AstKind::HigherOf:
    case AstKind::LowerOf:
    case AstKind::EarlierOf:
    case AstKind::LaterOf:
      return pickOf(written, hint);
    case AstKind::SumOver:
    case AstKind::HighestOver:
    case AstKind::LowestOver:
    case AstKind::EarliestOver:
    case AstKind::LatestOver:
      return aggregate(written, hint);
    case AstKind::Rounded:
      return rounded(written);
    case AstKind::CountOf:
      return countOf(written);
    case AstKind::First:
    case AstKind::Last:
      return endOf(written);
    case AstKind::Compare:
    case AstKind::IsGiven:
    case AstKind::IsKnown:
    case AstKind::IsEmpty:
    case AstKind::IsOption:
    case AstKind::In:
    case AstKind::IncludesOne:
    case AstKind::IncludesAny:
    case AstKind::IncludesAll:
    case AstKind::IncludesNone:
    case AstKind::Contains:
    case AstKind::AnyHas:
    case AstKind::EveryHas:
    case AstKind::NoHas:
    case AstKind::AllOf:
    case AstKind::AnyOf:
    case AstKind::NoneOf:
    case AstKind::AtLeastOf:
    case AstKind::ExactlyOf:
    case AstKind::Not:
    case AstKind::And:
    case AstKind::Or:
      return conditionOf(written);
  }
  return poison(written.span);
}

const Expr* Expressions::condition(const ast::Expr& written) {
  return asCondition(value(written, ofKind(TypeKind::YesNo)));
}

const Expr* Expressions::typed(const ast::Expr& written, const Type& want, std::string_view what) {
  if (want.kind == TypeKind::YesNo && !want.or_none) {
    const Expr* given = value(written, want);
    // `none` where yes or no is expected has a message of its own.
    return given->type.kind == TypeKind::None ? conform(given, want, what) : asCondition(given);
  }
  return conform(value(written, want), want, what);
}

const Expr* Expressions::day(const ast::Expr& written, std::string_view what, bool moments) {
  const Expr* given = value(written, ofKind(TypeKind::Date));
  const TypeKind kind = given->type.kind;
  if (kind == TypeKind::Error || kind == TypeKind::Date || (moments && kind == TypeKind::Moment))
    return given;
  if (kind == TypeKind::None)
    return constant(NoneValue{}, {.kind = TypeKind::Date, .or_none = true}, given->span);
  Diagnostic diagnostic{
      .code = "J0202",
      .message = std::string(what) +
                 (moments ? " takes a day or a moment, but this is " : " takes a day, but this is ") +
                 say(given->type),
      .primary = {given->span, "this is " + say(given->type)}};
  meant(diagnostic, given, ofKind(TypeKind::Date));
  if (kind == TypeKind::Period) diagnostic.help = "say from when it runs, as in `aware_on + 15 days`";
  labelDeclared(diagnostic, given);
  report(std::move(diagnostic));
  return poison(given->span);
}

// ---- simple values

const Expr* Expressions::literal(const ast::Expr& written, const Type& hint) {
  const std::optional<Literals::Typed> typed = literals_.read(written);
  if (!typed || typed->type.isError()) return poison(written.span);
  Type type = typed->type;
  if (type.kind == TypeKind::Integer && hint.kind == TypeKind::Decimal) type.kind = TypeKind::Decimal;
  // A currency is named by its code, in quotes or bare.
  if (type.kind == TypeKind::Text && hint.kind == TypeKind::Currency && isCurrency(written.text)) {
    type = ofKind(TypeKind::Currency);
  }
  return constant(typed->value, type, written.span);
}

const Expr* Expressions::nameOrOption(const ast::Expr& written, const Type& hint) {
  const std::string_view name = written.name.text;
  if (hint.kind == TypeKind::Choice) {
    const auto choice = static_cast<ChoiceId>(hint.id);
    Type type = hint;
    type.set = type.or_none = false;
    if (const std::optional<std::uint32_t> option = context_.names.option(choice, name)) {
      return constant(OptionValue{*option}, type, written.span);
    }
    if (!known(written)) {
      reportNoOption(context_.diagnostics, written.name, vocabulary().choices[choice]);
      return poison(written.span);
    }
  }
  if (hint.kind == TypeKind::Practice) {
    for (std::uint32_t i = 0; i < std::size(kPracticeStates); ++i) {
      if (kPracticeStates[i] == name)
        return constant(OptionValue{i}, ofKind(TypeKind::Practice), written.span);
    }
  }
  if (hint.kind == TypeKind::Currency && isCurrency(name)) {
    return constant(std::string(name), ofKind(TypeKind::Currency), written.span);
  }
  return settle(place(written), written);
}

const Expr* Expressions::previous(const ast::Expr& written) {
  for (auto each = scope_.rbegin(); each != scope_.rend(); ++each) {
    if (each->entity == EntityId{kNoId}) continue;
    if (vocabulary().entities[each->entity].ordered_by == FactId{kNoId}) continue;
    Type type{.kind = TypeKind::Ref, .or_none = true, .id = raw(each->entity)};
    Expr* expr = make(ExprKind::PreviousOf, type, written.span);
    expr->args = {element(*each, each->entity, written.span)};
    expr->entity = each->entity;
    return expr;
  }
  report({.code = "J0218",
          .message = "`previous` is the element before another one of a series, and there is no series here",
          .primary = {written.span, "nothing here is `ordered by` a day"}});
  return poison(written.span);
}

const Expr* Expressions::at(const ast::Expr& written) {
  const Expr* read = value(*written.args[0]);
  const Expr* when = typed(*written.args[1], ofKind(TypeKind::Date), "what stands behind `at`");
  if (read->type.isError() || when->type.isError()) return poison(written.span);
  const bool column = read->kind == ExprKind::Column;
  // Undated rows say the same on every day.
  if (column && !context_.program.declarations[read->declaration].dated()) return read;
  if (read->kind != ExprKind::Parameter && !column) {
    report({.code = "J0219",
            .message = "only a parameter or a column of a table can be read `at` a day",
            .primary = {read->span, "this is always read on the as-of day"}});
    return poison(written.span);
  }
  if (!read->args.empty() && read->args[0]->kind != ExprKind::Constant &&
      read->args[0]->kind != ExprKind::OptionVariable) {
    report({.code = "J0217",
            .message = std::string(column ? "a column" : "a parameter") +
                       " read `at` a day needs an option that is written out",
            .primary = {read->args[0]->span, "this option is only known for a company"}});
    return poison(written.span);
  }
  Expr* expr = make(column ? ExprKind::ColumnAt : ExprKind::ParameterAt, read->type, written.span);
  expr->declaration = read->declaration;
  expr->column = read->column;
  expr->args = {when};
  expr->args.insert(expr->args.end(), read->args.begin(), read->args.end());
  return expr;
}

const Expr* Expressions::call(const ast::Expr& written) {
  const std::string_view name = written.name.text;
  const bool days = name == "days_in";
  if (!days && name != "currency_of") {
    Diagnostic diagnostic{.code = "J0130",
                          .message = "there is nothing that can be called " + quoted(name),
                          .primary = {written.name.span, "not a function"}};
    suggest(diagnostic, name, {"days_in", "currency_of"},
            "the language has `days_in( )` and `currency_of( )`");
    report(std::move(diagnostic));
    return poison(written.span);
  }
  if (written.args.size() != 1) {
    report({.code = "J0130",
            .message = quoted(name) + " takes one value",
            .primary = {written.span, std::to_string(written.args.size()) + " are given"}});
    return poison(written.span);
  }
  const Expr* given = value(*written.args[0]);
  if (given->type.isError()) return poison(written.span);
  const TypeKind wanted = days ? TypeKind::Period : TypeKind::Money;
  if (given->type.kind != wanted) {
    report({.code = "J0202",
            .message = quoted(name) + " takes " + (days ? "a period" : "money") + ", but this is " +
                       say(given->type),
            .primary = {given->span, "this is " + say(given->type)}});
    return poison(written.span);
  }
  warnNone(given, "asking this of");
  Expr* expr = make(days ? ExprKind::DaysIn : ExprKind::CurrencyOf,
                    ofKind(days ? TypeKind::Integer : TypeKind::Currency), written.span);
  expr->args = {given};
  return expr;
}

}  // namespace jurat::checking
