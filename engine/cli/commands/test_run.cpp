#include "engine/cli/commands/test_run.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <system_error>
#include <thread>

#include "engine/base/nearest.h"
#include "engine/check/check.h"
#include "engine/reports/tests/test_report.h"
#include "engine/source/read.h"
#include "engine/testing/coverage/counter.h"
#include "engine/testing/plan.h"

namespace jurat {
namespace {

namespace fs = std::filesystem;

// The packs that the paths name, in a library that also holds those they use; a code where there are none.
std::optional<ExitCode> findPacks(Session& session, PackLibrary& library, std::vector<std::string>& ids) {
  const std::vector<std::string> paths = session.rulesToWorkOn();
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
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  if (!ids.empty()) return std::nullopt;
  complain(noPackIn(paths.front()));
  return ExitCode::Nothing;
}

std::vector<PackId> idsOf(const checked::Program& program, const std::vector<std::string>& names) {
  std::vector<PackId> ids;
  for (std::size_t i = 0; i < program.packs.size(); ++i) {
    const PackId id = program.packs.idAt(i);
    if (std::find(names.begin(), names.end(), program.packs[id].id) != names.end()) ids.push_back(id);
  }
  return ids;
}

// Why no test was selected, with what the filter may have meant.
void complainOfNothing(const checked::Program& program, const Arguments& arguments,
                       const std::vector<std::string>& packs) {
  if (arguments.filter.empty()) {
    const std::string where = arguments.paths.empty() ? "the shipped rules" : arguments.paths.front();
    complain("no test was found in " + where + (arguments.paths.size() > 1 ? " and the other paths" : ""));
    return;
  }
  std::vector<std::string> known = packs;
  for (const checked::Declaration& declaration : program.declarations) known.push_back(declaration.name);
  complain("no test's title, pack or rule matches --filter `" + arguments.filter + "`" +
           didYouMean(arguments.filter, known));
}

ExitCode reportCoverage(const Session& session, const TestOutputs& outputs, const Coverage& coverage,
                        const checked::Program& program) {
  ExitCode code = ExitCode::Pass;
  for (const Output& output : outputs.coverage) {
    const std::string text = output.format == "json"   ? coverageJson(coverage, program, session.sources)
                             : output.format == "lcov" ? coverageLcov(coverage, session.sources)
                             : output.format == "html" ? coverageHtml(coverage, program, session.sources)
                                                       : coverageText(coverage, program, session.sources);
    const bool written =
        output.file.empty() && output.format == "text" ? writeOut("\n" + text) : write(output, text);
    if (!written) code = ExitCode::NotWritten;
  }
  const Arguments& arguments = session.arguments;
  if (arguments.require_both) {
    if (!writeOut(bothText(coverage, session.sources))) code = worse(code, ExitCode::NotWritten);
    if (!oneSided(coverage).empty()) code = worse(code, ExitCode::Fail);
  }
  for (const PackId pack : coverage.packs) {
    const WaysSeen tally = coverage.tally(pack);
    if (tally.seen * 100 >= tally.all * arguments.coverage_at_least) continue;
    complain("coverage of " + program.packs[pack].id + " is " + percentText(tally) + ", less than " +
             std::to_string(arguments.coverage_at_least) + " %");
    code = worse(code, ExitCode::Fail);
  }
  return code;
}

// The lists of accepted mutants beside the packs.
std::vector<AcceptedMutant> acceptedOf(Session& session, const PackLibrary& library,
                                       const checked::Program& program, const std::vector<PackId>& packs) {
  std::vector<AcceptedMutant> all;
  for (const PackId pack : packs) {
    const PackFolder* folder = library.find(program.packs[pack].id);
    if (!folder) continue;
    const fs::path path = fs::path(folder->path) / "mutants.accepted";
    std::error_code failed;
    if (!fs::exists(path, failed)) continue;
    const SourceFile* file =
        readSource(session.sources, path.string(), session.limits.source_bytes, session.diagnostics);
    if (!file) continue;
    for (AcceptedMutant& one : readAccepted(*file, pack, session.diagnostics)) all.push_back(std::move(one));
  }
  return all;
}

// On a terminal, while it lasts.
void showProgress(std::size_t done, std::size_t all) {
  if (done % 16 != 0 && done != all) return;
  std::cerr << "\r" << done << " of " << all << " mutants" << (done == all ? "\r\x1b[K" : "") << std::flush;
}

ExitCode mutateRules(Session& session, const PackLibrary& library, const std::vector<PlannedTest>& plan,
                     const std::shared_ptr<const checked::Program>& program,
                     const std::vector<PackId>& packs) {
  MutationOptions options{.packs = packs, .accepted = acceptedOf(session, library, *program, packs)};
  if (session.printDiagnostics()) return ExitCode::NotLoaded;
  options.threads = std::max(1u, std::thread::hardware_concurrency());
  if (isatty(STDERR_FILENO) != 0) options.progress = showProgress;
  const MutationReport report = mutate(program, plan, options, session.sources, session.diagnostics);
  ExitCode code = session.printDiagnostics() ? ExitCode::NotLoaded : ExitCode::Pass;
  if (!writeOut("\n" + mutationText(report, *program, session.sources)))
    code = worse(code, ExitCode::NotWritten);
  if (report.mutants.empty()) return worse(code, ExitCode::Nothing);
  for (const PackId pack : report.packs) {
    const MutationCount count = report.count(pack);
    if (count.killed * 100 >= (count.killed + count.survived) * session.arguments.mutate_at_least) continue;
    complain("tests of " + program->packs[pack].id + " notice less than " +
             std::to_string(session.arguments.mutate_at_least) + " % of the changes");
    code = worse(code, ExitCode::Fail);
  }
  return code;
}

ExitCode reportTests(const Session& session, const TestOutputs& outputs, const TestReport& report,
                     const checked::Program& program) {
  ExitCode code = report.failed() == 0 ? ExitCode::Pass : ExitCode::Fail;
  for (const Output& output : outputs.formats) {
    const std::string text = output.format == "junit" ? testJunit(report, program, session.sources)
                                                      : testText(report, session.sources);
    if (!write(output, text)) code = worse(code, ExitCode::NotWritten);
  }
  return code;
}

// What the next run of a watch needs to know; a run of a part adds to what is known.
void learn(TestScope& scope, const PackLibrary& library, const std::vector<std::string>& read,
           const checked::Program* program) {
  for (const std::string& id : read) {
    if (const PackFolder* folder = library.find(id)) scope.folders[id] = folder->path;
  }
  if (!program) return;
  for (const checked::Pack& pack : program->packs) {
    std::vector<std::string>& uses = scope.uses[pack.id];
    uses.clear();
    for (const PackId used : pack.uses) uses.push_back(program->packs[used].id);
  }
}

}  // namespace

ExitCode runTestsOnce(const Arguments& arguments, const TestOutputs& outputs, TestScope& scope) {
  Session session(arguments);
  PackLibrary library(session.limits);
  std::vector<std::string> ids;
  if (const std::optional<ExitCode> none = findPacks(session, library, ids)) return *none;
  scope.tested = ids;
  // A pack that has gone since is no part of it.
  const auto meant = [&](const std::string& id) {
    return std::find(scope.only.begin(), scope.only.end(), id) != scope.only.end();
  };
  if (std::any_of(ids.begin(), ids.end(), meant))
    ids.erase(std::remove_if(ids.begin(), ids.end(), [&](const auto& id) { return !meant(id); }), ids.end());
  LoadedPacks packs = loadPacks(library, ids, session.sources, session.diagnostics, session.limits);
  std::shared_ptr<const checked::Program> program;
  if (!session.diagnostics.hasErrors())
    program = check(std::move(packs.files), session.diagnostics, session.limits);
  learn(scope, library, packs.ids, program.get());
  if (session.printDiagnostics() || !program) return ExitCode::NotLoaded;
  const std::vector<PlannedTest> plan =
      planTests(*program, {.packs = ids, .filter = arguments.filter}, session.sources, session.diagnostics);
  if (plan.empty()) {
    complainOfNothing(*program, arguments, ids);
    return ExitCode::Nothing;
  }
  const std::shared_ptr<const RuleSet> rules = compile(program);
  const bool counts = !outputs.coverage.empty() || arguments.require_both || arguments.coverage_at_least > 0;
  std::optional<CoverageCounter> counter;
  if (counts) counter.emplace(*rules, idsOf(*program, ids), session.sources);
  const TestReport report =
      runTests(rules, plan, session.sources, session.diagnostics, counter ? &*counter : nullptr);
  ExitCode code = session.printDiagnostics() ? ExitCode::NotLoaded : ExitCode::Pass;
  code = worse(code, reportTests(session, outputs, report, *program));
  if (counter) code = worse(code, reportCoverage(session, outputs, counter->finish(), *program));
  if (!arguments.mutate && arguments.mutate_at_least == 0) return code;
  if (code != ExitCode::Pass && report.failed() > 0) {
    complain("no rule is changed while tests fail: a test that fails already notices nothing");
    return code;
  }
  return worse(code, mutateRules(session, library, plan, program, idsOf(*program, ids)));
}

}  // namespace jurat
