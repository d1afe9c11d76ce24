// Reads of answers, definitions and parameters.
#include <utility>

#include "engine/advice/timeline/motions.h"

namespace jurat {
namespace {

Flip about(InstanceId instance, FactId fact, DateReason reason) {
  Flip flip;
  flip.reason = reason;
  flip.instance = instance;
  flip.fact = fact;
  return flip;
}

}  // namespace

// What has happened has happened by the as-of day, so of an event that is not known the last day moves.
Motion Motions::openEvent(const Type& type, const Slot& slot, Motion out, PackId pack) {
  if (!type.event || !slot.could(kValue) || (slot.flags & kHighOpen)) return out;
  const BoundId now = type.kind == TypeKind::Moment ? momentBound(pack) : todayBound();
  return follow(now, slot.high, out, &Motion::high) ? out : hop();
}

// Evidence counts from the day it is effective until it expires.
void Motions::limitByEvidence(const Answer& answer, const Flip& about, Motion& out) const {
  const EvidenceValue* file = evidenceOf(answer);
  if (!file) return;
  Flip begins = about, ends = about;
  begins.reason = DateReason::EvidenceCounts;
  ends.reason = DateReason::EvidenceExpires;
  out.limit(within(file->effective_from, file->expires, begins, ends));
}

// Of an event: as far as it can have happened by now.
Motion Motions::range(const Answer& answer, const Slot& slot, const Fact& fact, const Flip& about,
                      PackId pack) {
  Motion out;
  if (!fact.type.event) return out;
  const bool moment = fact.type.kind == TypeKind::Moment;
  const Bound now = nowBound(moment, pack);
  for (const std::optional<Value>* bound : {&answer.least, &answer.most}) {
    if (!*bound) continue;
    const auto* day = std::get_if<Date>(&**bound);
    const auto* instant = std::get_if<Moment>(&**bound);
    if (!day && !instant) return hop();
    out.limit(bounds_.apart(now, {.open = false, .at = Number(day ? day->days : instant->seconds)}), about);
  }
  // Until the last day of the range has come its high end is the as-of day.
  const bool bounded = slot.could(kValue) && slot.could(kNone);
  return bounded ? openEvent(fact.type, slot, out, pack) : out;
}

Motion Motions::answered(const Answer& answer, InstanceId instance, FactId fact, std::uint32_t lowest,
                         PackId pack) {
  const Fact& declared = machine_->rules().vocabulary().facts[fact];
  const Slot slot = machine_->factSlot(instance, fact, lowest, pack);
  const Flip happens = about(instance, fact, DateReason::Happens);
  Motion out;
  if (answer.state == AnswerState::None) return out;
  if (answer.state == AnswerState::Unknown) return openEvent(declared.type, slot, out, pack);
  limitByEvidence(answer, happens, out);
  if (slot.cause != 0 && declared.type.event && answer.state == AnswerState::Given)
    return openEvent(declared.type, slot, out, pack);  // what stands behind it does not count
  if (answer.state == AnswerState::Range) {
    if (slot.flags & kUnanswered) return openEvent(declared.type, slot, out, pack);
    Motion ranged = range(answer, slot, declared, happens, pack);
    ranged.limit(out);
    return ranged;
  }
  if (const auto* judgement = std::get_if<JudgementValue>(&answer.value)) {
    const Flip expires = about(instance, fact, DateReason::JudgementExpires);
    out.limit(within(std::nullopt, judgement->expires, expires, expires));
    if (answer.made_now) return out;
    for (const FactId id : declared.rests_on) {
      const Fact& rests = machine_->rules().vocabulary().facts[id];
      InstanceId owner = instance;
      while (owner != InstanceId{kNoId} && machine_->profile().instances[owner].entity != rests.entity)
        owner = machine_->profile().instances[owner].parent;
      if (owner == InstanceId{kNoId}) return hop();
      for (std::uint32_t option = 0; option < rests.slots; ++option)
        out.limit(settled(factOf(owner, id, option, pack)));
    }
    return out;
  }
  if (!declared.type.event) return out;
  if (const auto* date = std::get_if<Date>(&answer.value))
    out.limit(within(*date, std::nullopt, happens, happens));
  if (const auto* moment = std::get_if<Moment>(&answer.value))
    out.limit(bounds_.apart(nowBound(true, pack), {.open = false, .at = Number(moment->seconds)}), happens);
  return out;
}

Motion Motions::factOf(InstanceId instance, FactId fact, std::uint32_t lowest, PackId pack) {
  const Fact& declared = machine_->rules().vocabulary().facts[fact];
  if (machine_->isPhantom(instance))
    return openEvent(declared.type, machine_->unlistedSlot(fact, pack), {}, pack);
  if (const Answer* answer = machine_->profile().answer(instance, declared, lowest))
    return answered(*answer, instance, fact, lowest, pack);
  if (!declared.type.event) return {};
  return openEvent(declared.type, machine_->factSlot(instance, fact, lowest, pack), {}, pack);
}

Motion Motions::fact(const Place& at) {
  const Step& step = at.step;
  const Slot& ref = at.slot(step.a);
  const FactId id{step.b};
  Motion out;
  out.limit(at.motion(step.a));
  if (step.op == Op::FactPick) out.limit(settled(at.motion(step.c)));
  // One element and one option, which is the usual case.
  if (step.op == Op::Fact && ref.exactlyOne()) {
    Motion motion = factOf(InstanceId{static_cast<std::uint32_t>(ref.may)}, id, step.c, at.pack());
    motion.limit(out);
    return motion;
  }
  const Type& type = machine_->rules().vocabulary().facts[id].type;
  const std::vector<FactRead> read = answersRead(*machine_, at.frame, step);
  std::vector<Part> parts;
  for (const FactRead& one : read) {
    const bool unlisted = one.element == InstanceId{kNoId};
    parts.emplace_back(&one.slot, unlisted ? openEvent(type, one.slot, {}, at.pack())
                                           : factOf(one.element, id, one.option, at.pack()));
  }
  Motion motion = either(at, parts);
  motion.limit(out);
  return motion;
}

Motion Motions::definition(const Place& at) {
  const Step& step = at.step;
  Motion out;
  if (step.a != kNoId) out.limit(at.motion(step.a));
  if (step.op == Op::DefinitionPick) out.limit(settled(at.motion(step.c)));
  std::vector<Part> parts;
  for (const Frame* run : runs_.definitionsRead(at.frame, step))
    parts.emplace_back(run->result, of(*run)[run->block->result]);
  Motion motion = parts.size() == 1 && step.op == Op::Definition ? parts.front().second : either(at, parts);
  motion.limit(out);
  return motion;
}

Motion Motions::parameterAt(const Place& at) {
  const Slot& day = at.slot(at.step.a);
  const Motion& motion = at.motion(at.step.a);
  Motion out;
  out.limit(motion);
  const Flip why = flip(at, DateReason::Version);
  std::vector<Part> parts;
  for (const PickVersion& version : machine_->rules().picks[at.step.b]) {
    if (motion.moves() && day.could(kValue)) {
      for (const Bound& bound : {lowOf(day, motion), highOf(day, motion)}) {
        out.limit(bounds_.apart(bound, {.open = false, .at = Number(version.from.days)}), why);
        out.limit(bounds_.apart(bound, {.open = false, .at = Number(version.until.days)}), why);
      }
    }
    const Frame* frame = machine_->ran(version.block, InstanceId{kNoId});
    if (frame) parts.emplace_back(frame->result, of(*frame)[frame->block->result]);
  }
  Motion value = either(at, parts);
  value.limit(out);
  return value;
}

}  // namespace jurat
