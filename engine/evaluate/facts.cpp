// From answers to slots: what the profile says, what it leaves open, and why.
#include <utility>

#include "engine/evaluate/stale.h"
#include "engine/evaluate/steps.h"
#include "engine/values/ordinal.h"

namespace jurat {
Slot Machine::valueSlot(const Value& value, const Type& type) {
  Slot slot;
  slot.can = kValue;
  if (std::holds_alternative<NoneValue>(value)) {
    slot.can = kNone;
    return slot;
  }
  if (const auto* truth = std::get_if<bool>(&value)) {
    slot.can = *truth ? kYes : kNo;
    return slot;
  }
  if (const auto* judgement = std::get_if<JudgementValue>(&value)) {
    slot.can = judgement->value ? kYes : kNo;
    return slot;
  }
  const bool option = std::holds_alternative<OptionValue>(value);
  if (option || std::holds_alternative<OptionSetValue>(value)) {
    std::size_t count = 1;
    if (type.kind == TypeKind::Choice)
      count = (rules_->vocabulary().choices[ChoiceId{type.id}].options.size() + 63) / 64;
    const std::uint32_t one = option ? std::get<OptionValue>(value).index : 0;
    const std::uint32_t* first = option ? &one : std::get<OptionSetValue>(value).indexes.data();
    const std::uint32_t* last = option ? first + 1 : first + std::get<OptionSetValue>(value).indexes.size();
    if (count <= 1) {
      for (const std::uint32_t* index = first; index != last; ++index) slot.may |= std::uint64_t{1} << *index;
      slot.must = slot.may;
      return slot;
    }
    std::vector<std::uint64_t> words(count, 0);
    for (const std::uint32_t* index = first; index != last; ++index)
      words[*index / 64] |= std::uint64_t{1} << (*index % 64);
    slot.may = storeBits(words);
    slot.must = slot.may;
    return slot;
  }
  if (const auto* text = std::get_if<std::string>(&value)) {
    if (type.kind == TypeKind::Currency) {
      slot.unit = currencyId(*text);
    } else {
      slot.may = static_cast<std::uint64_t>(reinterpret_cast<std::uintptr_t>(text));
    }
    return slot;
  }
  // What has no order has no bounds.
  if (std::optional<Number> place = ordinalOf(value)) slot.low = slot.high = *std::move(place);
  if (const auto* money = std::get_if<Money>(&value)) slot.unit = money->currency;
  if (const auto* period = std::get_if<Period>(&value); period && period->calendar) slot.flags = kMonths;
  return slot;
}

// Any value that the type and the fact's domain allow.
Slot Machine::unknownSlot(const Type& type, std::uint32_t cause, const Fact* domain, PackId pack) {
  Slot slot;
  slot.cause = cause;
  slot.flags = kUnanswered;
  switch (reprOf(type)) {
    case Repr::Truth:
      slot.can = kYes | kNo;
      break;
    case Repr::Option:
    case Repr::Set: {
      slot.can = kValue;
      std::size_t count = std::size(kPracticeStates);
      if (type.kind == TypeKind::Choice)
        count = rules_->vocabulary().choices[ChoiceId{type.id}].options.size();
      if (count > 0 && count <= 64) {
        slot.may = count == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
        break;
      }
      std::vector<std::uint64_t> words((count + 63) / 64, ~std::uint64_t{0});
      if (count % 64) words.back() = (std::uint64_t{1} << (count % 64)) - 1;
      slot.may = storeBits(words);
      slot.must = storeBits(std::vector<std::uint64_t>(words.size(), 0));
      break;
    }
    case Repr::Ordered:
      slot.can = kValue;
      slot.flags |= kLowOpen | kHighOpen;
      if (type.kind == TypeKind::Period) slot.flags |= kAnyPeriod;
      if (type.kind == TypeKind::Money) slot.unit = type.id;
      if (domain && domain->at_least) {
        slot.low = ordinalOf(*domain->at_least).value();
        slot.flags &= static_cast<std::uint8_t>(~kLowOpen);
      }
      if (domain && domain->at_most) {
        slot.high = ordinalOf(*domain->at_most).value();
        slot.flags &= static_cast<std::uint8_t>(~kHighOpen);
      }
      break;
    case Repr::Text:
    case Repr::Currency:
    case Repr::Ref:
    case Repr::Evidence:
    case Repr::Verdict:
      slot.can = kValue;
      slot.flags |= kUnsettled;
      break;
  }
  if (type.or_none || type.event || type.kind == TypeKind::Evidence) slot.can |= kNone;
  // What has happened has happened by the as-of day.
  if (type.event && type.kind != TypeKind::Error) {
    slot.high = type.kind == TypeKind::Moment ? Number(asOfMoment(pack).seconds) : Number(as_of_.day.days);
    slot.flags &= static_cast<std::uint8_t>(~kHighOpen);
  }
  return slot;
}

Slot Machine::answerSlot(const Answer& answer, const Type& type, InstanceId instance, FactId fact,
                         std::uint32_t lowest, PackId pack) {
  const Fact* declared = fact == FactId{kNoId} ? nullptr : &rules_->vocabulary().facts[fact];
  const auto open = [&](CauseKind kind) { return causes_.leafOf(kind, instance, fact, lowest); };
  if (answer.state == AnswerState::None) return valueSlot(NoneValue{}, type);
  if (answer.state == AnswerState::Unknown) {
    const bool judged = type.kind == TypeKind::Judgement;
    Slot slot = unknownSlot(type, open(judged ? CauseKind::JudgementNotMade : CauseKind::FactUnknown),
                            declared, pack);
    slot.flags |= kSaidUnknown;
    return slot;
  }
  // What was said on evidence that does not count any more is not said any more. Judgements see to it
  // themselves, and evidence that does not count is none.
  if (answer.evidence && type.kind != TypeKind::Judgement && type.kind != TypeKind::Evidence) {
    const Message stale = staleEvidence(answer, as_of_.day);
    if (!stale.empty()) {
      Cause cause{.kind = CauseKind::FactUnknown, .instance = instance, .fact = fact, .option = lowest};
      cause.lapsed = {Phrase::AnswerLapsed, {stale}};
      return unknownSlot(type, causes_.leaf(std::move(cause)), declared, pack);
    }
  }
  if (answer.state == AnswerState::Range && type.set) {
    // Of these options some are in it for certain; that it is whole nobody has said.
    Slot slot = unknownSlot(type, open(CauseKind::FactUnknown), declared, pack);
    if (answer.least) slot.must = valueSlot(*answer.least, type).must;
    if (answer.most) slot.may = valueSlot(*answer.most, type).may;
    return slot;
  }
  if (answer.state == AnswerState::Range) {
    Slot slot = unknownSlot(type, open(CauseKind::FactUnknown), declared, pack);
    slot.flags &= static_cast<std::uint8_t>(~(kUnanswered | kAnyPeriod));
    if (!type.event) slot.can = kValue;
    for (const auto& [bound, low] : {std::pair{&answer.least, true}, std::pair{&answer.most, false}}) {
      if (!*bound) continue;
      const Value& value = **bound;
      if (const auto* money = std::get_if<Money>(&value)) slot.unit = money->currency;
      if (const auto* period = std::get_if<Period>(&value); period && period->calendar) slot.flags |= kMonths;
      const Number at = ordinalOf(value).value();
      if (low) {
        slot.low = at;
        slot.flags &= static_cast<std::uint8_t>(~kLowOpen);
      } else if (!type.event || at <= slot.high) {
        slot.high = at;
        slot.flags &= static_cast<std::uint8_t>(~kHighOpen);
        if (type.event) slot.can = kValue;
      }
    }
    if (type.event && !(slot.flags & kLowOpen) && slot.high < slot.low) return valueSlot(NoneValue{}, type);
    if (slot.exact()) slot.cause = 0;
    return slot;
  }
  if (declared && std::holds_alternative<JudgementValue>(answer.value)) {
    Judged judgement = judged(answer, instance, *declared, pack);
    if (!judgement.lapsed.empty()) {
      Cause cause{.kind = CauseKind::JudgementNotMade, .instance = instance, .fact = fact, .option = lowest};
      cause.lapsed = std::move(judgement.lapsed);
      return unknownSlot(type, causes_.leaf(std::move(cause)), declared, pack);
    }
    if (judgement.open) return unknownSlot(type, judgement.cause, declared, pack);
  }
  if (std::holds_alternative<EvidenceValue>(answer.value)) {
    Slot slot;
    slot.can = staleEvidence(answer, as_of_.day).empty() ? kValue : kNone;
    return slot;
  }
  // An event that lies ahead has not happened: it is planned, and reads as none.
  if (const auto* day = std::get_if<Date>(&answer.value); day && type.event && as_of_.day < *day) {
    return valueSlot(NoneValue{}, type);
  }
  if (const auto* moment = std::get_if<Moment>(&answer.value); moment && type.event) {
    if (asOfMoment(pack) < *moment) return valueSlot(NoneValue{}, type);
  }
  if (type.kind == TypeKind::Ref) {
    const auto* id = std::get_if<std::string>(&answer.value);
    const std::optional<InstanceId> target = id ? findReferenced(EntityId{type.id}, *id) : std::nullopt;
    if (!target) return unknownSlot(type, open(CauseKind::FactUnknown), declared, pack);
    Slot slot;
    slot.can = kValue;
    slot.may = raw(*target);
    return slot;
  }
  return valueSlot(answer.value, type);
}

Slot Machine::factSlot(InstanceId instance, FactId fact, std::uint32_t lowest, PackId pack) {
  const Fact& declared = rules_->vocabulary().facts[fact];
  facts_read_[raw(fact)] = true;
  // When a moment has happened, and a judgement that rests on one, depend on the pack that asks (see the
  // constructor); all else is the same for every reader.
  if (isPhantom(instance) || said_at_[raw(fact)] == kNoId)
    return readFact(instance, declared, fact, lowest, pack);
  const std::size_t place = answer_offset_[raw(instance)] + declared.slot + lowest;
  Slot& said = said_[place];
  if (said_start_[place] != start_) {
    said = readFact(instance, declared, fact, lowest, pack);
    said_start_[place] = start_;
  }
  return said;
}

// The commonest answers, yes and no and none at all, are written where they stay; readFact() says the same.
void Machine::sayNow(std::size_t place, InstanceId instance, FactId fact, std::uint32_t lowest) {
  said_start_[place] = start_;
  Slot& out = said_[place];
  const Fact& declared = rules_->vocabulary().facts[fact];
  if (plain_[raw(fact)]) {
    const Answer* answer = profile_->answer(instance, declared, lowest);
    const bool* given = answer && answer->state == AnswerState::Given && !answer->evidence
                            ? std::get_if<bool>(&answer->value)
                            : nullptr;
    if (!answer || given) {
      out.can = !answer ? kYes | kNo : *given ? kYes : kNo;
      out.flags = answer ? std::uint8_t{0} : kUnanswered;
      out.unit = out.fault = 0;
      out.cause = answer ? 0 : causes_.leafOf(CauseKind::FactNotGiven, instance, fact, lowest);
      return;
    }
  }
  out = readFact(instance, declared, fact, lowest, PackId{kNoId});
}

bool Machine::hasHappened(InstanceId element, const Entity& entity, PackId pack) {
  if (entity.ordered_by == FactId{kNoId}) return true;
  const Slot* said = this->said(element, entity.ordered_by, 0);
  const Slot read = said ? Slot{} : factSlot(element, entity.ordered_by, 0, pack);
  const Slot& day = said ? *said : read;
  if (day.is(kNone)) return false;
  const bool date = rules_->vocabulary().facts[entity.ordered_by].type.kind == TypeKind::Date;
  return !date || !day.exact() || day.low <= Number(as_of_.day.days);
}

Slot Machine::unlistedSlot(FactId fact, PackId pack) {
  const Fact& declared = rules_->vocabulary().facts[fact];
  return unknownSlot(declared.type, 0, &declared, pack);
}

Slot Machine::readFact(InstanceId instance, const Fact& declared, FactId fact, std::uint32_t lowest,
                       PackId pack) {
  const bool real = !isPhantom(instance);
  if (real) {
    if (const Answer* answer = profile_->answer(instance, declared, lowest)) {
      return answerSlot(*answer, declared.type, instance, fact, lowest, pack);
    }
    const bool has_none =
        declared.type.or_none || declared.type.event || declared.type.kind == TypeKind::Evidence;
    if (profile_->instances[instance].complete && has_none) return valueSlot(NoneValue{}, declared.type);
  }
  // What an unlisted element says is asked for by the list itself.
  if (!real) return unknownSlot(declared.type, 0, &declared, pack);
  std::uint32_t& leaf = leafOf(instance, declared.slot + lowest);
  if (leaf == 0) {
    const bool judged = declared.type.kind == TypeKind::Judgement;
    leaf = causes_.leafOf(judged ? CauseKind::JudgementNotMade : CauseKind::FactNotGiven, instance, fact,
                          lowest);
  }
  return unknownSlot(declared.type, leaf, &declared, pack);
}

}  // namespace jurat
