// The outline of rule files: what may be left unread is never more than tests.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

#include "engine/packs/outline.h"
#include "engine/source/diagnostic.h"
#include "engine/source/read.h"
#include "engine/source/source_map.h"
#include "engine/syntax/parse.h"

using namespace jurat;

namespace {

struct Row {
  std::string text;
  bool only_tests;
};

}  // namespace

TEST_CASE("a file is left unread only when it holds nothing but tests") {
  const std::vector<Row> rows = {
      {"in pack a.b\ntest \"x\" { }", true},
      {"in pack a\nuse b use c.d as e\n# why\ntest \"x } { #\" { given f { g: \"}\" } } test \"y\" { }\n# "
       "end\n",
       true},
      {"test \"x\" { }", true},
      {"use a as b test \"x\" { }", true},
      {"in pack a", false},  // empty: as cheap to read
      {"", false},
      {"in pack a\ntest \"x\" { }\nrule r for e { cites \"1\" }", false},
      {"in pack a\nrule r for e { cites \"1\" }\ntest \"x\" { }", false},
      {"in pack a\ntest \"x\" { }\nunit kg", false},  // a declaration without brackets
      {"in pack a\nunit kg\ntest \"x\" { }", false},
      {"in pack a\nunit kg \"k\"\ntest \"x\" { }", false},
      {"in pack a\nuse b unit kg test \"x\" { }", false},
      {"pack a { title \"t\" }\ntest \"x\" { }", false},  // the opening file
      {"in pack a\ntest \"x\" { ", false},                // what does not close is for the parser to say
      {"in pack a\ntest \"x\" { } }", false},
      {"in pack a\ntest x { }", false},
      {"in pack a\ntest \"x { }\n", false},
      {"in pack a\n\xEF\xBB\xBFtest \"x\" { }", false},
      {"in pack a\n; test \"x\" { }", false},
      {"in pack test \"x\" { }", false},
      {"in pack a . b\ntest \"x\" { }", true},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(outlineOf(row.text).only_tests == row.only_tests);
  }
}

TEST_CASE("the head of an opening file ends behind its bracket") {
  const std::string head = "# a\npack a { title \"}\" # }\n called for when any x has (y) }";
  CHECK(outlineOf(head + "\nuse b\nrule r { }").head_end == head.size());
  CHECK(outlineOf(head).head_begin == 4);
  CHECK(outlineOf("pack a { title \"t\"").head_end == std::string_view::npos);
  CHECK(outlineOf("in pack a\nrule r { }").head_end == std::string_view::npos);
}

TEST_CASE("a pack waits to be named only when each of its statuses says so") {
  const auto waits = [](const std::string& clauses) {
    return outlineOf("pack a { " + clauses + " }").only_named;
  };
  CHECK(waits("status voluntary"));
  CHECK(waits("title \"status in_force\" status superseded from 2024-06-30 # status adopted\n"));
  CHECK(waits("status proposal status lapsed from 2024-06-30"));
  CHECK_FALSE(waits("status proposal status adopted from 2024-06-30"));
  CHECK_FALSE(waits("status in_force"));
  CHECK_FALSE(waits("stauts voluntary"));  // for the parser to say
  CHECK_FALSE(waits("status volantary"));
  CHECK_FALSE(waits("title \"a\""));
}

// The parser is the judge: what the outline calls tests holds tests, in every file there is.
TEST_CASE("the outline and the parser agree on the shipped packs, whole and cut off anywhere") {
  std::size_t tests = 0, others = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator("rules")) {
    if (entry.path().extension() != ".jurat") continue;
    SourceMap sources;
    Diagnostics diagnostics;
    const SourceFile* source = readSource(sources, entry.path().string(), 1u << 22, diagnostics);
    REQUIRE(source != nullptr);
    const auto tree = parse(*source, diagnostics);
    const bool only_tests =
        !tree->opens_pack && !tree->declarations.empty() &&
        std::all_of(tree->declarations.begin(), tree->declarations.end(),
                    [](const auto& each) { return each.kind == ast::DeclarationKind::Test; });
    CAPTURE(entry.path().string());
    CHECK(outlineOf(source->text).only_tests == only_tests);
    (only_tests ? tests : others) += 1;
    for (std::size_t cut = 0; cut < source->text.size(); cut += 97) outlineOf(source->text.substr(0, cut));
  }
  CHECK(tests > 10);
  CHECK(others > 10);
}

TEST_CASE("the id of a pack is told without parsing only where it is written plainly") {
  struct Named {
    std::string text, id;
  };
  const std::vector<Named> rows = {
      {"pack eu.ai_act {", "eu.ai_act"},
      {"# why\npack a {title \"t\"", "a"},
      {"pack a . b\n{", "a.b"},
      {"pack a # not b\n{", "a"},
      {"pack a", ""},
      {"pack {", ""},
      {"pack a. {", ""},
      {"pack \"a\" {", ""},
      {"pack a b {", ""},
      {"pack A {", ""},
      {"pack a-b {", ""},
      {"in pack a\n", ""},
      {"\xEF\xBB\xBFpack a {", ""},
      {"", ""},
  };
  for (const Named& row : rows) {
    CAPTURE(row.text);
    CHECK(plainPackId(row.text) == row.id);
  }
}
