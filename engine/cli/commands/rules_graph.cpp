// `rules graph`: what depends on what.
#include <algorithm>

#include "engine/cli/commands/commands.h"
#include "engine/cli/commands/outputs.h"
#include "engine/cli/graphviz.h"
#include "engine/cli/session.h"
#include "engine/manual/manual.h"

namespace jurat {
namespace {

ExitCode graph(const Arguments& arguments) {
  Session session(arguments);
  const std::optional<std::vector<Output>> outputs = outputsOf(arguments, {"dot", "svg"});
  if (!outputs) return ExitCode::Usage;
  const std::vector<std::string> ids = session.namedOrAll();
  const std::shared_ptr<const checked::Program> program = session.loadProgram(ids);
  if (session.printDiagnostics() || !program) return ExitCode::NotLoaded;
  std::vector<PackId> drawn;
  for (std::size_t i = 0; i < program->packs.size(); ++i) {
    const PackId pack = program->packs.idAt(i);
    if (std::find(ids.begin(), ids.end(), program->packs[pack].id) != ids.end()) drawn.push_back(pack);
  }
  const std::string dot = dependencyGraph(*program, drawn);
  ExitCode code = ExitCode::Pass;
  for (const Output& output : *outputs) {
    std::string text = dot;
    if (output.format == "svg") {
      const Result<std::optional<std::string>> drawn_graph = drawSvg(dot);
      if (!drawn_graph) {
        complain(drawn_graph.error().message);
        code = worse(code, ExitCode::NotWritten);
        continue;
      }
      if (!*drawn_graph) {
        complain("there is no `dot` to draw SVG with: install the package `graphviz`, or take --format dot");
        code = worse(code, ExitCode::Usage);
        continue;
      }
      text = **drawn_graph;
    }
    if (!write(output, text)) code = worse(code, ExitCode::NotWritten);
  }
  return code;
}

}  // namespace

Command rulesGraphCommand() {
  return {.name = "rules graph",
          .about = "what rules, definitions and amounts depend on, as a graph",
          .options = {rulesOption(), rulesPathOption(),
                      formatOption("dot (default), or svg, which needs Graphviz; NAME=FILE writes to a file "
                                   "(repeatable)",
                                   {"dot", "svg"})},
          .example = "jurat rules graph --rules eu.sme --format svg=sme.svg",
          .run = graph};
}

}  // namespace jurat
