// The command line as data; the only file behind it that knows CLI11 is arguments.cpp.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/gate/gate.h"

namespace jurat {

enum class Command {
  Check,
  Explain,
  Test,
  Format,
  Schema,
  RulesList,
  ExplainCode,
  LedgerList,
  LedgerShow,
  LedgerVerify,
  LedgerForget
};

struct Arguments {
  Command command = Command::Check;
  // what to look at
  std::vector<std::string> profiles;    // check; explain takes one
  std::vector<std::string> paths;       // test, fmt
  std::string rule;                     // explain: "eu.ai_act/social_scoring"
  std::string subject;                  // explain
  std::string code;                     // explain-code
  std::string input;                    // "", "yaml", "json": of standard input
  std::vector<std::string> rules;       // --rules: ids, folders
  std::vector<std::string> rules_path;  // --rules-path: roots
  std::string as_of;                    // as given; empty: today
  // how to say it
  std::vector<std::string> formats;  // NAME or NAME=FILE
  std::string language = "en";
  std::string color = "auto";
  std::string diagnostics = "human";
  std::string log_level;
  std::size_t width = 80;
  // the gate
  GateOptions gate;
  // fmt
  bool check_only = false;
  // ledger
  std::string ledger;
  bool record = false;
  std::string keep = "digests";
  std::string entry;   // ledger show
  std::string head;    // ledger verify --head
  std::string before;  // ledger forget --blobs-before
};

// What became of the words: arguments to run with, or a text to print and the code to end with.
struct ParsedArguments {
  std::optional<Arguments> arguments;
  std::string text;
  bool complaint = false;  // one line about the words; else a text that stands by itself
  ExitCode code = ExitCode::Pass;
};

ParsedArguments parseArguments(int count, const char* const* words);

}  // namespace jurat
