#include "engine/advice/range/pieces.h"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/evaluate/describe.h"

namespace jurat {
namespace {

constexpr std::size_t kMostDeciders = 8;  // named at one breakpoint

class Together {
 public:
  Together(const Machine& machine, bool whole, const std::vector<RangeState>& base,
           const std::vector<Region>& regions, Range& out)
      : machine_(machine),
        rules_(machine.rules()),
        whole_(whole),
        base_(base),
        regions_(regions),
        out_(out) {}

  void run() {
    for (std::size_t item = 0; item < out_.items.size(); ++item) walk(item);
    std::map<std::size_t, std::size_t> piece_at;  // by the region that it begins with
    for (const auto& [region, items] : changes_) {
      out_.breakpoints.push_back(breakpoint(region, items));
      piece_at[region] = out_.breakpoints.size();
    }
    for (std::size_t item = 0; item < out_.items.size(); ++item) {
      for (auto& [region, state] : said_[item])
        out_.items[item].stretches.push_back({region == 0 ? 0 : piece_at.at(region), std::move(state)});
    }
  }

 private:
  const RangeState& stateOf(std::size_t region, std::size_t item) const {
    const auto found = regions_[region].states.find(item);
    return found == regions_[region].states.end() ? base_[item] : found->second;
  }

  // What is loose becomes what the values beside it say.
  void walk(std::size_t item) {
    const RangeState* last = &stateOf(0, item);
    Number where = base_here_;
    auto& said = said_[item];
    said.emplace_back(0, *last);
    for (std::size_t i = 1; i < regions_.size(); ++i) {
      const RangeState* next = &stateOf(i, item);
      if (next == last) continue;
      last = next;
      const Number& at = next == &base_[item] ? base_here_ : regions_[i].here;
      if (sameState(said.back().second, where, *next, at)) {
        said.back().second = joined(said.back().second, *next);
      } else {
        changes_[i].push_back(item);
        said.emplace_back(i, *next);
      }
      where = at;
    }
  }

  Breakpoint breakpoint(std::size_t region, const std::vector<std::size_t>& items) const {
    const Region &before = regions_[region - 1], &after = regions_[region];
    Breakpoint out;
    out.at = after.low;
    out.above = !after.low_in;
    out.exact = !before.high_tried && !after.low_tried;
    out.changes = items;
    std::set<std::pair<std::uint32_t, std::uint32_t>> seen;
    for (const Region* each : {&before, &after}) {
      for (const Trace::Meeting& meeting : each->meetings) {
        // Between whole numbers a line may meet another anywhere.
        const bool here =
            whole_ ? before.high <= meeting.at && meeting.at <= after.low : meeting.at == out.at;
        if (!here || meeting.block == BlockId{kNoId} || out.deciders.size() == kMostDeciders) continue;
        decider(meeting, seen, out.deciders);
      }
    }
    return out;
  }

  void decider(const Trace::Meeting& meeting, std::set<std::pair<std::uint32_t, std::uint32_t>>& seen,
               std::vector<RangeDecider>& out) const {
    const BlockCode& block = rules_.blocks[meeting.block];
    if (block.declaration == checked::DeclarationId{kNoId}) return;
    const checked::Program& program = *rules_.program;
    const checked::Declaration& declaration = program.declarations[block.declaration];
    RangeDecider decider;
    if (meeting.step != kNoId) decider.span = rules_.where[meeting.step];
    if (!seen.emplace(raw(block.declaration), decider.span.begin).second) return;
    decider.id = program.id(block.declaration);
    decider.title = declaration.title;
    if (!declaration.versions.empty())
      decider.cites = citationTexts(machine_, declaration.versions.back().general.cites, declaration,
                                    block.option, InstanceId{kNoId});
    out.push_back(std::move(decider));
  }

  const Machine& machine_;
  const RuleSet& rules_;
  bool whole_;
  const std::vector<RangeState>& base_;
  const std::vector<Region>& regions_;
  Range& out_;
  const Number& base_here_ = out_.low;                       // the first look is at the lower end
  std::map<std::size_t, std::vector<std::size_t>> changes_;  // by the region from which it is so: items
  std::map<std::size_t, std::vector<std::pair<std::size_t, RangeState>>>
      said_;  // by item: from which region on
};

}  // namespace

void pieceTogether(const Machine& machine, bool whole, const std::vector<RangeState>& base,
                   const std::vector<Region>& regions, Range& out) {
  if (!regions.empty()) Together(machine, whole, base, regions, out).run();
}

}  // namespace jurat
