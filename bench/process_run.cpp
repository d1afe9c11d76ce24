// Runs a command a few times, what it prints thrown away and its complaints left, and prints a line of JSON
// with what each run took:
//   process_run RUNS EXIT_CODES COMMAND...      EXIT_CODES: those that are right, as in 0,1,3
//   {"seconds":[0.0031],"cpu_seconds":[0.0029],"peak_kb":[8124]}
// It is small and starts its children by itself, so that neither their time nor their peak holds anything of
// the script that asks for it. A run that ends with another exit code ends this one, too.
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

extern char** environ;  // NOLINT(readability-redundant-declaration): not every system's headers have it

namespace {

struct Run {
  double seconds = 0, cpu_seconds = 0;
  long peak_kb = 0;
  int code = -1;
};

double secondsOf(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

Run once(char** command, const posix_spawn_file_actions_t& quiet) {
  Run run;
  const auto started = std::chrono::steady_clock::now();
  pid_t child = 0;
  if (posix_spawnp(&child, command[0], &quiet, nullptr, command, environ) != 0) return run;
  int status = 0;
  rusage usage{};
  if (wait4(child, &status, 0, &usage) != child) return run;
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - started;
  run.seconds = took.count();
  run.cpu_seconds = secondsOf(usage.ru_utime) + secondsOf(usage.ru_stime);
  run.peak_kb = usage.ru_maxrss;
  if (WIFEXITED(status)) run.code = WEXITSTATUS(status);
  return run;
}

template <typename Value>
void printList(const char* name, const std::vector<Run>& runs, Value Run::*value) {
  std::printf("\"%s\":[", name);
  for (std::size_t i = 0; i < runs.size(); ++i)
    std::printf("%s%.9g", i == 0 ? "" : ",", static_cast<double>(runs[i].*value));
  std::printf("]");
}

}  // namespace

int main(int count, char** words) {
  if (count < 4) {
    std::fprintf(stderr, "usage: process_run RUNS EXIT_CODES COMMAND...\n");
    return 2;
  }
  posix_spawn_file_actions_t quiet;
  posix_spawn_file_actions_init(&quiet);
  posix_spawn_file_actions_addopen(&quiet, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&quiet, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  const std::string wanted = std::string(",") + words[2] + ",";
  std::vector<Run> runs;
  for (long left = std::strtol(words[1], nullptr, 10); left > 0; --left) {
    runs.push_back(once(words + 3, quiet));
    if (wanted.find("," + std::to_string(runs.back().code) + ",") == std::string::npos) {
      std::fprintf(stderr, "%s ended with %d where %s was expected\n", words[3], runs.back().code, words[2]);
      return 1;
    }
  }
  posix_spawn_file_actions_destroy(&quiet);
  std::printf("{");
  printList("seconds", runs, &Run::seconds);
  std::printf(",");
  printList("cpu_seconds", runs, &Run::cpu_seconds);
  std::printf(",");
  printList("peak_kb", runs, &Run::peak_kb);
  std::printf("}\n");
  return 0;
}
