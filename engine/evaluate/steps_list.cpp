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
      if (machine_.hasHappened(element, entity, pack())) follow(domain, element, hop + 1, walk);
    }
  }
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
    walk.fault = base.fault ? base.fault : fault(Phrase::NoSuchElement);
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
    Filter filter;
    activation.visits.push_back(visit(domain, element, filter));
    activation.filters.push_back(filter);
  }
  machine_.elements_.resize(first);
  if (!activation.complete) {
    const InstanceId any = machine_.phantom(domain.path.back(), walk.above);
    walk.unlisted = Filter{};
    walk.unlisted_body = visit(domain, any, walk.unlisted).body;
  }
  return walk;
}

// The body counts unless the filter certainly leaves the element out: it can outrank a filter that fails.
Visit Steps::visit(const DomainCode& domain, InstanceId element, Filter& filter) {
  Visit seen{element, nullptr, nullptr};
  if (domain.where != BlockId{kNoId}) {
    seen.where = &machine_.runNested(domain.where, element, frame_);
    const Slot& verdict = *seen.where->result;
    filter = {verdict.can, verdict.cause, verdict.fault};
  }
  if (domain.body != BlockId{kNoId} && (filter.can & (kYes | kError)))
    seen.body = &machine_.runNested(domain.body, element, frame_);
  return seen;
}

Slot Steps::list(const Step& step) {
  const DomainCode& domain = rules().domains[step.a];
  Walk seen = walk(domain);
  if (seen.base_error && !at(domain.base).could(kValue)) return truthSlot(kError, 0, seen.fault);
  Slot result = fold(step, seen);
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

Slot Steps::fold(const Step& step, const Walk& walk) {
  switch (step.op) {
    case Op::AnyHas:
    case Op::EveryHas:
    case Op::DomainEmpty:
      return quantifier(step, walk);
    case Op::SumOver:
      return sum(step, walk);
    case Op::CountOf:
      return count(walk);
    default:
      return extremeOver(step, walk);
  }
}

// What one element says: under `every` not the filter or the body, else the filter and the body.
Slot Steps::partOf(const Step& step, const Filter& filter, const Frame* frame) {
  Slot body = truthSlot(step.op == Op::DomainEmpty ? kYes : kNo);
  if (frame) body = *frame->result;
  Tally both;
  both.add(body.can);
  if (step.op == Op::EveryHas) {
    const auto negated = static_cast<std::uint8_t>((filter.can & kError) | (filter.can & kYes ? kNo : 0) |
                                                   (filter.can & kNo ? kYes : 0));
    both.add(negated);
  } else {
    both.add(filter.can);
  }
  const std::uint8_t can = both.atLeast(step.op == Op::EveryHas ? 1 : 2);
  // An element that is settled either way needs nothing more.
  Slot part = truthSlot(can);
  if (!part.single()) part.cause = machine_.causes_.join(filter.cause, body.cause);
  if (can & kError) part.fault = body.could(kError) ? body.fault : filter.fault;
  return part;
}

Slot Steps::quantifier(const Step& step, const Walk& walk) {
  const bool every = step.op == Op::EveryHas;
  Tally tally;
  std::uint32_t cause = 0, fault_index = 0;
  for (std::size_t i = 0; i < walk.activation.filters.size(); ++i) {
    const Slot part = partOf(step, walk.activation.filters[i], walk.activation.visits[i].body);
    tally.add(part.can);
    cause = machine_.causes_.join(cause, part.cause);
    if (part.fault) fault_index = part.fault;
  }
  if (!walk.activation.complete) {
    // What is not listed could decide, or fail, or not be there; it is the list that is asked for.
    const Slot part = partOf(step, walk.unlisted, walk.unlisted_body);
    tally.add(static_cast<std::uint8_t>(part.can | (every ? kYes : kNo)));
    if (part.fault) fault_index = part.fault;
  }
  std::uint8_t can = tally.atLeast(every ? tally.count : 1);
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
  if (walk.unlisted.can & kYes) result.flags |= kHighOpen;
  if (walk.unlisted.can & kError) {
    result.can |= kError;
    result.fault = walk.unlisted.fault;
  }
  return result;
}

// Adds one amount. In money of any currency one that may be left out does not say for certain which it is:
// two that differ then fail only if both are there.
void Steps::addPart(const Step& step, Slot part, const Filter& filter, Sum& sum) {
  const Type& of = type(step);
  const bool certain = filter.can == kYes;
  if (!certain) {
    Slot nothing = machine_.valueSlot(Number(), of);
    nothing.unit =
        part.unit;  // an element left out adds nothing, whatever the currency or the class of period
    nothing.flags = part.flags & (kMonths | kAnyPeriod);
    part = join(part, nothing, Repr::Ordered, &of);
  }
  const std::uint32_t cause = machine_.causes_.join(sum.total.cause, filter.cause);
  // The first amount says in which currency the sum is, the first period of which class.
  if (std::exchange(sum.first, false)) {
    sum.total.unit = part.unit;
    sum.total.flags |= part.flags & (kMonths | kAnyPeriod);
  }
  const bool classes =
      ((part.flags ^ sum.total.flags) & kMonths) && !((part.flags | sum.total.flags) & kAnyPeriod);
  const bool apart = classes || (part.unit && sum.total.unit && part.unit != sum.total.unit);
  if (apart && !(certain && sum.certain)) {
    sum.failed =
        truthSlot(kError, 0, fault(classes ? Phrase::PeriodClassesMayDiffer : Phrase::CurrenciesMayDiffer));
    if (certain) sum.total = part;
    if (!certain && !sum.certain) {
      sum.total.unit = 0;
      sum.total.flags |= classes ? kAnyPeriod | kLowOpen | kHighOpen : kHighOpen;
      if (sum.total.low.sign() < 0 || part.low.sign() < 0 || part.flags & kLowOpen)
        sum.total.flags |= kLowOpen;
      sum.total.low = Number();
    }
    sum.total.cause = machine_.causes_.join(cause, part.cause);
  } else {
    sum.total = addOrSubtract({.op = Op::Add, .repr = Repr::Ordered, .type = step.type}, sum.total, part);
    sum.total.cause = machine_.causes_.join(sum.total.cause, filter.cause);
  }
  sum.certain = sum.certain || certain;
}

Slot Steps::sum(const Step& step, const Walk& walk) {
  const Type& of = type(step);
  Sum sum;
  sum.total =
      machine_.valueSlot(of.kind == TypeKind::Money ? Value(Money{Number(), of.id}) : Value(Number()), of);
  const auto may_fail = [&](std::uint32_t why) { sum.failed = truthSlot(kError, 0, why); };
  for (std::size_t i = 0; i < walk.activation.filters.size(); ++i) {
    const Filter& filter = walk.activation.filters[i];
    if (filter.can == kError) return truthSlot(kError, 0, filter.fault);
    if (filter.can & kError) may_fail(filter.fault);
    if (!(filter.can & kYes)) continue;
    const Frame* body = walk.activation.visits[i].body;
    addPart(step, *body->result, filter, sum);
    if (sum.total.is(kError)) return sum.total;
  }
  if (walk.unlisted.can & kError) may_fail(walk.unlisted.fault);
  if (walk.unlisted.can & kYes) {
    // An unlisted element adds whatever an element can add; one that can only fail adds nothing to a sum.
    const Slot& part = *walk.unlisted_body->result;
    const bool value = part.could(kValue);
    sum.total.flags |= part.flags & kUnanswered;  // once listed, it may be silent
    if (part.could(kError | kNone)) may_fail(part.fault ? part.fault : fault(Phrase::ValueIsNone));
    const bool period = of.kind == TypeKind::Period, any_money = of.kind == TypeKind::Money && of.id == 0;
    if (period || any_money)
      may_fail(fault(period ? Phrase::PeriodClassesMayDiffer : Phrase::CurrenciesMayDiffer));
    if (any_money && !sum.certain) sum.total.unit = 0;
    if (period && !sum.certain) sum.total.flags |= kAnyPeriod | kLowOpen | kHighOpen;
    if (value && (part.flags & kLowOpen || part.low.sign() < 0)) sum.total.flags |= kLowOpen;
    if (value && (part.flags & kHighOpen || part.high.sign() > 0)) sum.total.flags |= kHighOpen;
  }
  return join(sum.total, sum.failed, Repr::Ordered, &of);
}

// What may be left out is passed over like `none`, its error included.
Slot Steps::extremeOver(const Step& step, const Walk& walk) {
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
    if (!(filter.can & kYes)) continue;
    Slot part = *body->result;
    part.cause = machine_.causes_.join(part.cause, filter.cause);
    if (filter.can == kYes) {
      parts.push_back(std::move(part));
    } else {
      maybe(std::move(part));
    }
  }
  if (walk.unlisted.can & kError) failed = truthSlot(kError, 0, walk.unlisted.fault);
  if (walk.unlisted.can & kYes) {
    Slot part = *walk.unlisted_body->result;
    part.cause = 0;  // it is the list that is asked for
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
  if (seen.unlisted.can & kYes) candidates.push_back(machine_.phantom(domain.path.back(), seen.above));
  if (seen.unlisted.can & kError) failed = seen.unlisted.fault;
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
