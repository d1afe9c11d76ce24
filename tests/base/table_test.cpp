#include "engine/base/table.h"

#include <doctest/doctest.h>

#include <string>
#include <variant>

#include "engine/base/match.h"
#include "engine/base/result.h"

using namespace jurat;

namespace {
enum class WordId : std::uint32_t {};
}  // namespace

TEST_CASE("a table answers its own ids in the order they were given") {
  Table<WordId, std::string> words;
  CHECK(words.empty());
  const WordId first = words.add("lex");
  const WordId second = words.add("iurat");
  CHECK(words[first] == "lex");
  CHECK(words[second] == "iurat");
  CHECK(raw(second) == 1);
  CHECK(words.idAt(1) == second);
  std::string all;
  for (const std::string& word : words) all += word;
  CHECK(all == "lexiurat");
}

TEST_CASE("a result is a value or the reason why there is none") {
  const Result<int> value = 3;
  REQUIRE(value);
  CHECK(*value == 3);
  const Result<int> refused = IoError{"the disk is full"};
  REQUIRE_FALSE(refused);
  CHECK(refused.error().message == "the disk is full");
}

TEST_CASE("Match takes a variant apart") {
  const std::variant<int, std::string> either = std::string("x");
  CHECK(std::visit(Match{[](int) { return 1; }, [](const std::string&) { return 2; }}, either) == 2);
}
