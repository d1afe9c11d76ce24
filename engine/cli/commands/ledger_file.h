// What the commands of the ledger share: where it lies, and opening it.
#pragma once
#include <string>
#include <vector>

#include "engine/cli/command.h"
#include "engine/evaluate/assessment.h"
#include "engine/ledger/ledger.h"

namespace jurat {

// The file that --ledger names, else this user's; empty (said) when there is no home to put it in.
std::string ledgerPath(const Arguments& arguments);

// Opens the ledger and lets one command work on it; what cannot be opened is said.
ExitCode withLedger(const Arguments& arguments, LedgerMode mode, ExitCode (*work)(Ledger&, const Arguments&));

// The row whose number the command line names, whole; says why there is none, and then gives `code` its exit
// code.
std::optional<Record> recordOf(Ledger& ledger, const Arguments& arguments, ExitCode& code);

CommandOption ledgerFileOption();
CommandOption ledgerEntryOption();

// One line a finding, `["RULE","SUBJECT","OUTCOME"]`, in a JSON list: what replay compares between versions.
std::string outcomesJson(const std::vector<Assessment>& assessments);

// The rows of the table of commands, by file.
std::vector<Command> ledgerKeyCommands();
Command ledgerExportCommand();
Command ledgerShowCommand();
Command ledgerReplayCommand();

}  // namespace jurat
