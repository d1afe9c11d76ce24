#include "engine/advice/ask/settle.h"

#include <algorithm>
#include <set>
#include <utility>

namespace jurat::asking {
namespace {

constexpr std::size_t kCasesKept = 12;  // of one set

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
    out.push_back(sampled ? Part{*at, *at, Part::kBeside} : Part{*at, last, Part::kNoSample});
  }
  return out;
}

class Search {
 public:
  Search(const Explored& explored, const std::vector<std::size_t>& among, const RuleSet& rules,
         const Limits& limits)
      : explored_(explored), among_(among), rules_(rules), left_(limits.settling_checks) {
    for (const std::size_t unknown : among) finest_.push_back(finestOf(explored, unknown));
  }

  // Every combination of values of the facts in `set`; nothing when none of them settles the answer.
  std::optional<Settling> look(const std::vector<std::size_t>& set) {
    Settling out;
    out.facts = set;
    Box box(explored_.unknowns.size());
    walk(set, 0, box, out);
    out.always = left_ > 0 && out.settled == out.of;  // a walk that was cut has not seen every case
    return out.settled > 0 ? std::optional(std::move(out)) : std::nullopt;
  }
  bool spent() const { return left_ == 0; }

 private:
  void walk(const std::vector<std::size_t>& set, std::size_t depth, Box& box, Settling& out) {
    if (left_ == 0) return;
    if (depth < set.size()) {
      for (const Part& part : finest_[set[depth]]) {
        box[among_[set[depth]]] = part;
        walk(set, depth + 1, box, out);
      }
      box[among_[set[depth]]] = Part{};
      return;
    }
    const Leaf* one = nullptr;
    bool settled = true;
    for (const Leaf& leaf : explored_.leaves) {
      if (leaf.covered) continue;
      if (left_ > 0) --left_;
      if (gapOf(leaf.box, box).count > 0) continue;
      settled = leaf.settled && isGiven(leaf, set) && (!one || isSame(*one, leaf));
      if (!settled) break;
      one = &leaf;
    }
    if (!one && settled) return;  // no values are like that
    ++out.of;
    if (!settled) return;
    ++out.settled;
    if (out.cases.size() < kCasesKept) out.cases.push_back(caseOf(set, box, *one));
  }

  // Whether the set has all that a formula is of.
  bool isGiven(const Leaf& leaf, const std::vector<std::size_t>& set) const {
    return std::all_of(leaf.formula_of.begin(), leaf.formula_of.end(), [&](std::uint32_t unknown) {
      return std::any_of(set.begin(), set.end(), [&](std::size_t place) { return among_[place] == unknown; });
    });
  }

  // Whether the answer is one in both. Two formulas are one where only what does not matter is between them.
  bool isSame(const Leaf& a, const Leaf& b) const {
    if (a.formula_of.empty() && b.formula_of.empty()) return a.label == b.label;
    const auto between = [&](std::size_t unknown) {
      return unknown < a.box.size() && unknown < b.box.size() && a.box[unknown].apart(b.box[unknown]);
    };
    return std::none_of(among_.begin(), among_.end(), between);
  }

  SettlingCase caseOf(const std::vector<std::size_t>& set, const Box& box, const Leaf& leaf) const {
    SettlingCase out;
    out.outcomes = leaf.label.outcomes;
    out.amount = leaf.amount;
    for (const std::size_t place : set) {
      const Unknown& unknown = explored_.unknowns[among_[place]];
      static constexpr Type kListed{};
      const Type& type = unknown.list ? kListed : rules_.vocabulary().facts[unknown.fact].type;
      out.values.push_back(partText(unknown, box[among_[place]], type, rules_.vocabulary()));
    }
    return out;
  }

  const Explored& explored_;
  const std::vector<std::size_t>& among_;
  const RuleSet& rules_;
  std::size_t left_ = 0;
  std::vector<std::vector<Part>> finest_;
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
                                  const RuleSet& rules, const Limits& limits) {
  std::vector<Settling> out;
  Search search(explored, among, rules, limits);
  for (std::size_t size = 1; size <= std::min(among.size(), limits.settling_facts); ++size) {
    std::vector<std::size_t> set(size);
    for (std::size_t i = 0; i < size; ++i) set[i] = i;
    do {
      if (out.size() >= limits.settling_sets || search.spent()) return out;
      const bool wider = std::any_of(out.begin(), out.end(), [&](const Settling& smaller) {
        return std::includes(set.begin(), set.end(), smaller.facts.begin(), smaller.facts.end());
      });
      if (wider) continue;
      if (std::optional<Settling> found = search.look(set)) out.push_back(std::move(*found));
    } while (advance(set, among.size()));
  }
  return out;
}

}  // namespace jurat::asking
