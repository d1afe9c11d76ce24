// Where an answer changes its kind along one unknown, the others standing as they do: by the courses of the
// steps behind it, and where one of these is not known by halving between values that were tried. What is
// found here is a hint where to cut: what is so in a box the machine says.
#include <algorithm>
#include <utility>

#include "engine/advice/ask/explore.h"

namespace jurat::asking {
namespace {

constexpr std::size_t kLooks = 48;     // at one unknown in one box
constexpr std::size_t kBoxes = 64;     // boxes of formulas that are looked into
constexpr std::size_t kHalvings = 96;  // between two values
constexpr int kFar = 18;               // powers of ten: where meetings are looked for in what has no end

Number grainOf(bool whole) { return whole ? Number(1) : kBeside; }

// The next value below that is told apart.
Number onGrain(const Number& at, bool whole) {
  const std::optional<Number> grains = divide(at, grainOf(whole));
  return grains ? multiply(grains->floor(), grainOf(whole)).value_or(at) : at;
}

Interval onlyValue(const Number& at) { return {.low = at, .high = at, .samples = {}}; }

bool holdsValue(const Interval& in, const Number& at) {
  const bool above = !in.low || (in.without_low ? *in.low < at : *in.low <= at);
  const bool below = !in.high || (in.without_high ? at < *in.high : at <= *in.high);
  return above && below;
}

// A value somewhere inside.
std::optional<Number> valueInside(const Interval& in, bool whole) {
  if (in.low && in.high) {
    const std::optional<Number> sum = add(*in.low, *in.high);
    const std::optional<Number> middle = sum ? divide(*sum, Number(2)) : sum;
    return middle && whole ? middle->floor() : middle;
  }
  if (in.low) return add(*in.low, Number(1));
  if (in.high) return subtract(*in.high, Number(1));
  return Number();
}

// What is left of it below and above a value, which may belong to it.
Interval partBelow(Interval in, const Number& at, bool whole) {
  in.high = whole ? *subtract(at, Number(1)) : at;
  in.without_high = !whole;
  return in;
}
Interval partAbove(Interval in, const Number& at, bool whole) {
  in.low = whole ? *add(at, Number(1)) : at;
  in.without_low = !whole;
  return in;
}

// Each of the values for itself, and what lies between them.
std::vector<Interval> cutAt(const Interval& over, const std::set<Number>& values, bool whole) {
  std::vector<Interval> out;
  Interval rest = over;
  for (const Number& at : values) {
    if (!holdsValue(over, at)) continue;
    if (Interval before = partBelow(rest, at, whole); !isEmpty(before)) out.push_back(std::move(before));
    out.push_back(onlyValue(at));
    rest = partAbove(rest, at, whole);
  }
  if (!isEmpty(rest)) out.push_back(std::move(rest));
  return out;
}

// Days from which nothing that a rule adds leads out of the calendar: what lies beyond is no case of its own.
Interval withinCalendar(Interval days) {
  constexpr std::int64_t kAway = 150'000;
  const Number first(kFirstDate.days + kAway), last(kLastDate.days - kAway);
  if (days.low && *days.low == Number(kFirstDate.days)) days.low = first;
  if (days.high && *days.high == Number(kLastDate.days)) days.high = last;
  return days;
}

// A sum of money has no other currency than that of its type, and nothing else needs one.
RangedFact rangedOf(const Unknown& unknown, std::size_t answer, const Type& type) {
  return {.instance = unknown.instance,
          .fact = unknown.fact,
          .option = unknown.option,
          .answer = answer,
          .currency = type.kind == TypeKind::Money ? type.id : 0};
}

}  // namespace

const std::set<Number>* Explorer::cutsAt(const Cause& cause) const {
  const auto found = cuts_.find({raw(cause.instance), raw(cause.fact), cause.option});
  return found == cuts_.end() ? nullptr : &found->second;
}

const Type& Explorer::typeOf(std::uint32_t unknown) const {
  return machine_.rules().vocabulary().facts[out_.unknowns[unknown].fact].type;
}

// With nothing else known, which finds what one fact settles alone; then in each box of a formula.
bool Explorer::probe() {
  trial_.answers.resize(first_answer_ + out_.unknowns.size());
  bool more = false;
  const auto is_ordered = [&](std::uint32_t unknown) {
    return out_.matters[unknown] != Matters::No && !out_.unknowns[unknown].intervals.empty();
  };
  for (std::uint32_t i = 0; i < out_.unknowns.size(); ++i) {
    if (!is_ordered(i)) continue;
    Interval over = out_.unknowns[i].intervals.front();
    over.high = out_.unknowns[i].intervals.back().high;
    over.without_high = out_.unknowns[i].intervals.back().without_high;
    more = probed(i, over) || more;
  }
  boxesProbed(more);
  trial_.answers.resize(first_answer_);
  return more;
}

void Explorer::boxesProbed(bool& more) {
  std::size_t boxes = 0;
  for (const Leaf& leaf : out_.leaves) {
    if (leaf.formula_of.empty() || boxes++ >= kBoxes || !mayProbe()) continue;
    for (std::uint32_t i = 0; i < leaf.box.size(); ++i) place(i, leaf.box[i]);
    for (const std::uint32_t i : leaf.formula_of) {
      const Unknown& unknown = out_.unknowns[i];
      more = probed(i, unknown.intervals[leaf.box[i].first - unknown.values.size()]) || more;
      place(i, leaf.box[i]);
    }
    for (std::uint32_t i = 0; i < leaf.box.size(); ++i) place(i, Part{});
  }
}

// Whether there is something to cut at that nothing cuts yet.
bool Explorer::probed(std::uint32_t unknown, Interval over) {
  const bool whole = isWhole(typeOf(unknown).kind);
  if (typeOf(unknown).kind == TypeKind::Date) over = withinCalendar(std::move(over));
  if (!mayProbe() || over.single() || isEmpty(over)) return false;
  bool clear = canRange(typeOf(unknown));
  std::set<Number> found;
  if (clear) found = meetings(unknown, over, clear);
  if (!clear) switches(unknown, over, found);
  const std::set<Number> wanted = borders(unknown, cutAt(over, found, whole));
  place(unknown, Part{});
  bool more = false;
  for (const Number& at : wanted) {
    const auto& known = out_.unknowns[unknown].intervals;
    const bool cut = std::any_of(known.begin(), known.end(), [&](const Interval& each) {
      return each.low && *each.low == at && (whole || each.single());
    });
    if (!cut) more = cuts_[unknownKey(out_.unknowns[unknown])].insert(at).second || more;
  }
  return more;
}

void Explorer::stand(std::uint32_t index, const Interval& in) {
  const Unknown& unknown = out_.unknowns[index];
  const Fact& fact = machine_.rules().vocabulary().facts[unknown.fact];
  trial_.answers[first_answer_ + index] = answerIn(in, fact.type);
  trial_.instances[unknown.instance].answers[fact.slot + unknown.option] =
      static_cast<std::uint32_t>(first_answer_ + index + 1);
  machine_.start(trial_, as_of_);
  ++out_.trials;
}

// The day that is due makes no sort of its own, nor does a sum unless `figures` are wanted.
Explorer::Sort Explorer::sortIn(std::uint32_t unknown, const Interval& in, bool figures) {
  stand(unknown, in);
  Reply reply = replyTo(machine_, question_);
  steps_ += machine_.steps();
  const std::uint8_t bits = reply.label.outcomes;
  if (question_.kind == Kind::Rule) return {.settled = (bits & (bits - 1)) == 0, .label = {bits, {}}};
  Sort out{.settled = reply.settled, .fails = reply.settled && reply.fails, .label = {bits, {}}};
  if (figures && out.settled) out.label.figures = std::move(reply.label.figures);
  return out;
}

// Values at which a step behind the answer may say something else. `clear` ends where the course of one that
// decides is not known.
std::set<Number> Explorer::meetings(std::uint32_t unknown, const Interval& over, bool& clear) {
  const bool whole = isWhole(typeOf(unknown).kind);
  const RangedFact fact = rangedOf(out_.unknowns[unknown], first_answer_ + unknown, typeOf(unknown));
  std::set<Number> out;
  std::vector<Interval> gaps = {over};
  for (std::size_t looks = 0; !gaps.empty() && looks < kLooks && mayProbe(); ++looks) {
    const Interval gap = std::move(gaps.back());
    gaps.pop_back();
    const std::optional<Number> here = valueInside(gap, whole);
    if (!here) continue;
    stand(unknown, onlyValue(*here));
    replyTo(machine_, question_);
    steps_ += machine_.steps();
    const RangeOptions options{.as_of = as_of_,
                               .fact = fact,
                               .low = gap.low.value_or(Number::scaled(-1, kFar)),
                               .high = gap.high.value_or(Number::scaled(1, kFar)),
                               .named = {},
                               .limits = limits_};
    trace_.run(machine_, options, *here, whole ? Trace::Values::Whole : Trace::Values::Any);
    const std::vector<Trace::Meeting> nearest = trace_.nearest();
    const bool exact =
        std::none_of(nearest.begin(), nearest.end(), [](const auto& each) { return each.near; });
    clear = clear && exact && trace_.unclear().empty();
    const auto note = [&](const Number& at, bool lower) {
      const Number value = onGrain(at, whole);
      out.insert(value);
      if (whole && !at.isWhole()) out.insert(*add(value, Number(1)));
      Interval rest = lower ? partBelow(gap, value, whole) : partAbove(gap, value, whole);
      if (holdsValue(gap, value) && !isEmpty(rest)) gaps.push_back(std::move(rest));
    };
    if (trace_.here()) {
      note(*here, true);
      note(*here, false);
      continue;
    }
    if (trace_.below()) note(*trace_.below(), true);
    if (trace_.above()) note(*trace_.above(), false);
  }
  return out;
}

// Between two samples with answers of two kinds the values on both sides of a change.
void Explorer::switches(std::uint32_t unknown, const Interval& over, std::set<Number>& into) {
  const bool whole = isWhole(typeOf(unknown).kind);
  std::set<Number> tried;
  for (const Interval& each : out_.unknowns[unknown].intervals) {
    for (const Number& at : each.samples) tried.insert(at);
    if (each.single()) tried.insert(*each.low);
  }
  std::optional<std::pair<Number, Sort>> last;
  for (const Number& at : tried) {
    if (!holdsValue(over, at)) continue;
    std::pair<Number, Sort> next(at, sortIn(unknown, onlyValue(at), false));
    if (last && !(last->second == next.second)) {
      Number low = last->first, high = next.first;
      for (std::size_t i = 0; i < kHalvings && mayProbe() && *add(low, grainOf(whole)) < high; ++i) {
        const std::optional<Number> half = valueInside(
            {.low = low, .high = high, .without_low = false, .without_high = false, .samples = {}}, whole);
        const Number middle = half ? onGrain(*half, whole) : low;
        if (middle <= low || high <= middle) break;
        (sortIn(unknown, onlyValue(middle), false) == last->second ? low : high) = middle;
      }
      into.insert({low, high});
    }
    last = std::move(next);
  }
}

// Of pieces beside each other where those begin that differ from what is before them: what holds of both
// together is asked of both together.
std::set<Number> Explorer::borders(std::uint32_t unknown, const std::vector<Interval>& pieces) {
  const bool whole = isWhole(typeOf(unknown).kind);
  std::set<Number> out;
  Interval group;
  Sort point, all;
  for (std::size_t i = 0; i < pieces.size() && mayProbe(); ++i) {
    const Interval& piece = pieces[i];
    const std::optional<Number> at = valueInside(piece, whole);
    const Sort here = at ? sortIn(unknown, onlyValue(*at), false) : Sort{};
    const Sort own = sortIn(unknown, piece, true);
    if (i > 0 && here == point) {
      Interval both = group;
      both.high = piece.high;
      both.without_high = piece.without_high;
      const Sort together = sortIn(unknown, both, true);
      // A single value is settled where the others are known, whatever lies beside it.
      const bool open = (!all.settled || group.single()) && (!own.settled || piece.single());
      if (together.settled ||
          (open && together.label.outcomes == (all.label.outcomes | own.label.outcomes))) {
        group = std::move(both);
        all = together;
        continue;
      }
    }
    if (i > 0) out.insert(*piece.low);  // a cut is told apart from both sides
    group = piece;
    point = here;
    all = own;
  }
  return out;
}

}  // namespace jurat::asking
