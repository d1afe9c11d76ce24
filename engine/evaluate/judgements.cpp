// Judgements: one stands until it expires, and while the facts it rested on are what they were.
#include <cassert>
#include <utility>

#include "engine/evaluate/describe.h"
#include "engine/evaluate/stale.h"
#include "engine/evaluate/steps.h"

namespace jurat {
namespace {

enum class Change : std::uint8_t { None, Some, Open };

// Where a known point lies against what is open: at it, away from it, or nobody can tell.
Change ofPoint(const Slot& now, const Number& then) {
  if (!(now.flags & kLowOpen) && then < now.low) return Change::Some;
  if (!(now.flags & kHighOpen) && now.high < then) return Change::Some;
  return now.exact() ? Change::None : Change::Open;
}

Change ofRange(const Slot& now, const Slot& then) {
  const bool least = !(then.flags & kLowOpen), most = !(then.flags & kHighOpen);
  const bool now_low = !(now.flags & kLowOpen), now_high = !(now.flags & kHighOpen);
  if (least && now_high && now.high < then.low) return Change::Some;
  if (most && now_low && then.high < now.low) return Change::Some;
  const bool inside =
      (!least || (now_low && then.low <= now.low)) && (!most || (now_high && now.high <= then.high));
  return inside && now.can == kValue ? Change::None : Change::Open;
}

bool isOpen(const Slot& slot, Repr repr) { return !slot.single() || !determined(slot, repr); }

// The same file when its digest is known to be the same, else the same path.
bool sameEvidence(const EvidenceValue& now, const EvidenceValue& then) {
  if (!now.sha256.empty() && !then.sha256.empty()) return now.sha256 == then.sha256;
  return now.path == then.path;
}

}  // namespace

// What the fact was, as a slot; ranges keep their bounds.
Slot Machine::recordedSlot(const Recorded& then, const Fact& fact) {
  if (then.state == AnswerState::None) return valueSlot(NoneValue{}, fact.type);
  if (then.state != AnswerState::Range) return valueSlot(then.value, fact.type);
  Slot slot;
  slot.can = kValue;
  slot.flags = kLowOpen | kHighOpen;
  for (const auto& [bound, low] : {std::pair{&then.least, true}, std::pair{&then.most, false}}) {
    if (!*bound) continue;
    const Slot at = valueSlot(**bound, fact.type);
    (low ? slot.low : slot.high) = at.low;
    slot.unit = at.unit;
    slot.flags &= static_cast<std::uint8_t>(~(low ? kLowOpen : kHighOpen));
    slot.flags |= at.flags & kMonths;
  }
  return slot;
}

namespace {

Change changeOf(const Slot& now, const Slot& then, const Recorded& recorded, const Answer* answer,
                const Fact& fact, const Vocabulary& vocabulary) {
  const Repr repr = reprOf(fact.type);
  const bool unanswered = answer == nullptr;
  if (recorded.state == AnswerState::Unknown) {
    if (now.flags & kSaidUnknown) return Change::None;
    return unanswered && (now.flags & kUnanswered) ? Change::Open : Change::Some;
  }
  if (then.is(kNone)) return now.is(kNone) ? Change::None : now.could(kNone) ? Change::Open : Change::Some;
  if (!now.could(kValue | kYes | kNo)) return Change::Some;  // it is `none` now
  const bool maybe_none = now.could(kNone);
  Change change = Change::Open;
  if (repr == Repr::Ordered) {
    const bool other_unit = now.unit && then.unit && now.unit != then.unit;
    const bool other_class = ((now.flags ^ then.flags) & kMonths) && !(now.flags & kAnyPeriod);
    if (other_unit || other_class) return Change::Some;
    if (now.flags & kAnyPeriod) return Change::Open;
    change = recorded.state == AnswerState::Range ? ofRange(now, then) : ofPoint(now, then.low);
  } else if (repr == Repr::Evidence) {
    if (unanswered || answer->state != AnswerState::Given) return Change::Open;
    const auto* file = std::get_if<EvidenceValue>(&answer->value);
    const auto* old = std::get_if<EvidenceValue>(&recorded.value);
    change = file && old && sameEvidence(*file, *old) ? Change::None : Change::Some;
  } else if (!isOpen(now, repr)) {
    change = sameValue(now, then, repr, wordsOf(fact.type, vocabulary)) ? Change::None : Change::Some;
  }
  return change == Change::None && maybe_none ? Change::Open : change;
}

Message wordsOf(const Recorded& then, const Slot& slot, const Machine& machine, const Fact& fact) {
  if (then.state == AnswerState::Unknown) return Phrase::AnswerUnknown;
  if (then.state == AnswerState::None) return Phrase::None;
  if (fact.type.kind == TypeKind::Ref) return verbatim(std::get<std::string>(then.value));
  if (const auto* file = std::get_if<EvidenceValue>(&then.value)) return verbatim(file->path);
  return slotText(machine, slot, fact.type);
}

}  // namespace

Judged Machine::judged(const Answer& answer, InstanceId instance, const Fact& judgement, PackId pack) {
  Judged out;
  const auto& made = std::get<JudgementValue>(answer.value);
  const auto lapsed = [&](Message why) {
    const Message by = verbatim(made.by);
    out.lapsed = made.on
                     ? Message(Phrase::JudgementOfDayLapsed, {by, verbatim(toText(*made.on)), std::move(why)})
                     : Message(Phrase::JudgementLapsed, {by, std::move(why)});
    return out;
  };
  if (made.expires && *made.expires < as_of_.day)
    return lapsed({Phrase::LapsedExpired, {verbatim(toText(*made.expires))}});
  if (answer.made_now) return out;
  Message stale = staleEvidence(answer, as_of_.day);
  if (!stale.empty()) return lapsed(std::move(stale));
  for (const FactId id : judgement.rests_on) {
    const Fact& fact = rules_->vocabulary().facts[id];
    InstanceId owner = instance;
    while (owner != InstanceId{kNoId} && profile_->instances[owner].entity != fact.entity)
      owner = profile_->instances[owner].parent;
    assert(owner !=
           InstanceId{kNoId});  // the checker lets a judgement rest on its own record and those around it
    for (std::uint32_t option = 0; option < fact.slots; ++option) {
      const Recorded* then = nullptr;
      for (const Recorded& each : answer.rested_on) {
        if (each.fact == id && each.option == option) then = &each;
      }
      std::string name = fact.name;
      if (fact.per != ChoiceId{kNoId}) {
        const Choice& choice = rules_->vocabulary().choices[fact.per];
        name += "[" + choice.options[choice.lowest[option]].name + "]";
      }
      if (!then) return lapsed({Phrase::LapsedUnrecorded, {verbatim(name)}});
      const Slot now = factSlot(owner, id, option, pack);
      const Answer* current = profile_->answer(owner, fact, option);
      Slot before = recordedSlot(*then, fact);
      if (fact.type.kind == TypeKind::Ref && then->state == AnswerState::Given) {
        const auto target = findReferenced(EntityId{fact.type.id}, std::get<std::string>(then->value));
        before.may = target ? raw(*target) : kNoId;
      }
      const Change change = changeOf(now, before, *then, current, fact, rules_->vocabulary());
      if (change == Change::Some) {
        const bool said = current && current->state == AnswerState::Unknown;
        return lapsed({Phrase::LapsedChanged,
                       {verbatim(name), wordsOf(*then, before, *this, fact),
                        said ? Message(Phrase::AnswerUnknown) : slotText(*this, now, fact.type)}});
      }
      if (change == Change::None) continue;
      out.open = true;
      out.cause = causes_.join(out.cause, now.cause);
    }
  }
  return out;
}

}  // namespace jurat
