// The program: arguments in, one command, its exit code out. Nothing a user does ends in 70; that is for
// bugs.
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <exception>
#include <iostream>

#include "engine/base/sanitized.h"
#include "engine/cli/command_line.h"
#include "engine/cli/heap.h"
#include "engine/cli/project.h"
#include "engine/cli/session.h"

namespace {

// Leaves without taking down what every command has built: a reader waits for nothing but the end.
int leave(jurat::ExitCode code) {
#if defined(NDEBUG) && !JURAT_SANITIZED
  std::cout.flush();
  std::cerr.flush();
  std::fflush(nullptr);
  _exit(static_cast<int>(code));
#else
  return static_cast<int>(code);
#endif
}

}  // namespace

int main(int count, char** words) {
  jurat::prepareHeap();
  // A reader that goes away is an output that could not be written, with its message and its exit code.
  std::signal(SIGPIPE, SIG_IGN);
  try {
    jurat::CommandLine parsed = jurat::readCommandLine(count, words);
    if (parsed.command) {
      if (!jurat::joinProject(*parsed.command, parsed.arguments))
        return static_cast<int>(jurat::ExitCode::Usage);
      return leave(parsed.command->run(parsed.arguments));
    }
    if (parsed.code == jurat::ExitCode::Pass) {
      return jurat::writeOut(parsed.text) ? 0 : static_cast<int>(jurat::ExitCode::NotWritten);
    }
    if (parsed.complaint) {
      jurat::complain(parsed.text);
    } else {
      std::cerr << parsed.text;
    }
    return static_cast<int>(parsed.code);
  } catch (const std::exception& error) {
    std::cerr << "jurat: internal fault: " << error.what()
              << "\nPlease report it, with the input if you can.\n";
    return static_cast<int>(jurat::ExitCode::Internal);
  }
}
