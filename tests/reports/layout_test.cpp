// Lines of a text report: where they break, and where they never do.
#include "engine/reports/layout.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <sstream>
#include <vector>

#include "engine/source/render.h"

using namespace jurat;

namespace {

const std::vector<std::string> kClosing = {"，", "。", "、", "；", "：", "？",
                                           "！", "）", "》", "」", "〕", "”"};
const std::vector<std::string> kOpening = {"（", "《", "「", "〔", "“"};

std::vector<std::string> linesOf(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

bool beginsWith(const std::string& line, const std::string& mark) {
  const std::size_t at = line.find_first_not_of(' ');
  return at != std::string::npos && line.compare(at, mark.size(), mark) == 0;
}

std::string without(std::string text, std::string_view characters) {
  text.erase(std::remove_if(text.begin(), text.end(),
                            [&](char c) { return characters.find(c) != std::string_view::npos; }),
             text.end());
  return text;
}

}  // namespace

TEST_CASE("where lines break") {
  struct Row {
    std::string first, text;
    std::size_t width;
    std::string expected;
  };
  const Row rows[] = {
      {"", "one two three", 7, "one two\nthree\n"},
      {"  ", "one two three", 9, "  one two\n  three\n"},
      {"", "one two x", 8, "one two\nx\n"},  // the word behind the last column does not join the one before
      {"", "one  two", 20, "one  two\n"},
      {"", "unbreakable", 4, "unbreakable\n"},
      {"", "", 10, "\n"},
      {"", "一二三四五", 6, "一二三\n四五\n"},
      {"", "一二三。", 6, "一二\n三。\n"},      // a full stop takes the character before it along
      {"", "一二三。）", 6, "一二\n三。）\n"},  // as do several marks
      {"", "一二（三）", 6, "一二\n（三）\n"},  // an opening bracket goes with what it opens
      {"", "一二“三四”五", 6, "一二\n“三四”\n五\n"},
      {"", "/tmp/abc/d.ndjson，二", 12, "/tmp/abc/d\n.ndjson，二\n"},  // a path with a mark behind it
      {"", "一 abc，二", 8, "一 abc，\n二\n"},
      {"", "一二 abc）", 8, "一二\nabc）\n"},
      {"", "一（Art. 5）二", 8, "一（Art.\n5）二\n"},
      {"", "一二 (a)", 6, "一二\n(a)\n"},
      {"", "一二。三", 100, "一二。三\n"},
      // What is wider than a line is cut before a step of its path.
      {"  ", "at company.sites[north].bridges[a]", 20, "  at company.sites\n  [north].bridges[a]\n"},
      {"", "a/long_name/of_a_file.yaml:12", 14, "a/long_name\n/of_a_file\n.yaml:12\n"},
      {"", "https://example.org/a/b", 10, "https://example.org/a/b\n"},
  };
  for (const Row& row : rows) {
    INFO(row.text, " in ", row.width);
    CHECK(wrapped(row.first, row.text, row.width) == row.expected);
  }
}

TEST_CASE("what is unbroken stays on one line") {
  CHECK(wrapped("", "一二、" + unbroken("? 无法确定 25 项") + "、三", 20) ==
        "一二、\n? 无法确定 25 项、三\n");
  CHECK(wrapped("", "ab, " + unbroken("25 not known"), 10) == "ab,\n25 not known\n");
  CHECK(unbroken("abc") == "abc");
}

TEST_CASE("tables are aligned by the columns characters take") {
  CHECK(padded("law", 10) == "law       ");
  CHECK(padded("依据", 10) == "依据      ");
  CHECK(displayWidth(padded("待判断", 10)) == 10);
  CHECK(spread("左", "第 9 行", 14) == "左     第 9 行\n");
  CHECK(spread("一二三四五", "第 9 行", 14) == "一二三四五\n       第 9 行\n");
  CHECK(cut("一二三四五", 7) == "一二三…");
  CHECK(spread("a\nb", "c\nd", 10) == "a b    c d\n");
  CHECK(cut("a\nb", 3) == "a b");
  CHECK(headline("Acme   GmbH\n as of", 40) == "Acme GmbH\\u{A} as of");
  CHECK(headline("Acme GmbH of Berlin", 10) == "Acme GmbH…");
  CHECK(displayWidth(cut("一二三四五", 8)) <= 8);
}

TEST_CASE("no line begins with a closing mark, ends with an opening one, or passes the width") {
  std::vector<std::string> alphabet = {"一", "是", "否", "a", "Art.", "EUR", " ", "5(1)", "2026-12-02"};
  alphabet.insert(alphabet.end(), kClosing.begin(), kClosing.end());
  alphabet.insert(alphabet.end(), kOpening.begin(), kOpening.end());
  std::mt19937 random(20261124);
  for (int i = 0; i < 2'000; ++i) {
    std::string text;
    for (std::size_t length = random() % 60; length > 0; --length)
      text += alphabet[random() % alphabet.size()];
    const std::size_t width = 20 + random() % 60;
    const std::string out = wrapped("    ", text, width);
    INFO(text);
    CHECK(without(out, " \n") == without(text, " \n"));
    const std::vector<std::string> lines = linesOf(out);
    for (std::size_t at = 0; at < lines.size(); ++at) {
      const std::string& line = lines[at];
      INFO(line);
      // Spaces are where the writer let a line end; a mark behind one begins what follows it.
      for (const std::string& mark : kClosing)
        if (at > 0 && beginsWith(line, mark)) CHECK(text.find(" " + mark) != std::string::npos);
      for (const std::string& mark : kOpening)
        if (at + 1 < lines.size() && line.ends_with(mark)) CHECK(text.find(mark + " ") != std::string::npos);
      // Only what cannot be broken at all passes the width.
      if (displayWidth(line) > width) CHECK(linesOf(wrapped("    ", line.substr(4), 5)).size() == 1);
    }
  }
}
