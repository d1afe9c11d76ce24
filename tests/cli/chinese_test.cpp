// Reports in Chinese: nothing of English is left in them but names, and neither language breaks the page.
#include <filesystem>
#include <regex>
#include <set>
#include <sstream>

#include "engine/phrases/message.h"
#include "engine/source/render.h"
#include "tests/cli/run.h"
#include "tests/support/golden.h"

using namespace jurat::test;

namespace {

namespace fs = std::filesystem;

struct Text {
  std::string name, text;
};

// Goldens whose name ends so, by name.
std::vector<Text> goldens(const std::string& ending) {
  std::vector<Text> found;
  for (const fs::directory_entry& entry : fs::directory_iterator(projectPath("tests/cli/golden"))) {
    const std::string name = entry.path().filename().string();
    if (name.ends_with(ending)) found.push_back({name, textOf(entry.path().string())});
  }
  std::sort(found.begin(), found.end(), [](const Text& a, const Text& b) { return a.name < b.name; });
  return found;
}

std::string onOneLine(const std::string& text) { return std::regex_replace(text, std::regex(R"(\s+)"), " "); }

void erase(std::string& text, const std::string& part) {
  for (std::size_t at = text.find(part); !part.empty() && at != std::string::npos; at = text.find(part, at))
    text.replace(at, part.size(), " ");
}

// What the packs say in Chinese, and the citations and titles of sources, which no language changes.
std::vector<std::string> packTexts() {
  const std::regex wanted(R"-((?:zh|source\s+\w+|cites(?:\s+\w+)?)\s+"((?:[^"\\]|\\.)*)")-");
  std::vector<std::string> texts;
  for (const std::string folder : {"rules", "tests/packs"}) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(projectPath(folder))) {
      if (entry.path().extension() != ".jurat") continue;
      const std::string file = textOf(entry.path().string());
      for (std::sregex_iterator at(file.begin(), file.end(), wanted), end; at != end; ++at)
        if (std::string said = onOneLine((*at)[1].str());
            said.find_first_not_of("0123456789") != std::string::npos)
          texts.push_back(std::move(said));  // a figure alone would tear ids apart
    }
  }
  std::sort(texts.begin(), texts.end(),
            [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
  return texts;
}

std::set<std::string> wordsIn(const std::string& text) {
  const std::regex word("[A-Za-z]+");
  std::set<std::string> words;
  for (std::sregex_iterator at(text.begin(), text.end(), word), end; at != end; ++at) words.insert(at->str());
  return words;
}

// The words of the tool's own English phrases.
std::set<std::string> phraseWords() {
  std::set<std::string> words;
  for (std::size_t i = jurat::kRowless; i < jurat::kPhraseCount; ++i) {
    const std::string_view text = jurat::templateOf(static_cast<jurat::Phrase>(i), jurat::Language::English);
    words.merge(wordsIn(std::string(text)));
  }
  return words;
}

// Words of rule files outside their texts and comments: names and the rule language, which excerpts show.
std::set<std::string> ruleWords() {
  std::set<std::string> words;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(projectPath("rules"))) {
    if (entry.path().extension() != ".jurat") continue;
    const std::string file = textOf(entry.path().string());
    words.merge(wordsIn(std::regex_replace(file, std::regex(R"-("(?:[^"\\]|\\.)*"|#[^\n]*)-"), " ")));
  }
  return words;
}

// Ids of one plain word in the packs and profiles of the goldens; all others have a mark or a digit in them.
const std::set<std::string> kIds = {
    "appeal",      "bench",       "change",   "commission", "common",        "company",   "deployed",
    "deployer",    "employees",   "fixed",    "faults",     "forge",         "harms",     "incident",
    "information", "kind",        "model",    "outcomes",   "parts",         "press",     "proof",
    "provider",    "share",       "small",    "status",     "system",        "trade",     "workshop",
    "young",       "apprentices", "smith",    "case",       "hangzhou",      "inference", "medium",
    "planned",     "rate",        "reported", "seat",       "signed",        "vouchers",  "year",
    "DE",          "FR",          "audio",    "voice",      "accessibility", "text",      "own",
    "headcount",   "implemented", "race",     "place",      "assistant",     "old",       "foot",
    "first",       "blacklisted"};
// Of the rule language, and words of the tool's phrases too.
const std::set<std::string> kOperators = {"all", "and",  "before", "any", "at", "empty", "given", "in",
                                          "is",  "last", "not",    "now", "of", "or",    "use"};

bool identifier(const std::string& word) {
  return word.find_first_of("_./-[]0123456789") != std::string::npos || kIds.count(word) == 1;
}

// In an excerpt: a word of the rule files that the tool would not say itself.
bool excerpt(const std::string& word) {
  static const std::set<std::string> rules = ruleWords(), phrases = phraseWords();
  return kOperators.count(word) == 1 || (rules.count(word) == 1 && phrases.count(word) == 0);
}

// The words of ASCII letters that belong to no id, citation, name or Chinese text of a pack.
std::vector<std::string> strangers(std::string text, bool explanation) {
  text = onOneLine(text);
  for (const std::string name :
       {"Acme Robotics GmbH", "Every Outcome Ltd", "Both at Once", "No Parts", "West Lake Compute", "EUR",
        "USD", "CNY", "Jurat", "`jurat explain`", "--rules", "--format json", "Hanse Kreditbank AG",
        "TalentBridge Recruiters Ltd", "Saimaa Models Oy", "annual accounts 2025, profit and loss",
        "AI 100-1, GOVERN 5.2"})
    erase(text, name);
  text = std::regex_replace(text, std::regex("[A-Za-z_.]+…"), " ");  // an excerpt cut in a word
  for (const std::string& known : packTexts()) erase(text, known);
  std::vector<std::string> left;
  const std::regex word(R"([A-Za-z0-9_./\[\]-]+)");
  for (std::sregex_iterator at(text.begin(), text.end(), word), end; at != end; ++at) {
    std::string one = at->str();
    if (one.front() == '[') one.erase(0, 1);  // a set; what stands behind a name belongs to it
    if (!one.empty() && one.back() == ']' && one.find('[') == std::string::npos) one.pop_back();
    const bool letters =
        one.find_first_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") != std::string::npos;
    if (letters && !identifier(one) && !(explanation && excerpt(one))) left.push_back(one);
  }
  return left;
}

// Of an interview: without what was typed, what may be typed and what was written into the file.
std::string withoutTyped(const std::string& text) {
  const std::string said = std::regex_replace(text, std::regex("(^|\n)> [^\n]*"), "$1");
  const std::string offered = std::regex_replace(said, std::regex("`[^`\n]*`"), " ");
  return std::regex_replace(offered, std::regex(" = [^\n]*"), " ");
}

}  // namespace

TEST_CASE("no English word is left in Chinese") {
  const std::vector<Text> all = goldens("_zh.txt");
  REQUIRE(all.size() >= 12);
  for (const Text& golden : all) {
    const bool interview = golden.name.starts_with("interview_");
    const std::string text = interview ? withoutTyped(golden.text) : golden.text;
    for (const std::string& word : strangers(text, golden.name.starts_with("explain_")))
      FAIL_CHECK(golden.name, ": ", word);
  }
}

TEST_CASE("the test above sees an English word") {
  CHECK(strangers("  罚则  company：最高 EUR 5（Art. 99(3)），should it come to that", false) ==
        std::vector<std::string>{"should", "it", "come", "to", "that"});
  CHECK(strangers("✗ 禁止推断情绪      critical", false) == std::vector<std::string>{"critical"});
  CHECK(strangers("    declared_roles = [deployer]   第 59 行", false).empty());
}

TEST_CASE("no line of a report is longer than the page, in either language") {
  const std::vector<Text> all = goldens(".txt");
  REQUIRE(all.size() >= 24);
  for (const Text& golden : all) {
    if (golden.name.rfind("test_", 0) == 0) continue;  // shows rule text and places, to be copied whole
    std::istringstream lines(golden.text.substr(0, golden.text.find("--- standard error ---")));
    for (std::string line; std::getline(lines, line);) {
      INFO(golden.name, ": ", line);
      CHECK(jurat::displayWidth(line) <= 80);
    }
  }
}

TEST_CASE("no line begins with a closing mark or ends with an opening one") {
  const std::regex begins("^ *(，|。|、|；|：|？|！|）|》|」|〕|”)"), ends("(（|《|「|〔|“)$");
  for (const Text& golden : goldens("_zh.txt")) {
    std::istringstream lines(golden.text);
    for (std::string line; std::getline(lines, line);) {
      INFO(golden.name, ": ", line);
      CHECK(!std::regex_search(line, begins));
      CHECK(!std::regex_search(line, ends));
    }
  }
}

TEST_CASE("only --lang chooses the language") {
  const std::vector<std::string> words = outcomesWords({"every_outcome"});
  const Ran plain = run(words);
  for (const std::string name : {"LANG", "LC_ALL", "LC_MESSAGES", "LANGUAGE"}) {
    Setting setting;
    setting.environment[name] = "zh_CN.UTF-8";
    CHECK(run(words, setting).out == plain.out);
  }
  std::vector<std::string> chinese = words, json = words, chinese_json = words;
  chinese.insert(chinese.end(), {"--lang", "zh"});
  CHECK(run(chinese).out != plain.out);
  // What programs read is the same in all languages; packs' texts stand in it in all they have.
  json.insert(json.end(), {"--format", "json"});
  chinese_json.insert(chinese_json.end(), {"--format", "json", "--lang", "zh"});
  CHECK(run(chinese_json).out == run(json).out);
}

TEST_CASE("rules list speaks Chinese too") {
  const Ran ran = run({"rules", "list", "--rules-path", "tests/packs", "--rules", "outcomes", "--as-of",
                       "2026-11-23", "--lang", "zh"});
  CHECK(ran.code == 0);
  CHECK(contains(ran.out, "outcomes 1.2.0\n  车间法\n"));
  CHECK(contains(ran.out, "条规则，运行：由 --rules 指定\n"));
}
