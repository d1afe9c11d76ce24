#include "engine/portfolio/exposures.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <tuple>

namespace jurat::portfolio {
namespace {

using batch::AmountAnswers;
using batch::Answers;
using batch::Column;
using batch::ElementTable;
using batch::RuleAnswers;
using batch::SideAnswers;

// Of several bounds the highest; one that nobody knows leaves it open.
class Highest {
 public:
  void add(std::optional<Number> low, std::optional<Number> high) {
    if (low && (!low_ || *low_ < *low)) low_ = std::move(low);
    open_ = open_ || !high;
    if (high && (!high_ || *high_ < *high)) high_ = std::move(high);
  }
  void put(Ceiling& out) {
    out.low = std::move(low_);
    if (!open_) out.high = std::move(high_);
  }

 private:
  std::optional<Number> low_, high_;
  bool open_ = false;
};

enum class Doubt { No, Breach, Open };  // is it a breach, may it be one

Doubt breach(const RuleAnswers& rule, std::size_t lane) {
  switch (rule.outcome[lane]) {
    case Outcome::Violated:
      return Doubt::Breach;
    case Outcome::Pending:
      return Doubt::Open;
    case Outcome::Undetermined:
    case Outcome::Review:
      return rule.possible[lane] & kViolated ? Doubt::Open : Doubt::No;
    default:
      return Doubt::No;
  }
}

class Finder {
 public:
  Finder(const Plan& plan, batch::BlockMachine& block, const Answers& answers,
         std::vector<std::uint8_t>& asked)
      : plan_(plan), block_(block), columns_(block.columns()), answers_(answers), asked_(asked) {}

  std::vector<BlockExposure> run(Machine& scalar, const ProfileOf& profile) {
    by_amount_.assign(plan_.amounts.size(), nullptr);
    for (const AmountAnswers& amount : answers_.amounts) by_amount_[amount.amount] = &amount;
    alone_.assign(columns_.companies, 0);
    for (std::size_t company = 0; company < columns_.companies; ++company)
      alone_[company] = answers_.apart[company];
    for (std::uint32_t i = 0; i < answers_.rules.size(); ++i) rule(i);
    std::erase_if(lines_, [&](const BlockExposure& each) { return alone_[each.company] != 0; });
    for (std::size_t company = 0; company < columns_.companies; ++company) {
      if (!alone_[company] || !breaches(company)) continue;
      asked_[company] = 1;
      ask(static_cast<std::uint32_t>(company), scalar, profile(company));
    }
    return sorted();
  }

 private:
  std::vector<BlockExposure> sorted() const {
    std::vector<std::uint32_t> order(lines_.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t i, std::uint32_t k) {
      const BlockExposure &a = lines_[i], &b = lines_[k];
      return std::tie(a.company, a.rule, a.lane) < std::tie(b.company, b.rule, b.lane);
    });
    std::vector<BlockExposure> all;
    all.reserve(order.size());
    for (const std::uint32_t i : order) all.push_back(lines_[i]);
    return all;
  }

  const ElementTable& table(EntityId entity) const { return columns_.tables[entity]; }
  bool runs(std::size_t company, const RuleInfo& info) const { return answers_.runs(company, info.pack); }

  // Whether a company that the scalar machine answers for has anything to be exposed for.
  bool breaches(std::size_t company) const {
    return std::any_of(answers_.rules.begin(), answers_.rules.end(), [&](const RuleAnswers& rule) {
      const RuleInfo& info = plan_.info[rule.rule];
      if (!info.version || info.version->exposures.empty() || !runs(company, info)) return false;
      const ElementTable& of = table(rule.subject);
      for (std::uint32_t lane = of.first[company]; lane < of.first[company + 1]; ++lane) {
        if (breach(rule, lane) != Doubt::No) return true;
      }
      return false;
    });
  }

  void rule(std::uint32_t index) {
    const RuleAnswers& rule = answers_.rules[index];
    const RuleInfo& info = plan_.info[rule.rule];
    if (!info.version || info.version->exposures.empty()) return;
    const ElementTable& of = table(rule.subject);
    lanes_.clear();
    for (std::uint32_t lane = 0; lane < of.listed; ++lane) {
      const std::uint32_t company = of.company[lane];
      if (breach(rule, lane) != Doubt::No && !alone_[company] && runs(company, info)) lanes_.push_back(lane);
    }
    if (lanes_.empty()) return;
    block_.run(info.version->duty, of.listed, [&](const batch::Run& run) {
      std::size_t begin = lines_.size();
      std::uint32_t company = kNoId;
      for (const std::uint32_t lane : lanes_) {
        if (of.company[lane] != company) begin = lines_.size();
        company = of.company[lane];
        for (const ExposureCode& code : info.version->exposures) line(index, lane, code, run, begin);
      }
    });
  }

  // A line of exposuresOf() of the scalar machine (engine/evaluate/exposures.cpp), and line() of evaluate().
  void line(std::uint32_t index, std::uint32_t lane, const ExposureCode& code, const batch::Run& run,
            std::size_t begin) {
    const RuleAnswers& rule = answers_.rules[index];
    const std::uint32_t company = table(rule.subject).company[lane];
    const bool live = breach(rule, lane) == Doubt::Breach;
    const Column& active = run.columns[code.active];
    const std::uint8_t can = active.can[active.at(lane)];
    if (can & batch::kEscaped) alone_[company] = 1;
    if (!(can & kYes)) return;
    BlockExposure made;
    made.company = company;
    made.rule = index;
    made.lane = lane;
    made.amount = code.amount;
    made.state = !live                              ? ExposureState::Possible
                 : (can & batch::kPossible) == kYes ? ExposureState::Live
                                                    : ExposureState::Conditional;
    if (code.from != kNoId && !settleFrom(run.columns[code.from], lane, live, made)) return;
    const checked::Declaration& amount =
        plan_.rules->program->declarations[plan_.rules->amounts[code.amount].declaration];
    const std::uint32_t holder = ancestor(rule.subject, lane, amount.subject);
    const AmountAnswers* known = by_amount_[code.amount];
    if (holder == kNoId || !known || known->subject != amount.subject) {
      alone_[company] = 1;
      return;
    }
    if (code.source->once && repeated(code, made, partyOf(code, rule.subject, lane), begin)) return;
    made.ceiling = ceilingOf(*known, holder);
    parties_.resize(lines_.size() + 1);
    parties_.back() = {code.source, partyOf(code, rule.subject, lane)};
    lines_.push_back(std::move(made));
  }

  bool settleFrom(const Column& from, std::uint32_t lane, bool live, BlockExposure& made) {
    const std::size_t at = from.at(lane);
    const std::uint8_t can = from.can[at], flags = from.flagsAt(lane);
    if (can & batch::kEscaped || from.scale != 0) {
      alone_[made.company] = 1;
      return false;
    }
    if ((can & batch::kPossible) == kNone) return false;
    const std::int64_t today = plan_.options.evaluate.as_of.day.days;
    const bool later = (can & kValue) && !(flags & kLowOpen) && today < from.low[at];
    const bool begun =
        (can & batch::kPossible) == kValue && !(flags & kHighOpen) && from.highAt(lane) <= today;
    if (later) {
      made.state = ExposureState::From;
    } else if (live && !begun) {
      made.state = ExposureState::Conditional;
    }
    return true;
  }

  // The element itself or the one that contains it of that entity.
  std::uint32_t ancestor(EntityId entity, std::uint32_t lane, EntityId wanted) const {
    while (entity != wanted) {
      if (lane == kNoId || table(entity).parent == EntityId{kNoId}) return kNoId;
      lane = table(entity).above[lane];
      entity = table(entity).parent;
    }
    return lane;
  }
  std::uint32_t partyOf(const ExposureCode& code, EntityId entity, std::uint32_t lane) const {
    return code.source->party == EntityId{kNoId} ? kNoId : ancestor(entity, lane, code.source->party);
  }

  // One line per party and rule: the first breaching subject stands for all.
  bool repeated(const ExposureCode& code, const BlockExposure& made, std::uint32_t party, std::size_t begin) {
    for (std::size_t i = begin; i < lines_.size(); ++i) {
      const auto& [source, other] = parties_[i];
      const bool same = source->once && lines_[i].amount == made.amount && other == party &&
                        source->party == code.source->party && source->party_text == code.source->party_text;
      if (same && sameRule(made.rule, lines_[i].lane, made.lane)) return true;
    }
    return false;
  }
  // Each option of controls is a rule of its own.
  bool sameRule(std::uint32_t rule, std::uint32_t a, std::uint32_t b) const {
    if (!plan_.info[answers_.rules[rule].rule].declaration->control) return true;
    const ElementTable& of = table(answers_.rules[rule].subject);
    return of.option[a] == of.option[b];
  }

  // The lines of one company, by the scalar machine.
  void ask(std::uint32_t company, Machine& scalar, const Profile& profile) {
    const Assessment assessment = evaluate(scalar, profile, plan_.options.evaluate);
    for (const jurat::ExposureLine& each : assessment.exposures) {
      const Finding& finding = assessment.findings[each.finding];
      const AmountResult& amount = assessment.amounts[each.amount];
      const auto rule =
          std::find_if(answers_.rules.begin(), answers_.rules.end(), [&](const RuleAnswers& one) {
            const RuleCode& code = *plan_.info[one.rule].code;
            return code.declaration == finding.declaration && code.option == finding.option;
          });
      const auto code = std::find_if(plan_.rules->amounts.begin(), plan_.rules->amounts.end(),
                                     [&](const AmountCode& one) {
                                       return one.declaration == amount.declaration &&
                                              one.option == amount.option;
                                     });
      const std::vector<InstanceId>& subjects = scalar.instancesOf(rule->subject);
      const auto place = std::find(subjects.begin(), subjects.end(), finding.subject) - subjects.begin();
      lines_.push_back({.company = company,
                        .rule = static_cast<std::uint32_t>(rule - answers_.rules.begin()),
                        .lane = table(rule->subject).first[company] + static_cast<std::uint32_t>(place),
                        .amount = static_cast<std::uint32_t>(code - plan_.rules->amounts.begin()),
                        .state = each.state,
                        .ceiling = ceilingOf(amount)});
    }
  }

  const Plan& plan_;
  batch::BlockMachine& block_;
  const batch::Columns& columns_;
  const Answers& answers_;
  std::vector<std::uint8_t>& asked_;
  std::vector<const AmountAnswers*> by_amount_;
  std::vector<std::uint8_t> alone_;  // by company: the scalar machine is asked
  std::vector<std::uint32_t> lanes_;
  std::vector<BlockExposure> lines_;
  std::vector<std::pair<const checked::Exposure*, std::uint32_t>> parties_;  // of lines_
};

}  // namespace

Ceiling ceilingOf(const AmountResult& result) {
  Ceiling ceiling;
  ceiling.currency = result.currency;
  ceiling.in_force = result.in_force;
  Highest highest;
  for (const AmountBound& bound : result.bounds) {
    if (bound.has_most) {
      highest.add(bound.most_low, bound.most_high);
    } else {
      highest.add(bound.least_low, bound.least_high);
    }
  }
  highest.put(ceiling);
  if (result.maybe_in_force) ceiling.low.reset();
  return ceiling;
}

Ceiling ceilingOf(const AmountAnswers& answers, std::size_t lane) {
  for (const auto& [of, result] : answers.by_scalar) {
    if (of == lane) return ceilingOf(result);
  }
  Ceiling ceiling;
  ceiling.currency = answers.currency[lane];
  ceiling.in_force = answers.in_force[lane] != 0;
  if (!ceiling.in_force) return ceiling;
  Highest highest;
  for (const AmountAnswers::Bound& bound : answers.bounds) {
    const bool most = (bound.most.state[lane] & batch::kHas) != 0;
    const SideAnswers& side = most ? bound.most : bound.least;
    const std::uint8_t state = side.state[lane];
    if (!(state & batch::kHas)) continue;
    std::optional<Number> low, high;
    if (state & batch::kHasLow) low = Number::scaled(side.low[lane], -side.scale);
    if (state & batch::kHasHigh) high = Number::scaled(side.high[lane], -side.scale);
    highest.add(std::move(low), std::move(high));
  }
  highest.put(ceiling);
  if (answers.maybe_in_force[lane]) ceiling.low.reset();
  return ceiling;
}

std::vector<BlockExposure> exposuresOf(const Plan& plan, batch::BlockMachine& block, Machine& scalar,
                                       const Answers& answers, const ProfileOf& profile,
                                       std::vector<std::uint8_t>& asked) {
  return Finder(plan, block, answers, asked).run(scalar, profile);
}

}  // namespace jurat::portfolio
