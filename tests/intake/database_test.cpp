// SQLite as an input: what of it is read, and what is refused.
#include <doctest/doctest.h>

#include <string>

#include "engine/intake/mapping.h"
#include "engine/sqlite/database.h"
#include "tests/intake/reading.h"

using namespace jurat;
using namespace jurat::intake;
using namespace jurat::intake::test;

namespace {

std::string made(const Folder& folder, std::string_view sql) {
  DatabaseOptions options;
  options.access = Access::Create;
  const std::string path = folder.path("in.db");
  Result<Database> database = Database::open(path, options);
  REQUIRE(database);
  REQUIRE(database->run(sql));
  return path;
}

}  // namespace

TEST_CASE("a table, the only one, a query, or a mapping by names") {
  const Folder folder;
  SourceOptions options;
  options.path = made(folder,
                      "CREATE TABLE companies (id, name, headcount, \"waived[a]\");"
                      "INSERT INTO companies VALUES (1, 'Acme', 12, NULL), (2, ' Beta  Ltd', 49.5, 'yes'), "
                      "(3, '', -1, 'no');");
  const std::string wanted =
      "1 (1): {\"jurat\":1,\"company\":{\"name\":\"Acme\",\"headcount\":\"12\"}}\n"
      "2 (2): {\"jurat\":1,\"company\":{\"name\":\"Beta "
      "Ltd\",\"headcount\":\"49.5\",\"waived\":{\"a\":\"yes\"}}}\n"
      "3 (3): {\"jurat\":1,\"company\":{\"headcount\":\"-1\",\"waived\":{\"a\":\"no\"}}}\n";
  CHECK(transcript(options) == wanted);
  options.table = "companies";
  CHECK(transcript(options, 1) == wanted);
  options.table.clear();
  options.query = "SELECT name FROM companies WHERE headcount > 20";
  CHECK(transcript(options) == "1: {\"jurat\":1,\"company\":{\"name\":\"Beta Ltd\"}}\n");
  options.query.clear();
  options.mapping = mapping(
      "mapping: 1\nsource: {format: sqlite}\ncompany:\n  id: \"c{id}\"\n  facts:\n"
      "    staffed: {column: headcount, values: {\"12\": yes, \"-1\": no}, else: unknown}\n");
  REQUIRE(options.mapping);
  CHECK(transcript(options) ==
        "1 (c1): {\"jurat\":1,\"company\":{\"staffed\":\"yes\"}}\n2 (c2): "
        "{\"jurat\":1,\"company\":{\"staffed\":\"unknown\"}}\n"
        "3 (c3): {\"jurat\":1,\"company\":{\"staffed\":\"no\"}}\n");
}

TEST_CASE("binary floating point is read only where it is exact in decimal") {
  const Folder folder;
  SourceOptions options;
  options.path = made(folder,
                      "CREATE TABLE t (share);"
                      "INSERT INTO t VALUES (0.5), (4e8), (-0.125), (0.1), (1e300), (9e999), (1e-5), "
                      "(x'00'), (CAST(x'ff' AS TEXT));");
  const std::string refused = ": error[J0674]: column 1, `share`, holds ";
  CHECK(folder.bare(transcript(options)) ==
        "1: {\"jurat\":1,\"company\":{\"share\":\"0.5\"}}\n"
        "2: {\"jurat\":1,\"company\":{\"share\":\"400000000\"}}\n"
        "3: {\"jurat\":1,\"company\":{\"share\":\"-0.125\"}}\n"
        "refused, line 4: ``\nin.db:4:1" +
            refused +
            "a binary floating-point number that is not exact in decimal; store it as text\n"
            "5: {\"jurat\":1,\"company\":{\"share\":\"" +
            transcript(options).substr(transcript(options).find("\"share\":\"1000") + 9, 301) +
            "\"}}\n"
            "refused, line 6: ``\nin.db:6:1" +
            refused +
            "a binary floating-point number that is not exact in decimal; store it as text\n"
            "refused, line 7: ``\nin.db:7:1" +
            refused +
            "a binary floating-point number that is not exact in decimal; store it as text\n"
            "refused, line 8: ``\nin.db:8:1" +
            refused +
            "a blob, and values are text or whole numbers\n"
            "refused, line 9: `\"\xff\"`\nin.db:9:1" +
            refused + "text that is not UTF-8\n");
}

TEST_CASE("what cannot be read of a database is said") {
  const Folder folder;
  SourceOptions options;
  options.path = made(folder, "CREATE TABLE a (x); CREATE TABLE b (y); INSERT INTO a VALUES (1);");
  const auto error = [&] { return folder.bare(transcript(options)); };
  CHECK(error().find("it has several tables: `a`, `b`; name the one to read, or write a query") !=
        std::string::npos);
  options.table = "none";
  CHECK(error().find("error: cannot read the database `in.db`") == 0);
  options.query = "SELECT 1";
  CHECK(error() == "error: name a query or a table of `in.db`, not both\n");
  options.table.clear();
  for (const char* query : {"DELETE FROM a", "SELEC x", "DROP TABLE a"}) {
    options.query = query;
    CHECK(error().find("error: cannot read the database `in.db`") == 0);
  }
  options.query = "SELECT x FROM a";
  options.path = folder.write("in.ndjson", "{}\n");
  options.format = Format::Lines;
  CHECK(error() == "error: a query or table is of SQLite, and `in.ndjson` is not\n");
  options.path = "-";
  options.format = Format::Sqlite;
  CHECK(error() == "error: a database cannot be read from standard input; name its file\n");
}
