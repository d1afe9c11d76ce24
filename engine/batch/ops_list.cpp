// Lists: the elements that quantifiers, sums and counts look at are lanes of a run of their own, one segment
// a lane of the run that asks.
#include <algorithm>

#include "engine/batch/ops.h"

namespace jurat::batch {
namespace {

// More elements in one walk than this are left to the scalar machine, by the lane.
constexpr std::size_t kMostWalked = std::size_t{1} << 22;

bool happened(const Column& day, const Type& type, std::uint32_t element, std::int64_t today, bool& escaped) {
  const std::uint8_t can = day.can[element];
  if (can & kEscaped) return escaped = true;
  if ((can & kPossible) == kNone) return false;
  const bool exact = can == kValue && !(day.flagsAt(element) & (kLowOpen | kHighOpen)) && day.scale == 0 &&
                     day.highAt(element) == day.low[element];
  return type.kind != TypeKind::Date || !exact || day.low[element] <= today;
}

}  // namespace

// Adds the elements along the path; false when the walk does not know them.
bool Ops::follow(const DomainCode& domain, EntityId entity, std::uint32_t from, std::size_t hop,
                 std::size_t lane, Walk& walk) {
  if (hop == domain.path.size()) {
    walk.up.push_back(static_cast<std::uint32_t>(lane));
    walk.element.push_back(from);
    return true;
  }
  const EntityId next = domain.path[hop];
  const std::vector<EntityId>& children = rules().vocabulary().entities[entity].children;
  const auto child = std::find(children.begin(), children.end(), next);
  if (child == children.end()) return false;
  const Lists& lists = table(entity).lists[static_cast<std::size_t>(child - children.begin())];
  if (lists.open[from]) {
    walk.open[lane] = 1;
    walk.why[lane] = static_cast<std::uint8_t>(walk.why[lane] | (lists.open[from] & kWhy));
  }
  const FactId order = rules().vocabulary().entities[next].ordered_by;
  for (std::uint32_t i = lists.first[from]; i < lists.first[from + 1]; ++i) {
    const std::uint32_t item = lists.items[i];
    if (order != FactId{kNoId}) {
      const Fact& day = rules().vocabulary().facts[order];
      bool escaped = false;
      if (!happened(table(next).facts[day.slot], day.type, item, machine_.as_of_.day.days, escaped)) continue;
      if (escaped) return false;
    }
    if (!follow(domain, next, item, hop + 1, lane, walk)) return false;
  }
  return true;
}

void Ops::walk(const Step& step, Walk& walk) {
  const DomainCode& domain = rules().domains[step.a];
  const Column& base = at(domain.base);
  walk.entity = domain.path.back();
  const std::size_t n = lanes();
  walk.open.assign(n, 0);
  walk.why.assign(n, 0);
  walk.base.assign(n, 0);
  for (std::size_t i = 0; i < n; ++i) {
    walk.first.push_back(static_cast<std::uint32_t>(walk.up.size()));
    const std::uint8_t can = base.can[base.at(i)];
    walk.base[i] = can;
    walk.why[i] = can & kWhy;
    if (can & kEscaped || !(can & kValue)) continue;
    const std::size_t before = walk.up.size();
    const auto from = static_cast<std::uint32_t>(base.element(i));
    bool known = before < kMostWalked && follow(domain, base.entity, from, 0, i, walk);
    if (known && walk.open[i]) {
      // What is not listed belongs to the list of the base itself, where there is only one on the way.
      const std::vector<EntityId>& children = rules().vocabulary().entities[base.entity].children;
      const auto child = std::find(children.begin(), children.end(), domain.path.front());
      known = domain.path.size() == 1;
      if (known) {
        walk.up.push_back(static_cast<std::uint32_t>(i));
        walk.element.push_back(
            table(base.entity).lists[static_cast<std::size_t>(child - children.begin())].unlisted[from]);
      }
    }
    if (known) continue;
    walk.up.resize(before);
    walk.element.resize(before);
    walk.base[i] = kEscaped;
    ++counted(step).escaped;
  }
  walk.first.push_back(static_cast<std::uint32_t>(walk.up.size()));
  if (domain.where != BlockId{kNoId}) walk.filter = nested(domain.where, walk);
  if (domain.body != BlockId{kNoId}) walk.body = nested(domain.body, walk);
}

// The value of a filter or body for every element walked over.
Column Ops::nested(BlockId block, const Walk& walk) {
  const BlockCode& code = rules().blocks[block];
  Run inner{.code = &code,
            .parent = &run_,
            .up = walk.up.data(),
            .entity = walk.entity,
            .element = walk.element.data(),
            .lanes = walk.up.size()};
  machine_.execute(inner);
  return inner.columns[code.result];
}

Column Ops::list(const Step& step) {
  Walk seen;
  walk(step, seen);
  Column out;
  if (step.op == Op::CountOf) {
    out = count(step, seen);
  } else if (step.repr == Repr::Truth) {
    out = quantifier(step, seen);
  } else {
    out = fold(step, seen);
  }
  for (std::size_t i = 0; i < lanes(); ++i) {
    const std::uint8_t base = seen.base[i];
    if (base == kValue) continue;
    if (base & kEscaped) {
      putEscape(out, i);
      continue;
    }
    // A base that may be missing makes it an error; one that is missing, nothing else.
    if (base & kValue) {
      ++counted(step).escaped;
      putEscape(out, i);
      continue;
    }
    Slot error;
    error.can = base & (kError | kNone) ? kError : std::uint8_t{0};
    putSlot(arena(), out, i, lanes(), error, 0);
  }
  return out;
}

namespace {

std::uint8_t canOf(const Column& column, std::size_t element, std::uint8_t otherwise) {
  return column.can ? column.can[column.at(element)] : otherwise;
}

std::uint8_t negated(std::uint8_t can) {
  return static_cast<std::uint8_t>((can & kError) | (can & kYes ? kNo : 0) | (can & kNo ? kYes : 0));
}

std::uint8_t closed(std::uint8_t can, std::uint8_t above) {
  return static_cast<std::uint8_t>(can | (single(can) ? 0 : above & kAbove));
}

}  // namespace

Column Ops::quantifier(const Step& step, const Walk& walk) {
  const bool every = step.op == Op::EveryHas, empty = step.op == Op::DomainEmpty;
  Column out = makeColumn(arena(), Repr::Truth, lanes());
  for (std::size_t i = 0; i < lanes(); ++i) {
    Tally tally;
    std::uint8_t above = walk.why[i];
    for (std::uint32_t e = walk.first[i]; e < walk.first[i + 1]; ++e) {
      const std::uint8_t filter = canOf(walk.filter, e, kYes);
      const std::uint8_t body = canOf(walk.body, e, empty ? kYes : kNo);
      Tally both;
      both.add(body & kPossible);
      both.add(every ? negated(filter) : filter & kPossible);
      std::uint8_t can = both.atLeast(every ? 1 : 2);
      std::uint8_t part = closed(can, static_cast<std::uint8_t>(filter | body));
      if (walk.open[i] && e + 1 == walk.first[i + 1]) {
        // It is the list that is asked for, not what an element that it does not name would say.
        can |= every ? kYes : kNo;
        part = static_cast<std::uint8_t>(can | (part & kEscaped));
      }
      tally.add(part & kPossible);
      above |= part & kAbove;
    }
    std::uint8_t can = tally.atLeast(every ? tally.count : 1);
    if (empty) can = negated(can);
    out.can[i] = closed(can, above);
  }
  return out;
}

Column Ops::count(const Step& step, const Walk& walk) {
  Column out = makeColumn(arena(), Repr::Ordered, lanes());
  for (std::size_t i = 0; i < lanes(); ++i) putEscape(out, i);
  for (std::size_t i = 0; i < lanes(); ++i) {
    Slot result;
    std::uint8_t why = walk.why[i], above = 0;
    std::int64_t least = 0, most = 0;
    bool failed = false;
    for (std::uint32_t e = walk.first[i]; e < walk.first[i + 1]; ++e) {
      const std::uint8_t filter = canOf(walk.filter, e, kYes), can = filter & kPossible;
      above |= filter & kEscaped;
      const bool unlisted = walk.open[i] && e + 1 == walk.first[i + 1];
      if (can & kError) result.can |= kError;
      if (unlisted) {
        if (can & kYes) result.flags |= kHighOpen;
        continue;
      }
      failed = failed || can == kError;
      least += can == kYes ? 1 : 0;
      most += can & kYes ? 1 : 0;
      why |= filter & kWhy;
    }
    if (above) continue;
    result.can |= kValue;
    result.low = least;
    if (!(result.flags & kHighOpen)) result.high = most;
    if (failed) result = Slot{}, result.can = kError;
    const bool settled = result.exact() || result.is(kError);
    putSlot(arena(), out, i, lanes(), result, settled ? std::uint8_t{0} : why);
  }
  (void)step;
  return out;
}

// Every list is given whole, every filter settled, every value one number of one unit. False, and nothing
// done, where that is not so.
bool Ops::settledFold(const Step& step, const Walk& walk, std::size_t lane, Column& out) {
  const bool sum = step.op == Op::SumOver;
  if (walk.open[lane]) return false;
  std::int64_t total = 0;
  std::uint32_t unit = out.unit;
  bool any = false;
  for (std::uint32_t e = walk.first[lane]; e < walk.first[lane + 1]; ++e) {
    const std::uint8_t filter = canOf(walk.filter, e, kYes);
    if (filter == kNo) continue;
    const std::size_t place = walk.body.at(e);
    if (filter != kYes || walk.body.can[place] != kValue || walk.body.flagsAt(e) != 0) return false;
    const std::int64_t value = walk.body.low[place];
    const std::uint32_t its = walk.body.unitAt(e);
    if (walk.body.highAt(e) != value || (any && its != unit)) return false;
    if (sum && __builtin_add_overflow(total, value, &total)) return false;
    if (!sum && (!any || (step.op == Op::HighestOver ? total < value : value < total))) total = value;
    unit = its;
    any = true;
  }
  if (sum && any && type(step).kind == TypeKind::Money && unit == 0) return false;
  if (unit != out.unit || out.units) unitsOf(arena(), out, lanes())[lane] = unit;
  out.can[lane] = any || sum ? kValue : kNone;
  out.low[lane] = total;
  if (out.high) out.high[lane] = total;
  if (out.flags) out.flags[lane] = 0;
  if (!sum) out.must[lane] = any ? kThere : 0;
  return true;
}

// Sums and extremes: what is open by the scalar machine's own fold.
Column Ops::fold(const Step& step, const Walk& walk) {
  Column out = makeColumn(arena(), step.repr, lanes());
  for (std::size_t i = 0; i < lanes(); ++i) putEscape(out, i);
  std::vector<LaneSteps::Part> listed;
  out.scale = walk.body.scale;
  const bool sum = step.op == Op::SumOver;
  if (!sum) mustOf(arena(), out, lanes());
  if (type(step).kind == TypeKind::Money) out.unit = type(step).id;
  for (std::size_t i = 0; i < lanes(); ++i) {
    if (walk.base[i] != kValue) continue;
    if (out.scale == walk.body.scale && settledFold(step, walk, i, out)) continue;
    listed.clear();
    LaneSteps::Part unlisted;
    bool escaped = false;
    for (std::uint32_t e = walk.first[i]; e < walk.first[i + 1]; ++e) {
      LaneSteps::Part part{canOf(walk.filter, e, kYes), &walk.body, e};
      const std::uint8_t body = canOf(walk.body, e, kEscaped);
      escaped =
          escaped || (part.filter & kEscaped) || ((part.filter & kPossible) != kNo && (body & kEscaped));
      if (walk.open[i] && e + 1 == walk.first[i + 1]) {
        unlisted = part;
      } else {
        listed.push_back(part);
      }
    }
    if (escaped) continue;
    ++counted(step).alone;
    const LaneSteps::Result result = machine_.lanes_.over(*run_.code, step, where_, listed,
                                                          walk.open[i] ? &unlisted : nullptr, walk.why[i]);
    if (!putSlot(arena(), out, i, lanes(), result.slot, result.why)) ++counted(step).escaped;
  }
  return out;
}

// The first or last element of a series whose filter holds for certain, when no other may stand before it.
Column Ops::seriesEnd(const Step& step) {
  Walk seen;
  walk(step, seen);
  Column out = makeColumn(arena(), Repr::Ref, lanes());
  out.entity = seen.entity;
  for (std::size_t i = 0; i < lanes(); ++i) {
    putEscape(out, i);
    const std::uint8_t base = seen.base[i];
    if (base != kValue) {
      if (base & kEscaped) continue;
      if (base & kValue) {
        ++counted(step).escaped;
      } else {
        out.can[i] = kError;
        out.may[i] = kNoElement;
      }
      continue;
    }
    if (seen.open[i]) {
      ++counted(step).escaped;
      continue;
    }
    const std::uint32_t first = seen.first[i], count = seen.first[i + 1] - first;
    out.can[i] = kNone;
    out.may[i] = kNoElement;
    for (std::uint32_t k = 0; k < count; ++k) {
      const std::uint32_t e = step.op == Op::SeriesLast ? first + count - 1 - k : first + k;
      const std::uint8_t filter = canOf(seen.filter, e, kYes);
      if (filter == kNo) continue;
      out.can[i] = kValue;
      out.may[i] = seen.element[e];
      if (filter != kYes) {
        if (!(filter & kEscaped)) ++counted(step).escaped;
        putEscape(out, i);
      }
      break;
    }
  }
  return out;
}

}  // namespace jurat::batch
