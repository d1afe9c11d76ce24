// The ledger through the binary: signing, checkpoints, export, past reports as they were, and replaying them.
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>

#include "engine/ledger/ledger.h"
#include "tests/cli/run.h"

using namespace jurat::test;

namespace {

// Records a check with its inputs.
Ran record(const std::string& profile, const std::string& file, std::vector<std::string> more = {}) {
  more.insert(more.end(), {"--ledger", file, "--ledger-keep", "inputs"});
  return checkOutcomes(profile, more);
}

Ran onLedger(const std::string& file, std::vector<std::string> words) {
  words.insert(words.begin(), "ledger");
  words.insert(words.end(), {"--ledger", file});
  return run(words);
}

std::string bytesOf(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  REQUIRE(from.size() == to.size());
  return text.replace(at, from.size(), to);
}

// A command on a profile that breaks the rules.
std::vector<std::string> with(std::vector<std::string> words, const std::vector<std::string>& more) {
  words.insert(words.end(), {"tests/packs/profiles/breach.yaml", "--rules", "tests/packs/outcomes", "--as-of",
                             "2026-11-23"});
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

}  // namespace

TEST_CASE("a past report is shown byte for byte, as it was kept and in any other format") {
  const Scratch scratch;
  const std::string file = scratch / "a.sqlite";
  const Ran json = record("every_outcome", file, {"--format", "json"});
  const Ran text = record("every_outcome", file, {"--width", "100", "--lang", "zh"});
  CHECK((onLedger(file, {"show", "1", "--format", "json"}).out == json.out));
  const Ran shown =
      onLedger(file, {"show", "2", "--format", "text", "--format", "json=" + (scratch / "j.json")});
  CHECK(shown.code == 0);
  CHECK((shown.out == text.out));
  CHECK_FALSE(textOf(scratch / "j.json").empty());
  CHECK(onLedger(file, {"show", "1", "--format", "poem"}).code == 2);
  CHECK(onLedger(file, {"show", "1", "--format", "json=" + scratch.path()}).code == 74);
}

TEST_CASE("a run is evaluated again from what was kept, whatever became of the files") {
  const Scratch scratch;
  const std::string file = scratch / "a.sqlite";
  const std::string profile = scratch.write("a.yaml", textOf("tests/packs/profiles/breach.yaml"));
  std::filesystem::copy("tests/packs/outcomes", scratch / "outcomes",
                        std::filesystem::copy_options::recursive);
  const std::vector<std::string> words = {"check",   "a.yaml",     "--rules",  "outcomes",
                                          "--as-of", "2026-11-23", "--ledger", "a.sqlite"};
  std::vector<std::string> keeping = words;
  keeping.insert(keeping.end(),
                 {"--ledger-keep", "inputs", "--fail-on", "violated", "--min-severity", "medium"});
  const Setting there{.folder = scratch.path()};
  REQUIRE(run(keeping, there).code == 1);
  REQUIRE(run(words, there).code == 1);
  std::filesystem::remove_all(scratch / "outcomes");
  std::filesystem::remove(profile);
  const Ran again = onLedger(file, {"replay", "1"});
  CHECK_MESSAGE(again.code == 0, again.out << again.err);
  CHECK(again.out == "run 1: the same report, byte for byte\n");
  const Ran bare = onLedger(file, {"replay", "2"});
  CHECK(bare.code == 4);
  CHECK(contains(bare.err, "without its inputs"));
  CHECK(onLedger(file, {"replay", "3"}).code == 4);
  CHECK(onLedger(file, {"replay", "x"}).code == 2);
  REQUIRE(onLedger(file, {"forget", "--blobs-before", "9999-01-01"}).code == 0);
  CHECK(onLedger(file, {"replay", "1"}).code == 4);
  CHECK(onLedger(file, {"show", "1", "--format", "json"}).code == 4);
}

TEST_CASE("a report that names files by their whole path is replayed in any folder") {
  const Scratch scratch;
  const std::string profile = scratch.write("a.yaml", textOf("tests/packs/profiles/breach.yaml"));
  const std::string file = scratch / "a.sqlite";
  const std::string rules = std::filesystem::absolute("tests/packs/outcomes").string();
  const Ran checked = run({"check", profile, "--rules", rules, "--as-of", "2026-11-23", "--ledger", file,
                           "--ledger-keep", "inputs", "--format", "markdown"},
                          {.folder = scratch.path()});
  REQUIRE_MESSAGE(checked.code == 1, checked.err);
  CHECK(onLedger(file, {"replay", "1"}).out == "run 1: the same report, byte for byte\n");
  CHECK((onLedger(file, {"show", "1", "--format", "markdown"}).out == checked.out));
}

TEST_CASE("waivers and a baseline are kept and judge the replay") {
  const Scratch scratch;
  const std::string file = scratch / "a.sqlite";
  const std::string baseline = scratch / "baseline.json";
  REQUIRE(run(with({"baseline", "create"}, {"--baseline", baseline})).code == 0);
  const Ran checked =
      run(with({"check"}, {"--baseline", baseline, "--ledger", file, "--ledger-keep", "inputs"}));
  CHECK(checked.code == 0);
  std::filesystem::remove(baseline);
  CHECK(onLedger(file, {"replay", "1"}).out == "run 1: the same report, byte for byte\n");
  CHECK((onLedger(file, {"show", "1", "--format", "text"}).out == checked.out));
}

TEST_CASE("another version compares outcomes, the same one bytes, and a difference is listed") {
  const Scratch scratch;
  const std::string file = scratch / "a.sqlite";
  record("breach", file);
  jurat::Result<jurat::Ledger> ledger = jurat::Ledger::open(file, {.mode = jurat::LedgerMode::Append});
  REQUIRE(ledger);
  const jurat::Result<jurat::Record> first = ledger->show(jurat::EntryId{1});
  REQUIRE(first);
  const std::string version = first->entry.engine_version;
  const std::string good = *first->outcomes;
  const std::size_t at = good.find("violated");
  REQUIRE(at != std::string::npos);
  const std::string bad = good.substr(0, at) + "satisfied" + good.substr(at + 8);
  const struct {
    std::string version, report, outcomes;
    int code;
    std::string_view said;
  } rows[] = {
      {"0.0.9", "{}", good, 0, "the same outcomes (recorded by version 0.0.9"},
      {"0.0.9", "{}", bad, 1, ": was satisfied, is violated"},
      {version, "{}", good, 1, "the same outcomes, but another report"},
      {version, "{}", bad, 1, "other outcomes, 1 difference"},
      {version, *first->report, "[\n]\n", 1, ": was not there, is violated"},
  };
  for (const auto& row : rows) {
    jurat::Run run{.recorded_at = "2026-11-23T10:00:00Z",
                   .engine_version = row.version,
                   .as_of = "2026-11-23",
                   .settings = *first->settings,
                   .outcomes = row.outcomes,
                   .report = row.report,
                   .counts = "{}"};
    for (const jurat::KeptFile& each : *first->profiles) run.profiles.push_back({each.name, *each.bytes});
    for (const jurat::KeptFile& each : *first->rules) run.rules.push_back({each.name, *each.bytes});
    const jurat::Result<jurat::EntryId> id = ledger->append(run, jurat::Keep::Inputs);
    REQUIRE(id);
    const std::string number = std::to_string(static_cast<int>(*id));
    const Ran ran = onLedger(file, {"replay", number});
    CHECK(ran.code == row.code);
    CHECK_MESSAGE(contains(ran.out, row.said), ran.out);
    if (row.report == "{}") CHECK(onLedger(file, {"show", number, "--format", "text"}).code == 1);
  }
}

TEST_CASE("a replay reads no evidence of today, and knows what was found of it then") {
  const Scratch scratch;
  const std::string file = scratch / "a.sqlite";
  const std::string profile = scratch / "a.yaml";
  std::string text = textOf("tests/packs/profiles/breach.yaml");
  text.replace(text.find("on: 2026-01-10}"), 15, "on: 2026-01-10, evidence: plan.pdf}");
  scratch.write("a.yaml", text);
  scratch.write("plan.pdf", "plan");
  const Ran checked = run({"check", profile, "--rules", "tests/packs/outcomes", "--as-of", "2026-11-23",
                           "--verify-evidence", "--ledger", file, "--ledger-keep", "inputs"});
  CHECK(contains(checked.out, "no digest"));
  std::filesystem::remove(scratch / "plan.pdf");
  CHECK(onLedger(file, {"replay", "1"}).out == "run 1: the same report, byte for byte\n");
  CHECK((onLedger(file, {"show", "1", "--format", "text"}).out == checked.out));
}

TEST_CASE("a key signs runs, and a cut tail shows") {
  const Scratch scratch;
  const std::string file = scratch / "a.sqlite", key = scratch / "key";
  const Ran made = run({"ledger", "keygen", key});
  CHECK(made.code == 0);
  struct stat about {};
  REQUIRE(::stat(key.c_str(), &about) == 0);
  CHECK((about.st_mode & 0777) == 0600);
  const std::string secret = textOf(key);
  CHECK_FALSE(contains(made.out, secret.substr(secret.find('\n') + 1, 64)));
  CHECK(run({"ledger", "keygen", key}).code == 2);
  CHECK(textOf(key) == secret);

  CHECK(checkOutcomes("breach", {"--ledger-key", key}).code == 2);  // nothing is recorded
  CHECK(checkOutcomes("breach", {"--ledger", file, "--ledger-key", scratch / "none"}).code == 2);
  CHECK_FALSE(std::filesystem::exists(file));
  for (const std::string profile : {"breach", "quiet", "open"})
    checkOutcomes(profile, {"--ledger", file, "--ledger-key", key});
  CHECK(checkOutcomes("quiet", {"--ledger", file}).code == 74);  // signed so far
  const Ran good = onLedger(file, {"verify", "--key", key + ".pub"});
  CHECK(good.code == 0);
  CHECK(contains(good.out, "3 rows, 3 signed"));
  const Ran checkpoint = onLedger(file, {"checkpoint"});
  CHECK(checkpoint.code == 0);
  const std::string kept = scratch.write("checkpoint.txt", checkpoint.out);
  CHECK(onLedger(file, {"verify", "--key", key + ".pub", "--checkpoint", kept}).code == 0);
  CHECK(onLedger(file, {"verify", "--checkpoint", kept}).code == 2);
  CHECK(onLedger(file, {"verify", "--key", scratch / "checkpoint.txt"}).code == 4);
  CHECK(onLedger(file, {"verify", "--key", key + ".pub", "--checkpoint", key + ".pub"}).code == 4);

  CHECK(run({"ledger", "keygen", scratch / "other"}).code == 0);
  const Ran other = onLedger(file, {"verify", "--key", scratch / "other.pub"});
  CHECK(other.code == 1);
  CHECK(contains(other.out, "first bad row: 1"));

  // The bytes of a row, changed in the file itself.
  scratch.write("a.sqlite", bytesOf(textOf(file), "profiles/quiet.yaml", "profiles/Quiet.yaml"));
  const Ran bad = onLedger(file, {"verify", "--key", key + ".pub"});
  CHECK(bad.code == 1);
  CHECK(contains(bad.out, "first bad row: 2"));
}

TEST_CASE("rows are exported as JSON Lines, aside and then in place") {
  const Scratch scratch;
  const std::string file = scratch / "a.sqlite";
  record("breach", file);
  record("quiet", file);
  const Ran out = onLedger(file, {"export"});
  CHECK(out.code == 0);
  CHECK(countOf(out.out, "\n") == 2);
  CHECK(countOf(out.out, "{\"jurat_ledger_row\":2,\"id\":") == 2);
  CHECK(contains(out.out, "\"counts\":{\"satisfied\":"));
  CHECK(onLedger(file, {"export", "--output", scratch / "rows.jsonl"}).code == 0);
  CHECK(textOf(scratch / "rows.jsonl") == out.out);
  CHECK(onLedger(file, {"export", "--output", scratch.path()}).code == 74);
  CHECK(onLedger(file, {"export", "--output", "/dev/full"}).code == 74);
  CHECK(onLedger(file, {"checkpoint"}).code == 5);
}

TEST_CASE("no row without its report, and no half of anything where a disk is full") {
  const Scratch scratch;
  const std::string file = scratch / "a.sqlite";
  for (const std::string& target : {std::string("/dev/full"), scratch.path(), scratch / "none/report.json"}) {
    CAPTURE(target);
    const Ran ran = record("quiet", file, {"--format", "json=" + target});
    CHECK(ran.code == 74);
    CHECK(contains(ran.err, "the run is not recorded"));
    CHECK_FALSE(std::filesystem::exists(file));
  }
  const Ran full = run(outcomesWords({"quiet"}, {"--ledger", file}), {.out_path = "/dev/full"});
  CHECK(full.code == 74);
  CHECK_FALSE(std::filesystem::exists(file));
  REQUIRE(record("quiet", file).code == 0);
  for (const std::string command : {"list", "verify", "export"})
    CHECK(run({"ledger", command, "--ledger", file}, {.out_path = "/dev/full"}).code == 74);
  for (const std::string command : {"show", "replay"})
    CHECK(run({"ledger", command, "1", "--ledger", file}, {.out_path = "/dev/full"}).code == 74);
  CHECK(run({"ledger", "keygen", scratch / "none/key"}).code == 74);
  CHECK(run({"ledger", "keygen", scratch / "key"}, {.out_path = "/dev/full"}).code == 74);
  CHECK(onLedger(file, {"list"}).out.substr(0, 3) == "1  ");
}

TEST_CASE("a closed pipe ends a command with 74 and records nothing") {
  const Scratch scratch;
  const std::string file = scratch / "a.sqlite";
  std::string words;
  for (const std::string& word : outcomesWords({"quiet"}, {"--ledger", file})) words += " '" + word + "'";
  // The reader is gone before anything is written.
  const std::string command = "( sleep 0.3; \"$JURAT_BINARY\"" + words + " 2> '" + (scratch / "said") +
                              "'; echo $? > '" + (scratch / "code") + "' ) | true";
  REQUIRE(std::system(command.c_str()) == 0);
  for (int i = 0; i < 100 && !std::filesystem::exists(scratch / "code"); ++i) ::usleep(50'000);
  CHECK(textOf(scratch / "code") == "74\n");
  CHECK(contains(textOf(scratch / "said"), "`standard output` cannot be written"));
  CHECK_FALSE(std::filesystem::exists(file));
}

TEST_CASE("a ledger that is malformed or may not be written fails the run that was to be recorded") {
  const Scratch scratch;
  const std::string letter = scratch.write("letter", "Dear auditor,\n");
  const Ran ran = record("quiet", letter);
  CHECK(ran.code == 74);
  CHECK(contains(ran.err, "letter"));
  CHECK(textOf(letter) == "Dear auditor,\n");
  CHECK(record("quiet", scratch.path()).code == 74);
  CHECK(record("quiet", scratch / "none/a.sqlite").code == 74);
  const std::string file = scratch / "a.sqlite";
  REQUIRE(record("quiet", file).code == 0);
  scratch.write("a.sqlite", textOf(file).substr(0, 5'000));
  CHECK(record("quiet", file).code == 74);
  for (const std::string command : {"list", "export"}) CHECK(onLedger(file, {command}).code == 4);
  CHECK(onLedger(file, {"replay", "1"}).code == 4);
}
