// Tables of text: which cells a row has, what they say, and what a bad row is refused for.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <vector>

#include "tests/intake/reading.h"
#include "tests/support/golden.h"

using namespace jurat;
using namespace jurat::intake;
using namespace jurat::intake::test;

namespace {

const std::string kFlat = R"(mapping: 1
company:
  facts:
    name: {column: 1, header: "Name"}
    stage: {column: 2, header: "Stage"}
)";

const std::string kStages = R"(mapping: 1
nulls: ["", "N/A"]
company:
  id: "{1}"
  facts:
    name: {column: 2, header: "Name"}
    established_in: {constant: [US]}
row:
  list: uses
  complete: no
  id: "{1}-{row}"
  facts:
    stage:
      column: 3
      header: "Stage"
      values:
        "In use": in_use
        "In *": in_work
        "*": unknown
        "In trial, *": trial
    waived[first]: {column: 4, header: "W", values: {"Yes": yes, "No": no}}
    waived[second]: {column: 4, header: "W", values: {"Yes": no}, else: unknown}
)";

std::string cellOf(std::string_view table) {
  const std::string got = readCsv(table, "mapping: 1\ncompany: {facts: {name: {column: 1, header: N}}}\n");
  const std::string opening = "{\"jurat\":1,\"company\":{";
  const std::size_t at = got.find(opening);
  return at == std::string::npos ? got : got.substr(at + opening.size());
}

}  // namespace

TEST_CASE("cells are taken apart as RFC 4180 says, and folded") {
  struct Case {
    std::string_view cell, wanted;
  };
  const std::vector<Case> cases = {
      {"a", "a"},
      {"\"a\"", "a"},
      {"\"a,b\"", "a,b"},
      {"\"a \"\"b\"\"\"", "a \\\"b\\\""},
      {"\"a\r\n b\"", "a b"},
      {" \t a \v\f b  ", "a b"},
      {"\xC2\xA0"
       "a\xC2\xA0\xC2\xA0"
       "b\xC2\xA0",
       "a b"},
      {"5\" pipe", "5\\\" pipe"},
      {"back\\slash", "back\\\\slash"},
      {"\x01", "\\u0001"},
      {"\xE2\x80\x93", "\xE2\x80\x93"},
      {"a\rb", "a b"},
  };
  for (const Case& each : cases) {
    CAPTURE(std::string(each.cell));
    for (const std::string_view end : {"\n", "\r\n", ""}) {
      CHECK(cellOf(fmt::format("N\n{}{}", each.cell, end)) ==
            fmt::format("\"name\":\"{}\"}}}}\n", each.wanted));
    }
  }
  for (const std::string_view blank : {"\"\"", " ", "\xC2\xA0", "\" \r\n\""}) {
    CHECK(cellOf(fmt::format("N\n{}\n", blank)) == "}}\n");
  }
}

TEST_CASE("rows that follow each other and have one id are a company") {
  jurat::test::checkGolden("tests/intake/golden/companies.txt", readCsv("Id,Name,Stage,W\r\n"
                                                                        "A,Alpha,In use,Yes\r\n"
                                                                        "A,Alpha again,in use,No\r\n"
                                                                        "A,,\"In trial, since May\",N/A\r\n"
                                                                        "A,,\"In\r\nplanning\",\r\n"
                                                                        "B,N/A,N/A,Perhaps\r\n"
                                                                        "B,Beta,In use,\r\n"
                                                                        "\r\n"
                                                                        "C,Gamma,In use,Perhaps\r\n"
                                                                        "A,Alpha,In use,Yes\r\n"
                                                                        ",Nobody,In use,Yes\r\n",
                                                                        kStages));
}

TEST_CASE("a list that lacks a refused row is not complete") {
  const std::string text =
      "mapping: 1\ncompany: {id: \"{1}\", facts: {listed: {constant: yes}}}\n"
      "row: {list: uses, id: \"{row}\", facts: {stage: {column: 2, header: Stage, values: {a: a}}}}\n";
  const auto read = [&](std::string_view rows) {
    std::string out;
    const std::string got = readCsv("Id,Stage\n" + std::string(rows), text);
    for (std::size_t at = 0; (at = got.find("\"uses\":", at)) != std::string::npos; ++at) {
      out += got.substr(at + 7, got.find('\n', at) - at - 7 - 2) + "\n";
    }
    return out;
  };
  const std::string one = "[{\"id\":\"1\",\"stage\":\"a\"}]\n";
  const std::string lacking = "{\"complete\":\"no\",\"items\":[{\"id\":\"1\",\"stage\":\"a\"}]}\n";
  CHECK(read("A,a\n") == one);
  CHECK(read("A,a\nA,b\n") == lacking);
  // A row that cannot be taken apart may be of the company before it, or of the one behind it.
  CHECK(read("A,a\nA,a,a\nB,a\n") ==
        lacking + "{\"complete\":\"no\",\"items\":[{\"id\":\"3\",\"stage\":\"a\"}]}\n");
  CHECK(read("A,a\nB,a,a\nA,a\nC,a\n") ==
        "{\"complete\":\"no\",\"items\":[{\"id\":\"1\",\"stage\":\"a\"},{\"id\":\"3\",\"stage\":\"a\"}]}\n[{"
        "\"id\":\"4\",\"stage\":\"a\"}]\n");
  CHECK(read("A,a\nB,a\nA,a\nC,a\n") ==
        one + "[{\"id\":\"2\",\"stage\":\"a\"}]\n[{\"id\":\"4\",\"stage\":\"a\"}]\n");
}

TEST_CASE("chunks end where companies do, and their size changes nothing else") {
  std::string table = "Id,Name,Stage,W\n";
  for (int i = 0; i < 300; ++i) {
    table += fmt::format("c{},Name {},In use,{}\n", i / 7, i, i % 11 == 0 ? "Perhaps" : "Yes");
  }
  const std::string whole = readCsv(table, kStages);
  for (const std::size_t records : {1u, 2u, 5u, 40u}) CHECK(readCsv(table, kStages, {}, records) == whole);
  const Folder folder;
  SourceOptions options;
  options.path = folder.write("table.csv", table);
  options.mapping = mapping(kStages);
  Result<std::unique_ptr<Source>> source = openSource(options);
  REQUIRE(source);
  Chunk chunk;
  std::uint64_t before = 0;
  for (int i = 0; i < 4; ++i) {
    REQUIRE((*source)->next(chunk, 3));
    before = chunk.first + chunk.records.size() + chunk.refused.size();
  }
  Result<std::unique_ptr<Source>> again = openSource(options);
  REQUIRE(again);
  const Result<std::uint64_t> passed = (*again)->skip(before);
  REQUIRE(passed);
  CHECK(*passed == before);
  Chunk other;
  REQUIRE((*source)->next(chunk, 3));
  REQUIRE((*again)->next(other, 3));
  CHECK(chunk.first == other.first);
  REQUIRE(chunk.records.size() == other.records.size());
  CHECK(chunk.text(0) == other.text(0));
  CHECK(chunk.records[0].line == other.records[0].line);
}

TEST_CASE("a bad row is refused with its place, the reason and what to do; the others are read") {
  struct Case {
    std::string_view what, rows;
  };
  const std::vector<Case> cases = {
      {"a cell too few", "Acme\nBeta,old\n"},
      {"a cell too many", "Acme, Inc.,old\nBeta,old\n"},
      {"text behind a closing quote", "\"Acme \"Robotics\"\",old\nBeta,old\n"},
      {"a quote in the second line of a cell", "\"Acme\nof \xC3\x89vreux\",\"ol\"d\nBeta,old\n"},
      {"a quote that is not closed", "\"Acme,old\nBeta,old\n"},
      {"a quote that is not closed in the last cell", "Acme,\"old\nBeta,old\n"},
      {"a NUL byte", std::string_view("Ac\0me,old\nBeta,old\n", 19)},
      {"carriage returns alone", "Acme,\"old\"\rBeta,old\n"},
  };
  std::string all;
  for (const Case& each : cases) {
    all += fmt::format("# {}\n{}", each.what, readCsv("Name,Stage\n" + std::string(each.rows), kFlat));
  }
  for (char& c : all) c = c == '\0' || c == '\r' ? '?' : c;
  jurat::test::checkGolden("tests/intake/golden/bad_rows.txt", all);
}

TEST_CASE("the encoding is recognised by the first byte that is no ASCII, and named") {
  const std::string windows =
      "Name,Stage\nAcme,old\nCaf\xE9 \x93"
      "Chez\x94\xA0"
      "Marc \x80,old\n";
  const std::string utf8 = "Name,Stage\nCaf\xC3\xA9,old\nCaf\xE9,old\nBeta,old\n";
  const auto saying = [&](std::string_view encoding) {
    return fmt::format("{}source: {{encoding: {}}}\n", kFlat, encoding);
  };
  std::string all = "# recognised\n" + readCsv(windows, kFlat);
  all += "# said\n" + readCsv(windows, saying("windows-1252"));
  all += "# said to be UTF-8\n" + readCsv(windows, saying("utf-8"));
  all += "# UTF-8 with a row that is not\n" + readCsv(utf8, kFlat);
  all += "# UTF-8 with its mark\n" + readCsv("\xEF\xBB\xBFName,Stage\nCaf\xC3\xA9,old\n", kFlat);
  all +=
      "# the mark, and another encoding said\n" + readCsv("\xEF\xBB\xBFName,Stage\n", saying("windows-1252"));
  all += "# a byte that Windows-1252 does not have\n" +
         readCsv("Name,Stage\nCaf\xE9\x81,old\nBeta,old\n", kFlat);
  all += "# not UTF-8 in the header\n" + readCsv("Name,Stage \xE9\n", saying("utf-8"));
  all += "# UTF-16\n" + readCsv("\xFF\xFEN", kFlat);
  jurat::test::checkGolden("tests/intake/golden/encodings.txt", all);
}

TEST_CASE("a row that is too large is refused without being held") {
  Limits limits;
  limits.profile_bytes = 10'000;
  const std::string large(3'000'000, 'x');
  for (const std::string& row :
       {"Acme," + large + "\n", "\"Acme,old\n" + large + "\n", "Acme,\"" + large + "\"\n"}) {
    const std::string got = readCsv("Name,Stage\n" + row + "Beta,old\n", kFlat, limits);
    CAPTURE(got.substr(0, 300));
    CHECK(got.starts_with("refused, line 2: `"));
    CHECK(got.ends_with(":{\"name\":\"Beta\",\"stage\":\"old\"}}\n"));
    CHECK(got.find("error[J06") != std::string::npos);
    CHECK(got.size() < 60'000);
  }
  std::string company = "Id,Name,Stage,W\n";
  for (int i = 0; i < 1000; ++i) company += "A,Alpha,In use,Yes\n";
  const std::string got = readCsv(company + "B,Beta,In use,Yes\n", kStages, limits);
  CHECK(
      got.starts_with("refused, line 2: `A,Alpha,In use,Yes`\ntable.csv:2:1: error[J0603]: the record is "
                      "larger than is read\n"));
  CHECK(got.find("\n1002 (B): ") != std::string::npos);
}

TEST_CASE("without a mapping the names of columns are facts") {
  CHECK(readCsv("id,name,markets,depot.gates,waived[a]\n7,Acme,\"[DE, FR]\",3,\n", "") ==
        "2 (7): "
        "{\"jurat\":1,\"company\":{\"name\":\"Acme\",\"markets\":[\"DE\",\"FR\"],\"depot\":{\"gates\":\"3\"}}"
        "}\n");
  CHECK(readCsv("name,Annual turnover\n", "") ==
        "error: column 2 of `table.csv` is called `Annual turnover`, which is no path of a fact; without a "
        "mapping "
        "columns are named by facts: name them so, or write a mapping (docs/mapping.md)\n");
  CHECK(readCsv("name,name\n", "") == "error: two columns of `table.csv` answer `name`\n");
  CHECK(readCsv("name,depot,depot.gates\n", "") ==
        "error: two columns of `table.csv` answer `depot.gates`\n");
  CHECK(readCsv("name,\n", "").starts_with("error: column 2 of `table.csv` has no name; "));
  CHECK(readCsv("", "") == "error: cannot read `table.csv`: it has no header\n");
}

TEST_CASE("tables with tabs, other delimiters and several headers") {
  const Folder folder;
  SourceOptions options;
  options.path = folder.write("table.tsv", "name\tstage\nAcme, Inc.\told\n");
  CHECK(transcript(options).find("{\"name\":\"Acme, Inc.\",\"stage\":\"old\"}") != std::string::npos);
  const std::string got =
      readCsv("Report\nName;Stage\nAcme;old\n", kFlat + "source: {delimiter: \";\", headers: 2}\n");
  CHECK(got == "3: {\"jurat\":1,\"company\":{\"name\":\"Acme\",\"stage\":\"old\"}}\n");
}
