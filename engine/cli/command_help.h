// The help pages of the program, of a group of commands and of one command, in 80 columns.
#pragma once
#include <string>

#include "engine/cli/command.h"

namespace jurat {

std::string programHelp();
std::string groupHelp(const CommandGroup& group);
std::string commandHelp(const Command& command);

// What the pages are made of, for whoever writes the same in another form (man_page.h).
struct ProgramOption {
  std::string name, about;
};
std::vector<ProgramOption> programOptions();  // of the program itself
std::vector<std::string> programExamples();
// "--format NAME[=FILE]", "PROFILE...".
std::string optionTermText(const CommandOption& option);

}  // namespace jurat
