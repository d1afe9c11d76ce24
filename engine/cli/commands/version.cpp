// `--version` and `--version --json`.
#include "engine/cli/commands/commands.h"
#include "engine/cli/session.h"
#include "engine/manual/version_text.h"
#include "jurat_version.h"

namespace jurat {
namespace {

ExitCode version(const Arguments& arguments) {
  if (!arguments.json) return writeOut(versionText(kVersion)) ? ExitCode::Pass : ExitCode::NotWritten;
  Session session(arguments);
  std::vector<KnownPack> packs;
  for (const PackHead& head : packHeads(session.library(), session.limits))
    packs.push_back({head.id, head.version, session.library().find(head.id)->path});
  return writeOut(versionJson(kVersion, packs)) ? ExitCode::Pass : ExitCode::NotWritten;
}

}  // namespace

Command versionCommand() {
  return {.name = "--version", .about = "", .options = {}, .example = "", .run = version};
}

}  // namespace jurat
