// Whom the gate asks about each finding: the levels of the project, its waivers, its baseline; private to
// engine/gate.
#pragma once
#include <map>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/gate/baseline.h"
#include "engine/gate/gate.h"

namespace jurat {

class LevelTable {
 public:
  explicit LevelTable(const std::vector<LevelSetting>& settings);
  // Of a finding's id: what is said of the rule and option, else of the rule, else of the pack.
  Level of(std::string_view id) const;

 private:
  std::unordered_map<std::string_view, Level> levels_;
};

class WaiverDesk {
 public:
  explicit WaiverDesk(std::shared_ptr<const std::vector<Waiver>> waivers);
  // What follows is of this profile.
  void open(const JudgedProfile& judged);
  // Sets the waiver of the view, the one that holds where one does.
  void judge(const Finding& finding, Date day, FindingView& view);
  // What became of the waivers that speak of the run, in the order of their file.
  std::vector<WaiverUse> uses() const;

 private:
  struct Record {
    bool in_run = false, met = false;
    WaiverState state = WaiverState::Unused;
    Date day;
    bool replaced = true;  // so far, wherever it did not hold another did
    std::string facts;
  };
  void note(std::size_t index, WaiverState state, const FindingView& view, const Finding& finding, Date day);

  std::shared_ptr<const std::vector<Waiver>> waivers_;
  std::vector<Record> records_;
  std::map<std::pair<std::string_view, std::string_view>, std::vector<std::size_t>> by_finding_;
  std::vector<bool> speaks_;  // of the profile at hand
};

class BaselineDesk {
 public:
  explicit BaselineDesk(const Baseline* baseline);
  // Sets the state of the view in the baseline, by its fingerprint.
  void judge(const Finding& finding, FindingView& view);
  // Entries of profiles and packs of the run that no finding answers to any more.
  std::vector<Gone> gone(const std::vector<JudgedProfile>& judged) const;

 private:
  const Baseline* baseline_ = nullptr;
  std::unordered_map<std::string_view, std::size_t> by_fingerprint_;
  std::vector<bool> met_;
};

}  // namespace jurat
