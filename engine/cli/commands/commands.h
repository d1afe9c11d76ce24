// The rows of the table of commands, one function an area; commands.cpp puts them in order.
#pragma once
#include "engine/cli/command.h"

namespace jurat {

Command checkCommand();
Command explainCommand();
Command schemaCommand();
Command rulesListCommand();
Command rulesShowCommand();
Command rulesGraphCommand();
Command explainCodeCommand();
Command docCommand();
Command testCommand();
Command formatCommand();
Command lintCommand();
Command evidenceVerifyCommand();
std::vector<Command> newCommands();
std::vector<Command> ledgerCommands();

}  // namespace jurat
