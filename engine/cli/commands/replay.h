// A past run once more, from what the ledger has kept of it: no file of today is read.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/advice/timeline/timeline.h"
#include "engine/cli/profiles.h"
#include "engine/compile/rule_set.h"
#include "engine/evaluate/assessment.h"
#include "engine/gate/baseline.h"
#include "engine/gate/gate.h"
#include "engine/ledger/ledger.h"
#include "engine/ledger/settings.h"
#include "engine/reports/formats.h"
#include "engine/syntax/ast.h"

namespace jurat {

class Replay {
 public:
  // Says why when it is not possible (kept too little, rules that do not load any more); `made()` is then
  // false.
  Replay(const Record& record, const Arguments& arguments);

  bool made() const { return made_; }
  std::string report(const ReportFormat& format) const;
  const std::vector<Assessment>& assessments() const { return assessments_; }

 private:
  bool readInputs(const Record& record);
  bool loadRules(const std::vector<KeptFile>& files);
  std::shared_ptr<const ast::File> setAside(const SourceFile& source) const;
  bool evaluateAll();
  bool readPolicy(const std::optional<std::vector<KeptFile>>& files);
  // The assessments with the names that the files of the gate knew their profiles by.
  std::vector<JudgedProfile> judged() const;
  std::vector<Timeline> timelines() const;
  void judgeAll();
  GateOptions gateOptions() const;

  Session session_;
  RunSettings settings_;
  std::vector<ProfileText> texts_;
  std::vector<Profile> profiles_;
  std::shared_ptr<const RuleSet> rules_;
  std::vector<Assessment> assessments_;
  std::shared_ptr<const std::vector<Waiver>> waivers_;
  std::optional<Baseline> baseline_;
  GateResult verdict_;
  bool made_ = false;
};

}  // namespace jurat
