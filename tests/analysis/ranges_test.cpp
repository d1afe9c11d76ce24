// Ranges against a plain list of numbers: every operation, on every pair of a hundred small sets.
#include "engine/analysis/conditions/ranges.h"

#include <doctest/doctest.h>

#include <vector>

namespace jurat::analysis {
namespace {

// -1 to 6 in halves: inside, between and outside all ends used below.
std::vector<Number> probes() {
  std::vector<Number> out;
  for (int i = -2; i <= 12; ++i) out.push_back(*Number::ratio(i, 2));
  return out;
}

std::vector<Ranges> samples(bool whole) {
  std::vector<Ranges> out{Ranges::all(whole), Ranges::none(whole)};
  for (int at = 0; at <= 5; ++at) {
    out.push_back(Ranges::one(at, whole));
    out.push_back(Ranges::one(at, whole).others());
    for (const bool with : {true, false}) {
      out.push_back(Ranges::below(at, with, whole));
      out.push_back(Ranges::above(at, with, whole));
    }
    for (int high = at; high <= 5; ++high) out.push_back(Ranges::between(Number(at), Number(high), whole));
  }
  out.push_back(Ranges::below(*Number::ratio(5, 2), true, whole));
  out.push_back(Ranges::above(*Number::ratio(5, 2), false, whole));
  return out;
}

}  // namespace

TEST_CASE("ranges meet, join and turn as sets do") {
  for (const bool whole : {false, true}) {
    const std::vector<Ranges> all = samples(whole);
    for (const Ranges& a : all) {
      for (const Ranges& b : all) {
        const Ranges both = a.both(b), either = a.either(b);
        for (const Number& probe : probes()) {
          if (whole && !probe.isWhole()) continue;
          const bool in_a = a.contains(probe), in_b = b.contains(probe);
          CHECK(both.contains(probe) == (in_a && in_b));
          CHECK(either.contains(probe) == (in_a || in_b));
          CHECK(a.others().contains(probe) == !in_a);
        }
        CHECK(a.within(b) == a.both(b.others()).empty());
      }
    }
  }
}

TEST_CASE("whole numbers have ends of their own") {
  CHECK(Ranges::above(3, false, true).both(Ranges::below(4, false, true)).empty());
  CHECK_FALSE(Ranges::above(3, false, false).both(Ranges::below(4, false, false)).empty());
  CHECK(Ranges::one(*Number::ratio(1, 2), true).empty());
  CHECK_FALSE(Ranges::one(*Number::ratio(1, 2), false).empty());
}

TEST_CASE("what is picked lies in the set, at an end where there is one") {
  for (const bool whole : {false, true}) {
    for (const Ranges& each : samples(whole)) {
      if (each.empty()) continue;
      CHECK(each.contains(each.pick(1)));
      CHECK(each.contains(each.pick(Number::scaled(1, -2))));
    }
  }
  CHECK(Ranges::below(250, false, false).both(Ranges::above(0, true, false)).pick(1) == Number(0));
  CHECK(Ranges::below(250, false, true).pick(1) == Number(249));
  CHECK(Ranges::above(50, false, false).pick(1) == Number(51));
  CHECK(Ranges::below(250, false, false).pick(1) == Number(249));
}

}  // namespace jurat::analysis
