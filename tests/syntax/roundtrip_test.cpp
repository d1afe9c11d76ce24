// Formatting says the same in another layout: over every rule file of the project that parses, those in its
// documents and those on the pages of its diagnostics.
#include <algorithm>
#include <map>

#include "engine/source/code_pages.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source_map.h"
#include "engine/syntax/format.h"
#include "engine/syntax/lexemes.h"
#include "engine/syntax/parse.h"
#include "tests/support/golden.h"
#include "tests/syntax/dump.h"

namespace jurat::test {

namespace {

namespace fs = std::filesystem;

// Texts by where they stand.
using Corpus = std::map<std::string, std::string>;

// Some files of tests/ hold several, each below a mark.
void addFiles(Corpus& corpus, const std::string& name, const std::string& text) {
  constexpr std::string_view kMark = "# ---- ";
  std::size_t begin = 0, count = 0;
  while (begin < text.size()) {
    std::size_t end = text.find(kMark, begin + 1);
    end = end == std::string::npos ? text.size() : end;
    corpus[name + " #" + std::to_string(++count)] = text.substr(begin, end - begin);
    begin = end;
  }
}

Corpus ruleFiles() {
  Corpus corpus;
  for (const char* folder : {"rules", "tests", "examples", "bench"}) {
    for (const auto& entry : fs::recursive_directory_iterator(projectPath(folder))) {
      if (entry.path().extension() != ".jurat") continue;
      addFiles(corpus, fs::relative(entry.path(), projectPath("")).generic_string(),
               readWhole(entry.path()).value());
    }
  }
  return corpus;
}

// The blocks of the documents that are marked `jurat`.
Corpus documents() {
  constexpr std::string_view kOpen = "```jurat", kClose = "\n```";
  Corpus corpus;
  std::vector<fs::path> paths{projectPath("README.md"), projectPath("CONTRIBUTING.md")};
  for (const auto& entry : fs::directory_iterator(projectPath("docs"))) {
    if (entry.path().extension() == ".md") paths.push_back(entry.path());
  }
  for (const fs::path& path : paths) {
    const std::string text = readWhole(path).value();
    std::size_t count = 0;
    for (std::size_t at = text.find(kOpen); at != std::string::npos; at = text.find(kOpen, at)) {
      const std::size_t begin = text.find('\n', at) + 1;
      const std::string info = text.substr(at + kOpen.size(), begin - 1 - at - kOpen.size());
      at = text.find(kClose, begin - 1);
      REQUIRE(at != std::string::npos);
      const std::string name = path.filename().string() + " #" + std::to_string(++count) + info;
      corpus[name] = text.substr(begin, at + 1 - begin);
      at += kClose.size();
    }
  }
  return corpus;
}

Corpus pages() {
  Corpus corpus;
  for (const auto& room : {syntaxPages(), checkPages(), lintPages()}) {
    for (const CodePage& page : room) corpus[std::string(page.code)] = page.right;
  }
  return corpus;
}

// A page may show clauses, facts, rows or a condition alone: the first frame in which it parses.
Corpus framed(const Corpus& corpus) {
  constexpr std::pair<std::string_view, std::string_view> kFrames[] = {
      {"", ""},
      {"rule r for company {\n", "\n}\n"},
      {"pack p {\n", "\n}\n"},
      {"entity company {\n", "\n}\n"},
      {"test \"t\" {\n", "\n}\n"},
      {"table t for company : integer {\n", "\n}\n"},
      {"define d for company : yes_no {\nequals ", "\n}\n"},
      {"rule r for company {\nrequires a ", "\n}\n"},
      {"define d for company : ", " {\nequals a\n}\n"},
      {"in pack p\n", ""}};
  Corpus out;
  for (const auto& [name, text] : corpus) {
    std::string& framed = out[name] = text;
    for (const auto& [before, behind] : kFrames) {
      SourceMap sources;
      Diagnostics diagnostics;
      const std::string whole = std::string(before) + text + std::string(behind);
      if (parse(sources.add("x.jurat", whole), diagnostics)->broken) continue;
      framed = whole;
      break;
    }
  }
  return out;
}

struct Words {
  std::vector<std::string> words, comments;
};

Words wordsOf(const SourceFile& file) {
  Words out;
  for (const Lexeme& each : lexemes(file)) {
    std::string word(each.text);
    while (each.kind == LexemeKind::Comment && (word.ends_with(' ') || word.ends_with('\r'))) word.pop_back();
    (each.kind == LexemeKind::Comment ? out.comments : out.words).push_back(word);
  }
  return out;
}

bool startsWithAny(const std::string& name, std::initializer_list<std::string_view> beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&](std::string_view each) { return name.starts_with(each); });
}

// Holds those that parse to it, and says how many they were; the others must be those that may fail.
template <typename MayFail>
std::size_t hold(const Corpus& corpus, MayFail may_fail) {
  std::size_t held = 0;
  for (const auto& each : corpus) {
    const std::string& name = each.first;
    SourceMap sources;
    Diagnostics diagnostics;
    const SourceFile& written = sources.add("written.jurat", each.second);
    const auto tree = parse(written, diagnostics);
    CAPTURE(name);
    if (tree->broken) {
      CHECK(may_fail(name));
      continue;
    }
    ++held;
    const SourceFile& printed = sources.add("printed.jurat", format(written, *tree));
    const auto again = parse(printed, diagnostics);
    REQUIRE_FALSE(again->broken);
    CHECK(dump(*again) == dump(*tree));
    CHECK(format(printed, *again) == printed.text);
    CHECK(wordsOf(printed).words == wordsOf(written).words);
    CHECK(wordsOf(printed).comments == wordsOf(written).comments);
  }
  return held;
}

}  // namespace

TEST_CASE("the rule files of the project") {
  // What does not parse is there to be complained about.
  const auto wrong = [](const std::string& name) {
    return startsWithAny(
        name, {"tests/language/parse-fail/", "tests/language/check-fail/", "tests/cli/", "tests/fuzz/"});
  };
  CHECK(hold(ruleFiles(), wrong) > 250);
}

TEST_CASE("the examples of the documents") {
  const auto shows_a_mistake = [](const std::string& name) {
    return name.find(" error=") != std::string::npos;
  };
  CHECK(hold(framed(documents()), shows_a_mistake) > 50);
}

TEST_CASE("the right examples of the pages") {
  const Corpus corpus = framed(pages());
  // Some set two files side by side, or leave out what is not the point.
  CHECK(hold(corpus, [](const std::string&) { return true; }) * 10 > corpus.size() * 6);
}

}  // namespace jurat::test
