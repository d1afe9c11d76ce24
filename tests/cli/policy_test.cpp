// --policy-from-git: a change cannot exempt itself, and nothing that it brings along is run.
#include "tests/cli/gated.h"

using namespace jurat::test;

namespace {

constexpr const char* kProject =
    "jurat: 1\nrules: [rules]\npacks: [house]\nwaivers: waivers.yaml\nbaseline: baseline.json\n";
constexpr const char* kNone = "{\"jurat_baseline\": 1, \"findings\": []}\n";

// A repository whose `main` has a project without exemptions, and a change on top of it in the working tree.
struct Repository : House {
  Repository() {
    write("jurat.yaml", kProject);
    write("waivers.yaml", "jurat: 1\nwaivers: []\n");
    write("baseline.json", kNone);
    REQUIRE(shell("git init -q -b main . && git add -A && git commit -q -m one") == 0);
  }
  Ran gate(const std::string& ref = "main", const Setting& setting = {}) const {
    return run({"check", "acme.yaml", "--as-of", "2026-11-23", "--policy-from-git", ref}, setting);
  }
  Ran plain() const { return run({"check", "acme.yaml", "--as-of", "2026-11-23"}); }
};

}  // namespace

TEST_CASE("no file that a change brings along exempts it") {
  struct Row {
    std::string file, text;
  };
  const Repository base;
  const std::string pack = base.text("rules/house/pack.jurat");
  std::string tame = pack;
  tame.replace(tame.find("requires is_tidy"), 16, "requires has_plan");
  const std::vector<Row> rows = {
      {"jurat.yaml", std::string(kProject) + "levels: {house: off}\n"},
      {"jurat.yaml", std::string(kProject) + "fail_on: [review]\n"},
      {"jurat.yaml", "jurat: ["},
      {"waivers.yaml", waiverFile("house/tidy", "company", "2026-12-15")},
      {"waivers.yaml", "nonsense"},
      {"rules/house/pack.jurat", tame},
      {"rules/house/pack.jurat", "nonsense"},
  };
  for (const Row& row : rows) {
    const Repository change;
    change.write(row.file, row.text);
    const Ran ran = change.gate();
    INFO(row.file, "\n", row.text, "\n", ran.err);
    CHECK(change.plain().code != 1);
    CHECK(ran.code == 1);
    CHECK(contains(ran.out, "VIOLATED"));
  }
  const Repository grown;
  grown.remove("baseline.json");
  REQUIRE(grown
              .run({"baseline", "create", "acme.yaml", "--as-of", "2026-11-23", "--config", "jurat.yaml",
                    "--waivers", "waivers.yaml"})
              .code == 0);
  CHECK(grown.plain().code == 0);
  CHECK(grown.gate().code == 1);
  // Files that the command line names are of the policy too.
  const Repository named;
  named.write("mine.yaml", waiverFile("house/tidy", "company", "2026-12-15"));
  CHECK(named.run({"check", "acme.yaml", "--as-of", "2026-11-23", "--waivers", "mine.yaml"}).code == 0);
  CHECK(named
            .run({"check", "acme.yaml", "--as-of", "2026-11-23", "--waivers", "mine.yaml",
                  "--policy-from-git", "main"})
            .code == 1);
  CHECK(named
            .run({"check", "acme.yaml", "--as-of", "2026-11-23", "--waivers", "nowhere.yaml",
                  "--policy-from-git", "main"})
            .code == 2);
}

TEST_CASE("what a change alters in its policy is said") {
  const Repository change;
  change.write("jurat.yaml", std::string(kProject) + "fail_on: [review, pending]\n");
  change.write("waivers.yaml", waiverFile("house/tidy", "company", "2026-12-15"));
  change.write("baseline.json",
               "{\"jurat_baseline\": 1, \"findings\": [{\"fingerprint\": \"" + std::string(64, 'a') +
                   "\", \"profile\": \"acme.yaml\", \"rule\": \"house/tidy\", \"subject\": \"company\", "
                   "\"outcome\": \"violated\", \"severity\": \"medium\", \"since\": \"2026-11-01\"}]}");
  change.write("rules/house/more.jurat", "in pack house\n");
  change.write("rules/house/pack.jurat", change.text("rules/house/pack.jurat") + "# more\n");
  const Ran ran = change.gate();
  INFO(ran.err);
  CHECK(ran.code == 1);
  for (const std::string said :
       {"`fail_on` in `jurat.yaml` would be review, pending instead of left out",
        "the change adds a waiver of house/tidy for company until 2026-12-15, which was not used",
        "the change adds 1 finding to the baseline `baseline.json`, which was not used",
        "the change adds `rules/house/more.jurat`, which was not used",
        "the change alters `rules/house/pack.jurat`; it was read as it was before"}) {
    CHECK_MESSAGE(contains(ran.err, said), said);
  }
  CHECK(countOf(ran.err, "warning[J0707]") == 5);
  change.remove("waivers.yaml");
  change.write("baseline.json", "[]");
  const Ran less = change.gate();
  CHECK(contains(less.err, "the change removes `waivers.yaml`, which was used all the same"));
  CHECK(contains(less.err, "leaves `baseline.json` in a state that cannot be read"));
}

TEST_CASE("what the commit exempts stays exempt, whatever becomes of the files") {
  const Repository repository;
  repository.write("waivers.yaml", waiverFile("house/tidy", "company", "2026-12-15"));
  REQUIRE(repository.shell("git commit -q -a -m two") == 0);
  repository.remove("waivers.yaml");
  repository.remove("jurat.yaml");
  repository.remove("rules");
  const Ran ran = repository.gate();
  CHECK(ran.code == 0);
  CHECK(contains(ran.err, "main:waivers.yaml:3:5"));
  CHECK(repository.gate("HEAD~1").code == 1);
  // A link of the change leads nowhere.
  const Repository linked;
  linked.write("../elsewhere.yaml", waiverFile("house/tidy", "company", "2026-12-15"));
  linked.remove("waivers.yaml");
  REQUIRE(linked.shell("ln -s ../elsewhere.yaml waivers.yaml") == 0);
  CHECK(linked.gate().code == 1);
  std::filesystem::remove(linked.path() + "/../elsewhere.yaml");
}

TEST_CASE("a run under the policy of a commit is replayed under it") {
  const Repository change;
  change.write("waivers.yaml", waiverFile("house/tidy", "company", "2026-12-15"));
  const Ran first = change.run({"check", "acme.yaml", "--as-of", "2026-11-23", "--policy-from-git", "main",
                                "--ledger", "runs.sqlite", "--ledger-keep", "inputs"});
  REQUIRE(first.code == 1);
  change.remove("rules");
  change.remove("waivers.yaml");
  const Ran again = change.run({"ledger", "replay", "1", "--ledger", "runs.sqlite"});
  CHECK_MESSAGE(again.code == 0, again.out << again.err);
  CHECK(contains(again.out, "byte for byte"));
}

TEST_CASE("nothing runs, and the environment has no say") {
  const Repository repository;
  repository.write("trap.sh", "#!/bin/sh\ntouch \"$(dirname \"$0\")/sprung\"\ncat\n");
  REQUIRE(repository.shell("chmod +x trap.sh && git config core.fsmonitor ./trap.sh && git config "
                           "filter.f.smudge ./trap.sh && git config core.sshCommand ./trap.sh && git config "
                           "core.hooksPath . && cp trap.sh post-checkout && echo \"* filter=f\" "
                           ">.git/info/attributes") == 0);
  repository.remove("sprung");
  CHECK(repository.gate().code == 1);
  CHECK_FALSE(repository.exists("sprung"));

  const Repository other;
  other.write("waivers.yaml", waiverFile("house/tidy", "company", "2026-12-15"));
  REQUIRE(other.shell("git commit -q -a -m two") == 0);
  const std::string away = other.path() + "/.git";
  const Ran trapped = repository.gate("main", {.environment = {{"GIT_DIR", away},
                                                               {"GIT_WORK_TREE", other.path()},
                                                               {"GIT_OBJECT_DIRECTORY", away + "/objects"}}});
  CHECK(trapped.code == 1);
}

TEST_CASE("what cannot be read from git ends in 2 and says what to do") {
  const Repository repository;
  const auto refused = [&](const Ran& ran, const std::string& said) {
    INFO(ran.err);
    CHECK(ran.code == 2);
    CHECK(ran.out == "");
    CHECK(contains(ran.err, said));
  };
  refused(repository.gate("mian"), "git knows no `mian` here");
  refused(repository.gate("main:waivers.yaml"), "names no commit");
  REQUIRE(repository.shell("git update-ref refs/remotes/origin/trunk HEAD") == 0);
  refused(repository.gate("trunk"), "did you mean `origin/trunk`?");
  REQUIRE(
      repository.shell("git clone -q --bare . bare.git && git commit -q --allow-empty -m two && git clone "
                       "-q --depth=1 file://$PWD clone") == 0);
  refused(repository.gate("main", {.folder = repository.path() + "/bare.git"}), "is bare");
  refused(repository.run({"check", "acme.yaml", "--policy-from-git", "release"},
                         {.folder = repository.path() + "/clone"}),
          "the clone is shallow");
  CHECK(repository
            .run({"check", "acme.yaml", "--as-of", "2026-11-23", "--policy-from-git", "HEAD"},
                 {.folder = repository.path() + "/clone"})
            .code == 1);
  const House none;
  refused(none.check({"--policy-from-git", "main"}), "is in no git repository");
  repository.remove("waivers.yaml");
  REQUIRE(repository.shell(
              "ln -s jurat.yaml waivers.yaml && git add -A waivers.yaml && git commit -q -m three") == 0);
  refused(repository.gate(), "a link or a submodule");
}
