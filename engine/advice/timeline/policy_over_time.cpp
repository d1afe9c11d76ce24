#include "engine/advice/timeline/policy_over_time.h"

#include <map>
#include <set>
#include <string>
#include <utility>

#include "engine/advice/timeline/waivers_over_time.h"

namespace jurat {
namespace {

bool mayBeKnown(const DateChange& change) {
  if (change.about != DateChange::About::Rule || !change.after.runs) return false;
  Finding finding;
  finding.outcome = change.after.outcome;
  return isOpen(finding);
}

class Known {
 public:
  Known(const std::shared_ptr<const RuleSet>& rules, const Profile& profile, const TimelineOptions& options,
        const JudgedProfile& judged, const Baseline& baseline)
      : machine_(rules, options.limits),
        profile_(profile),
        options_(options),
        judged_(judged),
        baseline_(baseline) {
    for (const BaselineEntry& entry : baseline.entries) named_.insert(entry.rule);
  }

  // By day, as the changes are: a day is judged once.
  void mark(std::vector<DateChange>& changes) {
    for (DateChange& change : changes) {
      if (!mayBeKnown(change) || !named_.contains(change.id)) continue;
      if (day_ != change.day) judge(change.day);
      const auto found = since_.find({change.id, change.subject_path});
      if (found != since_.end()) change.known_since = found->second;
    }
  }

 private:
  void judge(Date day) {
    day_ = day;
    since_.clear();
    // Which facts decided is part of what makes a finding the same.
    const Assessment assessment =
        evaluate(machine_, profile_,
                 {.as_of = {.day = day, .moment = {}}, .named = options_.named, .reasons = Reasons::Open});
    JudgedProfile judged = judged_;
    judged.assessment = &assessment;
    GatePolicy policy;
    policy.baseline = &baseline_;
    const GateResult result = gate({judged}, policy);
    for (std::size_t i = 0; i < assessment.findings.size(); ++i) {
      const FindingView& view = result.views.front()[i];
      const Finding& finding = assessment.findings[i];
      if (view.baseline == BaselineState::Unchanged && view.since)
        since_[{finding.id, finding.subject_path}] = *view.since;
    }
  }

  Machine machine_;
  const Profile& profile_;
  const TimelineOptions& options_;
  const JudgedProfile& judged_;
  const Baseline& baseline_;
  std::set<std::string> named_;  // the rules that the baseline has anything of
  std::optional<Date> day_;
  std::map<std::pair<std::string, std::string>, Date> since_;  // by rule and subject, on that day
};

}  // namespace

Timeline timelineOf(const std::shared_ptr<const RuleSet>& rules, const Profile& profile,
                    const TimelineOptions& options, const JudgedProfile& judged,
                    const TimelinePolicy& policy) {
  Timeline timeline = timelineOf(rules, profile, options);
  if (policy.baseline) {
    Known known(rules, profile, options, judged, *policy.baseline);
    known.mark(timeline.changes);
    known.mark(timeline.passing);
  }
  if (policy.waivers) addWaivers(*policy.waivers, judged, timeline);
  return timeline;
}

std::vector<Timeline> timelinesOf(const std::shared_ptr<const RuleSet>& rules,
                                  const std::vector<Profile>& profiles, TimelineOptions options,
                                  const std::vector<JudgedProfile>& judged, const TimelinePolicy& policy) {
  std::vector<Timeline> timelines;
  for (std::size_t i = 0; i < profiles.size(); ++i) {
    options.from = judged[i].assessment->as_of.day;
    options.to = comingUntil(options.from);
    timelines.push_back(timelineOf(rules, profiles[i], options, judged[i], policy));
  }
  return timelines;
}

}  // namespace jurat
