// JSON as the reports write it: its layout, and that every text comes back as it was.
#include "engine/reports/json_writer.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <utility>

using namespace jurat;

namespace {

std::string written(const std::string& text) {
  JsonWriter out;
  out.beginArray();
  out.string(text);
  out.endArray();
  return std::move(out).text();
}

}  // namespace

TEST_CASE("layout: two blanks a level, nothing in what is empty, one line where asked for") {
  JsonWriter out;
  out.beginObject();
  out.member("a", 1);
  out.member("yes", true);
  out.nullMember("nothing");
  out.openArray("empty");
  out.endArray();
  out.openObject("bare");
  out.endObject();
  out.openArray("lines");
  out.beginObject();
  out.beginLine();
  out.member("x", "1");
  out.strings("y", {"2", "3"});
  out.openObject("z");
  out.endObject();
  out.endObject();
  out.endLine();
  out.beginObject();
  out.member("x", "4");
  out.endObject();
  out.endArray();
  out.endObject();
  CHECK(std::move(out).text() ==
        "{\n  \"a\": 1,\n  \"yes\": true,\n  \"nothing\": null,\n  \"empty\": [],\n  \"bare\": {},\n"
        "  \"lines\": [\n    {\"x\": \"1\", \"y\": [\"2\", \"3\"], \"z\": {}},\n    {\n      \"x\": \"4\"\n  "
        "  }\n  ]\n}\n");
}

TEST_CASE("texts come back as they were, and what cannot be seen is written by its number") {
  for (const std::string& text : {std::string("\"\\/\b\f\n\r\t\x01\x1f\x7f"), std::string("a\0b", 3),
                                  std::string("法 \xF0\x9F\xA4\x96"), std::string("\xE2\x80\xAE\xC2\x85")}) {
    const nlohmann::json read = nlohmann::json::parse(written(text), nullptr, false);
    REQUIRE(read.is_array());
    CHECK(read[0] == text);
  }
  CHECK(written("\xE2\x80\xAE\x7F") == "[\n  \"\\u202e\\u007f\"\n]\n");
  CHECK(written("a\xFFz") == "[\n  \"a\xEF\xBF\xBDz\"\n]\n");
}
