// Evidence through the binary: what a profile names is read below its folder, and what changed does not
// count.
#include <sys/stat.h>
#include <unistd.h>

#include "tests/cli/run.h"

using namespace jurat::test;

namespace {

constexpr const char* kDigestOfPlan = "8c31f22f0e8e9ab1c5f5a4c4b4d6dc66b9d9a5ab3d1f4a2c9e1e7c9d1d0f2c11";

// A workshop whose light was judged and whose washroom was attested, on evidence written `evidence`.
std::string profileWith(const std::string& evidence) {
  return "jurat: 1\ncompany:\n  name: Hot Iron\n  turnover: EUR 1_000_000\n  workshops:\n    - id: forge\n"
         "      trade: smith\n      has_fire_door: yes\n      inspected_on: 2026-03-02\n"
         "      is_well_lit:\n        value: yes\n        by: Foreman\n        on: 2026-01-10\n"
         "        evidence: " +
         evidence + "\n      washroom: {value: implemented, evidence: " + evidence +
         "}\n      apprentices: 7\n      has_notice_board: yes\n";
}

// The digest that `evidence verify` says the file has.
std::string digestOf(const Scratch& scratch) {
  const std::string path = scratch.write("probe.yaml", profileWith("evidence/plan.pdf"));
  const Ran ran = run({"evidence", "verify", path, "--rules", "tests/packs/outcomes", "--format", "json"});
  const std::size_t at = ran.out.find("\"found_sha256\": \"");
  REQUIRE_MESSAGE(at != std::string::npos, ran.out << ran.err);
  return ran.out.substr(at + 17, 64);
}

Ran verify(const std::string& path, const std::vector<std::string>& more = {}) {
  std::vector<std::string> words = {"evidence", "verify",    path, "--rules", "tests/packs/outcomes",
                                    "--as-of",  "2026-11-23"};
  words.insert(words.end(), more.begin(), more.end());
  return run(words);
}

Ran check(const std::string& path, const std::vector<std::string>& more = {}) {
  std::vector<std::string> words = {"check",   path,         "--rules",  "tests/packs/outcomes",
                                    "--as-of", "2026-11-23", "--format", "json"};
  words.insert(words.end(), more.begin(), more.end());
  return run(words);
}

}  // namespace

TEST_CASE("evidence that is what the profile says verifies, and everything else is named with its place") {
  const Scratch scratch;
  scratch.write("evidence/plan.pdf", "the plan");
  scratch.write("secret.pdf", "secret");
  const std::string digest = digestOf(scratch);
  REQUIRE(::symlink("../../etc/passwd", (scratch / "evidence/out.pdf").c_str()) == 0);
  REQUIRE(::mkfifo((scratch / "evidence/pipe.pdf").c_str(), 0600) == 0);
  const struct {
    std::string evidence, status, code;
    int exit;
  } rows[] = {
      {"{path: evidence/plan.pdf, sha256: " + digest + "}", "verified", "", 0},
      {"{path: ./evidence/plan.pdf, sha256: " + digest + ", expires: 2026-11-23}", "verified", "", 0},
      {"{path: evidence/plan.pdf, sha256: " + std::string(kDigestOfPlan) + "}", "changed", "J0651", 1},
      {"{path: evidence/plan.pdf, sha256: " + digest + ", expires: 2026-11-22}", "expired", "J0653", 1},
      {"{path: evidence/plan.pdf, sha256: " + digest + ", effective_from: 2026-11-24}", "not_yet", "J0653",
       1},
      {"{path: evidence/none.pdf, sha256: " + digest + "}", "missing", "J0650", 1},
      {"{path: evidence/out.pdf, sha256: " + digest + "}", "refused", "J0650", 1},
      {"{path: evidence/pipe.pdf, sha256: " + digest + "}", "refused", "J0650", 1},
      {"{path: evidence, sha256: " + digest + "}", "refused", "J0650", 1},
      {"evidence/plan.pdf", "no_digest", "J0652", 1},
      {"https://example.org/plan.pdf", "remote", "", 0},
  };
  for (const auto& row : rows) {
    CAPTURE(row.evidence);
    const std::string path = scratch.write("a.yaml", profileWith(row.evidence));
    const Ran text = verify(path);
    CHECK_MESSAGE(text.code == row.exit, text.out << text.err);
    CHECK(contains(text.out, "2 pieces of evidence: "));
    if (!row.code.empty()) {
      CHECK(contains(text.out, "error[" + row.code + "]"));
      CHECK(contains(text.out, "a.yaml:14:"));
      CHECK(contains(text.out, "a.yaml:15:"));
    }
    const Ran json = verify(path, {"--format", "json"});
    CHECK(json.code == row.exit);
    CHECK(countOf(json.out, "\"status\": \"" + row.status + "\"") == 2);
    CHECK(countOf(json.out, "\"code\": \"" + row.code + "\"") == (row.code.empty() ? 0 : 2));
    // The same words decide whether the answers count.
    const Ran plain = check(path);
    const Ran looked = check(path, {"--verify-evidence"});
    const bool dated = row.status == "expired" || row.status == "not_yet";
    CHECK(contains(plain.out, "its evidence") == dated);
    CHECK(contains(looked.out, "its evidence") == (row.exit == 1));
    if (row.exit == 0) CHECK((plain.out == looked.out));
  }
  CHECK(verify(scratch.write("b.yaml", profileWith("../secret.pdf"))).code == 4);
  CHECK(verify(scratch / "none.yaml").code == 4);
  CHECK(run({"evidence", "verify", scratch / "a.yaml", "--as-of", "soon"}).code == 2);
}

TEST_CASE("a judgement and an attested practice count while their evidence does, and say why when not") {
  const Scratch scratch;
  scratch.write("evidence/plan.pdf", "the plan");
  const std::string good = "{path: evidence/plan.pdf, sha256: " + digestOf(scratch) + "}";
  const std::string path = scratch.write("a.yaml", profileWith(good));
  CHECK(check(path, {"--verify-evidence"}).code == check(path).code);
  CHECK_FALSE(contains(check(path, {"--verify-evidence"}).out, "lapsed"));
  scratch.write("evidence/plan.pdf", "another plan");
  CHECK_FALSE(contains(check(path).out, "lapsed"));  // without the option no other file is read
  const Ran looked = check(path, {"--verify-evidence"});
  CHECK(looked.code == 3);
  CHECK(contains(
      looked.out,
      "the judgement of Foreman of 2026-01-10 lapsed: its evidence evidence/plan.pdf is another file than "
      "the profile says"));
  CHECK(contains(looked.out,
                 "the answer does not count any more: its evidence evidence/plan.pdf is another file"));
  const Ran chinese = run({"check", path, "--rules", "tests/packs/outcomes", "--as-of", "2026-11-23",
                           "--verify-evidence", "--lang", "zh"});
  CHECK(contains(chinese.out, "与企业档案所述的文件不同"));
}

TEST_CASE("evidence of a profile from standard input lies below the working folder") {
  const Scratch scratch;
  scratch.write("evidence/plan.pdf", "the plan");
  const std::string text = profileWith("{path: evidence/plan.pdf, sha256: " + digestOf(scratch) + "}");
  const std::string rules = std::filesystem::absolute("tests/packs/outcomes").string();
  const std::vector<std::string> words = {"evidence", "verify",  "-",         "--rules",
                                          rules,      "--as-of", "2026-11-23"};
  CHECK(run(words, {.input = text, .folder = scratch.path()}).code == 0);
  CHECK(run(words, {.input = text}).code == 1);
}
