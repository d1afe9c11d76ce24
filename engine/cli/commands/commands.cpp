// The table of commands. A new command is a file beside this one and a line here.
#include "engine/cli/commands/commands.h"

namespace jurat {

std::vector<Command> commands() {
  std::vector<Command> all = {checkCommand(),       explainCommand(), schemaCommand(), rulesListCommand(),
                              explainCodeCommand(), testCommand(),    formatCommand(), lintCommand()};
  for (Command& command : ledgerCommands()) all.push_back(std::move(command));
  return all;
}

std::vector<CommandGroup> commandGroups() {
  return {{"rules", "the rule packs", "jurat rules list"},
          {"ledger", "the record of past checks", "jurat ledger list"}};
}

}  // namespace jurat
