// One run of `test`: what is loaded, what is asked for besides the tests themselves, and what comes out.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "engine/cli/arguments.h"
#include "engine/cli/commands/outputs.h"
#include "engine/gate/gate.h"

namespace jurat {

struct TestOutputs {
  std::vector<Output> formats;   // of the tests
  std::vector<Output> coverage;  // none: not asked for
};

// What a run is about, and what it learns of the packs for the next one.
struct TestScope {
  std::vector<std::string> only{};                         // of the packs that the paths name; empty: all
  std::vector<std::string> tested{};                       // those that the paths name
  std::map<std::string, std::string> folders{};            // of every pack read, by id
  std::map<std::string, std::vector<std::string>> uses{};  // by id
};

// Runs the tests of the packs that the paths of the command line name.
ExitCode runTestsOnce(const Arguments& arguments, const TestOutputs& outputs, TestScope& scope);

// The same, and again after each save, of what depends on the saved file; until the user ends it, with the
// code of the last run.
ExitCode watchTests(const Arguments& arguments, const TestOutputs& outputs);

}  // namespace jurat
