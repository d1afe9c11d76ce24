// Lists: what quantifiers, sums, counts and the ends of series see, given whole or not.
#include <algorithm>
#include <utility>
#include <vector>

#include "engine/evaluate/steps.h"

namespace jurat {

std::uint64_t Steps::keep(Activation activation) {
  machine_.activations_.push_back(std::move(activation));
  return machine_.activations_.size();
}

// Follows the lists of the path from one element, flattening; a list that is not given whole is a cause.
void Steps::follow(const DomainCode& domain, InstanceId from, std::size_t hop, std::vector<InstanceId>& out,
                   Walk& walk) {
  if (hop == domain.path.size()) {
    out.push_back(from);
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
        const Slot day = machine_.factSlot(element, entity.ordered_by, 0);
        if (day.is(kNone)) continue;
        const bool date = rules().vocabulary().facts[entity.ordered_by].type.kind == TypeKind::Date;
        if (date && day.exact() && Number(machine_.as_of_.day.days) < day.low) continue;
      }
      follow(domain, element, hop + 1, out, walk);
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
  Walk walk;
  const Slot base = at(domain.base);
  if (base.could(kError) || base.could(kNone)) {
    walk.base_error = true;
    walk.fault = base.fault ? base.fault : fault(Phrase::NoSuchElement);
  }
  std::vector<InstanceId> elements;
  const std::vector<InstanceId> bases = machine_.elements(base);
  if ((base.flags & kUnsettled) || bases.size() > 1) {
    // Which element the list belongs to is open: nothing can be said of its contents.
    walk.activation.complete = false;
    walk.cause = machine_.causes_.join(walk.cause, base.cause);
  } else {
    for (const InstanceId from : bases) follow(domain, from, 0, elements, walk);
  }
  for (const InstanceId element : elements) {
    Visit visit{element, nullptr, nullptr};
    std::uint8_t possible = kYes;
    if (domain.where != BlockId{kNoId}) {
      const Frame* where = runNested(domain.where, element);
      visit.where = where;
      const Slot& verdict = where->slots[where->block->result];
      possible = verdict.can;
      if (!verdict.single()) walk.cause = machine_.causes_.join(walk.cause, verdict.cause);
      if (verdict.could(kError)) walk.fault = verdict.fault;
    }
    if (domain.body != BlockId{kNoId} && (possible & kYes)) visit.body = runNested(domain.body, element);
    walk.activation.visits.push_back(visit);
    walk.filter.push_back(possible);
  }
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
  if (step.op != Op::AnyHas && step.op != Op::EveryHas && step.op != Op::DomainEmpty && result.exact())
    result.cause = 0;
  result.may = keep(std::move(seen.activation));
  return result;
}

Slot Steps::quantifier(const Step& step, Walk& walk) {
  const bool every = step.op == Op::EveryHas;
  std::vector<std::uint8_t> parts;
  std::uint32_t cause = walk.cause, fault_index = walk.fault;
  for (std::size_t i = 0; i < walk.activation.visits.size(); ++i) {
    const Visit& visit = walk.activation.visits[i];
    const std::uint8_t filter = walk.filter[i];
    std::uint8_t body = kYes;
    if (visit.body) {
      const Slot& slot = visit.body->slots[visit.body->block->result];
      body = slot.can;
      cause = machine_.causes_.join(cause, slot.cause);
      if (slot.could(kError)) fault_index = slot.fault;
    } else if (step.op != Op::DomainEmpty) {
      body = kNo;
    }
    if (every) {
      // not (where) or body
      const auto negated = static_cast<std::uint8_t>((filter & kError) | (filter & kYes ? kNo : 0) |
                                                     (filter & kNo ? kYes : 0));
      parts.push_back(atLeastPossibilities({negated, body}, 1));
    } else {
      parts.push_back(atLeastPossibilities({filter, body}, 2));
    }
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

Slot Steps::count(Walk& walk) {
  Slot result;
  std::int64_t least = 0, most = 0;
  for (const std::uint8_t filter : walk.filter) {
    if (filter == kError) return truthSlot(kError, 0, walk.fault);
    if (filter & kError) {
      result.can |= kError;
      result.fault = walk.fault;
    }
    least += filter == kYes ? 1 : 0;
    most += filter & kYes ? 1 : 0;
  }
  result.can |= kValue;
  result.low = least;
  result.high = most;
  if (!walk.activation.complete) result.flags |= kHighOpen;
  result.cause = walk.cause;
  return result;
}

Slot Steps::sum(const Step& step, Walk& walk) {
  const Type& of = type(step);
  Slot total =
      machine_.valueSlot(of.kind == TypeKind::Money ? Value(Money{Number(), of.id}) : Value(Number()), of);
  const Step plus{.op = Op::Add, .repr = Repr::Ordered, .type = step.type};
  const Slot zero = total;
  for (std::size_t i = 0; i < walk.activation.visits.size(); ++i) {
    const Visit& visit = walk.activation.visits[i];
    if (walk.filter[i] == kError) return truthSlot(kError, 0, walk.fault);
    if (!visit.body) continue;
    Slot part = visit.body->slots[visit.body->block->result];
    if (walk.filter[i] != kYes) part = join(part, zero, Repr::Ordered, &of);
    if (of.kind == TypeKind::Money && total.low.sign() == 0 && total.exact() && !total.unit)
      total.unit = part.unit;
    total = addOrSubtract(plus, total, part);
    if (total.is(kError)) return total;
  }
  if (!walk.activation.complete) {
    // An unlisted element adds whatever an element can add.
    const DomainCode& domain = rules().domains[step.a];
    const Frame* any = runNested(domain.body, machine_.phantom(domain.path.back()));
    const Slot& part = any->slots[any->block->result];
    const bool never_negative = part.could(kValue) && !(part.flags & kLowOpen) && part.low.sign() >= 0;
    const bool never_positive = part.could(kValue) && !(part.flags & kHighOpen) && part.high.sign() <= 0;
    if (!never_negative) total.flags |= kLowOpen;
    if (!never_positive) total.flags |= kHighOpen;
  }
  total.cause = machine_.causes_.join(total.cause, walk.cause);
  return total;
}

Slot Steps::extremeOver(const Step& step, Walk& walk) {
  const bool highest = step.op == Op::HighestOver;
  const Type& of = type(step);
  Slot result;
  bool certain = false;
  for (std::size_t i = 0; i < walk.activation.visits.size(); ++i) {
    const Visit& visit = walk.activation.visits[i];
    if (walk.filter[i] == kError) return truthSlot(kError, 0, walk.fault);
    if (!visit.body) continue;
    const Slot& part = visit.body->slots[visit.body->block->result];
    if (part.is(kError)) return part;
    if (part.could(kError)) {
      result.can |= kError;
      result.fault = part.fault;
    }
    result.cause = machine_.causes_.join(result.cause, part.cause);
    if (!part.could(kValue)) continue;
    const bool sure = walk.filter[i] == kYes && part.is(kValue);
    if (!result.could(kValue)) {
      const Slot before = result;
      result = part;
      result.can = static_cast<std::uint8_t>(before.can | kValue);
      result.cause = before.cause;
      result.fault = before.fault;
      certain = sure;
      continue;
    }
    // The far side is the farthest of all; the near side is pushed by certain values, else it is the nearest.
    const auto beyond = [&](const Number& x, const Number& y) { return highest ? y < x : x < y; };
    const std::uint8_t far_open = highest ? kHighOpen : kLowOpen, near_open = highest ? kLowOpen : kHighOpen;
    Number& far = highest ? result.high : result.low;
    Number& near = highest ? result.low : result.high;
    const Number& its_far = highest ? part.high : part.low;
    const Number& its_near = highest ? part.low : part.high;
    if (part.flags & far_open) {
      result.flags |= far_open;
    } else if (beyond(its_far, far)) {
      far = its_far;
    }
    const bool its_open = part.flags & near_open, open_now = result.flags & near_open;
    const bool take = sure && certain ? (!its_open && (open_now || beyond(its_near, near)))
                      : sure          ? true
                                      : !certain && (its_open || (!open_now && beyond(near, its_near)));
    if (take) {
      near = its_near;
      result.flags =
          static_cast<std::uint8_t>(its_open ? result.flags | near_open : result.flags & ~near_open);
    }
    certain = certain || sure;
  }
  if (!walk.activation.complete) {
    result.can |= kValue;
    result.flags |= highest ? kHighOpen : kLowOpen;
    if (!certain) result.flags |= kLowOpen | kHighOpen;
    if (of.event) {
      result.high = Number(machine_.as_of_.day.days);
      result.flags &= static_cast<std::uint8_t>(~kHighOpen);
    }
  }
  if (!certain) result.can |= kNone;
  result.cause = machine_.causes_.join(result.cause, walk.cause);
  if (result.is(kNone)) result.cause = 0;
  return result;
}

// first and last of a series: the nearest element whose filter holds; before it all whose filter may.
Slot Steps::seriesEnd(const Step& step) {
  Walk seen = walk(rules().domains[step.a]);
  if (seen.base_error) return truthSlot(kError, 0, seen.fault);
  std::vector<InstanceId> candidates;
  std::size_t count = seen.activation.visits.size();
  bool settled = false, failed = false;
  // In a series that is not given whole an unlisted element may stand at the end.
  if (!seen.activation.complete) candidates.push_back(machine_.phantom(rules().domains[step.a].path.back()));
  for (std::size_t i = 0; i < count && !settled; ++i) {
    const std::size_t index = step.op == Op::SeriesLast ? count - 1 - i : i;
    const std::uint8_t filter = seen.filter[index];
    if (filter & kError) failed = true;
    if (filter & kYes) candidates.push_back(seen.activation.visits[index].element);
    settled = filter == kYes;
  }
  const bool maybe_none = !settled;
  const std::uint32_t cause =
      candidates.size() > 1 || (maybe_none && !candidates.empty()) || !seen.activation.complete ? seen.cause
                                                                                                : 0;
  Slot result = refTo(candidates, maybe_none, cause);
  if (failed) {
    result.can |= kError;
    result.fault = seen.fault;
  }
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
        candidates.push_back(machine_.phantom(list.entity));
      }
      if (place == list.instances.begin()) return refTo(candidates, true, cause);
      candidates.push_back(*(place - 1));
      return refTo(candidates, false, cause);
    }
    return truthSlot(kNone);
  });
}

}  // namespace jurat
