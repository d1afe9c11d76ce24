#include "tests/cli/run.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "engine/base/sanitized.h"
#include "tests/support/golden.h"

namespace jurat::test {
namespace {

constexpr int kSanitizer = 99;  // asked of the sanitizers below; the program itself never ends so
constexpr int kNotStarted = 98;
constexpr rlim_t kSeconds = 60;

std::string wholeOf(int descriptor) {
  std::string text;
  char chunk[64u << 10];
  ::lseek(descriptor, 0, SEEK_SET);
  for (ssize_t count = 0; (count = ::read(descriptor, chunk, sizeof chunk)) > 0;)
    text.append(chunk, static_cast<std::size_t>(count));
  return text;
}

int memoryFile(std::string_view text) {
  const int descriptor = ::memfd_create("jurat-test", MFD_CLOEXEC);
  REQUIRE(descriptor >= 0);
  for (std::size_t done = 0; done < text.size();) {
    const ssize_t count = ::write(descriptor, text.data() + done, text.size() - done);
    REQUIRE(count > 0);
    done += static_cast<std::size_t>(count);
  }
  ::lseek(descriptor, 0, SEEK_SET);
  return descriptor;
}

// A bare environment: what the shell of whoever runs the tests holds must not reach the reports.
std::vector<std::string> environmentOf(const Setting& setting) {
  std::map<std::string, std::string> all = {
      {"PATH", "/usr/bin:/bin"},
      {"LC_ALL", "C"},
      {"ASAN_OPTIONS", "exitcode=99:detect_leaks=1"},
      {"UBSAN_OPTIONS", "exitcode=99:halt_on_error=1:print_stacktrace=1"}};
  for (const auto& [name, value] : setting.environment) all[name] = value;
  std::vector<std::string> lines;
  for (const auto& [name, value] : all) lines.push_back(name + "=" + value);
  return lines;
}

std::vector<char*> pointersTo(std::vector<std::string>& lines) {
  std::vector<char*> pointers;
  for (std::string& line : lines) pointers.push_back(line.data());
  pointers.push_back(nullptr);
  return pointers;
}

}  // namespace

Ran run(const std::vector<std::string>& words, const Setting& setting) {
  const char* named = std::getenv("JURAT_BINARY");
  std::vector<std::string> arguments = {named != nullptr ? named : JURAT_BINARY_PATH};
  arguments.insert(arguments.end(), words.begin(), words.end());
  std::vector<std::string> lines = environmentOf(setting);
  const std::vector<char*> argv = pointersTo(arguments), environment = pointersTo(lines);
  const std::string folder = setting.folder.empty() ? projectPath("").string() : setting.folder;
  const int in = memoryFile(setting.input), err = memoryFile("");
  const int out =
      setting.out_path.empty() ? memoryFile("") : ::open(setting.out_path.c_str(), O_WRONLY | O_CLOEXEC);
  REQUIRE(out >= 0);

  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    const rlimit bound{kSeconds, kSeconds};
    const bool ready = ::chdir(folder.c_str()) == 0 && ::setrlimit(RLIMIT_CPU, &bound) == 0 &&
                       ::dup2(in, STDIN_FILENO) >= 0 && ::dup2(out, STDOUT_FILENO) >= 0 &&
                       ::dup2(err, STDERR_FILENO) >= 0;
    if (ready) ::execve(argv[0], argv.data(), environment.data());
    ::_exit(kNotStarted);
  }
  int status = 0;
  rusage cost{};
  pid_t ended = -1;
  while ((ended = ::wait4(child, &status, 0, &cost)) < 0 && errno == EINTR) {
  }
  REQUIRE(ended == child);

  Ran ran;
  ran.code = WIFEXITED(status) ? WEXITSTATUS(status) : 256 + WTERMSIG(status);
  if (setting.out_path.empty()) ran.out = wholeOf(out);
  ran.err = wholeOf(err);
  ran.cpu_seconds = static_cast<double>(cost.ru_utime.tv_sec + cost.ru_stime.tv_sec) +
                    static_cast<double>(cost.ru_utime.tv_usec + cost.ru_stime.tv_usec) / 1e6;
  ran.memory_kib = static_cast<std::size_t>(cost.ru_maxrss);
  for (const int descriptor : {in, out, err}) ::close(descriptor);

  std::string command = "jurat";
  for (const std::string& word : words) command += " " + word.substr(0, 200);
  INFO(command, "\nexit ", ran.code, "\n", ran.err.substr(0, 4'000));
  CHECK(ran.code < 256);
  CHECK(ran.code != kNotStarted);
  CHECK(ran.code != kSanitizer);
  CHECK(ran.code != 70);
  return ran;
}

std::vector<std::string> outcomesWords(const std::vector<std::string>& profiles,
                                       const std::vector<std::string>& more) {
  std::vector<std::string> words = {"check"};
  for (const std::string& profile : profiles) words.push_back("tests/packs/profiles/" + profile + ".yaml");
  words.insert(words.end(), {"--rules-path", "tests/packs", "--rules", "outcomes", "--as-of", "2026-11-23"});
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

Ran checkOutcomes(const std::string& profile, const std::vector<std::string>& more, const Setting& setting) {
  return run(outcomesWords({profile}, more), setting);
}

Scratch::Scratch() {
  std::string name = (std::filesystem::temp_directory_path() / "jurat-cli-XXXXXX").string();
  REQUIRE(::mkdtemp(name.data()) != nullptr);
  path_ = name;
}

Scratch::~Scratch() {
  std::error_code failed;
  std::filesystem::remove_all(path_, failed);
}

std::string Scratch::write(std::string_view name, std::string_view text) const {
  const std::filesystem::path whole = path_ / name;
  std::filesystem::create_directories(whole.parent_path());
  std::ofstream(whole, std::ios::binary) << text;
  return whole.string();
}

std::size_t countOf(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size()))
    ++count;
  return count;
}

std::string textOf(const std::string& path) { return readWhole(path).value_or("cannot read " + path); }

bool sanitized() { return JURAT_SANITIZED == 1; }

}  // namespace jurat::test
