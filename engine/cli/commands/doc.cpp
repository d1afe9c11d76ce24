// `doc`: a pack as a document to read.
#include "engine/base/nearest.h"
#include "engine/cli/commands/commands.h"
#include "engine/cli/commands/outputs.h"
#include "engine/cli/session.h"
#include "engine/manual/manual.h"

namespace jurat {
namespace {

std::optional<PackId> packNamed(const checked::Program& program, const std::string& id) {
  for (std::size_t i = 0; i < program.packs.size(); ++i) {
    if (program.packs[program.packs.idAt(i)].id == id) return program.packs.idAt(i);
  }
  return std::nullopt;
}

ExitCode doc(const Arguments& arguments) {
  // The pack is named as --rules names one: an id or a folder.
  Arguments named = arguments;
  named.rules = {arguments.pack};
  Session session(named);
  const std::optional<std::vector<Output>> outputs = outputsOf(arguments, {"markdown", "html"});
  if (!outputs) return ExitCode::Usage;
  const std::vector<std::string> ids = session.namedPacks();
  const std::shared_ptr<const checked::Program> program = session.loadProgram(ids);
  if (session.printDiagnostics() || !program) return ExitCode::NotLoaded;
  if (ids.size() != 1) {
    std::string list;
    for (const std::string& id : ids) list += (list.empty() ? "`" : ", `") + id + "`";
    complain("`" + arguments.pack + "` holds several packs, and a document tells of one: " + list);
    return ExitCode::Usage;
  }
  const std::optional<PackId> pack = packNamed(*program, ids.front());
  if (!pack) return ExitCode::Internal;
  ExitCode code = ExitCode::Pass;
  for (const Output& output : *outputs) {
    const auto form = output.format == "html" ? packHtml : packMarkdown;
    if (!write(output, form(*program, session.sources, *pack, languageOf(arguments))))
      code = worse(code, ExitCode::NotWritten);
  }
  return code;
}

}  // namespace

Command docCommand() {
  return {.name = "doc",
          .about = "a pack as a document: sources, rules beside their law and questions, definitions, tests",
          .options = {{.name = "pack",
                       .value = "PACK",
                       .about = "a pack's id or folder",
                       .into = &Arguments::pack,
                       .required = true},
                      rulesPathOption(),
                      formatOption("markdown (default), or html: one page without network or script; "
                                   "NAME=FILE writes to a file (repeatable)",
                                   {"markdown", "html"}),
                      languageOption("labels, titles and questions")},
          .example = "jurat doc eu.ai_act --format html=ai-act.html",
          .run = doc};
}

}  // namespace jurat
