// Hostile and broken files: each is refused at a place, soon, and without a crash.
#include <doctest/doctest.h>

#include <chrono>

#include "tests/profile/reading.h"

namespace jurat::testing {
namespace {

std::string repeated(const std::string& text, std::size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

std::string aliasBomb() {
  std::string out = "a: &a [x,x,x,x,x,x,x,x,x,x]\n";
  for (char c = 'b'; c < 'k'; ++c) {
    const std::string above(1, static_cast<char>(c - 1));
    out += std::string(1, c) + ": &" + c + " [" + repeated("*" + above + ",", 10) + "]\n";
  }
  return out;
}

struct Row {
  const char* name;
  std::string text;
  const char* code;   // of the first complaint
  const char* place;  // of the first complaint
};

std::vector<Row> rows() {
  const std::string frame = "jurat: 1\ncompany:\n";
  const std::string nines(1'000'000, '9');
  return {
      {"empty.yaml", "", "J0610", "empty.yaml:1:1"},
      {"empty.json", " \n", "J0610", "empty.json:1:1"},
      {"comment.yaml", "# nothing\n", "J0610", "comment.yaml:1:1"},
      {"list.yaml", "- a\n- b\n", "J0610", "list.yaml:1:1"},
      {"list.json", "[1]", "J0610", "list.json:1:1"},
      {"scalar.json", "\"x\"", "J0610", "scalar.json:1:1"},
      {"number.json", "12.50", "J0610", "number.json:1:1"},
      {"quotes.yaml", frame + "  name: \"Acme\n", "J0601", "quotes.yaml:4:1"},
      {"cut.yaml", frame + "  established_in: [DE,\n", "J0601", "cut.yaml:4:1"},
      {"cut.json", "{\"jurat\": 1, \"company\": {", "J0602", "cut.json:1:26"},
      {"cut2.json", "{\"jurat\": 1, \"company", "J0602", "cut2.json:1:22"},
      {"literal.json", "{\"jurat\": 1, \"company\": nulx}", "J0602", "literal.json:1:25"},
      {"trailing.json", "{\"jurat\": 1, \"company\": {}} {}", "J0602", "trailing.json:1:29"},
      {"comma.json", "{\"jurat\": 1,, \"company\": {}}", "J0602", "comma.json:1:13"},
      {"zero.json", "{\"jurat\": 1, \"company\": {\"users_in\": {\"DE\": 01}}}", "J0602", "zero.json:1:46"},
      // A number that no double holds must not hide the true fault behind it.
      {"overflow.json", "{\"a\": 1e400, \"b\": [1,2}}", "J0602", "overflow.json:1:23"},
      {"surrogate.json", "{\"a\": \"\\ud800\"}", "J0602", "surrogate.json:1:14"},
      {"umlaut.json", "{\"ä\": \"ü\", \"é\": é}", "J0602", "umlaut.json:1:17"},
      {"control.yaml", frame + "  name: a\x01z\n", "J0601", "control.yaml:3:10"},
      {"binary.yaml",
       std::string("\x7f"
                   "ELF\0\1\2",
                   7),
       "J0001", "binary.yaml:1:5"},
      {"utf16.yaml", std::string("\xff\xfej\0u\0", 6), "J0001", "utf16.yaml:1:1"},
      {"latin1.yaml", frame + "  name: Soci\xe9t\xe9\n", "J0001", "latin1.yaml:3:13"},
      {"tab.yaml", "jurat: 1\ncompany:\n\tname: a\n", "J0601", "tab.yaml:3:1"},
      {"colon.yaml", frame + "  # §§\n  name: ä: b\n", "J0601", "colon.yaml:4:10"},
      {"indent.yaml", frame + "  name: a\n name: b\n", "J0601", "indent.yaml:4:2"},
      {"at.yaml", frame + "  name: @foo\n", "J0601", "at.yaml:3:9"},
      {"two.yaml", frame + "  name: a\n---\njurat: 1\n", "J0605", "two.yaml:4:1"},
      {"tag.yaml", frame + "  name: !!binary aGk=\n", "J0604", "tag.yaml:3:9"},
      {"merge.yaml", "jurat: 1\ncompany:\n  <<: {name: a}\n", "J0606", "merge.yaml:3:3"},
      {"key.yaml", "jurat: 1\ncompany:\n  [DE]: yes\n", "J0607", "key.yaml:3:3"},
      {"nokey.yaml", "jurat: 1\ncompany: {\"\": yes}\n", "J0607", "nokey.yaml:2:11"},
      {"alias.yaml", "jurat: *one\n", "J0609", "alias.yaml:1:8"},
      {"cycle.yaml", "jurat: &a [1, *a]\n", "J0609", "cycle.yaml:1:15"},
      {"bomb.yaml", aliasBomb(), "J0603", "bomb.yaml:4:29"},
      {"quadratic.yaml", "a: &a [" + repeated("x,", 20'000) + "]\nb: [" + repeated("*a,", 900) + "]\n",
       "J0603", "quadratic.yaml:2:20"},
      {"deep.yaml", repeated("[", 64'000), "J0603", "deep.yaml:1:201"},
      {"deeplines.yaml", repeated("[\n", 64'000), "J0603", "deeplines.yaml:201:1"},
      {"dashes.yaml", repeated("- ", 64'000), "J0603", "dashes.yaml:1:401"},
      {"deep.json", repeated("[", 300) + repeated("]", 300), "J0603", "deep.json:1:201"},
      {"deepopen.json", repeated("{\"a\":", 64'000), "J0602", "deepopen.json:1:320001"},
      {"exponent.yaml", frame + "  ai_systems: [{id: a, users: 1e1000000000}]\n", "J0637",
       "exponent.yaml:3:31"},
      {"exponent.json", "{\"jurat\":1,\"company\":{\"users_in\":{\"DE\":1e1000000000}}}", "J0637",
       "exponent.json:1:40"},
      {"digits.yaml", frame + "  ai_systems: [{id: a, users: " + nines + "}]\n", "J0637", "digits.yaml:3:31"},
      {"digits.json", "{\"jurat\":1,\"company\":{\"users_in\":{\"DE\":" + nines + "}}}", "J0637",
       "digits.json:1:40"},
      {"longtag.yaml", repeated("!", 100'000), "J0604", "longtag.yaml:1:1"},
      {"questions.yaml", repeated("? ", 64'000), "J0607", "questions.yaml:1:3"},
  };
}

}  // namespace

TEST_CASE("bad input is refused at its place") {
  for (const Row& row : rows()) {
    INFO(std::string(row.name));
    Reading reading;
    const auto begin = std::chrono::steady_clock::now();
    read(reading, row.name, row.text);
    const auto spent = std::chrono::steady_clock::now() - begin;
    CHECK(!reading.profile);
    const auto complaints = reading.diagnostics.sorted();
    REQUIRE_FALSE(complaints.empty());
    CHECK_EQ(complaints[0].code, std::string(row.code));
    CHECK_EQ(reading.sources.placeText(complaints[0].primary.span), std::string(row.place));
    CHECK_LT(std::chrono::duration_cast<std::chrono::milliseconds>(spent).count(),
             2'000);  // sanitizers are slow
  }
}

TEST_CASE("a profile larger than is read is refused by its size alone") {
  Reading reading;
  read(reading, "big.yaml", std::string((32u << 20) + 1, '#'));
  CHECK_EQ(
      reading.complaints(),
      "J0603 the profile is larger than is read |  | at most 32 MB are read; `batch` reads many companies");
}

TEST_CASE("many small records cannot exhaust the memory") {
  Limits limits;
  limits.nodes = 1'000;
  std::string text = "jurat: 1\ncompany:\n  ai_systems:\n";
  for (int i = 0; i < 450; ++i) text += "  - id: s" + std::to_string(i) + "\n";
  Reading reading;
  read(reading, "p.yaml", text, limits);
  REQUIRE_EQ(reading.diagnostics.all().size(), 1);
  CHECK_EQ(reading.diagnostics.all()[0].code, "J0603");
}

TEST_CASE("every prefix of a profile is refused or read, never a crash") {
  const std::string yaml =
      "jurat: 1\ncompany:\n  name: \"Ä §\"\n  users_in: {DE: 1, NO: unknown}\n  ai_systems:\n    - &x {id: "
      "a, users: "
      "3}\n";
  const std::string json =
      "{\"jurat\": 1, \"company\": {\"name\": \"\\u00c4 §\", \"users_in\": {\"DE\": 1.0e2}}}";
  for (const bool is_json : {false, true}) {
    const std::string& text = is_json ? json : yaml;
    for (std::size_t size = 0; size <= text.size(); ++size) {
      Reading reading;
      read(reading, is_json ? "p.json" : "p.yaml", text.substr(0, size));
      CHECK_EQ(reading.profile.has_value(), !reading.diagnostics.hasErrors());
      if (is_json && size < text.size()) CHECK(!reading.profile);
    }
  }
}

}  // namespace jurat::testing
