// A range that reaches a limit says so, and what it tells all the same is so.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>

#include "engine/advice/range/range.h"
#include "tests/agreement/load.h"

namespace jurat::advice_test {
namespace {

constexpr int kSteps = 20;

// A fine that is another one from 10, from 20 ... on, for each of two amounts.
std::string law() {
  std::string text = R"(pack gen {
    title "Steps" source law "Law" version "1" language 1 status in_force currency EUR deadlines as counted
    time_zone "UTC"
}
entity company { fact n : integer at least 0 }
)";
  for (const char* name : {"one", "two"}) {
    text += fmt::format("amount {} for company : money EUR {{ cites \"1\" at most EUR 1\n", name);
    for (int i = 1; i <= kSteps; ++i)
      text += fmt::format("    except step_{0} when n >= {1} and n < {2} {{ at most EUR {1} }}\n", i, 10 * i,
                          10 * i + 10);
    text += "}\n";
  }
  return text;
}

struct Steps {
  Steps() : loaded(agreement::load(law())) {
    REQUIRE_MESSAGE(loaded->rules, agreement::complaints(*loaded));
    profile = agreement::readAnswers(*loaded, "{jurat: 1, company: {n: 5}}");
    REQUIRE_MESSAGE(profile, agreement::complaints(*loaded));
  }
  Range range(const Limits& limits) const {
    const Vocabulary& words = loaded->rules->vocabulary();
    RangedFact fact;
    fact.instance = profile->roots.front();
    fact.fact = words.fact(profile->instances[fact.instance].entity, "n").value();
    fact.answer = profile->instances[fact.instance].answers[words.facts[fact.fact].slot] - 1;
    return rangeOf(loaded->rules, *profile,
                   {.as_of = agreement::parseAsOf("2026-11-23"),
                    .fact = fact,
                    .low = Number(0),
                    .high = Number(10 * kSteps + 50),
                    .named = {},
                    .limits = limits});
  }
  std::unique_ptr<agreement::Loaded> loaded;
  std::optional<Profile> profile;
};

// Each breakpoint is one of those that there are.
void isPartOf(const Range& part, const Range& whole) {
  for (const Breakpoint& each : part.breakpoints) {
    const bool known = std::any_of(whole.breakpoints.begin(), whole.breakpoints.end(),
                                   [&](const Breakpoint& other) { return other.at == each.at; });
    CHECK_MESSAGE(known, each.at.text());
  }
}

}  // namespace

TEST_CASE("within the limits a range is told whole") {
  const Range range = Steps().range({});
  CHECK(range.breakpoints.size() == kSteps + 1);
  CHECK(range.complete());
  CHECK(!range.cut_short);
}

TEST_CASE("a range keeps no more answers than it may, and says that there may be more breakpoints") {
  const Steps steps;
  const Range whole = steps.range({});
  std::size_t before = 0;
  for (const std::size_t most : {1U, 10U, 25U}) {
    Limits limits;
    limits.range_states = most;
    const Range range = steps.range(limits);
    CAPTURE(most);
    CHECK(range.cut_short);
    CHECK(!range.complete());
    CHECK(range.looks < whole.looks);
    CHECK(range.looks >= before);
    before = range.looks;
    // What is kept may pass the limit by what one look adds, and no more.
    std::size_t states = 0;
    for (const RangeItem& item : range.items) states += item.stretches.size();
    CHECK(states <= most + 2 * range.items.size());
    isPartOf(range, whole);
  }
  Limits enough;
  enough.range_states = 200;
  CHECK(!steps.range(enough).cut_short);
}

TEST_CASE("a range looks at no more values than it may, and says that there may be more breakpoints") {
  const Steps steps;
  Limits limits;
  limits.range_looks = 5;
  const Range range = steps.range(limits);
  CHECK(range.looks <= 5 + 1);  // one for the names
  CHECK(range.cut_short);
  isPartOf(range, steps.range({}));
}

}  // namespace jurat::advice_test
