// Hostile text: whatever people write into profiles, waivers and rules, every format says it and obeys none
// of it. A report of hostile text must have the very structure of one of harmless text, as the format's own
// kind of reader sees it.
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "engine/reports/advice/calendar_reader.h"
#include "engine/source/text.h"
#include "tests/reports/made.h"

using namespace jurat;
using namespace jurat::test;

namespace {

using namespace std::string_literals;

const std::vector<std::string> kHostile = {
    // spreadsheets
    "=1+1", "=cmd|' /C calc'!A0", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "a,b", "\"",
    "\"\"\",=1", "a;b", "'=1",
    // markup
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</testcase></testsuite>", "]]>",
    "<![CDATA[x", "<!-- x", "-->", "&amp;", "&#0;&#x1;&lt;", "' onmouseover='x", "\" autofocus onfocus=\"x",
    "javascript:alert(1)", "<svg/onload=x>", "<?xml?>", "</style><style>*{}", "</title>",
    // what XML forbids, what terminals obey
    "a\x01\x02z"s, "a\0b"s, "\x1b[31mred\x1b]0;x\x07"s, "\x7f"s, "\xEF\xBF\xBE\xEF\xBF\xBF",
    "\xC2\x85\xC2\x9B", "\xE2\x80\xAE\xE2\x81\xA6gnp.exe", "\xE2\x80\xA8\xE2\x80\xA9", "a\r\nb\rc\nd",
    "\xEF\xBB\xBFx",
    // workflow commands
    "::error::x", "\n::set-output name=x::y", "%0A::add-mask::x", "##[error]x", "x::,file=y:1%",
    "${{ secrets.X }}",
    // Markdown
    "[x](javascript:x)", "![x](http://evil.example/x)", "`", "``` x", "`` ` ``", "**x** __y__ ~~z~~", "# x",
    "- x", "1. x", "1) x", "> x", "| a | b |", "---", "===", "\\", "\\`x", "@everyone x@evil.example",
    "www.evil.example", "http://evil.example", "https://evil.example/?a=b&c", "[x]: http://evil.example",
    "&copy; &#64;", "$x$", "***", "+ x", "mailto:x@evil.example",
    // templates, phrases, SARIF's gaps
    "{0} {1:a|b} {9", "{{x}} {{{y}}} {{#z}}", "%s %n %d", "[x](1)", "{}",
    // JSON
    "\\u0000", "\"}],\"x\":[{", "\\", "null",
    // size and other languages
    std::string(20'000, 'x'), std::string(3'000, '`'), "合规\xF0\x9F\xA4\x96", "e\xCC\x81\xCC\x81\xCC\x81"};

bool isJson(const std::string& report) { return report.starts_with("{") || report.starts_with("["); }
bool isMarkup(const std::string& report) { return report.starts_with("<"); }

// Names, kinds and sizes, without what the strings say.
void shape(const nlohmann::json& value, std::string& out) {
  if (value.is_object()) {
    out += '{';
    for (const auto& [key, member] : value.items()) {
      out += key + ":";
      shape(member, out);
    }
    out += '}';
  } else if (value.is_array()) {
    out += '[';
    for (const auto& element : value) shape(element, out);
    out += ']';
  } else {
    out += value.type_name()[0];
  }
}

std::string shapeOf(const std::string& json) {
  std::string out;
  const nlohmann::json read = nlohmann::json::parse(json, nullptr, false);
  REQUIRE_FALSE(read.is_discarded());
  shape(read, out);
  return out;
}

// The tags in their order, and the names of their attributes.
std::string tagsOf(const std::string& markup) {
  std::string out;
  for (std::size_t at = markup.find('<'); at != std::string::npos; at = markup.find('<', at)) {
    if (markup.compare(at, 8, "<!-- -->") == 0) {
      at += 8;
      continue;
    }
    char quote = 0;
    for (; at < markup.size() && (quote || markup[at] != '>'); ++at) {
      const char c = markup[at];
      if (quote) {
        if (c == quote) quote = 0;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else {
        out += c;
      }
    }
    out += '>';
  }
  return out;
}

std::string renderedMarkdown(const std::string& text) {
  cmark_gfm_core_extensions_ensure_registered();
  cmark_parser* parser = cmark_parser_new(CMARK_OPT_UNSAFE);
  for (const char* name : {"table", "strikethrough", "autolink", "tasklist"})
    cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name));
  cmark_parser_feed(parser, text.data(), text.size());
  cmark_node* document = cmark_parser_finish(parser);
  char* html = cmark_render_html(document, CMARK_OPT_UNSAFE, cmark_parser_get_syntax_extensions(parser));
  std::string out = html;
  cmark_get_default_mem_allocator()->free(html);
  cmark_node_free(document);
  cmark_parser_free(parser);
  return out;
}

// RFC 4180.
std::vector<std::vector<std::string>> cellsOf(const std::string& csv) {
  std::vector<std::vector<std::string>> rows(1, {""});
  bool quoted = false;
  for (std::size_t i = 0; i < csv.size(); ++i) {
    std::string& cell = rows.back().back();
    if (quoted && csv[i] == '"' && i + 1 < csv.size() && csv[i + 1] == '"') {
      cell += csv[++i];
    } else if (csv[i] == '"') {
      REQUIRE((quoted || cell.empty()));
      quoted = !quoted;
    } else if (!quoted && csv[i] == ',') {
      rows.back().emplace_back();
    } else if (!quoted && csv.compare(i, 2, "\r\n") == 0) {
      ++i;
      rows.emplace_back(1, "");
    } else {
      cell += csv[i];
    }
  }
  CHECK_FALSE(quoted);
  CHECK(rows.back() == std::vector<std::string>{""});
  rows.pop_back();
  return rows;
}

void checkCsv(const std::string& csv, const std::string& text) {
  const auto rows = cellsOf(csv);
  CHECK(rows.size() == 14);
  for (const auto& row : rows) {
    CHECK(row.size() == rows.front().size());
    for (const std::string& cell : row) {
      for (const std::string_view sign : {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋"})
        CHECK_FALSE(cell.starts_with(sign));
    }
  }
  // What is harmless is not changed.
  if (text == "a,b") CHECK(rows[1][5] == "a,b");
  if (text == "=1+1") CHECK(rows[1][5] == "'=1+1");
}

void checkCommands(const std::string& commands) {
  static const std::regex line(
      "::(error|warning|notice) (file=[^,:]*,line=[0-9]+,col=[0-9]+(,endLine=[0-9]+,endColumn=[0-9]+)?,)?"
      "title=[^,:]*::.*");
  CHECK(std::count(commands.begin(), commands.end(), '\n') == 10);
  std::size_t begin = 0;
  for (std::size_t end = commands.find('\n'); end != std::string::npos; end = commands.find('\n', begin)) {
    // Of a long line the head is enough, and all that a regular expression may be given.
    const std::string one = commands.substr(begin, std::min<std::size_t>(end - begin, 2'000));
    if (one.size() < 2'000) CHECK(std::regex_match(one, line));
    CHECK(one.find("::") == 0);
    begin = end + 1;
  }
}

void checkLetters(const std::string& report, bool ours) {
  CHECK(firstInvalid(report) == std::string::npos);
  for (std::size_t at = 0; at < report.size();) {
    const Letter letter = letterAt(report, at);
    const bool control =
        letter.code < 0x20 && letter.code != '\n' && letter.code != '\r' && letter.code != '\t';
    const bool turns = letter.code == 0x202E || letter.code == 0x2066;
    if (control || letter.code == 0x7F || (ours && turns)) FAIL("a letter that obeys nobody, at byte " << at);
    at += letter.bytes;
  }
}

std::string propertiesOf(const CalendarEvent& event) {
  std::string out;
  for (const auto& [name, value] : event.properties) out += name + "\n";
  return out;
}

// A text in which nothing stands bare that would end it or split it (RFC 5545, 3.3.11).
bool isEscaped(const std::string& value) {
  for (std::size_t at = 0; at < value.size(); ++at) {
    if (value[at] == ';' || value[at] == ',') return false;
    if (value[at] != '\\') continue;
    if (++at == value.size()) return false;
    if (std::string_view("\\;,n").find(value[at]) == std::string_view::npos) return false;
  }
  return true;
}

// Lines of at most 75 octets, folded within no character; what is no continuation is what the product itself
// writes.
void checkLines(const std::string& report) {
  static const std::set<std::string> ours = {"BEGIN",       "END",        "VERSION",     "PRODID", "CALSCALE",
                                             "UID",         "DTSTAMP",    "DTSTART",     "DTEND",  "STATUS",
                                             "DESCRIPTION", "CATEGORIES", "TRANSP",      "ACTION", "TRIGGER",
                                             "SUMMARY",     "SEQUENCE",   "X-JURAT-KIND"};
  for (std::size_t from = 0; from < report.size();) {
    const std::size_t until = report.find("\r\n", from);
    REQUIRE(until != std::string::npos);
    const std::string line = report.substr(from, until - from);
    CHECK(line.size() <= 75);
    const std::size_t first = line.starts_with(" ") ? 1 : 0;
    CHECK((line.size() == first || (static_cast<unsigned char>(line[first]) & 0xC0) != 0x80));
    CHECK(line.find_first_of("\r\n") == std::string::npos);
    if (first == 0) CHECK_MESSAGE(ours.contains(line.substr(0, line.find_first_of(":;"))), line);
    from = until + 2;
  }
}

// Not a property more than in a calendar of harmless text, in the calendar or in an event.
void checkCalendar(const std::string& report, const std::string& harmless) {
  const Result<ReadCalendar> one = readCalendar(report), other = readCalendar(harmless);
  REQUIRE_MESSAGE(one, one.error().message);
  REQUIRE(other);
  CHECK(propertiesOf(one->own) == propertiesOf(other->own));
  REQUIRE(one->events.size() == other->events.size());
  REQUIRE(!one->events.empty());
  for (std::size_t i = 0; i < one->events.size(); ++i) {
    CHECK(propertiesOf(one->events[i]) == propertiesOf(other->events[i]));
    for (const char* property : {"SUMMARY", "DESCRIPTION", "CATEGORIES"})
      CHECK_MESSAGE(isEscaped(one->events[i].at(property)), one->events[i].at(property));
  }
  checkLines(report);
}

void checkStructure(const ReportFormat& format, const std::string& report, const std::string& harmless,
                    const std::string& text) {
  if (isJson(harmless)) {
    CHECK(shapeOf(report) == shapeOf(harmless));
  } else if (isMarkup(harmless)) {
    CHECK(tagsOf(report) == tagsOf(harmless));
  } else if (format.name == "markdown") {
    CHECK(tagsOf(renderedMarkdown(report)) == tagsOf(renderedMarkdown(harmless)));
    CHECK(std::count(report.begin(), report.end(), '\n') ==
          std::count(harmless.begin(), harmless.end(), '\n'));
  } else if (format.name == "csv") {
    checkCsv(report, text);
  } else if (format.name == "github") {
    checkCommands(report);
  } else if (format.name == "ics") {
    checkCalendar(report, harmless);
  }
}

}  // namespace

TEST_CASE("hostile text is text in every format") {
  REQUIRE(kHostile.size() >= 40);
  for (const ReportFormat& format : reportFormats()) {
    const std::string harmless = format.write(made()->run(), made()->options);
    CAPTURE(format.name);
    for (const std::string& text : kHostile) {
      CAPTURE(text.substr(0, 40));
      const std::unique_ptr<Made> run = made(text);
      const std::string report = format.write(run->run(), run->options);
      CHECK_FALSE(report.empty());
      checkLetters(report, format.name != "html");
      checkStructure(format, report, harmless, text);
      CHECK(format.write(run->run(), run->options) == report);
    }
  }
}

TEST_CASE("hostile text is text in Chinese reports too, and in the step summary") {
  const auto harmless = made();
  harmless->options.language = Language::Chinese;
  for (const ReportFormat& format : reportFormats()) {
    CAPTURE(format.name);
    const std::string plain = format.write(harmless->run(), harmless->options);
    for (const std::string text : {"=1+1", "<b>x</b>", "\n::error::x", "[x](http://evil.example)"}) {
      const auto run = made(text);
      run->options.language = Language::Chinese;
      checkStructure(format, format.write(run->run(), run->options), plain, text);
    }
  }
  const ReportFormat& github = *reportFormat("github");
  const std::string summary = renderedMarkdown(github.summary(harmless->run(), harmless->options, 1 << 20));
  for (const std::string& text : kHostile) {
    const auto run = made(text);
    run->options.language = Language::Chinese;
    CAPTURE(text.substr(0, 40));
    const std::string own = github.summary(run->run(), run->options, 8u << 20);
    CHECK(tagsOf(renderedMarkdown(own)) == tagsOf(summary));
  }
}

TEST_CASE("names of files may be any bytes") {
  for (const std::string& text : {"\xFF\xFE"s, "a\xC3"s, "\n=x"s, "a b%c"s}) {
    const auto run = made();
    run->assessments.front().profile_name = text + ".yaml";
    run->sources.add(text + ".yaml", "company: x\n");
    for (const ReportFormat& format : reportFormats()) {
      CAPTURE(format.name);
      if (format.name != "html") checkLetters(format.write(run->run(), run->options), true);
    }
  }
}
