// Expressions: the parts that each kind is made of are there, and are of kinds that it can be made of.
#include <algorithm>

#include "engine/bundle/checks.h"

namespace jurat::bundle {
namespace {

using checked::Declaration;
using checked::DeclarationKind;
using checked::Expr;
using checked::ExprKind;

// How many arguments a kind takes; limbs are apart.
struct Arity {
  std::size_t least = 0, most = 0;
};

Arity arityOf(ExprKind kind) {
  constexpr std::size_t kMany = ~std::size_t{0};
  switch (kind) {
    case ExprKind::Constant:
    case ExprKind::AsOf:
    case ExprKind::Variable:
    case ExprKind::FirstOf:
    case ExprKind::LastOf:
    case ExprKind::OptionVariable:
    case ExprKind::CountOf:
    case ExprKind::AllOf:
    case ExprKind::AnyOf:
    case ExprKind::NoneOf:
    case ExprKind::AtLeastOf:
    case ExprKind::ExactlyOf:
    case ExprKind::Highest:
    case ExprKind::Lowest:
      return {0, 0};
    case ExprKind::Parameter:
    case ExprKind::IsEmpty:
      return {0, 1};
    case ExprKind::Ancestor:
    case ExprKind::Record:
    case ExprKind::PreviousOf:
    case ExprKind::Column:
    case ExprKind::Holds:
    case ExprKind::Negate:
    case ExprKind::WorkingDaysPlus:
    case ExprKind::WorkingDaysMinus:
    case ExprKind::DaysIn:
    case ExprKind::CurrencyOf:
    case ExprKind::SumOver:
    case ExprKind::HighestOver:
    case ExprKind::LowestOver:
    case ExprKind::AnyHas:
    case ExprKind::EveryHas:
    case ExprKind::NoHas:
    case ExprKind::IsGiven:
    case ExprKind::IsKnown:
    case ExprKind::OptionIs:
    case ExprKind::InOptions:
    case ExprKind::IncludesAny:
    case ExprKind::IncludesAll:
    case ExprKind::IncludesNone:
    case ExprKind::Not:
      return {1, 1};
    case ExprKind::Fact:
    case ExprKind::Definition:
    case ExprKind::ParameterAt:
      return {1, 2};
    case ExprKind::ColumnAt:
    case ExprKind::Add:
    case ExprKind::Subtract:
    case ExprKind::Multiply:
    case ExprKind::Divide:
    case ExprKind::DatePlus:
    case ExprKind::DateMinus:
    case ExprKind::DaysBetween:
    case ExprKind::Convert:
    case ExprKind::Rounded:
    case ExprKind::SetPlus:
    case ExprKind::SetWithout:
    case ExprKind::Compare:
    case ExprKind::IncludesSet:
    case ExprKind::ContainsText:
      return {2, 2};
    case ExprKind::InValues:
      return {2, kMany};
    case ExprKind::And:
    case ExprKind::Or:
      return {1, kMany};
  }
  return {1, 0};
}

bool hasDomain(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::FirstOf:
    case ExprKind::LastOf:
    case ExprKind::SumOver:
    case ExprKind::HighestOver:
    case ExprKind::LowestOver:
    case ExprKind::CountOf:
    case ExprKind::AnyHas:
    case ExprKind::EveryHas:
    case ExprKind::NoHas:
      return true;
    case ExprKind::IsEmpty:
      return expr.args.empty();
    default:
      return false;
  }
}

class Expressions {
 public:
  explicit Expressions(Checks& checks) : checks_(checks) {}

  void run() {
    for (const Expr& expr : checks_.program.nodes) {
      if (!checks_.good()) return;
      check(expr);
    }
  }

 private:
  void check(const Expr& expr) {
    checks_.that(isType(expr.type, checks_.vocabulary), "an expression has a type that there is not");
    const Arity arity = arityOf(expr.kind);
    checks_.that(arity.least <= expr.args.size() && expr.args.size() <= arity.most,
                 "an expression has too few parts or too many");
    for (const Expr* arg : expr.args) checks_.that(arg != nullptr, "a part of an expression is missing");
    for (const checked::Limb& limb : expr.limbs)
      checks_.that(limb.value != nullptr, "a limb of a condition is missing");
    checks_.that(hasDomain(expr) == (expr.domain != nullptr), "an expression runs over nothing");
    checks_.that(!given(expr.rolls_in) || is(expr.rolls_in, DeclarationKind::Calendar),
                 "a deadline moves on in no calendar");
    if (!checks_.good()) return;
    if (expr.domain) domain(*expr.domain);
    reads(expr);
  }

  bool is(checked::DeclarationId id, DeclarationKind kind) const {
    return given(id) && checks_.here(id) && checks_.program.declarations[id].kind == kind;
  }
  const Declaration& declaration(const Expr& expr) const {
    return checks_.program.declarations[expr.declaration];
  }
  bool isIndex(const Expr& expr, ChoiceId choice) const {
    return given(choice) && expr.type.kind == TypeKind::Choice && expr.type.id == raw(choice);
  }

  void domain(const checked::Domain& domain) {
    const std::size_t options =
        given(domain.choice) ? checks_.vocabulary.choices[domain.choice].options.size() : 0;
    if (domain.overChoice()) {
      checks_.that(given(domain.choice), "a list is neither one of elements nor one of options");
      for (const std::uint32_t option : domain.options)
        checks_.that(option < options, "a list holds no such option");
      return;
    }
    checks_.that(domain.base->type.kind == TypeKind::Ref && !domain.path.empty(),
                 "a list belongs to no element");
    for (const EntityId entity : domain.path) checks_.that(given(entity), "a list holds no such element");
  }

  // What the parts of an expression must be for whoever explains it.
  void reads(const Expr& expr) {
    switch (expr.kind) {
      case ExprKind::Constant:
        checks_.that(isOf(expr.value, expr.type, checks_.vocabulary), "a constant is no value of its type");
        break;
      case ExprKind::Fact:
        checks_.that(given(expr.fact) && checks_.here(checks_.vocabulary.facts[expr.fact].pack),
                     "an expression reads no fact");
        if (!checks_.good()) return;
        about(expr, checks_.vocabulary.facts[expr.fact].entity);
        index(expr, 1, checks_.vocabulary.facts[expr.fact].per);
        break;
      case ExprKind::Definition:
        definition(expr);
        break;
      case ExprKind::Parameter:
        if (checks_.that(is(expr.declaration, DeclarationKind::Parameter),
                         "an expression reads no parameter"))
          index(expr, 0, declaration(expr).per);
        break;
      case ExprKind::ParameterAt:
        if (checks_.that(is(expr.declaration, DeclarationKind::Parameter),
                         "an expression reads no parameter"))
          index(expr, 1, declaration(expr).per);
        break;
      case ExprKind::Column:
      case ExprKind::ColumnAt:
        column(expr);
        break;
      case ExprKind::Convert:
        checks_.that(is(expr.declaration, DeclarationKind::Rates), "an amount is converted by no rates");
        break;
      case ExprKind::WorkingDaysPlus:
      case ExprKind::WorkingDaysMinus:
        checks_.that(is(expr.declaration, DeclarationKind::Calendar) && expr.count > 0,
                     "working days are counted in no calendar");
        break;
      default:
        break;
    }
  }

  void about(const Expr& expr, EntityId entity) {
    const Type& type = expr.args[0]->type;
    checks_.that(given(entity) && type.kind == TypeKind::Ref && type.id == raw(entity),
                 "an expression reads from an element of another entity");
  }

  void index(const Expr& expr, std::size_t at, ChoiceId per) {
    checks_.that(expr.args.size() <= at || isIndex(*expr.args[at], per),
                 "an index is no option of its choice");
  }

  void definition(const Expr& expr) {
    const bool table = is(expr.declaration, DeclarationKind::DecisionTable);
    if (!checks_.that(table || is(expr.declaration, DeclarationKind::Define),
                      "an expression reads no definition"))
      return;
    checks_.that(expr.column == 0 || (table && expr.column < declaration(expr).decision.outputs.size()),
                 "an expression reads no result of a table");
    about(expr, declaration(expr).subject);
    index(expr, 1, declaration(expr).per);
  }

  void column(const Expr& expr) {
    if (!checks_.that(is(expr.declaration, DeclarationKind::DataTable) &&
                          expr.column < declaration(expr).columns.size(),
                      "an expression reads no column"))
      return;
    index(expr, expr.kind == ExprKind::ColumnAt ? 1 : 0, declaration(expr).per);
  }

  Checks& checks_;
};

}  // namespace

void checkExpressions(Checks& checks) { Expressions(checks).run(); }

}  // namespace jurat::bundle
