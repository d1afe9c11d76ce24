// `ask --interactive`: the interview in the terminal, or of a script that writes its lines.
#pragma once
#include "engine/cli/arguments.h"
#include "engine/gate/gate.h"

namespace jurat {

// Reads answers from standard input, a line each, until no question is left, somebody says so or the input
// ends; writes each into the profile at once.
ExitCode holdInterview(const Arguments& arguments);

}  // namespace jurat
