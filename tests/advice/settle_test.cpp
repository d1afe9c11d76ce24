// What `ask --rule` tells of small rule sets: the cases of a set of facts, word for word.
#include <string>
#include <vector>

#include "engine/evaluate/slot.h"
#include "tests/advice/law.h"

namespace jurat::advice_test {
namespace {

std::string whatOf(const SettlingCase& one) {
  std::string out;
  const auto add = [&](const std::string& word) { out += (out.empty() ? "" : " or ") + word; };
  for (const Outcome each : one.outcomes) add(std::string(outcomeWord(each)));
  if (one.received & kYes) {
    const AmountBound& bound = one.amount->bounds.front();
    add((bound.error      ? "error"
         : bound.most_low ? bound.most_low->text()
                          : "-") +
        ".." + (bound.most_high ? bound.most_high->text() : "-"));
  }
  if (one.received & kNo) add("nothing");
  if (one.received & kError) add("error");
  return out + (one.reckoned ? ", depending" : "");
}

// "at most 100; yes = violated", a line each, of the sets in their order.
std::string casesOf(const AnswerInquiry& inquiry) {
  std::string out;
  for (const Settling& set : inquiry.settling) {
    for (const SettlingCase& one : set.cases) {
      std::string values;
      for (const Message& value : one.values)
        values += (values.empty() ? "" : "; ") + say(value, Language::English);
      out += values + " = " + whatOf(one) + "\n";
    }
  }
  return out;
}

TEST_CASE("where facts meet in a sum, each is told from the value on at which it decides") {
  Law law(R"(entity company { fact a : integer at least 0 fact b : integer at least 0 }
rule r for company { cites "1" requires a + b <= 100 }
)");
  CHECK(law.settles("") == "a | b | a, b always");
  CHECK(casesOf(law.one) ==
        "at least 101 = violated\nat least 101 = violated\n"
        "at least 0, at most 100; at least 0, at most 100 = satisfied or violated, depending\n");
  CHECK(law.settles("b: 30") == "a always");
  CHECK(casesOf(law.one) == "at least 0, at most 70 = satisfied\nat least 71 = violated\n");
  CHECK(law.settles("b: {at_least: 10, at_most: 30}") == "a | a, b always");
  CHECK(casesOf(law.one) ==
        "at least 0, at most 70 = satisfied\nat least 91 = violated\n"
        "at least 71, at most 90; at least 10, at most 30 = satisfied or violated, depending\n");
}

TEST_CASE("sums of money are told to the cent at which they decide") {
  Law law(R"(entity company { fact m : money EUR at least EUR 0 fact n : money EUR at least EUR 0 }
rule r for company { cites "1" requires 50% of m + n < EUR 62.49 }
)");
  CHECK(law.settles("n: EUR 0.01") == "m always");
  CHECK(casesOf(law.one) ==
        "at least EUR 0, less than EUR 124.96 = satisfied\nat least EUR 124.96 = violated\n");
}

TEST_CASE("a due day is no case of its own, and ends that nobody set are not told") {
  Law law(R"(entity company { fact start : date fact done : event }
rule r for company { cites "1" done on done due start + 6 months }
)");
  CHECK(law.settles("done: none") == "start always");
  CHECK(casesOf(law.one) == "at most 2026-05-22 = violated\nat least 2026-05-23 = pending\n");
}

TEST_CASE("what settles the other cases is named, too") {
  Law law(R"(entity company { fact a : yes_no fact b : yes_no }
rule r for company { cites "1" requires a and b }
)");
  CHECK(law.settles("") == "a | b | a, b always");
  CHECK(casesOf(law.one) == "no = violated\nno = violated\nyes; yes = satisfied\n");
}

TEST_CASE("values that are all there are leave nothing beside them") {
  Law law(R"(entity company { fact n : integer at least 1 at most 3 fact t : text }
rule r for company { cites "1" requires n * n * n <= 8 and t contains "x" }
)");
  law.settles("");
  REQUIRE(!law.one.settling.empty());
  CHECK(law.one.settling[0].of == 2);
  CHECK(law.one.settling[0].settled == 1);
}

TEST_CASE(
    "a number of which only some values can be tried is settled by each, and told as it hangs on them") {
  // Violated for 15 alone, which is no constant of the rule.
  Law law(R"(entity company { fact n : integer at least 0 }
rule r for company { cites "1" requires n * n + 224 >= 3 * n + 8 * n + 19 * n }
)");
  CHECK(law.settles("") == "n always");
  for (const SettlingCase& one : law.one.settling[0].cases) {
    if (one.outcomes == std::vector{Outcome::Satisfied}) CHECK(say(one.values[0], Language::English) != "15");
  }
  CHECK_MESSAGE(casesOf(law.one).find("violated") != std::string::npos, casesOf(law.one));
}

TEST_CASE("a case that fails is an error, not one that is open") {
  Law law(R"(entity company { fact a : integer at least 0 fact b : integer at least 0 }
rule r for company { cites "1" requires 100 / a > 5 }
amount fine for company : money EUR { cites "1" at most EUR 100 / b }
benefit aid for company : money EUR { cites "2" eligible when 100 / a > 5 at most EUR 10 }
)");
  CHECK(law.settles("") == "a always");
  CHECK(casesOf(law.one) == "0 = error\nat least 1, at most 19 = satisfied\nat least 20 = violated\n");
  CHECK(law.settles("", {}, Decides::Kind::Benefit) == "a always");
  CHECK(casesOf(law.one) == "0 = error\nat least 1, at most 19 = 10..10\nat least 20 = nothing\n");
  CHECK(law.settles("", {}, Decides::Kind::Amount) == "b always");
  CHECK_MESSAGE(casesOf(law.one).starts_with("0 = error..-\n1 = 100..100\n"), casesOf(law.one));
}

TEST_CASE("an amount that is in force from a day that is not known is told as perhaps not in force") {
  Law law(R"(entity company { fact start : date fact m : money EUR at least EUR 0 }
amount fine for company : money EUR { cites "1" effective from start at most EUR 100 }
)");
  CHECK(law.settles("", {}, Decides::Kind::Amount) == "start always");
  CHECK(casesOf(law.one) == "at most 2026-11-23 = 100..100\nat least 2026-11-24 = nothing\n");
}

TEST_CASE("two formulas that come to the same for a value are one there") {
  Law law(R"(entity company { fact m : money EUR at least EUR 0 fact big : yes_no }
amount fine for company : money EUR { cites "1" at most 10% of m except more when big { at most 20% of m } }
)");
  CHECK(law.settles("", {}, Decides::Kind::Amount) == "m | big, m always");
  CHECK(casesOf(law.one).starts_with("EUR 0 = 0..0\n"));
}

TEST_CASE("a breach of a rule whose source is not confirmed is a review") {
  Law law(R"(entity company { fact a : yes_no }
rule r for company { cites "1" confidence unconfirmed requires a }
)");
  CHECK(law.settles("") == "a always");
  CHECK(casesOf(law.one) == "yes = satisfied\nno = review\n");
}

}  // namespace
}  // namespace jurat::advice_test
