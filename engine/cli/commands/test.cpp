// `test`: runs the tests in rule files.
#include <filesystem>
#include <system_error>

#include "engine/check/check.h"
#include "engine/cli/commands/commands.h"
#include "engine/cli/session.h"
#include "engine/reports/report.h"
#include "engine/source/render.h"
#include "engine/testing/run_tests.h"

namespace jurat {
namespace {

namespace fs = std::filesystem;

std::string failureText(const TestFailure& failure, const SourceMap& sources) {
  std::string text = "failed: " + printable(failure.title) + "\n";
  text += "  at       " + sources.placeText(failure.place) + "\n";
  text += "  expected " + failure.target + " is " + failure.expected + "\n";
  text += "  got      " + failure.got + "\n";
  const std::string why = reasonText(failure.why, sources, 4, 100);
  if (!why.empty()) text += "  because\n" + why;
  return text;
}

ExitCode run(const Arguments& arguments) {
  Session session(arguments);
  PackLibrary library(session.limits);
  std::vector<std::string> ids;
  std::vector<std::string> paths = arguments.paths;
  if (paths.empty()) paths.push_back(session.roots().back());
  for (const std::string& path : paths) {
    std::error_code failed;
    if (!fs::exists(path, failed)) {
      complain("there is no `" + path + "`");
      return ExitCode::NotLoaded;
    }
    const std::vector<std::string> found = library.addPath(path);
    ids.insert(ids.end(), found.begin(), found.end());
  }
  for (const std::string& root : session.roots()) library.addRoot(root);
  if (ids.empty()) {
    complain("no pack was found in " + paths.front() + ": a pack is a folder that holds `pack.jurat`");
    return ExitCode::Nothing;
  }
  LoadedPacks packs = loadPacks(library, ids, session.sources, session.diagnostics, session.limits);
  std::shared_ptr<const checked::Program> program;
  if (!session.diagnostics.hasErrors())
    program = check(std::move(packs.files), session.diagnostics, session.limits);
  if (session.printDiagnostics() || !program) return ExitCode::NotLoaded;
  const TestReport report = runTests(compile(program), ids, session.sources, session.diagnostics);
  const bool faulty = session.printDiagnostics();
  std::string text;
  for (const TestFailure& failure : report.failures) text += failureText(failure, session.sources) + "\n";
  text += counted(report.tests, "test", "tests") + ", " +
          counted(report.expectations, "expectation", "expectations") + ": ";
  text += report.failed_tests == 0 ? "all hold\n"
                                   : counted(report.failed_tests, "test fails", "tests fail") + "\n";
  if (report.tests == 0)
    text = "no test was found in " + paths.front() + (paths.size() > 1 ? " and the other paths" : "") + "\n";
  if (!writeOut(text)) return ExitCode::NotWritten;
  if (report.tests == 0) return ExitCode::Nothing;
  if (faulty) return ExitCode::NotLoaded;
  return report.failures.empty() ? ExitCode::Pass : ExitCode::Fail;
}

}  // namespace

Command testCommand() {
  return {.name = "test",
          .about = "run the tests in rule files",
          .options = {{.name = "paths",
                       .value = "PATH",
                       .about = "packs, folders or files; default: the shipped rules",
                       .into = &Arguments::paths},
                      {.name = "--rules-path",
                       .value = "DIR",
                       .about = "a folder in which used packs are looked for",
                       .into = &Arguments::rules_path}},
          .example = "jurat test rules/eu/ai_act",
          .run = run};
}

}  // namespace jurat
