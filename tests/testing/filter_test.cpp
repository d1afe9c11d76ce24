// Which tests --filter means.
#include "tests/testing/tested.h"

using namespace jurat;

TEST_CASE("a filter is a part of the text, or with wildcards the whole of it") {
  struct Row {
    const char *filter, *text;
    bool matches;
  };
  const Row rows[] = {
      {"fine", "fine_ceiling", true},
      {"ceiling", "fine_ceiling", true},
      {"Fine", "fine_ceiling", false},
      {"fine*", "fine_ceiling", true},
      {"*ceiling", "fine_ceiling", true},
      {"ceiling*", "fine_ceiling", false},
      {"f*c*g", "fine_ceiling", true},
      {"f*c*x", "fine_ceiling", false},
      {"fine?ceiling", "fine_ceiling", true},
      {"fine?", "fine_ceiling", false},
      {"?", "", false},
      {"*", "", true},
      {"**", "anything", true},
      {"*a*b*", "xxaxxbxx", true},
      {"*b*a*", "xxaxxbxx", false},
      {"eu.ai_act", "eu.ai_act_2024", true},
      {"eu.ai_act?", "eu.ai_act", false},
      {".*", "fine", false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.filter);
    CAPTURE(row.text);
    CHECK(matchesFilter(row.filter, row.text) == row.matches);
  }
}

TEST_CASE("a hostile filter costs what it is long, not more") {
  const std::string text(20'000, 'a');
  std::string filter;
  for (int i = 0; i < 200; ++i) filter += "a*";
  CHECK_FALSE(matchesFilter(filter + "b", text));
}

TEST_CASE("titles, packs and what a test expects something of are looked at") {
  const auto tested = test::testedPack("tests/testing/packs", "gaps");
  const auto count = [&](const char* filter) {
    return planTests(*tested->program, {.packs = {"gaps"}, .filter = filter}, tested->sources,
                     tested->diagnostics)
        .size();
  };
  CHECK(count("") == 2);
  CHECK(count("gaps") == 2);
  CHECK(count("large kilns") == 1);
  CHECK(count("chimney") == 1);
  CHECK(count("inspection") == 1);
  CHECK(count("fee") == 1);
  CHECK(count("f?e") == 1);
  CHECK(count("nothing of the kind") == 0);
}
