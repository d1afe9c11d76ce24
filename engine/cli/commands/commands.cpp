// The table of commands. A new command is a file beside this one and a line here.
#include "engine/cli/commands/commands.h"

namespace jurat {

std::vector<Command> commands() {
  std::vector<Command> all = {checkCommand(),       explainCommand(),   schemaCommand(),
                              rulesListCommand(),   rulesShowCommand(), rulesGraphCommand(),
                              explainCodeCommand(), testCommand(),      lintCommand(),
                              docCommand(),         formatCommand(),    evidenceVerifyCommand()};
  for (Command& command : newCommands()) all.push_back(std::move(command));
  for (Command& command : ledgerCommands()) all.push_back(std::move(command));
  return all;
}

std::vector<CommandGroup> commandGroups() {
  return {{"new", "beginnings of packs, rules and profiles", "jurat new pack house.chat"},
          {"rules", "the rule packs", "jurat rules list"},
          {"evidence", "the files behind the answers", "jurat evidence verify examples/acme-robotics.yaml"},
          {"ledger", "the record of past checks", "jurat ledger list"}};
}

}  // namespace jurat
