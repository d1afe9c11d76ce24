#include "engine/portfolio/compare.h"

#include <algorithm>
#include <span>
#include <tuple>

#include "engine/evaluate/verdict.h"
#include "engine/portfolio/company_name.h"

namespace jurat::portfolio {
namespace {

using batch::ElementTable;
using batch::RuleAnswers;

// One side of a block, with what is asked of it again and again.
class SideOfBlock {
 public:
  explicit SideOfBlock(Answerer& answerer) : answerer_(answerer), block_(answerer.block()) {
    at_.assign(block_.plan->info.size(), nullptr);
    for (const RuleAnswers& rule : block_.answers->rules) at_[rule.rule] = &rule;
  }

  // Null: the rule runs for nobody in this block.
  const RuleAnswers* answersOf(const std::optional<std::uint32_t>& rule) const {
    return rule ? at_[*rule] : nullptr;
  }
  const RuleInfo& info(const RuleAnswers& rule) const { return block_.plan->info[rule.rule]; }
  const ElementTable& table(EntityId entity) const { return block_.table(entity); }
  const Vocabulary& vocabulary() const { return block_.plan->rules->vocabulary(); }
  const Answered& block() const { return block_; }
  const std::vector<std::string>& roots() const { return answerer_.roots(); }
  std::string_view idOf(EntityId entity, std::uint32_t lane) const {
    return block_.columns->idOf(entity, lane);
  }

  // The lanes of a company; none where the rule does not run for it.
  std::pair<std::uint32_t, std::uint32_t> lanes(const RuleAnswers* rule, std::uint32_t company) const {
    if (!rule || !block_.answers->runs(company, info(*rule).pack)) return {0, 0};
    const std::vector<std::uint32_t>& first = table(rule->subject).first;
    return {first[company], first[company + 1]};
  }

  // "company.ai_systems[cv-ranker]", of a control with its option.
  std::string path(EntityId entity, std::uint32_t lane, std::uint32_t company) {
    std::string out;
    if (append(entity, lane, out)) return out;
    // Ids that columns do not keep stand in the profile.
    const Profile& profile = block_.profile(company);
    Machine& machine = answerer_.scalar();
    machine.start(profile, block_.plan->options.evaluate.as_of);
    const std::uint32_t nth = lane - table(entity).first[company];
    return jurat::pathOf(profile, vocabulary(), machine.instancesOf(entity)[nth]);
  }

  std::string_view optionOf(EntityId entity, std::uint32_t lane) const {
    const Entity& of = vocabulary().entities[entity];
    if (of.keyed_by == ChoiceId{kNoId}) return {};
    return vocabulary().choices[of.keyed_by].options[table(entity).option[lane]].name;
  }

  void addStakes(const RuleAnswers& rule, std::uint32_t company, std::uint32_t lane, StakeSums& sums) const {
    const std::vector<BlockExposure>& all = block_.exposures;
    const auto index = static_cast<std::uint32_t>(&rule - block_.answers->rules.data());
    const std::tuple wanted(company, index, lane);
    const auto key = [](const BlockExposure& each) { return std::tuple(each.company, each.rule, each.lane); };
    auto at = std::lower_bound(all.begin(), all.end(), wanted,
                               [&](const BlockExposure& each, const auto& to) { return key(each) < to; });
    for (; at != all.end() && key(*at) == wanted; ++at) add(*at, sums);
  }
  void addAllStakes(StakeSums& sums) const {
    for (const BlockExposure& each : block_.exposures) add(each, sums);
  }
  std::span<const BlockExposure> exposuresOf(std::uint32_t company) const {
    const auto before = [](const BlockExposure& each, std::uint32_t wanted) { return each.company < wanted; };
    const auto begin = std::lower_bound(block_.exposures.begin(), block_.exposures.end(), company, before);
    const auto end = std::lower_bound(begin, block_.exposures.end(), company + 1, before);
    return {begin, end};
  }
  static StakeSums sumsOf(std::span<const BlockExposure> exposures) {
    StakeSums sums;
    for (const BlockExposure& each : exposures) add(each, sums);
    return sums;
  }

 private:
  static void add(const BlockExposure& each, StakeSums& sums) {
    addStake(sums, each.state, each.ceiling.currency, each.ceiling.in_force, each.ceiling.low,
             each.ceiling.high);
  }

  bool append(EntityId entity, std::uint32_t lane, std::string& out) const {
    const Entity& here = vocabulary().entities[entity];
    if (here.parent == EntityId{kNoId}) {
      out += here.name;
      return true;
    }
    if (!append(here.parent, table(entity).above[lane], out)) return false;
    out.append(".") += here.list_name;
    if (here.single) return true;
    const std::string_view id = idOf(entity, lane);
    out.append("[").append(id) += ']';
    return !id.empty();
  }

  Answerer& answerer_;
  const Answered& block_;
  std::vector<const RuleAnswers*> at_;  // by index into Plan::info
};

// What of a lane can differ.
struct Said {
  std::uint8_t outcome = kNoFinding, could_be = 0;
  std::int64_t due = batch::kNoDue;
  friend bool operator==(const Said&, const Said&) = default;
};

Said saidOf(const RuleAnswers& rule, std::uint32_t lane) {
  const Outcome outcome = rule.outcome[lane];
  const bool open = outcome == Outcome::Undetermined || outcome == Outcome::Review;
  return {static_cast<std::uint8_t>(outcome), open ? rule.possible[lane] : std::uint8_t{0},
          rule.due.empty() ? batch::kNoDue : rule.due[lane]};
}

bool sameStake(const BlockExposure& a, const BlockExposure& b) {
  const Ceiling &one = a.ceiling, &two = b.ceiling;
  return a.state == b.state && one.currency == two.currency && one.in_force == two.in_force &&
         one.low == two.low && one.high == two.high;
}

bool asks(std::uint8_t outcome) {
  return outcome != kNoFinding && asksForAction(static_cast<Outcome>(outcome));
}

}  // namespace

class Compare::Impl {
 public:
  Impl(const Compare& how, Answerer& before, Answerer& after, const std::vector<PairAt>& pairs, Changes& out)
      : plans_(how.plans_),
        same_records_(how.same_records_),
        before_(before),
        after_(after),
        pairs_(pairs),
        out_(out),
        differs_(pairs.size(), 0),
        texts_(pairs.size()) {}

  void run() {
    out_.counts.companies += pairs_.size();
    packs();
    for (std::uint32_t i = 0; i < plans_.rules.size(); ++i) rule(i);
    stakes();
    out_.counts.differing += static_cast<std::uint64_t>(std::count(differs_.begin(), differs_.end(), 1));
    before_.addAllStakes(out_.before);
    after_.addAllStakes(out_.after);
  }

 private:
  // A rule of a company, for one subject of it; null: not on that side.
  struct At {
    std::uint32_t index = 0, nth = 0;  // of JoinedPlans::rules, of the pairs
    const RuleAnswers* before = nullptr;
    const RuleAnswers* after = nullptr;
    std::uint32_t lane_before = 0, lane_after = 0;
  };

  void packs() {
    out_.packs.resize(plans_.packs.size());
    const auto runs = [](const SideOfBlock& side, std::uint32_t company, const std::optional<PackId>& pack) {
      return pack && side.block().answers->runs(company, *pack);
    };
    for (std::size_t nth = 0; nth < pairs_.size(); ++nth) {
      for (std::size_t i = 0; i < plans_.packs.size(); ++i) {
        const JoinedPlans::Pack& pack = plans_.packs[i];
        const bool was = runs(before_, pairs_[nth].before, pack.before);
        const bool is = runs(after_, pairs_[nth].after, pack.after);
        if (was == is) continue;
        ++(is ? out_.packs[i].came : out_.packs[i].gone);
        differs_[nth] = 1;
      }
    }
  }

  // What is at stake can be another sum where no finding differs.
  void stakes() {
    for (std::size_t nth = 0; nth < pairs_.size(); ++nth) {
      if (differs_[nth]) continue;
      const auto was = before_.exposuresOf(pairs_[nth].before), is = after_.exposuresOf(pairs_[nth].after);
      if (std::equal(was.begin(), was.end(), is.begin(), is.end(), sameStake)) continue;
      // Rules may stand in another order: the sums decide.
      differs_[nth] = stakesOf(SideOfBlock::sumsOf(was)) != stakesOf(SideOfBlock::sumsOf(is)) ? 1 : 0;
    }
  }

  void rule(std::uint32_t index) {
    const JoinedPlans::Rule& rule = plans_.rules[index];
    At at{.index = index};
    at.before = before_.answersOf(rule.before);
    at.after = after_.answersOf(rule.after);
    if (!at.before && !at.after) return;
    for (at.nth = 0; at.nth < pairs_.size(); ++at.nth) {
      const auto [begin, end] = before_.lanes(at.before, pairs_[at.nth].before);
      const auto [first, last] = after_.lanes(at.after, pairs_[at.nth].after);
      if (begin == end && first == last) continue;
      if (end - begin == last - first && aligned(at, begin, end, first)) {
        for (std::uint32_t lane = begin; lane < end; ++lane) {
          at.lane_before = lane;
          at.lane_after = first + (lane - begin);
          compare(at);
        }
      } else {
        byPath(at, {begin, end}, {first, last});
      }
    }
  }

  // Whether the elements of both sides are the same ones in the same order.
  bool aligned(const At& at, std::uint32_t begin, std::uint32_t end, std::uint32_t first) const {
    for (std::uint32_t lane = begin; lane < end; ++lane) {
      if (!same(at.before->subject, lane, at.after->subject, first + (lane - begin))) return false;
    }
    return true;
  }

  bool same(EntityId then, std::uint32_t lane, EntityId now, std::uint32_t other) const {
    for (;;) {
      const Entity &one = before_.vocabulary().entities[then], &two = after_.vocabulary().entities[now];
      const bool root = one.parent == EntityId{kNoId};
      if (root != (two.parent == EntityId{kNoId})) return false;
      if (root) return one.name == two.name;
      if (one.list_name != two.list_name || one.single != two.single) return false;
      if (before_.optionOf(then, lane) != after_.optionOf(now, other)) return false;
      const std::string_view id = before_.idOf(then, lane);
      if (id != after_.idOf(now, other)) return false;
      // Days of a series are not among the columns: in the same record they stand in the same order.
      if (id.empty() && !one.single && one.keyed_by == ChoiceId{kNoId} && !same_records_) return false;
      lane = before_.table(then).above[lane];
      other = after_.table(now).above[other];
      then = one.parent;
      now = two.parent;
    }
  }

  using Lanes = std::pair<std::uint32_t, std::uint32_t>;

  void byPath(At at, Lanes before, Lanes after) {
    std::map<std::string, std::pair<std::optional<std::uint32_t>, std::optional<std::uint32_t>>> all;
    const PairAt& pair = pairs_[at.nth];
    for (std::uint32_t lane = before.first; lane < before.second; ++lane)
      all[before_.path(at.before->subject, lane, pair.before)].first = lane;
    for (std::uint32_t lane = after.first; lane < after.second; ++lane)
      all[after_.path(at.after->subject, lane, pair.after)].second = lane;
    const At whole = at;
    for (const auto& [path, lanes] : all) {
      at.before = lanes.first ? whole.before : nullptr;
      at.after = lanes.second ? whole.after : nullptr;
      at.lane_before = lanes.first.value_or(0);
      at.lane_after = lanes.second.value_or(0);
      compare(at);
    }
  }

  void compare(const At& at) {
    const Said was = at.before ? saidOf(*at.before, at.lane_before) : Said();
    const Said is = at.after ? saidOf(*at.after, at.lane_after) : Said();
    if (was == is && !plans_.rules[at.index].wording_differs) return;
    ChangeKey key{.rule = at.index,
                  .before = was.outcome,
                  .could_before = was.could_be,
                  .after = is.outcome,
                  .could_after = is.could_be,
                  .due = moveOf(at, was, is)};
    setOption(at, key);
    const PairAt& pair = pairs_[at.nth];
    ChangeCount& count = out_.groups[key];
    ++count.findings;
    if (count.last_company != pair.pair->place) ++count.companies;
    if (count.examples.size() < kExamples && count.last_company != pair.pair->place)
      count.examples.push_back(example(at));
    count.last_company = pair.pair->place;
    differs_[at.nth] = 1;
    if (asks(was.outcome)) before_.addStakes(*at.before, pair.before, at.lane_before, count.before);
    if (asks(is.outcome)) after_.addStakes(*at.after, pair.after, at.lane_after, count.after);
  }

  DueMove moveOf(const At& at, const Said& was, const Said& is) const {
    if (was.due == is.due) return DueMove::None;
    if (was.due == batch::kNoDue || is.due == batch::kNoDue)
      return was.outcome == is.outcome ? DueMove::Another : DueMove::None;
    if (before_.info(*at.before).due_is_moment != after_.info(*at.after).due_is_moment)
      return DueMove::Another;
    return is.due < was.due ? DueMove::Earlier : DueMove::Later;
  }

  void setOption(const At& at, ChangeKey& key) const {
    const RuleAnswers& rule = at.after ? *at.after : *at.before;
    const SideOfBlock& side = at.after ? after_ : before_;
    if (!side.info(rule).declaration->control) return;
    key.option = side.table(rule.subject).option[at.after ? at.lane_after : at.lane_before];
    key.option_of_before = at.after == nullptr;
  }

  ChangeExample example(const At& at) {
    const PairAt& pair = pairs_[at.nth];
    ChangeExample out{.place = pair.pair->place, .company = {}};
    PortfolioCompany& company = out.company;
    const RecordAt &then = pair.pair->before, &now = pair.pair->after;
    company.name = nameOf(now, after_.roots());
    company.line_before = then.line();
    company.line_after = now.line();
    if (at.before)
      company.subject_path_before = before_.path(at.before->subject, at.lane_before, pair.before);
    if (at.after) company.subject_path_after = after_.path(at.after->subject, at.lane_after, pair.after);
    if (company.name.empty()) {
      const std::string& path = at.after ? company.subject_path_after : company.subject_path_before;
      company.name = path.substr(0, path.find('.'));  // as single reports call it
    }
    std::shared_ptr<const RecordPair>& texts = texts_[at.nth];
    if (!texts)
      texts =
          std::make_shared<const RecordPair>(RecordPair{std::string(then.text()), std::string(now.text())});
    company.records = texts;
    return out;
  }

  const JoinedPlans& plans_;
  bool same_records_;
  SideOfBlock before_, after_;
  const std::vector<PairAt>& pairs_;
  Changes& out_;
  std::vector<std::uint8_t> differs_;                     // by pair
  std::vector<std::shared_ptr<const RecordPair>> texts_;  // by pair, of examples
};

std::string nameOf(const RecordAt& record, const std::vector<std::string>& roots) {
  std::string name = unescaped(nameToken(record.text(), roots));
  return name.empty() ? std::string(record.id()) : name;
}

Compare::Compare(const JoinedPlans& plans, bool same_records) : plans_(plans), same_records_(same_records) {}

void Compare::run(Answerer& before, Answerer& after, const std::vector<PairAt>& pairs, Changes& out) {
  Impl(*this, before, after, pairs, out).run();
}

}  // namespace jurat::portfolio
