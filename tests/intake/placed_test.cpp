// Complaints about documents that were made out of cells name the cells.
#include <doctest/doctest.h>

#include <string>

#include "engine/intake/mapping.h"
#include "tests/intake/reading.h"

using namespace jurat;
using namespace jurat::intake;
using namespace jurat::intake::test;

namespace {

// A complaint as the reader of records makes it about the text at `what`.
std::string complaint(const Chunk& chunk, std::size_t record, const std::string& name,
                      std::string_view what) {
  const std::string_view text = chunk.text(record);
  const std::size_t at = text.find(what);
  REQUIRE(at != std::string_view::npos);
  std::size_t column = 1;
  for (const char c : text.substr(0, at)) column += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
  return name + ":" + std::to_string(chunk.records[record].line) + ":" + std::to_string(column) +
         ": error[J0620]: wrong\n  help: mend it\n";
}

}  // namespace

TEST_CASE("the place of a complaint is the cell that the piece was made of") {
  const Folder folder;
  SourceOptions options;
  options.path = folder.write(
      "table.csv",
      "Id,Name,Stage\nA,\xC3\x89vry,old\nA,\"two\nlines\", \"\"old\nA,\"\xC3\x89\xC3\x89\",new\n");
  options.mapping = mapping(
      "mapping: 1\ncompany: {id: \"{1}\", facts: {name: {column: 2, header: Name}, listed: {constant: "
      "yes}}}\n"
      "row: {list: uses, id: \"{row}\", facts: {about: {column: 2, header: Name}, stage: {column: 3, header: "
      "Stage}}}\n");
  REQUIRE(options.mapping);
  Result<std::unique_ptr<Source>> source = openSource(options);
  REQUIRE(source);
  Chunk chunk;
  REQUIRE((*source)->next(chunk, 10));
  REQUIRE(chunk.records.size() == 1);
  const std::string& name = (*source)->name();
  const auto at = [&](std::string_view what) {
    return folder.bare(placed(chunk, 0, name, complaint(chunk, 0, name, what)));
  };
  CHECK(at("\"\xC3\x89vry") == "table.csv:2:3: error[J0620]: wrong (column 2, `Name`)\n  help: mend it\n");
  CHECK(at("\"listed\"") == "table.csv:2:1: error[J0620]: wrong\n  help: mend it\n");
  CHECK(at("\"stage\":\"old\"") ==
        "table.csv:2:8: error[J0620]: wrong (column 3, `Stage`)\n  help: mend it\n");
  CHECK(at("two lines") == "table.csv:3:4: error[J0620]: wrong (column 2, `Name`)\n  help: mend it\n");
  CHECK(at("\"stage\":\"\\\"\\\"old") ==
        "table.csv:4:8: error[J0620]: wrong (column 3, `Stage`)\n  help: mend it\n");
  CHECK(at("\"new") == "table.csv:5:8: error[J0620]: wrong (column 3, `Stage`)\n  help: mend it\n");
  CHECK(chunk.came(0) == "A,\xC3\x89vry,old\nA,\"two\nlines\", \"\"old\nA,\"\xC3\x89\xC3\x89\",new");
  CHECK((*source)->heading() == "Id,Name,Stage\n");
  // What stands before every cell, and what is no complaint, stays.
  CHECK(at("\"jurat\"") == "table.csv:2:2: error[J0620]: wrong\n  help: mend it\n");
  CHECK(placed(chunk, 0, name, "no place\n") == "no place\n");
  CHECK(placed(chunk, 0, name, "").empty());
}

TEST_CASE("complaints about lines of JSON stay") {
  const Folder folder;
  SourceOptions options;
  options.path = folder.write("in.ndjson", "{}\n");
  Result<std::unique_ptr<Source>> source = openSource(options);
  REQUIRE(source);
  Chunk chunk;
  REQUIRE((*source)->next(chunk, 10));
  CHECK(chunk.came(0) == "{}");
  CHECK((*source)->heading().empty());
  const std::string said = options.path + ":1:1: error[J0610]: wrong\n";
  CHECK(placed(chunk, 0, options.path, said) == said);
}
