#include "engine/advice/range/range.h"

#include <algorithm>
#include <map>
#include <utility>

#include "engine/advice/range/looks.h"
#include "engine/advice/range/pieces.h"
#include "engine/evaluate/describe.h"

namespace jurat {

bool canRange(const Type& type) {
  if (type.set) return false;
  switch (type.kind) {
    case TypeKind::Integer:
    case TypeKind::Decimal:
    case TypeKind::Percentage:
    case TypeKind::Money:
    case TypeKind::Quantity:
    case TypeKind::Date:
      return true;
    default:
      return false;
  }
}

Value rangedValue(const Type& type, const RangedFact& fact, const Number& at) {
  if (type.kind == TypeKind::Money) return Money{at, fact.currency};
  if (type.kind == TypeKind::Date) return Date{static_cast<std::int32_t>(at.toInt64().value_or(0))};
  return at;
}

Number RangeLine::at(const Number& x) const {
  if (curve.known()) return curve.at(x).value_or(constant);
  if (slope.sign() == 0) return constant;
  const std::optional<Number> run = multiply(slope, x);
  return run ? add(constant, *run).value_or(constant) : constant;
}

const RangeState& RangeItem::on(std::size_t piece) const {
  const auto behind =
      std::upper_bound(stretches.begin(), stretches.end(), piece,
                       [](std::size_t at, const Stretch& stretch) { return at < stretch.piece; });
  return std::prev(behind)->state;
}

bool Range::exact() const {
  return complete() && !bent &&
         std::all_of(breakpoints.begin(), breakpoints.end(),
                     [](const Breakpoint& each) { return each.exact; });
}

Range::Piece Range::piece(std::size_t index) const {
  Piece out{low, high, true, true};
  if (index > 0) {
    out.from = breakpoints[index - 1].at;
    out.from_in = !breakpoints[index - 1].above;
  }
  if (index < breakpoints.size()) {
    out.to = breakpoints[index].at;
    out.to_in = breakpoints[index].above;
  }
  return out;
}

std::size_t Range::pieceOf(const Number& at) const {
  std::size_t piece = 0;
  for (const Breakpoint& each : breakpoints) {
    if (at < each.at || (at == each.at && each.above)) break;
    ++piece;
  }
  return piece;
}

namespace {

constexpr std::int64_t kEach =
    10'000;  // whole values that are looked at one by one where nothing better is known
constexpr int kPlaces = 6, kMostPlaces = 60;  // of decimals near a fraction
constexpr std::int64_t kParts = 256;          // of a range in which values are tried for want of better

constexpr std::size_t kLastStates = 8;  // of an item, that a new one is held against

// Whether a profile can say it.
bool isDecimal(const Number& at) { return at.text().find('/') == std::string::npos; }

// Values that are still to be looked at.
struct Gap {
  Number low, high;
  bool low_in = true, high_in = true;
};

class Sweep {
 public:
  Sweep(const std::shared_ptr<const RuleSet>& rules, const Profile& profile, const RangeOptions& options)
      : options_(options), trial_(profile), machine_(rules, options.limits) {
    out_.low = options.low;
    out_.high = options.high;
    out_.type = rules->vocabulary().facts[options.fact.fact].type;
    out_.currency = options.fact.currency;
    out_.profile_name = profile.name;
    out_.question = rules->vocabulary().facts[options.fact.fact].ask;
    whole_ = out_.type.kind == TypeKind::Integer || out_.type.kind == TypeKind::Date;
    const Number span = subtract(options.high, options.low).value_or(Number());
    values_ = !whole_                ? Trace::Values::Any
              : Number(kEach) < span ? Trace::Values::Whole
                                     : Trace::Values::Each;
    out_.resolution = divide(span, Number(kParts)).value_or(span);
    if (whole_) out_.resolution = std::max(Number(1), out_.resolution.floor());
  }

  Range run() {
    std::vector<Gap> gaps = {{options_.low, options_.high}};
    while (!gaps.empty() && mayLook()) {
      const Gap gap = std::move(gaps.back());
      gaps.pop_back();
      look(gap, gaps);
    }
    out_.cut_short = out_.cut_short || !gaps.empty();
    sort();
    if (whole_ && !unclear_.empty()) refine();
    out_.unclear = unclear_.size();
    pieceTogether(machine_, whole_, looked_, out_);
    return std::move(out_);
  }

 private:
  bool mayLook() const {
    return out_.looks < options_.limits.range_looks && kept_ < options_.limits.range_states;
  }

  void sort() {
    std::sort(looked_.regions.begin(), looked_.regions.end(), [](const Region& a, const Region& b) {
      return a.low != b.low ? a.low < b.low : a.low_in && !b.low_in;
    });
  }

  // Where two values that were tried differ, the whole numbers between them are tried till they are
  // neighbours.
  void refine() {
    std::vector<Region> rest;
    std::swap(rest, looked_.regions);
    std::reverse(rest.begin(), rest.end());
    std::vector<Region>& done = looked_.regions;
    while (!rest.empty()) {
      Region next = std::move(rest.back());
      rest.pop_back();
      if (done.empty() || !done.back().high_tried || !differ(done.back(), next)) {
        done.push_back(std::move(next));
        continue;
      }
      Region& last = done.back();
      const Number middle = divide(add(last.here, next.here).value(), Number(2)).value().floor();
      if (middle == last.here || !mayLook()) {
        out_.cut_short = out_.cut_short || middle != last.here;
        last.high_tried = middle != last.here;
        next.low_tried = next.low_tried && last.high_tried;
        done.push_back(std::move(next));
        continue;
      }
      Region between = lookedAt(middle);
      between.low = middle, between.high = last.high;
      between.high_tried = true;
      last.high = subtract(middle, Number(1)).value();
      rest.push_back(std::move(next));
      rest.push_back(std::move(between));
    }
  }

  bool differ(const Region& a, const Region& b) const {
    for (std::size_t item = 0; item < out_.items.size(); ++item) {
      const std::uint32_t one = looked_.on(a, item), other = looked_.on(b, item);
      if (one != other && !sameState(looked_.states[one], a.here, looked_.states[other], b.here)) return true;
    }
    return false;
  }

  void start(const Number& here) {
    Answer& answer = trial_.answers[options_.fact.answer];
    answer.state = AnswerState::Given;
    answer.value = rangedValue(out_.type, options_.fact, here);
    machine_.start(trial_, options_.as_of);
    ++out_.looks;
  }

  // Somewhere inside, the lower end where that belongs to it.
  std::optional<Number> inside(const Gap& gap) const {
    if (gap.low_in) return gap.low;
    if (gap.high_in && gap.low == gap.high) return gap.high;
    const std::optional<Number> sum = add(gap.low, gap.high, options_.limits);
    const std::optional<Number> middle = sum ? divide(*sum, Number(2), options_.limits) : sum;
    if (!middle || isDecimal(*middle)) return middle;
    for (int places = 0; places <= kMostPlaces; places += kPlaces) {
      const std::optional<Number> at = Number::parse(middle->fixed(places));
      if (at && gap.low < *at && *at < gap.high) return at;
    }
    return middle;
  }

  void look(const Gap& gap, std::vector<Gap>& gaps) {
    const std::optional<Number> here = inside(gap);
    if (!here) {  // too large to reckon with
      out_.cut_short = true;
      return;
    }
    Region region = lookedAt(*here);
    bound(gap, region);
    leave(gap, region, gaps);
    looked_.regions.push_back(std::move(region));
  }

  // Its ends are still to be set.
  Region lookedAt(const Number& here) {
    start(here);
    const std::vector<PackUse> uses = selectPacks(
        machine_, trial_, {.as_of = options_.as_of, .named = options_.named, .reasons = Reasons::None});
    if (out_.items.empty()) first(uses);
    Region region;
    std::vector<RangeState> states = lookAt(machine_, trace_, options_, out_.items, here, values_, uses);
    out_.cut_short = out_.cut_short || machine_.stepsExceeded();
    region.here = here;
    region.meetings = trace_.nearest();
    unclear_.insert(trace_.unclear().begin(), trace_.unclear().end());
    const bool first = looked_.first.empty();
    last_.resize(states.size());
    for (std::size_t i = 0; i < states.size(); ++i) {
      const std::uint32_t state = keep(i, std::move(states[i]));
      if (first) {
        looked_.first.push_back(state);
      } else if (state != looked_.first[i]) {
        region.states.emplace_back(static_cast<std::uint32_t>(i), state);
      }
    }
    kept_ += region.states.size();
    return region;
  }

  // What is loose depends on the value it was looked at with, and is kept for itself.
  std::uint32_t keep(std::size_t item, RangeState state) {
    std::vector<std::uint32_t>& last = last_[item];
    const bool loose = isLoose(state);
    for (auto each = last.rbegin(); each != last.rend() && !loose; ++each) {
      if (sameState(looked_.states[*each], Number(), state, Number())) return *each;
    }
    looked_.states.push_back(std::move(state));
    const auto index = static_cast<std::uint32_t>(looked_.states.size() - 1);
    ++kept_;
    if (loose) return index;
    if (last.size() == kLastStates) last.erase(last.begin());
    last.push_back(index);
    return index;
  }

  void first(const std::vector<PackUse>& uses) {
    out_.packs = uses;
    out_.items = rangeItems(machine_);
    nameItems(machine_, out_.items);
    // So that names of what runs later are there, nothing of that run counts.
    start(options_.low);
    selectPacks(machine_, trial_,
                {.as_of = options_.as_of, .named = options_.named, .reasons = Reasons::None});
    const Vocabulary& words = machine_.rules().vocabulary();
    out_.path = instancePath(machine_, options_.fact.instance) + "." + words.facts[options_.fact.fact].name;
    const Fact& fact = words.facts[options_.fact.fact];
    if (fact.per != ChoiceId{kNoId}) {
      const Choice& choice = words.choices[fact.per];
      out_.path += "[" + choice.options[choice.lowest[options_.fact.option]].name + "]";
    }
    for (const InstanceId root : trial_.roots) {
      const std::optional<FactId> name = words.fact(trial_.instances[root].entity, "name");
      const Answer* answer = name ? trial_.answer(root, words.facts[*name]) : nullptr;
      if (!answer) continue;
      if (const auto* text = std::get_if<std::string>(&answer->value)) out_.company = *text;
    }
  }

  // How far what was said of the value holds, within the gap.
  void bound(const Gap& gap, Region& region) const {
    region.low = gap.low, region.low_in = gap.low_in;
    region.high = gap.high, region.high_in = gap.high_in;
    if (trace_.here()) {
      region.low = region.high = region.here;
      region.low_in = region.high_in = true;
      return;
    }
    const auto cut = [&](const Number& at, bool low, bool tried) {
      Number end = at;
      bool in = false;
      if (whole_) {  // the next whole number inside
        const Number down = at.floor();
        const std::optional<Number> next = low          ? add(down, Number(1))
                                           : down == at ? subtract(down, Number(1))
                                                        : down;
        if (!next) return;  // beyond what numbers reach, and so beyond the gap
        end = *next;
        in = true;
      } else if (!low && !isDecimal(at)) {
        in = true;  // no profile can say it, so that nothing is so for it alone
      }
      if (low ? region.low < end || (region.low == end && !in)
              : end < region.high || (end == region.high && !in)) {
        (low ? region.low : region.high) = end;
        (low ? region.low_in : region.high_in) = in;
        (low ? region.low_tried : region.high_tried) = tried;
      }
    };
    if (trace_.below()) cut(*trace_.below(), true, false);
    if (trace_.above()) cut(*trace_.above(), false, false);
    if (trace_.unclear().empty()) return;
    const std::optional<Number> below = subtract(region.here, out_.resolution),
                                above = add(region.here, out_.resolution);
    if (below) cut(*below, true, true);
    if (above) cut(*above, false, true);
  }

  void leave(const Gap& gap, const Region& region, std::vector<Gap>& gaps) const {
    Gap above{region.high, gap.high, !region.high_in, gap.high_in};
    Gap below{gap.low, region.low, gap.low_in, !region.low_in};
    if (whole_) {
      above.low = add(region.high, Number(1)).value_or(gap.high);
      below.high = subtract(region.low, Number(1)).value_or(gap.low);
      above.low_in = below.high_in = true;
    }
    for (Gap* each : {&above, &below}) {
      const bool any = each->low < each->high || (each->low == each->high && each->low_in && each->high_in);
      if (any) gaps.push_back(std::move(*each));
    }
  }

  const RangeOptions& options_;
  Profile trial_;
  Machine machine_;
  Trace trace_;
  Trace::Values values_ = Trace::Values::Any;
  bool whole_ = false;
  Looked looked_;
  std::vector<std::vector<std::uint32_t>> last_;  // by item: what was said of it of late
  std::size_t kept_ = 0;                          // states, and mentions of them
  std::set<std::uint32_t> unclear_;
  Range out_;
};

}  // namespace

Range rangeOf(const std::shared_ptr<const RuleSet>& rules, const Profile& profile,
              const RangeOptions& options) {
  return Sweep(rules, profile, options).run();
}

}  // namespace jurat
