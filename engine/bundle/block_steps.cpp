// What each kind of step takes and gives, besides reads (block_check.cpp).
#include <algorithm>

#include "engine/bundle/block_check.h"
#include "engine/values/ordinal.h"

namespace jurat::bundle {
namespace {

using checked::DeclarationKind;

constexpr Type kYesNo{.kind = TypeKind::YesNo};
// What a block that matches rows gives is for results alone: no condition may be made of it.
constexpr Type kMatch{.kind = TypeKind::Error};

bool isPlace(const Type& type) { return type.kind == TypeKind::Date || type.kind == TypeKind::Moment; }

}  // namespace

// ---- numbers, days and moments

Held BlockCheck::moved(const Step& step) {
  constexpr const char* wrong = "a step reckons with values of other types";
  const auto kind = [&](std::uint32_t slot, TypeKind wanted) {
    const bool there = ordered(slot);
    if (there) that(held_[slot].type.kind == wanted || held_[slot].type.kind == TypeKind::None, wrong);
  };
  const auto isDeclaration = [&](std::uint32_t id, DeclarationKind wanted) {
    return id < checks_.program.declarations.size() && checks_.here(checked::DeclarationId{id}) &&
           checks_.program.declarations[checked::DeclarationId{id}].kind == wanted;
  };
  if (step.op == Op::JustBefore) {
    if (!ordered(step.a)) return {};
    that(isPlace(held_[step.a].type) || held_[step.a].type.kind == TypeKind::None, wrong);
    return {Repr::Ordered, held_[step.a].type};
  }
  const Type& type = typeOf(step);
  const Held made{reprOf(type), type};
  const bool moment = step.flags & kFromMoment;
  switch (step.op) {
    case Op::Negate:
      ordered(step.a);
      that(!isPlace(type), wrong);
      break;
    case Op::Add:
    case Op::Subtract:
    case Op::Multiply:
    case Op::Divide:
      if (ordered(step.a)) ordered(step.b);
      that(!isPlace(type), wrong);
      break;
    case Op::DatePlus:
    case Op::DateMinus:
      kind(step.a, moment ? TypeKind::Moment : TypeKind::Date);
      kind(step.b, TypeKind::Period);
      that(isPlace(type) && (moment || type.kind == TypeKind::Date) &&
               (step.flags & kMonthEnds) <= static_cast<std::uint8_t>(MonthEnd::Error),
           wrong);
      break;
    case Op::WorkingDays: {
      kind(step.a, moment ? TypeKind::Moment : TypeKind::Date);
      constexpr std::uint32_t kMostDays = 1'000'000;
      that(type.kind == TypeKind::Date && isDeclaration(step.b, DeclarationKind::Calendar) && step.c > 0 &&
               step.c <= kMostDays,
           "working days are counted in no calendar");
      break;
    }
    case Op::DaysBetween:
      kind(step.a, moment ? TypeKind::Moment : TypeKind::Date);
      kind(step.b, moment ? TypeKind::Moment : TypeKind::Date);
      that(type.isOrdered() && !isPlace(type), wrong);
      break;
    case Op::DaysIn:
      kind(step.a, TypeKind::Period);
      that(type.isOrdered() && !isPlace(type), wrong);
      break;
    case Op::Convert:
      kind(step.a, TypeKind::Money);
      kind(step.b, TypeKind::Date);
      that(type.kind == TypeKind::Money && type.id != 0 && isDeclaration(step.c, DeclarationKind::Rates),
           wrong);
      break;
    case Op::CurrencyOf:
      kind(step.a, TypeKind::Money);
      that(type.kind == TypeKind::Currency, wrong);
      break;
    case Op::Rounded: {
      if (!ordered(step.a) || !ordered(step.b)) break;
      const Step& grain = checks_.rules.steps[code_.first + step.b];
      const std::optional<Number> size =
          grain.op == Op::Constant ? ordinalOf(checks_.rules.constants[grain.a].first) : std::nullopt;
      that(size && size->sign() > 0 && step.flags <= static_cast<std::uint8_t>(Rounding::Down) &&
               !isPlace(type),
           "a step rounds to nothing");
      break;
    }
    default:  // Highest, Lowest
      if (!operands(step, Repr::Ordered)) break;
      for (std::uint32_t i = 0; i < step.count; ++i) {
        const Type& part = held_[checks_.rules.operands[step.a + i]].type;
        that(part.kind == TypeKind::None || alike(part, type), wrong);
      }
  }
  return made;
}

// ---- lists

Held BlockCheck::list(const Step& step) {
  if (step.op == Op::CountTrue) {
    operands(step, Repr::Truth);
    return {Repr::Ordered, {.kind = TypeKind::Integer}};
  }
  if (!that(step.a < checks_.rules.domains.size(), "a step runs over no list")) return {};
  const DomainCode& domain = checks_.rules.domains[step.a];
  if (!before(domain.base) ||
      !that(held_[domain.base].repr == Repr::Ref && !domain.path.empty() && domain.source,
            "a list belongs to no element"))
    return {};
  for (const EntityId entity : domain.path) that(given(entity), "a list holds no such element");
  if (!checks_.good()) return {};
  const auto result = [&](BlockId block) { return known_.results[raw(block)]; };
  if (given(domain.where)) {
    nested(domain.where, domain.path.back());
    that(checks_.good() && result(domain.where).repr == Repr::Truth, "a list is filtered by no condition");
  }
  if (given(domain.body)) nested(domain.body, domain.path.back());
  if (!checks_.good()) return {};
  const bool sums = step.op == Op::SumOver || step.op == Op::HighestOver || step.op == Op::LowestOver;
  const bool asks = step.op == Op::AnyHas || step.op == Op::EveryHas;
  that(given(domain.body) || !(sums || asks), "a list is run over for nothing");
  if (!checks_.good()) return {};
  if (asks) that(result(domain.body).repr == Repr::Truth, "a list is asked no condition");
  if (asks || step.op == Op::DomainEmpty) return {Repr::Truth, kYesNo};
  if (step.op == Op::SeriesFirst || step.op == Op::SeriesLast) return {};
  const Type& type = typeOf(step);
  if (sums) {
    that(result(domain.body).repr == Repr::Ordered && alike(result(domain.body).type, type) &&
             (step.op != Op::SumOver || !isPlace(type)),
         "a list adds up what is no number");
  } else {
    that(type.isOrdered() && !isPlace(type), "a list is counted as no number");
  }
  return {Repr::Ordered, type};
}

// ---- conditions and sets

Held BlockCheck::condition(const Step& step) {
  const Held yes_no{Repr::Truth, kYesNo};
  const auto is = [&](std::uint32_t slot, Repr repr, const Type& type) {
    return before(slot) && that(held_[slot].repr == repr && (held_[slot].type.kind == TypeKind::None ||
                                                             alike(held_[slot].type, type)),
                                "a step compares values of other types");
  };
  switch (step.op) {
    case Op::Not:
      truth(step.a);
      return yes_no;
    case Op::AtLeast:
      operands(step, Repr::Truth);
      return yes_no;
    case Op::AsOfWithin:
      return yes_no;
    case Op::Given:
      return before(step.a) ? held_[step.a] : Held{};
    case Op::IsGiven:
    case Op::IsKnown:
      that(before(step.a) && held_[step.a].repr == step.operand && held_[step.a].type != kMatch,
           "a step asks whether something else is given");
      return yes_no;
    case Op::Holds:
      if (step.operand == Repr::Truth) {
        truth(step.a);
      } else {
        is(step.a, Repr::Option, {.kind = TypeKind::Practice});
      }
      if (step.b == kNoId) return yes_no;
      that(step.b < checks_.vocabulary.facts.size() && before(step.c) && held_[step.c].repr == Repr::Ref &&
               held_[step.c].type.id == raw(checks_.vocabulary.facts[FactId{step.b}].entity) &&
               checks_.here(checks_.vocabulary.facts[FactId{step.b}].pack),
           "a step judges a practice of nobody");
      return yes_no;
    case Op::ContainsText:
      if (is(step.a, Repr::Text, {.kind = TypeKind::Text})) is(step.b, Repr::Text, {.kind = TypeKind::Text});
      return yes_no;
    default:
      break;
  }
  const Type& type = typeOf(step);
  switch (step.op) {
    case Op::Compare:
      if (!before(step.a) || !before(step.b)) return {};
      if (step.operand == Repr::Truth) {
        if (truth(step.a)) truth(step.b);
      } else if (is(step.a, step.operand, type)) {
        is(step.b, step.operand, type);
      }
      that(step.flags <= static_cast<std::uint8_t>(checked::CompareOp::Greater) &&
               step.operand != Repr::Verdict,
           "a step compares in no known way");
      return yes_no;
    case Op::InOptions:
      if (is(step.a, Repr::Option, type)) masks(step.b, type, false);
      return yes_no;
    case Op::SetEmpty:
      is(step.a, Repr::Set, type);
      return yes_no;
    case Op::IncludesAny:
    case Op::IncludesAll:
      if (is(step.a, Repr::Set, type)) masks(step.b, type, false);
      return yes_no;
    case Op::IncludesSet:
      if (is(step.a, Repr::Set, type)) is(step.b, Repr::Set, type);
      return yes_no;
    default: {  // SetPlus, SetWithout
      if (!is(step.a, Repr::Set, type) || !before(step.b)) return {};
      Type option = type;
      option.set = held_[step.b].repr == Repr::Set;
      is(step.b, option.set ? Repr::Set : Repr::Option, option);
      return {Repr::Set, type};
    }
  }
}

// ---- levels and verdicts

Held BlockCheck::level(const Step& step) {
  const auto doubted = [&](std::uint32_t doubt) {
    return that(doubt < checks_.rules.doubts.size(), "a step doubts nothing");
  };
  const auto day = [&](std::uint32_t slot) {
    if (slot != kNoId && ordered(slot))
      that(held_[slot].type.kind == TypeKind::Date || held_[slot].type.kind == TypeKind::None,
           "a version holds from no day");
  };
  // A deadline that no level states is a condition that is true.
  const auto due = [&](std::uint32_t slot) {
    if (slot != kNoId && before(slot) && held_[slot].repr != Repr::Truth) ordered(slot);
  };
  switch (step.op) {
    case Op::Doubt:
      doubted(step.a);
      return {Repr::Truth, kYesNo};
    case Op::Unsettled: {
      doubted(step.a);
      const Type& type = typeOf(step);
      return {reprOf(type), type};
    }
    case Op::InForce:
      day(step.a);
      day(step.b);
      return {Repr::Truth, kYesNo};
    case Op::JudgeCondition:
      truth(step.a);
      due(step.b);
      return {Repr::Verdict, {}};
    case Op::JudgeEvent:
      if (ordered(step.a))
        that(isPlace(held_[step.a].type) || held_[step.a].type.kind == TypeKind::None,
             "what is done is no day");
      due(step.b);
      return {Repr::Verdict, {}};
    case Op::Excepted:
      return {Repr::Verdict, {}};
    default:
      break;
  }
  if (!that(step.a < checks_.rules.selects.size(), "a step chooses among no levels")) return {};
  const SelectCode& select = checks_.rules.selects[step.a];
  const bool verdict = step.repr == Repr::Verdict;
  const Type type = verdict ? Type{} : typeOf(step);
  const auto value = [&](std::uint32_t slot) {
    if (!before(slot)) return;
    const Held& held = held_[slot];
    const bool no_deadline = step.repr == Repr::Ordered && held.repr == Repr::Truth;
    that(verdict ? held.repr == Repr::Verdict
                 : no_deadline || (held.repr == step.repr &&
                                   (held.type.kind == TypeKind::None || alike(held.type, type))),
         "a level says a value of another type");
  };
  if (select.general != kNoId) value(select.general);
  for (const SelectCase& one : select.cases) {
    if (truth(one.condition)) value(one.value);
    for (const checked::Branch* branch : one.within) that(branch != nullptr, "an exception stands in none");
    for (const checked::Branch* branch : one.exclusive) that(branch != nullptr, "an exception excludes none");
  }
  return {step.repr, type};
}

// ---- decision tables

Held BlockCheck::table(const Step& step) {
  if (!that(step.a < checks_.rules.tables.size(), "a step reads no decision table")) return {};
  const TableCode& code = checks_.rules.tables[step.a];
  if (!that(checks_.here(code.declaration), "a step reads a decision table of another pack")) return {};
  const checked::DecisionTable& source = code.source(checks_.program);
  if (step.op == Op::MatchRows) {
    for (const ColumnCode& column : code.columns) {
      if (before(column.slot))
        that(held_[column.slot].repr == reprOf(column.type) && alike(held_[column.slot].type, column.type),
             "a column of a table is of another type");
    }
    for (std::size_t i = 0; i < code.results.size() && checks_.good(); ++i) {
      const ResultCode& result = code.results[i];
      if (!result.constant && before(result.index))
        that(alike(held_[result.index].type, source.outputs[i % source.outputs.size()].type),
             "a result of a table is of another type");
    }
    return {Repr::Truth, kMatch};
  }
  if (!that(step.b < source.outputs.size(), "a step reads no result of a table") ||
      !asks(step.c, code_.subject))
    return {};
  const BlockCode& rows = checks_.rules.blocks[BlockId{step.c}];
  const Step& match = checks_.rules.steps[rows.first + rows.result];
  that(match.op == Op::MatchRows && match.a == step.a, "a result is asked of another table");
  const Type& type = typeOf(step);
  that(alike(type, source.outputs[step.b].type), "a result of a table is of another type");
  return {reprOf(type), type};
}

}  // namespace jurat::bundle
