// The ledger through the binary: record, list, show, verify, forget.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <thread>

#include "tests/cli/run.h"

using namespace jurat::test;

namespace {

mode_t modeOf(const std::string& path) {
  struct stat about {};
  REQUIRE(::stat(path.c_str(), &about) == 0);
  return about.st_mode & 0777;
}

}  // namespace

TEST_CASE("a check is recorded, listed, shown and verified") {
  const Scratch scratch;
  const std::string file = scratch / "checks.sqlite";
  const Ran plain = checkOutcomes("breach");
  const Ran recorded = checkOutcomes("breach", {"--ledger", file});
  CHECK(recorded.code == 1);
  CHECK((recorded.out == plain.out));
  CHECK(modeOf(file) == 0600);
  CHECK(checkOutcomes("quiet", {"--ledger", file, "--ledger-keep", "inputs"}).code == 0);
  CHECK(checkOutcomes("broken", {"--ledger", file}).code == 4);  // nothing was judged, nothing is recorded

  const Ran list = run({"ledger", "list", "--ledger", file});
  CHECK(list.code == 0);
  CHECK(contains(list.out, "1  "));
  CHECK(contains(list.out, "as of 2026-11-23  exit 1  tests/packs/profiles/breach.yaml"));
  CHECK(contains(list.out, "exit 0  tests/packs/profiles/quiet.yaml"));
  CHECK_FALSE(contains(list.out, "broken"));

  const Ran show = run({"ledger", "show", "2", "--ledger", file});
  CHECK(show.code == 0);
  for (const std::string part :
       {"quiet.yaml", "exit code", "profile digest", "rules digest", "\"jurat_report\": 2"})
    CHECK(contains(show.out, part));
  CHECK(run({"ledger", "show", "3", "--ledger", file}).code != 0);
  CHECK(run({"ledger", "show", "zwei", "--ledger", file}).code == 2);

  const Ran verify = run({"ledger", "verify", "--ledger", file});
  CHECK(verify.code == 0);
  CHECK(contains(verify.out, "2 rows"));
  CHECK(contains(verify.out, "all verify"));
  const std::string head = verify.out.substr(verify.out.find("head ") + 5, 64);
  CHECK(run({"ledger", "verify", "--head", head, "--ledger", file}).code == 0);
  CHECK(run({"ledger", "verify", "--head", std::string(64, 'f'), "--ledger", file}).code == 1);
}

TEST_CASE("contents can be forgotten, and the chain still verifies") {
  const Scratch scratch;
  const std::string file = scratch / "checks.sqlite";
  REQUIRE(checkOutcomes("breach", {"--ledger", file, "--ledger-keep", "inputs"}).code == 1);
  const Ran none = run({"ledger", "forget", "--blobs-before", "2020-01-01", "--ledger", file});
  CHECK(none.code == 0);
  CHECK(contains(none.out, "dropped 0 contents"));
  CHECK(run({"ledger", "forget", "--blobs-before", "soon", "--ledger", file}).code == 2);
  const Ran all = run({"ledger", "forget", "--blobs-before", "9999-01-01", "--ledger", file});
  CHECK(all.code == 0);
  CHECK_FALSE(contains(all.out, "dropped 0"));
  CHECK_FALSE(contains(textOf(file), "Hot Iron"));
  CHECK(run({"ledger", "verify", "--ledger", file}).code == 0);
  const Ran show = run({"ledger", "show", "1", "--ledger", file});
  CHECK(show.code == 0);
  CHECK(contains(show.out, "forgotten"));
}

TEST_CASE("a ledger that somebody changed does not verify, and says which row") {
  const Scratch scratch;
  const std::string file = scratch / "checks.sqlite";
  for (const std::string profile : {"breach", "quiet", "open"}) checkOutcomes(profile, {"--ledger", file});
  std::string bytes = textOf(file);
  const std::size_t at = bytes.find("profiles/quiet.yaml");
  REQUIRE(at != std::string::npos);
  bytes[at + 9] = 'Q';
  scratch.write("checks.sqlite", bytes);
  const Ran verify = run({"ledger", "verify", "--ledger", file});
  CHECK(verify.code == 1);
  CHECK(contains(verify.out, "2"));
  CHECK(contains(verify.out, "they do not all verify"));
}

TEST_CASE("--record writes to the user's own ledger, in folders of the user's own") {
  const Scratch scratch;
  const Setting home{.environment = {{"HOME", scratch.path()}}};
  CHECK(checkOutcomes("quiet", {"--record"}, home).code == 0);
  const std::string file = scratch / ".local/state/jurat/ledger.sqlite";
  CHECK(modeOf(file) == 0600);
  CHECK(modeOf(scratch / ".local/state/jurat") == 0700);
  const Ran list = run({"ledger", "list"}, home);
  CHECK(list.code == 0);
  CHECK(contains(list.out, "quiet.yaml"));
  const Setting state{.environment = {{"HOME", scratch.path()}, {"XDG_STATE_HOME", scratch / "state"}}};
  CHECK(run({"ledger", "list"}, state).code == 4);
  CHECK(checkOutcomes("quiet", {"--record"}, state).code == 0);
  CHECK(run({"ledger", "list"}, state).code == 0);
}

TEST_CASE("a ledger that is not there, or is none, is refused and left alone") {
  const Scratch scratch;
  for (const std::string command : {"list", "verify"})
    CHECK(run({"ledger", command, "--ledger", scratch / "none"}).code == 4);
  CHECK_FALSE(std::filesystem::exists(scratch / "none"));
  const std::string letter = scratch.write("letter", "Dear auditor,\n");
  for (const std::string command : {"list", "verify"}) {
    const Ran ran = run({"ledger", command, "--ledger", letter});
    CHECK(ran.code == 4);
    CHECK(contains(ran.err, "letter"));
  }
  CHECK(textOf(letter) == "Dear auditor,\n");
}

TEST_CASE("two processes record at once, and every run stands") {
  const Scratch scratch;
  const std::string file = scratch / "checks.sqlite";
  constexpr int kRuns = 8;
  std::vector<int> codes(2 * kRuns, -1);
  const auto record = [&](const std::string& profile, std::size_t first) {
    for (std::size_t i = first; i < first + kRuns; ++i)
      codes[i] = checkOutcomes(profile, {"--ledger", file}).code;
  };
  std::thread other(record, "quiet", 0);
  record("pending", kRuns);
  other.join();
  for (const int code : codes) CHECK(code == 0);
  const Ran verify = run({"ledger", "verify", "--ledger", file});
  CHECK(verify.code == 0);
  CHECK(contains(verify.out, "16 rows"));
}
