#include "engine/advice/linear/answers.h"

#include <utility>

#include "engine/compile/rule_set.h"

namespace jurat::linear {
namespace {

// A third of a euro is a number, and nobody can write it down.
bool canBeWritten(const Number& number) { return number.decimal().has_value() || number.isWhole(); }

std::optional<Value> orderedValue(const Number& at, const Type& type) {
  switch (type.kind) {
    case TypeKind::Date: {
      const std::optional<std::int64_t> day = at.toInt64();
      if (!day || *day < kFirstDate.days || kLastDate.days < *day) return std::nullopt;
      return Date{static_cast<std::int32_t>(*day)};
    }
    case TypeKind::Money:
      return Money{at, type.id};
    case TypeKind::Integer:
      if (!at.toInt64()) return std::nullopt;
      return at;
    default:
      if (!canBeWritten(at)) return std::nullopt;
      return at;
  }
}

std::optional<Value> valueOf(const Meaning& meaning, const Type& type, const Terms& terms,
                             const Vocabulary& vocabulary) {
  switch (reprOf(type)) {
    case Repr::Truth: {
      const bool yes = terms.holds(meaning.yes);
      if (type.kind != TypeKind::Judgement) return yes;
      return JudgementValue{.value = yes, .by = "", .on = {}, .expires = {}, .evidence = ""};
    }
    case Repr::Ordered: {
      const std::optional<Number> at = terms.valueOf(meaning.number);
      if (!at || (type.kind == TypeKind::Money && !canBeWritten(*at))) return std::nullopt;
      return orderedValue(*at, type);
    }
    case Repr::Option: {
      const std::optional<Number> at = terms.valueOf(meaning.number);
      const std::optional<std::int64_t> index = at ? at->toInt64() : std::nullopt;
      if (!index || *index < 0) return std::nullopt;
      return OptionValue{static_cast<std::uint32_t>(*index)};
    }
    case Repr::Set: {
      OptionSetValue set;
      const Choice& choice = vocabulary.choices[ChoiceId{type.id}];
      for (std::uint32_t i = 0; i < choice.options.size() && i < meaning.bits.size(); ++i) {
        if (terms.holds(meaning.bits[i])) set.indexes.push_back(i);
      }
      return set;
    }
    case Repr::Evidence: {
      EvidenceValue evidence;
      evidence.path = "evidence";
      return evidence;
    }
    case Repr::Text:
      return std::string("\x01");  // contains nothing that a rule asks for
    case Repr::Ref:
    case Repr::Currency:
    case Repr::Verdict:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Answer> answerOf(const Variable& variable, const Terms& terms, const Vocabulary& vocabulary) {
  Answer out;
  if (terms.holds(variable.meaning.none)) {
    out.state = AnswerState::None;
    return out;
  }
  std::optional<Value> value =
      valueOf(variable.meaning, vocabulary.facts[variable.fact].type, terms, vocabulary);
  if (!value) return std::nullopt;
  out.state = AnswerState::Given;
  out.made_now = true;
  out.value = *std::move(value);
  return out;
}

Variable withConstants(Variable variable, const std::vector<Term>& from, const std::vector<Term>& to) {
  const auto replace = [&](Term& term) {
    for (std::size_t i = 0; i < from.size(); ++i) {
      if (term == from[i]) {
        term = to[i];
        return;
      }
    }
  };
  replace(variable.meaning.none);
  replace(variable.meaning.yes);
  replace(variable.meaning.number);
  for (Term& bit : variable.meaning.bits) replace(bit);
  return variable;
}

}  // namespace jurat::linear
