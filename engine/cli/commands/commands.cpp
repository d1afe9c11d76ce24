// The table of commands. A new command is a file beside this one and a line here.
#include "engine/cli/commands/commands.h"

namespace jurat {

std::vector<Command> commands() {
  std::vector<Command> all = {
      checkCommand(),     explainCommand(),    askCommand(),         timelineCommand(),
      whatIfCommand(),    diffCommand(),       schemaCommand(),      rulesListCommand(),
      rulesShowCommand(), rulesGraphCommand(), explainCodeCommand(), testCommand(),
      lintCommand(),      docCommand(),        formatCommand(),      evidenceVerifyCommand()};
  for (Command& command : newCommands()) all.push_back(std::move(command));
  all.push_back(configCommand());
  for (Command& command : waiverCommands()) all.push_back(std::move(command));
  for (Command& command : baselineCommands()) all.push_back(std::move(command));
  for (Command& command : ledgerCommands()) all.push_back(std::move(command));
  all.push_back(batchCommand());
  all.push_back(buildCommand());
  all.push_back(completionCommand());
  return all;
}

std::optional<Command> hiddenCommand(const std::string& name) {
  for (const Command& command : {completeCommand(), shareFilesCommand()}) {
    if (command.name == name) return command;
  }
  return std::nullopt;
}

std::vector<CommandGroup> commandGroups() {
  return {{"new", "beginnings of packs, rules and profiles", "jurat new pack house.chat"},
          {"rules", "the rule packs", "jurat rules list"},
          {"evidence", "the files behind the answers", "jurat evidence verify examples/acme-robotics.yaml"},
          {"config", "the settings of the project", "jurat config show"},
          {"waiver", "findings that people decided to live with until a day", "jurat waiver list"},
          {"baseline", "findings that are known and accepted", "jurat baseline create acme.yaml"},
          {"ledger", "the record of past checks", "jurat ledger list"}};
}

}  // namespace jurat
