#include "tests/check/dump.h"

#include <string_view>

namespace jurat::test {
namespace {

using checked::Expr;
using checked::ExprKind;

std::string_view word(ExprKind kind) {
  switch (kind) {
    case ExprKind::Constant:
      return "constant";
    case ExprKind::AsOf:
      return "as-of";
    case ExprKind::Variable:
      return "variable";
    case ExprKind::Ancestor:
      return "ancestor";
    case ExprKind::Record:
      return "record";
    case ExprKind::FirstOf:
      return "first";
    case ExprKind::LastOf:
      return "last";
    case ExprKind::PreviousOf:
      return "previous";
    case ExprKind::Fact:
      return "fact";
    case ExprKind::Definition:
      return "definition";
    case ExprKind::Parameter:
      return "parameter";
    case ExprKind::ParameterAt:
      return "parameter-at";
    case ExprKind::Column:
      return "column";
    case ExprKind::ColumnAt:
      return "column-at";
    case ExprKind::OptionVariable:
      return "option";
    case ExprKind::Holds:
      return "holds";
    case ExprKind::Negate:
      return "negate";
    case ExprKind::Add:
      return "+";
    case ExprKind::Subtract:
      return "-";
    case ExprKind::Multiply:
      return "*";
    case ExprKind::Divide:
      return "/";
    case ExprKind::DatePlus:
      return "date+";
    case ExprKind::DateMinus:
      return "date-";
    case ExprKind::WorkingDaysPlus:
      return "working-days+";
    case ExprKind::WorkingDaysMinus:
      return "working-days-";
    case ExprKind::DaysBetween:
      return "days-between";
    case ExprKind::DaysIn:
      return "days-in";
    case ExprKind::Convert:
      return "convert";
    case ExprKind::CurrencyOf:
      return "currency-of";
    case ExprKind::Highest:
      return "highest";
    case ExprKind::Lowest:
      return "lowest";
    case ExprKind::SumOver:
      return "sum";
    case ExprKind::HighestOver:
      return "highest-over";
    case ExprKind::LowestOver:
      return "lowest-over";
    case ExprKind::CountOf:
      return "count";
    case ExprKind::Rounded:
      return "rounded";
    case ExprKind::SetPlus:
      return "set+";
    case ExprKind::SetWithout:
      return "set-";
    case ExprKind::Compare:
      return "compare";
    case ExprKind::IsGiven:
      return "given";
    case ExprKind::IsKnown:
      return "known";
    case ExprKind::IsEmpty:
      return "empty";
    case ExprKind::OptionIs:
      return "is";
    case ExprKind::InOptions:
      return "in-options";
    case ExprKind::InValues:
      return "in-values";
    case ExprKind::IncludesAny:
      return "includes-any";
    case ExprKind::IncludesAll:
      return "includes-all";
    case ExprKind::IncludesNone:
      return "includes-none";
    case ExprKind::IncludesSet:
      return "includes-set";
    case ExprKind::ContainsText:
      return "contains";
    case ExprKind::AnyHas:
      return "any";
    case ExprKind::EveryHas:
      return "every";
    case ExprKind::NoHas:
      return "no";
    case ExprKind::Not:
      return "not";
    case ExprKind::And:
      return "and";
    case ExprKind::Or:
      return "or";
    case ExprKind::AllOf:
      return "all-of";
    case ExprKind::AnyOf:
      return "any-of";
    case ExprKind::NoneOf:
      return "none-of";
    case ExprKind::AtLeastOf:
      return "at-least";
    case ExprKind::ExactlyOf:
      return "exactly";
  }
  return "?";
}

class Dumper {
 public:
  explicit Dumper(const checked::Program& program) : program_(program) {}

  std::string of(const Expr& expression) const {
    switch (expression.kind) {
      case ExprKind::Constant:
        return valueText(expression.value, expression.type, program_.vocabulary);
      case ExprKind::Variable:
      case ExprKind::OptionVariable:
        return "#" + std::to_string(expression.variable);
      case ExprKind::Ancestor:
        return of(*expression.args[0]) + "^" + entity(expression);
      case ExprKind::Record:
        return of(*expression.args[0]) + "." + entity(expression);
      case ExprKind::Fact:
        return of(*expression.args[0]) + "." + program_.vocabulary.facts[expression.fact].name +
               index(expression, 1);
      case ExprKind::Definition:
        return of(*expression.args[0]) + ".:" + name(expression) + index(expression, 1) +
               (expression.column == 0 ? std::string() : "." + std::to_string(expression.column));
      case ExprKind::Parameter:
        return ":" + name(expression) + index(expression, 0);
      case ExprKind::Column:
        return name(expression) + index(expression, 0) + "." +
               program_.declarations[expression.declaration].columns[expression.column].name;
      default:
        return nested(expression);
    }
  }

 private:
  std::string entity(const Expr& expression) const {
    return program_.vocabulary.entities[expression.entity].name;
  }
  std::string name(const Expr& expression) const {
    return program_.declarations[expression.declaration].name;
  }
  std::string index(const Expr& expression, std::size_t at) const {
    return expression.args.size() > at ? "[" + of(*expression.args[at]) + "]" : std::string();
  }

  std::string nested(const Expr& expression) const {
    static constexpr std::string_view kOps[] = {"<", "<=", "=", ">=", ">"};
    const bool compare = expression.kind == ExprKind::Compare;
    std::string out =
        "(" + std::string(compare ? kOps[static_cast<std::size_t>(expression.op)] : word(expression.kind));
    if (expression.count != 0) out += " " + std::to_string(expression.count);
    if (expression.domain) out += " " + domain(*expression.domain);
    for (const Expr* each : expression.args) out += " " + of(*each);
    for (const checked::Limb& each : expression.limbs) {
      out += " " + (each.label.empty() ? std::string() : each.label + ":") + of(*each.value);
    }
    if (expression.kind == ExprKind::OptionIs) out += " " + options(expression, {expression.option});
    if (!expression.options.empty()) out += " " + options(expression, expression.options);
    return out + ")";
  }

  std::string options(const Expr& expression, const std::vector<std::uint32_t>& indexes) const {
    const Choice& choice = program_.vocabulary.choices[static_cast<ChoiceId>(expression.args[0]->type.id)];
    std::string out = "[";
    for (const std::uint32_t each : indexes) out += (out.size() > 1 ? " " : "") + choice.options[each].name;
    return out + "]";
  }

  std::string domain(const checked::Domain& domain) const {
    std::string out = "#" + std::to_string(domain.variable) + " over ";
    if (domain.overChoice()) {
      const Choice& choice = program_.vocabulary.choices[domain.choice];
      out += choice.name + "{";
      for (const std::uint32_t each : domain.options)
        out += (out.back() == '{' ? "" : " ") + choice.options[each].name;
      out += "}";
    } else {
      out += of(*domain.base);
      for (const EntityId each : domain.path) out += "/" + program_.vocabulary.entities[each].name;
    }
    if (domain.where != nullptr) out += " where " + of(*domain.where);
    return out;
  }

  const checked::Program& program_;
};

}  // namespace

std::string dump(const Expr& expression, const checked::Program& program) {
  return Dumper(program).of(expression);
}

}  // namespace jurat::test
