// The dates to come as the gate sees them: with the waivers of the project, and with what its baseline knows.
#pragma once
#include <memory>
#include <vector>

#include "engine/advice/timeline/timeline.h"
#include "engine/gate/baseline.h"
#include "engine/gate/gate.h"

namespace jurat {

struct TimelinePolicy {
  const std::vector<Waiver>* waivers = nullptr;  // may be null
  const Baseline* baseline = nullptr;            // may be null
};

// timelineOf(), and besides: the days on which waivers begin and cease to hold (waivers_over_time.h), and of
// each change of a rule whether the baseline accepts the finding as it is from that day on, which is what
// gate() says of a check on it. A baseline has no last day, so it makes no dates of its own. `judged` holds
// the profile's assessment of the first day looked at, and its names.
Timeline timelineOf(const std::shared_ptr<const RuleSet>& rules, const Profile& profile,
                    const TimelineOptions& options, const JudgedProfile& judged,
                    const TimelinePolicy& policy);
// The dates to come of each profile, as far as nobody names a last day: from the as-of day of its assessment
// in `judged`, which stands in the same place, to comingUntil(). Of `options` the days are not read.
std::vector<Timeline> timelinesOf(const std::shared_ptr<const RuleSet>& rules,
                                  const std::vector<Profile>& profiles, TimelineOptions options,
                                  const std::vector<JudgedProfile>& judged, const TimelinePolicy& policy);

}  // namespace jurat
