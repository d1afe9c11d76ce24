// The day a duty falls due where the facts leave it open: the earliest, the latest, and what it hangs on.
#include <doctest/doctest.h>

#include <string>

#include "tests/evaluate/small_law.h"

using namespace jurat;

namespace {

constexpr const char* kFacts = R"(entity company {
    fact u : yes_no
    fact d : date
    fact m : moment
    fact e : event
})";

// A duty that is not done, with that deadline.
SmallLaw duty(const std::string& due) {
  return SmallLaw(std::string(kFacts) + "\nrule r for company { title \"r\" cites \"1\" done on e due " +
                  due + " }\n");
}

}  // namespace

TEST_CASE("a due day that is later than a known one by a fact that is missing is told as the earliest") {
  SmallLaw law = duty("later of d and 2026-12-31");
  CHECK(law.outcome("e: none", "2026-05-05") == "pending");
  CHECK(law.due("e: none", "2026-05-05") == "from 2026-12-31");
  CHECK(law.missing("e: none", "2026-05-05") == "company.d");
  CHECK(law.reasons("e: none", "2026-05-05") == "company.d, company.e");
  CHECK(law.due("e: none, d: 2027-02-01", "2026-05-05") == "2027-02-01");
  CHECK(law.missing("e: none, d: 2027-02-01", "2026-05-05").empty());
  CHECK(law.reasons("e: none, d: 2027-02-01", "2026-05-05") == "company.e");
}

TEST_CASE("an exception that may move the due day makes it open between the two") {
  SmallLaw law = duty("2026-12-31 except x when u { cites \"2\" due 2027-06-30 }");
  CHECK(law.outcome("e: none", "2026-05-05") == "pending");
  CHECK(law.due("e: none", "2026-05-05") == "from 2026-12-31 until 2027-06-30");
  CHECK(law.missing("e: none", "2026-05-05") == "company.u");
  CHECK(law.reasons("e: none", "2026-05-05") == "company.e, company.u");
  CHECK(law.due("e: none, u: no", "2026-05-05") == "2026-12-31");
  CHECK(law.due("e: none, u: yes", "2026-05-05") == "2027-06-30");
  // On the very day it is still the earliest: it is written there, and will not be another one tomorrow.
  CHECK(law.due("e: none", "2026-12-31") == "from 2026-12-31 until 2027-06-30");
  // Behind it the outcome waits for the same fact, once.
  CHECK(law.outcome("e: none", "2027-01-01") == "undetermined: violated, pending");
  CHECK(law.missing("e: none", "2027-01-01") == "company.u");
  // Overdue either way, since a day that is open.
  CHECK(law.outcome("e: none", "2027-07-01") == "violated");
  CHECK(law.due("e: none", "2027-07-01") == "from 2026-12-31 until 2027-06-30");
  CHECK(law.missing("e: none", "2027-07-01") == "company.u");
}

TEST_CASE("an earliest due day that is only the day of the check is not told") {
  SmallLaw law = duty("later of d and as_of");
  CHECK(law.outcome("e: none", "2026-05-05") == "pending");
  CHECK(law.due("e: none", "2026-05-05") == "open");
  CHECK(law.missing("e: none", "2026-05-05") == "company.d");
  // What is settled is told, be it the day of the check.
  CHECK(law.due("e: none, d: 2026-01-01", "2026-05-05") == "2026-05-05");
  CHECK(law.due("e: none, d: 2026-06-01", "2026-05-05") == "2026-06-01");
  // A range whose earliest lies ahead says something until then.
  CHECK(law.due("e: none, d: {at_least: 2026-08-01, at_most: 2026-09-01}", "2026-05-05") ==
        "from 2026-08-01 until 2026-09-01");
  CHECK(law.due("e: none, d: {at_least: 2026-08-01, at_most: 2026-09-01}", "2026-08-10") ==
        "open until 2026-09-01");
}

TEST_CASE("the day is open through a definition, and for a moment, likewise") {
  SmallLaw defined(std::string(kFacts) +
                   "\ndefine deadline for company : date { equals later of d and as_of }\n"
                   "rule r for company { title \"r\" cites \"1\" done on e due deadline }\n");
  CHECK(defined.due("e: none", "2026-05-05") == "open");
  CHECK(defined.missing("e: none", "2026-05-05") == "company.d");
  SmallLaw moment(
      std::string(kFacts) +
      "\nrule r for company { title \"r\" cites \"1\" requires u due later of m and 2026-12-31T12:00Z }\n");
  CHECK(moment.outcome("u: no", "2026-05-05") == "pending");
  CHECK(moment.due("u: no", "2026-05-05") == "from 2026-12-31T12:00Z");
  CHECK(moment.missing("u: no", "2026-05-05") == "company.m");
}

TEST_CASE("what is done or does not apply waits for no due day") {
  SmallLaw law = duty("later of d and 2026-12-31");
  CHECK(law.outcome("e: 2026-02-01", "2026-05-05") == "satisfied");
  CHECK(law.missing("e: 2026-02-01", "2026-05-05").empty());
}

TEST_CASE("a due day that nobody knows at all is open, not absent") {
  SmallLaw law = duty("d");
  CHECK(law.outcome("e: none", "2026-05-05") == "undetermined: violated, pending");
  CHECK(law.due("e: none", "2026-05-05") == "open");
  CHECK(law.missing("e: none", "2026-05-05") == "company.d");
  CHECK(duty("none").due("e: none", "2026-05-05") == "none");
}
