#include "engine/advice/ask/unknown.h"

#include <algorithm>
#include <utility>

#include "engine/advice/ask/parts.h"

namespace jurat::asking {
namespace {

bool isList(CauseKind kind) { return kind == CauseKind::ListNotGiven || kind == CauseKind::ListIncomplete; }

// So near an end that no constant of a rule lies between, and no value of a profile either.
const Number kBeside = Number::scaled(1, -9);

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

}  // namespace

bool isAnswerable(const Cause& cause, const Profile& profile) {
  if (raw(cause.instance) >= profile.instances.size()) return false;
  if (isList(cause.kind)) return true;
  if (cause.fact == FactId{kNoId}) return false;
  return cause.kind == CauseKind::FactNotGiven || cause.kind == CauseKind::FactUnknown ||
         cause.kind == CauseKind::JudgementNotMade;
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
  Answer out;
  const Interval& first = unknown.intervals[part.first - unknown.values.size()];
  const Interval& last = unknown.intervals[part.last - unknown.values.size()];
  if (part.sample >= 0 || (part.first == part.last && first.single())) {
    out.state = AnswerState::Given;
    out.value =
        valueAt(part.sample >= 0 ? first.samples[static_cast<std::size_t>(part.sample)] : *first.low, type);
    return out;
  }
  out.state = AnswerState::Range;
  if (first.low) {
    const Number at = first.without_low ? *add(*first.low, kBeside) : *first.low;
    out.least = valueAt(at, type);
  }
  if (last.high) {
    const Number at = last.without_high ? *subtract(*last.high, kBeside) : *last.high;
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
  Message low, high;
  if (first.low) low = {first.without_low ? Phrase::MoreThan : Phrase::AtLeast, {text(*first.low)}};
  if (last.high) high = {last.without_high ? Phrase::LessThan : Phrase::AtMost, {text(*last.high)}};
  if (low.empty() && high.empty()) return Phrase::AnyValue;
  if (low.empty()) return high;
  return high.empty() ? low : Message(Phrase::Apposition, {std::move(low), std::move(high)});
}

}  // namespace jurat::asking
