#include "engine/cli/command_help.h"

#include <algorithm>

#include "engine/reports/layout.h"

namespace jurat {
namespace {

constexpr std::size_t kWidth = 80;
constexpr std::size_t kColumn = 24;  // where explanations begin

// A term and what it means, side by side where the term is short enough.
std::string entry(const std::string& term, const std::string& about) {
  const std::string indent(kColumn, ' ');
  if (term.size() + 4 > kColumn) return "  " + term + "\n" + wrapped(indent, about, kWidth);
  return wrapped("  " + term + std::string(kColumn - 2 - term.size(), ' '), about, kWidth);
}

bool isArgument(const CommandOption& option) { return option.name.rfind("--", 0) != 0; }

std::string valueOf(const CommandOption& option) {
  if (!option.value.empty()) return option.value;
  std::string out;
  for (const std::string& choice : option.choices) out += (out.empty() ? "" : "|") + choice;
  return out;
}

bool repeats(const CommandOption& option) {
  return std::holds_alternative<std::vector<std::string> Arguments::*>(option.into);
}

std::string example(const std::string& line) {
  // A command line is to be copied: it breaks behind a backslash, as a shell reads it.
  std::string out, row = "  ";
  std::size_t begin = 0;
  while (begin <= line.size()) {
    const std::size_t end = std::min(line.find(' ', begin), line.size());
    const std::string word = line.substr(begin, end - begin);
    if (row.size() + word.size() + 3 > kWidth) {
      out += row + " \\\n";
      row = "     ";
    }
    row += (row.find_first_not_of(' ') == std::string::npos ? "" : " ") + word;
    begin = end + 1;
  }
  return out + row + "\n";
}

std::string sentence(const std::string& name, const std::string& about) {
  return wrapped("jurat " + name + ": ", about, kWidth) + "\n";
}

}  // namespace

std::string optionTermText(const CommandOption& option) {
  if (isArgument(option)) return valueOf(option) + (repeats(option) ? "..." : "");
  const std::string value = valueOf(option);
  if (!option.alone.empty()) return option.name + " [" + value + "]";
  return option.name + (value.empty() ? "" : " " + value);
}

std::vector<ProgramOption> programOptions() {
  return {{"--help", "this page; behind a command, its own"},
          {"--version", "the versions of the engine and of what it reads and writes"},
          {"--json", "behind --version: the same as JSON, with the packs that are found"}};
}

std::vector<std::string> programExamples() {
  return {"jurat check company.yaml", "jurat explain company.yaml eu.ai_act/social_scoring --subject scorer",
          "jurat test rules/"};
}

std::string commandHelp(const Command& command) {
  std::string out = sentence(command.name, command.about);
  std::string usage = "jurat " + command.name, arguments, options;
  for (const CommandOption& option : command.options) {
    if (!isArgument(option)) continue;
    usage += option.required ? " " + optionTermText(option) : " [" + optionTermText(option) + "]";
    arguments += entry(optionTermText(option), option.about);
  }
  for (const CommandOption& option : joined({command.options, commonOptions()})) {
    if (!isArgument(option))
      options += entry(optionTermText(option), option.about + (option.required ? " (required)" : ""));
  }
  out += "Usage\n  " + usage + " [options]\n\n";
  if (!arguments.empty()) out += arguments + "\n";
  return out + "Options\n" + options + entry("--help", "this page") + "\nExample\n" +
         example(command.example);
}

std::string groupHelp(const CommandGroup& group) {
  std::string out =
      sentence(group.name, group.about) + "Usage\n  jurat " + group.name + " COMMAND [options]\n\nCommands\n";
  for (const Command& command : commands()) {
    if (command.name.rfind(group.name + " ", 0) == 0)
      out += entry(command.name.substr(group.name.size() + 1), command.about);
  }
  return out + "\nExample\n" + example(group.example);
}

std::string programHelp() {
  std::string out =
      "Jurat: a rules engine for regulatory compliance. Law as readable rule files, a\ncompany profile in, a "
      "verdict to the paragraph out.\n\nUsage\n  jurat COMMAND [options]\n\nCommands\n";
  for (const Command& command : commands()) out += entry(command.name, command.about);
  out += "\nOptions\n";
  for (const ProgramOption& option : programOptions()) out += entry(option.name, option.about);
  out += "\nExamples\n";
  for (const std::string& line : programExamples()) out += example(line);
  return out + "\nNot legal advice.\n";
}

}  // namespace jurat
