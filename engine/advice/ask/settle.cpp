#include "engine/advice/ask/settle.h"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/evaluate/verdict.h"

namespace jurat::asking {
namespace {

constexpr std::size_t kCasesKept = 64;  // of one set
constexpr std::size_t kCells = 20'000;  // combinations of values that are looked at for one set

// The finest parts of an unknown that any box tells apart.
std::vector<Part> finestOf(const Explored& explored, std::size_t unknown) {
  std::set<std::uint16_t> begins = {0};
  std::set<std::pair<std::uint16_t, std::int16_t>> samples;
  for (const Leaf& leaf : explored.leaves) {
    if (leaf.covered || unknown >= leaf.box.size() || leaf.box[unknown].whole()) continue;
    const Part& part = leaf.box[unknown];
    begins.insert(part.first);
    begins.insert(static_cast<std::uint16_t>(part.last + 1));
    if (part.sample >= 0) samples.emplace(part.first, part.sample);
  }
  std::vector<Part> out;
  const auto parts = static_cast<std::uint16_t>(explored.unknowns[unknown].parts());
  for (auto at = begins.begin(); at != begins.end() && *at < parts; ++at) {
    const auto after = std::next(at);
    const auto last = static_cast<std::uint16_t>((after == begins.end() ? parts : *after) - 1);
    bool sampled = false;
    for (const auto& [first, sample] : samples) {
      if (first != *at) continue;
      sampled = true;
      out.push_back({*at, *at, sample});
    }
    // Beside the samples of an interval, what nobody has looked at: no set settles the answer there.
    if (!sampled) out.push_back({*at, last, Part::kNoSample});
    if (sampled && explored.unknowns[unknown].leavesOut({*at, *at})) out.push_back({*at, *at, Part::kBeside});
  }
  return out;
}

constexpr std::size_t kCrowd = 8;  // cases of one set

// Every combination of parts of some unknowns, and what is so in each.
struct Grid {
  struct Cell {
    bool any = false;            // there are values like that
    const Leaf* leaf = nullptr;  // settled: one of its ends; null: open
    bool own = false;            // and with fewer of the unknowns it is open
    bool mixed = false;          // several ends are told as one
    bool unconfirmed = false;    // it may be for a person to judge
    std::uint8_t outcomes = 0;
    std::shared_ptr<const AmountResult> amount{};
  };
  std::vector<std::vector<Part>> parts;  // by unknown of the set
  std::vector<Cell> cells;               // the last unknown goes fastest

  std::size_t strideOf(std::size_t dimension) const {
    std::size_t out = 1;
    for (std::size_t i = dimension + 1; i < parts.size(); ++i) out *= parts[i].size();
    return out;
  }
  const Part& part(std::size_t cell, std::size_t dimension) const {
    return parts[dimension][cell / strideOf(dimension) % parts[dimension].size()];
  }
};

bool isOneOutcome(std::uint8_t bits) { return (bits & (bits - 1)) == 0; }

bool isReckoned(const Leaf& leaf) { return !leaf.formula_of.empty(); }

// Whether the same is told of both. The day that is due is not told, and of two formulas of an amount each
// is.
bool tellSame(const Grid::Cell& a, const Grid::Cell& b) {
  if (a.mixed || b.mixed) return false;
  if (!a.leaf || a.leaf == b.leaf) return true;
  const Leaf &one = *a.leaf, &other = *b.leaf;
  if (one.amount) return !isReckoned(one) && !isReckoned(other) && one.label == other.label;
  if (one.label.outcomes != other.label.outcomes) return false;
  return isOneOutcome(one.label.outcomes) ||
         (isReckoned(one) == isReckoned(other) && one.unconfirmed == other.unconfirmed);
}

void widen(std::optional<Number>& low, std::optional<Number>& high, const std::optional<Number>& other_low,
           const std::optional<Number>& other_high) {
  low = low && other_low ? std::optional(std::min(*low, *other_low)) : std::nullopt;
  high = high && other_high ? std::optional(std::max(*high, *other_high)) : std::nullopt;
}

// Between what the one or the other lies; null where these are no figures of one kind.
std::shared_ptr<const AmountResult> hullOf(const AmountResult& a, const AmountResult& b) {
  AmountResult out = a;
  bool like = a.in_force == b.in_force && a.currency == b.currency && a.bounds.size() == b.bounds.size();
  for (std::size_t i = 0; like && i < out.bounds.size(); ++i) {
    AmountBound& bound = out.bounds[i];
    const AmountBound& other = b.bounds[i];
    like = bound.label == other.label && bound.has_least == other.has_least &&
           bound.has_most == other.has_most && !bound.error && !other.error;
    bound.may_fail = bound.may_fail || other.may_fail;
    widen(bound.least_low, bound.least_high, other.least_low, other.least_high);
    widen(bound.most_low, bound.most_high, other.most_low, other.most_high);
  }
  return like ? std::make_shared<const AmountResult>(std::move(out)) : nullptr;
}

// Whether two parts of an unknown can be told as one, whatever the others are. `loosely`: also where each is
// settled another way.
bool areOne(const Grid& grid, std::size_t dimension, std::size_t part, std::size_t other, bool loosely) {
  const std::size_t stride = grid.strideOf(dimension), count = grid.parts[dimension].size();
  for (std::size_t outer = 0; outer < grid.cells.size(); outer += count * stride) {
    for (std::size_t i = 0; i < stride; ++i) {
      const Grid::Cell& a = grid.cells[outer + part * stride + i];
      const Grid::Cell& b = grid.cells[outer + other * stride + i];
      if (a.any != b.any || a.own != b.own || !a.leaf != !b.leaf) return false;
      if (tellSame(a, b)) continue;
      if (!loosely || !a.own || (a.amount && !hullOf(*a.amount, *b.amount))) return false;
    }
  }
  return true;
}

// Takes into one cell what is told of another, too.
void absorb(Grid::Cell& into, const Grid::Cell& other) {
  if (!into.leaf || tellSame(into, other)) return;
  into.mixed = true;
  into.unconfirmed = into.unconfirmed || other.unconfirmed;
  into.outcomes |= other.outcomes;
  if (into.amount) into.amount = hullOf(*into.amount, *other.amount);
}

class Search {
 public:
  Search(const Explored& explored, const std::vector<std::size_t>& among, bool unconfirmed,
         const RuleSet& rules, const Limits& limits)
      : explored_(explored),
        among_(among),
        unconfirmed_(unconfirmed),
        rules_(rules),
        left_(limits.settling_checks) {
    for (const std::size_t unknown : among) finest_.push_back(finestOf(explored, unknown));
    for (const Leaf& leaf : explored.leaves) {
      if (!leaf.covered) leaves_.push_back(&leaf);
    }
  }

  // Every combination of values of the facts in `set`; nothing when each that settles the answer does so with
  // fewer of them.
  std::optional<Settling> look(const std::vector<std::size_t>& set) {
    std::optional<Grid> grid = gridOf(set);
    if (!grid) return std::nullopt;
    for (const bool loosely : {false, true}) {
      if (loosely && !isCrowded(*grid)) break;
      for (std::size_t i = 0; i < set.size(); ++i)
        join(*grid, i, explored_.unknowns[among_[set[i]]], loosely);
    }
    Settling out;
    out.facts = set;
    for (std::size_t i = 0; i < grid->cells.size(); ++i) {
      const Grid::Cell& cell = grid->cells[i];
      out.of += cell.any ? 1 : 0;
      out.settled += cell.leaf ? 1 : 0;
      if (!cell.own) continue;
      ++out.own;
      if (out.cases.size() < kCasesKept) out.cases.push_back(caseOf(set, *grid, i));
    }
    out.always = left_ > 0 && out.settled == out.of;  // a walk that was cut has not seen every case
    return out.own > 0 ? std::optional(std::move(out)) : std::nullopt;
  }
  bool spent() const { return left_ == 0; }

 private:
  // Nothing: there are too many of them.
  std::optional<Grid> gridOf(const std::vector<std::size_t>& set) {
    Grid out;
    std::size_t count = 1;
    for (const std::size_t place : set) {
      count *= finest_[place].size();
      if (count > kCells) return std::nullopt;
      out.parts.push_back(finest_[place]);
    }
    out.cells.resize(count);
    Box box(explored_.unknowns.size());
    for (std::size_t i = 0; i < count && left_ > 0; ++i) {
      for (std::size_t j = 0; j < set.size(); ++j) box[among_[set[j]]] = out.part(i, j);
      out.cells[i] = cellOf(set, box);
      if (out.cells[i].leaf) out.cells[i].own = needsAll(set, box);
    }
    return out;
  }

  Grid::Cell cellOf(const std::vector<std::size_t>& set, const Box& box) {
    Grid::Cell out;
    for (const Leaf* leaf : leaves_) {
      if (left_ > 0) --left_;
      if (gapOf(leaf->box, box).count > 0) continue;
      out.any = true;
      const bool settled =
          left_ > 0 && leaf->settled && isGiven(*leaf, set) && (!out.leaf || isSame(*out.leaf, *leaf));
      out.leaf = settled ? leaf : nullptr;
      if (!settled) break;
    }
    if (!out.leaf) return out;
    out.outcomes = out.leaf->label.outcomes;
    out.amount = out.leaf->amount;
    // What stays open although nothing is missing is for a person to judge.
    out.unconfirmed = isReckoned(*out.leaf) ? out.leaf->unconfirmed : !isOneOutcome(out.outcomes);
    return out;
  }

  // Whether with each of them left out the answer is open.
  bool needsAll(const std::vector<std::size_t>& set, const Box& box) {
    for (std::size_t i = 0; i < set.size() && set.size() > 1; ++i) {
      std::vector<std::size_t> fewer = set;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
      Box wider = box;
      wider[among_[set[i]]] = Part{};
      if (cellOf(fewer, wider).leaf) return false;
    }
    return left_ > 0;
  }

  // Neighbouring intervals of which the same is told, whatever the others are, are one.
  static void join(Grid& grid, std::size_t dimension, const Unknown& unknown, bool loosely) {
    std::vector<Part>& parts = grid.parts[dimension];
    const std::size_t count = parts.size(), stride = grid.strideOf(dimension);
    const auto is_interval = [&](const Part& part) {
      return unknown.interval(part.first) && part.sample == Part::kNoSample;
    };
    std::vector<std::size_t> kept;  // places of parts
    std::vector<Part> joined;
    for (std::size_t i = 0; i < count; ++i) {
      const bool behind = !kept.empty() && is_interval(parts[i]) && is_interval(joined.back());
      if (!behind || !areOne(grid, dimension, kept.back(), i, loosely)) {
        kept.push_back(i);
        joined.push_back(parts[i]);
        continue;
      }
      joined.back().last = parts[i].last;
      for (std::size_t outer = 0; outer < grid.cells.size(); outer += count * stride) {
        for (std::size_t each = outer; each < outer + stride; ++each)
          absorb(grid.cells[each + kept.back() * stride], grid.cells[each + i * stride]);
      }
    }
    std::vector<Grid::Cell> cells;
    for (std::size_t outer = 0; outer < grid.cells.size(); outer += count * stride) {
      for (const std::size_t place : kept) {
        const auto from = grid.cells.begin() + static_cast<std::ptrdiff_t>(outer + place * stride);
        cells.insert(cells.end(), from, from + static_cast<std::ptrdiff_t>(stride));
      }
    }
    parts = std::move(joined);
    grid.cells = std::move(cells);
  }

  // Where a formula makes many small cases of a set, what it comes to is told of wider ones.
  static bool isCrowded(const Grid& grid) {
    std::size_t own = 0;
    bool reckoned = false;
    for (const Grid::Cell& cell : grid.cells) {
      own += cell.own ? 1 : 0;
      reckoned = reckoned || (cell.own && isReckoned(*cell.leaf));
    }
    return reckoned && own > kCrowd;
  }

  // Whether the set has all that matters of what a formula is of.
  bool isGiven(const Leaf& leaf, const std::vector<std::size_t>& set) const {
    return std::all_of(leaf.formula_of.begin(), leaf.formula_of.end(), [&](std::uint32_t unknown) {
      return explored_.matters[unknown] == Matters::No ||
             std::any_of(set.begin(), set.end(), [&](std::size_t place) { return among_[place] == unknown; });
    });
  }

  // Whether the answer is one in both. Two formulas are one where only what does not matter is between them.
  bool isSame(const Leaf& a, const Leaf& b) const {
    if (!isReckoned(a) && !isReckoned(b)) return a.label == b.label;
    const auto between = [&](std::size_t unknown) {
      return unknown < a.box.size() && unknown < b.box.size() && a.box[unknown].apart(b.box[unknown]);
    };
    return std::none_of(among_.begin(), among_.end(), between);
  }

  SettlingCase caseOf(const std::vector<std::size_t>& set, const Grid& grid, std::size_t at) const {
    SettlingCase out;
    const Grid::Cell& cell = grid.cells[at];
    out.reckoned = cell.mixed || isReckoned(*cell.leaf);
    out.amount = cell.amount;
    if (cell.leaf->amount) {
      out.received = cell.outcomes;
    } else {
      out.reckoned = out.reckoned && !isOneOutcome(cell.outcomes);
      out.outcomes = outcomesOf(cell, out.reckoned);
    }
    for (std::size_t i = 0; i < set.size(); ++i) {
      const Unknown& unknown = explored_.unknowns[among_[set[i]]];
      static constexpr Type kListed{};
      const Type& type = unknown.list ? kListed : rules_.vocabulary().facts[unknown.fact].type;
      out.values.push_back(partText(unknown, grid.part(at, i), type, rules_.vocabulary()));
    }
    return out;
  }

  // A breach of what is not confirmed is a review, too.
  std::vector<Outcome> outcomesOf(const Grid::Cell& cell, bool reckoned) const {
    std::vector<Outcome> out = jurat::outcomesOf(cell.outcomes);
    if (out.size() > 1 && !reckoned) out.clear();
    for (Outcome& each : out) {
      if (each == Outcome::Violated && unconfirmed_) each = Outcome::Review;
    }
    if (out.empty() || (out.size() > 1 && cell.unconfirmed)) out.push_back(Outcome::Review);
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

  const Explored& explored_;
  const std::vector<std::size_t>& among_;
  const bool unconfirmed_;
  const RuleSet& rules_;
  std::size_t left_ = 0;
  std::vector<std::vector<Part>> finest_;
  std::vector<const Leaf*> leaves_;
};

// The next set of so many among `count`, in order; false when there is none.
bool advance(std::vector<std::size_t>& set, std::size_t count) {
  for (std::size_t i = set.size(); i-- > 0;) {
    if (set[i] + (set.size() - i) >= count) continue;
    ++set[i];
    for (std::size_t j = i + 1; j < set.size(); ++j) set[j] = set[j - 1] + 1;
    return true;
  }
  return false;
}

}  // namespace

std::vector<Settling> settlingsOf(const Explored& explored, const std::vector<std::size_t>& among,
                                  bool unconfirmed, const RuleSet& rules, const Limits& limits) {
  std::vector<Settling> out;
  Search search(explored, among, unconfirmed, rules, limits);
  for (std::size_t size = 1; size <= std::min(among.size(), limits.settling_facts); ++size) {
    std::vector<std::size_t> set(size);
    for (std::size_t i = 0; i < size; ++i) set[i] = i;
    do {
      if (out.size() >= limits.settling_sets || search.spent()) return out;
      const bool done = std::any_of(out.begin(), out.end(), [&](const Settling& smaller) {
        return smaller.always &&
               std::includes(set.begin(), set.end(), smaller.facts.begin(), smaller.facts.end());
      });
      if (done) continue;
      if (std::optional<Settling> found = search.look(set)) out.push_back(std::move(*found));
    } while (advance(set, among.size()));
  }
  return out;
}

}  // namespace jurat::asking
