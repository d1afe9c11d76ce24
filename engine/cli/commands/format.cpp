// `fmt`: rule files in their one canonical form.
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <system_error>

#include "engine/cli/commands/commands.h"
#include "engine/cli/session.h"
#include "engine/source/read.h"
#include "engine/source/text.h"
#include "engine/syntax/format.h"

namespace jurat {
namespace {

namespace fs = std::filesystem;

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

ExitCode run(const Arguments& arguments) {
  Session session(arguments);
  ExitCode code = ExitCode::Pass;
  std::size_t seen = 0, written = 0;
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
      if (arguments.check_only) {
        writeOut("would change: " + printableLine(file) + "\n");
        code = worse(code, ExitCode::Fail);
      } else if (!writeFile(file, *formatted)) {
        code = worse(code, ExitCode::NotWritten);
      } else {
        ++written;
      }
    }
  }
  if (session.printDiagnostics()) code = worse(code, ExitCode::NotLoaded);
  if (seen == 0 && code == ExitCode::Pass) {
    complain("no rule file was found in " + arguments.paths.front());
    return ExitCode::Nothing;
  }
  if (written > 0) std::cerr << "formatted " << counted(written, "file", "files") << "\n";
  return code;
}

}  // namespace

Command formatCommand() {
  return {.name = "fmt",
          .about = "rewrite rule files in their one canonical form",
          .options = {{.name = "paths",
                       .value = "PATH",
                       .about = "files or folders; - formats standard input to standard output",
                       .into = &Arguments::paths,
                       .required = true},
                      {.name = "--check",
                       .value = "",
                       .about = "change nothing; exit 1 when a file would change",
                       .into = &Arguments::check_only}},
          .example = "jurat fmt --check rules/",
          .run = run};
}

}  // namespace jurat
