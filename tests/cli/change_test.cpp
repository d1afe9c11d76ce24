// `diff` and `what-if`: what they say, of which sides, and what they refuse.
#include "tests/cli/gated.h"
#include "tests/support/golden.h"

using namespace jurat::test;

namespace {

const std::string kAcme = "examples/acme-robotics.yaml";

void bothLanguages(const std::string& name, std::vector<std::string> words) {
  for (const std::string ending : {"", "_zh"}) {
    if (!ending.empty()) words.insert(words.end(), {"--lang", "zh"});
    const Ran ran = run(words);
    INFO(name, ending, ran.err);
    CHECK(ran.code == 0);
    checkGolden("tests/cli/golden/" + name + ending + ".txt", ran.out);
  }
}

Ran whatIf(const std::vector<std::string>& sets, const std::vector<std::string>& more = {}) {
  std::vector<std::string> words = {"what-if", kAcme, "--as-of", "2026-11-23"};
  for (const std::string& set : sets) words.insert(words.end(), {"--set", set});
  words.insert(words.end(), more.begin(), more.end());
  return run(words);
}

}  // namespace

TEST_CASE("what other answers would change, as people read it") {
  bothLanguages("what_if_emotions", {"what-if", kAcme, "--as-of", "2026-11-23", "--set",
                                     "ai_systems[call-centre-mood].infers_emotions=no", "--set",
                                     "ai_systems[call-centre-mood].emotions_inferred_of=[]"});
  bothLanguages("what_if_turnover",
                {"what-if", kAcme, "--as-of", "2026-11-23", "--set",
                 "financial_years[2025-12-31].worldwide_annual_turnover=EUR 900_000_000"});
  bothLanguages("what_if_unknown", {"what-if", kAcme, "--as-of", "2026-11-23", "--set",
                                    "ai_systems[cv-ranker].annex_iii_uses=unknown"});
}

TEST_CASE("what changes between two days, as people read it") {
  bothLanguages("diff_days", {"diff", kAcme, "--as-of", "2026-11-23", "--to", "2027-12-03"});
  bothLanguages("diff_companies",
                {"diff", "examples/hanse-bank.yaml", "examples/talentbridge-recruiters.yaml",
                 "examples/saimaa-models.yaml", "--as-of", "2026-11-23", "--to", "2027-12-03"});
  const Ran markdown = run({"diff", "examples/hanse-bank.yaml", "examples/talentbridge-recruiters.yaml",
                            "--as-of", "2026-11-23", "--to", "2027-12-03", "--format", "markdown"});
  CHECK(markdown.code == 0);
  checkGolden("tests/cli/golden/diff_days.md", markdown.out);
}

TEST_CASE("an answer that is tried is that of a profile that says so") {
  // The report of the profile with that answer is the same, wherever the answer comes from.
  const Scratch scratch;
  std::string text = textOf(kAcme);
  const std::size_t at = text.find("infers_emotions: yes");
  REQUIRE(at != std::string::npos);
  text.replace(at, 20, "infers_emotions: no");
  const std::string other = scratch.write("acme-robotics.yaml", text);
  const Ran two = run({"diff", kAcme, other, "--as-of", "2026-11-23"});
  const Ran tried = whatIf({"ai_systems[call-centre-mood].infers_emotions=no"});
  CHECK(two.code == 0);
  CHECK(contains(two.out, "company.ai_systems[call-centre-mood].infers_emotions"));
  const auto below = [](const std::string& out) { return out.substr(out.find("WHAT GETS BETTER")); };
  CHECK(below(two.out) == below(tried.out));
  // And a patch file says the same, as paths or as a part of a profile.
  const std::string paths = scratch.write("paths.yaml", "ai_systems[call-centre-mood].infers_emotions: no\n");
  const std::string part = scratch.write(
      "part.yaml", "company:\n  ai_systems:\n    - {id: call-centre-mood, infers_emotions: no}\n");
  for (const std::string& file : {paths, part}) {
    const Ran patched = whatIf({}, {"--patch", file});
    INFO(patched.err);
    CHECK(patched.code == 0);
    CHECK(below(patched.out) == below(tried.out));
  }
}

TEST_CASE("nothing changes where the answer is the same, and that is said") {
  const Ran ran = whatIf({"ai_systems[call-centre-mood].infers_emotions=yes"});
  CHECK(ran.code == 0);
  CHECK(contains(ran.out, "Nothing changes."));
  const Ran none = run({"diff", kAcme, kAcme, "--as-of", "2026-11-23"});
  CHECK(none.code == 0);
  CHECK(contains(none.out, "Nothing changes."));
}

TEST_CASE("what cannot be tried is refused with its place and the fix, and nothing is printed") {
  struct Row {
    std::string set, place, help;
  };
  const Row rows[] = {
      {"ai_systems[cv-rankr].performs_profiling=no", "--set:1:12", "did you mean `cv-ranker`?"},
      {"ai_systems[cv-ranker].performs_profilng=no", "--set:1:23", "did you mean `performs_profiling`?"},
      {"ai_systems[cv-ranker].performs_profiling=perhaps", "--set:1:42", "write `yes`, `no` or `unknown`"},
      {"financial_years[2025-12-31].worldwide_annual_turnover=5", "--set:1:55", "EUR"},
      {"ai_systems[cv-ranker].status=deploid", "--set:1:30", "did you mean `deployed`?"},
      {"performs_profiling", "--set:1:1", "FACT=VALUE"},
      {"public_body=", "--set:1:1", "`unknown`"},
      {"markets=[DE", "--set:1:", ""},
  };
  for (const Row& row : rows) {
    const Ran ran = whatIf({row.set});
    INFO(row.set, "\n", ran.err);
    CHECK(ran.code == 2);
    CHECK(ran.out.empty());
    CHECK(contains(ran.err, row.place));
    CHECK(contains(ran.err, row.help));
  }
  CHECK(run({"what-if", kAcme}).code == 2);
  CHECK(whatIf({"frameworks=[nope]"}).code == 2);
  CHECK(run({"what-if", "examples", "--set", "public_body=yes"}).code == 2);
  CHECK(run({"what-if", "nowhere.yaml", "--set", "public_body=yes"}).code == 4);
  CHECK(whatIf({}, {"--patch", "nowhere.yaml"}).code == 4);
  const Scratch scratch;
  for (const std::string text : {"null\n", "", "- 1\n"}) {
    INFO(text);
    CHECK(run({"what-if", scratch.write("none.yaml", text), "--set", "public_body=yes"}).code == 4);
  }
  const std::string good = scratch.write("good.yaml", "public_body: yes\n");
  CHECK(whatIf({"public_body=perhaps"}, {"--patch", good}).code == 2);
  CHECK(whatIf({}, {"--patch", scratch.write("list.yaml", "- 1\n")}).code == 4);
  CHECK(whatIf({}, {"--patch", scratch.write("bad.yaml", "public_body: perhaps\n")}).code == 4);
  CHECK(whatIf({"public_body=yes"}, {"--format", "sarif"}).code == 2);
  CHECK(whatIf({"public_body=yes"}, {"--format", "json=" + scratch.path() + "/no/where.json"}).code == 74);
}

TEST_CASE("sides that are not to be had are refused") {
  CHECK(run({"diff", kAcme}).code == 2);
  CHECK(run({"diff", kAcme, kAcme, kAcme}).code == 2);
  CHECK(run({"diff", "examples", kAcme}).code == 2);
  const Ran soon = run({"diff", kAcme, "--to", "soon"});
  CHECK(soon.code == 2);
  CHECK(contains(soon.err, "write --to YYYY-MM-DD"));
  CHECK(run({"diff", kAcme, "--as-of", "soon", "--to", "2027-01-01"}).code == 2);
  CHECK(run({"diff", kAcme, "--against", "eu.ai_act"}).code == 2);
  CHECK(run({"diff", kAcme, "--rules", "eu.ai_act", "--against", "eu.ai_act", "--rules-from-git", "HEAD"})
            .code == 2);
  CHECK(run({"diff", "-", "--rules", "eu.ai_act", "--against", "eu.ai_act_2024"}).code == 2);
  CHECK(run({"diff", "nowhere.yaml", "--to", "2027-01-01"}).code == 4);
  CHECK(run({"diff", kAcme, "nowhere.yaml"}).code == 4);
  const Scratch scratch;
  CHECK(run({"diff", scratch.path(), "--to", "2027-01-01"}).code == 5);
  // The others are still told of.
  const Ran partly = run({"diff", kAcme, "nowhere.yaml", "--as-of", "2026-11-23", "--to", "2027-12-03"});
  CHECK(partly.code == 4);
  CHECK(contains(partly.out, "WHAT GETS WORSE"));
}

TEST_CASE("two versions of rules, from folders, from bundles and from a commit") {
  const House house;
  const std::string text = house.text("rules/house/pack.jurat");
  std::string strict = text;
  strict.replace(strict.find("requires has_plan\n    severity low"), 34,
                 "requires is_tidy\n    severity high");
  strict.replace(strict.find("\"1.0.0\""), 7, "\"1.1.0\"");
  house.write("new/house/pack.jurat", strict);
  REQUIRE(house.shell("git init -q -b main . && git add -A && git commit -q -m one") == 0);
  const std::vector<std::string> day = {"--as-of", "2026-11-23"};
  const auto diff = [&](std::vector<std::string> words) {
    words.insert(words.begin(), {"diff", "acme.yaml"});
    words.insert(words.end(), day.begin(), day.end());
    const Ran ran = house.run(words);
    INFO(ran.err);
    CHECK(ran.code == 0);
    return ran.out;
  };
  const std::string folders = diff({"--rules", "rules/house", "--against", "new/house"});
  CHECK(contains(folders, "satisfied -> violated"));
  CHECK(contains(folders, "low -> high"));
  CHECK(contains(folders, "the wording of `house/plan` changed (new/house/pack.jurat:"));
  CHECK(contains(folders, "runs, version 1.0.0 -> runs, version 1.1.0"));
  CHECK_FALSE(contains(folders, "Houses are tidy"));

  for (const auto& [from, to] : {std::pair{"rules", "old.jbundle"}, {"new", "new.jbundle"}}) {
    REQUIRE(house.run({"build", "house", "--rules-path", from, "--output", to}).code == 0);
  }
  const std::string bundles = diff({"--rules", "old.jbundle", "--against", "new.jbundle"});
  CHECK(contains(bundles, "the wording of `house/plan` changed"));

  house.write("rules/house/pack.jurat", strict);
  const std::string commit = diff({"--rules", "rules/house", "--rules-from-git", "main"});
  CHECK(contains(commit, "rules of commit main"));
  CHECK(contains(commit, "satisfied -> violated"));
  CHECK(contains(commit, "the wording of `house/plan` changed (rules/house/pack.jurat:"));
  const std::string roots = diff({"--rules-path", "rules", "--rules", "house", "--rules-from-git", "main"});
  CHECK(contains(roots, "satisfied -> violated"));
  CHECK(house.run({"diff", "acme.yaml", "--rules", "rules/house", "--rules-from-git", "nowhere"}).code == 2);

  // Several companies: the same change stands there once.
  house.write("all/a.yaml", "jurat: 1\ncompany:\n  name: A\n  is_tidy: no\n  has_plan: yes\n");
  house.write("all/b.yaml", "jurat: 1\ncompany:\n  name: B\n  is_tidy: no\n  has_plan: yes\n");
  house.write("all/c.yaml", "jurat: 1\ncompany:\n  name: C\n  is_tidy: yes\n  has_plan: no\n");
  house.write("all/d.yaml", "jurat: 1\ncompany:\n  name: D*_<b>\n  is_tidy: no\n  has_plan: yes\n");
  const Ran all = house.run({"diff", "all", "--rules", "rules/house", "--rules-from-git", "main", "--as-of",
                             "2026-11-23", "--format", "text", "--format", "markdown=out.md"});
  CHECK(all.code == 0);
  CHECK(countOf(all.out, "satisfied -> violated") == 1);
  CHECK(countOf(all.out, "violated -> satisfied") == 1);
  CHECK(contains(all.out, "A, B, D*_<b>"));
  const std::string comment = house.text("out.md");
  CHECK(contains(comment, "<details>"));
  CHECK_FALSE(contains(comment, "<b>"));
}
