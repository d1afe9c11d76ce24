#include "engine/advice/range/pieces.h"

#include <algorithm>
#include <map>
#include <utility>

#include "engine/advice/range/deciders.h"

namespace jurat {
namespace {

// Whether nothing lies between the two.
bool isNext(const Region& before, const Region& after, bool whole) {
  if (whole) return add(before.high, Number(1)) == after.low;
  return before.high == after.low && before.high_in != after.low_in;
}

// Whether what decides there lies beside it.
bool isNear(const Region& region, const Number& at) {
  return std::any_of(region.meetings.begin(), region.meetings.end(),
                     [&](const Trace::Meeting& each) { return each.near && each.at == at; });
}

bool bends(const RangeState& state) {
  const auto bent = [](const std::optional<RangeLine>& line) { return line && line->bendsUnknown(); };
  return std::any_of(state.bounds.begin(), state.bounds.end(), [&](const RangeBound& b) {
    return bent(b.least_low) || bent(b.least_high) || bent(b.most_low) || bent(b.most_high);
  });
}

class Together {
 public:
  Together(const Machine& machine, bool whole, const Looked& looked, Range& out)
      : machine_(machine), whole_(whole), looked_(looked), regions_(looked.regions), out_(out) {}

  void run() {
    said_.resize(out_.items.size());
    list();
    for (std::size_t item = 0; item < out_.items.size(); ++item) walk(item);
    listed_.clear();
    Deciders deciders(machine_, whole_);
    std::map<std::size_t, std::size_t> piece_at;  // by the region that it begins with
    for (const auto& [region, items] : changes_) {
      out_.breakpoints.push_back(breakpoint(region, items, deciders));
      piece_at[region] = out_.breakpoints.size();
    }
    for (std::size_t item = 0; item < out_.items.size(); ++item) {
      for (auto& [region, state] : said_[item]) {
        out_.bent = out_.bent || bends(state);
        out_.items[item].stretches.push_back({region == 0 ? 0 : piece_at.at(region), std::move(state)});
      }
    }
  }

 private:
  struct Listed {
    std::size_t region = 0;
    std::uint32_t state = 0;
  };

  // By item: from which region on something else is said.
  void list() {
    listed_.resize(out_.items.size());
    for (std::size_t item = 0; item < listed_.size(); ++item)
      listed_[item].push_back({0, looked_.first[item]});
    std::vector<std::size_t> until(listed_.size(), 0);
    for (std::size_t i = 1; i < regions_.size(); ++i) {
      for (const auto& [item, state] : regions_[i].states) {
        if (until[item] + 1 < i) put(item, until[item] + 1, looked_.first[item]);
        put(item, i, state);
        until[item] = i;
      }
    }
    for (std::size_t item = 0; item < listed_.size(); ++item) {
      if (until[item] + 1 < regions_.size()) put(item, until[item] + 1, looked_.first[item]);
    }
  }
  void put(std::size_t item, std::size_t region, std::uint32_t state) {
    if (listed_[item].back().state != state) listed_[item].push_back({region, state});
  }

  // What is loose becomes what the values beside it say.
  void walk(std::size_t item) {
    auto& said = said_[item];
    Number where;
    for (std::size_t i = 0; i < listed_[item].size(); ++i) {
      const Listed& each = listed_[item][i];
      const RangeState& next = looked_.states[each.state];
      const Number& at = regions_[each.region].here;
      if (said.empty()) {
        said.emplace_back(0, next);
      } else if (const RangeState* behind = begunBy(item, i, said.back().second, where)) {
        changes_[each.region].push_back(item);
        said.emplace_back(each.region, joined(*behind, next));
      } else if (sameState(said.back().second, where, next, at)) {
        said.back().second = joined(said.back().second, next);
      } else {
        changes_[each.region].push_back(item);
        said.emplace_back(each.region, next);
      }
      where = at;
    }
  }

  // Of what is loose behind a figure that bends along no curve that is known: what is said behind it, where
  // that is so there already for certain and what was said before it is not. Else null.
  const RangeState* begunBy(std::size_t item, std::size_t listed, const RangeState& before,
                            const Number& where) const {
    const auto state = [&](std::size_t i) -> const RangeState& {
      return looked_.states[listed_[item][i].state];
    };
    const auto at = [&](std::size_t i) -> const Number& { return regions_[listed_[item][i].region].here; };
    const RangeState& loose = state(listed);
    if (!isLoose(loose) || sameState(before, where, loose, at(listed), true)) return nullptr;
    std::size_t behind = listed + 1;
    while (behind < listed_[item].size() && isLoose(state(behind))) ++behind;
    if (behind == listed_[item].size()) return nullptr;
    const RangeState& next = state(behind);
    if (sameState(before, where, next, at(behind))) return nullptr;
    return sameState(loose, at(listed), next, at(behind), true) ? &next : nullptr;
  }

  Breakpoint breakpoint(std::size_t region, const std::vector<std::size_t>& items, Deciders& deciders) const {
    const Region &before = regions_[region - 1], &after = regions_[region];
    Breakpoint out;
    out.at = after.low;
    out.above = !after.low_in;
    out.exact = !before.high_tried && !after.low_tried && isNext(before, after, whole_) &&
                !isNear(before, out.at) && !isNear(after, out.at);
    out.changes = items;
    std::vector<const RangeItem*> changed;
    for (const std::size_t item : items) changed.push_back(&out_.items[item]);
    out.deciders = deciders.between(before, after, changed);
    return out;
  }

  const Machine& machine_;
  bool whole_;
  const Looked& looked_;
  const std::vector<Region>& regions_;
  Range& out_;
  std::map<std::size_t, std::vector<std::size_t>> changes_;  // by the region from which it is so: items
  std::vector<std::vector<Listed>> listed_;                  // by item
  std::vector<std::vector<std::pair<std::size_t, RangeState>>> said_;  // by item: from which region on
};

}  // namespace

std::uint32_t Looked::on(const Region& region, std::size_t item) const {
  const auto found = std::lower_bound(region.states.begin(), region.states.end(),
                                      std::pair{static_cast<std::uint32_t>(item), std::uint32_t{0}});
  return found != region.states.end() && found->first == item ? found->second : first[item];
}

void pieceTogether(const Machine& machine, bool whole, const Looked& looked, Range& out) {
  if (!looked.regions.empty()) Together(machine, whole, looked, out).run();
}

}  // namespace jurat
