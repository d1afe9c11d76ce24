// Made: a run put together by hand, with a finding of every outcome and every view that a gate may have of
// it, whose every text of people says the same.
#pragma once
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "engine/advice/timeline/timeline.h"
#include "engine/compile/rule_set.h"
#include "engine/reports/formats.h"
#include "engine/source/source_map.h"

namespace jurat::test {

struct Made {
  SourceMap sources;
  RuleSet rules;
  std::deque<Assessment> assessments;
  std::deque<Timeline> timelines;  // as many, or none
  GateResult gate;
  ReportOptions options{.engine_version = "0.1.0", .directory = "/project"};
  Span rule_place;

  RunReport run() const;
  std::string report(std::string_view format) const;

  // Findings of the first assessment, in this order.
  enum At { Decides, Waived, Known, Expired, Open, Review, Pending, Met, Aside, Later, Broken, Warned, Off };
};

// `text`: what a person wrote, wherever a person may write.
std::unique_ptr<Made> made(const std::string& text = "call centre");

// So many findings of that outcome, all of which decide; one profile.
std::unique_ptr<Made> many(std::size_t count, Outcome outcome = Outcome::Violated);

}  // namespace jurat::test
