// What an installation brings besides the program: completion, manual pages, versions for programs; and that
// the documented table of commands, --help and the manual pages say the same.
#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>

#include "tests/cli/run.h"
#include "tests/support/golden.h"

using namespace jurat::test;

namespace {

using Entries = std::vector<std::pair<std::string, std::string>>;  // a term and what it means

std::vector<std::string> linesOf(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::string joinedWords(const std::string& text) {
  std::istringstream in(text);
  std::string out;
  for (std::string word; in >> word;) out += (out.empty() ? "" : " ") + word;
  return out;
}

// The entries below a heading of --help: a term at column 2, its meaning at column 24 there or below.
Entries helpEntries(const std::string& help, const std::string& heading) {
  Entries out;
  bool inside = false;
  for (const std::string& line : linesOf(help)) {
    if (!line.empty() && line[0] != ' ') inside = line == heading;
    if (!inside || line.size() < 3 || line[0] != ' ') continue;
    if (line[2] == ' ') {
      out.back().second = joinedWords(out.back().second + " " + line);
    } else {
      const std::size_t gap = line.size() > 24 && line[23] == ' ' && line[24] != ' ' ? 24 : line.size();
      out.emplace_back(joinedWords(line.substr(0, gap)),
                       gap < line.size() ? joinedWords(line.substr(gap)) : "");
    }
  }
  return out;
}

// A manual page without its markup.
std::string unmarked(std::string text) {
  text = std::regex_replace(text, std::regex(R"(\\f[BIR]|\\&)"), "");
  text = std::regex_replace(text, std::regex(R"(\\-)"), "-");
  return std::regex_replace(text, std::regex(R"(\\e)"), "\\");
}

// The `.TP` entries of a section of a manual page.
Entries pageEntries(const std::string& page, const std::string& section) {
  Entries out;
  bool inside = false, term = false;
  for (const std::string& line : linesOf(unmarked(page))) {
    if (line.rfind(".SH", 0) == 0) inside = line == ".SH " + section;
    if (!inside || line.rfind(".SH", 0) == 0) continue;
    if (line == ".TP") {
      term = true;
    } else if (term) {
      out.emplace_back(joinedWords(line), "");
      term = false;
    } else if (!out.empty()) {
      out.back().second = joinedWords(out.back().second + " " + line);
    }
  }
  return out;
}

std::string pageOf(const Scratch& share, std::string command) {
  std::replace(command.begin(), command.end(), ' ', '-');
  return textOf(share / ("man/man1/jurat" + (command.empty() ? "" : "-" + command) + ".1"));
}

std::vector<std::string> wordsOf(const std::string& text) {
  std::vector<std::string> words;
  std::istringstream in(text);
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

}  // namespace

TEST_CASE("the documented commands, --help and the manual page are the same, word for word") {
  const Scratch share;
  REQUIRE(run({"__share-files", share.path()}).code == 0);
  const Entries commands = helpEntries(run({"--help"}).out, "Commands");
  REQUIRE(commands.size() > 15);
  CHECK(pageEntries(pageOf(share, ""), "COMMANDS") == commands);

  const auto path = projectPath("docs/commands.md");
  std::string document = readWhole(path).value_or(""), table = "| command | does |\n|---|---|\n";
  for (const auto& [name, about] : commands) table += "| `" + name + "` | " + about + " |\n";
  const std::size_t begin = document.find("| command | does |");
  REQUIRE(begin != std::string::npos);
  const std::size_t end = std::min(document.find("\n\n", begin) + 1, document.size());
  if (accepting()) std::ofstream(path, std::ios::binary) << document.replace(begin, end - begin, table);
  INFO("docs/commands.md; accept with JURAT_ACCEPT=1");
  CHECK((accepting() || document.substr(begin, end - begin) == table));
}

TEST_CASE("each command's page says of every option what --help says") {
  const Scratch share;
  REQUIRE(run({"__share-files", share.path()}).code == 0);
  for (const auto& each : helpEntries(run({"--help"}).out, "Commands")) {
    const std::string& name = each.first;
    INFO(name);
    std::vector<std::string> words = wordsOf(name);
    words.push_back("--help");
    Entries options = helpEntries(run(words).out, "Options");
    REQUIRE(!options.empty());
    options.pop_back();  // --help calls itself another page in each
    const std::string page = pageOf(share, name);
    Entries told = pageEntries(page, "OPTIONS");
    REQUIRE(!told.empty());
    told.pop_back();
    CHECK(told == options);
    CHECK(contains(joinedWords(unmarked(page)), each.second));
    CHECK(contains(page, ".SH EXIT STATUS"));
  }
}

TEST_CASE("the manual page knows every exit code of the contract") {
  const Scratch share;
  REQUIRE(run({"__share-files", share.path()}).code == 0);
  std::vector<std::string> promised, told;
  const std::regex row(R"(^\| ([0-9]+) \|.*)");
  for (const std::string& line : linesOf(textOf(projectPath("docs/exit-codes.md").string()))) {
    std::smatch found;
    if (std::regex_match(line, found, row)) promised.push_back(found[1]);
  }
  for (const auto& entry : pageEntries(pageOf(share, ""), "EXIT STATUS")) told.push_back(entry.first);
  CHECK(promised.size() == 9);
  CHECK(told == promised);
}

TEST_CASE("what a shell is told may stand there") {
  struct Row {
    std::vector<std::string> typed;
    std::string kind;
    std::vector<std::string> words;  // all that is offered
  };
  const std::vector<Row> rows = {
      {{"che"}, "none ", {"check"}},
      {{"nothing-such"}, "none ", {}},
      {{"nothing-such", ""}, "none ", {}},
      {{"--v"}, "none ", {"--version"}},
      {{"rules", ""}, "none ", {"list", "show", "graph"}},
      {{"rules", "s"}, "none ", {"show"}},
      {{"completion", ""}, "none ", {"bash", "zsh", "fish"}},
      {{"completion", "bash", ""}, "none ", {}},
      {{"check", "--lang", ""}, "none ", {"en", "zh"}},
      {{"check", "--lang="}, "none ", {"--lang=en", "--lang=zh"}},
      {{"check", "--fail-on", "review,v"}, "none ", {"review,violated"}},
      {{"check", "--fail-on", "violated,review,"},
       "none ",
       {"violated,review,undetermined", "violated,review,pending"}},
      {{"check", "--fail-on=violated,p"}, "none ", {"--fail-on=violated,pending"}},
      {{"check", "--form"}, "none ", {"--format"}},
      {{"check", "--format", "js"}, "none ", {"json", "json="}},
      {{"check", "--format", "json=re"}, "files json=", {}},
      {{"check", "--format=json=re"}, "files --format=json=", {}},
      {{"check", "--lang", "en", "--lan"}, "none ", {}},
      {{"check", "--rules", "a", "--rul"}, "none ", {"--rules", "--rules-path"}},
      {{"check", "--as-of", ""}, "none ", {}},
      {{"check", "pro"}, "files ", {}},
      {{"check", "a.yaml", "b"}, "files ", {}},
      {{"check", "--record", "b"}, "files ", {}},
      {{"check", "--rules-path", "b"}, "folders ", {}},
      {{"check", "--rules", "eu.sm"}, "folders ", {"eu.sme"}},
      {{"explain", "a.yaml", "eu.sm"}, "none ", {"eu.sme/"}},
      {{"explain", "a.yaml", "eu.ai_act/social_"}, "none ", {"eu.ai_act/social_scoring"}},
      {{"explain", "a.yaml", "eu.none/social_"}, "none ", {}},
      {{"explain", "--rules-path", "tests/packs", "a.yaml", "outcomes/lig"}, "none ", {"outcomes/light"}},
      {{"explain", "--rules-path=tests/packs", "a.yaml", "outcom"}, "none ", {"outcomes/"}},
      {{"explain", "a.yaml", "eu.sme/x", ""}, "none ", {}},
      {{"test", "--coverage", "lc"}, "files ", {"lcov", "lcov="}},
      {{"test", "--coverage", "rules/"}, "files ", {}},
      {{"test", "--coverage", "json", ""}, "files ", {}},
      {{"explain-code", "J0190"}, "none ", {"J0190"}},
  };
  for (const Row& row : rows) {
    std::vector<std::string> words = {"__complete"};
    words.insert(words.end(), row.typed.begin(), row.typed.end());
    const Ran ran = run(words);
    const std::vector<std::string> lines = linesOf(ran.out);
    INFO(row.typed.back(), "\n", ran.out);
    CHECK(ran.code == 0);
    CHECK(ran.err == "");
    REQUIRE(!lines.empty());
    CHECK(lines[0] == row.kind);
    std::vector<std::string> offered;
    for (std::size_t i = 1; i < lines.size(); ++i) offered.push_back(lines[i].substr(0, lines[i].find('\t')));
    CHECK(offered == row.words);
  }
}

TEST_CASE("completion stays quiet where the rules are broken, and shows no control characters of theirs") {
  const Scratch scratch;
  scratch.write("broken/pack.jurat",
                "pack broken {\n title \"a\x1b[31m\tb\"\n status in_force\n}\nrule { } rule x");
  const Ran packs = run({"__complete", "check", "--rules-path", scratch.path(), "--rules", "brok"});
  CHECK(packs.code == 0);
  CHECK(packs.err == "");
  CHECK_FALSE(contains(packs.out, "\x1b"));
  const Ran rules = run({"__complete", "explain", "--rules-path", scratch.path(), "a.yaml", "broken/"});
  CHECK(rules.code == 0);
  CHECK(rules.err == "");
}

TEST_CASE("a shell that is not known is refused with those that are") {
  const Ran ran = run({"completion", "fishy"});
  CHECK(ran.code == 2);
  CHECK(contains(ran.err, "`fishy` is none of the values of SHELL (bash, zsh, fish); did you mean `fish`?"));
  for (const std::string shell : {"bash", "zsh", "fish"})
    CHECK(contains(run({"completion", shell}).out, "__complete"));
}

TEST_CASE("the versions come as JSON, with the packs that a run would find") {
  const Ran ran = run({
      "--version",
      "--json",
  });
  CHECK(ran.code == 0);
  const nlohmann::json versions = nlohmann::json::parse(ran.out);
  CHECK(contains(run({"--version"}).out, "jurat " + versions.at("jurat").get<std::string>() + "\n"));
  CHECK(versions.at("language") == 1);
  CHECK(versions.at("profile") == 1);
  const Ran report = checkOutcomes("quiet", {"--format", "json"});
  CHECK(versions.at("report") == nlohmann::json::parse(report.out).at("jurat_report"));
  std::string listed;
  for (const auto& pack : versions.at("packs"))
    listed += pack.at("id").get<std::string>() + " " + pack.at("version").get<std::string>() + "\n";
  std::string heads;
  for (const std::string& line : linesOf(run({"rules", "list"}).out)) {
    if (line.rfind(' ', 0) != 0) heads += line + "\n";
  }
  CHECK(listed == heads);
  CHECK(run({"--json", "--version"}).out == ran.out);

  const Ran lonely = run({"--json", "rules", "list"});
  CHECK(lonely.code == 2);
  CHECK(contains(lonely.err, "--json goes with --version"));
}

TEST_CASE("the files of an installation are not half written") {
  const Ran none = run({"__share-files"});
  CHECK(none.code == 2);
  const Scratch scratch;
  scratch.write("share", "a file where a folder is needed");
  const Ran refused = run({"__share-files", scratch / "share"});
  CHECK(refused.code == 74);
  CHECK(textOf(scratch / "share") == "a file where a folder is needed");
}
