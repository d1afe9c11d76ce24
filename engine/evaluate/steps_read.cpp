// Reads of facts, definitions and tables, of one element or of every candidate.
#include <algorithm>
#include <utility>
#include <vector>

#include "engine/evaluate/steps.h"

namespace jurat {

const Slot& Steps::outer(std::uint32_t up, std::uint32_t slot) const {
  const Frame* frame = &frame_;
  for (std::uint32_t i = 0; i < up; ++i) frame = frame->parent;
  return machine_.slotOf(*frame, slot);
}

PackId Steps::pack() const { return frame_.block->pack; }

// Whose elements a read of a fact or definition is about; kNoId for steps from element to element.
EntityId Steps::readEntity(const Step& step) const {
  switch (step.op) {
    case Op::Fact:
    case Op::FactPick:
      return rules().vocabulary().facts[FactId{step.b}].entity;
    case Op::Definition:
    case Op::DefinitionPick:
      return rules().blocks[BlockId{step.b}].subject;
    default:
      return EntityId{kNoId};
  }
}

Slot Steps::refTo(InstanceId only) {
  Slot slot;
  slot.can = kValue;
  slot.may = raw(only);
  return slot;
}

Slot Steps::refTo(const std::vector<InstanceId>& candidates, bool maybe_none, std::uint32_t cause) {
  Slot slot;
  slot.cause = cause;
  if (maybe_none) slot.can |= kNone;
  if (candidates.empty()) return slot;
  slot.can |= kValue;
  if (candidates.size() == 1) {
    slot.may = raw(candidates.front());
    return slot;
  }
  slot.may = machine_.refs_.size();
  slot.flags |= kManyRefs;
  machine_.refs_.push_back(candidates);
  return slot;
}

Slot Steps::ref(const Step& step) {
  if (step.op == Op::Element) {
    const Frame* frame = &frame_;
    for (std::uint32_t i = 0; i < step.a; ++i) frame = frame->parent;
    return refTo(frame->element);
  }
  const Slot& from = at(step.a);
  const EntityId wanted{step.b};
  return overElements(step, from, [&](InstanceId element) {
    return step.op == Op::Record ? recordOf(element, wanted) : ancestorOf(element, wanted);
  });
}

Slot Steps::recordOf(InstanceId element, EntityId wanted) {
  if (machine_.isPhantom(element)) return refTo(machine_.phantom(wanted, element));
  for (const ChildList& list : machine_.profile_->instances[element].children) {
    if (list.entity != wanted) continue;
    if (list.instances.empty()) return truthSlot(kNone);
    return refTo(list.instances.front());
  }
  return truthSlot(kNone);
}

// Above an element that no list names stands what stands above the lists; in between nothing is known.
Slot Steps::ancestorOf(InstanceId element, EntityId wanted) {
  InstanceId up = element;
  if (machine_.isPhantom(up)) {
    if (machine_.phantomEntity(up) == wanted) return refTo(up);
    up = machine_.phantomAt(up).above;
  }
  while (up != InstanceId{kNoId} && machine_.profile_->instances[up].entity != wanted) {
    up = machine_.profile_->instances[up].parent;
  }
  return refTo(up == InstanceId{kNoId} ? machine_.phantom(wanted, element) : up);
}

std::vector<std::uint32_t> Steps::possibleLowest(const Slot& option, ChoiceId choice) const {
  const Choice& source = rules().vocabulary().choices[choice];
  const std::uint32_t count = static_cast<std::uint32_t>((source.options.size() + 63) / 64);
  const std::uint64_t* may = bits(option.may, count);
  std::vector<std::uint32_t> result;
  for (std::uint32_t i = 0; i < source.lowest.size(); ++i) {
    // An option that has others under it stands for any of these.
    bool possible = false;
    for (std::uint32_t at_option = source.lowest[i]; at_option != kNoId;
         at_option = source.options[at_option].parent) {
      possible = possible || (may[at_option / 64] >> (at_option % 64) & 1);
    }
    if (possible) result.push_back(i);
  }
  return result;
}

namespace {

// Where all options that are meant agree it does not matter that nobody says which one is.
std::uint8_t withoutSilence(Slot& slot) {
  const auto silent = static_cast<std::uint8_t>(slot.flags & kUnanswered);
  slot.flags &= static_cast<std::uint8_t>(~kUnanswered);
  return silent;
}

void settlePicked(Slot& slot, Repr repr, std::uint8_t silent) {
  if (determined(slot, repr)) {
    slot.cause = 0;
  } else {
    slot.flags |= silent;
  }
}

}  // namespace

Slot Steps::readPicked(const Step& step) {
  const Slot& option = at(step.c);
  Slot result;
  if (!begin(result, {&option})) return result;
  result.can &= static_cast<std::uint8_t>(~kValue);
  const auto silent = withoutSilence(result);
  ChoiceId choice{kNoId};
  if (step.op == Op::FactPick) {
    choice = rules().vocabulary().facts[FactId{step.b}].per;
  } else {
    choice = rules().program->declarations[rules().blocks[BlockId{step.b}].declaration].per;
  }
  const std::uint32_t cause = option.cause;
  for (const std::uint32_t lowest : possibleLowest(option, choice)) {
    Slot value;
    if (step.op == Op::FactPick) {
      value = overElements(step, at(step.a), [&](InstanceId e) {
        return machine_.factSlot(e, FactId{step.b}, lowest, pack());
      });
    } else if (step.a == kNoId) {
      value = machine_.result(BlockId{step.b + lowest}, InstanceId{kNoId});
    } else {
      value = overElements(step, at(step.a),
                           [&](InstanceId e) { return machine_.result(BlockId{step.b + lowest}, e); });
    }
    result = join(result, value, step.repr, &type(step));
  }
  result.cause = machine_.causes_.join(result.cause, cause);
  settlePicked(result, step.repr, silent);
  return result;
}

// Any value of the type, because a source is not confirmed.
Slot Steps::unsettled(std::uint32_t doubt, const Type& type) {
  const DoubtCode& why = rules().doubts[doubt];
  return machine_.unknownSlot(type, doubtful(why), nullptr, pack());
}

std::uint32_t Steps::doubtful(const DoubtCode& why) {
  return machine_.causes_.leaf({.kind = CauseKind::SourceNotConfirmed,
                                .declaration = why.declaration,
                                .text = why.name,
                                .row = why.row});
}

Slot Steps::columnPick(const Step& step) {
  const Slot& option = at(step.a);
  Slot result;
  if (!begin(result, {&option})) return result;
  result.can &= static_cast<std::uint8_t>(~kValue);
  const auto silent = withoutSilence(result);
  const auto rows = static_cast<std::uint32_t>(rules().vocabulary().choices[ChoiceId{step.c}].lowest.size());
  for (const std::uint32_t lowest : possibleLowest(option, ChoiceId{step.c})) {
    result = join(result, machine_.constants_[step.b + lowest], step.repr, &type(step));
    if (step.count == 0 || !machine_.constants_[step.b + rows + lowest].is(kYes)) continue;
    result = join(result, unsettled(step.count - 1, type(step)), step.repr, &type(step));
  }
  result.cause = machine_.causes_.join(result.cause, option.cause);
  settlePicked(result, step.repr, silent);
  return result;
}

Slot Steps::readParameterAt(const Step& step) {
  const Slot& day = at(step.a);
  Slot result;
  if (!begin(result, {&day})) return result;
  result.can &= static_cast<std::uint8_t>(~kValue);
  // The first day for which no version has been found yet.
  Number open_from = day.flags & kLowOpen ? Number(kFirstDate.days) : day.low;
  const Number end = day.flags & kHighOpen ? Number(kLastDate.days) : day.high;
  bool gap = false;
  for (const PickVersion& version : rules().picks[step.b]) {
    const Number from(version.from.days), until(version.until.days);
    if (until < open_from || end < from) continue;
    gap = gap || open_from < from;
    open_from = Number(version.until.days + 1);
    result = join(result, machine_.result(version.block, InstanceId{kNoId}), step.repr, &type(step));
  }
  gap = gap || open_from <= end;
  if (gap) {
    result = join(result, truthSlot(kError, 0, fault(Phrase::NoParameterValue)), step.repr, &type(step));
  }
  result.cause = machine_.causes_.join(result.cause, day.cause);
  if (determined(result, step.repr)) result.cause = 0;
  return result;
}

Slot Steps::read(const Step& step) {
  switch (step.op) {
    case Op::Fact:
      return overElements(step, at(step.a),
                          [&](InstanceId e) { return machine_.factSlot(e, FactId{step.b}, step.c, pack()); });
    case Op::Definition:
      if (step.a == kNoId) return machine_.result(BlockId{step.b}, InstanceId{kNoId});
      return overElements(step, at(step.a),
                          [&](InstanceId e) { return machine_.result(BlockId{step.b}, e); });
    case Op::ParameterAt:
      return readParameterAt(step);
    case Op::ColumnPick:
      return columnPick(step);
    default:
      return readPicked(step);
  }
}

Slot Steps::run(const Step& step, Span where) {
  where_ = where;
  switch (step.op) {
    case Op::Constant:
    case Op::Not:
      break;  // quick() has made it
    case Op::AsOfDay: {
      Slot slot;
      slot.can = kValue;
      slot.low = Number(machine_.as_of_.day.days);
      slot.high = slot.low;
      return slot;
    }
    case Op::AsOfMoment: {
      Slot slot;
      slot.can = kValue;
      slot.low = Number(machine_.asOfMoment(pack()).seconds);
      slot.high = slot.low;
      return slot;
    }
    case Op::Element:
    case Op::Ancestor:
    case Op::Record:
      return ref(step);
    case Op::Outer:
      return outer(step.a, step.b);
    case Op::SeriesFirst:
    case Op::SeriesLast:
      return seriesEnd(step);
    case Op::Previous:
      return previous(step);
    case Op::Fact:
    case Op::FactPick:
    case Op::Definition:
    case Op::DefinitionPick:
    case Op::ParameterAt:
    case Op::ColumnPick:
      return read(step);
    case Op::Holds:
      return holds(step);
    case Op::Negate:
    case Op::Add:
    case Op::Subtract:
    case Op::Multiply:
    case Op::Divide:
    case Op::DatePlus:
    case Op::DateMinus:
    case Op::WorkingDays:
    case Op::DaysBetween:
    case Op::DaysIn:
    case Op::Convert:
    case Op::CurrencyOf:
    case Op::Rounded:
    case Op::Highest:
    case Op::Lowest:
      return arithmetic(step);
    case Op::SetPlus:
    case Op::SetWithout:
      return setCombine(step);
    case Op::SumOver:
    case Op::HighestOver:
    case Op::LowestOver:
    case Op::CountOf:
    case Op::AnyHas:
    case Op::EveryHas:
    case Op::DomainEmpty:
      return list(step);
    case Op::CountTrue:
      return countTrue(step);
    case Op::Compare:
      return compare(step);
    case Op::Given:
      return whereGiven(step);
    case Op::IsGiven:
    case Op::IsKnown:
      return given(step);
    case Op::SetEmpty:
      return setEmpty(step);
    case Op::InOptions:
      return inOptions(step);
    case Op::IncludesAny:
    case Op::IncludesAll:
    case Op::IncludesSet:
      return includes(step);
    case Op::ContainsText:
      return containsText(step);
    case Op::AtLeast:
      return atLeast(step);
    case Op::Select:
      return select(step);
    case Op::AsOfWithin: {
      const std::int32_t day = machine_.as_of_.day.days;
      const bool inside =
          static_cast<std::int32_t>(step.a) <= day && day <= static_cast<std::int32_t>(step.b);
      return truthSlot(inside ? kYes : kNo);
    }
    case Op::Doubt:
      return truthSlot(kYes | kNo, doubtful(rules().doubts[step.a]));
    case Op::Unsettled:
      return unsettled(step.a, type(step));
    case Op::InForce:
      return inForce(step);
    case Op::JustBefore:
      return justBefore(step);
    case Op::JudgeCondition:
    case Op::JudgeEvent:
    case Op::Excepted:
      return judge(step);
    case Op::MatchRows:
      return matchRows(step);
    case Op::Result:
      return result(step);
  }
  return truthSlot(kError, 0, fault(Phrase::UnknownStep));
}

}  // namespace jurat
