// `lint`: findings, their forms and levels, fixes, and the exit code.
#include <sys/stat.h>

#include "tests/cli/run.h"

using namespace jurat::test;

namespace {

const std::string kClean =
    "pack mine {\n"
    "    title   \"Mine\"\n"
    "    source  act \"The Act\"\n"
    "    version \"1.0.0\"\n"
    "}\n"
    "\n"
    "entity company {\n"
    "    fact tested : yes_no             ask \"Tested?\"\n"
    "    fact people : integer at least 0 ask \"How many people?\"\n"
    "}\n"
    "\n"
    "define fit for company : yes_no {\n"
    "    cites  \"Art. 1\"\n"
    "    equals tested  # whoever tests\n"
    "}\n";

std::string with(const std::string& from, const std::string& to) {
  std::string text = kClean;
  return text.replace(text.find(from), from.size(), to);
}

const std::string kNoted = with("equals tested", "equals tested = yes");
const std::string kWarned = with("\"Tested?\"", "\"Tested?\" about \"\"");
const std::string kWrong =
    with("equals tested  #",
         "equals tested\n    except nobody when people < 0 {\n        equals no\n    }\n    #");

}  // namespace

TEST_CASE("lint: 0 without findings, 1 with one, whatever its level") {
  const Scratch scratch;
  scratch.write("mine/pack.jurat", kClean);
  const Ran clean = run({"lint", scratch.path()});
  CHECK(clean.code == 0);
  CHECK(clean.out == "no findings in 1 pack\n");
  for (const std::string& text : {kNoted, kWarned, kWrong}) {
    scratch.write("mine/pack.jurat", text);
    const Ran found = run({"lint", scratch / "mine"});
    INFO(found.out, found.err);
    CHECK(found.code == 1);
    CHECK(found.err.empty());
  }
}

TEST_CASE("lint: --min-level leaves out what counts less") {
  const Scratch scratch;
  const struct {
    const std::string* text;
    int note, warning, error;
  } rows[] = {{&kNoted, 1, 0, 0}, {&kWarned, 1, 1, 0}, {&kWrong, 1, 1, 1}};
  for (const auto& row : rows) {
    scratch.write("mine/pack.jurat", *row.text);
    CHECK(run({"lint", scratch.path(), "--min-level", "note"}).code == row.note);
    CHECK(run({"lint", scratch.path(), "--min-level", "warning"}).code == row.warning);
    CHECK(run({"lint", scratch.path(), "--min-level", "error"}).code == row.error);
  }
}

TEST_CASE("lint: three forms, and none of them on standard error") {
  const Scratch scratch;
  scratch.write("mine/pack.jurat", kNoted);
  CHECK(contains(run({"lint", scratch.path()}).out, "note[J0474]: `= yes` says nothing"));
  const Ran plain = run({"lint", scratch.path(), "--format", "plain"});
  CHECK(contains(plain.out, "note J0474: `= yes` says nothing"));
  CHECK(contains(plain.out, "pack.jurat:14:12: "));
  const Ran json = run({"lint", scratch.path(), "--format", "json"});
  CHECK(countOf(json.out, "\n") == 1);
  CHECK(contains(json.out, "\"code\":\"J0474\""));
  CHECK(contains(json.out, "\"replacement\":\"tested\""));
  scratch.write("mine/pack.jurat", kClean);
  CHECK(run({"lint", scratch.path(), "--format", "json"}).out.empty());
}

TEST_CASE("lint: a profile that shows two exceptions at odds") {
  const Scratch scratch;
  scratch.write("mine/pack.jurat",
                with("equals tested  #",
                     "equals tested\n    except many when people > 50 {\n        equals yes\n    }\n"
                     "    except untested when not tested {\n        equals no\n    }\n    #"));
  const Ran ran = run({"lint", scratch.path(), "--min-level", "error"});
  INFO(ran.out);
  for (const std::string part :
       {"error[J0412]: `many` and `untested` can hold together",
        "both hold when people is 51 and tested is no", "company:\n", "  people: 51\n", "  tested: no\n"}) {
    CHECK(contains(ran.out, part));
  }
}

TEST_CASE("lint --fix mends what is safe, keeps comments and mode, and has no more to do afterwards") {
  const Scratch scratch;
  const std::string path = scratch.write("mine/pack.jurat", kNoted);
  REQUIRE(::chmod(path.c_str(), 0640) == 0);
  const Ran first = run({"lint", scratch.path(), "--fix"});
  INFO(first.out, first.err);
  CHECK(first.code == 0);
  CHECK(contains(first.err, "fixed 1 file"));
  CHECK(textOf(path) == kClean);
  struct stat about {};
  REQUIRE(::stat(path.c_str(), &about) == 0);
  CHECK((about.st_mode & 0777) == 0640);
  const Ran second = run({"lint", scratch.path(), "--fix"});
  CHECK(second.code == 0);
  CHECK(second.err.empty());
  CHECK(textOf(path) == kClean);
}

TEST_CASE("lint --fix follows one repair with the next, and leaves what only an author can settle") {
  const Scratch scratch;
  const std::string path = scratch.write(
      "mine/pack.jurat", with("equals tested  #", "equals not (not (any of { tested = yes })) #"));
  const Ran ran = run({"lint", scratch.path(), "--fix"});
  INFO(ran.out, ran.err, textOf(path));
  CHECK(ran.code == 0);
  CHECK(textOf(path) == kClean);
  scratch.write("mine/pack.jurat", kWarned);
  CHECK(run({"lint", scratch.path(), "--fix"}).code == 1);
  CHECK(textOf(path) == kWarned);
}

TEST_CASE("lint --fix changes only packs that were named, and none that does not load") {
  const Scratch scratch;
  const std::string other =
      scratch.write("other/pack.jurat", kNoted.substr(0, 5) + "other" + kNoted.substr(9));
  const std::string mine = scratch.write("mine/pack.jurat", kNoted + "use othr\n");
  CHECK(run({"lint", scratch / "mine", "--fix"}).code == 4);
  CHECK(textOf(mine) == kNoted + "use othr\n");
  const std::string before = textOf(other);
  scratch.write("mine/pack.jurat", kNoted);
  CHECK(run({"lint", scratch / "mine", "--fix"}).code == 0);
  CHECK(textOf(mine) == kClean);
  CHECK(textOf(other) == before);
}

TEST_CASE("lint seals a review, which lapses when the declaration changes") {
  const Scratch scratch;
  const std::string path = scratch.write(
      "mine/pack.jurat",
      with("equals tested  #",
           "equals people > 50 and tested = no\n    reviewed J0474 \"as the law has it\" on 2026-11-24  #"));
  CHECK(run({"lint", scratch.path()}).code == 1);
  CHECK(run({"lint", scratch.path(), "--fix"}).code == 0);
  std::string text = textOf(path);
  CHECK(contains(text, "on 2026-11-24 as \""));
  CHECK(run({"lint", scratch.path()}).code == 0);
  text.replace(text.find("> 50"), 4, "> 51");
  scratch.write("mine/pack.jurat", text);
  const Ran lapsed = run({"lint", scratch.path(), "--fix"});
  CHECK(lapsed.code == 1);
  CHECK(contains(lapsed.out, "the review has lapsed"));
  CHECK(textOf(path) == text);
}

TEST_CASE("lint: 2, 4, 5 and 74") {
  const Scratch scratch;
  CHECK(run({"lint", scratch.path()}).code == 5);
  CHECK(run({"lint", scratch / "none"}).code == 4);
  CHECK(run({"lint", "--form", "json"}).code == 2);
  CHECK(contains(run({"lint", "--min-level", "info"}).err, "is none of the values of --min-level"));
  scratch.write("mine/pack.jurat", "pack mine { title \"Mine }\n");
  CHECK(run({"lint", scratch.path()}).code == 4);
  scratch.write("mine/pack.jurat", kNoted);
  CHECK(run({"lint", scratch.path()}, {.out_path = "/dev/full"}).code == 74);
}

TEST_CASE("lint finds no exceptions at odds and nothing dead in the shipped packs") {
  const Ran ran = run({"lint", "rules", "--min-level", "error"});
  INFO(ran.out, ran.err);
  CHECK(ran.code == 0);
  const Ran all = run({"lint", "rules", "--format", "plain"});
  for (const std::string code : {"J0413", "J0415", "J0416", "J0418", "J0419", "J0421"})
    CHECK_FALSE(contains(all.out, code));
}
