// Text of a profile, a waiver or a file's name never begins a line of its own: no reader takes it for words
// of the report.
#include "tests/cli/run.h"

using namespace jurat::test;

namespace {

constexpr const char* kPack =
    "pack forged {\n"
    "    title    \"T\"\n"
    "    source   s \"S\"\n"
    "    version  \"1.0.0\"\n"
    "    language 1\n"
    "    status   in_force\n"
    "    currency EUR\n"
    "    deadlines as counted\n"
    "}\n"
    "entity company {\n"
    "    fact name    : text\n"
    "    fact staff   : integer at least 0 ask \"How many?\"\n"
    "    fact careful : yes_no ask \"Careful?\"\n"
    "    fact since   : date ask \"Since when?\"\n"
    "    fact closed  : event ask \"Closed when?\"\n"
    "}\n"
    "entity shop within company as shops {\n"
    "    fact clean : yes_no ask \"Clean?\"\n"
    "}\n"
    "rule named for company {\n    cites \"1\"\n    requires name = \"x\"\n}\n"
    "rule small for company {\n    cites \"2\"\n    requires staff < 50\n}\n"
    "rule care for company {\n    cites \"3\"\n    requires careful\n}\n"
    "rule late for company {\n    cites \"4\"\n    due since + 1 months\n    done on closed\n}\n"
    "rule tidy for shop {\n    cites \"5\"\n    requires clean\n}\n";

class Forged {
 public:
  Forged() {
    folder_.write("rules/forged/pack.jurat", kPack);
    write("p.yaml", "Acme\\nFORGED      as of 2099-01-01", "10");
    write("q.yaml", "Acme\\nFORGED as of 2099-01-01", "90");
  }
  void write(const std::string& file, const std::string& name, const std::string& staff) const {
    folder_.write(file, "jurat: 1\ncompany:\n  name: \"" + name + "\"\n  staff: " + staff +
                            "\n  since: 2026-06-10\n  shops: []\n");
  }
  void write(const std::string& file, const std::string& text) const { folder_.write(file, text); }

  Ran run(std::vector<std::string> words, const std::string& input = {}) const {
    words.insert(words.end(), {"--rules-path", "rules", "--rules", "forged", "--as-of", "2026-05-20"});
    return jurat::test::run(words, {.input = input, .folder = folder_.path()});
  }

 private:
  Scratch folder_;
};

// A line break of the text is shown, and none is written.
void checkOneLine(const Ran& ran) {
  INFO(ran.out, ran.err);
  CHECK(contains(ran.out, "Acme\\u{A}FORGED"));
  for (const std::string& said : {"\n" + ran.out, "\n" + ran.err}) {
    for (std::size_t at = said.find("FORGED"); at != std::string::npos; at = said.find("FORGED", at + 1)) {
      const std::size_t before = said.find_last_not_of(' ', at - 1);
      CHECK(said[before] != '\n');
    }
  }
}

}  // namespace

TEST_CASE("the name of a company forges no line of a report, whatever command writes it") {
  const Forged forged;
  const std::vector<std::vector<std::string>> commands = {
      {"check", "p.yaml"},
      {"check", "p.yaml", "--lang", "zh"},
      {"ask", "p.yaml"},
      {"timeline", "p.yaml"},
      {"what-if", "p.yaml", "--set", "company.staff=90"},
      {"what-if", "p.yaml", "--range", "company.staff=1..100"},
      {"diff", "p.yaml", "q.yaml"},
      {"explain", "p.yaml", "named"}};
  for (const std::vector<std::string>& words : commands) {
    INFO(words.front());
    const Ran ran = forged.run(words);
    checkOneLine(ran);
    CHECK_FALSE(contains(ran.out.substr(0, ran.out.find('\n')), "FORGED  "));
  }
  checkOneLine(forged.run({"ask", "p.yaml", "--interactive"}, "quit\n"));
}

TEST_CASE("a text that decides a finding forges no line beside it") {
  const Forged forged;
  forged.write("p.yaml", "Acme\\nFORGED    gate      waived until 2099-12-31", "10");
  const Ran ran = forged.run({"check", "p.yaml"});
  checkOneLine(ran);
  CHECK(contains(ran.out, "because   name = \"Acme\\u{A}FORGED"));
}

TEST_CASE("the words of a waiver stay on its lines of the list") {
  const Forged forged;
  forged.write(
      "waivers.yaml",
      "jurat: 1\nwaivers:\n  - rule: forged/named\n    subject: company\n    profile: p.yaml\n"
      "    reason: \"Acme\\nFORGED         until 2099-01-01  forged/small\"\n"
      "    owner: \"O\\nFORGED\"\n    approver: B\n    granted: 2026-05-01\n    expires: 2026-06-01\n");
  const Ran ran = forged.run({"waiver", "list", "p.yaml", "--waivers", "waivers.yaml"});
  checkOneLine(ran);
  CHECK(countOf(ran.out, "\n") == 2);
}

TEST_CASE("an id that holds a control character is refused") {
  const Forged forged;
  for (const std::string id : {"x\\ny", "x\\ty", "x\\u001by", "x\\u202Ey", "x\\u2028y"}) {
    forged.write("p.yaml", "jurat: 1\ncompany:\n  shops:\n    - id: \"" + id + "\"\n      clean: yes\n");
    const Ran ran = forged.run({"check", "p.yaml"});
    INFO(id, "\n", ran.err);
    CHECK(ran.code == 4);
    CHECK(contains(ran.err, "error[J0645]: the id `x"));
    CHECK(contains(ran.err, "` holds a control character"));
  }
  forged.write("p.yaml", "jurat: 1\ncompany:\n  shops:\n    - id: \"[a].b \xC3\x89\"\n      clean: yes\n");
  CHECK(forged.run({"check", "p.yaml"}).code == 3);  // it is read; what it leaves open is open
}

TEST_CASE("what batch refuses it refuses in one line, as check does") {
  const Forged forged;
  forged.write("c.ndjson",
               "{\"jurat\": 1, \"company\": {\"name\": \"A\", \"careful\": \"Acme\\nFORGED\\u001b[2J\"}}\n"
               "{\"jurat\": 1, \"company\": {\"name\": \"A\", \"shops\": [{\"id\": \"x\\nFORGED\"}]}}\n");
  const Ran ran = forged.run({"batch", "c.ndjson", "--max-rejects", "2"});
  INFO(ran.err);
  CHECK(contains(ran.err, "`Acme\\u{A}FORGED\\u{1B}[2J` is neither yes nor no"));
  CHECK(contains(ran.err, "error[J0645]: the id `x\\u{A}FORGED` holds a control character"));
  CHECK_FALSE(contains(ran.err, "\nFORGED"));
}

TEST_CASE("a name on the command line stays on the line of the complaint") {
  const Forged forged;
  const Ran ran = forged.run({"explain", "p.yaml", "x\nFORGED"});
  CHECK(ran.code == 2);
  CHECK(countOf(ran.err, "\n") == 1);
  CHECK(contains(ran.err, "x\\u{A}FORGED"));
}
