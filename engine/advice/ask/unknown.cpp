#include "engine/advice/ask/unknown.h"

#include <algorithm>
#include <utility>

#include "engine/advice/ask/parts.h"

namespace jurat::asking {
namespace {

bool isList(CauseKind kind) { return kind == CauseKind::ListNotGiven || kind == CauseKind::ListIncomplete; }

Value valueAt(const Number& at, const Type& type) {
  switch (type.kind) {
    case TypeKind::Date:
      return Date{static_cast<std::int32_t>(at.toInt64().value_or(0))};
    case TypeKind::Moment:
      return Moment{at.toInt64().value_or(0), 0};
    case TypeKind::Money:
      return Money{at, type.id};
    default:
      return at;
  }
}

// The first and the last day that can be written are no bounds that anybody set.
bool isCalendarEnd(const Number& at, const Type& type) {
  return type.kind == TypeKind::Date && (at == Number(kFirstDate.days) || at == Number(kLastDate.days));
}

}  // namespace

bool isAnswerable(const Cause& cause, const Profile& profile) {
  if (raw(cause.instance) >= profile.instances.size()) return false;
  if (isList(cause.kind)) return true;
  if (cause.fact == FactId{kNoId}) return false;
  return cause.kind == CauseKind::FactNotGiven || cause.kind == CauseKind::FactUnknown ||
         cause.kind == CauseKind::JudgementNotMade;
}

bool isEmpty(const Interval& interval) {
  if (!interval.low || !interval.high) return false;
  const Number low = interval.without_low ? *add(*interval.low, kBeside) : *interval.low;
  const Number high = interval.without_high ? *subtract(*interval.high, kBeside) : *interval.high;
  return high < low;
}

UnknownKey unknownKey(const Unknown& unknown) {
  return {raw(unknown.instance), raw(unknown.fact), unknown.option};
}

bool isWhole(TypeKind kind) {
  return kind == TypeKind::Integer || kind == TypeKind::Date || kind == TypeKind::Moment;
}

bool Unknown::is(const Cause& cause) const {
  if (cause.instance != instance) return false;
  if (isList(cause.kind)) return list && cause.list == entity;
  return !list && cause.fact == fact && cause.option == option;
}

bool Unknown::atom(const Part& part) const {
  return !part.whole() && part.first == part.last && interval(part.first) && part.sample == Part::kNoSample &&
         !intervals[part.first - values.size()].single();
}

Unknown unknownOf(const Cause& cause, const UnknownSpec& spec) {
  Unknown out;
  out.instance = cause.instance;
  if (isList(cause.kind)) {
    out.list = true;
    out.entity = cause.list;
    return out;
  }
  out.fact = cause.fact;
  out.option = cause.option;
  const Fact& fact = spec.rules.vocabulary().facts[cause.fact];
  const Answer* said = spec.profile.answer(cause.instance, fact, cause.option);
  fillParts(fact, said, spec, out);
  return out;
}

Answer answerFor(const Unknown& unknown, const Part& part, const Type& type) {
  if (!unknown.interval(part.first)) return unknown.values[part.first];
  const Interval& first = unknown.intervals[part.first - unknown.values.size()];
  const Interval& last = unknown.intervals[part.last - unknown.values.size()];
  if (part.sample >= 0) {
    const Number& at = first.samples[static_cast<std::size_t>(part.sample)];
    return answerIn({.low = at, .high = at, .samples = {}}, type);
  }
  return answerIn({.low = first.low,
                   .high = last.high,
                   .without_low = first.without_low,
                   .without_high = last.without_high,
                   .samples = {}},
                  type);
}

Answer answerIn(const Interval& interval, const Type& type) {
  Answer out;
  if (interval.single()) {
    out.state = AnswerState::Given;
    out.value = valueAt(*interval.low, type);
    return out;
  }
  out.state = AnswerState::Range;
  if (interval.low && !isCalendarEnd(*interval.low, type)) {
    const Number at = interval.without_low ? *add(*interval.low, kBeside) : *interval.low;
    out.least = valueAt(at, type);
  }
  if (interval.high && !isCalendarEnd(*interval.high, type)) {
    const Number at = interval.without_high ? *subtract(*interval.high, kBeside) : *interval.high;
    out.most = valueAt(at, type);
  }
  return out;
}

Message partText(const Unknown& unknown, const Part& part, const Type& type, const Vocabulary& vocabulary) {
  if (unknown.list) return part.first == 0 ? Phrase::AskListWhole : Phrase::AskListOpen;
  const Answer answer = answerFor(unknown, part, type);
  if (answer.state == AnswerState::None) return Phrase::None;
  if (part.first < unknown.options.size() && !unknown.options[part.first].empty())
    return verbatim(unknown.options[part.first]);
  if (answer.state == AnswerState::Given) {
    if (const auto* truth = std::get_if<bool>(&answer.value)) return *truth ? Phrase::Yes : Phrase::No;
    if (const auto* made = std::get_if<JudgementValue>(&answer.value))
      return made->value ? Phrase::Yes : Phrase::No;
    if (std::holds_alternative<EvidenceValue>(answer.value)) return Phrase::Given;
    return verbatim(valueText(answer.value, type, vocabulary));
  }
  const Interval& first = unknown.intervals[part.first - unknown.values.size()];
  const Interval& last = unknown.intervals[part.last - unknown.values.size()];
  const auto text = [&](const Number& at) {
    return verbatim(valueText(valueAt(at, type), type, vocabulary));
  };
  const bool has_low = first.low && !isCalendarEnd(*first.low, type);
  const bool has_high = last.high && !isCalendarEnd(*last.high, type);
  Message low, high;
  if (has_low) low = {first.without_low ? Phrase::MoreThan : Phrase::AtLeast, {text(*first.low)}};
  if (has_high) high = {last.without_high ? Phrase::LessThan : Phrase::AtMost, {text(*last.high)}};
  if (low.empty() && high.empty()) return Phrase::AnyValue;
  if (low.empty()) return high;
  return high.empty() ? low : Message(Phrase::Apposition, {std::move(low), std::move(high)});
}

}  // namespace jurat::asking
