// `rules show`, `rules graph`, `doc` and `new` as authors run them.
#include <sys/stat.h>

#include <regex>

#include "tests/cli/run.h"
#include "tests/support/golden.h"

using namespace jurat::test;

namespace {

namespace fs = std::filesystem;

// Runs in the scratch folder, against the shipped vocabulary.
Ran runIn(const Scratch& scratch, const std::vector<std::string>& words) {
  return run(words, {.folder = scratch.path()});
}

std::vector<std::string> filesIn(const std::string& folder) {
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder))
    names.push_back(entry.path().lexically_relative(folder).string());
  std::sort(names.begin(), names.end());
  return names;
}

void program(const Scratch& scratch, const std::string& name, const std::string& text) {
  const std::string path = scratch.write(name, text);
  REQUIRE(::chmod(path.c_str(), 0755) == 0);
}

}  // namespace

TEST_CASE("rules show tells of one declaration, by its id or by a name that only one has") {
  const Ran whole = run({"rules", "show", "eu.ai_act/social_scoring"});
  INFO(whole.out, whole.err);
  CHECK(whole.code == 0);
  for (const std::string part :
       {"No social scoring\n", "Art. 5(1)(c)", "FACTS IT READS", "TESTS THAT MENTION IT"})
    CHECK(contains(whole.out, part));
  CHECK(run({"rules", "show", "social_scoring", "--rules", "eu.ai_act"}).out == whole.out);
  const Ran json = run({"rules", "show", "eu.ai_act/social_scoring", "--format", "json"});
  CHECK(json.code == 0);
  CHECK(contains(json.out, "\"id\": \"eu.ai_act/social_scoring\""));
}

TEST_CASE("rules show prints the whole record of an item of the press article, in 80 columns") {
  const Ran record = run({"rules", "show", "s25"});
  CHECK(record.code == 0);
  checkGolden("tests/cli/golden/record_s25.txt", record.out);
  checkGolden("tests/cli/golden/record_s33_in_chinese.txt", run({"rules", "show", "s33", "--lang", "zh"}).out);
  checkGolden("tests/cli/golden/record_s42.txt", run({"rules", "show", "s42"}).out);
  // As the article counts them.
  CHECK(run({"rules", "show", "S25"}).out == record.out);
  const Ran json = run({"rules", "show", "S25", "--format", "json"});
  CHECK(contains(json.out, "\"date\": \"2016-04-12\""));
  CHECK(contains(json.out, "\"status\": \"in force\""));
}

TEST_CASE("rules show says which declaration was meant") {
  struct Row {
    std::string name, message;
  };
  const Row rows[] = {
      {"social_scorin", "did you mean `social_scoring`?"},
      {"eu.ai_act/social_scorin", "did you mean `eu.ai_act/social_scoring`?"},
      {"fine_ceiling", "is the name of several declarations: write `eu.ai_act/fine_ceiling`"},
      {"eu.ai_act/fine_ceiling[prohibite]", "is no option of `fine_tier`; did you mean `prohibited`?"},
      {"eu.ai_act/social_scoring[a]", "has no options: leave `[a]` out"}};
  for (const Row& row : rows) {
    const Ran ran = run({"rules", "show", row.name});
    INFO(row.name, "\n", ran.err);
    CHECK(ran.code == 2);
    CHECK(ran.out == "");
    CHECK(contains(ran.err, row.message));
  }
}

TEST_CASE("rules graph draws with Graphviz, and names the package where it is missing") {
  const Ran dot = run({"rules", "graph", "--rules", "eu.sme"});
  CHECK(dot.code == 0);
  CHECK(dot.out.rfind("digraph jurat {", 0) == 0);
  CHECK(contains(dot.out, "\"eu.sme/is_smc\" -> \"eu.sme/is_sme\";"));
  CHECK(run({"rules", "graph", "--rules", "eu.sme"}).out == dot.out);

  const Scratch scratch;
  const std::vector<std::string> svg = {"rules", "graph", "--rules", "eu.sme", "--format", "svg"};
  const Ran missing = run(svg, {.environment = {{"PATH", scratch.path()}}});
  CHECK(missing.code == 2);
  CHECK(missing.out == "");
  CHECK(contains(missing.err, "install the package `graphviz`"));

  const std::string path = scratch.path() + ":/usr/bin:/bin";
  program(scratch, "dot", "#!/bin/sh\necho \"$1\"\ncat\n");
  const Ran drawn = run(svg, {.environment = {{"PATH", path}}});
  INFO(drawn.err);
  CHECK(drawn.code == 0);
  CHECK(drawn.out == "-Tsvg\n" + dot.out);
  program(scratch, "dot", "#!/bin/sh\nexit 3\n");
  const Ran failed = run(svg, {.environment = {{"PATH", path}}});
  CHECK(failed.code == 74);
  CHECK(contains(failed.err, "`dot` of Graphviz failed"));
}

TEST_CASE("doc writes a pack by id or by folder, in each form") {
  const Scratch scratch;
  const Ran ran = run({"doc", "eu.sme", "--format", "markdown=" + scratch / "sme.md", "--format",
                       "html=" + scratch / "sme.html"});
  INFO(ran.err);
  CHECK(ran.code == 0);
  CHECK(ran.out == "");
  CHECK(contains(textOf(scratch / "sme.md"), "# Size of enterprises in Union law"));
  CHECK(contains(textOf(scratch / "sme.html"), "<!doctype html>"));
  const Ran folder = run({"doc", "rules/eu/sme"});
  CHECK(folder.code == 0);
  CHECK(folder.out == textOf(scratch / "sme.md"));
  CHECK(contains(run({"doc", "eu.sme", "--lang", "zh"}).out, "## 目录"));

  CHECK(run({"doc", "eu.smee"}).code == 4);
  CHECK(contains(run({"doc", "eu.smee"}).err, "eu.sme"));
  const Ran several = run({"doc", "rules/eu"});
  CHECK(several.code == 2);
  CHECK(contains(several.err, "`eu.ai_act`, "));
  CHECK(run({"doc", "eu.sme", "--format", "pdf"}).code == 2);
}

TEST_CASE("a new pack is sound at once, and never written over another") {
  const Scratch scratch;
  const Ran made = runIn(scratch, {"new", "pack", "house.chat", "--title", "House \"rules\" for chat"});
  INFO(made.out, made.err);
  CHECK(made.code == 0);
  CHECK(contains(made.out, "wrote house/chat/pack.jurat"));
  const Ran test = runIn(scratch, {"test", "house/chat"});
  CHECK(test.code == 0);
  CHECK(contains(test.out, "1 test, 6 expectations: all hold"));
  CHECK(runIn(scratch, {"fmt", "--check", "house"}).code == 0);
  CHECK(runIn(scratch, {"lint", "house"}).code == 0);
  CHECK(runIn(scratch, {"test", "house", "--require-both"}).code == 0);
  const std::vector<std::string> files = filesIn(scratch.path());
  const std::string before = textOf(scratch / "house/chat/pack.jurat");

  const Ran again = runIn(scratch, {"new", "pack", "house.chat"});
  CHECK(again.code == 2);
  CHECK(contains(again.err, "exists already; nothing was written over"));
  CHECK(textOf(scratch / "house/chat/pack.jurat") == before);
  CHECK(filesIn(scratch.path()) == files);

  CHECK(runIn(scratch, {"new", "pack", "other", "--in", "below/here"}).code == 0);
  CHECK(runIn(scratch, {"test", "below/here/other"}).code == 0);
}

TEST_CASE("an id that is none writes nothing") {
  const Scratch scratch;
  for (const std::string id : {"../evil", "/tmp/x", "a..b", ".", "a.", "a b", "eu.in", "x{", "a/b"}) {
    const Ran ran = runIn(scratch, {"new", "pack", id});
    INFO(id, "\n", ran.err);
    CHECK(ran.code == 2);
    CHECK(ran.out == "");
    CHECK(filesIn(scratch.path()).empty());
  }
}

TEST_CASE("a new rule joins its pack, whatever it is about") {
  const Scratch scratch;
  REQUIRE(runIn(scratch, {"new", "pack", "house.chat"}).code == 0);
  // The root, a list, a series, and lists inside of both.
  for (const std::string entity :
       {"company", "ai_system", "financial_year", "related_enterprise", "incident", "system_change"}) {
    const std::string name = "rule_about_" + entity;
    const Ran made = runIn(scratch, {"new", "rule", name, "--for", entity, "--in", "house/chat"});
    INFO(entity, "\n", made.out, made.err);
    if (contains(made.err, "there is no entity")) continue;  // the vocabulary may come to know other lists
    CHECK(made.code == 0);
    CHECK(contains(textOf(scratch / ("house/chat/" + name + ".jurat")), "rule " + name + " for " + entity));
  }
  CHECK(filesIn(scratch / "house/chat").size() >= 6);
  const Ran test = runIn(scratch, {"test", "house"});
  INFO(test.out, test.err);
  CHECK(test.code == 0);
  CHECK(runIn(scratch, {"fmt", "--check", "house"}).code == 0);
  const Ran lint = runIn(scratch, {"lint", "house"});
  INFO(lint.out, lint.err);
  CHECK(lint.code == 0);
}

TEST_CASE("a new rule cites what its pack takes, and minds a pack that applies conditionally") {
  const Scratch scratch;
  const std::string pack =
      "pack odd {\n    title \"Odd\"\n    source act \"Act\" binding pattern \"Chapter [0-9]+\"\n    version "
      "\"1\"\n"
      "    language 1\n    status in_force\n    applies when is_undertaking\n}\nuse common\n";
  scratch.write("odd/pack.jurat", pack);
  const std::vector<std::string> words = {"new",     "rule", "heard",          "--for",
                                          "company", "--in", "odd/first.jurat"};
  const Ran refused = runIn(scratch, words);
  INFO(refused.out, refused.err);
  CHECK(refused.code == 2);
  CHECK(contains(refused.err, "--cites says what it cites"));
  CHECK_FALSE(fs::exists(scratch / "odd/first.jurat"));
  std::vector<std::string> cited = words;
  cited.insert(cited.end(), {"--cites", "Chapter 3", "--title", "Whoever is concerned is heard"});
  CHECK(runIn(scratch, cited).code == 0);
  const Ran test = runIn(scratch, {"test", "odd"});
  INFO(test.out, test.err);
  CHECK(test.code == 0);
  CHECK(contains(test.out, "2 expectations: all hold"));
  // The next one finds what the first cites.
  CHECK(runIn(scratch, {"new", "rule", "answered", "--for", "company", "--in", "odd"}).code == 0);
  CHECK(contains(textOf(scratch / "odd/answered.jurat"), "\"Chapter 3\""));
  CHECK(runIn(scratch, {"fmt", "--check", "odd"}).code == 1);  // the pack itself is untidy
}

TEST_CASE("what a new rule may not be") {
  const Scratch scratch;
  REQUIRE(runIn(scratch, {"new", "pack", "house.chat"}).code == 0);
  const std::vector<std::string> files = filesIn(scratch.path());
  struct Row {
    std::string name, entity, place, message;
  };
  const Row rows[] = {{"x", "compani", "house/chat", "did you mean `company`?"},
                      {"x", "company", "house", "there is no pack in `house`"},
                      {"chat_contact_named", "company", "house/chat", "would not be a sound rule"},
                      {"two words", "company", "house/chat", "would not be a sound rule"},
                      {"x", "company", "house/chat/pack.jurat", "exists already"}};
  for (const Row& row : rows) {
    const Ran ran = runIn(scratch, {"new", "rule", row.name, "--for", row.entity, "--in", row.place});
    INFO(row.message, "\n", ran.err);
    CHECK(ran.code == 2);
    CHECK(contains(ran.err, row.message));
    CHECK(filesIn(scratch.path()) == files);
  }
}

TEST_CASE("a new profile checks as undetermined, unanswered and with every line opened") {
  const Scratch scratch;
  const std::string path = scratch / "company.yaml";
  const Ran made = run({"new", "profile", path});
  INFO(made.err);
  REQUIRE(made.code == 0);
  CHECK(run({"new", "profile"}).out == textOf(path));
  const std::string text = textOf(path);
  CHECK(run({"new", "profile", path}).code == 2);
  CHECK(textOf(path) == text);

  scratch.write("opened.yaml", std::regex_replace(text, std::regex("(^|\n)( *)#(?=[^ #\n])"), "$1$2"));
  for (const std::string name : {"company.yaml", "opened.yaml"}) {
    const Ran ran = run({"check", scratch / name, "--as-of", "2026-11-23"});
    INFO(name, "\n", ran.out, ran.err);
    CHECK(ran.err == "");
    CHECK(ran.code == 3);
    CHECK(contains(ran.out, "undetermined"));
    for (const std::string sign : {"✗", "✓", "→"}) CHECK_FALSE(contains(ran.out, sign));
  }
  const Ran voluntary = run({"new", "profile", "--rules", "us.nist_ai_rmf", "--lang", "zh"});
  CHECK(voluntary.code == 0);
  CHECK(contains(voluntary.out, "\nframeworks: [us.nist_ai_rmf]\n"));
  CHECK(run({"new", "profile", scratch / "no/such/folder.yaml"}).code == 74);
}
