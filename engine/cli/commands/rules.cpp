// `rules list`: the packs, and why each runs or does not.
#include "engine/check/check.h"
#include "engine/cli/commands/commands.h"
#include "engine/cli/commands/outputs.h"
#include "engine/cli/session.h"
#include "engine/evaluate/evaluate.h"

namespace jurat {
namespace {

ExitCode list(const Arguments& arguments) {
  Session session(arguments);
  const std::optional<AsOf> as_of = session.asOf();
  if (!as_of) return ExitCode::Usage;
  std::vector<std::string> ids = session.namedPacks();
  const bool all = ids.empty();
  if (all) ids = session.library().ids();
  LoadedPacks packs = loadPacks(session.library(), ids, session.sources, session.diagnostics, session.limits,
                                Reading::WithoutTests);
  std::shared_ptr<const checked::Program> program;
  if (!session.diagnostics.hasErrors())
    program = check(std::move(packs.files), session.diagnostics, session.limits, Tests::LeftOut);
  if (session.printDiagnostics() || !program) return ExitCode::NotLoaded;
  const std::shared_ptr<const RuleSet> rules = compile(program);
  Machine machine(rules, session.limits);
  const Profile nobody;
  machine.start(nobody, *as_of);
  EvaluateOptions options{.as_of = *as_of, .named = all ? std::vector<std::string>() : ids};
  const Language language = languageOf(arguments);
  std::string text;
  for (const PackUse& pack : selectPacks(machine, nobody, options)) {
    const PackFolder* folder = session.library().find(pack.id);
    std::size_t count = 0;
    for (const RuleCode& rule : rules->rules)
      count += program->declarations[rule.declaration].pack == pack.pack ? 1 : 0;
    const Message runs(pack.loaded ? Phrase::PackRuns : Phrase::PackDoesNotRun, {number(count), pack.why});
    text +=
        pack.id + " " + pack.version + "\n  " + pack.title.in(language) + "\n  " + say(runs, language) + "\n";
    if (folder) text += "  " + say({Phrase::PackFrom, {verbatim(folder->path)}}, language) + "\n";
  }
  return writeOut(text) ? ExitCode::Pass : ExitCode::NotWritten;
}

}  // namespace

Command rulesListCommand() {
  return {.name = "rules list",
          .about = "packs with version, status and origin, and why each is or is not loaded",
          .options = {rulesOption(), rulesPathOption(), asOfOption(), languageOption("titles and reasons")},
          .example = "jurat rules list --as-of 2026-11-23",
          .run = list};
}

}  // namespace jurat
