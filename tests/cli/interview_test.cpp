// The interview as it is typed: word for word, in both languages; interrupted after every answer; with a
// profile that somebody else changes, that may not be written, or that holds no such place.
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>

#include "tests/cli/bridges.h"
#include "tests/cli/run.h"
#include "tests/support/golden.h"

using namespace jurat::test;
using namespace jurat::test::bridges;

namespace {

void golden(const std::string& name, const Bridges& bridges, const std::vector<std::string>& lines,
            const std::vector<std::string>& more = {}) {
  const Ran ran = bridges.talk(lines, more);
  INFO(name);
  CHECK(ran.code == 0);
  CHECK(ran.err.empty());
  fits(ran.out);
  checkGolden("tests/cli/golden/" + name + ".txt", ran.out);
  checkGolden("tests/cli/golden/" + name + ".yaml", bridges.text());
}

}  // namespace

TEST_CASE("an interview word for word") {
  golden("interview", Bridges(),
         {"?", "old, foot", "twelve", "120", "", "b", "120", "12", "d", "b", "yes", "s", "yes", "Ann Example",
          "EUR 5_000_000"});
  golden("interview_zh", Bridges(),
         {"为什么", "old、foot", "120", "12", "不是这个", "返回", "12", "是", "跳过", "是", "安宁"},
         {"--lang", "zh"});
}

TEST_CASE("interrupted after every answer it goes on from the file, and ends the same") {
  const Bridges whole;
  const Ran ran = whole.talk(kAnswers, {"--by", "Ann", "--source", "our files"});
  CHECK(ran.code == 0);
  CHECK(contains(ran.out, "No fact that is missing can change"));
  CHECK(contains(whole.text(), "# our bridges\n"));
  CHECK(contains(whole.text(), "source: our files, as_of: 2026-11-23}"));
  for (std::size_t answered = 0; answered <= kAnswers.size(); ++answered) {
    INFO(answered);
    const Bridges bridges;
    const auto middle = kAnswers.begin() + static_cast<std::ptrdiff_t>(answered);
    const Ran first = bridges.talk({kAnswers.begin(), middle}, {"--by", "Ann", "--source", "our files"});
    CHECK(first.code == 0);
    CHECK(contains(first.out, answered < kAnswers.size() ? "goes on from here" : "No fact that is missing"));
    CHECK(countOf(bridges.text(), "our files") == (answered == 0 ? 0 : answered - 1));
    const Ran second = bridges.talk({middle, kAnswers.end()}, {"--by", "Ann", "--source", "our files"});
    CHECK(second.code == 0);
    CHECK(bridges.text() == whole.text());
  }
}

TEST_CASE("what was changed by somebody else is read anew, and nothing is lost") {
  const Bridges bridges;
  const char* named = std::getenv("JURAT_BINARY");
  const std::string binary = named != nullptr ? named : JURAT_BINARY_PATH;
  // The second answer is typed when another hand has written into the file.
  const std::string script =
      "cd " + bridges.folder.path() +
      " && { echo old; until grep -q 'id: old' bridges.yaml; do sleep 0.02; done;"
      " echo '# by hand' >> bridges.yaml; echo 120; echo 120; } | " +
      binary +
      " ask bridges.yaml --interactive --rules packs/bridges --as-of 2026-11-23 > out.txt 2> err.txt";
  CHECK(std::system(script.c_str()) == 0);
  const std::string out = textOf(bridges.folder / "out.txt");
  CHECK(contains(out, "was changed by somebody else meanwhile, so the last line was not"));
  CHECK(bridges.text() ==
        std::string(kProfile) +
            "  bridges:\n    - id: old\n      span: {value: 120, source: interview, as_of: 2026-11-23}\n"
            "# by hand\n");
  CHECK(contains(out, "2 answers written into"));
}

TEST_CASE("answers that another hand has taken away are asked again, and counted as they stand") {
  const Bridges bridges;
  bridges.folder.write("before.yaml", kProfile);
  const char* named = std::getenv("JURAT_BINARY");
  const std::string binary = named != nullptr ? named : JURAT_BINARY_PATH;
  const std::string words =
      " ask bridges.yaml --interactive --rules packs/bridges --as-of 2026-11-23 > out.txt";
  const std::string script =
      "cd " + bridges.folder.path() +
      " && { echo old; echo 120; until grep -q 'span' bridges.yaml; do sleep 0.02; done;"
      " cp before.yaml bridges.yaml; echo yes; echo new; } | " +
      binary + words;
  CHECK(std::system(script.c_str()) == 0);
  CHECK(bridges.text() == std::string(kProfile) + "  bridges:\n    - id: new\n");
  CHECK(contains(textOf(bridges.folder / "out.txt"), "1 answer written into"));
  // What is broken now is not written into, and that is said.
  const std::string breaking = "cd " + bridges.folder.path() +
                               " && { echo 120; until grep -q 'span' bridges.yaml; do sleep 0.02; done;"
                               " echo '  a: [' >> bridges.yaml; echo yes; } | " +
                               binary + words + " 2> err.txt";
  CHECK(std::system(breaking.c_str()) == 4 * 256);
  CHECK(contains(textOf(bridges.folder / "out.txt"), "does not load as it is now, and the last line was"));
  CHECK(bridges.text().ends_with("  a: [\n"));
}

TEST_CASE("don't know leaves what is known; behind the last answer there is a way back") {
  const Bridges bridges;
  bridges.folder.write("bridges.yaml",
                       "jurat: 1\ncompany:\n  bridges: {complete: no, items: [{id: old, span: 1}]}\n");
  const std::string before = bridges.text();
  const Ran known = bridges.talk({"d"}, {"--all"});
  CHECK(contains(known.out, "Left as it is: company.bridges."));
  CHECK(bridges.text() == before);
  const std::string with_turnover = std::string(kProfile) + "  turnover: EUR 1\n";
  bridges.folder.write("bridges.yaml", with_turnover);
  const Ran back = bridges.talk({"none", "b", "old", "s", "what", "q"});
  CHECK(back.code == 0);
  CHECK(countOf(back.out, "That was the last question.") == 1);
  CHECK(contains(back.out, "Taken back: company.bridges"));
  CHECK(bridges.text() == with_turnover + "  bridges:\n    - id: old\n");
  bridges.folder.write("bridges.yaml", with_turnover);
  const Ran end = bridges.talk({"none", "what", ""});
  CHECK(countOf(end.out, "That was the last question.") == 2);
  bridges.folder.write("bridges.yaml", with_turnover);
  const Ran twice = bridges.talk({"none", "b", "none", "b", "none", "b", "q"});
  CHECK(countOf(twice.out, "\n1. ") == 4);
  CHECK(countOf(twice.out, "\n2. ") + countOf(twice.out, "\n0. ") == 0);
  CHECK(contains(end.out, "1 answer written into"));
}

TEST_CASE("who judges is asked of whoever judges, and is a name") {
  const std::string judged =
      "jurat: 1\ncompany:\n  turnover: EUR 1\n  bridges:\n    - id: old\n      span: 120\n"
      "      is_open: yes\n      inspected_on: 2026-05-04\n";
  const Bridges bridges;
  const auto talk = [&](const std::vector<std::string>& lines) {
    bridges.folder.write("bridges.yaml", judged);
    return bridges.talk(lines).out;
  };
  CHECK(!contains(talk({"perhaps"}), "Who judges?"));
  CHECK(!contains(talk({"{value: yes, by: Bob}"}), "Who judges?"));
  CHECK(contains(bridges.text(), "holds: {value: yes, by: Bob, on: "));
  for (const char* instead : {"q", "s", "b"}) {
    CHECK(contains(talk({"yes", instead}), "Without a name the judgement is not written."));
    CHECK(bridges.text() == judged);
  }
  CHECK(contains(talk({"yes"}), "Without a name the judgement is not written."));
  CHECK(countOf(talk({"yes", "", "a\tb", "a\xff", "Ann"}), "That is no name.") == 3);
  CHECK(contains(bridges.text(), "holds: {value: yes, by: Ann, on: "));
}

TEST_CASE("the file keeps its owner and its group, or is not asked about") {
  if (::geteuid() != 0 || std::system("command -v setpriv > /dev/null") != 0) return;
  const Bridges bridges;
  REQUIRE(::chown(bridges.file.c_str(), 1234, 4321) == 0);
  CHECK(bridges.talk({"old"}).code == 0);
  struct stat there {};
  REQUIRE(::stat(bridges.file.c_str(), &there) == 0);
  CHECK(there.st_uid == 1234);
  CHECK(there.st_gid == 4321);
  const char* named = std::getenv("JURAT_BINARY");
  const std::string binary = named != nullptr ? named : JURAT_BINARY_PATH;
  const auto as_nobody = [&](gid_t group) {
    bridges.folder.write("bridges.yaml", kProfile);
    REQUIRE(::chown(bridges.file.c_str(), 0, group) == 0);
    REQUIRE(::chmod(bridges.file.c_str(), 0666) == 0);
    REQUIRE(::chmod(bridges.folder.path().c_str(), 0777) == 0);
    const std::string script =
        "cd " + bridges.folder.path() + " && echo old | setpriv --reuid=1234 --regid=4321 --clear-groups " +
        binary +
        " ask bridges.yaml --interactive --rules packs/bridges --as-of 2026-11-23 > out.txt 2> err.txt";
    return std::system(script.c_str()) / 256;
  };
  CHECK(as_nobody(0) == 74);
  CHECK(bridges.text() == kProfile);
  CHECK(textOf(bridges.folder / "out.txt").empty());
  CHECK(contains(textOf(bridges.folder / "err.txt"), "it belongs to a group that is not yours"));
  CHECK(as_nobody(4321) == 0);
  CHECK(contains(bridges.text(), "id: old"));
  REQUIRE(::stat(bridges.file.c_str(), &there) == 0);
  CHECK(there.st_gid == 4321);
  CHECK((there.st_mode & 0777) == 0666);
}

TEST_CASE("a file that cannot be written is said before the first question") {
  const Bridges bridges;
  REQUIRE(::chmod(bridges.file.c_str(), 0444) == 0);
  const Ran ran = bridges.talk(kAnswers);
  CHECK(ran.code == 74);
  CHECK(ran.out.empty());
  CHECK(contains(ran.err, "cannot be written: it is read-only"));
  REQUIRE(::chmod(bridges.file.c_str(), 0644) == 0);
  REQUIRE(::chmod(bridges.folder.path().c_str(), 0555) == 0);
  const Ran folder = bridges.talk(kAnswers);
  REQUIRE(::chmod(bridges.folder.path().c_str(), 0755) == 0);
  CHECK(folder.code == 74);
  CHECK(contains(folder.err, "its folder is read-only"));
  CHECK(bridges.text() == kProfile);
}

TEST_CASE("the file keeps its mode, its byte order mark, its line ends and the link to it") {
  const Bridges bridges;
  bridges.folder.write("bridges.yaml", "\xEF\xBB\xBFjurat: 1\r\ncompany:\r\n  name: B # b\r\n");
  REQUIRE(::chmod(bridges.file.c_str(), 0640) == 0);
  std::filesystem::create_symlink(bridges.file, bridges.folder / "link.yaml");
  std::vector<std::string> words = Bridges::words();
  words[1] = "link.yaml";
  const Ran ran = run(words, {.input = "none\n", .folder = bridges.folder.path()});
  CHECK(ran.code == 0);
  CHECK(bridges.text() == "\xEF\xBB\xBFjurat: 1\r\ncompany:\r\n  name: B # b\r\n  bridges: []\r\n");
  struct stat there {};
  REQUIRE(::lstat(bridges.file.c_str(), &there) == 0);
  CHECK((there.st_mode & 0777) == 0640);
  CHECK(std::filesystem::is_symlink(bridges.folder / "link.yaml"));
  CHECK(std::distance(std::filesystem::directory_iterator(bridges.folder.path()), {}) == 3);
}

TEST_CASE("an answer that has no place of its own is left to a person, and the next is asked") {
  const Bridges bridges;
  bridges.folder.write("bridges.yaml",
                       "jurat: 1\ncompany:\n  turnover: EUR 1\n  bridges:\n    - &old\n      id: old\n"
                       "      span: 120\n      is_open: yes\n");
  const std::string before = bridges.text();
  const Ran ran = bridges.talk({"none", "yes"}, {"--by", "Ann"});
  CHECK(ran.code == 0);
  CHECK(contains(ran.out, "This answer has no safe place in the file"));
  CHECK(!contains(ran.out, "That is no answer to it"));
  CHECK(contains(ran.out, "bridges.yaml:5:7: "));
  CHECK(contains(ran.out, "write `company.bridges[old]."));
  CHECK(bridges.text() == before);
}

TEST_CASE("what an interview cannot do is said, with its exit code") {
  const Bridges bridges;
  const auto ends = [&](const std::vector<std::string>& words, int code, const std::string& says) {
    const Ran ran = run(words, {.input = "yes\n", .folder = bridges.folder.path()});
    CHECK(ran.code == code);
    CHECK_MESSAGE(contains(ran.err, says), ran.err);
  };
  ends(Bridges::words({"--format", "json"}), 2, "ask --format json");
  ends(Bridges::words({"--rule", "inspected"}), 2, "leave --rule out");
  ends(Bridges::words({"--subject", "foo"}), 2, "leave --subject out");
  ends(Bridges::words({"--by", " "}), 2, "--by says who judges");
  ends(Bridges::words({"--source", "a\xff"}), 2, "--source stands beside each answer");
  ends({"ask", "bridges.yaml", "--rules", "packs/bridges", "--by", "Ann"}, 2, "add --interactive");
  ends({"ask", "bridges.yaml", "--rules", "packs/bridges", "--source", "us"}, 2, "add --interactive");
  ends({"ask", "-", "--interactive", "--rules", "packs/bridges"}, 2, "name its file");
  ends({"ask", "no.yaml", "--interactive", "--rules", "packs/bridges"}, 4, "no.yaml");
  CHECK(bridges.text() == kProfile);
}
