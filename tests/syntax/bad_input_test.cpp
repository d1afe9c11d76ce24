#include <chrono>
#include <random>

#include "engine/source/diagnostic.h"
#include "engine/source/source_map.h"
#include "engine/syntax/parse.h"
#include "tests/syntax/corpus.h"
#include "tests/syntax/dump.h"

namespace jurat::test {

namespace {

std::string times(std::size_t count, const std::string& part) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += part;
  return out;
}
std::string defined(const std::string& expression) { return "define d : t { equals " + expression + " }\n"; }

struct Reading {
  std::unique_ptr<ast::File> tree;
  std::vector<Diagnostic> diagnostics;
};
Reading read(const std::string& text) {
  static SourceMap sources;  // trees point into it
  Diagnostics diagnostics;
  auto tree = parse(sources.add("x.jurat", text), diagnostics);
  for (const Diagnostic& each : diagnostics.all()) {
    CHECK(each.code.starts_with("J00"));
    CHECK(each.primary.span.known());
  }
  (void)dump(*tree);  // every node can be looked at
  return {std::move(tree), diagnostics.sorted()};
}

TEST_CASE("long is allowed: ten thousand limbs, ten thousand operands") {
  const Reading limbs = read(defined("all of { " + times(10'000, "a: x > 1, ") + "z }"));
  CHECK(limbs.diagnostics.empty());
  CHECK(limbs.tree->declarations[0].clauses[0].value->limbs.size() == 10'001);
  const Reading ands = read(defined("x" + times(10'000, " and not y")));
  CHECK(ands.diagnostics.empty());
  CHECK(ands.tree->declarations[0].clauses[0].value->args.size() == 10'001);
}

TEST_CASE("deep is refused, with a place and without a crash") {
  struct Row {
    const char* what;
    std::string text;
  };
  const Row rows[] = {
      {"brackets", defined(times(64'000, "(") + "x" + times(64'000, ")"))},
      {"open brackets", times(64'000, "[")},
      {"open braces", "rule a for b { requires " + times(64'000, "any of {")},
      {"negations", defined(times(20'000, "not ") + "x")},
      {"minuses", defined(times(20'000, "- ") + "x")},
      {"of", defined("x" + times(20'000, " of x"))},
      {"sums", defined("x" + times(20'000, " + x"))},
      {"members", defined("x" + times(20'000, ".x"))},
      {"higher of", defined(times(20'000, "higher of ") + "x")},
      {"higher of, chained", defined(times(5'000, "higher of x and ") + "x")},
      {"quantifiers", defined(times(20'000, "any x has ") + "x")},
      {"sections", times(300, "section s { ")},
      {"options", "choice c { " + times(300, "a \"x\" { ") + times(300, "}") + "}"},
      {"exceptions", "rule r for x { " + times(300, "except a when b { ") + times(300, "}") + "}"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.what);
    const Reading out = read(row.text);
    REQUIRE_FALSE(out.diagnostics.empty());
    CHECK(out.tree->broken);
    CHECK(out.diagnostics[0].code == "J0004");
    CHECK(out.diagnostics.size() == 1);
  }
}

TEST_CASE("a nesting that people might write is read") {
  CHECK(read(defined(times(150, "(") + "x" + times(150, ")"))).diagnostics.empty());
  CHECK(read(defined("x" + times(100, " + x"))).diagnostics.empty());
  CHECK(read(defined(times(40, "all of { a: any of { b: ") + "x" + times(40, " } }"))).diagnostics.empty());
}

TEST_CASE("too many words") {
  SourceMap sources;
  Diagnostics diagnostics;
  Limits limits;
  limits.tokens = 100;
  parse(sources.add("x.jurat", times(200, "use x ")), diagnostics, limits);
  REQUIRE(diagnostics.all().size() == 1);
  CHECK(diagnostics.all()[0].code == "J0003");
}

TEST_CASE("a file cut off anywhere, or with any byte gone, is complained about in few words") {
  for (const char* name : {"norms", "tests", "vocabulary", "expressions", "pack"}) {
    const std::string path = std::string("tests/language/parse-ok/") + name + ".jurat";
    const std::string text = readWhole(projectPath(path)).value();
    std::mt19937 random(20261123);
    for (int i = 0; i < 60; ++i) {
      std::size_t cut = random() % text.size();
      while ((text[cut] & 0xC0) == 0x80) --cut;
      CAPTURE(name);
      CAPTURE(cut);
      CHECK(read(text.substr(0, cut)).diagnostics.size() <= 12);
      if ((text[cut] & 0x80) == 0) {
        CHECK(read(text.substr(0, cut) + text.substr(cut + 1)).diagnostics.size() <= 12);
      }
    }
  }
}

TEST_CASE("bytes that are no text at all") {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    std::string text;
    for (int i = 0; i < 300; ++i) text += static_cast<char>(random() % 127 + 1);
    (void)read(text);
  }
  CHECK(read(std::string(5'000, '\x01')).diagnostics.size() <= 21);
  CHECK(read(std::string(1, '\0')).diagnostics.at(0).code == "J0002");
}

TEST_CASE("characters that hide what is said are refused wherever they stand") {
  for (const char* hidden :
       {"\u202A", "\u202E", "\u2066", "\u2069", "\u200E", "\u200F", "\u061C", "\x07", "\u0085", "\x1b"}) {
    for (const std::string& text : {std::string("# a") + hidden + "b\n", "use a" + std::string(hidden) + "\n",
                                    "test \"a" + std::string(hidden) + "\" { }\n"}) {
      CAPTURE(text);
      const Reading out = read(text);
      REQUIRE(out.diagnostics.size() == 1);
      CHECK(out.diagnostics[0].code == "J0002");
      const Span span = out.diagnostics[0].primary.span;
      CHECK(span.end - span.begin == std::string(hidden).size());
    }
  }
}

TEST_CASE("hostile files cost no more than friendly ones of their size") {
  const auto begin = std::chrono::steady_clock::now();
  (void)read(times(20'000, "any of {"));
  (void)read("rule r for x { " + times(20'000, "requires ") + "}");
  (void)read(times(20'000, "rule "));
  (void)read(times(20'000, "\""));
  (void)read("table t per x { " + times(20'000, "| "));
  (void)read(defined("all of { " + times(10'000, "a b, ") + "}"));
  (void)read(defined(times(60, "lower of { lower of { ") + "x" + times(60, " } }")));
  const auto took = std::chrono::steady_clock::now() - begin;
  CHECK(took < std::chrono::seconds(20));  // sanitizers included; a quadratic reader needs minutes
}

}  // namespace
}  // namespace jurat::test
