// Lists of reasons share their lines until one of them is changed.
#include <doctest/doctest.h>

#include "engine/evaluate/assessment.h"

namespace jurat {
namespace {

Reason line(const char* text) {
  Reason one;
  one.text = verbatim(text);
  return one;
}

TEST_CASE("a copy shares its lines, and a change parts it from the others") {
  ReasonList first;
  CHECK(first.empty());
  CHECK(first.identity() == nullptr);
  CHECK(first.begin() == first.end());
  first.add(line("one"));
  const ReasonList second = first;
  CHECK(second.identity() == first.identity());
  first.add(line("two"));
  CHECK(second.identity() != first.identity());
  CHECK(second.size() == 1);
  REQUIRE(first.size() == 2);
  CHECK(first.back().text == verbatim("two"));
  CHECK(first.begin()->text == verbatim("one"));
  const void* own = first.identity();
  first.add().text = verbatim("three");
  CHECK(first.identity() == own);
  CHECK(first.size() == 3);
}

TEST_CASE("a list may be put below one of its own lines") {
  ReasonList list;
  list.add(line("above"));
  Reason below = line("below");
  below.children = list;
  list.add(below);
  REQUIRE(list.size() == 2);
  REQUIRE(list.back().children.size() == 1);
  CHECK(list.back().children.back().text == verbatim("above"));
}

}  // namespace
}  // namespace jurat
