// Lists: the elements that quantifiers, sums and counts look at are lanes of a run of their own, one segment
// a lane of the run that asks.
#include <algorithm>

#include "engine/batch/kernels.h"
#include "engine/batch/ops.h"

namespace jurat::batch {

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
  if (bitsOf(seen.seen->base.data(), lanes()) == kValue) return out;
  for (std::size_t i = 0; i < lanes(); ++i) {
    const std::uint8_t base = seen.seen->base[i];
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

// The bits of the opposite, with all that stands above them.
std::uint8_t negatedCan(std::uint8_t can) {
  return static_cast<std::uint8_t>((can & ~(kYes | kNo)) | (can & kYes ? kNo : 0) | (can & kNo ? kYes : 0));
}

}  // namespace

// Of lists that are given whole: what each element says first, then those of each lane together.
Column Ops::wholeQuantifier(const Step& step, const Walk& walk) {
  const bool every = step.op == Op::EveryHas;
  const std::size_t all = walk.seen->up.size(), n = lanes();
  const auto spread_out = [&](const Column& column) {
    return column.uniform ? arena().filled<std::uint8_t>(all, column.can[0]) : column.can;
  };
  const std::uint8_t* parts = spread_out(walk.body);
  if (walk.filter.can) {
    const std::uint8_t* filter = spread_out(walk.filter);
    auto* made = arena().take<std::uint8_t>(all);
    auto* turned = arena().take<std::uint8_t>(all);
    if (every) negate(filter, all, turned);
    const std::uint8_t* both[] = {parts, every ? turned : filter};
    andOr(!every, both, 2, Tallied{}, all, nullptr, made);
    parts = made;
  }
  Column out = makeColumn(arena(), Repr::Truth, n);
  std::uint8_t *marks = arena().take<std::uint8_t>(all), *of_all = bytes(), *of_some = bytes(),
               *settles = bytes();
  markAll(every, parts, all, marks);
  const std::uint32_t* first = walk.seen->first.data();
  const std::uint8_t* why = walk.seen->why.data();
  for (std::size_t i = 0; i < n; ++i) {
    std::uint8_t bits_of_all = 0xff, some = why[i] & kWhy, mark = 0;
    for (std::uint32_t e = first[i]; e < first[i + 1]; ++e) {
      bits_of_all &= parts[e];
      some |= parts[e];
      mark |= marks[e];
    }
    of_all[i] = bits_of_all;
    of_some[i] = some;
    settles[i] = mark;
  }
  closeAll(every, of_all, of_some, settles, n, out.can);
  return out;
}

Column Ops::quantifier(const Step& step, const Walk& walk) {
  const bool every = step.op == Op::EveryHas, empty = step.op == Op::DomainEmpty;
  if (!walk.seen->some_open && !empty && walk.body.can) return wholeQuantifier(step, walk);
  Column out = makeColumn(arena(), Repr::Truth, lanes());
  for (std::size_t i = 0; i < lanes(); ++i) {
    Tallied of;
    of.above = walk.seen->why[i];
    for (std::uint32_t e = walk.seen->first[i]; e < walk.seen->first[i + 1]; ++e) {
      const std::uint8_t filter = canOf(walk.filter, e, kYes);
      const std::uint8_t body = canOf(walk.body, e, empty ? kYes : kNo);
      Tallied both;
      tally(body, both.every, both.some, both.above);
      tally(every ? negatedCan(filter) : filter, both.every, both.some, both.above);
      std::uint8_t part =
          every ? oneOf(both.every, both.some, both.above) : allOf(both.every, both.some, both.above);
      if (walk.seen->open[i] && e + 1 == walk.seen->first[i + 1]) {
        // It is the list that is asked for, not what an element that it does not name would say.
        const std::uint8_t can = part & kPossible;
        part = static_cast<std::uint8_t>(can | (every ? kYes : kNo) | (part & kEscaped));
      }
      tally(part, of.every, of.some, of.above);
    }
    const std::uint8_t can = every ? allOf(of.every, of.some, of.above) : oneOf(of.every, of.some, of.above);
    out.can[i] = empty ? closed(negatedCan(can), of.above) : can;
  }
  return out;
}

Column Ops::count(const Step& step, const Walk& walk) {
  Column out = makeColumn(arena(), Repr::Ordered, lanes());
  for (std::size_t i = 0; i < lanes(); ++i) putEscape(out, i);
  for (std::size_t i = 0; i < lanes(); ++i) {
    Slot result;
    std::uint8_t why = walk.seen->why[i], above = 0;
    std::int64_t least = 0, most = 0;
    bool failed = false;
    for (std::uint32_t e = walk.seen->first[i]; e < walk.seen->first[i + 1]; ++e) {
      const std::uint8_t filter = canOf(walk.filter, e, kYes), can = filter & kPossible;
      above |= filter & kEscaped;
      const bool unlisted = walk.seen->open[i] && e + 1 == walk.seen->first[i + 1];
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
  if (walk.seen->open[lane]) return false;
  std::int64_t total = 0;
  std::uint32_t unit = out.unit;
  bool any = false;
  for (std::uint32_t e = walk.seen->first[lane]; e < walk.seen->first[lane + 1]; ++e) {
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
    if (walk.seen->base[i] != kValue) continue;
    if (out.scale == walk.body.scale && settledFold(step, walk, i, out)) continue;
    listed.clear();
    LaneSteps::Part unlisted;
    bool escaped = false;
    for (std::uint32_t e = walk.seen->first[i]; e < walk.seen->first[i + 1]; ++e) {
      LaneSteps::Part part{canOf(walk.filter, e, kYes), &walk.body, e};
      const std::uint8_t body = canOf(walk.body, e, kEscaped);
      escaped =
          escaped || (part.filter & kEscaped) || ((part.filter & kPossible) != kNo && (body & kEscaped));
      if (walk.seen->open[i] && e + 1 == walk.seen->first[i + 1]) {
        unlisted = part;
      } else {
        listed.push_back(part);
      }
    }
    if (escaped) continue;
    ++counted(step).alone;
    const LaneSteps::Result result = machine_.lanes_.over(
        *run_.code, step, where_, listed, walk.seen->open[i] ? &unlisted : nullptr, walk.seen->why[i]);
    if (!putSlot(arena(), out, i, lanes(), result.slot, result.why)) ++counted(step).escaped;
  }
  return out;
}

// A lane of which more than one element may be the end: those before the nearest whose filter holds for
// certain.
void Ops::several(const Step& step, const Walk& walk, std::size_t lane, Column& out) {
  const std::uint32_t first = walk.seen->first[lane], count = walk.seen->first[lane + 1] - first;
  BlockMachine::Several ends;
  ends.first = static_cast<std::uint32_t>(machine_.several_elements_.size());
  bool settled = false, escaped = false;
  std::uint8_t can = walk.seen->why[lane] & kWhy;
  for (std::uint32_t k = 0; k < count && !settled; ++k) {
    const std::uint32_t e = step.op == Op::SeriesLast ? first + count - 1 - k : first + k;
    const std::uint8_t filter = canOf(walk.filter, e, kYes);
    escaped = escaped || (filter & kEscaped);
    can |= filter & (kWhy | kError);
    if (filter & kYes)
      machine_.several_elements_.push_back(static_cast<std::uint32_t>(walk.seen->element[e]));
    settled = filter == kYes;
  }
  putEscape(out, lane);
  if (escaped) return;
  ends.count = static_cast<std::uint32_t>(machine_.several_elements_.size()) - ends.first;
  ends.can = static_cast<std::uint8_t>(can | (settled ? 0 : kNone) | (ends.count ? kValue : 0));
  flagsOf(arena(), out, lanes())[lane] = kSeveralRefs;
  out.may[lane] = machine_.several_.size();
  machine_.several_.push_back(ends);
}

// The first or last element of a series whose filter holds for certain, when no other may stand before it.
void Ops::putEnd(const Step& step, const Walk& walk, std::size_t i, Column& out) {
  const std::uint32_t* bounds = walk.seen->first.data() + i;
  const std::uint32_t first = bounds[0], end = bounds[1];
  const bool last = step.op == Op::SeriesLast, uniform = walk.filter.uniform;
  const std::uint8_t* can = walk.filter.can;
  std::uint8_t filter = kYes;
  std::uint32_t at = last ? end - 1 : first;
  for (std::uint32_t left = end - first; left > 0; --left, at = last ? at - 1 : at + 1) {
    filter = can ? can[uniform ? 0 : at] : std::uint8_t{kYes};
    if (filter != kNo) break;
  }
  const bool none = at < first || at >= end || first == end;
  out.can[i] = none ? kNone : kValue;
  out.may[i] = none ? kNoElement : walk.seen->element[at];
  if (!none && filter != kYes) several(step, walk, i, out);
}

// putEnd() of lists that are given whole; without a filter the end is where the list ends.
void Ops::putEnds(const Step& step, const Walk& walk, Column& out) {
  const std::size_t n = lanes();
  if (walk.filter.can) {
    for (std::size_t i = 0; i < n; ++i) putEnd(step, walk, i, out);
    return;
  }
  const bool last = step.op == Op::SeriesLast;
  const std::uint32_t* first = walk.seen->first.data();
  const std::uint64_t* element = walk.seen->element.data();
  std::uint8_t* can = out.can;
  std::uint64_t* may = out.may;
  for (std::size_t i = 0; i < n; ++i) {
    const bool none = first[i] == first[i + 1];
    can[i] = none ? kNone : kValue;
    may[i] = none ? kNoElement : element[last ? first[i + 1] - 1 : first[i]];
  }
}

Column Ops::seriesEnd(const Step& step) {
  Walk seen;
  walk(step, seen);
  Column out = makeColumn(arena(), Repr::Ref, lanes());
  out.entity = seen.seen->entity;
  if (!seen.seen->some_open && bitsOf(seen.seen->base.data(), lanes()) == kValue) {
    putEnds(step, seen, out);
    return out;
  }
  for (std::size_t i = 0; i < lanes(); ++i) {
    const std::uint8_t base = seen.seen->base[i];
    if (base == kValue && !seen.seen->open[i]) {
      putEnd(step, seen, i, out);
      continue;
    }
    putEscape(out, i);
    if (base & kEscaped) continue;
    if (base & kValue) {
      ++counted(step).escaped;
    } else {
      out.can[i] = kError;
      out.may[i] = kNoElement;
    }
  }
  return out;
}

}  // namespace jurat::batch
