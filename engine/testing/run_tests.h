// Runs the tests that stand in rule files (language.md, Tests) and says what was expected, what came, and
// why.
#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "engine/compile/rule_set.h"
#include "engine/evaluate/assessment.h"
#include "engine/source/span.h"

namespace jurat {

class Diagnostics;
class SourceMap;

struct TestFailure {
  std::string title;   // of the test, and of the case
  std::string target;  // "eu.ai_act/social_scoring for cv"
  std::string expected;
  std::string got;
  Span place;  // the expectation
  Reason why;
};

struct TestReport {
  std::size_t tests = 0, failed_tests = 0;
  std::size_t expectations = 0;
  std::vector<TestFailure> failures;
};

// Runs every test of the packs in `ids` (all when empty). What is wrong with a test itself (a name that does
// not exist, facts that do not type) is a diagnostic; such a test counts as failed.
TestReport runTests(std::shared_ptr<const RuleSet> rules, const std::vector<std::string>& ids,
                    const SourceMap& sources, Diagnostics& diagnostics);

}  // namespace jurat
