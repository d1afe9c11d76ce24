// From the words of a command line to the command they name and its arguments.
#pragma once
#include <optional>
#include <string>

#include "engine/cli/command.h"

namespace jurat {

// What became of the words: a command to run, or a text to print and the code to end with.
struct CommandLine {
  std::optional<Command> command;
  Arguments arguments;
  std::string text;
  bool complaint = false;  // one line about the words; else a text that stands by itself
  ExitCode code = ExitCode::Pass;
};

CommandLine readCommandLine(int count, const char* const* words);

}  // namespace jurat
