// `lint`: findings in rule packs, and their fixes.
#include "engine/analysis/lint.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <system_error>

#include "engine/analysis/fix.h"
#include "engine/check/check.h"
#include "engine/cli/commands/commands.h"
#include "engine/cli/session.h"
#include "engine/source/render.h"

namespace jurat {
namespace {

namespace fs = std::filesystem;

constexpr int kMostRounds = 8;  // of fixes: one may uncover another

// One reading of the packs, and what is found in them.
struct Reading {
  explicit Reading(const Arguments& arguments) : session(arguments) {}

  Session session;
  std::vector<std::string> ids;
  std::vector<PackFile> files;
  std::vector<Diagnostic> findings;
  ExitCode code = ExitCode::Pass;
};

// The packs that the paths name; says why there are none.
bool findPacks(Reading& reading, PackLibrary& library) {
  const std::vector<std::string> paths = reading.session.rulesToWorkOn();
  for (const std::string& path : paths) {
    std::error_code failed;
    if (!fs::exists(path, failed)) {
      complain("there is no `" + path + "`");
      reading.code = ExitCode::NotLoaded;
      return false;
    }
    const std::vector<std::string> found = library.addPath(path);
    reading.ids.insert(reading.ids.end(), found.begin(), found.end());
  }
  for (const std::string& root : reading.session.roots()) library.addRoot(root);
  if (!reading.ids.empty()) return true;
  complain(noPackIn(paths.front()));
  reading.code = ExitCode::Nothing;
  return false;
}

// Levels from `least` on; the order of the enumeration is from the gravest down.
void leaveOut(std::vector<Diagnostic>& findings, const std::string& least) {
  const DiagnosticLevel last = least == "error"     ? DiagnosticLevel::Error
                               : least == "warning" ? DiagnosticLevel::Warning
                                                    : DiagnosticLevel::Note;
  findings.erase(std::remove_if(findings.begin(), findings.end(),
                                [&](const Diagnostic& each) { return each.level > last; }),
                 findings.end());
}

void read(Reading& reading) {
  Session& session = reading.session;
  PackLibrary library(session.limits);
  if (!findPacks(reading, library)) return;
  LoadedPacks packs = loadPacks(library, reading.ids, session.sources, session.diagnostics, session.limits);
  reading.files = std::move(packs.paths);
  std::shared_ptr<const checked::Program> program;
  if (!session.diagnostics.hasErrors())
    program = check(std::move(packs.files), session.diagnostics, session.limits);
  if (!program) {
    session.printDiagnostics();
    reading.code = ExitCode::NotLoaded;
    return;
  }
  // What check() warns of is a finding here, not a complaint on the side.
  reading.findings = lint(*program, session.sources, reading.ids, session.diagnostics.all());
  leaveOut(reading.findings, session.arguments.min_level);
}

// Writes the files that fixes change; how many, or nothing when one could not be written.
std::optional<std::size_t> writeFixes(const Reading& reading) {
  std::size_t written = 0;
  for (const PackFile& file : reading.files) {
    const std::optional<std::string> text = fixed(*file.source, reading.findings);
    if (!text) continue;
    if (!writeFile(file.path, *text)) return std::nullopt;
    ++written;
  }
  return written;
}

ExitCode report(Reading& reading, const Arguments& arguments) {
  RenderOptions options;
  options.form = arguments.form == "json"    ? DiagnosticForm::Json
                 : arguments.form == "plain" ? DiagnosticForm::Plain
                                             : DiagnosticForm::Human;
  options.color = reading.session.useColor(STDOUT_FILENO);
  options.at_most = reading.findings.size();
  std::string text = render(reading.findings, reading.session.sources, options);
  if (text.empty() && options.form != DiagnosticForm::Json)
    text = "no findings in " + counted(reading.ids.size(), "pack", "packs") + "\n";
  if (!writeOut(text)) return ExitCode::NotWritten;
  return reading.findings.empty() ? ExitCode::Pass : ExitCode::Fail;
}

ExitCode run(const Arguments& arguments) {
  std::size_t files = 0;
  for (int round = 0;; ++round) {
    Reading reading(arguments);
    read(reading);
    if (reading.code != ExitCode::Pass) return reading.code;
    const std::optional<std::size_t> written =
        arguments.fix && round < kMostRounds ? writeFixes(reading) : std::optional<std::size_t>(0);
    if (!written) return ExitCode::NotWritten;
    files = std::max(files, *written);
    if (*written > 0) continue;
    if (files > 0) std::cerr << "fixed " << counted(files, "file", "files") << "\n";
    return report(reading, arguments);
  }
}

}  // namespace

Command lintCommand() {
  return {
      .name = "lint",
      .about =
          "find what is suspicious in rule packs: exceptions that contradict each other, rules nobody tests",
      .options = {{.name = "paths",
                   .value = "PATH",
                   .about = "packs, folders or files; default: `rules` of jurat.yaml, else the shipped rules",
                   .into = &Arguments::paths},
                  {.name = "--fix",
                   .value = "",
                   .about = "make the replacements that are safe; comments are never touched",
                   .into = &Arguments::fix},
                  {.name = "--format",
                   .value = "",
                   .about = "form of the findings; default: human",
                   .into = &Arguments::form,
                   .choices = {"human", "plain", "json"}},
                  {.name = "--min-level",
                   .value = "",
                   .about = "leave out findings below; default: note",
                   .into = &Arguments::min_level,
                   .choices = {"error", "warning", "note"}},
                  rulesPathOption()},
      .example = "jurat lint rules/eu/ai_act --min-level warning",
      .run = run};
}

}  // namespace jurat
