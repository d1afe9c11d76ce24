#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "engine/ledger/ledger.h"
#include "tests/ledger/samples.h"

using namespace jurat;

namespace {

// A process of its own that appends rows and ends 0 when all of them stand. Nothing of doctest runs in it.
pid_t appender(const std::string& path, int rows, const std::string& name) {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child > 0) return child;
  Result<Ledger> ledger = Ledger::open(path, {.mode = LedgerMode::Append, .busy_milliseconds = 60'000});
  if (!ledger) ::_exit(2);
  Run run = runOn("2026-01-01");
  run.profile_name = name;
  for (int i = 0; i < rows; ++i) {
    run.report = name + std::to_string(i);
    if (!ledger->append(run, Keep::Inputs)) ::_exit(3);
  }
  ::_exit(0);
}

int endOf(pid_t child) {
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

std::size_t rowsOf(const std::string& path, const std::string& name) {
  Ledger ledger = reading(path);
  return sure(ledger.list({.profile_name = name})).size();
}

}  // namespace

TEST_CASE("two processes append 500 rows each, one is killed at random: the chain verifies") {
  const auto seed = std::random_device()();
  CAPTURE(seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 3; ++round) {
    const Folder folder;
    const std::string path = folder / "a.sqlite";
    const pid_t survivor = appender(path, 500, "survivor");
    const pid_t victim = appender(path, 500, "victim");
    std::this_thread::sleep_for(std::chrono::milliseconds(random() % 300));
    ::kill(victim, SIGKILL);
    const int end = endOf(victim);
    CHECK((end == -SIGKILL || end == 0));  // it may have been faster
    CHECK(endOf(survivor) == 0);
    CHECK(rowsOf(path, "survivor") == 500);
    CHECK(rowsOf(path, "victim") <= 500);
    CHECK(verified(path) == "");
    CHECK(appending(path).append(runOn("2026-01-02"), Keep::Inputs));  // and goes on
    CHECK(verified(path) == "");
  }
}

TEST_CASE("many processes that make the same ledger at once make one") {
  for (int round = 0; round < 10; ++round) {
    const Folder folder;
    const std::string path = folder / "a.sqlite";
    std::vector<pid_t> children;
    for (int i = 0; i < 6; ++i) children.push_back(appender(path, 5, "child"));
    for (const pid_t child : children) CHECK(endOf(child) == 0);
    CHECK(rowsOf(path, "child") == 30);
    CHECK(verified(path) == "");
  }
}

TEST_CASE("a creation killed at any moment leaves what the next one completes") {
  std::mt19937 random(7);
  for (int round = 0; round < 20; ++round) {
    const Folder folder;
    const std::string path = folder / "a.sqlite";
    const pid_t child = appender(path, 3, "child");
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 8'000));
    ::kill(child, SIGKILL);
    (void)endOf(child);
    sure(appending(path).append(runOn("2026-01-01"), Keep::Inputs));
    CHECK(verified(path) == "");
    CHECK(modeOf(path) == 0600);
  }
}

TEST_CASE("a reader sees one state while others write") {
  const Folder folder;
  const std::string path = folder / "a.sqlite";
  makeFive(path, Keep::Digests);
  const pid_t child = appender(path, 200, "child");
  Ledger ledger = reading(path);
  for (int i = 0; i < 50; ++i) CHECK(problemsOf(sure(ledger.verify({}))) == "");
  CHECK(endOf(child) == 0);
}
