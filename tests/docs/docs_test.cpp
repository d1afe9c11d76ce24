// Holds README.md and the guides in docs/ to their word: every fenced block is tried, in order.
//   ```jurat pack=a.b              appended to the pack a.b; in the end each pack must check and pass its
//   tests
//   ```jurat pack=a.b error=J0201  that pack with this block beside it must give this complaint and no other
//   ```jurat file=our/a/x.jurat    written to that file (yaml and json too)
//   ```yaml pack=a.b               a profile for that pack must load; error=J0614: must be refused so.
//                                  Without `jurat:` it is a piece of `company:`. Also json.
//   ```console                     lines behind `$ ` are run, the others are their output; `…` is any lines.
//                                  head=40: as much of it is shown when it is accepted anew
//   ```sh                          commands of ./dev, which must exist
// JURAT_ACCEPT=1 rewrites rule blocks in their canonical form and outputs that have changed.
#include <algorithm>
#include <regex>
#include <set>

#include "tests/docs/document.h"
#include "tests/docs/workshop.h"
#include "tests/support/golden.h"

namespace jurat::test {
namespace {

constexpr std::string_view kAnything = "…";
constexpr const char* kAsOf = "2026-11-23";

// Greedy where it can be wrong is backtracked: documents are short.
bool matches(const std::vector<std::string>& wanted, std::size_t i, const std::vector<std::string>& got,
             std::size_t j) {
  if (i == wanted.size()) return j == got.size();
  if (wanted[i] == kAnything) {
    for (std::size_t k = j; k <= got.size(); ++k) {
      if (matches(wanted, i + 1, got, k)) return true;
    }
    return false;
  }
  return j < got.size() && wanted[i] == got[j] && matches(wanted, i + 1, got, j + 1);
}

std::set<std::string> codesIn(const std::string& output, const std::string& levels) {
  std::set<std::string> codes;
  const std::regex code("(" + levels + ")\\[(J[0-9]{4})\\]");
  for (std::sregex_iterator at(output.begin(), output.end(), code), end; at != end; ++at)
    codes.insert((*at)[2]);
  return codes;
}

// What is shown of a long output when it is accepted anew.
void cutBehind(std::vector<std::string>& lines, std::size_t count) {
  if (lines.size() <= count) return;
  lines.resize(count);
  lines.emplace_back(kAnything);
}

bool refused(int code) { return code == 2 || code == 4 || code >= 70; }

class Reader {
 public:
  Reader(Document& document, const std::string& name) : document_(document), shop_(name) {}

  void readAll() {
    for (const std::string& fault : document_.faults) FAIL_CHECK(fault);
    for (std::size_t i = 0; i < document_.blocks.size(); ++i) {
      INFO(document_.place(document_.blocks[i].first - 1));
      read(i);
    }
    for (const std::string& pack : packs_) checkPack(pack);
  }
  bool changed() const { return changed_; }

 private:
  void read(std::size_t index) {
    const Block& block = document_.blocks[index];
    const std::string& language = block.language;
    if (language == "console") return console(index);
    if (language == "sh") return chores(block);
    const bool data = language == "yaml" || language == "json";
    if (!data && language != "jurat") {
      FAIL_CHECK("no test can tell whether a block of `" << language << "` is right");
      return;
    }
    if (!data) canonical(index);
    const std::string text = document_.text(document_.blocks[index]);
    if (const auto file = block.mark("file")) return shop_.write(*file, text);
    const auto pack = block.mark("pack");
    if (!pack) {
      FAIL_CHECK("the block says neither `pack=` nor `file=`");
    } else if (data) {
      profile(block, *pack, text);
    } else if (const auto code = block.mark("error")) {
      wrong(*pack, *code, text);
    } else {
      shop_.append(folderOf(*pack) + "/pack.jurat", text + "\n");
      packs_.insert(*pack);
    }
  }

  static std::string folderOf(std::string pack) {
    std::replace(pack.begin(), pack.end(), '.', '/');
    return "packs/" + pack;
  }

  // A pack of the document, or one that is shipped.
  std::string rulesOf(const std::string& pack) const { return packs_.count(pack) ? folderOf(pack) : pack; }

  void canonical(std::size_t index) {
    if (document_.blocks[index].mark("error")) return;
    const std::string text = document_.text(document_.blocks[index]);
    shop_.write("block.jurat", text);
    const Ran ran = shop_.run("jurat fmt - <block.jurat");
    CHECK_MESSAGE(ran.code == 0, ran.output);
    if (ran.code != 0 || ran.output == text) return;
    if (accepting()) return replace(index, linesOf(ran.output));
    CHECK_MESSAGE(ran.output == text, "the block is not in canonical form; JURAT_ACCEPT=1 rewrites it");
  }

  void replace(std::size_t index, const std::vector<std::string>& lines) {
    document_.replace(index, lines);
    changed_ = true;
  }

  void wrong(const std::string& pack, const std::string& code, const std::string& text) {
    const std::string beside = folderOf(pack) + "/wrong.jurat";
    const bool opens = text.rfind("pack ", 0) == 0;
    shop_.write(opens ? folderOf(pack) + "/pack.jurat" : beside,
                opens ? text : "in pack " + pack + "\n" + text);
    const Ran ran = shop_.run("jurat test " + folderOf(pack));
    shop_.remove(opens ? folderOf(pack) + "/pack.jurat" : beside);
    CHECK_MESSAGE(codesIn(ran.output, "error") == std::set<std::string>{code}, ran.output);
  }

  void profile(const Block& block, const std::string& pack, std::string text) {
    const bool whole = text.find("jurat") != std::string::npos;
    if (!whole && block.language == "yaml") {
      std::string inside = "jurat: 1\ncompany:\n";
      for (const std::string& line : linesOf(text)) inside += "  " + line + "\n";
      text = inside;
    }
    const std::string path = "profile." + block.language;
    shop_.write(path, text);
    const Ran ran = shop_.run("jurat check " + path + " --rules " + rulesOf(pack) + " --as-of " + kAsOf);
    const auto code = block.mark("error");
    if (!code) {
      CHECK_MESSAGE(!refused(ran.code), ran.output);
      return;
    }
    CHECK_MESSAGE(codesIn(ran.output, "error") == std::set<std::string>{*code}, ran.output);
    CHECK(ran.code == 4);
  }

  void console(std::size_t index) {
    const auto head = document_.blocks[index].mark("head");
    const std::vector<std::string> lines = linesOf(document_.text(document_.blocks[index]));
    std::vector<std::string> today;
    bool same = true;
    for (std::size_t i = 0; i < lines.size();) {
      CHECK_MESSAGE(lines[i].rfind("$ ", 0) == 0, "a console block begins with `$ `");
      const std::string command = lines[i].substr(std::min<std::size_t>(2, lines[i].size()));
      today.push_back(lines[i++]);
      std::vector<std::string> wanted;
      while (i < lines.size() && lines[i].rfind("$ ", 0) != 0) wanted.push_back(lines[i++]);
      const Ran ran = shop_.run(command);
      std::vector<std::string> got = linesOf(ran.output);
      const bool right = matches(wanted, 0, got, 0);
      same = same && right;
      if (!right && !accepting()) FAIL_CHECK("`" << command << "` says today:\n" << ran.output);
      if (head) cutBehind(got, std::stoul(*head));
      today.insert(today.end(), right ? wanted.begin() : got.begin(), right ? wanted.end() : got.end());
    }
    if (!same && accepting()) replace(index, today);
  }

  void chores(const Block& block) const {
    const std::string script = readWhole(projectPath("dev")).value_or("");
    for (const std::string& line : linesOf(document_.text(block))) {
      const std::regex chore("\\./dev ([a-z]+).*");
      std::smatch found;
      const bool known = std::regex_match(line, found, chore) &&
                         script.find("\ncmd_" + found[1].str() + "()") != std::string::npos;
      CHECK_MESSAGE(known, "there is no such command: " << line);
    }
  }

  void checkPack(const std::string& pack) {
    const Ran ran = shop_.run("jurat test " + folderOf(pack));
    INFO(pack);
    CHECK_MESSAGE(ran.code == 0, ran.output);
    CHECK_MESSAGE(codesIn(ran.output, "error|warning").empty(), ran.output);
    // No exceptions that contradict each other, no review that has lapsed.
    const Ran linted = shop_.run("jurat lint --min-level error " + folderOf(pack));
    CHECK_MESSAGE(linted.code == 0, linted.output);
  }

  Document& document_;
  Workshop shop_;
  std::set<std::string> packs_;
  bool changed_ = false;
};

void hold(const std::string& path, const std::string& name) {
  Document document = readDocument(path);
  REQUIRE_MESSAGE(!document.blocks.empty(), path << " shows nothing");
  Reader reader(document, name);
  reader.readAll();
  if (reader.changed()) writeDocument(document);
}

}  // namespace

TEST_CASE("the README works as written") { hold("README.md", "readme"); }
TEST_CASE("the language reference works as written") { hold("docs/language.md", "language"); }
TEST_CASE("the author's guide works as written") { hold("docs/authoring.md", "authoring"); }
TEST_CASE("the profile reference works as written") { hold("docs/profile.md", "profile"); }

TEST_CASE("the guide to testing works as written") { hold("docs/testing.md", "testing"); }

TEST_CASE("the list of commands works as written") { hold("docs/commands.md", "commands"); }
TEST_CASE("the guide to integrations works as written") { hold("docs/integrations.md", "integrations"); }
TEST_CASE("the guide to installing works as written") { hold("docs/install.md", "install"); }
TEST_CASE("the guide to the report formats works as written") { hold("docs/formats.md", "formats"); }
TEST_CASE("the guide to the gate works as written") { hold("docs/gate.md", "gate"); }
TEST_CASE("the guide to the ledger works as written") { hold("docs/ledger.md", "ledger"); }
TEST_CASE("the guide to portfolios works as written") { hold("docs/batch.md", "batch"); }
TEST_CASE("the guide to mappings works as written") { hold("docs/mapping.md", "mapping"); }
TEST_CASE("the guide to bundles works as written") { hold("docs/bundles.md", "bundles"); }
TEST_CASE("the guide to advice works as written") { hold("docs/advice.md", "advice"); }
TEST_CASE("the page of benchmarks works as written") { hold("docs/benchmarks.md", "benchmarks"); }
TEST_CASE("the guide to the HTML report works as written") { hold("docs/html-report.md", "html-report"); }

TEST_CASE("every link between the documents leads somewhere") {
  const std::regex link("\\]\\(([^)#:]+)(#[^)]*)?\\)");
  for (const std::string path : {"README.md",
                                 "CONTRIBUTING.md",
                                 "docs/language.md",
                                 "docs/profile.md",
                                 "docs/architecture.md",
                                 "docs/authoring.md",
                                 "docs/exit-codes.md",
                                 "docs/commands.md",
                                 "docs/gate.md",
                                 "docs/advice.md",
                                 "docs/html-report.md",
                                 "docs/formats.md",
                                 "docs/integrations.md",
                                 "docs/ledger.md",
                                 "docs/batch.md",
                                 "docs/bundles.md",
                                 "docs/mapping.md",
                                 "docs/benchmarks.md",
                                 "bench/README.md",
                                 "bench/peers/README.md",
                                 "docs/install.md",
                                 "docs/lints.md",
                                 "docs/testing.md",
                                 "docs/eu-ai-act.md",
                                 "docs/coverage/eu-ai-act.md",
                                 "docs/coverage/policies.md"}) {
    const Document document = readDocument(path);
    CHECK(!document.lines.empty());
    for (std::size_t i = 0; i < document.lines.size(); ++i) {
      const std::string& line = document.lines[i];
      for (std::sregex_iterator at(line.begin(), line.end(), link), end; at != end; ++at) {
        const auto target = projectPath(path).parent_path() / (*at)[1].str();
        CHECK_MESSAGE(std::filesystem::exists(target), document.place(i) << " leads to " << (*at)[1].str());
      }
    }
  }
}

}  // namespace jurat::test
