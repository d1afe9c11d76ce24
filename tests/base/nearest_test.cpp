#include "engine/base/nearest.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

using jurat::didYouMean;
using jurat::nearest;

namespace {

struct Row {
  std::string written;
  std::vector<std::string> known;
  std::string expected;  // "" for nothing
};

const std::vector<Row> kRows = {
    // one edit of each kind
    {"log_retained", {"turnover", "logs_retained"}, "logs_retained"},
    {"logss_retained", {"turnover", "logs_retained"}, "logs_retained"},
    {"logs_retaimed", {"turnover", "logs_retained"}, "logs_retained"},
    {"logs_retianed", {"turnover", "logs_retained"}, "logs_retained"},
    // case counts half, so the name that differs in case alone is nearer than one with another letter
    {"Provider", {"providers", "provider"}, "provider"},
    {"PROV", {"prox", "prov"}, "prov"},
    // a third of the letters, and always one
    {"abcdef", {"abcdxy"}, "abcdxy"},
    {"abcde", {"abcxy"}, ""},
    {"abc", {"abx"}, "abx"},
    {"ab", {"ax"}, "ax"},
    // no letter in place: not a slip
    {"x", {"y"}, ""},
    {"x", {"xy"}, "xy"},
    // ties go to the first
    {"cat", {"car", "cab"}, "car"},
    {"cat", {"cab", "car"}, "cab"},
    // letters, not bytes
    {"人工智能法", {"人工智慧法"}, "人工智慧法"},
    {"société", {"societe"}, "societe"},
    // nothing to offer
    {"", {"a"}, ""},
    {"turnover", {}, ""},
    {"turnover", {""}, ""},
    {"turnover", {"headcount"}, ""},
};

}  // namespace

TEST_CASE("the nearest name is found, or none") {
  for (const Row& row : kRows) {
    CAPTURE(row.written);
    CHECK(nearest(row.written, row.known).value_or("") == row.expected);
    const std::vector<std::string_view> views(row.known.begin(), row.known.end());
    CHECK(nearest(row.written, views).value_or("") == row.expected);
  }
}

TEST_CASE("a known name is its own nearest, and hostile lengths cost nothing") {
  const std::vector<std::string> known = {"alpha", "beta", "gamma_delta", std::string(100, 'x')};
  for (const std::string& name : known) CHECK(nearest(name, known) == name);
  CHECK_FALSE(nearest(std::string(1'000'000, 'x'), known).has_value());
  CHECK_FALSE(nearest(std::string(101, 'x'), known).has_value());
  CHECK_FALSE(nearest("\xFF\xFE\xC3", known).has_value());
}

TEST_CASE("every single slip in a name of three letters or more leads back to it") {
  const std::vector<std::string> known = {"entity", "turnover", "logs_retained", "per"};
  for (const std::string& name : known) {
    for (std::size_t i = 0; i < name.size(); ++i) {
      std::string dropped = name;
      dropped.erase(i, 1);
      std::string doubled = name;
      doubled.insert(i, 1, 'q');
      std::string replaced = name;
      replaced[i] = 'q';
      CAPTURE(name);
      CAPTURE(i);
      CHECK(nearest(dropped, known) == name);
      CHECK(nearest(doubled, known) == name);
      CHECK(nearest(replaced, known) == name);
      if (i == 0) continue;
      std::string swapped = name;
      std::swap(swapped[i], swapped[i - 1]);
      CHECK(nearest(swapped, known) == name);
    }
  }
}

TEST_CASE("didYouMean is a tail for a help line") {
  CHECK(didYouMean("turnovr", std::vector<std::string>{"turnover"}) == "; did you mean `turnover`?");
  CHECK(didYouMean("zzz", std::vector<std::string>{"turnover"}).empty());
}
