// `test`, `fmt`, `rules list`, `explain-code`, `schema`: what authors use.
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <system_error>

#include "engine/base/nearest.h"
#include "engine/check/check.h"
#include "engine/cli/commands.h"
#include "engine/cli/session.h"
#include "engine/evaluate/evaluate.h"
#include "engine/manual/manual.h"
#include "engine/reports/report.h"
#include "engine/source/read.h"
#include "engine/source/render.h"
#include "engine/syntax/format.h"
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

std::string counted(std::size_t count, const std::string& one, const std::string& many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

}  // namespace

ExitCode runTest(const Arguments& arguments) {
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

namespace {

// Rule files below a folder, or the file itself.
std::vector<std::string> ruleFiles(const std::string& path) {
  std::error_code failed;
  if (!fs::is_directory(path, failed)) return {path};
  std::vector<std::string> files;
  for (const fs::directory_entry& entry :
       fs::recursive_directory_iterator(path, fs::directory_options::skip_permission_denied, failed)) {
    if (entry.path().extension() == ".jurat" && entry.is_regular_file(failed))
      files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

ExitCode runFormat(const Arguments& arguments) {
  Session session(arguments);
  ExitCode code = ExitCode::Pass;
  std::size_t seen = 0, changed = 0;
  for (const std::string& path : arguments.paths) {
    for (const std::string& file : ruleFiles(path)) {
      const SourceFile* source =
          readSource(session.sources, file, session.limits.source_bytes, session.diagnostics);
      if (!source) continue;
      ++seen;
      const std::optional<std::string> formatted = format(*source, session.diagnostics);
      if (!formatted) continue;
      if (file == "-") {
        if (!arguments.check_only && !writeOut(*formatted)) code = worse(code, ExitCode::NotWritten);
        if (arguments.check_only && *formatted != source->text) code = worse(code, ExitCode::Fail);
        continue;
      }
      if (*formatted == source->text) continue;
      ++changed;
      if (arguments.check_only) {
        writeOut("would change: " + printable(file) + "\n");
        code = worse(code, ExitCode::Fail);
      } else if (!writeFile(file, *formatted)) {
        code = worse(code, ExitCode::NotWritten);
      }
    }
  }
  if (session.printDiagnostics()) code = worse(code, ExitCode::NotLoaded);
  if (seen == 0 && code == ExitCode::Pass) {
    complain("no rule file was found in " + arguments.paths.front());
    return ExitCode::Nothing;
  }
  if (changed > 0 && !arguments.check_only)
    std::cerr << "formatted " << counted(changed, "file", "files") << "\n";
  return code;
}

ExitCode runRulesList(const Arguments& arguments) {
  Session session(arguments);
  const std::optional<AsOf> as_of = session.asOf();
  if (!as_of) return ExitCode::Usage;
  std::vector<std::string> ids = session.namedPacks();
  const bool all = ids.empty();
  if (all) ids = session.library().ids();
  LoadedPacks packs = loadPacks(session.library(), ids, session.sources, session.diagnostics, session.limits);
  std::shared_ptr<const checked::Program> program;
  if (!session.diagnostics.hasErrors())
    program = check(std::move(packs.files), session.diagnostics, session.limits);
  if (session.printDiagnostics() || !program) return ExitCode::NotLoaded;
  const std::shared_ptr<const RuleSet> rules = compile(program);
  Machine machine(rules, session.limits);
  const Profile nobody;
  machine.start(nobody, *as_of);
  EvaluateOptions options{.as_of = *as_of, .named = all ? std::vector<std::string>() : ids};
  std::string text;
  for (const PackUse& pack : selectPacks(machine, nobody, options)) {
    const PackFolder* folder = session.library().find(pack.id);
    std::size_t count = 0;
    for (const RuleCode& rule : rules->rules)
      count += program->declarations[rule.declaration].pack == pack.pack ? 1 : 0;
    text += pack.id + " " + pack.version + "\n  " + pack.title.in("en") + "\n  " +
            counted(count, "rule", "rules") + ", " + (pack.loaded ? "runs: " : "does not run: ") + pack.why +
            "\n";
    if (folder) text += "  from " + folder->path + "\n";
  }
  return writeOut(text) ? ExitCode::Pass : ExitCode::NotWritten;
}

ExitCode runExplainCode(const Arguments& arguments) {
  std::string code = arguments.code;
  if (!code.empty() && code.front() == 'j') code.front() = 'J';
  const CodePage* page = codePage(code);
  if (!page) {
    complain("there is no diagnostic `" + arguments.code + "`; codes look like J0201");
    return ExitCode::Usage;
  }
  return writeOut(codePageText(*page)) ? ExitCode::Pass : ExitCode::NotWritten;
}

ExitCode runSchema(const Arguments& arguments) {
  Session session(arguments);
  // A profile may ask for any pack under `frameworks:`, so the schema knows the facts of all.
  const std::shared_ptr<const RuleSet> rules =
      session.loadRules(arguments.rules.empty() ? session.library().ids() : std::vector<std::string>());
  if (session.printDiagnostics() || !rules) return ExitCode::NotLoaded;
  return writeOut(profileSchema(rules->vocabulary(), arguments.language)) ? ExitCode::Pass
                                                                          : ExitCode::NotWritten;
}

}  // namespace jurat
