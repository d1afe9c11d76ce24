#include "engine/bundle/verify.h"

#include <algorithm>

#include "engine/bundle/checks.h"

namespace jurat::bundle {

bool isType(const Type& type, const Vocabulary& vocabulary) {
  if (type.set && type.kind != TypeKind::Choice) return false;
  switch (type.kind) {
    case TypeKind::Choice:
      return type.id < vocabulary.choices.size() && !vocabulary.choices[ChoiceId{type.id}].options.empty();
    case TypeKind::Quantity:
      return type.id < vocabulary.units.size();
    case TypeKind::Ref:
      return type.id < vocabulary.entities.size();
    case TypeKind::Money:
      return type.id == 0 || isCurrency(currencyCode(type.id));
    case TypeKind::Error:
    case TypeKind::YesNo:
    case TypeKind::Integer:
    case TypeKind::Decimal:
    case TypeKind::Percentage:
    case TypeKind::Date:
    case TypeKind::Moment:
    case TypeKind::Period:
    case TypeKind::Text:
    case TypeKind::Currency:
    case TypeKind::Evidence:
    case TypeKind::Judgement:
    case TypeKind::Practice:
    case TypeKind::None:
      return true;
  }
  return false;
}

namespace {

bool isOption(const Value& value, const Type& type, const Vocabulary& vocabulary) {
  const std::size_t count = type.kind == TypeKind::Practice
                                ? std::size(kPracticeStates)
                                : vocabulary.choices[ChoiceId{type.id}].options.size();
  if (const auto* option = std::get_if<OptionValue>(&value)) return option->index < count;
  const auto* set = std::get_if<OptionSetValue>(&value);
  return set && type.set &&
         std::all_of(set->indexes.begin(), set->indexes.end(), [&](std::uint32_t at) { return at < count; });
}

bool isMoney(const Value& value) {
  const auto* money = std::get_if<Money>(&value);
  return money && (money->currency == 0 || isCurrency(currencyCode(money->currency)));
}

}  // namespace

bool isOf(const Value& value, const Type& type, const Vocabulary& vocabulary) {
  if (std::holds_alternative<NoneValue>(value)) return true;
  switch (type.kind) {
    case TypeKind::YesNo:
    case TypeKind::Judgement:
      return std::holds_alternative<bool>(value) || std::holds_alternative<JudgementValue>(value);
    case TypeKind::Integer:
    case TypeKind::Decimal:
    case TypeKind::Percentage:
    case TypeKind::Quantity:
      return std::holds_alternative<Number>(value);
    case TypeKind::Money:
      return isMoney(value);
    case TypeKind::Date:
      return std::holds_alternative<Date>(value);
    case TypeKind::Moment: {
      const auto* moment = std::get_if<Moment>(&value);
      constexpr std::int64_t kDay = 86400;
      return moment && moment->seconds >= kFirstDate.days * kDay &&
             moment->seconds < (kLastDate.days + 1) * kDay && moment->offset_minutes > -1440 &&
             moment->offset_minutes < 1440;
    }
    case TypeKind::Period: {
      const auto* period = std::get_if<Period>(&value);
      constexpr std::int64_t kMost = std::int64_t{1} << 46;  // seconds of two million years
      return period && -kMost < period->count && period->count < kMost;
    }
    case TypeKind::Text:
    case TypeKind::Ref:
      return std::holds_alternative<std::string>(value);
    case TypeKind::Currency: {
      const auto* code = std::get_if<std::string>(&value);
      return code && isCurrency(*code);
    }
    case TypeKind::Choice:
    case TypeKind::Practice:
      return isOption(value, type, vocabulary);
    case TypeKind::Evidence:
      return std::holds_alternative<EvidenceValue>(value);
    case TypeKind::Error:
    case TypeKind::None:
      return false;
  }
  return false;
}

// Days and moments are places in the calendar, other ordered values are not; options and sets need as many
// bits.
bool alike(const Type& a, const Type& b) {
  const Repr repr = reprOf(a);
  if (repr != reprOf(b)) return false;
  const auto placed = [](const Type& type) {
    return type.kind == TypeKind::Date || type.kind == TypeKind::Moment ? type.kind : TypeKind::None;
  };
  if (repr == Repr::Ordered) return placed(a) == placed(b);
  if (repr == Repr::Option || repr == Repr::Set)
    return a.kind == b.kind && (a.kind != TypeKind::Choice || a.id == b.id);
  return repr != Repr::Ref || a.id == b.id;
}

std::size_t wordsOf(const Type& type, const Vocabulary& vocabulary) {
  if (type.kind != TypeKind::Choice) return 1;
  return (vocabulary.choices[ChoiceId{type.id}].options.size() + 63) / 64;
}

std::string wrongIn(const RuleSet& rules, const std::vector<bool>& wanted, const Limits& limits) {
  Checks checks(rules, wanted, limits);
  for (const auto part :
       {checkVocabulary, checkExpressions, checkDeclarations, checkTables, checkBlocks, checkRules}) {
    part(checks);
    if (!checks.good()) return checks.why();
  }
  return {};
}

}  // namespace jurat::bundle
