// Lines of JSON: which pieces of a file are records, and where they stand.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/intake/reading.h"

using namespace jurat;
using namespace jurat::intake;
using namespace jurat::intake::test;

namespace {

std::string readLines(std::string_view text, std::size_t records = 1000, const Limits& limits = {}) {
  const Folder folder;
  SourceOptions options;
  options.path = folder.write("in.ndjson", text);
  options.limits = limits;
  return folder.bare(transcript(options, records));
}

}  // namespace

TEST_CASE("every line that is not blank is a record with its number") {
  struct Case {
    std::string_view text, wanted;
  };
  const std::vector<Case> cases = {
      {"", ""},
      {"\n", ""},
      {"{}", "1: {}\n"},
      {"{}\n", "1: {}\n"},
      {"{}\r\n{}\r\n", "1: {}\n2: {}\n"},
      {"{}\n\n \t\r\n{\"a\":1}", "1: {}\n4: {\"a\":1}\n"},
      {"\xEF\xBB\xBF{}\n", "1: {}\n"},
      {"no json\n{}\n", "1: no json\n2: {}\n"},
      {"  {}  \n", "1:   {}  \n"},
      {std::string_view("{\0}\n", 4), std::string_view("1: {\0}\n", 7)},
      {"{}\r", "1: {}\n"},
  };
  for (const Case& each : cases) {
    CAPTURE(std::string(each.text));
    for (const std::size_t records : {1u, 2u, 1000u}) CHECK(readLines(each.text, records) == each.wanted);
  }
}

TEST_CASE("a line that is too long is refused without being held, and reading goes on behind it") {
  Limits limits;
  limits.profile_bytes = 4096;
  const std::string fits(4094, 'x');
  const std::string longer(4095 + 3'000'000, 'y');
  const std::string text = "{\"a\":1}\n[" + fits + "]\n" + longer + "\n{\"b\":2}\n" + longer;
  const std::string got = readLines(text, 1, limits);
  CHECK(got.find("1: {\"a\":1}\n2: [" + fits.substr(0, 100)) == 0);
  CHECK(got.find("refused, line 3: `" + std::string(512, 'y') + "`\nin.ndjson:3:1: error[J0603]") !=
        std::string::npos);
  CHECK(got.find("\n4: {\"b\":2}\nrefused, line 5: ") != std::string::npos);
  CHECK(got.size() < 8000);
  CHECK(got == readLines(text, 1000, limits));
}

TEST_CASE("chunks of any size hold the same records, and skip passes over as many") {
  std::string text;
  for (std::size_t i = 0; i < 5000; ++i)
    text += "{\"n\":" + std::to_string(i) + std::string(i % 700, ' ') + "}\n" + (i % 7 == 0 ? "\n" : "");
  const std::string whole = readLines(text, 100'000);
  for (const std::size_t records : {1u, 3u, 64u, 4999u, 5000u}) CHECK(readLines(text, records) == whole);
  const Folder folder;
  SourceOptions options;
  options.path = folder.write("in.jsonl", text);
  for (const std::uint64_t skipped : {0u, 1u, 4097u, 5000u, 6000u}) {
    Result<std::unique_ptr<Source>> source = openSource(options);
    REQUIRE(source);
    const Result<std::uint64_t> done = (*source)->skip(skipped);
    REQUIRE(done);
    CHECK(*done == std::min<std::uint64_t>(skipped, 5000));
    Chunk chunk;
    const Result<bool> some = (*source)->next(chunk, 1);
    REQUIRE(some);
    CHECK(*some == (skipped < 5000));
    CHECK(chunk.first == *done);
    if (*some) CHECK(chunk.text(0).starts_with("{\"n\":" + std::to_string(skipped)));
    CHECK((*source)->bytesInAll() == text.size());
    CHECK((*source)->bytesRead() > 0);
  }
}

TEST_CASE("more blank lines than a chunk holds are no end of the input") {
  CHECK(readLines(std::string(kChunkBytes + 5'000'000, '\n') + "{}\n", 10) ==
        std::to_string(kChunkBytes + 5'000'001) + ": {}\n");
}

TEST_CASE("what cannot be read is said with its reason") {
  const Folder folder;
  SourceOptions options;
  const auto error = [&](const std::string& path, std::optional<Format> format = std::nullopt) {
    options.path = path;
    options.format = format;
    return folder.bare(transcript(options));
  };
  CHECK(error(folder.path("none.ndjson")) == "error: cannot read `none.ndjson`: there is no such file\n");
  CHECK(error(folder.path(".")) == "error: cannot read `.`: it is a folder\n");
  CHECK(error(folder.write("wide.ndjson", "\xFF\xFE{")) ==
        "error: cannot read `wide.ndjson`: it is UTF-16, and lines of JSON are UTF-8; convert it: `iconv -f "
        "UTF-16 -t UTF-8`\n");
  CHECK(error(folder.write("data.txt", "a;b\n")) ==
        "error: cannot tell what `data.txt` is: neither its name nor its first bytes say so; name the "
        "format: ndjson, csv or sqlite\n");
  CHECK(error(folder.write("lines.txt", " \n{}\n")) == "2: {}\n");
  CHECK(error(folder.write("none.txt", ""), Format::Lines).empty());
  CHECK(formatOf("jsonl") == Format::Lines);
  CHECK_FALSE(formatOf("xml").has_value());
}
