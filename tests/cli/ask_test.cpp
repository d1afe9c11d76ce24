// `ask` as it is typed and read: the facts that matter, word for word, and its exit codes.
#include "tests/cli/run.h"
#include "tests/support/golden.h"
#include "tests/support/json_schema.h"

using namespace jurat::test;

namespace {

using Json = nlohmann::json;

void golden(const std::string& name, const std::vector<std::string>& words) {
  INFO(name);
  const Ran ran = run(words);
  CHECK(ran.code == 0);
  CHECK(ran.err.empty());
  checkGolden("tests/cli/golden/" + name, ran.out);
}

void bothLanguages(const std::string& name, std::vector<std::string> words) {
  golden(name + ".txt", words);
  words.insert(words.end(), {"--lang", "zh"});
  golden(name + "_zh.txt", words);
}

std::vector<std::string> asked(const std::string& file, const std::vector<std::string>& more = {}) {
  std::vector<std::string> words = {"ask", "examples/" + file + ".yaml", "--as-of", "2026-11-23"};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

bool asksFor(const Json& report, const std::string& name) {
  for (const Json& fact : report["facts"]) {
    if (fact["name"] == name) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("the facts that matter to the examples") {
  bothLanguages("ask_acme", asked("acme-robotics", {"--rules", "eu.ai_act"}));
  golden("ask_talentbridge.txt", asked("talentbridge-recruiters"));
  golden("ask_spotless.txt", asked("spotless-startup"));
}

TEST_CASE("what settles one rule") {
  bothLanguages("ask_rule", asked("acme-robotics", {"--rule", "eu.ai_act/biometric_categorisation",
                                                    "--subject", "cv-ranker"}));
}

TEST_CASE("what settles an amount, and a benefit") {
  const std::vector<std::string> benefit = {"ask",          "tests/packs/profiles/vouchers_open.yaml",
                                            "--rules-path", "tests/packs",
                                            "--rules",      "vouchers",
                                            "--as-of",      "2026-11-24",
                                            "--rule",       "compute_voucher"};
  bothLanguages("ask_benefit", benefit);
  const std::vector<std::string> amount = {
      "ask",     "tests/cli/bare.yaml", "--rules", "eu.ai_act",
      "--as-of", "2026-11-23",          "--rule",  "eu.ai_act/fine_ceiling[prohibited]"};
  bothLanguages("ask_amount", amount);
  const JsonSchema schema(Json::parse(textOf("docs/ask.schema.json"), nullptr, false));
  for (std::vector<std::string> words : {benefit, amount}) {
    words.insert(words.end(), {"--format", "json"});
    const Ran ran = run(words);
    CHECK(ran.code == 0);
    const Json report = Json::parse(ran.out, nullptr, false);
    REQUIRE(report.is_object());
    CHECK(schema.faults(report) == "");
    CHECK(report["answer"]["amount"].is_string());
    CHECK(!report["settling"].empty());
  }
}

TEST_CASE("a company without general-purpose models is not asked for FLOPs, one with a model is") {
  const Scratch scratch;
  const auto ask = [&](const std::string& models) {
    const std::string path = scratch.write("a.yaml", "jurat: 1\ncompany:\n  gpai_models: " + models + "\n");
    const Ran ran = run({"ask", path, "--as-of", "2026-11-23", "--rules", "eu.ai_act", "--format", "json"});
    REQUIRE(ran.code == 0);
    return Json::parse(ran.out, nullptr, false);
  };
  const Json none = ask("[]");
  CHECK(!none["facts"].empty());
  CHECK(!asksFor(none, "training_compute"));
  CHECK(asksFor(ask("[{id: m}]"), "training_compute"));
}

TEST_CASE("the JSON keeps the promise of docs/ask.schema.json") {
  const Json text = Json::parse(textOf("docs/ask.schema.json"), nullptr, false);
  REQUIRE(text.is_object());
  const JsonSchema schema(text);
  for (const std::vector<std::string>& words :
       {asked("acme-robotics"), asked("harbor-foods"), asked("spotless-startup"),
        asked("acme-robotics", {"--rule", "biometric_categorisation", "--subject", "cv-ranker"})}) {
    std::vector<std::string> all = words;
    all.insert(all.end(), {"--format", "json"});
    const Ran ran = run(all);
    CHECK(ran.code == 0);
    Json report = Json::parse(ran.out, nullptr, false);
    REQUIRE(report.is_object());
    CHECK(schema.faults(report) == "");
    report["jurat_ask"] = "one";
    CHECK(schema.faults(report) != "");
  }
}

TEST_CASE("every output that is asked for is written, and colored where it is text on standard output") {
  const Scratch scratch;
  for (const std::vector<std::string>& rule :
       {std::vector<std::string>{},
        std::vector<std::string>{"--rule", "biometric_categorisation", "--subject", "cv-ranker"}}) {
    std::vector<std::string> words = asked("acme-robotics", rule);
    const std::string plain = run(words).out;
    CHECK(contains(plain, "Not legal advice."));
    const std::string file = scratch / "ask.json", text = scratch / "ask.txt";
    words.insert(words.end(), {"--color", "always", "--format", "json=" + file, "--format", "text",
                               "--format", "text=" + text});
    const Ran ran = run(words);
    CHECK(ran.code == 0);
    CHECK(contains(ran.out, "\x1b["));
    CHECK(readWhole(text).value_or("") == plain);
    CHECK(Json::parse(readWhole(file).value_or(""), nullptr, false).is_object());
  }
}

TEST_CASE("what cannot be asked is said, and its exit code") {
  const auto ends = [](const std::vector<std::string>& words, int code, const std::string& says) {
    const Ran ran = run(words);
    CHECK(ran.code == code);
    CHECK(ran.out.empty());
    CHECK_MESSAGE(ran.err.find(says) != std::string::npos, ran.err);
  };
  ends(asked("acme-robotics", {"--rule", "social_scorin"}), 2, "did you mean `social_scoring`?");
  ends(asked("acme-robotics", {"--rule", "eu.ai_act/social_scorin"}), 2,
       "did you mean `eu.ai_act/social_scoring`?");
  ends(asked("acme-robotics", {"--rule", "fine_ceilin[prohibited]"}), 2,
       "did you mean `fine_ceiling[prohibited]`?");
  ends(asked("acme-robotics", {"--rule", "fine_ceiling"}), 2,
       "`fine_ceiling` has several options: write `fine_ceiling[");
  ends(asked("acme-robotics", {"--rule", "social_scoring", "--format", "json"}), 2,
       "is about several subjects: name one with --subject");
  ends(asked("acme-robotics", {"--rule", "ai_rmf"}), 2, "`ai_rmf` has several options: write `ai_rmf[");
  ends(asked("acme-robotics", {"--rule", "social_scoring", "--subject", "nobody"}), 2,
       "`social_scoring` is not about `nobody`");
  ends(asked("acme-robotics", {"--subject", "cv-ranker"}), 2, "name it with --rule");
  ends(asked("acme-robotics", {"--format", "csv"}), 2, "csv");
  ends({"ask", "examples/no-such-file.yaml"}, 4, "no-such-file.yaml");
}

TEST_CASE("explain finds what a name means as ask does, and writes every format that is asked for") {
  const auto explained = [](const std::string& rule, const std::vector<std::string>& more = {}) {
    std::vector<std::string> words = {"explain", "examples/acme-robotics.yaml", rule, "--as-of",
                                      "2026-11-23"};
    words.insert(words.end(), more.begin(), more.end());
    return run(words);
  };
  for (const char* rule :
       {"social_scorin", "eu.ai_act/social_scorin", "fine_ceilin[prohibited]", "fine_ceiling", "ai_rmf",
        "nothing_like_it", "fine_ceilin", "fine_ceiling[nobody]"}) {
    const Ran one = explained(rule);
    CHECK(one.code == 2);
    CHECK(one.out.empty());
    CHECK(one.err == run(asked("acme-robotics", {"--rule", rule})).err);
  }
  CHECK(contains(explained("social_scoring", {"--format", "json"}).err, "is about several subjects"));
  const Scratch scratch;
  for (const std::vector<std::string>& what :
       {std::vector<std::string>{"social_scoring", "--subject", "cv-ranker"},
        std::vector<std::string>{"fine_ceiling[prohibited]"}}) {
    const std::vector<std::string> subject(what.begin() + 1, what.end());
    const std::string text = explained(what.front(), subject).out;
    std::vector<std::string> json_words = subject, words = subject;
    json_words.insert(json_words.end(), {"--format", "json"});
    const std::string json = explained(what.front(), json_words).out;
    const std::string one = scratch / "one.json", two = scratch / "two.txt";
    words.insert(words.end(), {"--format", "json=" + one, "--format", "text", "--format", "text=" + two});
    const Ran ran = explained(what.front(), words);
    CHECK(ran.code == 0);
    CHECK(!text.empty());
    CHECK(ran.out == text);
    CHECK(textOf(two) == text);
    CHECK(textOf(one) == json);
    CHECK(Json::parse(json, nullptr, false).is_object());
  }
}

TEST_CASE("a name that is no rule's is told by what may be meant, options and all") {
  struct Row {
    std::string name, says;
  };
  for (const Row& row : {
           Row{"fine_ceiling[prohibted]",
               "has no option `[prohibted]`; did you mean `fine_ceiling[prohibited]`?"},
           Row{"fine_ceiling[nobody_else]", "has no option `[nobody_else]`: write `fine_ceiling["},
           Row{"fine_ceilin[prohibited]", "did you mean `fine_ceiling[prohibited]`?"},
           Row{"fine_ceilin", "did you mean `fine_ceiling["},
           Row{"eu.ai_act/fine_celing", "did you mean `eu.ai_act/fine_ceiling["},
           Row{"social_scoring[prohibited]", "`social_scoring` has no options: write `social_scoring` alone"},
           Row{"socal_scoring[prohibited]", "did you mean `social_scoring`?"},
           Row{"fine_ceiling", "has several options: write `fine_ceiling["},
       }) {
    const Ran ran = run({"explain", "examples/acme-robotics.yaml", row.name, "--as-of", "2026-11-23"});
    INFO(row.name);
    CHECK(ran.code == 2);
    CHECK_MESSAGE(contains(ran.err, row.says), ran.err);
    CHECK(countOf(ran.err, "\n") == 1);
  }
}

TEST_CASE("an explanation is colored on standard output alone, and tells an amount with its title and day") {
  const auto words = [](std::vector<std::string> what) {
    what.insert(what.begin(), {"explain", "examples/acme-robotics.yaml"});
    what.insert(what.end(), {"--as-of", "2026-11-23"});
    return what;
  };
  const Scratch scratch;
  for (const std::vector<std::string>& what :
       {std::vector<std::string>{"social_scoring", "--subject", "cv-ranker"},
        std::vector<std::string>{"fine_ceiling[prohibited]"}}) {
    std::vector<std::string> always = words(what);
    const std::string plain = run(always).out, file = scratch / "explain.txt";
    always.insert(always.end(), {"--color", "always", "--format", "text", "--format", "text=" + file});
    const Ran ran = run(always);
    CHECK(ran.code == 0);
    CHECK(contains(plain, ", as of 2026-11-23\n"));
    CHECK(!contains(plain, "\x1b["));
    CHECK(readWhole(file).value_or("") == plain);
    const std::string title = plain.substr(0, plain.find('\n'));
    CHECK(title.size() > 10);
    CHECK(ran.out.starts_with("\x1b[1m" + title + "\x1b[0m\n"));
  }
}
