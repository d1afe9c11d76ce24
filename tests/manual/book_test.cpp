// A pack as Markdown and as a page.
#include <algorithm>
#include <set>
#include <string_view>

#include "engine/manual/manual.h"
#include "tests/agreement/run.h"
#include "tests/manual/loaded.h"
#include "tests/support/golden.h"

using namespace jurat;
using namespace jurat::test;

namespace {

struct Tag {
  std::string name;
  bool closes = false;
  std::vector<std::pair<std::string, std::string>> attributes;
};

// NAME="VALUE" for each, one blank before it.
void readAttributes(std::string_view rest, Tag& tag) {
  while (!rest.empty()) {
    const std::size_t value = rest.find("=\"");
    const std::size_t end = value == std::string_view::npos ? value : rest.find('"', value + 2);
    REQUIRE_MESSAGE(end != std::string_view::npos, "attributes are written otherwise: ", std::string(rest));
    REQUIRE(rest.front() == ' ');
    tag.attributes.emplace_back(rest.substr(1, value - 1), rest.substr(value + 2, end - value - 2));
    rest.remove_prefix(end + 1);
  }
}

std::vector<Tag> tagsOf(std::string_view page) {
  constexpr std::string_view kDocument = "<!doctype html>";
  REQUIRE(page.starts_with(kDocument));
  std::vector<Tag> tags;
  for (std::size_t at = page.find('<', kDocument.size()); at != std::string_view::npos;) {
    const std::size_t end = page.find('>', at);
    REQUIRE(end != std::string_view::npos);
    std::string_view inside = page.substr(at + 1, end - at - 1);
    Tag& tag = tags.emplace_back();
    tag.closes = inside.starts_with('/');
    if (tag.closes) inside.remove_prefix(1);
    const std::size_t blank = std::min(inside.find(' '), inside.size());
    tag.name = inside.substr(0, blank);
    readAttributes(inside.substr(blank), tag);
    at = page.find('<', end);
  }
  return tags;
}

// Tags must close in order; an element of the page that never closes would swallow what follows.
void checkNesting(const std::vector<Tag>& tags) {
  std::vector<std::string> open;
  for (const Tag& tag : tags) {
    if (tag.name == "meta") continue;
    if (!tag.closes) {
      open.push_back(tag.name);
      continue;
    }
    if (open.empty() || open.back() != tag.name)
      FAIL("</", tag.name, "> closes ", open.empty() ? "nothing" : "<" + open.back() + ">");
    open.pop_back();
  }
  CHECK(open.empty());
}

void checkLinks(const std::vector<std::string>& targets, const std::vector<std::string>& anchors) {
  CHECK_FALSE(anchors.empty());
  std::set<std::string> known, lost;
  for (const std::string& each : anchors) {
    if (!known.insert(each).second) FAIL_CHECK(each, " stands twice");
  }
  for (const std::string& each : targets) {
    if (known.count(each) == 0) lost.insert(each);
  }
  CHECK_MESSAGE(lost.empty(), *lost.begin(), " leads nowhere");
}

// Of tags: that nothing but what is known stands in a page. Links and anchors are gathered.
void checkAttributes(const Tag& tag, std::vector<std::string>& targets, std::vector<std::string>& anchors) {
  static const std::set<std::string> attributes = {
      "lang",  "charset",         "name",       "content", "http-equiv", "class",   "href", "id",
      "style", "aria-labelledby", "aria-label", "scope",   "role",       "tabindex"};
  for (const auto& [name, value] : tag.attributes) {
    if (attributes.count(name) == 0) FAIL_CHECK(name);
    if (name == "id") anchors.push_back(value);
    if (name != "href") continue;
    if (!value.starts_with('#')) FAIL_CHECK("a link to elsewhere: ", value);
    targets.push_back(value.substr(1));
  }
}

// What a page may be made of, whatever stands in a pack.
void checkPage(const std::string& page) {
  static const std::set<std::string> elements = {
      "html",  "head",    "meta", "title", "style", "body",    "a",       "header",  "p",
      "h1",    "dl",      "div",  "dt",    "dd",    "nav",     "h2",      "ol",      "li",
      "main",  "section", "ul",   "span",  "code",  "article", "h3",      "h4",      "pre",
      "table", "thead",   "tr",   "th",    "tbody", "td",      "details", "summary", "footer"};
  const std::vector<Tag> tags = tagsOf(page);
  CHECK(tags.size() > 50);
  checkNesting(tags);
  std::vector<std::string> targets, anchors;
  for (const Tag& tag : tags) {
    if (elements.count(tag.name) == 0) FAIL_CHECK("an element of its own: ", tag.name);
    checkAttributes(tag, targets, anchors);
  }
  checkLinks(targets, anchors);
  CHECK(page.find("url(") == std::string::npos);
  CHECK(page.find("@import") == std::string::npos);
  CHECK(page.find("{{") == page.find("{{title}}"));  // what a pack says in braces stays as it is
}

// What stands between `before` and `after`, wherever it does.
std::vector<std::string> allBetween(std::string_view text, std::string_view before, std::string_view after) {
  std::vector<std::string> found;
  for (std::size_t at = text.find(before); at != std::string_view::npos; at = text.find(before, at)) {
    at += before.size();
    const std::size_t end = text.find(after, at);
    if (end != std::string_view::npos) found.emplace_back(text.substr(at, end - at));
  }
  return found;
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
  const std::size_t shortened = agreement::isShortened() ? 5 : 1;
  for (const std::string root : {"tests/manual/packs", "rules"}) {
    const auto loaded = load(root);
    const std::size_t stride = root == "rules" ? shortened : 1;
    for (std::size_t i = 0; i < loaded->program->packs.size(); i += stride) {
      const PackId pack = loaded->program->packs.idAt(i);
      INFO(loaded->program->packs[pack].id);
      checkPage(packHtml(*loaded->program, loaded->sources, pack,
                         i % 2 == 0 ? Language::English : Language::Chinese));
      const std::string markdown = packMarkdown(*loaded->program, loaded->sources, pack, Language::English);
      checkLinks(allBetween(markdown, "](#", ")"), allBetween(markdown, "<a id=\"", "\"></a>"));
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
  CHECK(allBetween(page, "<details class=\"test", "\"").size() == static_cast<std::size_t>(tests));
}
