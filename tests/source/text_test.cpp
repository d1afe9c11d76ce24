#include "engine/source/text.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "engine/source/render.h"

using namespace jurat;

namespace {

struct Row {
  std::string text;
  std::string shown;
  std::size_t width;
};

const std::vector<Row> kRows = {
    {"plain", "plain", 5},
    {"", "", 0},
    {"§ 25 – é", "§ 25 – é", 8},
    {"人工智能", "人工智能", 8},
    {"e\u0301", "e\u0301", 1},  // a combining accent takes no column
    {"😀", "😀", 2},
    {"\x1B[31m", "\\u{1B}[31m", 10},
    {"a\x7F", "a\\u{7F}", 7},
    {"\u0085", "\\u{85}", 6},
    {"\u202Eabc\u202C", "\\u{202E}abc\\u{202C}", 19},
    {"\u2066\u2069\u200E\u200F\u061C", "\\u{2066}\\u{2069}\\u{200E}\\u{200F}\\u{61C}", 39},
    {"\r", "\\u{D}", 5},
    {std::string(1, '\0'), "\\u{0}", 5},
    {"a\xFFz", "a\\x{FF}z", 8},
    {"\u2028", "\\u{2028}", 8},
};

}  // namespace

TEST_CASE("user text is shown harmlessly, and its width is known") {
  for (const Row& row : kRows) {
    CAPTURE(row.shown);
    CHECK(printable(row.text) == row.shown);
    CHECK(displayWidth(row.text) == row.width);
    CHECK(displayWidth(row.shown) == row.width);
    CHECK(printable(printable(row.text)) == printable(row.text));
  }
  CHECK(printable("a\n\tb") == "a\n\tb");
  CHECK(printableLine("a\n\tb") == "a\\u{A} b");
}

TEST_CASE("no byte sequence of three slips a control or an invalid byte through") {
  const std::string alphabet(
      "\x00\x1B\x7F\x80\x9B\xC2\xD8\xE2\x80\xAE\xF0\xFF"
      "a",
      13);
  for (const char a : alphabet) {
    for (const char b : alphabet) {
      for (const char c : alphabet) {
        const std::string shown = printable({std::string{a, b, c}});
        CHECK(firstInvalid(shown) == std::string::npos);
        for (const char s : shown) CHECK((static_cast<unsigned char>(s) >= 0x20 && s != '\x7F'));
        CHECK(shown.find("\xE2\x80\xAE") == std::string::npos);
      }
    }
  }
}

TEST_CASE("the first byte that is not UTF-8") {
  struct Bad {
    std::string text;
    std::size_t at;
  };
  const std::size_t none = std::string::npos;
  const std::vector<Bad> rows = {
      {"ascii", none},
      {"é人😀", none},
      {"ab\xE9", 2},
      {"\xC3", 0},
      {"a\xC0\x80", 1},         // overlong
      {"\xED\xA0\x80", 0},      // a surrogate
      {"\xF4\x90\x80\x80", 0},  // beyond U+10FFFF
      {"é\x80", 2},             // a continuation byte on its own
      {"\xE4\xBA", 0},          // cut off
      {"\xF4\x8F\xBF\xBF", none},
  };
  for (const Bad& row : rows) CHECK(firstInvalid(row.text) == row.at);
}

TEST_CASE("what a letter may do in a name") {
  struct Row {
    std::string letter;
    NamePart part;
  };
  const std::vector<Row> rows = {
      {"a", NamePart::Begins},         {"Ä", NamePart::Begins},       {"人", NamePart::Begins},
      {"ʰ", NamePart::Begins},         {"Ⅷ", NamePart::Continues},    {"٣", NamePart::Continues},
      {"\u0301", NamePart::Continues},  // a combining accent
      {"，", NamePart::Neither},       {"≤", NamePart::Neither},      {"😀", NamePart::Neither},
      {"\u00A0", NamePart::Neither},   {"\u202E", NamePart::Neither},
  };
  for (const Row& row : rows) {
    CAPTURE(row.letter);
    CHECK(namePartOf(letterAt(row.letter, 0)) == row.part);
  }
}
