// `completion`; hidden, what its scripts ask while somebody types, and the files that an installation brings.
#include <filesystem>
#include <system_error>

#include "engine/cli/commands/commands.h"
#include "engine/cli/completion/scripts.h"
#include "engine/cli/man_page.h"
#include "engine/cli/session.h"

namespace jurat {
namespace {

ExitCode script(const Arguments& arguments) {
  return writeOut(std::string(completionScript(arguments.shell))) ? ExitCode::Pass : ExitCode::NotWritten;
}

ExitCode complete(const Arguments& arguments) {
  return writeOut(candidatesText(candidatesFor(arguments))) ? ExitCode::Pass : ExitCode::NotWritten;
}

// Where each shell looks for what is installed; `man` finds its pages below man/man1.
std::string completionPath(const std::string& shell) {
  if (shell == "bash") return "bash-completion/completions/jurat";
  if (shell == "zsh") return "zsh/site-functions/_jurat";
  return "fish/vendor_completions.d/jurat.fish";
}

ExitCode shareFiles(const Arguments& arguments) {
  if (arguments.words.size() != 1) {
    complain("__share-files takes one folder");
    return ExitCode::Usage;
  }
  const std::filesystem::path folder = arguments.words.front();
  const auto put = [&](const std::string& name, const std::string& text) {
    std::error_code failed;  // a folder that cannot be made is said when the file in it cannot be written
    std::filesystem::create_directories((folder / name).parent_path(), failed);
    return writeFile((folder / name).string(), text);
  };
  bool done = true;
  for (const ManPage& page : manPages()) done = put("man/man1/" + page.name + ".1", page.text) && done;
  for (const std::string& shell : completionShells())
    done = put(completionPath(shell), std::string(completionScript(shell))) && done;
  return done ? ExitCode::Pass : ExitCode::NotWritten;
}

}  // namespace

Command completionCommand() {
  return {.name = "completion",
          .about = "a script that completes commands, options, packs and rules in your shell",
          .options = {{.name = "shell",
                       .value = "SHELL",
                       .about = "the shell it is for: bash, zsh or fish",
                       .into = &Arguments::shell,
                       .choices = completionShells(),
                       .required = true}},
          .example = "jurat completion bash",
          .run = script};
}

Command completeCommand() {
  return {.name = "__complete", .about = "", .options = {}, .example = "", .run = complete};
}

Command shareFilesCommand() {
  return {.name = "__share-files", .about = "", .options = {}, .example = "", .run = shareFiles};
}

}  // namespace jurat
