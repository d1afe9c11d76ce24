#include "engine/advice/timeline/waivers_over_time.h"

#include <algorithm>
#include <utility>

#include "engine/gate/waivers.h"

namespace jurat {
namespace {

const Finding* findingOf(const Waiver& waiver, const Assessment& assessment) {
  for (const Finding& finding : assessment.findings) {
    if (finding.id == waiver.rule && finding.subject_path == waiver.subject) return &finding;
  }
  return nullptr;
}

DateChange changeOf(const Waiver& waiver, const Finding& finding, const Assessment& assessment) {
  DateChange change;
  change.about = DateChange::About::Waiver;
  change.id = finding.id;
  change.title = finding.title;
  change.subject_id = finding.subject_id;
  change.subject_path = finding.subject_path;
  change.pack = finding.id.substr(0, finding.id.find('/'));
  for (const PackUse& use : assessment.packs) {
    if (use.id == change.pack) change.status = use.status;
  }
  change.because = waiver.owner;
  change.cites = finding.cites;
  change.severity = finding.severity;
  return change;
}

}  // namespace

void addWaivers(const std::vector<Waiver>& waivers, const JudgedProfile& judged, Timeline& timeline) {
  const auto add = [&](DateChange change, Date day, DateReason reason) {
    change.day = day;
    change.reason = reason;
    if (reason == DateReason::WaiverExpires) change.last_day = Date{day.days - 1};
    if (change.last_day == timeline.to) timeline.passing.push_back(change);
    if (day <= timeline.from || timeline.to < day) return;
    const auto place =
        std::upper_bound(timeline.changes.begin(), timeline.changes.end(), day,
                         [](Date wanted, const DateChange& each) { return wanted < each.day; });
    timeline.changes.insert(place, std::move(change));
  };
  for (const Waiver& waiver : waivers) {
    if (!speaksOf(waiver, judged)) continue;
    const Finding* finding = findingOf(waiver, *judged.assessment);
    if (!finding) continue;
    const DateChange change = changeOf(waiver, *finding, *judged.assessment);
    add(change, waiver.granted, DateReason::WaiverBegins);
    if (waiver.expires < kLastDate) add(change, Date{waiver.expires.days + 1}, DateReason::WaiverExpires);
  }
}

}  // namespace jurat
