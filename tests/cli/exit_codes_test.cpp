// Every exit code of product.md, and which wins when several apply.
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "tests/cli/run.h"

using namespace jurat::test;

namespace {

std::string profile(const std::string& name) { return "tests/packs/profiles/" + name + ".yaml"; }

Ran checkFaults(const std::string& name, const std::vector<std::string>& more = {}) {
  std::vector<std::string> words = {"check",   profile(name), "--rules-path", "tests/packs",
                                    "--rules", "faults",      "--as-of",      "2026-11-23"};
  words.insert(words.end(), more.begin(), more.end());
  return run(words);
}

const std::string kPack = R"(pack mine {
    title     "Mine"
    source    law "My Act" binding
    version   "1.0.0"
    language  1
    status    in_force
    deadlines as counted
    time_zone "UTC"
}

entity company {
    fact is_tidy : yes_no
        ask "Is it tidy?"
}
)";

}  // namespace

TEST_CASE("0, 1 and 3: the verdict of the gate") {
  struct Row {
    std::string profile;
    int code;
    std::string word;
  };
  const Row rows[] = {{"quiet", 0, "✓ 2 satisfied"}, {"breach", 1, "VIOLATED"},
                      {"open", 3, "FOR REVIEW"},     {"unknown", 3, "UNDETERMINED"},
                      {"pending", 0, "PENDING"},     {"every_outcome", 1, "VIOLATED"}};
  for (const Row& row : rows) {
    const Ran ran = checkOutcomes(row.profile);
    INFO(row.profile, "\n", ran.out, ran.err);
    CHECK(ran.code == row.code);
    CHECK(contains(ran.out, row.word));
    CHECK(ran.err == "");
  }
}

TEST_CASE("what --fail-on, --min-severity and --strength make of it") {
  struct Row {
    std::string profile, options;
    int code;
  };
  const Row rows[] = {
      {"breach", "--fail-on violated", 1},
      {"breach", "--fail-on undetermined,review", 0},
      {"breach", "--min-severity critical", 1},
      {"breach", "--min-severity critical --fail-on review", 0},
      {"open", "--fail-on violated", 0},
      {"open", "--fail-on review", 3},
      {"open", "--min-severity medium", 3},
      {"open", "--min-severity high", 0},
      {"unknown", "--fail-on violated,review", 0},
      {"unknown", "--fail-on undetermined", 3},
      {"unknown", "--min-severity critical", 3},
      {"pending", "--fail-on pending", 1},
      {"pending", "--fail-on violated --fail-on pending", 1},
      {"pending", "--fail-on pending --min-severity high", 1},
      {"pending", "--fail-on pending --min-severity critical", 0},
      {"lacks_board", "", 0},  // a duty of strength `should`
      {"lacks_board", "--strength must", 0},
      {"lacks_board", "--strength should", 1},
      {"lacks_board", "--strength must,should", 1},
      {"lacks_board", "--strength must --strength should", 1},
      {"lacks_board", "--strength should --min-severity medium", 0},
      {"lacks_board", "--strength voluntary", 1},  // the washroom that is only planned
      {"lacks_board", "--strength aspirational", 1},
      {"breach", "--strength should --fail-on violated", 1},
      {"every_outcome", "--fail-on review,undetermined", 3},
      {"every_outcome", "--fail-on pending,undetermined", 1},
  };
  for (const Row& row : rows) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at < row.options.size();) {
      const std::size_t end = std::min(row.options.find(' ', at), row.options.size());
      words.push_back(row.options.substr(at, end - at));
      at = end + 1;
    }
    INFO(row.profile, " ", row.options);
    CHECK(checkOutcomes(row.profile, words).code == row.code);
  }
}

TEST_CASE("an undetermined duty that could at worst be pending does not stop a build") {
  CHECK(checkOutcomes("maybe_pending").code == 0);
  CHECK(checkOutcomes("maybe_pending", {"--as-of", "2027-01-02"}).code == 2);  // the day is given already
}

TEST_CASE("4: a profile that does not load, the others reported all the same") {
  const Ran alone = checkOutcomes("broken");
  CHECK(alone.code == 4);
  CHECK(alone.out == "");
  CHECK(contains(alone.err, "tests/packs/profiles/broken.yaml:6:14"));
  CHECK(contains(alone.err, "did you mean `printer`?"));
  CHECK(contains(alone.err, "did you mean `has_fire_door`?"));

  const Ran among = run(outcomesWords({"quiet", "broken", "breach"}));
  CHECK(among.code == 4);
  CHECK(contains(among.out, "Quiet Works"));
  CHECK(contains(among.out, "Hot Iron"));
  CHECK_FALSE(contains(among.out, "Typing Error"));
  CHECK(contains(among.err, "broken.yaml:7:7"));

  const Ran missing = run(
      {"check", profile("quite"), profile("quiet"), "--rules-path", "tests/packs", "--rules", "outcomes"});
  CHECK(missing.code == 4);
  CHECK(contains(missing.err, "did you mean `tests/packs/profiles/quiet.yaml`?"));
  CHECK(contains(missing.out, "Quiet Works"));
}

TEST_CASE("4: a rule file or a pack that does not load") {
  const Scratch scratch;
  scratch.write("mine/pack.jurat",
                kPack + "\nrule tidy for company {\n    cites    \"Sec. 1\"\n    requires is_tdy\n}\n");
  const Ran fault = run({"check", profile("quiet"), "--rules", scratch / "mine"});
  CHECK(fault.code == 4);
  CHECK(fault.out == "");
  CHECK(contains(fault.err, "did you mean `is_tidy`?"));
  CHECK(contains(fault.err, "pack.jurat:18:14"));

  const Ran unknown = checkOutcomes("quiet", {"--rules", "outcoms"});
  CHECK(unknown.code == 4);
  CHECK(contains(unknown.err, "there is no pack `outcoms`; did you mean `outcomes`?"));

  std::filesystem::create_directories(scratch / "bare");
  CHECK(run({"check", profile("quiet"), "--rules", scratch / "bare"}).code == 4);

  scratch.write("asks.yaml", "jurat: 1\nframeworks: [us.nist_ai_rfm]\ncompany:\n  name: A\n");
  const Ran framework = run({"check", scratch / "asks.yaml"});
  CHECK(framework.code == 4);
  CHECK(contains(framework.err, "did you mean `us.nist_ai_rmf`?"));
}

TEST_CASE("5: nothing was evaluated") {
  const Ran nobody = checkOutcomes("empty_company");
  CHECK(nobody.code == 5);
  CHECK(contains(nobody.out, "no rule looked at this company"));

  const Scratch scratch;
  std::filesystem::create_directories(scratch / "none");
  const Ran folder = run({"check", scratch / "none"});
  CHECK(folder.code == 5);
  CHECK(contains(folder.err, "there is no profile in the folder"));
  const Ran partly = run(
      {"check", profile("quiet"), scratch / "none", "--rules-path", "tests/packs", "--rules", "outcomes"});
  CHECK(partly.code == 5);  // what was named and is not there must not be green
  CHECK(contains(partly.out, "Quiet Works"));

  scratch.write("mine/pack.jurat", kPack);
  scratch.write("tidy.yaml", "jurat: 1\ncompany:\n  is_tidy: yes\n");
  CHECK(run({"check", scratch / "tidy.yaml", "--rules", scratch / "mine"}).code == 5);
  const Ran test = run({"test", scratch / "mine"});
  CHECK(test.code == 5);
  CHECK(contains(test.out + test.err, "no test was found"));
  CHECK_FALSE(contains(test.out, "all hold"));
  CHECK(run({"test", scratch / "none"}).code == 5);
  CHECK(run({"fmt", scratch / "none"}).code == 5);
}

TEST_CASE("6: a rule that ends in an error, which no option switches off") {
  const Ran conflict = checkFaults("conflict");
  CHECK(conflict.code == 6);
  CHECK(contains(conflict.out, "`small` and `young` both apply and disagree"));
  CHECK(contains(conflict.out, "line 6"));
  CHECK(contains(conflict.out, "line 7"));
  const Ran zero = checkFaults("zero");
  CHECK(zero.code == 6);
  CHECK(contains(zero.out, "division by zero, at tests/packs/faults/pack.jurat:"));
  CHECK(checkFaults("zero", {"--fail-on", "violated"}).code == 6);
  CHECK(checkFaults("zero", {"--min-severity", "critical"}).code == 6);
  CHECK(checkFaults("zero", {"--strength", "voluntary"}).code == 6);
}

TEST_CASE("74: a report or ledger that cannot be written") {
  const Scratch scratch;
  const Ran full = checkOutcomes("quiet", {}, {.out_path = "/dev/full"});
  CHECK(full.code == 74);
  CHECK(contains(full.err, "`standard output` cannot be written: No space left on device"));
  const Ran device = checkOutcomes("quiet", {"--format", "json=/dev/full"});
  CHECK(device.code == 74);
  CHECK(contains(device.err, "/dev/full"));
  const Ran nowhere = checkOutcomes("quiet", {"--format", "json=" + scratch / "no/such/report.json"});
  CHECK(nowhere.code == 74);
  CHECK(contains(nowhere.err, "/no/such` does not exist"));
  CHECK(checkOutcomes("quiet", {"--ledger", scratch / "no/such/ledger"}).code == 74);
  CHECK(checkOutcomes("quiet", {"--ledger", scratch.path()}).code == 74);
  scratch.write("no_ledger", "this is a letter, not a ledger\n");
  CHECK(checkOutcomes("quiet", {"--ledger", scratch / "no_ledger"}).code == 74);
  CHECK(textOf(scratch / "no_ledger") == "this is a letter, not a ledger\n");
  CHECK(checkOutcomes("quiet", {"--record"}).code == 74);  // no home to put it in
  for (const std::vector<std::string>& words :
       std::vector<std::vector<std::string>>{{"--help"},
                                             {"--version"},
                                             {"schema"},
                                             {"rules", "list"},
                                             {"explain-code", "J0901"},
                                             {"test", "tests/packs/outcomes"}}) {
    CHECK(run(words, {.out_path = "/dev/full"}).code == 74);
  }
}

TEST_CASE("of several codes the first of 74, 2, 4, 5, 6, 1, 3 wins") {
  const Scratch scratch;
  CHECK(run(outcomesWords({"broken", "breach"}, {"--format", "json=/dev/full"})).code == 74);  // over 4 and 1
  CHECK(run(outcomesWords({"broken", "breach"}, {"--fail-on", "none"})).code == 2);            // over 4
  CHECK(run(outcomesWords({"broken", "empty_company", "breach"})).code == 4);                  // over 5 and 1
  CHECK(run(outcomesWords({"empty_company", "breach", "unknown"})).code == 5);                 // over 1 and 3
  CHECK(run(outcomesWords({"breach", "unknown"})).code == 1);                                  // over 3
  CHECK(run(outcomesWords({"quiet", "unknown"})).code == 3);                                   // over 0
  std::vector<std::string> words = {
      "check", profile("zero"), profile("quiet_faults"), "--rules-path", "tests/packs", "--rules", "faults"};
  CHECK(run(words).code == 6);
  words[2] = profile("breach_faults");
  CHECK(run(words).code == 6);  // over 1
  words[1] = scratch.write("typo.yaml", "jurat: 1\ncompany:\n  name: A\n  wrkshops: []\n");
  CHECK(run(words).code == 4);  // over 6 and 1
}
