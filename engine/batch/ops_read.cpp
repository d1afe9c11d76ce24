// Reads: of elements, facts and definitions, by gathering along columns of elements.
#include <algorithm>

#include "engine/batch/kernels.h"
#include "engine/batch/ops.h"

namespace jurat::batch {

Column Ops::constant(const Step& step) { return machine_.constants_[step.a]; }

// ---- of other runs

namespace {

const Run& above(const Run& run, std::uint32_t up) {
  const Run* at = &run;
  for (std::uint32_t i = 0; i < up; ++i) at = at->parent;
  return *at;
}

}  // namespace

// A column of the run that many frames upwards, for the lanes of this one.
Column Ops::lift(const Column& column, const Run& from, std::uint32_t up) {
  if (up == 0 || column.uniform) return column;
  (void)from;
  auto* index = arena().take<std::uint64_t>(lanes());
  for (std::size_t i = 0; i < lanes(); ++i) {
    const Run* at = &run_;
    std::uint32_t lane = static_cast<std::uint32_t>(i);
    for (std::uint32_t hop = 0; hop < up; ++hop) lane = at->up[lane], at = at->parent;
    index[i] = lane;
  }
  return copied(column, index, nullptr);
}

Column Ops::outer(const Step& step) {
  const Run& from = above(run_, step.a);
  return lift(from.columns[step.b], from, step.a);
}

Column Ops::element(const Step& step) {
  const Run& from = above(run_, step.a);
  Column own;
  own.repr = Repr::Ref;
  own.entity = from.entity;
  own.can = arena().filled<std::uint8_t>(from.lanes, kValue);
  own.may = const_cast<std::uint64_t*>(from.element);  // columns of runs are never written once they are made
  return lift(own, from, step.a);
}

// The lanes of a column that `index` names; those to skip are left as they are in the first.
Column Ops::copied(const Column& from, const std::uint64_t* index, const std::uint8_t* skip) {
  const std::size_t n = lanes();
  Column out = from;
  out.uniform = out.kept = false;
  const auto place = [&](std::size_t i) { return from.uniform || (skip && skip[i]) ? 0 : index[i]; };
  const auto gathered = [&](auto*& array) {
    if (!array) return;
    auto* copy = arena().take<std::remove_reference_t<decltype(*array)>>(n);
    if (!skip && !from.uniform) {
      for (std::size_t i = 0; i < n; ++i) copy[i] = array[index[i]];
    } else {
      for (std::size_t i = 0; i < n; ++i) copy[i] = array[place(i)];
    }
    array = copy;
  };
  gathered(out.can);
  gathered(out.flags);
  gathered(out.low);
  gathered(out.high);
  const auto gathered_words = [&](std::uint64_t*& array) {
    if (!array || from.words == 1) return gathered(array);
    auto* copy = arena().take<std::uint64_t>(n * from.words);
    for (std::size_t i = 0; i < n; ++i) {
      const std::uint64_t* own = array + place(i) * from.words;
      std::copy(own, own + from.words, copy + i * from.words);
    }
    array = copy;
  };
  gathered_words(out.may);
  gathered_words(out.must);
  gathered(out.units);
  if (from.repr == Repr::Ref && !from.may) {
    out.may = arena().take<std::uint64_t>(n);
    for (std::size_t i = 0; i < n; ++i) out.may[i] = place(i);
  }
  return out;
}

// ---- from element to element

Column Ops::ancestor(const Step& step) {
  const Column& from = at(step.a);
  const EntityId wanted{step.b};
  if (from.entity == wanted) return from;
  std::vector<EntityId> way;
  for (EntityId entity = from.entity; entity != wanted; entity = table(entity).parent) {
    if (entity == EntityId{kNoId}) return escaped(step);
    way.push_back(entity);
  }
  Column out = makeColumn(arena(), Repr::Ref, lanes());
  out.entity = wanted;
  for (std::size_t i = 0; i < lanes(); ++i) {
    const std::uint8_t can = from.can[from.at(i)];
    out.can[i] = can;
    std::uint64_t place = from.element(i);
    if (can != kValue) {
      const bool gone = (can & (kValue | kEscaped)) == 0;
      out.may[i] = kNoElement;
      out.can[i] = gone ? kError : escapedCan(Repr::Ref);
      if (!gone && !(can & kEscaped)) ++counted(step).escaped;
      continue;
    }
    for (const EntityId entity : way) {
      place = table(entity).above[place];
      if (place == kNoElement) break;
    }
    out.may[i] = place;
    if (place == kNoElement) putEscape(out, i), ++counted(step).escaped;
  }
  return out;
}

namespace {

std::size_t childIndex(const RuleSet& rules, EntityId parent, EntityId child) {
  const std::vector<EntityId>& children = rules.vocabulary().entities[parent].children;
  return static_cast<std::size_t>(std::find(children.begin(), children.end(), child) - children.begin());
}

}  // namespace

Column Ops::record(const Step& step) {
  const Column& from = at(step.a);
  const EntityId wanted{step.b};
  if (from.entity == EntityId{kNoId}) return escaped(step);
  const std::size_t child = childIndex(rules(), from.entity, wanted);
  if (child == rules().vocabulary().entities[from.entity].children.size()) return escaped(step);
  const Lists& lists = table(from.entity).lists[child];
  Column out = makeColumn(arena(), Repr::Ref, lanes());
  out.entity = wanted;
  for (std::size_t i = 0; i < lanes(); ++i) {
    const std::uint8_t can = from.can[from.at(i)];
    const std::uint64_t owner = from.element(i);
    out.may[i] = kNoElement;
    if (can != kValue) {
      const bool gone = (can & (kValue | kEscaped)) == 0;
      out.can[i] = gone ? kError : escapedCan(Repr::Ref);
      if (!gone && !(can & kEscaped)) ++counted(step).escaped;
      continue;
    }
    const bool empty = lists.first[owner] == lists.first[owner + 1];
    out.can[i] = lists.open[owner] || !empty ? kValue : kNone;
    if (lists.open[owner]) {
      out.may[i] = lists.unlisted[owner];
    } else if (!empty) {
      out.may[i] = lists.items[lists.first[owner]];
    }
  }
  return out;
}

namespace {

// What stands before each element of a list, where that is known; the others are `none`.
void putPrevious(const Lists& lists, std::size_t owner, Column& out, std::uint64_t& escaped) {
  const std::uint32_t* items = lists.items.data();
  const std::uint32_t first = lists.first[owner], end = lists.first[owner + 1];
  const bool open = lists.open[owner] != 0;
  for (std::uint32_t k = first; k < end; ++k) {
    const std::uint32_t here = items[k];
    if (open && k > first) {
      putEscape(out, here);
      ++escaped;
    } else if (open) {
      out.can[here] = kValue | kNone | kFactual;
      out.may[here] = lists.unlisted[owner];
    } else if (k > first) {
      out.can[here] = kValue;
      out.may[here] = items[k - 1];
    }
  }
}

}  // namespace

// What stands before every element there is: reckoned once for a block of companies.
const Column& Ops::allPrevious(const Step& step, EntityId entity) {
  const auto [place, first] = machine_.previous_.try_emplace(entity);
  Column& out = place->second;
  if (!first) return out;
  const ElementTable& own = table(entity);
  out = makeColumn(machine_.kept_, Repr::Ref, own.count);
  out.entity = entity;
  out.kept = true;
  std::fill_n(out.can, own.count, kNone);
  std::fill_n(out.may, own.count, kNoElement);
  for (std::size_t here = own.listed; here < own.count; ++here) {
    // Before one that no list names stands such a one, or none.
    out.can[here] = kValue | kNone;
    out.may[here] = here;
  }
  if (own.parent == EntityId{kNoId}) return out;
  const ElementTable& owners = table(own.parent);
  // A bundle that was read without the pack of the list knows none.
  const std::size_t child = childIndex(rules(), own.parent, entity);
  if (child >= owners.lists.size()) return out;
  const Lists& lists = owners.lists[child];
  for (std::size_t owner = 0; owner + 1 < lists.first.size(); ++owner)
    putPrevious(lists, owner, out, counted(step).escaped);
  return out;
}

Column Ops::previous(const Step& step) {
  const Column& from = at(step.a);
  if (from.entity == EntityId{kNoId}) return escaped(step);
  const Column& all = allPrevious(step, from.entity);
  const std::size_t n = lanes();
  if (!from.may && !from.uniform && bitsOf(from.can, n) == kValue) return all;
  Column out = makeColumn(arena(), Repr::Ref, n);
  out.entity = from.entity;
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint8_t can = from.can[from.at(i)];
    if (can == kValue) {
      const std::uint64_t here = from.element(i);
      out.can[i] = all.can[here];
      out.may[i] = all.may[here];
      continue;
    }
    const bool gone = (can & (kValue | kEscaped)) == 0;
    out.may[i] = kNoElement;
    out.can[i] = gone ? kError : escapedCan(Repr::Ref);
    if (!gone && !(can & kEscaped)) ++counted(step).escaped;
  }
  return out;
}

// ---- of facts and definitions

// What a column over elements says of the elements that `ref` names.
Column Ops::gather(const Step& step, const Column& from, const Column& ref) {
  if (!ref.may) return from;  // each lane's own element
  const std::size_t n = ref.uniform ? 1 : lanes();
  const bool certain = bitsOf(ref.can, n) == kValue;
  if (from.uniform && certain) return from;
  const Column index = spread(ref);
  if (certain) return copied(from, index.may, nullptr);
  if (from.repr == Repr::Truth && !from.flags) return gatherTruth(step, from, index);
  std::uint8_t* skip = arena().filled<std::uint8_t>(lanes(), 0);
  addOthers(index.can, kValue, lanes(), skip);
  Column out = copied(from, index.may, skip);
  for (std::size_t i = 0; i < lanes(); ++i) {
    if (skip[i]) gatherOther(step, from, index, i, out);
  }
  return out;
}

// Truth values without flags, of which `can` says all.
Column Ops::gatherTruth(const Step& step, const Column& from, const Column& index) {
  const std::size_t n = lanes();
  Column out = makeColumn(arena(), Repr::Truth, n);
  const std::uint8_t *can = index.can, *said = from.can;
  const std::uint64_t* element = index.may;
  for (std::size_t i = 0; i < n; ++i) {
    if (can[i] == kValue) {
      out.can[i] = said[from.uniform ? 0 : element[i]];
    } else if (!(can[i] & (kEscaped | kValue))) {
      out.can[i] = can[i] & (kNone | kError) ? kError : std::uint8_t{0};
    } else if (!gatherTruths(from, index, i, out)) {
      gatherOther(step, from, index, i, out);
    }
  }
  return out;
}

// A lane that is not one element for certain.
void Ops::gatherOther(const Step& step, const Column& from, const Column& index, std::size_t i, Column& out) {
  const std::uint8_t can = index.can[i];
  putEscape(out, i);
  if (can & kEscaped) {
    if (index.flagsAt(i) & kSeveralRefs && !gatherSeveral(from, index, i, out)) ++counted(step).escaped;
    return;
  }
  if (can & kValue) {
    ++counted(step).escaped;
    return;
  }
  Slot none;
  none.can = can & (kNone | kError) ? kError : std::uint8_t{0};
  putSlot(arena(), out, i, lanes(), none, 0);
}

// gatherSeveral() of truth values without flags. False where a value is none of them.
bool Ops::gatherTruths(const Column& from, const Column& index, std::size_t lane, Column& out) {
  if (!(index.can[lane] & kEscaped) || !(index.flagsAt(lane) & kSeveralRefs)) return false;
  const BlockMachine::Several ref = machine_.several_[index.may[lane]];
  std::uint8_t can = ref.can & kWhy;
  if (ref.can & (kError | kNone)) can |= kError;
  for (std::uint32_t k = 0; k < ref.count; ++k)
    can |= from.can[from.at(machine_.several_elements_[ref.first + k])];
  if ((can & (kEscaped | kValue | kNone)) || (can & kPossible) == 0) return false;
  out.can[lane] = single(can) ? static_cast<std::uint8_t>(can & kPossible) : can;
  return true;
}

namespace {

// Whether nothing is left open (determined() of the scalar machine), of a value of these kinds.
bool settledSlot(const Slot& slot, Repr repr) {
  if (slot.can == 0 || !slot.single()) return false;
  if (slot.can != kValue || repr == Repr::Truth) return true;
  if (repr == Repr::Ordered) return slot.exact();
  return !(slot.flags & (kUnsettled | kUnanswered));
}

// Steps::join, of truth values, numbers and choices of one word; false where that is not known here.
bool joinSlots(Slot& a, const Slot& b, Repr repr) {
  if (b.can == 0) return true;
  if (a.can == 0) return a = b, true;
  const std::uint8_t said = a.flags & b.flags & kSaidUnknown;
  const auto flags =
      static_cast<std::uint8_t>(((a.flags | (b.flags & (kUnsettled | kUnanswered))) & ~kSaidUnknown) | said);
  const auto can = static_cast<std::uint8_t>(a.can | b.can);
  if (b.could(kValue) && !a.could(kValue)) {
    a = b;
    a.flags =
        static_cast<std::uint8_t>(((b.flags | (flags & (kUnsettled | kUnanswered))) & ~kSaidUnknown) | said);
  } else if (b.could(kValue)) {
    a.flags = flags;
    if (repr == Repr::Ordered) {
      if ((a.flags | b.flags) & kAnyPeriod || (a.flags ^ b.flags) & kMonths) return false;
      if (a.unit != b.unit) a.unit = 0;
      a.must &= b.must;
      a.flags |= b.flags & (kLowOpen | kHighOpen);
      if (b.low < a.low) a.low = b.low;
      if (a.high < b.high) a.high = b.high;
    } else {
      a.may |= b.may;
      a.must &= b.must;
      if (a.may != a.must) a.flags |= kUnsettled;
    }
  } else {
    a.flags = flags;
  }
  a.can = can;
  return true;
}

}  // namespace

// What several elements say, any of which may be meant (Steps::overElements). False, and the lane escapes,
// where that is not known here.
bool Ops::gatherSeveral(const Column& from, const Column& index, std::size_t lane, Column& out) {
  const bool kind = from.repr == Repr::Truth || from.repr == Repr::Ordered || from.repr == Repr::Option ||
                    from.repr == Repr::Set;
  if (!kind || from.words > 1) return false;
  const BlockMachine::Several ref = machine_.several_[index.may[lane]];
  Slot joined;
  std::uint8_t why = ref.can & kWhy;
  if (ref.can & (kError | kNone)) joined.can = kError;
  for (std::uint32_t k = 0; k < ref.count; ++k) {
    const std::size_t element = machine_.several_elements_[ref.first + k];
    const std::uint8_t can = from.can[from.at(element)];
    if ((can & kEscaped) || !joinSlots(joined, slotAt(from, element), from.repr)) return false;
    why |= can & kWhy;
  }
  if (settledSlot(joined, from.repr)) why = 0;
  return putSlot(arena(), out, lane, lanes(), joined, why);
}

Column Ops::fact(const Step& step) {
  const Column& ref = at(step.a);
  const Fact& declared = rules().vocabulary().facts[FactId{step.b}];
  if (ref.entity != declared.entity) return escaped(step);
  return gather(step, table(ref.entity).facts[declared.slot + step.c], ref);
}

Column Ops::definition(const Step& step) {
  const Column& value = machine_.result(BlockId{step.b});
  if (step.a == kNoId) return value;
  const Column& ref = at(step.a);
  const EntityId subject = rules().blocks[BlockId{step.b}].subject;
  if (subject != EntityId{kNoId} && ref.entity != subject) return escaped(step);
  return gather(step, value, ref);
}

}  // namespace jurat::batch
