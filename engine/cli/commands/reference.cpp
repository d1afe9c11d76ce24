// `explain-code` and `schema`: what one looks up.
#include "engine/cli/commands/commands.h"
#include "engine/cli/commands/outputs.h"
#include "engine/cli/session.h"
#include "engine/manual/manual.h"

namespace jurat {
namespace {

ExitCode explainCode(const Arguments& arguments) {
  std::string code = arguments.code;
  if (!code.empty() && code.front() == 'j') code.front() = 'J';
  const CodePage* page = codePage(code);
  if (!page) {
    complain("there is no diagnostic `" + arguments.code + "`; codes look like J0201");
    return ExitCode::Usage;
  }
  return writeOut(codePageText(*page)) ? ExitCode::Pass : ExitCode::NotWritten;
}

ExitCode schema(const Arguments& arguments) {
  Session session(arguments);
  // A profile may ask for any pack under `frameworks:`, so the schema knows the facts of all.
  const std::shared_ptr<const RuleSet> rules =
      session.loadRules(arguments.rules.empty() ? session.library().ids() : std::vector<std::string>());
  if (session.printDiagnostics() || !rules) return ExitCode::NotLoaded;
  return writeOut(profileSchema(rules->vocabulary(), languageOf(arguments))) ? ExitCode::Pass
                                                                             : ExitCode::NotWritten;
}

}  // namespace

Command explainCodeCommand() {
  return {.name = "explain-code",
          .about = "what a diagnostic code means, with a wrong and a right example",
          .options = {{.name = "code",
                       .value = "CODE",
                       .about = "a code such as J0201",
                       .into = &Arguments::code,
                       .required = true}},
          .example = "jurat explain-code J0201",
          .run = explainCode};
}

Command schemaCommand() {
  return {.name = "schema",
          .about = "JSON Schema (draft-07) of a profile for the loaded packs",
          .options = {rulesOption(), rulesPathOption(), languageOption("descriptions")},
          .example = "jurat schema > profile.schema.json",
          .run = schema};
}

}  // namespace jurat
