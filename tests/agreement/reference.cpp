#include "tests/agreement/reference.h"

#include <algorithm>
#include <utility>

namespace jurat::reference {

using checked::ExprKind;

Moment Reference::now(const Scope& scope) const {
  return as_of_.moment ? *as_of_.moment : pack(scope).time_zone.endOf(as_of_.day);
}

Reference::Scope Reference::open(checked::DeclarationId id, std::uint32_t option,
                                 const Element& element) const {
  Scope scope;
  scope.declaration = id;
  scope.elements[0] = element;
  if (declaration(id).per != ChoiceId{kNoId}) scope.options[1] = option;
  return scope;
}

Reference::Scope Reference::with(const Scope& scope, std::uint32_t variable, const Element& element) {
  Scope inner = scope;
  inner.elements[variable] = element;
  return inner;
}

Possible Reference::definition(checked::DeclarationId id, std::uint32_t option, const Element& element) {
  const auto key = std::tuple(raw(id), option, element);
  if (const auto found = known_.find(key); found != known_.end()) return found->second;
  const checked::Declaration& made = declaration(id);
  const Form form = formOf(made.type);
  const Scope scope = open(id, option, element);
  Possible result = failure();  // nothing defines it here
  for (const checked::Version& version : made.versions) {
    if ((version.from && as_of_.day < *version.from) || (version.until && *version.until < as_of_.day))
      continue;
    if (!offered(made, option)) continue;
    const Pick value = [&](const Branch& branch) -> std::optional<Result> {
      if (!branch.equals) return std::nullopt;
      Result said{evaluate(*branch.equals, scope), writings_.of(*branch.equals, scope.options)};
      // A general case that is not confirmed may not be there at all: then the value may be any.
      if (&branch == &version.general && branch.confidence.level == checked::Level::Unconfirmed) {
        const std::set<Cause> causes{doubt(branch, scope)};
        said = {either(said.value, unknown(made.type, causes, nullptr, scope), form), ""};
        said.value.causes.insert(causes.begin(), causes.end());
        said.value.said_unknown = false;
      }
      return said;
    };
    const std::optional<Result> found = resolve(version.general, std::nullopt, form, value, scope);
    if (found) result = found->value;
    const bool dated = made.per != ChoiceId{kNoId} && dates(made.per, option);
    if (made.versions.size() > 1 || version.from || version.until || dated) result.said_unknown = false;
  }
  return known_[key] = settled(std::move(result), form);
}

std::vector<Possible> Reference::operands(const Expr& expression, const Scope& scope) {
  std::vector<Possible> out;
  for (const Expr* each : expression.args) out.push_back(evaluate(*each, scope));
  for (const checked::Limb& limb : expression.limbs) out.push_back(evaluate(*limb.value, scope));
  return out;
}

Possible Reference::readSomething(const Expr& expression, const Scope& scope) {
  const auto ref_of = [](const Element& element) {
    Possible ref;
    ref.value = true;
    ref.elements = {element};
    return ref;
  };
  const auto through = [&](auto read) {
    return overElements(evaluate(*expression.args[0], scope), expression.type, EntityId{kNoId}, read);
  };
  switch (expression.kind) {
    case ExprKind::Variable:
      return ref_of(scope.elements.at(expression.variable));
    case ExprKind::Ancestor:
      return through([&](const Element& e) { return ancestor(e, expression.entity); });
    case ExprKind::Record:
      return through([&](const Element& e) { return record(e, expression.entity); });
    case ExprKind::PreviousOf:
      return through([&](const Element& e) { return previous(e); });
    case ExprKind::FirstOf:
    case ExprKind::LastOf:
      return endOf(expression, scope);
    case ExprKind::Fact:
      return readFact(expression, scope);
    case ExprKind::Definition:
    case ExprKind::Parameter:
      return readDefinition(expression, scope);
    case ExprKind::ParameterAt:
      return parameterAt(expression, scope);
    case ExprKind::Column:
      return column(expression, scope);
    case ExprKind::ColumnAt:
      return columnAt(expression, scope);
    case ExprKind::OptionVariable:
      return constant(OptionValue{scope.options.at(expression.variable)}, expression.type);
    case ExprKind::AsOf:
      return number(expression.type.kind == TypeKind::Moment ? Number(now(scope).seconds)
                                                             : Number(as_of_.day.days));
    default:
      return constant(expression.value, expression.type);
  }
}

Possible Reference::compute(const Expr& expression, const Scope& scope) {
  const std::vector<Possible> of = operands(expression, scope);
  switch (expression.kind) {
    case ExprKind::Negate: {
      Possible out = strict({&of[0]});
      out.low = of[0].high ? std::optional(of[0].high->negated()) : std::nullopt;
      out.high = of[0].low ? std::optional(of[0].low->negated()) : std::nullopt;
      out.length = of[0].length, out.currency = of[0].currency;
      return out;
    }
    case ExprKind::Add:
    case ExprKind::Subtract:
      return addition(expression, of[0], of[1]);
    case ExprKind::Multiply:
      return product(expression, of[0], of[1]);
    case ExprKind::Divide:
      return quotient(of[0], of[1]);
    case ExprKind::DatePlus:
    case ExprKind::DateMinus:
      return shifted(expression, of[0], of[1], scope);
    case ExprKind::WorkingDaysPlus:
    case ExprKind::WorkingDaysMinus:
      return counted(expression, of[0], scope);
    case ExprKind::DaysBetween:
      return daysBetween(expression, of[0], of[1]);
    case ExprKind::DaysIn:
      return daysIn(of[0]);
    case ExprKind::Convert:
      return converted(expression, of[0], of[1]);
    case ExprKind::CurrencyOf: {
      Possible out = strict({&of[0]});
      out.currency = of[0].currency;
      out.any = out.currency == 0;
      return out;
    }
    case ExprKind::Highest:
      return highest(of, false);
    case ExprKind::Lowest:
      return highest(of, true);
    case ExprKind::Rounded: {
      Possible out = strict({&of[0]});
      const Number step = *of[1].low;
      out.low = of[0].low ? std::optional(of[0].low->rounded(step, expression.rounding)) : std::nullopt;
      out.high = of[0].high ? std::optional(of[0].high->rounded(step, expression.rounding)) : std::nullopt;
      out.currency = of[0].currency;
      return out;
    }
    default:
      return setChange(expression, of[0], of[1]);
  }
}

Possible Reference::judge(const Expr& expression, const Scope& scope) {
  const std::vector<Possible> of = operands(expression, scope);
  const Type type = expression.args.empty() ? Type{} : expression.args[0]->type;
  switch (expression.kind) {
    case ExprKind::Compare:
      return compare(expression.op, type, of[0], of[1]);
    case ExprKind::IsGiven:
    case ExprKind::IsKnown:
      return given(expression, of[0]);
    case ExprKind::IsEmpty: {
      Possible out = strict({&of[0]});
      if (std::exchange(out.value, false)) {
        out.yes = of[0].must.empty();
        out.no = !of[0].may.empty();
      }
      return out;
    }
    case ExprKind::Holds:
      return holds(expression, of[0], scope);
    case ExprKind::OptionIs:
      return inOptions(of[0], type, {expression.option});
    case ExprKind::InOptions:
      return inOptions(of[0], type, expression.options);
    case ExprKind::InValues: {
      std::vector<Possible> equal;
      for (std::size_t i = 1; i < of.size(); ++i)
        equal.push_back(settled(compare(checked::CompareOp::Equal, type, of[0], of[i]), Form::Truth));
      return any(equal);
    }
    case ExprKind::IncludesAny:
    case ExprKind::IncludesAll:
    case ExprKind::IncludesNone:
      return includes(expression, of[0]);
    case ExprKind::IncludesSet: {
      Possible out = strict({&of[0], &of[1]});
      if (!std::exchange(out.value, false)) return out;
      // Each member, or something under it.
      const auto within = [&](const std::set<std::uint32_t>& wanted, const std::set<std::uint32_t>& members) {
        return std::all_of(wanted.begin(), wanted.end(), [&](std::uint32_t each) {
          const std::set<std::uint32_t> good = withAllUnder(type, {each});
          return std::any_of(members.begin(), members.end(),
                             [&](std::uint32_t one) { return good.contains(one); });
        });
      };
      out.yes = within(of[1].must, of[0].may);
      out.no = !within(of[1].may, of[0].must);
      return out;
    }
    case ExprKind::ContainsText: {
      Possible out = strict({&of[0], &of[1]});
      if (!std::exchange(out.value, false)) return out;
      const bool open = of[0].any || of[1].any;
      const bool found = of[0].text.find(of[1].text) != std::string::npos;
      out.yes = open || found, out.no = open || !found;
      return out;
    }
    case ExprKind::Not:
      return opposite(of[0]);
    case ExprKind::And:
    case ExprKind::AllOf:
      return all(of);
    case ExprKind::Or:
    case ExprKind::AnyOf:
      return any(of);
    case ExprKind::NoneOf:
      return opposite(any(of));
    case ExprKind::AtLeastOf:
      return atLeast(of, expression.count);
    default:
      return all({atLeast(of, expression.count), opposite(atLeast(of, expression.count + 1))});
  }
}

Possible Reference::evaluate(const Expr& expression, const Scope& scope) {
  Possible out = unrolled(expression, scope);
  // A condition beside it says that it is given; where it is not, nothing hangs on what is read here.
  if (expression.guarded && out.none && out.kinds() > 1) {
    out.none = false;
    out = settled(out, formOf(expression.type));
  }
  if (expression.rolls_in == checked::DeclarationId{kNoId}) return out;
  return settled(rolled(expression, out, scope), Form::Ordered);
}

Possible Reference::unrolled(const Expr& expression, const Scope& scope) {
  const Form form = formOf(expression.type);
  switch (expression.kind) {
    case ExprKind::Constant:
    case ExprKind::AsOf:
    case ExprKind::Variable:
    case ExprKind::Ancestor:
    case ExprKind::Record:
    case ExprKind::FirstOf:
    case ExprKind::LastOf:
    case ExprKind::PreviousOf:
    case ExprKind::Fact:
    case ExprKind::Definition:
    case ExprKind::Parameter:
    case ExprKind::ParameterAt:
    case ExprKind::Column:
    case ExprKind::ColumnAt:
    case ExprKind::OptionVariable:
      return settled(readSomething(expression, scope), form);
    case ExprKind::Negate:
    case ExprKind::Add:
    case ExprKind::Subtract:
    case ExprKind::Multiply:
    case ExprKind::Divide:
    case ExprKind::DatePlus:
    case ExprKind::DateMinus:
    case ExprKind::WorkingDaysPlus:
    case ExprKind::WorkingDaysMinus:
    case ExprKind::DaysBetween:
    case ExprKind::DaysIn:
    case ExprKind::Convert:
    case ExprKind::CurrencyOf:
    case ExprKind::Highest:
    case ExprKind::Lowest:
    case ExprKind::Rounded:
    case ExprKind::SetPlus:
    case ExprKind::SetWithout:
      return settled(compute(expression, scope), form);
    case ExprKind::SumOver:
    case ExprKind::HighestOver:
    case ExprKind::LowestOver:
    case ExprKind::CountOf:
      return settled(aggregate(expression, scope), form);
    case ExprKind::AnyHas:
    case ExprKind::EveryHas:
    case ExprKind::NoHas:
      return settled(quantifier(expression, scope), form);
    case ExprKind::IsEmpty:
      if (expression.domain) return settled(quantifier(expression, scope), form);
      return settled(judge(expression, scope), form);
    default:
      return settled(judge(expression, scope), form);
  }
}

}  // namespace jurat::reference
