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
constexpr std::int64_t kParts = 256;  // of a range in which values are tried for want of better

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
    while (!gaps.empty() && out_.looks < options_.limits.range_looks) {
      const Gap gap = std::move(gaps.back());
      gaps.pop_back();
      look(gap, gaps);
    }
    out_.cut_short = out_.cut_short || !gaps.empty();
    out_.unclear = unclear_.size();
    std::sort(regions_.begin(), regions_.end(), [](const Region& a, const Region& b) {
      return a.low != b.low ? a.low < b.low : a.low_in && !b.low_in;
    });
    pieceTogether(machine_, whole_, base_, regions_, out_);
    return std::move(out_);
  }

 private:
  void start(const Number& here) {
    Answer& answer = trial_.answers[options_.fact.answer];
    answer.state = AnswerState::Given;
    answer.value = rangedValue(out_.type, options_.fact, here);
    machine_.start(trial_, options_.as_of);
    ++out_.looks;
  }

  // Somewhere inside, the lower end where that belongs to it.
  Number inside(const Gap& gap) const {
    if (gap.low_in) return gap.low;
    if (gap.high_in && gap.low == gap.high) return gap.high;
    const Number sum = add(gap.low, gap.high).value_or(gap.low);
    return divide(sum, Number(2)).value_or(gap.low);
  }

  void look(const Gap& gap, std::vector<Gap>& gaps) {
    const Number here = inside(gap);
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
    bound(gap, region);
    if (base_.empty()) {
      base_ = std::move(states);
    } else {
      for (std::size_t i = 0; i < states.size(); ++i) {
        if (!sameState(base_[i], regions_.front().here, states[i], here) || isLoose(states[i]) ||
            isLoose(base_[i]))
          region.states.emplace(i, std::move(states[i]));
      }
    }
    leave(gap, region, gaps);
    regions_.push_back(std::move(region));
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
        end = low ? Number(*add(down, Number(1))) : down == at ? *subtract(down, Number(1)) : down;
        in = true;
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
    cut(*subtract(region.here, out_.resolution), true, true);
    cut(*add(region.here, out_.resolution), false, true);
  }

  void leave(const Gap& gap, const Region& region, std::vector<Gap>& gaps) const {
    Gap above{region.high, gap.high, !region.high_in, gap.high_in};
    Gap below{gap.low, region.low, gap.low_in, !region.low_in};
    if (whole_) {
      above.low = *add(region.high, Number(1));
      below.high = *subtract(region.low, Number(1));
      above.low_in = below.high_in = true;
    }
    for (Gap* each : {&below, &above}) {
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
  std::vector<RangeState> base_;  // of the first look; the others say what differs from it
  std::vector<Region> regions_;
  std::set<std::uint32_t> unclear_;
  Range out_;
};

}  // namespace

Range rangeOf(const std::shared_ptr<const RuleSet>& rules, const Profile& profile,
              const RangeOptions& options) {
  return Sweep(rules, profile, options).run();
}

}  // namespace jurat
