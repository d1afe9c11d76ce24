#include "engine/ledger/ledger.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <vector>

#include "engine/crypto/sha256.h"
#include "tests/ledger/samples.h"

using namespace jurat;

namespace {

// Everything the file and its companions hold, to look for what should not be there.
std::string bytesOnDisk(const std::string& path) { return readFile(path) + readFile(path + "-wal"); }

}  // namespace

TEST_CASE("a run is shown as it was recorded") {
  const Folder folder;
  const Run run = runOn("2026-01-01");
  Ledger ledger = appending(folder / "a.sqlite");
  CHECK(sure(ledger.append(run, Keep::Inputs)) == EntryId(1));
  CHECK(sure(ledger.append(runOn("2026-01-02"), Keep::Digests)) == EntryId(2));

  const Record record = sure(ledger.show(EntryId(1)));
  CHECK(record.entry.recorded_at == run.recorded_at);
  CHECK(record.entry.engine_version == run.engine_version);
  CHECK(record.entry.as_of == run.as_of);
  CHECK(record.entry.profile_name == run.profile_name);
  CHECK(record.entry.exit_code == run.exit_code);
  CHECK(record.entry.counts == run.counts);
  CHECK(record.entry.previous == kNoRow);
  CHECK(record.outcomes == run.outcomes);
  CHECK(record.report == run.report);
  REQUIRE(record.profiles);
  REQUIRE(record.profiles->size() == 2);
  CHECK(record.profiles->at(1).name == "systems.yaml");
  CHECK(record.profiles->at(1).bytes == run.profiles[1].bytes);
  REQUIRE(record.rules);
  CHECK(record.rules->at(0).bytes == run.rules[0].bytes);

  const Record digests = sure(ledger.show(EntryId(2)));
  CHECK(digests.entry.previous == record.entry.hash);
  CHECK(digests.report == runOn("2026-01-02").report);
  CHECK_FALSE(digests.profiles);
  CHECK_FALSE(digests.rules);
  CHECK(contains(errorOf(ledger.show(EntryId(3))), "it has no row 3"));
}

TEST_CASE("what is kept replays to the digests of the row, and the same run gives the same digests") {
  const Folder folder;
  makeFive(folder / "a.sqlite", Keep::Inputs);
  makeFive(folder / "b.sqlite", Keep::Digests);
  Ledger one = reading(folder / "a.sqlite");
  Ledger two = reading(folder / "b.sqlite");
  for (const LedgerEntry& entry : sure(two.list({}))) {
    const Record record = sure(one.show(entry.id));
    std::vector<NamedText> files[2];
    for (const KeptFile& file : *record.profiles) files[0].push_back({file.name, file.bytes.value()});
    for (const KeptFile& file : *record.rules) files[1].push_back({file.name, file.bytes.value()});
    CHECK(sha256Hex(manifestOf(files[0])) == entry.profile_digest);
    CHECK(sha256Hex(manifestOf(files[1])) == entry.rules_digest);
    CHECK(sha256Hex(*record.outcomes) == entry.outcomes_digest);
    CHECK(sha256Hex(*record.report) == entry.report_digest);
  }
}

TEST_CASE("odd bytes survive, and equal contents are stored once") {
  const Folder folder;
  Run run = runOn("2026-01-01");
  run.profile_name = std::string("A\0\xFF'\"\n", 6);
  run.profiles = {{"a\nb", std::string("\0\xFF", 2)}, {"", ""}};
  run.outcomes = run.report = "";
  Ledger ledger = appending(folder / "a.sqlite");
  sure(ledger.append(run, Keep::Inputs));
  const Record record = sure(ledger.show(EntryId(1)));
  CHECK(record.entry.profile_name == run.profile_name);
  CHECK(record.profiles->at(0).bytes == run.profiles[0].bytes);
  CHECK(record.profiles->at(1).bytes == "");
  CHECK(record.report == "");
  CHECK(sure(ledger.verify({})).contents == 5);  // "", two manifests, a profile, a rule file
  CHECK(problemsOf(sure(ledger.verify({}))) == "");
}

TEST_CASE("list finds rows in order") {
  const Folder folder;
  makeFive(folder / "a.sqlite", Keep::Digests);
  Ledger ledger = appending(folder / "a.sqlite");
  Run other = runOn("2026-01-05");
  other.profile_name = "Zeta";
  sure(ledger.append(other, Keep::Digests));
  const struct {
    LedgerFilter filter;
    std::vector<int> ids;
  } rows[] = {
      {{}, {1, 2, 3, 4, 5, 6}},
      {{.newest = 2}, {5, 6}},
      {{.newest = 9}, {1, 2, 3, 4, 5, 6}},
      {{.profile_name = "Zeta"}, {6}},
      {{.as_of = "2026-01-05"}, {5, 6}},
      {{.since = "2026-01-04"}, {4, 5, 6}},
      {{.profile_name = "Acme Robotics", .since = "2026-01-02", .newest = 1}, {5}},
      {{.profile_name = "Nobody"}, {}},
  };
  for (const auto& row : rows) {
    std::vector<int> ids;
    for (const LedgerEntry& entry : sure(ledger.list(row.filter))) ids.push_back(static_cast<int>(entry.id));
    CHECK(ids == row.ids);
  }
}

TEST_CASE("forgetting drops the contents of earlier days from the disk and leaves the chain whole") {
  const Folder folder;
  const std::string path = folder / "a.sqlite";
  makeFive(path, Keep::Inputs);
  CHECK(contains(bytesOnDisk(path), "day: 2026-01-02"));
  const std::string head = sure(reading(path).verify({})).head;
  Ledger ledger = appending(path);
  const Forgotten forgotten = sure(ledger.forget("2026-01-03"));
  CHECK(forgotten.contents == 8);  // of two days: outcomes, report, profile and the profiles' manifest
  CHECK(forgotten.erased);
  CHECK_FALSE(contains(bytesOnDisk(path), "day: 2026-01-02"));
  CHECK(contains(bytesOnDisk(path), "day: 2026-01-03"));
  CHECK(verified(path, head) == "");
  const Record old = sure(ledger.show(EntryId(2)));
  CHECK_FALSE(old.report);
  CHECK_FALSE(old.outcomes);
  CHECK_FALSE(old.profiles);
  CHECK(old.rules->at(0).bytes == "rule a { }\n");  // a later row has kept it, too
  CHECK(sure(ledger.show(EntryId(3))).report == runOn("2026-01-03").report);
  CHECK(sure(ledger.append(runOn("2026-01-06"), Keep::Digests)) == EntryId(6));
  CHECK(sure(ledger.forget("9999-12-31")).contents == 17);
  CHECK(verified(path, head) == "");
  CHECK(contains(errorOf(ledger.forget("yesterday")), "`yesterday` is not a date"));
}

TEST_CASE("a clock that goes backwards does not make a later content forgettable") {
  const Folder folder;
  const std::string path = folder / "a.sqlite";
  Ledger ledger = appending(path);
  sure(ledger.append(runOn("2026-01-05"), Keep::Inputs));
  sure(ledger.append(runOn("2026-01-01"), Keep::Inputs));
  sure(ledger.forget("2026-01-03"));
  CHECK(sure(ledger.show(EntryId(1))).rules->at(0).bytes == "rule a { }\n");
  CHECK(verified(path) == "");
}

TEST_CASE("with digests alone, no byte of profiles and rules reaches the disk") {
  const Folder folder;
  makeFive(folder / "a.sqlite", Keep::Digests);
  CHECK_FALSE(contains(bytesOnDisk(folder / "a.sqlite"), "company: Acme"));
  CHECK_FALSE(contains(bytesOnDisk(folder / "a.sqlite"), "rule a"));
  CHECK_FALSE(contains(bytesOnDisk(folder / "a.sqlite"), "acme.yaml"));
}

TEST_CASE("the ledger is its owner's alone whatever the umask") {
  const Folder folder;
  const std::string path = folder / "state/jurat/ledger.sqlite";
  const mode_t before = ::umask(0);
  REQUIRE(makeLedgerFolders(path));
  REQUIRE(makeLedgerFolders(path));  // what exists is fine
  Ledger ledger = appending(path);
  ::umask(before);
  sure(ledger.append(runOn("2026-01-01"), Keep::Inputs));
  CHECK(modeOf(folder / "state") == 0700);
  CHECK(modeOf(folder / "state/jurat") == 0700);
  for (const char* ending : {"", "-wal", "-shm"}) CHECK(modeOf(path + ending) == 0600);
  writeFile(folder / "file", "");
  CHECK(contains(errorOf(makeLedgerFolders(folder / "file/jurat/ledger.sqlite")), "a file is in the way"));
}

TEST_CASE("the place of one's own ledger") {
  CHECK(defaultLedgerPath("/state", "/people/a") == "/state/jurat/ledger.sqlite");
  CHECK(defaultLedgerPath("", "/people/a") == "/people/a/.local/state/jurat/ledger.sqlite");
  CHECK(defaultLedgerPath("relative", "/people/a") == "/people/a/.local/state/jurat/ledger.sqlite");
  CHECK(defaultLedgerPath("", "") == std::nullopt);
  CHECK(defaultLedgerPath("", "home") == std::nullopt);
}

TEST_CASE("a run that cannot be recorded is refused before anything is written") {
  const Folder folder;
  Ledger ledger = appending(folder / "a.sqlite");
  std::vector<Run> runs(6, runOn("2026-01-01"));
  runs[0].recorded_at = "2026-01-01";
  runs[1].as_of = "today";
  runs[2].counts = std::string(LedgerLimits::kFieldBytes + 1, ' ');
  runs[3].report = std::string(LedgerLimits::kContentBytes + 1, ' ');
  runs[4].rules.assign(LedgerLimits::kFiles + 1, {"a", "b"});
  runs[5].rules.assign(6, {"a", std::string(LedgerLimits::kContentBytes - 1, ' ')});
  for (const Run& run : runs) CHECK_FALSE(ledger.append(run, Keep::Inputs));
  CHECK(sure(ledger.verify({})).rows == 0);
  Run large = runOn("2026-01-01");
  large.report = std::string(LedgerLimits::kContentBytes, ' ');
  CHECK(ledger.append(large, Keep::Digests));
  CHECK(sure(ledger.show(EntryId(1))).report == large.report);
}

TEST_CASE("a full disk loses the row and nothing else") {
  const Folder folder;
  const std::string path = folder / "a.sqlite";
  makeFive(path, Keep::Digests);
  Ledger ledger = sure(Ledger::open(path, {.mode = LedgerMode::Append, .most_pages = 12}));
  Run run = runOn("2026-01-06");
  run.report = std::string(100'000, 'x');
  CHECK(contains(errorOf(ledger.append(run, Keep::Digests)), "the disk is full"));
  CHECK(sure(ledger.append(runOn("2026-01-06"), Keep::Digests)) == EntryId(6));
  CHECK(verified(path) == "");
  CHECK_FALSE(Ledger::open(folder / "b.sqlite", {.mode = LedgerMode::Append, .most_pages = 1}));
}

TEST_CASE("a ledger on a read-only disk can be read and not written") {
  const Folder folder;
  std::filesystem::create_directory(folder / "archive");
  const std::string path = folder / "archive/a.sqlite";
  makeFive(path, Keep::Inputs);
  const AsOrdinaryUser user(folder);
  REQUIRE(::chmod(path.c_str(), 0400) == 0);
  REQUIRE(::chmod((folder / "archive").c_str(), 0500) == 0);
  CHECK(verified(path) == "");
  CHECK(sure(reading(path).list({})).size() == 5);
  const std::string said = errorOf(Ledger::open(path, {.mode = LedgerMode::Append}));
  CHECK(contains(said, "cannot write the ledger `" + path + "`: you may only read it"));
  REQUIRE(::chmod((folder / "archive").c_str(), 0700) == 0);
}
