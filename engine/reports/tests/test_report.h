// Reports of a run of tests: what failed, what was gone through, which changes of the rules went unnoticed.
// Same run, same bytes.
#pragma once
#include <string>
#include <vector>

#include "engine/testing/coverage/coverage.h"
#include "engine/testing/mutation/mutation.h"
#include "engine/testing/run_tests.h"

namespace jurat {

class SourceMap;

// Each failure with its place, what was expected, what came and why; then one line of counts.
std::string testText(const TestReport& report, const SourceMap& sources);

// JUnit: a suite a pack, a case a test; no clock and no host reach it.
std::string testJunit(const TestReport& report, const checked::Program& program, const SourceMap& sources);

// A table of packs, then each place that was not seen whole, as file:line:column with what is missing.
std::string coverageText(const Coverage& coverage, const checked::Program& program, const SourceMap& sources);
std::string coverageJson(const Coverage& coverage, const checked::Program& program, const SourceMap& sources);
// A tracefile for lcov and genhtml: lines, and each way through a point as a branch.
std::string coverageLcov(const Coverage& coverage, const SourceMap& sources);
// The rule files, each line with how often it was gone through and what is missing; one file, no network, no
// script.
std::string coverageHtml(const Coverage& coverage, const checked::Program& program, const SourceMap& sources);

// A table of packs with their scores, then each survivor with a profile that tells it apart, those accepted
// with their reasons, and how many are equivalent as far as the grid shows.
std::string mutationText(const MutationReport& report, const checked::Program& program,
                         const SourceMap& sources);

// Each rule that was not seen both ways, with what is missing; one line when all were.
std::string bothText(const Coverage& coverage, const SourceMap& sources);

// What is missing at a point, as a sentence; empty when nothing is.
std::string missingText(const Point& point);
std::string percentText(const WaysSeen& tally);  // "97.1 %"

}  // namespace jurat
