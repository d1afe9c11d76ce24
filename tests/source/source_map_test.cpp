#include "engine/source/source_map.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace jurat;

namespace {

struct Row {
  const char* what;
  std::string text;
  std::size_t offset;
  std::uint32_t line;
  std::uint32_t column;
};

const std::vector<Row> kRows = {
    {"first letter", "abc", 0, 1, 1},
    {"inside a line", "abc", 2, 1, 3},
    {"end without line break", "abc", 3, 1, 4},
    {"end of an empty file", "", 0, 1, 1},
    {"the line break belongs to its line", "ab\ncd", 2, 1, 3},
    {"beginning of the second line", "ab\ncd", 3, 2, 1},
    {"end behind a last line break", "ab\n", 3, 2, 1},
    {"CRLF: first of the second line", "ab\r\ncd", 4, 2, 1},
    {"CRLF: inside the second line", "ab\r\ncd", 5, 2, 2},
    {"empty lines", "\n\n\nx", 3, 4, 1},
    {"columns count characters: two bytes", "§ x", 3, 1, 3},
    {"columns count characters: three bytes", "人工x", 6, 1, 3},
    {"columns count characters: four bytes", "😀x", 4, 1, 2},
    {"an earlier line's bytes do not count", "人工\n§x", 9, 2, 2},
    {"a tab is one character", "\tx", 1, 1, 2},
    {"a lone CR breaks no line", "a\rb", 2, 1, 3},
    {"beyond the end is the end", "ab", 2, 1, 3},
};

}  // namespace

TEST_CASE("offsets become lines and columns") {
  for (const Row& row : kRows) {
    SourceMap sources;
    sources.add("before", "some text\nof another file");
    const SourceFile& file = sources.add("file", row.text);
    sources.add("after", "more");
    CAPTURE(std::string(row.what));
    const std::optional<Place> place = sources.place(file.span(row.offset, row.offset));
    REQUIRE(place);
    CHECK(place->file == "file");
    CHECK(place->line == row.line);
    CHECK(place->column == row.column);
  }
}

TEST_CASE("every offset of every file finds its file") {
  SourceMap sources;
  for (const char* text : {"abc", "", "", "x\n", ""})
    sources.add("f" + std::to_string(sources.files().size()), text);
  for (const SourceFile& file : sources.files()) {
    for (std::size_t i = 0; i <= file.text.size(); ++i) CHECK(sources.fileOf(file.span(i, i)) == &file);
  }
  CHECK(sources.fileOf({}) == nullptr);
  CHECK(sources.fileOf({1'000'000, 1'000'001}) == nullptr);
  CHECK_FALSE(sources.place({}));
  CHECK_FALSE(sources.endPlace({}));
  CHECK(sources.placeText({}).empty());
  CHECK(SourceMap().fileOf({1, 2}) == nullptr);
}

TEST_CASE("texts of spans, also broken ones") {
  SourceMap sources;
  const SourceFile& first = sources.add("one", "hello world");
  const SourceFile& second = sources.add("two", "other");
  CHECK(sources.text(first.span(6, 11)) == "world");
  CHECK(sources.text(second.span(0, 5)) == "other");
  CHECK(sources.text({first.base + 6, second.base + 3}) == "world");  // runs into the next file: cut
  CHECK(sources.text({first.base + 6, first.base + 2}).empty());      // backwards
  CHECK(sources.text({}).empty());
  CHECK(sources.placeText(second.span(2, 3)) == "two:1:3");
  CHECK(sources.endPlace(first.span(0, 11))->column == 12);
  CHECK(cover(first.span(0, 1), first.span(4, 6)) == first.span(0, 6));
  CHECK(cover({}, first.span(4, 6)) == first.span(4, 6));
}

TEST_CASE("files never move, and offsets have an end") {
  SourceMap sources;
  const SourceFile* first = &sources.add("first", "x");
  for (int i = 0; i < 1000; ++i) sources.add("more", "y");
  CHECK(first == &sources.files().front());
  CHECK(sources.fits(4u << 20));
  CHECK_FALSE(sources.fits(0xFFFFFFFFu));
}

TEST_CASE("columns of a line as long as the file are those that counting gives") {
  std::string text = "ab\n";
  for (int i = 0; i < 5'000; ++i) text += i % 3 == 0 ? "法" : "x";
  text += "\nend";
  SourceMap sources;
  const SourceFile& file = sources.add("long.json", text);
  CHECK_FALSE(file.characters.empty());
  std::uint32_t column = 0;
  for (std::size_t i = 3; i < text.size() - 4; ++i) {
    const bool begins = (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
    if (!begins) continue;
    const std::optional<Place> place = sources.place(file.span(i, i));
    REQUIRE(place->line == 2);
    REQUIRE(place->column == ++column);
  }
  CHECK(sources.place(file.span(text.size(), text.size()))->line == 3);
  CHECK(sources.add("short", "a\nb\n").characters.empty());
}
