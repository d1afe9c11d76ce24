// A condition that says that a value is given frees what stands beside it from the error that `none` would be
// (language.md, Answers): in conditions, in exceptions, and in the duty behind `applies when`.
#include <doctest/doctest.h>

#include <string>

#include "tests/evaluate/small_law.h"

namespace jurat {
namespace {

constexpr const char* kFacts =
    "entity company { fact f : yes_no fact x : date or none fact other : yes_no } ";

std::string truthOf(const std::string& definition, const std::string& answers) {
  SmallLaw law(kFacts + definition);
  return law.truth(answers);
}

TEST_CASE("what may be `none` is safe beside a condition that asks for it") {
  const std::string asked = "define d for company : yes_no { equals ";
  for (const char* condition : {"x is given and x < 2027-01-01", "x < 2027-01-01 and x is given",
                                "x is given and not x >= 2027-01-01",
                                "all of { a: x is given, b: any of { i: other, ii: x < 2027-01-01 } }",
                                "other and x is given and x < 2027-01-01"}) {
    INFO(std::string(condition));
    const std::string text = asked + condition + " }";
    CHECK(truthOf(text, "other: yes") == "yes no");
    CHECK(truthOf(text, "") == "yes no");
    CHECK(truthOf(text, "x: none, other: no") == "no");
    CHECK(truthOf(text, "x: 2028-01-01, other: no") == "no");
  }
  CHECK(truthOf(asked + "x is not given or x < 2027-01-01 }", "other: no") == "yes no");
  CHECK(truthOf(asked + "none of { a: x is not given, b: x < 2027-01-01 } }", "other: no") == "yes no");
}

TEST_CASE("what nothing asks for stays an error where it is `none`") {
  const std::string asked = "define d for company : yes_no { equals ";
  CHECK(truthOf(asked + "x < 2027-01-01 }", "other: no") == "yes no error");
  CHECK(truthOf(asked + "x < 2027-01-01 }", "x: none") == "error");
  CHECK(truthOf(asked + "at least 1 of { a: x is given, b: x < 2027-01-01 } }", "x: none") == "error");
}

TEST_CASE("a definition that may be `none` is guarded like a fact") {
  const std::string from =
      "define from_day for company : date or none { equals none except a when f { equals 2028-01-01 } } ";
  const std::string law =
      from + "define d for company : yes_no { equals from_day is given and from_day < 2027-01-01 }";
  CHECK(truthOf(law, "other: no") == "no");
  CHECK(truthOf(law, "f: yes") == "no");
  CHECK(truthOf(law, "f: no") == "no");
}

TEST_CASE("an exception reads what its condition asks for; the general case keeps its error") {
  const std::string guarded =
      "define e for company : date { equals 2026-01-01 except a when x is given { equals x + 1 day } } "
      "define d for company : yes_no { equals e >= 2026-01-01 }";
  CHECK(truthOf(guarded, "other: no") == "yes no");
  CHECK(truthOf(guarded, "x: none") == "yes");
  // An exception may be held off by another that overrides it, so that its opposite proves nothing.
  const std::string general =
      "define e for company : date { equals x + 1 day except a when x is not given { equals 2026-01-01 } } "
      "define d for company : yes_no { equals e >= 2026-01-01 }";
  CHECK(truthOf(general, "x: none") == "yes");
}

TEST_CASE("the duty reads what `applies when` asks for") {
  SmallLaw law(std::string(kFacts) +
               "rule r for company { cites \"Art. 1\" applies when x is given requires x < 2027-01-01 }");
  CHECK(law.outcome("other: no") == "undetermined: satisfied, violated, not_applicable");
  CHECK(law.outcome("x: none") == "not_applicable");
}

TEST_CASE("one day that is known is enough for there to be an earliest") {
  SmallLaw law(std::string("entity company { fact a : event fact b : event } ") +
               "define d for company : yes_no { equals (earlier of { a: a, b: b }) is given }");
  CHECK(law.truth("a: 2025-01-01") == "yes");
  CHECK(law.truth("a: 2025-01-01, b: none") == "yes");
  CHECK(law.truth("a: none") == "yes no");
  CHECK(law.truth("a: none, b: none") == "no");
}

}  // namespace
}  // namespace jurat
