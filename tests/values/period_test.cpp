#include "engine/values/period.h"

#include <doctest/doctest.h>

#include "engine/values/date.h"

using namespace jurat;

namespace {
Period period(const char* text) {
  const auto parsed = parsePeriod(text);
  REQUIRE(parsed.has_value());
  return *parsed;
}
}  // namespace

TEST_CASE("daysOfMonths is what some start really lasts, and no start passes it") {
  for (const int months : {0,  1,  2,  3,  5,  6,   7,     11,    12,    13,    18,    24,    36,
                           47, 48, 60, 96, 97, 120, 1'199, 1'200, 2'400, 4'799, 4'800, 4'801, 9'606}) {
    CAPTURE(months);
    DayRange seen{INT64_MAX, INT64_MIN};
    bool clamped_inside = true;
    const DayRange answer = daysOfMonths(months);
    for (Date day = *makeDate(1999, 1, 1); day < *makeDate(2399, 1, 1); ++day.days) {
      const std::int64_t days = plusMonths(day, months, MonthEnd::Clamp)->days - day.days;
      clamped_inside = clamped_inside && days >= answer.least && days <= answer.most;
      const std::int64_t next = plusMonths(day, months, MonthEnd::NextDay)->days - day.days;
      clamped_inside = clamped_inside && next >= answer.least && next <= answer.most;
      if (split(day).day == 1) seen = {std::min(seen.least, days), std::max(seen.most, days)};
    }
    CHECK(clamped_inside);
    CHECK(answer.least == seen.least);
    CHECK(answer.most == seen.most);
    CHECK(daysOfMonths(-months).least == -seen.most);
    CHECK(daysOfMonths(-months).most == -seen.least);
  }
  for (const std::int64_t months : {INT64_MAX, INT64_MIN, INT64_MAX - 1, std::int64_t{3'500'000'000'000}}) {
    const SecondRange range = seconds({true, months});
    CHECK(range.least <= range.most);
    CHECK((range.least > 0) == (months > 0));
  }
}

TEST_CASE("periods compare, across classes only where every length agrees") {
  using enum PeriodOrder;
  struct Row {
    const char *a, *b;
    PeriodOrder order;
    int at_least;  // 1 yes, 0 no, -1 nobody can tell
  };
  const Row rows[] = {{"180 days", "6 months", Less, 0},     {"181 days", "6 months", Unknown, -1},
                      {"183 days", "6 months", Unknown, -1}, {"184 days", "6 months", Unknown, 1},
                      {"185 days", "6 months", Greater, 1},  {"6 months", "180 days", Greater, 1},
                      {"6 months", "181 days", Unknown, 1},  {"6 months", "184 days", Unknown, -1},
                      {"6 months", "185 days", Less, 0},     {"12 months", "1 year", Equal, 1},
                      {"18 months", "1 year", Greater, 1},   {"72 hours", "3 days", Equal, 1},
                      {"2 weeks", "15 days", Less, 0},       {"1 month", "27 days", Greater, 1},
                      {"1 month", "28 days", Unknown, 1},    {"1 month", "31 days", Unknown, -1},
                      {"1 month", "4 weeks", Unknown, 1},    {"1 month", "744 hours", Unknown, -1},
                      {"1 month", "745 hours", Less, 0},     {"1 year", "365 days", Unknown, 1},
                      {"1 year", "367 days", Less, 0},       {"0 months", "0 days", Equal, 1},
                      {"400 years", "146097 days", Equal, 1}};
  for (const Row& row : rows) {
    CAPTURE(row.a);
    CAPTURE(row.b);
    const PeriodOrder order = compare(period(row.a), period(row.b));
    CHECK(order == row.order);
    const PeriodOrder mirrored = compare(period(row.b), period(row.a));
    CHECK(mirrored == (order == Less ? Greater : order == Greater ? Less : order));
    const auto enough = atLeast(period(row.a), period(row.b));
    CHECK((enough ? static_cast<int>(*enough) : -1) == row.at_least);
  }
}

TEST_CASE("periods are read and printed") {
  const std::pair<const char*, const char*> rows[] = {
      {"18 months", "18 months"}, {"1 month", "1 month"},          {"24 months", "2 years"},
      {"1 year", "1 year"},       {"15 days", "15 days"},          {"72 hours", "72 hours"},
      {"3 days", "72 hours"},     {"96 hours", "4 days"},          {"2 weeks", "14 days"},
      {"1 hours", "1 hour"},      {"100 hours", "4 days 4 hours"}, {"0 days", "0 days"},
      {"0 months", "0 months"}};
  for (const auto& [written, printed] : rows) CHECK(toText(period(written)) == printed);
  CHECK(toText(Period{false, -86'400 * 5}) == "-5 days");
  CHECK(toText(Period{false, 5'400}) == "1 hour 30 minutes");
  for (const char* text :
       {"", "6", "months", " 6 months", "6  months", "6 months ", "-6 months", "6months", "6 minutes",
        "6 Months", "9223372036854775808 hours", "9223372036854775807 years", "6.5 days", "6 "}) {
    CAPTURE(text);
    CHECK_FALSE(parsePeriod(text).has_value());
  }
  CHECK(isPeriodUnit("week"));
  CHECK_FALSE(isPeriodUnit("fortnight"));
  CHECK(makePeriod(-2, "years") == Period{true, -24});
  CHECK_FALSE(makePeriod(INT64_MAX, "days").has_value());
}
