// The rows of the table of commands, one function an area; commands.cpp puts them in order.
#pragma once
#include <optional>

#include "engine/cli/command.h"

namespace jurat {

Command checkCommand();
std::vector<CommandOption> checkOptions();  // without its profiles
Command configCommand();
Command explainCommand();
Command askCommand();
Command timelineCommand();
Command whatIfCommand();
Command diffCommand();
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
std::vector<Command> waiverCommands();
std::vector<Command> baselineCommands();
std::vector<Command> ledgerCommands();
Command batchCommand();
Command buildCommand();
Command completionCommand();

// What --version runs; not in the table, for it is an option.
Command versionCommand();
// Commands that scripts call and nobody types, without options: all words behind their name are theirs.
Command completeCommand();    // __complete: what may stand where a command line is typed
Command shareFilesCommand();  // __share-files DIR: the manual pages and completions of an installation
std::optional<Command> hiddenCommand(const std::string& name);

}  // namespace jurat
