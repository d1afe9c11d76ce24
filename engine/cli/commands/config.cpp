// `config show`: every setting with the place it comes from.
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "engine/cli/commands/commands.h"
#include "engine/cli/commands/outputs.h"
#include "engine/cli/project.h"
#include "engine/source/text.h"

namespace jurat {
namespace {

struct Shown {
  std::string key;
  std::vector<std::string> words;  // empty: nobody says anything, see `fallback`
  std::string fallback, origin, place;
};

// The words that an option of the command line was given, for its command here.
std::vector<std::string> optionWords(const Command& command, std::string_view name,
                                     const Arguments& arguments) {
  for (const CommandOption& option : command.options) {
    if (option.name != name) continue;
    if (const auto* one = std::get_if<std::string Arguments::*>(&option.into)) return {arguments.*(*one)};
    if (const auto* many = std::get_if<std::vector<std::string> Arguments::*>(&option.into))
      return arguments.*(*many);
    if (const auto* flag = std::get_if<bool Arguments::*>(&option.into))
      return {arguments.*(*flag) ? "yes" : "no"};
  }
  return {};
}

std::vector<Shown> settings(const Arguments& arguments) {
  const Project& project = *arguments.project;
  const Command command = configCommand();
  std::vector<Shown> rows;
  for (const ConfigKey& key : configKeys()) {
    const std::string name(key.name);
    const auto option = [&] {
      return Shown{name, optionWords(command, key.option, arguments), "", "option", std::string(key.option)};
    };
    const ConfigValue* value = project.config.find(key.name);
    const bool by_option = project.by_options.contains(name);
    if (by_option) rows.push_back(option());
    // Folders of packs add up, in this order.
    const bool adds_up = name == "rules";
    if (adds_up && std::getenv("JURAT_RULES_PATH"))
      rows.push_back({name, {std::getenv("JURAT_RULES_PATH")}, "", "environment", "JURAT_RULES_PATH"});
    if (value && (!by_option || adds_up)) {
      rows.push_back({name, value->words, "", "file", project.sources.placeText(value->place)});
    } else if (!by_option && (!adds_up || rows.empty() || rows.back().key != name)) {
      rows.push_back({name, {}, std::string(key.fallback), "default", ""});
    }
  }
  return rows;
}

std::string textOf(const Arguments& arguments, const std::vector<Shown>& rows) {
  const Project& project = *arguments.project;
  std::string text = "project file: " + (project.file.empty() ? "none" : printableLine(project.file));
  if (project.commit)
    text += " of " + printableLine(project.commit->ref()) + " (" + project.commit->id() + ")";
  text += "\n";
  for (const Shown& row : rows) {
    std::string value;
    for (const std::string& word : row.words) value += (value.empty() ? "" : ", ") + printableLine(word);
    if (row.words.empty()) value = row.fallback;
    const std::string origin = row.place.empty() ? row.origin : row.origin + " " + printableLine(row.place);
    text += row.key + std::string(row.key.size() < 14 ? 14 - row.key.size() : 1, ' ') + value + "  (" +
            origin + ")\n";
  }
  return text;
}

std::string jsonOf(const Arguments& arguments, const std::vector<Shown>& rows) {
  using Json = nlohmann::ordered_json;
  const Project& project = *arguments.project;
  Json list = Json::array();
  for (const Shown& row : rows) {
    Json one = {{"key", row.key}, {"value", nullptr}, {"default", nullptr}, {"origin", row.origin}};
    if (!row.words.empty()) {
      one["value"] = row.words;
    } else {
      one["default"] = row.fallback;
    }
    if (!row.place.empty()) one["place"] = row.place;
    list.push_back(std::move(one));
  }
  Json all = {{"file", nullptr}, {"commit", nullptr}, {"settings", std::move(list)}};
  if (!project.file.empty()) all["file"] = project.file;
  if (project.commit) all["commit"] = project.commit->id();
  return all.dump(2) + "\n";
}

ExitCode run(const Arguments& arguments) {
  const std::optional<std::vector<Output>> outputs = outputsOf(arguments, {"text", "json"});
  if (!outputs) return ExitCode::Usage;
  const std::vector<Shown> rows = settings(arguments);
  const Output& output = outputs->front();
  return write(output, output.format == "json" ? jsonOf(arguments, rows) : textOf(arguments, rows))
             ? ExitCode::Pass
             : ExitCode::NotWritten;
}

}  // namespace

Command configCommand() {
  // Those of `check`, since it is that command's settings that are shown; but --format is how they are.
  return {.name = "config show",
          .about = "the settings in effect, each with its origin: option, file and line, or default",
          .options = checkOptions(),
          .example = "jurat config show --fail-on violated",
          .run = run};
}

}  // namespace jurat
