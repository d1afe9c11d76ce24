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

class CoverageCounter;
class Diagnostics;
class SourceMap;
struct PlannedTest;

struct TestFailure {
  std::string title;     // of the test, and of the case
  std::string target;    // "eu.ai_act/social_scoring for cv"
  std::string expected;  // behind "is", or "exposes ..." which is a verb itself
  std::string got;
  Span place;  // the expectation
  Reason why;

  // "fine_ceiling is EUR 15 000", "repaired for b exposes none"
  std::string sentence() const;
};

struct TestResult {
  PackId pack{};
  std::string title;
  Span place;
  std::size_t expectations = 0;
  bool faulty = false;  // something is wrong with the test itself (reported)
  std::vector<TestFailure> failures{};
  bool holds() const { return !faulty && failures.empty(); }
};

struct TestReport {
  std::vector<TestResult> tests;  // in the order of packs and files
  std::size_t failed() const;
  std::size_t expectations() const;
};

// Which tests are meant.
struct TestSelection {
  std::vector<std::string> packs;  // ids; empty: all
  // A part of a test's title, of a pack's id or of a name that the test expects something of; with `*` (any
  // text) or `?` (any character) the whole of it. Empty: all.
  std::string filter;
};

// Whether a text matches a filter.
bool matchesFilter(std::string_view filter, std::string_view text);

// The tests that are meant, read. What is wrong with a test itself (a name that does not exist, facts that do
// not type) is a diagnostic; such a test counts as failed.
std::vector<PlannedTest> planTests(const checked::Program& program, const TestSelection& selection,
                                   const SourceMap& sources, Diagnostics& diagnostics);

// Puts them to a rule set compiled from the program they were read for; `coverage` looks on when not null.
TestReport runTests(std::shared_ptr<const RuleSet> rules, const std::vector<PlannedTest>& tests,
                    const SourceMap& sources, Diagnostics& diagnostics, CoverageCounter* coverage = nullptr);

}  // namespace jurat
