// A pack as Markdown and as a page.
#include <algorithm>
#include <map>
#include <regex>
#include <set>

#include "engine/manual/manual.h"
#include "tests/agreement/run.h"
#include "tests/manual/loaded.h"
#include "tests/support/golden.h"

using namespace jurat;
using namespace jurat::test;

namespace {

std::vector<std::string> allMatches(const std::string& text, const std::string& pattern) {
  const std::regex expression(pattern);
  std::vector<std::string> found;
  for (std::sregex_iterator at(text.begin(), text.end(), expression), end; at != end; ++at)
    found.push_back((*at)[1]);
  return found;
}

// Tags must close in order; an element of the page that never closes would swallow what follows.
void checkNesting(const std::string& page) {
  const std::set<std::string> alone = {"meta", "!doctype"};
  std::vector<std::string> open;
  const std::regex tag("<(/?)([a-z0-9!]+)([^>]*)>");
  for (std::sregex_iterator at(page.begin(), page.end(), tag), end; at != end; ++at) {
    const std::string name = (*at)[2];
    if (alone.count(name) > 0) continue;
    if ((*at)[1].length() == 0) {
      open.push_back(name);
      continue;
    }
    REQUIRE_MESSAGE(!open.empty(), "nothing is open at </", name, ">");
    REQUIRE_MESSAGE(open.back() == name, "</", name, "> closes <", open.back(), ">");
    open.pop_back();
  }
  CHECK(open.empty());
}

void checkLinks(const std::vector<std::string>& targets, const std::vector<std::string>& anchors) {
  std::set<std::string> known;
  for (const std::string& each : anchors) CHECK_MESSAGE(known.insert(each).second, each, " stands twice");
  for (const std::string& each : targets) CHECK_MESSAGE(known.count(each) == 1, each, " leads nowhere");
}

// What a page may be made of, whatever stands in a pack.
void checkPage(const std::string& page) {
  checkNesting(page);
  const std::set<std::string> known = {
      "html",  "head",    "meta", "title", "style", "body",    "a",       "header",  "p",
      "h1",    "dl",      "div",  "dt",    "dd",    "nav",     "h2",      "ol",      "li",
      "main",  "section", "ul",   "span",  "code",  "article", "h3",      "h4",      "pre",
      "table", "thead",   "tr",   "th",    "tbody", "td",      "details", "summary", "footer"};
  for (const std::string& each : allMatches(page, "<([a-z0-9]+)"))
    CHECK_MESSAGE(known.count(each) == 1, each);
  const std::set<std::string> attributes = {"lang",       "charset", "name", "content", "http-equiv",
                                            "class",      "href",    "id",   "style",   "aria-labelledby",
                                            "aria-label", "scope",   "role", "tabindex"};
  for (const std::string& tag : allMatches(page, "<[a-z0-9]+((?: [^<>]*)?)>")) {
    for (const std::string& each : allMatches(tag, " ([a-z-]+)=\""))
      CHECK_MESSAGE(attributes.count(each) == 1, each);
  }
  for (const std::string& each : allMatches(page, "href=\"([^\"]*)\"")) CHECK(each.starts_with("#"));
  checkLinks(allMatches(page, "href=\"#([^\"]*)\""), allMatches(page, " id=\"([^\"]*)\""));
  CHECK(page.find("url(") == std::string::npos);
  CHECK(page.find("@import") == std::string::npos);
  CHECK(page.find("{{") == page.find("{{title}}"));  // what a pack says in braces stays as it is
}

}  // namespace

TEST_CASE("a pack as Markdown and HTML, in both languages") {
  const auto loaded = load("tests/manual/packs");
  const PackId robots = loaded->pack("robots"), hostile = loaded->pack("hostile");
  for (const Language language : kLanguages) {
    checkGolden("tests/manual/golden/robots_" + std::string(codeOf(language)) + ".md",
                packMarkdown(*loaded->program, loaded->sources, robots, language));
    checkGolden("tests/manual/golden/robots_" + std::string(codeOf(language)) + ".html",
                packHtml(*loaded->program, loaded->sources, robots, language));
  }
  checkGolden("tests/manual/golden/hostile.md",
              packMarkdown(*loaded->program, loaded->sources, hostile, Language::English));
  checkGolden("tests/manual/golden/hostile.html",
              packHtml(*loaded->program, loaded->sources, hostile, Language::English));
}

TEST_CASE("pages are sound: nested, linked, nothing from outside, whatever the pack says") {
  // A shortened run takes every fifth of the shipped packs, in both languages all the same.
  const std::size_t shortened = agreement::numberOf("JURAT_CASE_PERCENT", 100) < 100 ? 5 : 1;
  for (const std::string root : {"tests/manual/packs", "rules"}) {
    const auto loaded = load(root);
    const std::size_t stride = root == "rules" ? shortened : 1;
    for (std::size_t i = 0; i < loaded->program->packs.size(); i += stride) {
      const PackId pack = loaded->program->packs.idAt(i);
      INFO(loaded->program->packs[pack].id);
      checkPage(packHtml(*loaded->program, loaded->sources, pack,
                         i % 2 == 0 ? Language::English : Language::Chinese));
      const std::string markdown = packMarkdown(*loaded->program, loaded->sources, pack, Language::English);
      checkLinks(allMatches(markdown, "\\]\\(#([^)]*)\\)"), allMatches(markdown, "<a id=\"([^\"]*)\"></a>"));
    }
  }
}

TEST_CASE("every declaration, choice and test of a pack is told") {
  const auto loaded = load("rules");
  const checked::Program& program = *loaded->program;
  const PackId pack = loaded->pack("eu.ai_act");
  const std::string page = packHtml(program, loaded->sources, pack, Language::English);
  std::size_t told = 0;
  for (std::size_t i = 0; i < program.declarations.size(); ++i) {
    const checked::DeclarationId id = program.declarations.idAt(i);
    if (program.declarations[id].pack != pack) continue;
    CHECK_MESSAGE(page.find("<article class=\"entry\" id=\"" + program.id(id) + "\"") != std::string::npos,
                  program.id(id));
    ++told;
  }
  CHECK(told > 30);
  const auto tests = std::count_if(program.tests.begin(), program.tests.end(),
                                   [&](const checked::Test& test) { return test.pack == pack; });
  CHECK(allMatches(page, "<details class=\"(test)\"").size() == static_cast<std::size_t>(tests));
}
