// `new rule`: a rule and its test as a new file of a pack.
#pragma once
#include "engine/cli/arguments.h"
#include "engine/gate/gate.h"

namespace jurat {

ExitCode newRuleCommand(const Arguments& arguments);

}  // namespace jurat
