// Mappings: what is wrong with one has its place, code, reason and fix; what does not fit a table is said.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <vector>

#include "engine/intake/mapping.h"
#include "tests/intake/reading.h"
#include "tests/support/golden.h"

using namespace jurat;
using namespace jurat::intake;
using namespace jurat::intake::test;

TEST_CASE("what is wrong with a mapping") {
  const std::vector<std::string> texts = {
      "- a\n",
      "company: {facts: {}}\n",
      "mapping: 2\ncompany: {}\n",
      "mapping: 1\n",
      "mapping: 1\ncompany: {facts: {}}\nrows: {}\n",
      "mapping: 1\nsource: {format: xls, encoding: latin-1, delimiter: \";;\", headers: 0, seperator: "
      "x}\ncompany: {}\n",
      "mapping: 1\nsource: csv\ncompany: {}\nframeworks: us\nnulls: none\n",
      "mapping: 1\ncompany: {id: \"{x\", facts: [a]}\n",
      "mapping: 1\ncompany: {id: \"\"}\nrow: {}\n",
      "mapping: 1\ncompany: {}\nrow: {list: a.b, id: \"{0}\", complete: maybe, facts: {id: {constant: a}}}\n",
      "mapping: 1\ncompany:\n  facts:\n    Stage of use: {constant: a}\n    a[: {constant: a}\n    name: "
      "{}\n    b: {constant: a, column: 1}\n",
      "mapping: 1\ncompany:\n  facts:\n    a: {column: 0, header: A}\n    b: {column: 1}\n    c: {column: B, "
      "header: B}\n    d: {column: 1, header: \"\"}\n    e: {column: 1, heading: A}\n",
      "mapping: 1\ncompany:\n  facts:\n    a[x]: {constant: yes}\n    a.x: {constant: no}\n",
      "mapping: 1\nnulls: [\"N/A\"]\ncompany:\n  facts:\n    a:\n      column: 1\n      header: A\n      "
      "values:\n        \"Yes\": yes\n        \" Yes \": no\n        \"N/A\": no\n        \"A *\": yes\n     "
      "   \"A  *\": no\n        B:\n      else: none\n",
      "mapping: 1\ncompany:\n  facts:\n    a: {column: 1, header: A, else: unknown}\n    b: {constant: [x, "
      "{y: z}], nulls: []}\n",
      "mapping: 1\ncompany: {facts: {uses: {constant: a}}}\nrow: {list: uses, id: \"{row}\"}\n",
      "mapping: 1\nmapping: 1\ncompany: {}\n",
      "mapping: 1\ncompany: {facts: {a: {constant: b}\n",
  };
  std::string all;
  for (const std::string& text : texts) {
    std::string complaints;
    const auto read = mapping(text, &complaints);
    CHECK_FALSE(read);
    all += fmt::format("{}---\n{}\n", text, complaints);
  }
  jurat::test::checkGolden("tests/intake/golden/mappings.txt", all);
}

TEST_CASE("every scalar of a mapping is text") {
  const auto read = mapping(
      "mapping: 1\ncompany:\n  facts:\n    a: {constant: yes}\n    b: {constant: 2025-11-30}\n    c: "
      "{constant: 010}\n"
      "    d: {constant: {value: NO, source: \"a \\\"b\\\"\"}}\n    e: {constant: []}\n");
  REQUIRE(read);
  std::string all;
  for (const Spec& spec : read->company.specs) all += spec.answers[0] + "\n";
  CHECK(all == "\"yes\"\n\"2025-11-30\"\n\"010\"\n{\"value\":\"NO\",\"source\":\"a \\\"b\\\"\"}\n[]\n");
}

TEST_CASE("a mapping of other columns than the table has reads nothing") {
  const auto with = [](std::string_view facts, std::string_view id = "{1}") {
    return readCsv("Name,Stage, If Other ,If  Other\nAcme,old,a,b\n",
                   fmt::format("mapping: 1\ncompany:\n  id: \"{}\"\n  facts:\n    {}\n", id, facts));
  };
  CHECK(with("stage: {column: Stage}").find("{\"stage\":\"old\"}") != std::string::npos);
  std::string all;
  all += with("stage: {column: 3, header: \"Stage\"}");
  all += with("stage: {column: 5, header: \"Stage\"}");
  all += with("stage: {column: Stag}");
  all += with("stage: {column: If Other}");
  all += with("stage: {constant: old}", "{Nome}");
  all += with("stage: {constant: old}", "{9}");
  jurat::test::checkGolden("tests/intake/golden/other_columns.txt", all);
}

TEST_CASE("paths of facts") {
  const auto path = [](std::string_view text) {
    std::string out;
    for (const std::string& key : pathOf(text).value_or(std::vector<std::string>{"no"})) out += key + "/";
    return out;
  };
  CHECK(path("stage") == "stage/");
  CHECK(path("waived[opt_out]") == "waived/opt_out/");
  CHECK(path("main_depot.gates") == "main_depot/gates/");
  CHECK(path("a.b[c].d") == "a/b/c/d/");
  for (const std::string_view wrong :
       {"", ".", "a.", "a[", "a[]", "a[b", "a]b", "a b", "a[b]c", "[a]", "\xC3\xA9"})
    CHECK(path(wrong) == "no/");
}

TEST_CASE("a mapping and an input of another format") {
  const Folder folder;
  SourceOptions options;
  options.mapping =
      mapping("mapping: 1\nsource: {format: sqlite}\ncompany: {facts: {name: {column: name}}}\n");
  REQUIRE(options.mapping);
  options.path = folder.write("table.csv", "name\nAcme\n");
  CHECK(folder.bare(transcript(options)) ==
        "error: `mapping.yaml` is a mapping of SQLite, and `table.csv` is CSV\n");
  options.path = folder.write("in.ndjson", "{}\n");
  options.format = Format::Lines;
  CHECK(folder.bare(transcript(options)) ==
        "error: lines of JSON need no mapping, and `mapping.yaml` was given; is `in.ndjson` CSV? then name "
        "the format\n");
}
