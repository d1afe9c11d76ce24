// One function per command; each prints what it has to say and answers the exit code.
#pragma once
#include "engine/cli/arguments.h"

namespace jurat {

ExitCode runCheck(const Arguments& arguments);
ExitCode runExplain(const Arguments& arguments);
ExitCode runTest(const Arguments& arguments);
ExitCode runFormat(const Arguments& arguments);
ExitCode runSchema(const Arguments& arguments);
ExitCode runRulesList(const Arguments& arguments);
ExitCode runExplainCode(const Arguments& arguments);
ExitCode runLedger(const Arguments& arguments);

}  // namespace jurat
