#include "engine/gate/desks.h"

#include <algorithm>
#include <set>

#include "engine/gate/fingerprint.h"
#include "engine/gate/waivers.h"

namespace jurat {
namespace {

// Of several waivers of one finding the one that holds speaks for it; else the one that came nearest.
int rank(WaiverState state) {
  switch (state) {
    case WaiverState::Valid:
      return 0;
    case WaiverState::Expiring:
      return 1;
    case WaiverState::NotYet:
      return 2;
    case WaiverState::Lapsed:
      return 3;
    case WaiverState::Expired:
      return 4;
    case WaiverState::NotWaivable:
      return 5;
    case WaiverState::Unused:
      return 6;
  }
  return 6;
}

bool holds(WaiverState state) { return state == WaiverState::Valid || state == WaiverState::Expiring; }

}  // namespace

LevelTable::LevelTable(const std::vector<LevelSetting>& settings) {
  for (const LevelSetting& setting : settings) levels_.emplace(setting.name, setting.level);
}

Level LevelTable::of(std::string_view id) const {
  if (levels_.empty()) return Level::Fail;
  for (const std::string_view name : {id, id.substr(0, id.find('[')), id.substr(0, id.find('/'))}) {
    if (const auto found = levels_.find(name); found != levels_.end()) return found->second;
  }
  return Level::Fail;
}

WaiverDesk::WaiverDesk(std::shared_ptr<const std::vector<Waiver>> waivers) : waivers_(std::move(waivers)) {
  if (!waivers_) return;
  records_.resize(waivers_->size());
  for (std::size_t i = 0; i < waivers_->size(); ++i)
    by_finding_[{(*waivers_)[i].rule, (*waivers_)[i].subject}].push_back(i);
}

void WaiverDesk::open(const JudgedProfile& judged) {
  speaks_.assign(records_.size(), false);
  for (std::size_t i = 0; i < records_.size(); ++i) {
    speaks_[i] = speaksOf((*waivers_)[i], judged);
    if (!speaks_[i] || records_[i].in_run) continue;
    records_[i].in_run = true;
    records_[i].day = judged.assessment->as_of.day;
  }
}

void WaiverDesk::judge(const Finding& finding, Date day, FindingView& view) {
  if (by_finding_.empty() || !isOpen(finding)) return;
  const auto found = by_finding_.find({finding.id, finding.subject_path});
  if (found == by_finding_.end()) return;
  std::vector<std::pair<std::size_t, WaiverState>> states;
  for (const std::size_t index : found->second) {
    if (!speaks_[index]) continue;
    const Waiver& waiver = (*waivers_)[index];
    const WaiverState state = stateOf(waiver, &finding, day);
    states.emplace_back(index, state);
    if (view.waiver && rank(view.waiver_state) <= rank(state)) continue;
    view.waiver = &waiver;
    view.waiver_state = state;
  }
  for (const auto& [index, state] : states) note(index, state, view, finding, day);
}

void WaiverDesk::note(std::size_t index, WaiverState state, const FindingView& view, const Finding& finding,
                      Date day) {
  Record& record = records_[index];
  // One that speaks of several profiles is as good as the worst of what became of it.
  if (!record.met || rank(record.state) < rank(state)) {
    record.state = state;
    record.day = day;
    if (state == WaiverState::Lapsed) record.facts = factsFingerprint(finding);
  }
  record.met = true;
  if (!holds(state) && !view.waived()) record.replaced = false;
}

std::vector<WaiverUse> WaiverDesk::uses() const {
  std::vector<WaiverUse> uses;
  for (std::size_t i = 0; i < records_.size(); ++i) {
    const Record& record = records_[i];
    if (!record.in_run) continue;
    const Waiver& waiver = (*waivers_)[i];
    uses.push_back({.waiver = &waiver,
                    .state = record.state,
                    .days_left = std::int64_t{waiver.expires.days} - record.day.days,
                    .replaced = record.met && !holds(record.state) && record.replaced,
                    .facts = record.facts});
  }
  return uses;
}

BaselineDesk::BaselineDesk(const Baseline* baseline) : baseline_(baseline) {
  if (!baseline_) return;
  met_.resize(baseline_->entries.size(), false);
  for (std::size_t i = 0; i < baseline_->entries.size(); ++i)
    by_fingerprint_.emplace(baseline_->entries[i].fingerprint, i);
}

void BaselineDesk::judge(const Finding& finding, FindingView& view) {
  if (!baseline_ || view.fingerprint.empty()) return;
  const auto found = by_fingerprint_.find(view.fingerprint);
  if (found != by_fingerprint_.end()) {
    const BaselineEntry& entry = baseline_->entries[found->second];
    met_[found->second] = true;
    view.since = entry.since;
    if (accepts(entry, finding)) {
      view.baseline = BaselineState::Unchanged;
      return;
    }
  }
  if (view.asks_for != ExitCode::Pass) view.baseline = BaselineState::New;
}

std::vector<Gone> BaselineDesk::gone(const std::vector<JudgedProfile>& judged) const {
  std::vector<Gone> gone;
  if (!baseline_) return gone;
  std::set<std::pair<std::string_view, std::string_view>> looked_at;  // profile and pack
  for (const JudgedProfile& one : judged) {
    for (const PackUse& use : one.assessment->packs) looked_at.emplace(one.by_baseline, use.id);
  }
  for (std::size_t i = 0; i < met_.size(); ++i) {
    const BaselineEntry& entry = baseline_->entries[i];
    const std::string_view pack = std::string_view(entry.rule).substr(0, entry.rule.find('/'));
    if (!met_[i] && looked_at.contains({entry.profile, pack}))
      gone.push_back({entry.rule, entry.subject, entry.fingerprint, entry.since});
  }
  return gone;
}

}  // namespace jurat
