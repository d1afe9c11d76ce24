#include "engine/advice/timeline/timeline.h"

#include <algorithm>
#include <map>
#include <utility>

#include "engine/advice/timeline/motions.h"
#include "engine/advice/timeline/packs_over_time.h"
#include "engine/advice/timeline/watched.h"
#include "engine/evaluate/describe.h"
#include "engine/evaluate/exposures.h"
#include "engine/evaluate/verdict.h"

namespace jurat {

std::string_view reasonWord(DateReason reason) {
  switch (reason) {
    case DateReason::Unknown:
      return "several";
    case DateReason::TakesEffect:
      return "takes_effect";
    case DateReason::Ends:
      return "ends";
    case DateReason::Version:
      return "version";
    case DateReason::DeadlinePasses:
      return "deadline_passes";
    case DateReason::SanctionBegins:
      return "sanction_begins";
    case DateReason::PeriodReached:
      return "period_reached";
    case DateReason::Happens:
      return "happens";
    case DateReason::EvidenceCounts:
      return "evidence_counts";
    case DateReason::EvidenceExpires:
      return "evidence_expires";
    case DateReason::JudgementExpires:
      return "judgement_expires";
    case DateReason::PackStatus:
      return "pack_status";
    case DateReason::PackSuperseded:
      return "pack_superseded";
    case DateReason::PackCalledFor:
      return "pack_called_for";
    case DateReason::WaiverBegins:
      return "waiver_begins";
    case DateReason::WaiverExpires:
      return "waiver_expires";
  }
  return "";
}

bool notYetLaw(checked::Status status) {
  return status == checked::Status::Proposal || status == checked::Status::Deferred ||
         status == checked::Status::Reported;
}

Date comingUntil(Date from) {
  constexpr std::int64_t kYears = 10;
  return plusMonths(from, kYears * 12, MonthEnd::Clamp).value_or(kLastDate);
}

namespace {

class Walk {
 public:
  Walk(const std::shared_ptr<const RuleSet>& rules, const Profile& profile, const TimelineOptions& options)
      : profile_(profile),
        options_(options),
        // What has its last day on the last of all passes the day after.
        horizon_(options.to < kLastDate ? Date{options.to.days + 1} : kLastDate),
        machine_(rules, options.limits) {
    out_.from = options.from;
    out_.to = options.to;
    out_.profile_name = profile.name;
  }

  Timeline run() {
    startOn(options_.from);
    packs_ = packsToday(machine_, motions_, profile_, options_.named);
    out_.packs = packs_.uses;
    gather();
    for (std::uint32_t i = 0; i < items_.size(); ++i) lookAt(i);
    name();
    for (;;) {
      const Date until =
          due_.empty() ? packs_.motion.until : std::min(due_.begin()->first, packs_.motion.until);
      if (horizon_ <= until || out_.cut_short) break;
      step(Date{until.days + 1});
    }
    return std::move(out_);
  }

 private:
  void startOn(Date day) {
    machine_.start(profile_, {.day = day, .moment = {}});
    motions_.start(machine_, horizon_, options_.limits);
    ++out_.days;
  }

  // Rules, amounts and benefits by pack id and as written, as evaluate() has them.
  void gather() {
    const RuleSet& rules = machine_.rules();
    const checked::Program& program = *rules.program;
    const auto add = [&](DateChange::About about, std::size_t index, checked::DeclarationId id) {
      const checked::Declaration& declaration = program.declarations[id];
      // Of a bundle only what a run may need is read; the rest has no subjects.
      if (declaration.subject == EntityId{kNoId}) return;
      for (const InstanceId subject : machine_.instancesOf(declaration.subject))
        items_.push_back({.about = about,
                          .index = static_cast<std::uint32_t>(index),
                          .subject = subject,
                          .pack = declaration.pack,
                          .motion = {},
                          .looked = {},
                          .rule = {},
                          .amount = {},
                          .benefit = {}});
    };
    for (std::size_t i = 0; i < rules.rules.size(); ++i)
      add(DateChange::About::Rule, i, rules.rules[i].declaration);
    for (std::size_t i = 0; i < rules.amounts.size(); ++i)
      add(DateChange::About::Amount, i, rules.amounts[i].declaration);
    for (std::size_t i = 0; i < rules.benefits.size(); ++i)
      add(DateChange::About::Benefit, i, rules.benefits[i].declaration);
    std::stable_sort(items_.begin(), items_.end(), [&](const Watched& a, const Watched& b) {
      if (a.about != b.about) return a.about < b.about;
      return program.packs[a.pack].id < program.packs[b.pack].id;
    });
  }

  void name() {
    const Vocabulary& vocabulary = machine_.rules().vocabulary();
    for (const InstanceId root : profile_.roots) {
      for (const auto& [fact, into] : {std::pair{"name", &out_.company}, std::pair{"lei", &out_.lei}}) {
        const std::optional<FactId> id = vocabulary.fact(profile_.instances[root].entity, fact);
        const Answer* answer = id ? profile_.answer(root, vocabulary.facts[*id]) : nullptr;
        if (!answer) continue;
        if (const auto* text = std::get_if<std::string>(&answer->value)) *into = *text;
      }
    }
  }

  bool lookAt(std::uint32_t index) {
    Watched& item = items_[index];
    const bool runs = packs_.runs[raw(item.pack)];
    const Date day = motions_.day();
    const bool told = item.daily && item.looked.days + 1 == day.days;  // that a figure moves
    const bool changed = look(machine_, motions_, runs, item);
    item.looked = day;
    if (day <= options_.to) out_.cut_short = out_.cut_short || machine_.stepsExceeded();
    // A figure that moves is told on its first day and on its last.
    Date until = item.motion.until;
    if (item.daily) until = told ? Date{std::max(std::min(until, options_.to).days - 1, day.days)} : day;
    if (until < horizon_) due_.emplace(until, index);
    if (runs && Motions::isHop(item.motion) && item.motion.until == day) ++out_.hops;
    return changed;
  }

  void step(Date day) {
    startOn(day);
    std::vector<std::uint32_t> asked;
    if (packs_.motion.until < day) repack(asked);
    for (auto first = due_.begin(); first != due_.end() && first->first < day; first = due_.erase(first))
      asked.push_back(first->second);
    std::sort(asked.begin(), asked.end());
    asked.erase(std::unique(asked.begin(), asked.end()), asked.end());
    for (const std::uint32_t index : asked) {
      const Watched before = items_[index];
      if (lookAt(index)) report(day, before, index);
    }
  }

  // Which packs run is asked anew; those that begin or cease to are looked at as a whole.
  void repack(std::vector<std::uint32_t>& asked) {
    PacksToday now = packsToday(machine_, motions_, profile_, options_.named);
    for (std::uint32_t i = 0; i < items_.size(); ++i) {
      const std::size_t pack = raw(items_[i].pack);
      if (now.runs[pack] == packs_.runs[pack]) continue;
      items_[i].motion.until = motions_.day();
      items_[i].motion.why = packs_.motions[pack].why;
      asked.push_back(i);
    }
    // What they were due for before has been asked with them.
    for (auto it = due_.begin(); it != due_.end();) {
      const std::size_t pack = raw(items_[it->second].pack);
      it = now.runs[pack] == packs_.runs[pack] ? std::next(it) : due_.erase(it);
    }
    packs_ = std::move(now);
  }

  void report(Date day, const Watched& before, std::uint32_t index) {
    const Watched& item = items_[index];
    const bool beyond = options_.to < day;
    if (!concerns(item) || extend(day, before, index)) return;
    if (beyond && before.motion.why.reason != DateReason::DeadlinePasses) return;
    std::vector<DateChange>& changes = beyond ? out_.passing : out_.changes;
    if (changes.size() >= options_.limits.timeline_changes) {
      ++out_.more;
      return;
    }
    DateChange change;
    change.day = day;
    describe(machine_, item, change);
    change.status = packs_.status[raw(item.pack)];
    set(before, item, change);
    explain(before.motion.why, day, before, change);
    if (!beyond) last_[index] = changes.size();
    changes.push_back(std::move(change));
  }

  // Amounts are the company's; those of one of its elements count while a rule exposes somebody to them.
  bool concerns(const Watched& item) const {
    if (item.about != DateChange::About::Amount) return true;
    if (profile_.instances[item.subject].parent == InstanceId{kNoId}) return true;
    const RuleSet& rules = machine_.rules();
    return std::any_of(items_.begin(), items_.end(), [&](const Watched& other) {
      if (other.about != DateChange::About::Rule || other.rule.exposures.empty()) return false;
      const RuleVersion* version = versionOn(rules.rules[other.index], motions_.day());
      if (!version) return false;
      return std::any_of(other.rule.exposures.begin(), other.rule.exposures.end(), [&](const auto& line) {
        if (version->exposures[line.code].amount != item.index) return false;
        const EntityId holder = profile_.instances[item.subject].entity;
        const InstanceId above = ancestorOf(machine_, other.subject, holder);
        return (above == InstanceId{kNoId} ? other.subject : above) == item.subject;
      });
    });
  }

  static void set(const Watched& before, const Watched& item, DateChange& change) {
    change.before = before.rule;
    change.after = item.rule;
    if (item.about == DateChange::About::Amount) {
      change.amount_before = before.amount;
      change.amount_after = item.amount;
    }
    if (item.about == DateChange::About::Benefit) {
      change.benefit_before = before.benefit;
      change.benefit_after = item.benefit;
    }
  }

  // What changes day by day is one change that goes on; that it does is known of the last day looked at, too.
  bool extend(Date day, const Watched& before, std::uint32_t index) {
    const Watched& item = items_[index];
    const auto known = last_.find(index);
    if (known == last_.end()) return false;
    DateChange& change = out_.changes[known->second];
    const Date last = change.last.value_or(change.day);
    const bool moved = before.daily && day.days <= before.motion.until.days + 1 && last == before.looked;
    const bool gap = moved && last.days + 1 < day.days;
    const bool goes_on = (moved || last.days + 1 == day.days) && sameKind(change, item);
    if ((gap || goes_on) && !change.first)
      change.first = {change.after, change.amount_after, change.benefit_after};
    if (gap) change.last = std::min(Date{day.days - 1}, options_.to);
    if (!goes_on || options_.to < day) return goes_on;
    change.last = day;
    change.after = item.rule;
    if (change.amount_after) change.amount_after = item.amount;
    if (change.benefit_after) change.benefit_after = item.benefit;
    return true;
  }

  // Only a figure moves: the outcome stays, and whether there is an amount.
  static bool sameKind(const DateChange& change, const Watched& item) {
    const RuleState &was = change.after, &is = item.rule;
    switch (item.about) {
      case DateChange::About::Rule:
        return change.before.runs && was.runs && is.runs && change.before.outcome == was.outcome &&
               was.outcome == is.outcome && was.could_be == is.could_be &&
               change.before.could_be == was.could_be;
      case DateChange::About::Amount:
        return change.amount_before->runs && change.amount_before->amount.in_force &&
               change.amount_after->runs && change.amount_after->amount.in_force && item.amount.runs &&
               item.amount.amount.in_force;
      case DateChange::About::Benefit:
        return change.benefit_before->runs && change.benefit_after->runs && item.benefit.runs &&
               change.benefit_before->outcome == change.benefit_after->outcome &&
               change.benefit_after->outcome == item.benefit.outcome;
      case DateChange::About::Waiver:
        break;
    }
    return false;
  }

  void explain(const Flip& why, Date day, const Watched& before, DateChange& change) {
    const checked::Program& program = *machine_.rules().program;
    change.reason = why.reason;
    // What was pending and is violated has met its deadline, whatever else is so from that day.
    if (why.reason == DateReason::DeadlinePasses) change.last_day = Date{day.days - 1};
    if (why.instance != InstanceId{kNoId} && why.fact != FactId{kNoId}) {
      change.because = instancePath(machine_, why.instance) + "." + program.vocabulary.facts[why.fact].name;
    } else if (why.block != BlockId{kNoId}) {
      const BlockCode& block = machine_.rules().blocks[why.block];
      if (block.declaration == checked::DeclarationId{kNoId}) return;
      std::string id = declarationId(machine_, block.declaration, block.option, InstanceId{kNoId});
      if (id == change.id || block.declaration == declarationOf(before)) return;
      change.because = std::move(id);
      change.because_title = program.declarations[block.declaration].title;
    }
  }

  checked::DeclarationId declarationOf(const Watched& item) const {
    const RuleSet& rules = machine_.rules();
    switch (item.about) {
      case DateChange::About::Rule:
        return rules.rules[item.index].declaration;
      case DateChange::About::Amount:
        return rules.amounts[item.index].declaration;
      case DateChange::About::Benefit:
        return rules.benefits[item.index].declaration;
      case DateChange::About::Waiver:
        break;
    }
    return checked::DeclarationId{kNoId};
  }

  const Profile& profile_;
  const TimelineOptions& options_;
  Date horizon_;
  Machine machine_;
  Motions motions_;
  PacksToday packs_;
  std::vector<Watched> items_;
  std::multimap<Date, std::uint32_t> due_;     // by the last day for which the last look is good
  std::map<std::uint32_t, std::size_t> last_;  // by item: its last change
  Timeline out_;
};

}  // namespace

Timeline timelineOf(const std::shared_ptr<const RuleSet>& rules, const Profile& profile,
                    const TimelineOptions& options) {
  return Walk(rules, profile, options).run();
}

}  // namespace jurat
