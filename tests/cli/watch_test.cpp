// `jurat test --watch`: a file is saved, and what depends on it is run again; Ctrl+C ends it.
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "tests/cli/run.h"
#include "tests/support/golden.h"

using namespace jurat::test;

namespace {

namespace fs = std::filesystem;

std::string packText(const std::string& id, const std::string& uses, const std::string& outcome) {
  return "pack " + id + " {\n    title     \"" + id +
         "\"\n    source    law \"Act\"\n    version   \"1\"\n    language  1\n    status    in_force\n"
         "    currency  EUR\n    deadlines as counted\n    time_zone \"UTC\"\n}\n" +
         uses +
         "entity company {\n    fact a : yes_no\n        ask \"a?\"\n}\n"
         "rule r for company {\n    cites    \"1\"\n    requires a\n}\n"
         "test \"t\" {\n    given company \"c\" { a: yes }\n    as of 2026-01-01\n        expect r is " +
         outcome + "\n}\n";
}

// The program, running, with what it says.
class Watched {
 public:
  explicit Watched(const std::vector<std::string>& words) {
    int ends[2];
    REQUIRE(::pipe2(ends, O_CLOEXEC) == 0);
    const char* named = std::getenv("JURAT_BINARY");
    std::vector<std::string> arguments = {named != nullptr ? named : JURAT_BINARY_PATH};
    arguments.insert(arguments.end(), words.begin(), words.end());
    std::vector<char*> argv;
    for (std::string& word : arguments) argv.push_back(word.data());
    argv.push_back(nullptr);
    child_ = ::fork();
    REQUIRE(child_ >= 0);
    if (child_ == 0) {
      ::dup2(ends[1], STDOUT_FILENO);
      ::dup2(ends[1], STDERR_FILENO);
      ::execv(argv[0], argv.data());
      ::_exit(98);
    }
    ::close(ends[1]);
    out_ = ends[0];
  }
  Watched(const Watched&) = delete;
  Watched& operator=(const Watched&) = delete;
  ~Watched() {
    if (child_ > 0) {
      ::kill(child_, SIGKILL);
      ::waitpid(child_, nullptr, 0);
    }
    ::close(out_);
  }

  // What it says until it waits again; what it has said when it does not within half a minute.
  std::string untilItWaits() {
    std::string text;
    while (!contains(text, "Ctrl+C ends\n")) {
      pollfd one{out_, POLLIN, 0};
      char chunk[4096];
      if (::poll(&one, 1, 30'000) <= 0) return text + "(nothing more)";
      const ssize_t size = ::read(out_, chunk, sizeof chunk);
      if (size <= 0) return text + "(it ended)";
      text.append(chunk, static_cast<std::size_t>(size));
    }
    return text;
  }

  int end(int with) {
    ::kill(child_, with);
    int status = 0;
    REQUIRE(::waitpid(child_, &status, 0) == child_);
    child_ = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 256 + WTERMSIG(status);
  }

 private:
  pid_t child_ = 0;
  int out_ = -1;
};

// As editors save: a new file takes the place of the old one.
void saveByRenaming(const Scratch& scratch, const std::string& name, const std::string& text) {
  scratch.write(name + ".part", text);
  fs::rename(scratch / (name + ".part"), scratch / name);
}

}  // namespace

TEST_CASE("after a save, what depends on the file is run again, and nothing else") {
  const Scratch scratch;
  scratch.write("base/pack.jurat", packText("base", "", "satisfied"));
  scratch.write("user/pack.jurat",
                "pack user {\n    title     \"user\"\n    source    law \"Act\"\n    version   "
                "\"1\"\n    language  1\n    status    in_force\n    currency  EUR\n"
                "    deadlines as counted\n    time_zone \"UTC\"\n}\nuse base\n"
                "rule s for company {\n    cites    \"1\"\n    requires a\n}\n"
                "test \"u\" {\n    given company \"c\" { a: yes }\n    as of 2026-01-01\n"
                "        expect s is satisfied\n}\n");
  scratch.write("other/pack.jurat", packText("other", "", "satisfied"));
  Watched watched({"test", scratch.path(), "--watch"});
  CHECK(contains(watched.untilItWaits(), "3 tests, 3 expectations: all hold\nwatching 3 packs"));

  saveByRenaming(scratch, "base/pack.jurat", packText("base", "", "satisfied") + "# saved\n");
  std::string said = watched.untilItWaits();
  CHECK(contains(said, "base/pack.jurat: base, user\n"));
  CHECK(contains(said, "2 tests, 2 expectations: all hold"));

  scratch.write("other/pack.jurat", packText("other", "", "violated"));
  said = watched.untilItWaits();
  CHECK(contains(said, "other/pack.jurat: other\n"));
  CHECK(contains(said, "1 expectation: 1 test fails"));

  // What does not parse says so, and is owed until it does.
  scratch.write("base/pack.jurat", "pack base {");
  CHECK(contains(watched.untilItWaits(), "error[J"));
  scratch.write("other/pack.jurat", packText("other", "", "satisfied"));
  said = watched.untilItWaits();
  CHECK(contains(said, "other/pack.jurat: base, other, user\n"));
  scratch.write("base/pack.jurat", packText("base", "", "satisfied"));
  said = watched.untilItWaits();
  CHECK(contains(said, "3 tests, 3 expectations: all hold"));

  // A pack that is new is found, and files that are no rules are nobody's business.
  scratch.write("base/notes.txt", "notes");
  scratch.write("base/.pack.jurat.swp", "swap");
  scratch.write("fresh/pack.jurat", packText("fresh", "", "satisfied"));
  said = watched.untilItWaits();
  CHECK(contains(said, "fresh/pack.jurat: all packs\n"));
  CHECK(contains(said, "4 tests, 4 expectations: all hold"));
  CHECK(watched.end(SIGINT) == 0);
}

TEST_CASE("the last run decides the code, and either signal ends the wait") {
  const Scratch scratch;
  scratch.write("p/pack.jurat", packText("p", "", "violated"));
  Watched watched({"test", scratch / "p", "--watch"});
  CHECK(contains(watched.untilItWaits(), "1 test fails"));
  CHECK(watched.end(SIGTERM) == 1);
}
