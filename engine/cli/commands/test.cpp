// `test`: runs the tests in rule files, and says what they see of the rules and what escapes them.
#include "engine/cli/commands/commands.h"
#include "engine/cli/commands/test_run.h"

namespace jurat {
namespace {

ExitCode run(const Arguments& arguments) {
  const std::optional<std::vector<Output>> formats = outputsOf(arguments, {"text", "junit"});
  const std::optional<std::vector<Output>> coverage =
      outputsOf("--coverage", arguments.coverage, {"text", "json", "lcov", "html"});
  if (!formats || !coverage) return ExitCode::Usage;
  if (arguments.watch) return watchTests(arguments, {*formats, *coverage});
  TestScope all;
  return runTestsOnce(arguments, {*formats, *coverage}, all);
}

}  // namespace

Command testCommand() {
  return {
      .name = "test",
      .about = "run the tests in rule files",
      .options = {{.name = "paths",
                   .value = "PATH",
                   .about = "packs, folders or files; default: `rules` of jurat.yaml, else the shipped rules",
                   .into = &Arguments::paths},
                  {.name = "--rules-path",
                   .value = "DIR",
                   .about = "a folder in which used packs are looked for",
                   .into = &Arguments::rules_path},
                  {.name = "--filter",
                   .value = "PATTERN",
                   .about = "only tests whose title, pack or rule holds this; with * or ? the whole of it",
                   .into = &Arguments::filter},
                  formatOption("text (default) or junit; NAME=FILE writes to a file (repeatable)",
                               {"text", "junit"}),
                  {.name = "--coverage",
                   .value = "NAME[=FILE]",
                   .about = "what the tests go through: text (default), json, lcov or html (repeatable)",
                   .into = &Arguments::coverage,
                   .alone = {"text", "json", "lcov", "html"},
                   .names = {"text", "json", "lcov", "html"}},
                  {.name = "--coverage-at-least",
                   .value = "PERCENT",
                   .about = "exit 1 when the tests of a pack go through less, 1 to 100",
                   .into = &Arguments::coverage_at_least,
                   .least = 1,
                   .most = 100},
                  {.name = "--require-both",
                   .value = "",
                   .about = "exit 1 unless every rule is seen satisfied and violated",
                   .into = &Arguments::require_both},
                  {.name = "--watch",
                   .value = "",
                   .about = "run again what depends on a rule file when it is saved, until Ctrl+C",
                   .into = &Arguments::watch},
                  {.name = "--mutate",
                   .value = "",
                   .about = "change the rules by small steps and list what no test notices",
                   .into = &Arguments::mutate},
                  {.name = "--mutate-at-least",
                   .value = "PERCENT",
                   .about = "the same, and exit 1 when those of a pack notice less, 1 to 100",
                   .into = &Arguments::mutate_at_least,
                   .least = 1,
                   .most = 100}},
      .example = "jurat test rules/eu/ai_act --coverage",
      .run = run};
}

}  // namespace jurat
