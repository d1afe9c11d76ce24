// `rules show`: one declaration with its surroundings.
#include <algorithm>

#include "engine/base/nearest.h"
#include "engine/cli/commands/commands.h"
#include "engine/cli/commands/outputs.h"
#include "engine/cli/session.h"
#include "engine/manual/manual.h"

namespace jurat {
namespace {

using checked::DeclarationId;
using checked::Program;

// "eu.ai_act/fine_ceiling[operator]", taken apart.
struct Wanted {
  std::string name, option;
};

Wanted wantedBy(const std::string& rule) {
  const std::size_t bracket = rule.find('[');
  if (bracket == std::string::npos || rule.back() != ']') return {rule, ""};
  return {rule.substr(0, bracket), rule.substr(bracket + 1, rule.size() - bracket - 2)};
}

// Names of rules have no capital letters; people write "S25".
std::string small(std::string name) {
  std::transform(name.begin(), name.end(), name.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return name;
}

// The declarations that a full id or a bare name means.
std::vector<DeclarationId> meant(const Program& program, const std::string& name) {
  const bool full = name.find('/') != std::string::npos;
  std::vector<DeclarationId> found;
  for (std::size_t i = 0; i < program.declarations.size(); ++i) {
    const DeclarationId id = program.declarations.idAt(i);
    if (full ? program.id(id) == name : program.declarations[id].name == name) found.push_back(id);
  }
  return found;
}

void complainOfName(const Program& program, const std::string& name,
                    const std::vector<DeclarationId>& found) {
  if (found.size() > 1) {
    std::string list;
    for (const DeclarationId id : found) list += (list.empty() ? "`" : ", `") + program.id(id) + "`";
    return complain("`" + name + "` is the name of several declarations: write " + list);
  }
  std::vector<std::string> known;
  for (std::size_t i = 0; i < program.declarations.size(); ++i) {
    const DeclarationId id = program.declarations.idAt(i);
    known.push_back(name.find('/') != std::string::npos ? program.id(id) : program.declarations[id].name);
  }
  complain("there is no rule, definition, amount, parameter, table or statement `" + name + "`" +
           didYouMean(name, known));
}

// The option to tell it for; false when there is no such option (said).
bool chooseOption(const Program& program, DeclarationId id, const std::string& name,
                  std::optional<std::uint32_t>& option) {
  const ChoiceId per = program.declarations[id].per;
  if (per == ChoiceId{kNoId}) {
    complain("`" + program.id(id) + "` has no options: leave `[" + name + "]` out");
    return false;
  }
  const Choice& choice = program.vocabulary.choices[per];
  option = choice.find(name);
  if (option) return true;
  std::vector<std::string> known;
  for (const Option& each : choice.options) known.push_back(each.name);
  complain("`" + name + "` is no option of `" + choice.name + "`" + didYouMean(name, known));
  return false;
}

ExitCode show(const Arguments& arguments) {
  Session session(arguments);
  const std::optional<std::vector<Output>> outputs = outputsOf(arguments, {"text", "json"});
  if (!outputs) return ExitCode::Usage;
  const std::shared_ptr<const Program> program = session.loadProgram(session.namedOrAll());
  if (session.printDiagnostics() || !program) return ExitCode::NotLoaded;
  const Wanted wanted = wantedBy(arguments.rule);
  std::vector<DeclarationId> found = meant(*program, wanted.name);
  if (found.empty()) found = meant(*program, small(wanted.name));
  if (found.size() != 1) {
    complainOfName(*program, wanted.name, found);
    return ExitCode::Usage;
  }
  ManualOptions options{.language = languageOf(arguments), .width = arguments.width};
  if (!wanted.option.empty() && !chooseOption(*program, found.front(), wanted.option, options.option))
    return ExitCode::Usage;
  ExitCode code = ExitCode::Pass;
  for (const Output& output : *outputs) {
    const std::string text = output.format == "json"
                                 ? declarationJson(*program, session.sources, found.front(), options)
                                 : declarationText(*program, session.sources, found.front(), options);
    if (!write(output, text)) code = worse(code, ExitCode::NotWritten);
  }
  return code;
}

}  // namespace

Command rulesShowCommand() {
  return {
      .name = "rules show",
      .about =
          "one rule, definition, amount, parameter, table or statement: what it says, what it reads, "
          "who reads it, and its tests",
      .options = joined({{{.name = "rule",
                           .value = "RULE",
                           .about = "pack/name, or its name alone when only one has it; behind an amount an "
                                    "option in brackets",
                           .into = &Arguments::rule,
                           .required = true}},
                         {rulesOption(), rulesPathOption()},
                         reportOptions("text (default) or json; NAME=FILE writes to a file (repeatable)",
                                       {"text", "json"})}),
      .example = "jurat rules show eu.ai_act/social_scoring",
      .run = show};
}

}  // namespace jurat
