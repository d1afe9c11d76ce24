// One run of `test`: what is loaded, what is asked for besides the tests themselves, and what comes out.
#pragma once
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

// Runs the tests of the packs that the paths of the command line name; only those of `packs` when it is not
// empty. `loaded` receives the files of all packs the run read, for whoever watches them.
ExitCode runTestsOnce(const Arguments& arguments, const TestOutputs& outputs);

}  // namespace jurat
