// Lists: what quantifiers, sums, counts and the ends of series see, given whole or not.
#include <algorithm>
#include <utility>
#include <vector>

#include "engine/evaluate/steps.h"

namespace jurat {

// Follows the lists of the path from one element, flattening; a list that is not given whole is a cause.
void Steps::follow(const DomainCode& domain, InstanceId from, std::size_t hop, Walk& walk) {
  if (hop == domain.path.size()) {
    machine_.elements_.push_back(from);
    return;
  }
  const EntityId next = domain.path[hop];
  if (machine_.isPhantom(from)) {
    walk.activation.complete = false;
    return;
  }
  for (const ChildList& list : machine_.profile_->instances[from].children) {
    if (list.entity != next) continue;
    const Entity& entity = rules().vocabulary().entities[next];
    const bool fixed = entity.single || entity.keyed_by != ChoiceId{kNoId};
    if (!fixed && (!list.given || !list.complete)) {
      walk.activation.complete = false;
      const CauseKind kind = list.given ? CauseKind::ListIncomplete : CauseKind::ListNotGiven;
      std::uint32_t& leaf = machine_.list_leaves_[(std::uint64_t{raw(from)} << 32) | raw(next)];
      if (leaf == 0) leaf = machine_.causes_.leaf({.kind = kind, .instance = from, .list = next});
      walk.cause = machine_.causes_.join(walk.cause, leaf);
    }
    for (const InstanceId element : list.instances) {
      // A series holds what has happened by the as-of day.
      if (entity.ordered_by != FactId{kNoId}) {
        const Slot day = machine_.factSlot(element, entity.ordered_by, 0, pack());
        if (day.is(kNone)) continue;
        const bool date = rules().vocabulary().facts[entity.ordered_by].type.kind == TypeKind::Date;
        if (date && day.exact() && Number(machine_.as_of_.day.days) < day.low) continue;
      }
      follow(domain, element, hop + 1, walk);
    }
  }
}

Frame* Steps::runNested(BlockId block, InstanceId element) {
  const BlockCode& code = rules().blocks[block];
  Frame& frame = machine_.newFrame(code, &frame_, element);
  machine_.execute(frame);
  return &frame;
}

Steps::Walk Steps::walk(const DomainCode& domain) {
  // In the memory of a walk of an earlier profile.
  if (machine_.activations_used_ == machine_.activations_.size()) machine_.activations_.emplace_back();
  Activation& activation = machine_.activations_[machine_.activations_used_++];
  activation.visits.clear();
  activation.filters.clear();
  activation.complete = true;
  Walk walk{.activation = activation, .kept = machine_.activations_used_};
  const Slot base = at(domain.base);
  if (base.could(kError) || base.could(kNone)) {
    walk.base_error = true;
    walk.fault = base.fault ? base.fault : fault("there is no such element");
  }
  walk.cause = base.cause;
  const std::size_t first = machine_.elements_.size();
  if ((base.flags & kUnsettled) || (base.could(kValue) && (base.flags & kManyRefs))) {
    // Which element the list belongs to is open: nothing can be said of its contents.
    walk.activation.complete = false;
  } else if (base.could(kValue)) {
    walk.above = InstanceId{static_cast<std::uint32_t>(base.may)};
    follow(domain, walk.above, 0, walk);
  }
  const std::size_t last = machine_.elements_.size();
  for (std::size_t i = first; i < last; ++i) {
    const InstanceId element = machine_.elements_[i];  // walks inside this one move the stack
    Visit visit{element, nullptr, nullptr};
    Filter filter;
    if (domain.where != BlockId{kNoId}) {
      const Frame* where = runNested(domain.where, element);
      visit.where = where;
      const Slot& verdict = where->slots[where->block->result];
      filter = {verdict.can, verdict.cause, verdict.fault};
    }
    if (domain.body != BlockId{kNoId} && (filter.can & kYes)) visit.body = runNested(domain.body, element);
    activation.visits.push_back(visit);
    activation.filters.push_back(filter);
  }
  machine_.elements_.resize(first);
  return walk;
}

Slot Steps::list(const Step& step) {
  const DomainCode& domain = rules().domains[step.a];
  Walk seen = walk(domain);
  if (seen.base_error && !at(domain.base).could(kValue)) return truthSlot(kError, 0, seen.fault);
  Slot result;
  switch (step.op) {
    case Op::AnyHas:
    case Op::EveryHas:
    case Op::DomainEmpty:
      result = quantifier(step, seen);
      break;
    case Op::SumOver:
      result = sum(step, seen);
      break;
    case Op::CountOf:
      result = count(seen);
      break;
    default:
      result = extremeOver(step, seen);
      break;
  }
  if (seen.base_error) {
    result.can |= kError;
    result.fault = seen.fault;
  }
  const bool truth = step.repr == Repr::Truth;
  result.cause = machine_.causes_.join(result.cause, seen.cause);
  if (!truth) settle(result);
  if (truth && result.single()) result.cause = 0;
  result.may = seen.kept;
  return result;
}

Slot Steps::quantifier(const Step& step, Walk& walk) {
  const bool every = step.op == Op::EveryHas;
  std::vector<std::uint8_t> parts;
  std::uint32_t cause = 0, fault_index = 0;
  for (std::size_t i = 0; i < walk.activation.visits.size(); ++i) {
    const Visit& visit = walk.activation.visits[i];
    const Filter& filter = walk.activation.filters[i];
    Slot body = truthSlot(step.op == Op::DomainEmpty ? kYes : kNo);
    if (visit.body) body = visit.body->slots[visit.body->block->result];
    std::uint8_t part = 0;
    if (every) {
      // not (where) or body
      const auto negated = static_cast<std::uint8_t>((filter.can & kError) | (filter.can & kYes ? kNo : 0) |
                                                     (filter.can & kNo ? kYes : 0));
      part = atLeastPossibilities({negated, body.can}, 1);
    } else {
      part = atLeastPossibilities({filter.can, body.can}, 2);
    }
    parts.push_back(part);
    // An element that is settled either way needs nothing more.
    if (part & (part - 1)) {
      cause = machine_.causes_.join(cause, machine_.causes_.join(filter.cause, body.cause));
    }
    if (part & kError) fault_index = body.could(kError) ? body.fault : filter.fault;
  }
  // What is not listed could decide either way.
  if (!walk.activation.complete) parts.push_back(kYes | kNo);
  const auto need = every ? static_cast<std::uint32_t>(parts.size()) : std::uint32_t{1};
  std::uint8_t can = parts.empty() ? (every ? kYes : kNo) : atLeastPossibilities(parts, need);
  if (step.op == Op::DomainEmpty) {
    can = static_cast<std::uint8_t>((can & kError) | (can & kYes ? kNo : 0) | (can & kNo ? kYes : 0));
  }
  return truthSlot(can, cause, can & kError ? fault_index : 0);
}

Slot Steps::count(const Walk& walk) {
  Slot result;
  std::int64_t least = 0, most = 0;
  for (const Filter& filter : walk.activation.filters) {
    if (filter.can == kError) return truthSlot(kError, 0, filter.fault);
    if (filter.can & kError) {
      result.can |= kError;
      result.fault = filter.fault;
    }
    least += filter.can == kYes ? 1 : 0;
    most += filter.can & kYes ? 1 : 0;
    result.cause = machine_.causes_.join(result.cause, filter.cause);
  }
  result.can |= kValue;
  result.low = least;
  result.high = most;
  if (!walk.activation.complete) result.flags |= kHighOpen;
  return result;
}

// The body of an element that the lists may hold besides those they name.
const Slot& Steps::unlisted(const Step& step, const Walk& walk) {
  const DomainCode& domain = rules().domains[step.a];
  const Frame* any = runNested(domain.body, machine_.phantom(domain.path.back(), walk.above));
  return any->slots[any->block->result];
}

Slot Steps::sum(const Step& step, Walk& walk) {
  const Type& of = type(step);
  Slot total =
      machine_.valueSlot(of.kind == TypeKind::Money ? Value(Money{Number(), of.id}) : Value(Number()), of);
  const Step plus{.op = Op::Add, .repr = Repr::Ordered, .type = step.type};
  const Slot zero = total;
  bool first = true;
  Slot failed;
  const auto mayFail = [&](std::uint32_t why) { failed = truthSlot(kError, 0, why); };
  for (std::size_t i = 0; i < walk.activation.visits.size(); ++i) {
    const Visit& visit = walk.activation.visits[i];
    const Filter& filter = walk.activation.filters[i];
    if (filter.can == kError) return truthSlot(kError, 0, filter.fault);
    if (filter.can & kError) mayFail(filter.fault);
    if (!visit.body) continue;
    Slot part = visit.body->slots[visit.body->block->result];
    if (filter.can & kNo) {
      Slot none = zero;
      none.unit = part.unit;  // an element left out adds nothing, whatever the currency
      part = join(part, none, Repr::Ordered, &of);
    }
    // The first amount says in which currency the sum is.
    if (std::exchange(first, false)) total.unit = part.unit;
    total = addOrSubtract(plus, total, part);
    if (total.is(kError)) return total;
    total.cause = machine_.causes_.join(total.cause, filter.cause);
  }
  if (!walk.activation.complete) {
    // An unlisted element adds whatever an element can add.
    const Slot& part = unlisted(step, walk);
    const bool value = part.could(kValue);
    if (part.could(kError | kNone))
      mayFail(part.fault ? part.fault : fault("a value is used here that is `none`"));
    if (!value || part.flags & kLowOpen || part.low.sign() < 0) total.flags |= kLowOpen;
    if (!value || part.flags & kHighOpen || part.high.sign() > 0) total.flags |= kHighOpen;
  }
  return join(total, failed, Repr::Ordered, &of);
}

// What may be left out is passed over like `none`, its error included.
Slot Steps::extremeOver(const Step& step, Walk& walk) {
  std::vector<Slot> parts;
  std::vector<const Slot*> seen;
  Slot failed;
  const auto maybe = [&](Slot part) {
    if (part.could(kError)) failed = truthSlot(kError, 0, part.fault);
    part.can = static_cast<std::uint8_t>((part.can & ~kError) | kNone);
    parts.push_back(std::move(part));
  };
  parts.reserve(walk.activation.filters.size() + 1);
  for (std::size_t i = 0; i < walk.activation.filters.size(); ++i) {
    const Filter& filter = walk.activation.filters[i];
    if (filter.can == kError) return truthSlot(kError, 0, filter.fault);
    if (filter.can & kError) failed = truthSlot(kError, 0, filter.fault);
    const Frame* body = walk.activation.visits[i].body;
    if (!body) continue;
    Slot part = body->slots[body->block->result];
    part.cause = machine_.causes_.join(part.cause, filter.cause);
    if (filter.can == kYes) {
      parts.push_back(std::move(part));
    } else {
      maybe(std::move(part));
    }
  }
  if (!walk.activation.complete) {
    Slot part = unlisted(step, walk);
    part.cause = 0;  // it is the list that is asked for
    part.flags &= static_cast<std::uint8_t>(~kUnanswered);
    maybe(std::move(part));
  }
  for (const Slot& part : parts) seen.push_back(&part);
  return join(extremeOf(seen, step.op == Op::HighestOver), failed, Repr::Ordered, &type(step));
}

// first and last of a series: the nearest element whose filter holds; before it all whose filter may.
Slot Steps::seriesEnd(const Step& step) {
  const DomainCode& domain = rules().domains[step.a];
  const Walk seen = walk(domain);
  if (seen.base_error && !at(domain.base).could(kValue)) return truthSlot(kError, 0, seen.fault);
  std::vector<InstanceId> candidates;
  const std::size_t count = seen.activation.filters.size();
  bool settled = false;
  std::uint32_t cause = seen.cause, failed = 0;
  // In a series that is not given whole an unlisted element may stand at the end.
  if (!seen.activation.complete) candidates.push_back(machine_.phantom(domain.path.back(), seen.above));
  for (std::size_t i = 0; i < count && !settled; ++i) {
    const std::size_t index = step.op == Op::SeriesLast ? count - 1 - i : i;
    const Filter& filter = seen.activation.filters[index];
    cause = machine_.causes_.join(cause, filter.cause);
    if (filter.can & kError) failed = filter.fault;
    if (filter.can & kYes) candidates.push_back(seen.activation.visits[index].element);
    settled = filter.can == kYes;
  }
  if (seen.base_error) failed = seen.fault;
  Slot result = refTo(candidates, !settled, cause);
  if (failed) {
    result.can |= kError;
    result.fault = failed;
  }
  if (determined(result, Repr::Ref)) result.cause = 0;
  return result;
}

Slot Steps::previous(const Step& step) {
  return overElements(step, at(step.a), [&](InstanceId element) {
    if (machine_.isPhantom(element)) return refTo({element}, true, 0);
    const Instance& instance = machine_.profile_->instances[element];
    if (instance.parent == InstanceId{kNoId}) return truthSlot(kNone);
    for (const ChildList& list : machine_.profile_->instances[instance.parent].children) {
      if (list.entity != instance.entity) continue;
      const auto place = std::find(list.instances.begin(), list.instances.end(), element);
      std::uint32_t cause = 0;
      std::vector<InstanceId> candidates;
      if (!list.complete) {
        cause = machine_.causes_.leaf(
            {.kind = CauseKind::ListIncomplete, .instance = instance.parent, .list = list.entity});
        candidates.push_back(machine_.phantom(list.entity, instance.parent));
      }
      if (place == list.instances.begin()) return refTo(candidates, true, cause);
      candidates.push_back(*(place - 1));
      return refTo(candidates, false, cause);
    }
    return truthSlot(kNone);
  });
}

}  // namespace jurat
