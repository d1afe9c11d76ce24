// The slots that a step reads in its own frame; for the machine only.
#pragma once
#include "engine/compile/rule_set.h"

namespace jurat {

// Calls `use` with each of them. What Outer and Result read stands in other frames.
template <typename Use>
void eachOperandOf(const RuleSet& rules, const Step& step, Use use) {
  const auto maybe = [&](std::uint32_t slot) {
    if (slot != kNoId) use(slot);
  };
  switch (step.op) {
    case Op::Constant:
    case Op::AsOfDay:
    case Op::AsOfMoment:
    case Op::AsOfWithin:
    case Op::Element:
    case Op::Outer:
    case Op::Doubt:
    case Op::Unsettled:
    case Op::Excepted:
    case Op::Result:
      return;
    case Op::MatchRows:
      for (const ColumnCode& column : rules.tables[step.a].columns) use(column.slot);
      for (const ResultCode& each : rules.tables[step.a].results) {
        if (!each.constant) use(each.index);
      }
      return;
    case Op::Highest:
    case Op::Lowest:
    case Op::CountTrue:
    case Op::AtLeast:
      for (std::uint32_t i = 0; i < step.count; ++i) use(rules.operands[step.a + i]);
      return;
    case Op::Select:
      for (const SelectCase& one : rules.selects[step.a].cases) {
        use(one.condition);
        use(one.value);
      }
      return maybe(rules.selects[step.a].general);
    case Op::SeriesFirst:
    case Op::SeriesLast:
    case Op::SumOver:
    case Op::HighestOver:
    case Op::LowestOver:
    case Op::CountOf:
    case Op::AnyHas:
    case Op::EveryHas:
    case Op::DomainEmpty:
      return use(rules.domains[step.a].base);
    case Op::FactPick:
    case Op::DefinitionPick:
      maybe(step.a);
      return use(step.c);
    case Op::Holds:
      maybe(step.c);
      return use(step.a);
    case Op::Definition:
      return maybe(step.a);
    case Op::Add:
    case Op::Subtract:
    case Op::Multiply:
    case Op::Divide:
    case Op::DatePlus:
    case Op::DateMinus:
    case Op::DaysBetween:
    case Op::Convert:
    case Op::Rounded:
    case Op::SetPlus:
    case Op::SetWithout:
    case Op::Compare:
    case Op::IncludesSet:
    case Op::ContainsText:
    case Op::InForce:
    case Op::JudgeCondition:
    case Op::JudgeEvent:
      maybe(step.a);
      return maybe(step.b);
    case Op::Ancestor:
    case Op::Record:
    case Op::Previous:
    case Op::Fact:
    case Op::ParameterAt:
    case Op::ColumnPick:
    case Op::Negate:
    case Op::WorkingDays:
    case Op::DaysIn:
    case Op::CurrencyOf:
    case Op::SetEmpty:
    case Op::IsGiven:
    case Op::IsKnown:
    case Op::Given:
    case Op::InOptions:
    case Op::IncludesAny:
    case Op::IncludesAll:
    case Op::Not:
    case Op::JustBefore:
      return use(step.a);
  }
}

}  // namespace jurat
