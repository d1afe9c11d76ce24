// Killed at any point and started again, a run gives what it would have given.
#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <random>

#include "engine/sqlite/database.h"
#include "tests/agreement/run.h"
#include "tests/portfolio/records.h"

using namespace jurat;
using namespace jurat::portfolio;
using namespace jurat::portfolio::test;

namespace {

const std::vector<std::string>& manyRecords() {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> records = variations(90);
    for (std::size_t i = 5; i < records.size(); i += 23) records[i] = "?";
    return records;
  }();
  return all;
}

Plan planOf(Format format) {
  Options wanted =
      options(RowKind::Company, {"line", "company", "violated", "undetermined_rules", "exposures"});
  wanted.format = format;
  wanted.block = 4;
  wanted.threads = 2;
  wanted.checkpoint_records = 8;
  return Plan(corpus().rules, wanted);
}

Files filesIn(const Folder& folder) {
  Files files;
  files.output = folder / "rows";
  files.rejects = folder / "rejects";
  files.resume = true;
  files.identity = {{"input", "these records"}, {"day", "2027-03-01"}};
  return files;
}

Ended runOnce(const Plan& plan, const Folder& folder, const Files& files) {
  MemorySource source(manyRecords());
  Watch watch;
  watch.refused = [](const std::string&) {};
  watch.summary = [&](const Tally& tally) {
    std::ofstream(folder / "summary") << summaryJson(tally, plan, "test");
    return true;
  };
  return run(plan, source, files, watch);
}

// A process of its own; killed after so many microseconds, unless it ends before.
bool killed(const Plan& plan, const Folder& folder, std::int64_t after) {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    runOnce(plan, folder, filesIn(folder));
    ::_exit(0);
  }
  ::usleep(static_cast<useconds_t>(after));
  ::kill(child, SIGKILL);
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  return WIFSIGNALED(status);
}

std::string dump(const std::string& path) {
  Result<Database> database = Database::open(path, {});
  REQUIRE(database);
  Result<Statement> query = database->prepare(
      "SELECT rowid || quote(line) || quote(company) || quote(violated) || "
      "quote(undetermined_rules) || quote(exposures) FROM companies");
  REQUIRE(query);
  std::string rows;
  for (;;) {
    const Result<bool> row = query->step();
    REQUIRE(row);
    if (!*row) return rows;
    rows += std::string(query->text(0)) + "\n";
  }
}

std::string outputOf(Format format, const Folder& folder) {
  return format == Format::Sqlite ? dump(folder / "rows") : textOf(folder / "rows");
}

void resumeAll(Format format, std::uint32_t seed) {
  const Plan plan = planOf(format);
  const Folder whole;
  const auto begun = std::chrono::steady_clock::now();
  const Ended straight = runOnce(plan, whole, filesIn(whole));
  REQUIRE(!straight.not_written);
  const auto took =
      std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begun).count();
  const std::string rows = outputOf(format, whole);
  REQUIRE(rows.size() > 1000);
  std::mt19937_64 dice(seed);
  int killings = 0, resumptions = 0;
  // Each takes as long as up to two whole runs.
  const std::size_t points = agreement::orFewer(20, 5);
  for (std::size_t i = 0; i < points; ++i) {
    const Folder folder;
    if (killed(plan, folder, static_cast<std::int64_t>(dice() % static_cast<std::uint64_t>(took))))
      ++killings;
    const Ended rest = runOnce(plan, folder, filesIn(folder));
    CHECK(rest.cannot_resume.empty());
    CHECK_MESSAGE(!rest.not_written, rest.not_written->message);
    if (rest.resumed_at != 0) ++resumptions;
    CHECK(outputOf(format, folder) == rows);
    CHECK(textOf(folder / "rejects") == textOf(whole / "rejects"));
    CHECK(textOf(folder / "summary") == textOf(whole / "summary"));
    CHECK(!std::filesystem::exists(folder / "rows.resume"));
    CHECK(!std::filesystem::exists(folder / "rows.part"));
  }
  MESSAGE("seed " << seed << ": " << killings << " killed, " << resumptions << " resumed");
  CHECK(resumptions > (agreement::isShortened() ? 0 : 3));
}

}  // namespace

TEST_CASE("killed at 20 points and resumed, lines are the same to the byte") {
  resumeAll(Format::Ndjson, 20270301);
}

TEST_CASE("killed at 20 points and resumed, a database holds the same") {
  resumeAll(Format::Sqlite, 20270302);
}

TEST_CASE("what has changed since is a reason not to go on") {
  for (const Format format : {Format::Csv, Format::Sqlite}) {
    const Plan plan = planOf(format);
    const Folder folder;
    const Files files = filesIn(folder);
    // Interrupted by its input.
    class Breaking final : public intake::Source {
     public:
      Result<bool> next(intake::Chunk& chunk, std::size_t records) override {
        if (++calls_ > 10) return IoError{"the input is damaged"};
        return inner_.next(chunk, records);
      }
      Result<std::uint64_t> skip(std::uint64_t records) override { return inner_.skip(records); }
      const std::string& name() const override { return inner_.name(); }
      std::uint64_t bytesRead() const override { return 0; }
      std::uint64_t bytesInAll() const override { return 0; }
      std::vector<std::string> notes() const override { return {}; }

     private:
      int calls_ = 0;
      MemorySource inner_{manyRecords()};
    };
    Breaking breaking;
    Watch watch;
    watch.refused = [](const std::string&) {};
    const Ended broken = run(plan, breaking, files, watch);
    REQUIRE(broken.not_read);
    CHECK(!std::filesystem::exists(files.output));
    Files other = files;
    other.identity[1].second = "2027-03-02";
    CHECK(runOnce(plan, folder, other).cannot_resume == "the interrupted run had another day");
    const Ended rest = runOnce(plan, folder, files);
    CHECK(rest.resumed_at > 0);
    CHECK(std::filesystem::exists(files.output));
  }
}

TEST_CASE("a state that was tampered with is none") {
  Tally tally(2);
  tally.records = 12;
  tally.rules[1].exposure(Outcome::Violated, ExposureState::Live, 7).low = *Number::parse("12.5");
  State state;
  state.identity = {{"input", "x"}};
  state.position = 12;
  state.tally = tally;
  const std::string text = state.text();
  const std::optional<State> read = State::parse(text);
  REQUIRE(read);
  CHECK(read->text() == text);
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string bad = text;
    bad[i] = static_cast<char>(bad[i] ^ 1);
    CHECK(!State::parse(bad));
  }
  CHECK(!State::parse(""));
}
