// `explain` and `rules list`: what people read to understand a verdict.
#include "tests/cli/run.h"

using namespace jurat::test;

namespace {

Ran explain(std::vector<std::string> words, const std::string& profile = "every_outcome",
            const std::string& day = "2026-11-23") {
  std::vector<std::string> all = {"explain", "tests/packs/profiles/" + profile + ".yaml"};
  all.insert(all.end(), words.begin(), words.end());
  all.insert(all.end(), {"--rules-path", "tests/packs", "--rules", "outcomes", "--as-of", day});
  return run(all);
}

Ran explainAcme(std::vector<std::string> words) {
  words.insert(words.begin(), {"explain", "examples/acme-robotics.yaml"});
  words.insert(words.end(), {"--as-of", "2026-11-23"});
  return run(words);
}

}  // namespace

TEST_CASE("explain says which facts decided, where they stand and under which paragraph") {
  const Ran ran = explain({"outcomes/fire_door", "--subject", "forge"});
  CHECK(ran.code == 0);  // it could answer; the verdict is the gate's business
  for (const std::string part : {"Sec. 1", "violated", "has_fire_door", "no", "every_outcome.yaml:9:22",
                                 "trade", "smith", "every_outcome.yaml:8:14"}) {
    INFO(part, "\n", ran.out);
    CHECK(contains(ran.out, part));
  }
  CHECK_FALSE(contains(ran.out, "bench"));
}

TEST_CASE("explain of every outcome") {
  struct Row {
    std::string rule, subject, part;
  };
  const Row rows[] = {{"fire_door", "bench", "has_fire_door"}, {"fire_door", "press", "trade"},
                      {"inspection", "forge", "2026-12-31"},   {"light", "bench", "is_well_lit"},
                      {"light", "forge", "satisfied"},         {"apprentices", "forge", "2027-06-01"},
                      {"washroom", "forge", "planned"}};
  for (const Row& row : rows) {
    const Ran ran = explain({row.rule, "--subject", row.subject});
    INFO(row.rule, " ", row.subject, "\n", ran.out, ran.err);
    CHECK(ran.code == 0);
    CHECK(contains(ran.out, row.part));
  }
}

TEST_CASE("without a subject every subject of the rule is explained, one after the other") {
  const Ran ran = explain({"fire_door"});
  CHECK(ran.code == 0);
  const std::size_t forge = ran.out.find("forge"), bench = ran.out.find("bench"),
                    press = ran.out.find("press");
  CHECK(forge < bench);
  CHECK(bench < press);
  CHECK(press != std::string::npos);
}

TEST_CASE("a rule or subject that is not there is named with its neighbour") {
  struct Row {
    std::vector<std::string> words;
    std::string message;
  };
  const Row rows[] = {
      {{"fire_dor"},
       "no rule, amount or benefit `fire_dor` was run for this profile; did you mean `fire_door`?"},
      {{"outcomes/fire_dor"}, "did you mean `outcomes/fire_door`?"},
      {{"fnie"}, "did you mean `fine`?"},
      {{"fire_door", "--subject", "fogre"}, "`fire_door` is not about `fogre`; did you mean `forge`?"},
      {{"fine", "--subject", "forge"}, "`fine` is not about `forge`"}};
  for (const Row& row : rows) {
    const Ran ran = explain(row.words);
    INFO(row.message, "\n", ran.err, ran.out);
    CHECK(ran.code == 2);
    CHECK(ran.out == "");
    CHECK(contains(ran.err, row.message));
  }
}

TEST_CASE("a rule that was not run is told apart: its pack does not run, there is no such pack, no subject") {
  const Ran aside = explainAcme({"eu.no_pack/x"});
  CHECK(aside.code == 2);
  CHECK(contains(aside.err, "there is no pack `eu.no_pack`"));
  const Ran other = explain({"eu.ai_act/social_scoring"});
  CHECK(other.code == 2);
  CHECK(contains(other.err, "the pack `eu.ai_act` does not run for this profile"));
  CHECK(contains(other.err, "name it with `--rules eu.ai_act`"));
  const Scratch scratch;
  const std::string empty = scratch.write("p.yaml", "jurat: 1\ncompany:\n  name: X\n  workshops: []\n");
  for (const std::string name : {"fire_door", "outcomes/fire_door"}) {
    const Ran none = run({"explain", empty, name, "--rules-path", "tests/packs", "--rules", "outcomes",
                          "--as-of", "2026-11-23"});
    CHECK(none.code == 2);
    CHECK(contains(none.err,
                   "`outcomes/fire_door` looks at each `workshop`, and the profile has none: it would "
                   "stand under `workshops`"));
  }
}

TEST_CASE("the name of a rule that two packs have asks for the pack") {
  const std::vector<std::string> words = {"explain",        "examples/acme-robotics.yaml",
                                          "social_scoring", "--rules",
                                          "eu.ai_act",      "--rules",
                                          "eu.ai_act_2024", "--as-of",
                                          "2026-11-23",     "--subject",
                                          "cv-ranker"};
  const Ran ran = run(words);
  CHECK(ran.code == 2);
  CHECK(contains(ran.err, "eu.ai_act/social_scoring"));
  CHECK(contains(ran.err, "eu.ai_act_2024/social_scoring"));
}

TEST_CASE("an amount is explained with both sides of what the law compares") {
  const Ran fine = explain({"fine"});
  CHECK(fine.code == 0);
  for (const std::string part :
       {"outcomes/fine", "Sec. 9", "EUR 25 000", "share", "fixed", "EUR 10_000", "every_outcome.yaml:5:"}) {
    INFO(part, "\n", fine.out);
    CHECK(contains(fine.out, part));
  }
  const Ran ceiling = explainAcme({"fine_ceiling[prohibited]"});
  CHECK(ceiling.code == 0);
  for (const std::string part : {"eu.ai_act/fine_ceiling[prohibited]", "Art. 99(3)", "EUR 35 000 000"}) {
    INFO(part, "\n", ceiling.out);
    CHECK(contains(ceiling.out, part));
  }
  CHECK(explainAcme({"eu.ai_act/fine_ceiling[operator]"}).code == 0);
  CHECK(explainAcme({"fine_ceiling[operater]"}).code == 2);
}

TEST_CASE("the explanation of the brief: emotions at work") {
  const Ran ran = explainAcme({"eu.ai_act/emotion_recognition_at_work", "--subject", "call-centre-mood"});
  CHECK(ran.code == 0);
  for (const std::string part :
       {"Art. 5(1)(f)", "infers_emotions", "examples/acme-robotics.yaml:65:24", "employees"})
    CHECK(contains(ran.out, part));
}

TEST_CASE("explain gives JSON too, and one profile only") {
  const Ran json = explain({"fire_door", "--subject", "forge", "--format", "json"});
  CHECK(json.code == 0);
  CHECK(contains(json.out, "\"outcome\": \"violated\""));
  const Scratch scratch;
  scratch.write("a.yaml", textOf("tests/packs/profiles/quiet.yaml"));
  scratch.write("b.yaml", textOf("tests/packs/profiles/breach.yaml"));
  const Ran two =
      run({"explain", scratch.path(), "fire_door", "--rules-path", "tests/packs", "--rules", "outcomes"});
  CHECK(two.code == 2);
  CHECK(contains(two.err, "explain looks at one profile"));
}

TEST_CASE("rules list shows each pack with version, status and origin, and why it is or is not loaded") {
  const Ran ran = run({"rules", "list", "--as-of", "2026-11-23"});
  CHECK(ran.code == 0);
  CHECK(ran.err.empty());  // the tests, which it leaves out, speak of definitions that nothing else reads
  for (const std::string part : {"common 1.0.0", "eu.ai_act 1.0.0", "runs: in force", "eu.ai_act_2021 1.0.0",
                                 "does not run: superseded: runs only when named",
                                 "does not run: reported, not law: runs only when named",
                                 "does not run: voluntary: runs only when named", "rules/eu/ai_act\n"}) {
    INFO(part, "\n", ran.out);
    CHECK(contains(ran.out, part));
  }
  const Ran named =
      run({"rules", "list", "--rules-path", "tests/packs", "--rules", "outcomes", "--as-of", "2026-11-23"});
  CHECK(named.code == 0);
  CHECK(contains(named.out, "outcomes 1.2.0"));
  CHECK(contains(named.out, "named by --rules"));
  CHECK_FALSE(contains(named.out, "eu.ai_act"));
}

TEST_CASE("packs of no force run when named, and are marked on every report") {
  const Ran ran =
      run({"check", "examples/acme-robotics.yaml", "--rules", "eu.ai_act_2021", "--as-of", "2026-11-23"});
  CHECK(contains(ran.out, "superseded"));
  const Ran reported =
      run({"check", "examples/acme-robotics.yaml", "--rules", "eu.ai_press_2023", "--as-of", "2026-11-23"});
  CHECK(contains(reported.out, "not law"));
}
