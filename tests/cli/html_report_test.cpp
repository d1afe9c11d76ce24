// The HTML report as bytes: well formed, safe, the same each time. tests/browser looks at it as people do.
#include <regex>
#include <set>

#include "engine/crypto/sha256.h"
#include "tests/cli/run.h"
#include "tests/support/golden.h"

using namespace jurat::test;

namespace {

const std::vector<std::string> kHtml = {"--format", "html"};

std::string between(const std::string& text, const std::string& open, const std::string& close) {
  const std::size_t begin = text.find(open);
  REQUIRE(begin != std::string::npos);
  const std::size_t from = begin + open.size(), end = text.find(close, from);
  REQUIRE(end != std::string::npos);
  return text.substr(from, end - from);
}

// Without style and script, which are no matter of a golden.
std::string bare(std::string text) {
  for (const std::string name : {"style", "script"}) {
    const std::string inside = between(text, "<" + name + ">", "</" + name + ">");
    text.replace(text.find(inside), inside.size(), "");
  }
  return std::regex_replace(text, std::regex("'sha256-[^']*'"), "'sha256-...'");
}

struct Tag {
  std::string name, attributes;
  bool closes = false, alone = false;
};

std::vector<Tag> tagsOf(const std::string& html) {
  std::vector<Tag> tags;
  const std::string text = bare(html);
  static const std::regex pattern(R"re(<(/?)([a-z][a-z0-9]*)((?:\s+[a-zA-Z:-]+="[^"<]*")*)\s*(/?)>)re");
  for (std::sregex_iterator at(text.begin(), text.end(), pattern), end; at != end; ++at)
    tags.push_back({(*at)[2], (*at)[3], (*at)[1].length() > 0, (*at)[4].length() > 0});
  // Nothing that begins like a tag was passed over.
  CHECK(tags.size() + 1 == countOf(text, "<"));  // the document type is none
  return tags;
}

// Every element is closed, by the one that opened it.
void checkNesting(const std::string& html) {
  std::vector<std::string> inside;
  for (const Tag& tag : tagsOf(html)) {
    if (tag.alone) continue;
    if (!tag.closes) {
      inside.push_back(tag.name);
      continue;
    }
    REQUIRE(!inside.empty());
    CHECK(inside.back() == tag.name);
    inside.pop_back();
  }
  CHECK(inside.empty());
}

std::string acme() {
  static const std::string html =
      run({"check", "examples/acme-robotics.yaml", "--as-of", "2026-11-23", "--format", "html"}).out;
  return html;
}

}  // namespace

TEST_CASE("the HTML report of a small profile, in both languages") {
  const Ran english = checkOutcomes("open", kHtml);
  checkGolden("tests/cli/golden/open.html", bare(english.out));
  std::vector<std::string> chinese = kHtml;
  chinese.insert(chinese.end(), {"--lang", "zh"});
  checkGolden("tests/cli/golden/open_zh.html", bare(checkOutcomes("open", chinese).out));
}

TEST_CASE("every element is closed by the one that opened it") {
  checkNesting(acme());
  checkNesting(run(outcomesWords({"every_outcome", "quiet", "open"}, kHtml)).out);
  checkNesting(run({"check", "tests/packs/profiles/vouchers.yaml", "--rules-path", "tests/packs", "--rules",
                    "vouchers", "--as-of", "2026-11-24", "--format", "html"})
                   .out);
}

TEST_CASE(
    "the content security policy names the one style and the one script by their digests, and nothing else") {
  const std::string html = acme();
  const std::string policy = between(html, "Content-Security-Policy\" content=\"", "\"");
  const std::string style = jurat::sha256(between(html, "<style>", "</style>")).base64();
  const std::string script = jurat::sha256(between(html, "<script>", "</script>")).base64();
  CHECK(policy == "default-src 'none'; style-src 'sha256-" + style + "'; script-src 'sha256-" + script +
                      "'; base-uri 'none'; form-action 'none'");
  CHECK(countOf(html, "<script") == 1);
  CHECK(countOf(html, "<style") == 1);
  // As XML they are text, too.
  CHECK(between(html, "<style>", "</style>").find_first_of("<&") == std::string::npos);
  CHECK(between(html, "<script>", "</script>").find_first_of("<&") == std::string::npos);
}

TEST_CASE("attributes hold no text of a profile, ids are there once, and links lead to them") {
  const std::string html = acme();
  std::set<std::string> ids, targets;
  const std::regex attribute(R"re(([a-zA-Z:-]+)="([^"]*)")re");
  const std::set<std::string> known = {"aria-hidden",
                                       "aria-label",
                                       "aria-labelledby",
                                       "autocomplete",
                                       "charset",
                                       "class",
                                       "content",
                                       "cx",
                                       "cy",
                                       "d",
                                       "data-mark",
                                       "data-none",
                                       "data-outcome",
                                       "data-pack",
                                       "data-say",
                                       "data-subject",
                                       "height",
                                       "hidden",
                                       "href",
                                       "http-equiv",
                                       "id",
                                       "lang",
                                       "name",
                                       "open",
                                       "preserveAspectRatio",
                                       "r",
                                       "role",
                                       "scope",
                                       "spellcheck",
                                       "tabindex",
                                       "text-anchor",
                                       "type",
                                       "value",
                                       "viewBox",
                                       "width",
                                       "x",
                                       "xml:lang",
                                       "xmlns",
                                       "y"};
  for (const Tag& tag : tagsOf(html)) {
    for (std::sregex_iterator at(tag.attributes.begin(), tag.attributes.end(), attribute), end; at != end;
         ++at) {
      const std::string name = (*at)[1], value = (*at)[2];
      CHECK_MESSAGE(known.count(name) == 1, name);
      CHECK_MESSAGE(!contains(value, "Acme"), value);
      if (name == "id") CHECK_MESSAGE(ids.insert(value).second, value);
      if (name == "href") {
        REQUIRE(value.front() == '#');
        targets.insert(value.substr(1));
      }
    }
  }
  for (const std::string& target : targets) CHECK_MESSAGE(ids.count(target) == 1, target);
}

TEST_CASE("hostile text stays text") {
  const Scratch scratch;
  const std::string profile = scratch.write("hostile.yaml",
                                            "jurat: 1\ncompany:\n  name: \"</title><script>alert(1)</script> "
                                            "{{{script}}} \\u202E <!--parts--> \\\" "
                                            "onload=\\\"x\"\n  established_in: [DE]\n");
  const std::string html = run({"check", profile, "--as-of", "2026-11-23", "--format", "html"}).out;
  checkNesting(html);
  CHECK(countOf(html, "<script") == 1);
  CHECK(contains(html, "&lt;script&gt;alert(1)&lt;/script&gt; {{{script}}} \\u{202E} &lt;!--parts--&gt;"));
  CHECK(countOf(html, "</title>") == countOf(html, "<title"));
}

TEST_CASE("the dates to come stand there as a picture, and in words for who does not see it") {
  const std::string html = acme();
  const std::string section = between(html, "id=\"dates-1\"", "</section>");
  CHECK(contains(section, ">dates to come</h3>"));
  CHECK(contains(section, "From 2026-11-23 to 2036-11-23"));
  const std::string picture = between(section, "<svg", "</svg>");
  for (const char* part : {"role=\"img\" aria-labelledby=\"coming-title-1 coming-desc-1\"",
                           "<desc id=\"coming-desc-1\">", "<circle class=\"m\"", "Not legal advice."})
    CHECK_MESSAGE(contains(picture, part), part);
  // Every day of the picture is in the list, and what becomes of whom.
  const std::string list = section.substr(section.find("</svg>"));
  const std::regex day("<title>([0-9-]{10})");
  std::size_t days = 0;
  for (std::sregex_iterator at(picture.begin(), picture.end(), day), end; at != end; ++at, ++days)
    CHECK_MESSAGE(contains(list, "<dt>" + (*at)[1].str() + "</dt>"), (*at)[1].str());
  CHECK(days > 3);
  CHECK(contains(list, "deadline passed"));
  CHECK(contains(list, "-&gt; violated: "));
  CHECK(contains(html, "<li><a href=\"#dates-1\">dates to come</a></li>"));
  // What is next stands on the first screen, a deadline on its last day.
  const std::string screen = between(html, "What comes next</h3>", "</div>\n</div>");
  CHECK(contains(screen, "<dd>due: "));
  CHECK(contains(screen, "<a href=\"#dates-1\">See all "));
}

TEST_CASE("a deadline behind the last day of the timeline is listed all the same") {
  const Scratch scratch;
  std::string text = textOf(projectPath("examples/acme-robotics.yaml").string());
  const std::size_t at = text.find("answer_by: 2026-12-15");
  REQUIRE(at != std::string::npos);
  const std::string later = scratch.write("later.yaml", text.replace(at, 21, "answer_by: 2047-12-15"));
  const Ran ran = run({"check", later, "--as-of", "2026-11-23", "--format", "html"});
  CHECK(contains(ran.out, "<dt>2047-12-15</dt>"));
  CHECK(contains(ran.out, "<svg"));
}

TEST_CASE("dates to come: in a run of several profiles each has its own, in one of very many none") {
  const std::string few = run(outcomesWords({"every_outcome", "open"}, kHtml)).out;
  for (const char* id : {"\"coming-title-1\"", "\"coming-title-2\""})
    CHECK_MESSAGE(countOf(few, id) == 1, id);
  const Scratch scratch;
  const std::string profile = textOf("tests/packs/profiles/every_outcome.yaml");
  std::vector<std::string> words = outcomesWords({}, kHtml);
  for (int i = 0; i < 51; ++i) words.push_back(scratch.write("p" + std::to_string(i) + ".yaml", profile));
  const std::string many = run(words).out;
  CHECK(!contains(many, "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"coming\""));
  // What the check itself knows of what comes next stands there still.
  CHECK(countOf(many, ">What comes next</h3>") >= 51);
  checkNesting(few);
}

TEST_CASE("--no-timeline leaves the dates to come out, and goes with no calendar") {
  const std::vector<std::string> words = {
      "check", "examples/acme-robotics.yaml", "--as-of", "2026-11-23", "--format", "html", "--no-timeline"};
  const Ran ran = run(words);
  CHECK(ran.code == 1);
  CHECK(!contains(ran.out, "class=\"coming\""));
  CHECK(!contains(ran.out, "id=\"coming-title-1\""));
  CHECK(contains(ran.out, ">What comes next</h3>"));  // what the check itself knows
  checkNesting(ran.out);
  const Ran calendar = run(
      {"check", "examples/acme-robotics.yaml", "--as-of", "2026-11-23", "--format", "ics", "--no-timeline"});
  CHECK(calendar.code == 2);
  CHECK(calendar.out.empty());
  CHECK(contains(calendar.err, "leave --no-timeline out"));
}

TEST_CASE("two runs give the same page") {
  CHECK(acme() ==
        run({"check", "examples/acme-robotics.yaml", "--as-of", "2026-11-23", "--format", "html"}).out);
}
