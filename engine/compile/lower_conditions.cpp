// Lowering of arithmetic and conditions.
#include <utility>

#include "engine/compile/lowering.h"

namespace jurat {

using checked::Expr;
using checked::ExprKind;

std::uint32_t Lowering::lowerArithmetic(BlockDraft& draft, const Expr& expression) {
  Step made = step(Op::Negate, expression);
  made.type = typeIndex(expression.type);
  const auto binary = [&](Op op) {
    made.op = op;
    made.a = lower(draft, *expression.args[0]);
    made.b = lower(draft, *expression.args[1]);
    made.operand = reprOf(expression.args[0]->type);
  };
  const bool from_moment = expression.args[0]->type.kind == TypeKind::Moment;
  switch (expression.kind) {
    case ExprKind::Negate:
    case ExprKind::DaysIn:
    case ExprKind::CurrencyOf:
      made.op = expression.kind == ExprKind::Negate   ? Op::Negate
                : expression.kind == ExprKind::DaysIn ? Op::DaysIn
                                                      : Op::CurrencyOf;
      made.a = lower(draft, *expression.args[0]);
      break;
    case ExprKind::Add:
      binary(Op::Add);
      break;
    case ExprKind::Subtract:
      binary(Op::Subtract);
      break;
    case ExprKind::Multiply:
      binary(Op::Multiply);
      break;
    case ExprKind::Divide:
      binary(Op::Divide);
      break;
    case ExprKind::DaysBetween:
      binary(Op::DaysBetween);
      if (from_moment) made.flags = kFromMoment;
      break;
    case ExprKind::DatePlus:
    case ExprKind::DateMinus:
      binary(expression.kind == ExprKind::DatePlus ? Op::DatePlus : Op::DateMinus);
      made.flags = static_cast<std::uint8_t>(program_.packs[pack].month_end);
      if (from_moment) made.flags |= kFromMoment;
      break;
    case ExprKind::WorkingDaysPlus:
    case ExprKind::WorkingDaysMinus:
      made.op = Op::WorkingDays;
      made.a = lower(draft, *expression.args[0]);
      made.b = raw(expression.declaration);
      made.c = expression.count;
      if (expression.kind == ExprKind::WorkingDaysMinus) made.flags = kBackwards;
      if (from_moment) made.flags |= kFromMoment;
      break;
    case ExprKind::Convert:
      binary(Op::Convert);
      made.c = raw(expression.declaration);
      break;
    case ExprKind::Rounded:
      made.op = Op::Rounded;
      made.a = lower(draft, *expression.args[0]);
      made.b = lower(draft, *expression.args[1]);
      made.flags = static_cast<std::uint8_t>(expression.rounding);
      break;
    case ExprKind::SetPlus:
      binary(Op::SetPlus);
      break;
    default:
      binary(Op::SetWithout);
      break;
  }
  return emit(draft, made, expression.span);
}

std::uint32_t Lowering::lowerLimbs(BlockDraft& draft, const Expr& expression) {
  std::vector<std::uint32_t> operands;
  for (const Expr* arg : expression.args) operands.push_back(lower(draft, *arg));
  for (const checked::Limb& limb : expression.limbs) operands.push_back(lower(draft, *limb.value));
  const Span at = expression.span;
  switch (expression.kind) {
    case ExprKind::Not:
      return negation(draft, operands.front(), at);
    case ExprKind::And:
    case ExprKind::AllOf:
      return allOf(draft, std::move(operands), at);
    case ExprKind::Or:
    case ExprKind::AnyOf:
      return anyOf(draft, std::move(operands), at);
    case ExprKind::NoneOf:
      return negation(draft, anyOf(draft, std::move(operands), at), at);
    case ExprKind::AtLeastOf:
      return atLeast(draft, std::move(operands), expression.count, at);
    case ExprKind::ExactlyOf: {
      const std::uint32_t enough = atLeast(draft, operands, expression.count, at);
      const std::uint32_t too_many = atLeast(draft, std::move(operands), expression.count + 1, at);
      return allOf(draft, {enough, negation(draft, too_many, at)}, at);
    }
    default: {
      Step made = step(expression.kind == ExprKind::Highest ? Op::Highest : Op::Lowest, expression);
      made.count = static_cast<std::uint32_t>(operands.size());
      made.a = operandList(operands);
      made.type = typeIndex(expression.type);
      return emit(draft, made, at);
    }
  }
}

std::uint32_t Lowering::lowerCondition(BlockDraft& draft, const Expr& expression) {
  Step made = step(Op::Compare, expression);
  const Span at = expression.span;
  if (!expression.args.empty()) {
    made.a = lower(draft, *expression.args[0]);
    made.operand = reprOf(expression.args[0]->type);
    made.type = typeIndex(expression.args[0]->type);
  }
  const auto masked = [&](Op op) {
    made.op = op;
    made.b = mask(
        ChoiceId{expression.args[0]->type.kind == TypeKind::Choice ? expression.args[0]->type.id : kNoId},
        expression.options);
    return emit(draft, made, at);
  };
  switch (expression.kind) {
    case ExprKind::Compare:
      made.b = lower(draft, *expression.args[1]);
      made.flags = static_cast<std::uint8_t>(expression.op);
      return emit(draft, made, at);
    case ExprKind::IsGiven:
      made.op = Op::IsGiven;
      return emit(draft, made, at);
    case ExprKind::IsKnown:
      made.op = Op::IsKnown;
      return emit(draft, made, at);
    case ExprKind::Holds: {
      made.op = Op::Holds;
      // Whose practice it is, for the judgement that an answer `not_applicable` asks for.
      const Expr& practice = *expression.args[0];
      if (practice.kind == ExprKind::Fact && practice.args.size() == 1) {
        made.b = raw(practice.fact);
        made.c = lower(draft, *practice.args[0]);
      }
      return emit(draft, made, at);
    }
    case ExprKind::IsEmpty:
      if (expression.domain) return lowerAggregate(draft, expression, Op::DomainEmpty);
      made.op = Op::SetEmpty;
      return emit(draft, made, at);
    case ExprKind::InValues: {
      std::vector<std::uint32_t> equals;
      for (std::size_t i = 1; i < expression.args.size(); ++i) {
        made.b = lower(draft, *expression.args[i]);
        made.flags = static_cast<std::uint8_t>(checked::CompareOp::Equal);
        equals.push_back(emit(draft, made, at));
      }
      return anyOf(draft, std::move(equals), at);
    }
    case ExprKind::OptionIs: {
      if (const auto bound = boundOption(*expression.args[0])) {
        const Choice& choice = program_.vocabulary.choices[ChoiceId{expression.args[0]->type.id}];
        return truth(draft, choice.under(*bound, expression.option), at);
      }
      made.op = Op::InOptions;
      const Type& type = expression.args[0]->type;
      made.b = mask(ChoiceId{type.kind == TypeKind::Choice ? type.id : kNoId}, {expression.option});
      return emit(draft, made, at);
    }
    case ExprKind::InOptions:
      return masked(Op::InOptions);
    case ExprKind::IncludesAny:
      return masked(Op::IncludesAny);
    case ExprKind::IncludesNone:
      return negation(draft, masked(Op::IncludesAny), at);
    case ExprKind::IncludesAll:
      return masked(Op::IncludesAll);
    case ExprKind::IncludesSet:
    case ExprKind::ContainsText:
      made.op = expression.kind == ExprKind::IncludesSet ? Op::IncludesSet : Op::ContainsText;
      made.b = lower(draft, *expression.args[1]);
      return emit(draft, made, at);
    default:
      return lowerLimbs(draft, expression);
  }
}

std::uint32_t Lowering::lowerFresh(BlockDraft& draft, const Expr& expression) {
  switch (expression.kind) {
    case ExprKind::Constant:
      return constant(draft, expression.value, expression.type, expression.span);
    case ExprKind::AsOf:
      return emit(draft,
                  step(expression.type.kind == TypeKind::Moment ? Op::AsOfMoment : Op::AsOfDay, expression),
                  expression.span);
    case ExprKind::OptionVariable: {
      const std::uint32_t option = boundOption(expression).value_or(0);
      return constant(draft, OptionValue{option}, expression.type, expression.span);
    }
    case ExprKind::Variable:
    case ExprKind::Ancestor:
    case ExprKind::Record:
    case ExprKind::FirstOf:
    case ExprKind::LastOf:
    case ExprKind::PreviousOf:
      return lowerRef(draft, expression);
    case ExprKind::Fact:
    case ExprKind::Definition:
    case ExprKind::Parameter:
    case ExprKind::ParameterAt:
      return lowerRead(draft, expression);
    case ExprKind::Column:
    case ExprKind::ColumnAt:
      return lowerColumn(draft, expression);
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
    case ExprKind::Rounded:
    case ExprKind::SetPlus:
    case ExprKind::SetWithout:
      return lowerArithmetic(draft, expression);
    case ExprKind::SumOver:
    case ExprKind::HighestOver:
    case ExprKind::LowestOver:
      if (expression.domain->overChoice()) return lowerOptionAggregate(draft, expression);
      return lowerAggregate(draft, expression,
                            expression.kind == ExprKind::SumOver       ? Op::SumOver
                            : expression.kind == ExprKind::HighestOver ? Op::HighestOver
                                                                       : Op::LowestOver);
    case ExprKind::CountOf:
      if (expression.domain->overChoice()) return lowerOptionQuantifier(draft, expression);
      return lowerAggregate(draft, expression, Op::CountOf);
    case ExprKind::AnyHas:
    case ExprKind::EveryHas:
    case ExprKind::NoHas: {
      if (expression.domain->overChoice()) return lowerOptionQuantifier(draft, expression);
      if (expression.kind == ExprKind::EveryHas) return lowerAggregate(draft, expression, Op::EveryHas);
      const std::uint32_t any = lowerAggregate(draft, expression, Op::AnyHas);
      return expression.kind == ExprKind::AnyHas ? any : negation(draft, any, expression.span);
    }
    default:
      return lowerCondition(draft, expression);
  }
}

}  // namespace jurat
