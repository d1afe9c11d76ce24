// Reads of facts, definitions and tables, of one element or of every candidate.
#include <algorithm>
#include <utility>
#include <vector>

#include "engine/evaluate/steps.h"

namespace jurat {

const Slot& Steps::outer(std::uint32_t up, std::uint32_t slot) const {
  const Frame* frame = &frame_;
  for (std::uint32_t i = 0; i < up; ++i) frame = frame->parent;
  return frame->slots[slot];
}

PackId Steps::pack() const {
  const checked::DeclarationId declaration = frame_.block->declaration;
  if (declaration == checked::DeclarationId{kNoId}) return PackId{kNoId};
  return rules().program->declarations[declaration].pack;
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
    Slot slot;
    slot.can = kValue;
    slot.may = raw(frame->element);
    return slot;
  }
  const Slot& from = at(step.a);
  const EntityId wanted{step.b};
  return overElements(step, from, [&](InstanceId element) {
    Slot found;
    found.can = kValue;
    if (step.op == Op::Record) {
      if (!machine_.isPhantom(element)) {
        for (const ChildList& list : machine_.profile_->instances[element].children) {
          if (list.entity != wanted) continue;
          if (list.instances.empty()) return truthSlot(kNone);
          found.may = raw(list.instances.front());
          return found;
        }
      }
      found.may = raw(machine_.phantom(wanted));
      return found;
    }
    InstanceId up = element;
    while (up != InstanceId{kNoId} && !machine_.isPhantom(up) &&
           machine_.profile_->instances[up].entity != wanted) {
      up = machine_.parentOf(up);
    }
    // Above an unlisted element stands what stands above the listed ones: the frame's own element's
    // ancestors.
    if (up == InstanceId{kNoId} || machine_.isPhantom(up)) {
      for (const Frame* frame = &frame_; frame; frame = frame->parent) {
        InstanceId candidate = frame->element;
        while (candidate != InstanceId{kNoId} && !machine_.isPhantom(candidate) &&
               machine_.profile_->instances[candidate].entity != wanted) {
          candidate = machine_.parentOf(candidate);
        }
        if (candidate != InstanceId{kNoId} && !machine_.isPhantom(candidate)) {
          found.may = raw(candidate);
          return found;
        }
      }
      found.may = raw(machine_.phantom(wanted));
      return found;
    }
    found.may = raw(up);
    return found;
  });
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

Slot Steps::readPicked(const Step& step) {
  const Slot& option = at(step.c);
  Slot result;
  if (!begin(result, {&option})) return result;
  result.can &= static_cast<std::uint8_t>(~kValue);
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
      value = overElements(step, at(step.a),
                           [&](InstanceId e) { return machine_.factSlot(e, FactId{step.b}, lowest); });
    } else if (step.a == kNoId) {
      value = machine_.result(BlockId{step.b + lowest}, InstanceId{kNoId});
    } else {
      value = overElements(step, at(step.a),
                           [&](InstanceId e) { return machine_.result(BlockId{step.b + lowest}, e); });
    }
    result = join(result, value, step.repr, &type(step));
  }
  result.cause = machine_.causes_.join(result.cause, cause);
  if (determined(result, step.repr)) result.cause = 0;
  return result;
}

// Any value of the type, because a source is not confirmed.
Slot Steps::unsettled(std::uint32_t doubt, const Type& type) {
  const DoubtCode& why = rules().doubts[doubt];
  return machine_.unknownSlot(type, doubtful(why), nullptr);
}

std::uint32_t Steps::doubtful(const DoubtCode& why) {
  return machine_.causes_.leaf(
      {.kind = CauseKind::SourceNotConfirmed, .declaration = why.declaration, .text = why.name});
}

Slot Steps::columnPick(const Step& step) {
  const Slot& option = at(step.a);
  Slot result;
  if (!begin(result, {&option})) return result;
  result.can &= static_cast<std::uint8_t>(~kValue);
  const auto rows = static_cast<std::uint32_t>(rules().vocabulary().choices[ChoiceId{step.c}].lowest.size());
  for (const std::uint32_t lowest : possibleLowest(option, ChoiceId{step.c})) {
    result = join(result, machine_.constants_[step.b + lowest], step.repr, &type(step));
    if (step.count == 0 || !machine_.constants_[step.b + rows + lowest].is(kYes)) continue;
    result = join(result, unsettled(step.count - 1, type(step)), step.repr, &type(step));
  }
  result.cause = machine_.causes_.join(result.cause, option.cause);
  if (determined(result, step.repr)) result.cause = 0;
  return result;
}

Slot Steps::readParameterAt(const Step& step) {
  const Slot& day = at(step.a);
  Slot result;
  if (!begin(result, {&day})) return result;
  result.can &= static_cast<std::uint8_t>(~kValue);
  bool covered_low = false, covered_high = false;
  Number reach;
  for (const PickVersion& version : rules().picks[step.b]) {
    const Number from(version.from.days), until(version.until.days);
    const bool after = !(day.flags & kLowOpen) && until < day.low;
    const bool before = !(day.flags & kHighOpen) && day.high < from;
    if (after || before) continue;
    covered_low = covered_low || (!(day.flags & kLowOpen) && from <= day.low);
    covered_high = covered_high || (!(day.flags & kHighOpen) && day.high <= until);
    result = join(result, machine_.result(version.block, InstanceId{kNoId}), step.repr, &type(step));
  }
  if (!covered_low || !covered_high) {
    result = join(result, truthSlot(kError, 0, fault("the parameter has no value on that day")), step.repr,
                  &type(step));
  }
  result.cause = machine_.causes_.join(result.cause, day.cause);
  if (determined(result, step.repr)) result.cause = 0;
  return result;
}

Slot Steps::read(const Step& step) {
  switch (step.op) {
    case Op::Fact:
      return overElements(step, at(step.a),
                          [&](InstanceId e) { return machine_.factSlot(e, FactId{step.b}, step.c); });
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
      return machine_.constants_[step.a];
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
    case Op::Not: {
      const Slot& a = at(step.a);
      std::uint8_t can = a.can & kError;
      if (a.could(kYes)) can |= kNo;
      if (a.could(kNo)) can |= kYes;
      return truthSlot(can, a.cause, a.fault);
    }
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
  }
  return truthSlot(kError, 0, fault("an unknown step"));
}

}  // namespace jurat
