#include "engine/evaluate/demand.h"

#include <new>

#include "engine/evaluate/operands.h"
#include "engine/evaluate/quick_steps.h"
#include "engine/evaluate/reckoner.h"

namespace jurat {
namespace {

using checked::CompareOp;

// Written over whatever stands there: of a truth nothing else is read, and no slot that is free holds memory.
const Slot& truth(const Frame& frame, std::uint32_t slot, std::uint8_t can, std::uint32_t cause = 0,
                  std::uint32_t fault = 0) {
  Slot& out = frame.slots[slot];
  out.can = can;
  out.flags = 0;
  out.unit = 0;
  out.fault = fault;
  out.cause = out.single() ? 0 : cause;
  return out;
}

// Likewise of a ref; nobody is none.
const Slot& refTo(const Frame& frame, std::uint32_t slot, InstanceId element) {
  Slot& out = frame.slots[slot];
  out.can = element == InstanceId{kNoId} ? kNone : kValue;
  out.flags = 0;
  out.cause = out.fault = out.unit = 0;
  out.may = element == InstanceId{kNoId} ? 0 : raw(element);
  out.must = 0;
  return out;
}

std::uint8_t yesOr(bool yes, bool no) {
  return static_cast<std::uint8_t>((yes ? kYes : std::uint8_t{0}) | (no ? kNo : std::uint8_t{0}));
}

}  // namespace

const Slot& Demand::made(const Frame& frame, std::uint32_t slot) {
  ++machine_.steps_;
  const PreparedStep& step = prepared_.steps[frame.block->first + slot];
  switch (step.ask) {
    case Ask::Constant:
      return prepared_.constants[step.a];
    case Ask::Element:
      return refTo(frame, slot, frame.element);
    case Ask::Outer:
      return outer(frame, step);
    case Ask::OwnFact:
      return fact(frame, slot, frame.element, step);
    case Ask::Fact: {
      const Slot& from = value(frame, step.a);
      if (!from.exactlyOne()) return plainly(frame, slot);
      return fact(frame, slot, InstanceId{static_cast<std::uint32_t>(from.may)}, step);
    }
    case Ask::OwnDefinition:
      return definitionOf(BlockId{step.b}, frame.element);
    case Ask::Definition:
      return definition(frame, slot, step);
    case Ask::Not: {
      const Slot& a = value(frame, step.a);
      const auto can =
          static_cast<std::uint8_t>((a.can & kError) | ((a.can & kYes) << 1) | ((a.can & kNo) >> 1));
      return truth(frame, slot, can, a.cause, a.fault);
    }
    case Ask::All:
    case Ask::Any:
    case Ask::AnyIncluded:
      return tally(frame, slot, step);
    case Ask::Select:
      return select(frame, slot, step);
    case Ask::Compare:
      return compare(frame, slot, step);
    case Ask::InOptions:
    case Ask::Includes:
    case Ask::SetEmpty:
      return options(frame, slot, step);
    case Ask::Given: {
      // That it is `none` makes no difference here, unless it is nothing else.
      const Slot& a = value(frame, step.a);
      return a.could(kNone) && !a.is(kNone) ? plainly(frame, slot) : a;
    }
    case Ask::IsGiven:
      return isGiven(frame, slot, step);
    case Ask::SameTruth:
      return sameTruth(frame, slot, step);
    case Ask::Multiply:
      return multiply(frame, slot, step);
    case Ask::Previous:
      return previous(frame, slot, step);
    case Ask::SeriesEnd:
      return seriesEnd(frame, slot, step);
    case Ask::Has:
      return has(frame, slot, step);
    case Ask::Duty:
      return duty(frame, slot, step);
    case Ask::Extreme:
      return extreme(frame, slot, step);
    case Ask::Ancestor:
    case Ask::InWideOptions:
    case Ask::Step:
      break;
  }
  return plainly(frame, slot);
}

const Slot& Demand::definitionOf(BlockId block, InstanceId element) {
  return machine_.reckoner_ ? machine_.reckoner_->slotOf(block, element) : machine_.result(block, element);
}

const Slot& Demand::outer(const Frame& frame, const PreparedStep& step) {
  const Frame* up = &frame;
  for (std::uint32_t i = 0; i < step.a; ++i) up = up->parent;
  return machine_.slotOf(*up, step.b);
}

const Slot& Demand::fact(const Frame& frame, std::uint32_t slot, InstanceId element,
                         const PreparedStep& step) {
  const FactId fact{step.b};
  if (const Slot* said = machine_.say(element, fact, step.c)) return *said;
  Slot& out = frame.slots[slot];
  out = machine_.factSlot(element, fact, step.c, frame.block->pack);
  machine_.keep(out);
  return out;
}

const Slot& Demand::definition(const Frame& frame, std::uint32_t slot, const PreparedStep& step) {
  if (step.a == kNoId) return definitionOf(BlockId{step.b}, InstanceId{kNoId});
  const Slot& from = value(frame, step.a);
  if (!from.exactlyOne()) return plainly(frame, slot);
  return definitionOf(BlockId{step.b}, InstanceId{static_cast<std::uint32_t>(from.may)});
}

// As quickAtLeast(), up to the first limb that decides whatever the others are.
const Slot& Demand::tally(const Frame& frame, std::uint32_t slot, const PreparedStep& step) {
  const bool all = step.ask == Ask::All;
  const std::uint8_t deciding = all ? kNo : kYes;
  const std::uint32_t* operand = prepared_.operands.data() + step.a;
  std::uint8_t every = 0xff, some = 0;
  std::uint32_t cause = 0, fault = 0;
  if (step.ask == Ask::AnyIncluded) {
    const Slot& set = fact(frame, slot, frame.element, step);
    if (set.can != kValue) return plainly(frame, slot);
    if (set.must & step.mask) return truth(frame, slot, kYes);
    every = some = kAsked[yesOr((set.may & step.mask) != 0, true)];
    if (some & kYes) cause = set.cause;
  }
  for (std::uint32_t i = 0; i < step.count; ++i) {
    const Slot& each = value(frame, operand[i]);
    if (each.can == deciding) return truth(frame, slot, deciding);
    const std::uint8_t asked = kAsked[each.can & 31];
    every &= asked;
    some |= asked;
    if (each.can & kError) [[unlikely]]
      fault = each.fault;
    cause = machine_.causes_.join(cause, each.cause);
  }
  const std::uint8_t can = all ? allOf(every, some) : oneOf(every, some);
  return truth(frame, slot, can, cause, can & kError ? fault : 0);
}

// As quickSelect(), and of the values only that which stands.
const Slot& Demand::select(const Frame& frame, std::uint32_t slot, const PreparedStep& step) {
  const PreparedCase* one = prepared_.cases.data() + step.a;
  std::uint32_t chosen = step.b;
  const PreparedCase* held = nullptr;
  const Slot* open = nullptr;
  for (std::uint32_t i = 0; i < step.count; ++i) {
    const Slot& condition = value(frame, one[i].condition);
    if (condition.can == kNo) continue;
    if (held || (condition.can != kYes && condition.can != (kYes | kNo))) return plainly(frame, slot);
    held = &one[i];
    if (condition.can == kYes) {
      chosen = one[i].value;
    } else {
      open = &condition;
    }
  }
  if (chosen == kNoId) return plainly(frame, slot);
  if (open) {
    // One case that may apply, beside the general one: either is possible.
    if (!step.flags) return plainly(frame, slot);
    const Slot& general = value(frame, chosen);
    const Slot& other = value(frame, held->value);
    const auto can = static_cast<std::uint8_t>(general.can | other.can);
    if (can & ~(kYes | kNo)) return plainly(frame, slot);
    const std::uint32_t cause = machine_.causes_.join(general.cause, other.cause);
    return truth(frame, slot, can, machine_.causes_.join(cause, open->cause));
  }
  const Slot& stands = value(frame, chosen);
  if (!(stands.flags & kSaidUnknown)) return stands;
  Slot& out = frame.slots[slot];
  out = stands;
  out.flags &= static_cast<std::uint8_t>(~kSaidUnknown);
  machine_.keep(out);
  return out;
}

const Slot& Demand::compare(const Frame& frame, std::uint32_t slot, const PreparedStep& step) {
  const Slot& a = value(frame, step.a);
  const Slot& b = value(frame, step.b);
  if (!a.exact() || !b.exact() || a.unit != b.unit || ((a.flags ^ b.flags) & kMonths))
    return plainly(frame, slot);
  return truth(frame, slot, holdsFor(static_cast<CompareOp>(step.flags), a.low <=> b.low) ? kYes : kNo);
}

const Slot& Demand::options(const Frame& frame, std::uint32_t slot, const PreparedStep& step) {
  const Slot& a = value(frame, step.a);
  if (a.can != kValue) return plainly(frame, slot);
  std::uint8_t can = 0;
  if (step.ask == Ask::InOptions) {
    can = yesOr((a.may & step.mask) != 0, (a.may & ~step.mask) != 0);
  } else if (step.ask == Ask::Includes) {
    can = yesOr((a.may & step.mask) != 0, (a.must & step.mask) == 0);
  } else {
    can = yesOr(a.must == 0, a.may != 0);
  }
  return truth(frame, slot, can, a.cause);
}

// As given().
const Slot& Demand::isGiven(const Frame& frame, std::uint32_t slot, const PreparedStep& step) {
  const Slot& a = value(frame, step.a);
  const bool silent = (a.could(kValue) && a.flags & kUnanswered) || (a.could(kYes) && a.could(kNo));
  const bool there = step.flags && a.must == kThere;
  const bool some = a.could(kValue | kYes | kNo);
  std::uint8_t can = yesOr(some, a.could(kNone) || (some && silent && !there));
  if (a.could(kError)) can |= kError;
  return truth(frame, slot, can, a.cause, a.fault);
}

const Slot& Demand::sameTruth(const Frame& frame, std::uint32_t slot, const PreparedStep& step) {
  const Slot& a = value(frame, step.a);
  const Slot& b = value(frame, step.b);
  constexpr std::uint8_t kOther = kValue | kNone | kError;
  if (a.can == 0 || b.can == 0 || ((a.can | b.can) & kOther)) return plainly(frame, slot);
  const bool apart = (a.could(kYes) && b.could(kNo)) || (a.could(kNo) && b.could(kYes));
  return truth(frame, slot, yesOr((a.can & b.can) != 0, apart), machine_.causes_.join(a.cause, b.cause));
}

const Slot& Demand::multiply(const Frame& frame, std::uint32_t slot, const PreparedStep& step) {
  const Slot& a = value(frame, step.a);
  const Slot& b = value(frame, step.b);
  const bool plain = a.exact() && b.exact() && (a.flags | b.flags) == 0 && (a.cause | b.cause) == 0;
  if (!plain || a.low.shared() || b.low.shared()) return plainly(frame, slot);
  std::optional<Number> product = jurat::multiply(a.low, b.low, machine_.limits_);
  if (!product || product->shared()) return plainly(frame, slot);
  Slot& out = frame.slots[slot];
  out = Slot{};
  out.can = kValue;
  out.low = *product;
  out.high = *product;
  out.unit = a.unit ? a.unit : b.unit;
  return out;
}

// The list that a path of one hop leads to, when it is certain whose it is and it is given whole.
const ChildList* Demand::listed(const Frame& frame, const DomainCode& domain) {
  const Slot& base = value(frame, domain.base);
  if (!base.exactlyOne()) return nullptr;
  const InstanceId from{static_cast<std::uint32_t>(base.may)};
  if (machine_.isPhantom(from)) return nullptr;
  const EntityId wanted = domain.path.front();
  const Entity& entity = machine_.rules_->vocabulary().entities[wanted];
  const bool fixed = entity.single || entity.keyed_by != ChoiceId{kNoId};
  for (const ChildList& list : machine_.profile_->instances[from].children) {
    if (list.entity == wanted) return fixed || (list.given && list.complete) ? &list : nullptr;
  }
  return nullptr;
}

const Slot& Demand::previous(const Frame& frame, std::uint32_t slot, const PreparedStep& step) {
  const Slot& from = value(frame, step.a);
  const InstanceId element{static_cast<std::uint32_t>(from.may)};
  if (!from.exactlyOne() || machine_.isPhantom(element)) return plainly(frame, slot);
  const Instance& instance = machine_.profile_->instances[element];
  if (instance.parent == InstanceId{kNoId}) return plainly(frame, slot);
  for (const ChildList& list : machine_.profile_->instances[instance.parent].children) {
    if (list.entity != instance.entity) continue;
    if (!list.complete) break;
    InstanceId before{kNoId};
    for (const InstanceId each : list.instances) {
      if (each == element) break;
      before = each;
    }
    return refTo(frame, slot, before);
  }
  return plainly(frame, slot);
}

// As seriesEnd() of a list that is given whole, up to the element whose filter certainly holds.
const Slot& Demand::seriesEnd(const Frame& frame, std::uint32_t slot, const PreparedStep& step) {
  const DomainCode& domain = machine_.rules_->domains[step.a];
  const ChildList* list = listed(frame, domain);
  if (list == nullptr) return plainly(frame, slot);
  const Entity& entity = machine_.rules_->vocabulary().entities[list->entity];
  const std::size_t count = list->instances.size();
  for (std::size_t i = 0; i < count; ++i) {
    const InstanceId element = list->instances[step.flags ? count - 1 - i : i];
    if (!machine_.hasHappened(element, entity, frame.block->pack)) continue;
    std::uint8_t filter = kYes;
    if (domain.where != BlockId{kNoId}) filter = machine_.runNested(domain.where, element, frame).result->can;
    if (filter == kYes) return refTo(frame, slot, element);
    if (filter != kNo) return plainly(frame, slot);
  }
  return refTo(frame, slot, InstanceId{kNoId});
}

// As quantifier() of a list that is given whole, up to the element that decides.
const Slot& Demand::has(const Frame& frame, std::uint32_t slot, const PreparedStep& step) {
  const DomainCode& domain = machine_.rules_->domains[step.a];
  const ChildList* list = listed(frame, domain);
  if (list == nullptr) return plainly(frame, slot);
  const Entity& entity = machine_.rules_->vocabulary().entities[list->entity];
  const auto op = static_cast<Op>(step.flags);
  const std::uint8_t wanted = op == Op::EveryHas ? kYes : kNo;  // of all elements
  bool open = false;
  for (const InstanceId element : list->instances) {
    if (!machine_.hasHappened(element, entity, frame.block->pack)) continue;
    std::uint8_t filter = kYes, body = op == Op::DomainEmpty ? kYes : kNo;
    if (domain.where != BlockId{kNoId}) filter = machine_.runNested(domain.where, element, frame).result->can;
    if (filter == kNo) continue;
    if (domain.body != BlockId{kNoId}) body = machine_.runNested(domain.body, element, frame).result->can;
    if (body == wanted) continue;
    const bool decides = filter == kYes && body == (wanted == kYes ? kNo : kYes);
    if (decides) return truth(frame, slot, op == Op::AnyHas ? kYes : kNo);
    open = true;
  }
  if (open) return plainly(frame, slot);
  return truth(frame, slot, op == Op::AnyHas ? kNo : kYes);
}

// As judge(), without a deadline.
const Slot& Demand::duty(const Frame& frame, std::uint32_t slot, const PreparedStep& step) {
  const Slot& done = value(frame, step.a);
  std::uint8_t bits = 0;
  if (done.could(kYes)) bits |= kSatisfied;
  if (done.could(kNo)) bits |= kViolated;
  if (done.could(kError)) bits |= kFailed;
  Slot& out = frame.slots[slot];
  out.can = kValue;
  out.flags = 0;
  out.unit = 0;
  out.may = bits;
  out.must = 0;
  out.fault = done.could(kError) ? done.fault : 0;
  out.cause = (bits & (bits - 1)) || bits == 0 ? done.cause : 0;
  return out;
}

const Slot& Demand::extreme(const Frame& frame, std::uint32_t slot, const PreparedStep& step) {
  const std::uint32_t* operand = prepared_.operands.data() + step.a;
  const Slot* best = nullptr;
  for (std::uint32_t i = 0; i < step.count; ++i) {
    const Slot& each = value(frame, operand[i]);
    if (!each.exact() || each.flags != 0 || each.cause != 0 || (best && best->unit != each.unit))
      return plainly(frame, slot);
    if (!best || (step.flags ? best->low < each.low : each.low < best->low)) best = &each;
  }
  Slot& out = frame.slots[slot];
  out = *best;
  out.must = kThere;
  out.fault = 0;
  machine_.keep(out);
  return out;
}

// The step itself, on operands that are put where it looks for them.
const Slot& Demand::plainly(const Frame& frame, std::uint32_t slot) {
  const RuleSet& rules = *machine_.rules_;
  const std::uint32_t index = frame.block->first + slot;
  const Step& step = rules.steps[index];
  eachOperandOf(rules, step, [&](std::uint32_t operand) {
    const Slot& from = value(frame, operand);
    Slot& place = frame.slots[operand];
    if (&from == &place) return;
    place = from;
    machine_.keep(place);
  });
  Slot* out = &frame.slots[slot];
  Steps steps(machine_, frame);
  if (!steps.quick(step, out)) ::new (static_cast<void*>(out)) Slot(steps.run(step, rules.where[index]));
  machine_.keep(*out);
  return *out;
}

}  // namespace jurat
