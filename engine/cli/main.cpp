// The program: arguments in, one command, its exit code out. Nothing a user does ends in 70; that is for
// bugs.
#include <exception>
#include <iostream>

#include "engine/cli/commands.h"
#include "engine/cli/session.h"

namespace jurat {
namespace {

ExitCode run(const Arguments& arguments) {
  switch (arguments.command) {
    case Command::Check:
      return runCheck(arguments);
    case Command::Explain:
      return runExplain(arguments);
    case Command::Test:
      return runTest(arguments);
    case Command::Format:
      return runFormat(arguments);
    case Command::Schema:
      return runSchema(arguments);
    case Command::RulesList:
      return runRulesList(arguments);
    case Command::ExplainCode:
      return runExplainCode(arguments);
    case Command::LedgerList:
    case Command::LedgerShow:
    case Command::LedgerVerify:
    case Command::LedgerForget:
      return runLedger(arguments);
  }
  return ExitCode::Internal;
}

}  // namespace
}  // namespace jurat

int main(int count, char** words) {
  try {
    const jurat::ParsedArguments parsed = jurat::parseArguments(count, words);
    if (parsed.arguments) return static_cast<int>(jurat::run(*parsed.arguments));
    if (parsed.code == jurat::ExitCode::Pass) {
      return jurat::writeOut(parsed.text) ? 0 : static_cast<int>(jurat::ExitCode::NotWritten);
    }
    if (parsed.complaint) {
      jurat::complain(parsed.text);
    } else {
      std::cerr << parsed.text;
    }
    return static_cast<int>(parsed.code);
  } catch (const std::exception& error) {
    std::cerr << "jurat: internal fault: " << error.what()
              << "\nPlease report it, with the input if you can.\n";
    return static_cast<int>(jurat::ExitCode::Internal);
  }
}
