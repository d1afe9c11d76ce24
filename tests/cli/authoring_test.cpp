// `test` and `fmt`: what authors of rules run all day.
#include <sys/stat.h>

#include <regex>

#include "tests/cli/run.h"

using namespace jurat::test;

namespace {

// The pack of tests/packs with one text in it replaced.
std::string outcomesWith(const std::string& from, const std::string& to) {
  std::string text = textOf("tests/packs/outcomes/pack.jurat");
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("the shipped rules hold every expectation") {
  const Ran ran = run({"test", "rules"});
  INFO(ran.out, ran.err);
  CHECK(ran.code == 0);
  CHECK(contains(ran.out, "all hold"));
  CHECK(run({"test"}).out == ran.out);
}

TEST_CASE("the packs that try the language hold every expectation") {
  const Ran ran = run({"test", "tests/packs"});
  INFO(ran.out, ran.err);
  CHECK(ran.code == 0);
  CHECK(contains(ran.out, "all hold"));
}

TEST_CASE("test counts, and takes a folder, a pack or one file") {
  for (const std::string path :
       {"tests/packs/outcomes", "tests/packs/outcomes/", "tests/packs/outcomes/pack.jurat"}) {
    const Ran ran = run({"test", path});
    INFO(path, "\n", ran.out, ran.err);
    CHECK(ran.code == 0);
    CHECK(contains(ran.out, "1 test, 3 expectations: all hold"));
  }
  const Ran all = run({"test", "tests/packs"});
  INFO(all.out, all.err);
  CHECK(all.code == 0);
  CHECK(contains(all.out, " expectations: all hold"));
  CHECK_FALSE(contains(all.out, "1 test, 3 expectations"));
}

TEST_CASE("a failing expectation shows what was expected, what came and why") {
  const Scratch scratch;
  scratch.write("outcomes/pack.jurat", outcomesWith("expect fire_door for \"forge\" is violated",
                                                    "expect fire_door for \"forge\" is satisfied"));
  const Ran ran = run({"test", scratch.path()});
  CHECK(ran.code == 1);
  for (const std::string part :
       {"failed: the fire door", "outcomes/pack.jurat:", "expected fire_door for \"forge\" is satisfied",
        "got      violated", "has_fire_door", "1 test, 3 expectations: 1 test fails"}) {
    INFO(part, "\n", ran.out);
    CHECK(contains(ran.out, part));
  }
  scratch.write("outcomes/pack.jurat", outcomesWith("expect fine = EUR 25_000", "expect fine = EUR 24_999"));
  const Ran amount = run({"test", scratch.path()});
  CHECK(amount.code == 1);
  for (const std::string part : {"expected fine", "EUR 24_999", "got      ", "25 000", "turnover"}) {
    INFO(part, "\n", amount.out);
    CHECK(contains(amount.out, part));
  }
}

TEST_CASE("a test file that does not load ends in 4, whatever else holds") {
  const Scratch scratch;
  scratch.write("outcomes/pack.jurat", outcomesWith("expect fire_door for", "expect fire_dor for"));
  const Ran ran = run({"test", scratch.path()});
  CHECK(ran.code == 4);
  CHECK(contains(ran.err, "did you mean `fire_door`?"));
}

TEST_CASE("rule files of this project are in canonical form") {
  const Ran ran = run({"fmt", "--check", "rules", "tests/packs"});
  INFO(ran.out, ran.err);
  CHECK(ran.code == 0);
  CHECK(ran.out == "");
}

TEST_CASE("fmt writes the canonical form once, and keeps comments and the file's mode") {
  const Scratch scratch;
  const std::string untidy =
      "# Why this pack is here.\npack   mine {\n title \"Mine\"   # after a clause\n"
      "   version \"1.0.0\"\n language 1\nstatus in_force }\n\n\n\n# About the entity.\nentity company { "
      "fact is_tidy:yes_no ask \"Is it?\" }\n";
  const std::string path = scratch.write("mine/pack.jurat", untidy);
  REQUIRE(::chmod(path.c_str(), 0600) == 0);

  const Ran check = run({"fmt", "--check", scratch.path()});
  CHECK(check.code == 1);
  CHECK(contains(check.out, "would change: " + path));
  CHECK(textOf(path) == untidy);

  const Ran first = run({"fmt", scratch.path()});
  CHECK(first.code == 0);
  const std::string tidy = textOf(path);
  CHECK(tidy != untidy);
  for (const std::string comment : {"# Why this pack is here.", "# after a clause", "# About the entity."})
    CHECK(contains(tidy, comment));
  struct stat about {};
  REQUIRE(::stat(path.c_str(), &about) == 0);
  CHECK((about.st_mode & 0777) == 0600);

  CHECK(run({"fmt", scratch.path()}).code == 0);
  CHECK(textOf(path) == tidy);
  CHECK(run({"fmt", "--check", scratch.path()}).code == 0);
  const Ran piped = run({"fmt", "-"}, {.input = untidy});
  CHECK(piped.code == 0);
  CHECK(piped.out == tidy);
  CHECK(run({"fmt", "-", "--check"}, {.input = untidy}).code == 1);
  CHECK(run({"fmt", "-", "--check"}, {.input = tidy}).code == 0);
}

TEST_CASE("fmt does not count a file as formatted that it could not write") {
  const Scratch scratch;
  // No room in the name for the file that is written beside it.
  const std::string name = std::string(246, 'a') + ".jurat";
  const std::string path = scratch.write(name, "define   x for company : integer { equals 1 }\n");
  const Ran ran = run({"fmt", path});
  INFO(ran.err);
  CHECK(ran.code == 74);
  CHECK(contains(ran.err, "cannot be written"));
  CHECK_FALSE(contains(ran.err, "formatted"));
}

TEST_CASE("fmt leaves a file that does not parse as it is") {
  const Scratch scratch;
  const std::string broken = "pack mine { title \"Mine\n";
  const std::string path = scratch.write("mine/pack.jurat", broken);
  const Ran ran = run({"fmt", scratch.path()});
  CHECK(ran.code == 4);
  CHECK(contains(ran.err, "pack.jurat:1"));
  CHECK(textOf(path) == broken);
  CHECK(run({"fmt", scratch / "no.jurat"}).code == 4);
}

TEST_CASE("bounds that are not those expected are printed as they are written") {
  const Scratch scratch;
  scratch.write("mine/pack.jurat",
                "pack mine {\n    title \"Mine\"\n    source act \"An Act\"\n    version \"1.0.0\"\n"
                "    language 1\n    status in_force\n}\n"
                "entity company {\n    fact share : percentage at least 0% at most 100%\n}\n"
                "define half for company : percentage {\n    cites \"Art. 1\"\n    equals share / 2\n}\n"
                "define twice for company : percentage {\n    cites \"Art. 2\"\n    equals share + share\n}\n"
                "test \"bounds\" {\n    given company \"c\" { }\n    as of 2026-11-23\n"
                "        expect half at least 1%\n        expect twice at most 50%\n}\n");
  const Ran ran = run({"test", scratch.path()});
  CHECK(ran.code == 1);
  CHECK(contains(ran.out, "got      at least 0 % at most 50 %"));
  CHECK(contains(ran.out, "got      at least 0 % at most 200 %"));
}

TEST_CASE("what rests on a row that is not confirmed says so, and shows the figure") {
  const auto explained = [](const std::string& name) {
    return run({"explain", "tests/packs/profiles/doubtful.yaml", name, "--rules-path", "tests/packs",
                "--rules", "doubtful_rows", "--as-of", "2026-11-23"})
        .out;
  };
  const std::string rule = explained("in_time[b]"), amount = explained("fee_due[b]");
  INFO(rule, amount);
  CHECK(contains(rule, "Art. 1 [to confirm]"));
  CHECK(contains(rule, "limit[b].days = 20 if confirmed"));
  CHECK(contains(rule, "could be satisfied or violated"));
  CHECK(contains(amount, "EUR 20 [to confirm]"));
  CHECK(contains(amount, "limit[b].fee = EUR 20\n"));
  CHECK(contains(explained("in_time[a]"), "limit[a].days = 10\n"));
  CHECK(!contains(explained("in_time[a]"), "to confirm"));
}

TEST_CASE("an explanation says which exception decided, which was overridden, and what each of them says") {
  const auto explained = [](const std::string& profile) {
    return run({"explain", profile, "reports", "--rules-path", "tests/packs", "--rules", "overriding",
                "--as-of", "2026-11-23"})
        .out;
  };
  const std::string certain = explained("tests/packs/profiles/overriding.yaml");
  INFO(certain);
  CHECK(std::regex_search(certain,
                          std::regex("exception held +overridden by ruled\n    held_share > 50% +met")));
  CHECK(std::regex_search(certain, std::regex("exception ruled +met\n    controlled = yes")));
  CHECK(contains(certain, "    forbidden: is_listed = no"));
  CHECK(!contains(certain, "required: is_listed"));
  const Scratch scratch;
  const std::string open =
      explained(scratch.write("open.yaml", "jurat: 1\ncompany:\n  held_share: 60%\n  is_listed: no\n"));
  INFO(open);
  CHECK(std::regex_search(open, std::regex("exception held +met unless overridden by ruled\n")));
  CHECK(std::regex_search(open, std::regex("exception ruled +not known\n")));
  CHECK(contains(open, "required: is_listed = no"));
}
