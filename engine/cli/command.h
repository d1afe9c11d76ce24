// A command as data: its words, its options, an example, the function behind it. The parser, --help and
// whatever else tells of commands read nothing but this.
#pragma once
#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include "engine/cli/arguments.h"
#include "engine/gate/gate.h"

namespace jurat {

struct CommandOption {
  // A flag, one value, several values, a number.
  using Target = std::variant<bool Arguments::*, std::string Arguments::*,
                              std::vector<std::string> Arguments::*, std::size_t Arguments::*>;

  std::string name;   // "--rules"; of an argument without dashes, what it is: "profiles"
  std::string value;  // what stands for a value in --help: "PACK"; empty for a flag and where choices say it
  std::string about;
  Target into;
  std::vector<std::string> choices = {};  // the values that it may have, or each of its values
  bool required = false;
  bool commas = false;  // several values stand in one word, between commas
  // It may stand alone, and then means the first of these; the word behind it is its value only when it is
  // one of these, or NAME=FILE.
  std::vector<std::string> alone = {};
  std::size_t least = 0, most = 0;      // of a number
  std::vector<std::string> names = {};  // of a value NAME[=FILE]: the names, for shells to complete
};

struct Command {
  std::string name;  // "check", "ledger show"
  std::string about;
  std::vector<CommandOption> options;           // without those that every command has
  std::string example;                          // one command line, run by whoever reads --help
  ExitCode (*run)(const Arguments&) = nullptr;  // prints what it has to say and answers the exit code
};

// The first word of commands of two words.
struct CommandGroup {
  std::string name, about, example;
};

// All of them, in the order of --help; the options of every command (--color and the like) are no part of
// them.
std::vector<Command> commands();
std::vector<CommandGroup> commandGroups();
std::vector<CommandOption> commonOptions();

// Options that several commands share, with one meaning everywhere.
CommandOption rulesOption();
CommandOption rulesPathOption();
// Both, and what else says where the rules of a run come from.
std::vector<CommandOption> sourceOptions();
CommandOption asOfOption();
CommandOption languageOption(const std::string& of_what);
CommandOption widthOption();
// `about` says what the formats are to a person, `names` lists them.
CommandOption formatOption(const std::string& about, const std::vector<std::string>& names);
// --format, --lang, --width.
std::vector<CommandOption> reportOptions(const std::string& about, const std::vector<std::string>& names);

std::vector<CommandOption> joined(std::initializer_list<std::vector<CommandOption>> parts);

}  // namespace jurat
