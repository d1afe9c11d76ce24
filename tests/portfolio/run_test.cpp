// Order, formats, records that are refused.
#include <doctest/doctest.h>

#include "engine/sqlite/database.h"
#include "tests/portfolio/records.h"

using namespace jurat;
using namespace jurat::portfolio;
using namespace jurat::portfolio::test;

namespace {

std::vector<std::string> withFaults(std::size_t count) {
  std::vector<std::string> records = variations(count);
  records[3] = "?";
  records[5] = R"({"jurat": 1, "company": {"name": "Two", "is_undertaking": "perhaps"}})";
  records[6].replace(records[6].find("us.nist_ai_rmf"), 14, "us.no_such_rmf");
  return records;
}

}  // namespace

TEST_CASE("a record that is refused is told of, counted, written apart, and stops nothing") {
  const Plan plan(corpus().rules, options(RowKind::Company, {"line", "company"}));
  const std::vector<std::string> records = withFaults(20);
  const Ran ran = runAll(plan, records);
  CHECK(ran.ended.tally.records == 20);
  CHECK(ran.ended.tally.refused == 3);
  CHECK(ran.rejects == records[3] + "\n" + records[5] + "\n" + records[6] + "\n");
  CHECK(ran.complaints.find("memory:4:1: error[J0601]") != std::string::npos);
  CHECK(ran.complaints.find("memory:6:59: error[J0620]") != std::string::npos);
  CHECK(ran.complaints.find("memory:7:1: error[J0190]: there is no pack `us.no_such_rmf`") !=
        std::string::npos);
  CHECK(ran.rows.find("\"line\":4,") == std::string::npos);
  CHECK(ran.rows.find("\"line\":7,") == std::string::npos);
  CHECK(ran.rows.find(R"({"line":8,"company":"Acme, =\"7\" \u00fc"})") != std::string::npos);
}

TEST_CASE("with strict the run ends at the first of them, behind the rows before it") {
  Options wanted = options(RowKind::Company, {"line"});
  wanted.strict = true;
  wanted.block = 2;
  const Ran ran = runAll(Plan(corpus().rules, wanted), withFaults(20));
  CHECK(ran.ended.stopped);
  CHECK(ran.ended.tally.refused == 1);
  CHECK(ran.rows == "{\"line\":1}\n{\"line\":2}\n{\"line\":3}\n");
}

TEST_CASE("CSV has a head, and cells that no spreadsheet computes") {
  Options wanted = options(RowKind::Company, {"line", "company", "review"});
  wanted.format = Format::Csv;
  std::vector<std::string> records = variations(2);
  const std::string name = "Acme, =";
  records[1].replace(records[1].find(name), name.size(), "=Acme, ");
  const Ran ran = runAll(Plan(corpus().rules, wanted), records);
  CHECK(ran.rows.starts_with("line,company,review\r\n1,\"Acme, =\"\"0\"\" ü\","));
  CHECK(ran.rows.find("\r\n2,\"'=Acme, \"\"1\"\" ü\",") != std::string::npos);
}

TEST_CASE("a database holds the rows of the other formats") {
  Options wanted = options(RowKind::Company, {"line", "company", "violated", "violated_rules"});
  const std::vector<std::string> records = variations(30);
  const Ran lines = runAll(Plan(corpus().rules, wanted), records);
  wanted.format = Format::Sqlite;
  const Plan plan(corpus().rules, wanted);
  const Folder folder;
  MemorySource source(records);
  Files files;
  files.output = folder / "rows.sqlite";
  const Ended ended = run(plan, source, files, {});
  REQUIRE_MESSAGE(!ended.not_written, ended.not_written->message);
  Result<Database> database = Database::open(files.output, {});
  REQUIRE(database);
  Result<Statement> query = database->prepare(
      "SELECT json_object('line', line, 'company', company, 'violated', violated, 'violated_rules', "
      "json(violated_rules)) FROM companies ORDER BY rowid");
  REQUIRE(query);
  std::string rows;
  for (;;) {
    const Result<bool> row = query->step();
    REQUIRE(row);
    if (!*row) break;
    rows += std::string(query->text(0)) + "\n";
  }
  std::string expected = lines.rows;
  for (std::size_t at = expected.find("\\u00fc"); at != std::string::npos; at = expected.find("\\u00fc"))
    expected.replace(at, 6, "ü");
  CHECK(rows == expected);
  CHECK(*database->number("SELECT count(*) FROM sqlite_schema") == 1);
}
