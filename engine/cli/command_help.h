// The help pages of the program, of a group of commands and of one command, in 80 columns.
#pragma once
#include <string>

#include "engine/cli/command.h"

namespace jurat {

std::string programHelp();
std::string groupHelp(const CommandGroup& group);
std::string commandHelp(const Command& command);

}  // namespace jurat
