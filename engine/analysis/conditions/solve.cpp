#include "engine/analysis/conditions/solve.h"

#include <algorithm>
#include <utility>

namespace jurat::analysis {
namespace {

constexpr std::size_t kMostBranches =
    4'000;  // ways tried before the search is given up; it is as deep at most
constexpr std::size_t kFewBranches = 30;
constexpr std::size_t kMostTrials = 200'000;  // demands tried

bool isPossible(const Found& found, const Term& term) {
  if (found.states == 0) return false;
  if (!(found.states & kHasValue)) return true;
  if (!term.is_set) return !found.values.empty();
  if (!found.in.both(found.out).empty()) return false;
  return std::all_of(found.some.begin(), found.some.end(),
                     [&](const Ranges& each) { return !each.within(found.out); });
}

// A demand that already holds for everything the term may still be.
bool isMet(const Demand& demand, const Found& found, const Term& term) {
  if (found.states & ~demand.states) return false;
  if (!(found.states & kHasValue)) return true;
  if (!term.is_set) return found.values.within(demand.values);
  if (!demand.in.within(found.in) || !demand.out.within(found.out)) return false;
  return std::all_of(demand.some.begin(), demand.some.end(), [&](const Ranges& each) {
    return !each.both(found.in).empty() || std::any_of(found.some.begin(), found.some.end(),
                                                       [&](const Ranges& own) { return own.within(each); });
  });
}

// Depth first over the choices that `or` leaves open; what is narrowed in one way is put back before the
// next.
class Search {
 public:
  Search(const Conditions& conditions, std::size_t most_branches)
      : conditions_(conditions), most_branches_(most_branches), found_(conditions.terms().size()) {}

  Solution run(const std::vector<const Formula*>& goals) {
    std::vector<const Formula*> open;
    if (take(goals, open)) branch(std::move(open));
    if (gave_up_ && best_.answer == Answer::Never) best_.answer = Answer::Undecided;
    return std::move(best_);
  }

 private:
  struct Narrowed {
    std::size_t term;
    bool was_met;
    Found before;
  };

  // Takes in all that must hold, and lists what leaves a choice. False when it cannot hold.
  bool take(const std::vector<const Formula*>& goals, std::vector<const Formula*>& open) {
    for (const Formula* each : goals) {
      switch (each->kind) {
        case FormulaKind::Yes:
          break;
        case FormulaKind::No:
          return false;
        case FormulaKind::Demand:
          if (!narrow(*each)) return false;
          break;
        case FormulaKind::All:
          if (!take(each->parts, open)) return false;
          break;
        case FormulaKind::Any:
          open.push_back(each);
          break;
      }
    }
    return true;
  }

  Found& slot(TermId id) {
    Found& found = found_[raw(id)];
    if (found.states != 0 || wasMet(id)) return found;
    const Term& term = conditions_.terms()[id];
    found.term = id;
    found.states = kHasValue | kSaidUnknown;
    if (term.can_be_none) found.states |= kIsNone;
    found.values = term.domain;
    return found;
  }
  bool wasMet(TermId id) const { return std::find(met_.begin(), met_.end(), id) != met_.end(); }

  bool narrow(const Formula& formula) {
    const bool was_met = wasMet(formula.term);
    Found& found = slot(formula.term);
    trail_.push_back({raw(formula.term), was_met, found});
    if (!was_met) met_.push_back(formula.term);
    const Demand& demand = formula.demand;
    const Term& term = conditions_.terms()[formula.term];
    found.states &= demand.states;
    if (term.is_set) {
      found.in = found.in.either(demand.in);
      found.out = found.out.either(demand.out);
      found.some.insert(found.some.end(), demand.some.begin(), demand.some.end());
    } else if (demand.states & kHasValue) {
      found.values = found.values.both(demand.values);
    }
    return isPossible(found, term);
  }

  void backTo(std::size_t mark) {
    for (; trail_.size() > mark; trail_.pop_back()) {
      found_[trail_.back().term] = std::move(trail_.back().before);
      if (!trail_.back().was_met) met_.pop_back();
    }
  }

  // Whether a part could still hold; says more only of demands.
  bool viable(const Formula& part) {
    if (part.kind != FormulaKind::Demand) return part.kind != FormulaKind::No;
    ++tried_;
    const std::size_t mark = trail_.size();
    const bool can = narrow(part);
    backTo(mark);
    return can;
  }

  bool holds(const Formula& part) const {
    if (part.kind == FormulaKind::Yes) return true;
    if (part.kind != FormulaKind::Demand || !wasMet(part.term)) return false;
    return isMet(part.demand, found_[raw(part.term)], conditions_.terms()[part.term]);
  }

  // True when the search is over.
  bool branch(std::vector<const Formula*> open) {
    if (++branched_ > most_branches_ || tried_ > kMostTrials) {
      gave_up_ = true;
      return true;
    }
    const Formula* chosen = nullptr;
    std::vector<const Formula*> ways, left;
    for (const Formula* each : open) {
      if (std::any_of(each->parts.begin(), each->parts.end(),
                      [&](const Formula* part) { return holds(*part); }))
        continue;
      std::vector<const Formula*> viable_parts;
      for (const Formula* part : each->parts) {
        if (viable(*part)) viable_parts.push_back(part);
      }
      if (viable_parts.empty()) return false;
      if (chosen == nullptr || viable_parts.size() < ways.size()) {
        if (chosen != nullptr) left.push_back(chosen);
        chosen = each;
        ways = std::move(viable_parts);
      } else {
        left.push_back(each);
      }
    }
    if (chosen == nullptr) return solved();
    for (const Formula* way : ways) {
      const std::size_t mark = trail_.size();
      std::vector<const Formula*> rest = left;
      const bool over = take({way}, rest) && branch(std::move(rest));
      backTo(mark);
      if (over) return true;
    }
    return false;
  }

  // What has happened has happened by the as-of day.
  bool inTime() const {
    const std::optional<TermId> day = conditions_.asOf();
    if (!day || !wasMet(*day)) return true;
    const std::optional<Number> last = found_[raw(*day)].values.ranges().back().high;
    return std::all_of(met_.begin(), met_.end(), [&](TermId id) {
      const Term& term = conditions_.terms()[id];
      const Found& found = found_[raw(id)];
      if (!term.is_event || term.type.kind != TypeKind::Date || !last || found.states != kHasValue)
        return true;
      return !found.values.both(Ranges::below(*last, true, true)).empty();
    });
  }

  bool solved() {
    if (!inTime()) return false;
    const bool exact =
        std::all_of(met_.begin(), met_.end(), [&](TermId id) { return conditions_.terms()[id].free; });
    if (!exact && best_.answer != Answer::Never) return false;
    best_.answer = exact ? Answer::Possible : Answer::Undecided;
    best_.found.clear();
    for (const TermId id : met_) best_.found.push_back(found_[raw(id)]);
    return exact;
  }

  const Conditions& conditions_;
  const std::size_t most_branches_;
  std::vector<Found> found_;  // by term
  std::vector<TermId> met_;   // the terms asked about on this way
  std::vector<Narrowed> trail_;
  std::size_t branched_ = 0, tried_ = 0;
  bool gave_up_ = false;
  Solution best_;
};

}  // namespace

Solution solve(const Conditions& conditions, const std::vector<const Formula*>& goals, Effort effort) {
  return Search(conditions, effort == Effort::Full ? kMostBranches : kFewBranches).run(goals);
}

}  // namespace jurat::analysis
