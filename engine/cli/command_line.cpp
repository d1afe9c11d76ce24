#include "engine/cli/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cassert>

#include "engine/base/match.h"
#include "engine/base/nearest.h"
#include "engine/cli/command_help.h"
#include "engine/cli/commands/commands.h"

namespace jurat {
namespace {

std::string listed(const std::vector<std::string>& words, const char* between) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : between) + word;
  return text;
}

std::string noneOf(const std::string& option, const std::string& word,
                   const std::vector<std::string>& known) {
  return "`" + word + "` is none of the values of " + option + " (" + listed(known, ", ") + ")" +
         didYouMean(word, known);
}

// What is wrong with a value, in our own words; nothing when it is one that the option may have.
std::string faultOf(const CommandOption& option, const std::string& word) {
  const std::string name = option.name.rfind("--", 0) == 0 ? option.name : option.value;
  // `--as-of "$DAY"` in a script that forgot to set DAY must not mean today.
  if (word.empty()) return name + " is given an empty value";
  if (!option.choices.empty() &&
      std::find(option.choices.begin(), option.choices.end(), word) == option.choices.end()) {
    return noneOf(name, word, option.choices);
  }
  if (option.most == 0) return "";
  constexpr std::size_t kDigits = 9;
  const bool digits = word.size() <= kDigits && word.find_first_not_of("0123456789") == std::string::npos;
  const std::size_t number = digits ? std::stoul(word) : 0;
  if (digits && number >= option.least && number <= option.most) return "";
  return "`" + word + "` is no value of " + name + ": it is a number from " + std::to_string(option.least) +
         " to " + std::to_string(option.most);
}

void addOption(CLI::App& app, const CommandOption& option, Arguments& out) {
  CLI::Option* added = std::visit(
      Match{[&](bool Arguments::*into) { return app.add_flag(option.name, out.*into, option.about); },
            [&](auto into) { return app.add_option(option.name, out.*into, option.about); }},
      option.into);
  if (std::holds_alternative<bool Arguments::*>(option.into)) return;
  added->type_name(option.value.empty() ? listed(option.choices, "|") : option.value);
  if (option.required) added->required();
  if (option.commas) added->delimiter(',');
  if (option.name.rfind("--", 0) == 0) added->allow_extra_args(false);  // one value each time it stands
  added->check(CLI::Validator([option](const std::string& word) { return faultOf(option, word); }, ""));
}

CLI::App* addGroup(CLI::App& app, const std::string& name, const std::vector<CommandGroup>& groups) {
  for (CLI::App* there : app.get_subcommands([](const CLI::App*) { return true; })) {
    if (there->get_name() == name) return there;
  }
  const auto group =
      std::find_if(groups.begin(), groups.end(), [&](const auto& each) { return each.name == name; });
  assert(group != groups.end());  // commands.cpp names a group for each command of two words
  CLI::App* added = app.add_subcommand(name, group->about)->require_subcommand(1);
  return added;
}

std::string firstWord(const std::string& name) { return name.substr(0, name.find(' ')); }

// The subcommands of the parser, in the order of the table; only one that stands among the words needs its
// options, and where the first word is one of theirs the others are not made at all: null.
std::vector<CLI::App*> addCommands(CLI::App& app, const std::vector<Command>& all,
                                   const std::vector<std::string>& words, Arguments& out) {
  const std::vector<CommandGroup> groups = commandGroups();
  std::vector<CLI::App*> added;
  const bool begun = !words.empty() && std::any_of(all.begin(), all.end(), [&](const Command& command) {
    return firstWord(command.name) == words[0];
  });
  for (const Command& command : all) {
    if (begun && firstWord(command.name) != words[0]) {
      added.push_back(nullptr);
      continue;
    }
    const std::size_t blank = command.name.find(' ');
    CLI::App* above =
        blank == std::string::npos ? &app : addGroup(app, command.name.substr(0, blank), groups);
    const std::string name = blank == std::string::npos ? command.name : command.name.substr(blank + 1);
    CLI::App* made = above->add_subcommand(name, command.about);
    added.push_back(made);
    if (std::find(words.begin(), words.end(), name) == words.end()) continue;
    for (const CommandOption& option : command.options) addOption(*made, option, out);
    for (const CommandOption& option : commonOptions()) addOption(*made, option, out);
  }
  return added;
}

// An option that may stand alone is handed to the parser with a value in any case: `--coverage rules/` is one
// option and one path, `--coverage lcov=cov.info` one option.
std::vector<std::string> completed(const std::vector<std::string>& words, const std::vector<Command>& all) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    out.push_back(words[i]);
    for (const Command& command : all) {
      for (const CommandOption& option : command.options) {
        if (option.alone.empty() || option.name != words[i] || words[0] != command.name) continue;
        const std::string next = i + 1 < words.size() ? words[i + 1] : "";
        const bool known = std::find(option.alone.begin(), option.alone.end(), next) != option.alone.end();
        const bool value = known || (next.rfind('-', 0) != 0 && next.find('=') != std::string::npos);
        out.back() += "=" + (value ? next : option.alone.front());
        if (value) ++i;
      }
    }
  }
  return out;
}

std::vector<std::string> optionNames(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

std::vector<std::string> commandNames(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(command->get_name());
  return names;
}

// The command the words got to, for suggestions: the deepest one that was recognised.
const CLI::App& reached(const CLI::App& app) {
  const std::vector<CLI::App*> used = app.get_subcommands();
  return used.empty() ? app : reached(*used.front());
}

// A command as it is called: "ledger forget"; empty for the program itself.
std::string nameOf(const CLI::App& at) {
  const CLI::App* above = at.get_parent();
  if (above == nullptr) return {};
  const std::string first = nameOf(*above);
  return first + (first.empty() ? "" : " ") + at.get_name();
}

// The option that the parser complains about by its name, or null.
const CLI::Option* optionNamed(const CLI::App& app, const std::string& name) {
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_name() == name) return option;
  }
  return nullptr;
}

// A word that is no option here, with the one that was most likely meant.
std::optional<std::string> unknownOption(const CLI::App& app, const CLI::App& at,
                                         const std::vector<std::string>& words) {
  const std::vector<std::string> options = optionNames(at);
  for (const std::string& word : words) {
    const std::string name = word.substr(0, word.find('='));
    if (name.rfind("--", 0) == 0 && name.size() > 2 &&
        std::find(options.begin(), options.end(), name) == options.end()) {
      return "there is no option `" + name + "`" + (&at == &app ? "" : " of `" + nameOf(at) + "`") +
             didYouMean(name, options);
    }
  }
  return std::nullopt;
}

// A word that is no command where one is asked for, likewise.
std::optional<std::string> unknownCommand(const CLI::App& at, const std::vector<std::string>& words) {
  const std::vector<std::string> commands = commandNames(at);
  if (commands.empty()) return std::nullopt;
  const auto own = std::find(words.begin(), words.end(), at.get_name());
  for (auto word = own == words.end() ? words.begin() : own + 1; word != words.end(); ++word) {
    if (word->empty() || word->front() == '-') continue;
    if (std::find(commands.begin(), commands.end(), *word) != commands.end()) break;
    return "there is no command `" + *word + "`" + didYouMean(*word, commands);
  }
  return std::nullopt;
}

// The parser's own sentence, made ours: it begins with the option's name, and shouts.
std::string complaint(const CLI::App& app, const CLI::ParseError& error,
                      const std::vector<std::string>& words) {
  const CLI::App& at = reached(app);
  std::string text = error.what();
  const std::string name =
      text.substr(0, text.find(text.find(": ") == std::string::npos ? " is required" : ": "));
  if (dynamic_cast<const CLI::ValidationError*>(&error) && name.size() + 2 <= text.size())
    return text.substr(name.size() + 2);
  if (std::optional<std::string> unknown = unknownOption(app, at, words)) return std::move(*unknown);
  if (std::optional<std::string> unknown = unknownCommand(at, words)) return std::move(*unknown);
  if (dynamic_cast<const CLI::RequiredError*>(&error)) {
    const CLI::Option* option = optionNamed(at, name);
    if (!option) return "a command is missing: one of " + listed(commandNames(at), ", ");
    return (option->get_positional() ? option->get_type_name() : name) + " is missing; `jurat " + nameOf(at) +
           " --help` shows an example";
  }
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) && optionNamed(at, name)) {
    return name + (text.find("At Most") != std::string::npos
                       ? " is given more than once"
                       : " needs a value: " + optionNamed(at, name)->get_type_name());
  }
  if (text.size() > 1 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'a')
    text[0] = static_cast<char>(text[0] + 32);
  return text;
}

// The page of what the words got to.
std::string helpOf(const CLI::App& app, const std::vector<Command>& all) {
  const std::string name = nameOf(reached(app));
  for (const Command& command : all) {
    if (command.name == name) return commandHelp(command);
  }
  for (const CommandGroup& group : commandGroups()) {
    if (group.name == name) return groupHelp(group);
  }
  return programHelp();
}

}  // namespace

CommandLine readCommandLine(int count, const char* const* words) {
  CommandLine out;
  const std::vector<Command> all = commands();
  CLI::App app("", "jurat");
  const CLI::Option* json = app.add_flag("--json", out.arguments.json);  // read before the version speaks
  app.set_version_flag("--version", std::string());
  app.require_subcommand(1);
  const std::vector<std::string> given(words + 1, words + count);
  const std::vector<CLI::App*> added = addCommands(app, all, given, out.arguments);
  const auto says = [&](std::string text, ExitCode code, bool complaint = false) {
    out.text = std::move(text), out.code = code, out.complaint = complaint;
    return out;
  };
  if (given.empty()) return says(programHelp(), ExitCode::Usage);
  if ((out.command = hiddenCommand(given.front()))) {
    out.arguments.command = out.command->name;
    out.arguments.words.assign(given.begin() + 1, given.end());
    return out;
  }
  std::vector<std::string> reversed = completed(given, all);
  std::reverse(reversed.begin(), reversed.end());  // as the parser wants it
  try {
    app.parse(std::move(reversed));
  } catch (const CLI::CallForHelp&) {
    // `jurat pack --help` asks for the page of a command that is none.
    if (std::optional<std::string> unknown = unknownCommand(reached(app), given))
      return says(std::move(*unknown), ExitCode::Usage, true);
    return says(helpOf(app, all), ExitCode::Pass);
  } catch (const CLI::CallForVersion&) {
    out.command = versionCommand();
    return out;
  } catch (const CLI::ParseError& error) {
    return says(complaint(app, error, given), ExitCode::Usage, true);
  }
  if (json->count() > 0)
    return says("--json goes with --version; of a report, --format json", ExitCode::Usage, true);
  for (std::size_t i = 0; i < added.size(); ++i) {
    if (added[i] && added[i]->parsed()) out.command = all[i];
  }
  out.arguments.command = out.command->name;
  return out;
}

}  // namespace jurat
