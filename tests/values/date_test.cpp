#include "engine/values/date.h"

#include <doctest/doctest.h>

#include <chrono>

using namespace jurat;

TEST_CASE("every day of the years 1 to 9999 survives splitting, making, printing and reading") {
  Date day = kFirstDate;
  int expected_weekday = 1;  // 0001-01-01 was a Monday
  bool all_agree = true;
  for (; day <= kLastDate; ++day.days) {
    const YearMonthDay parts = split(day);
    const std::chrono::year_month_day known{std::chrono::sys_days{std::chrono::days{day.days}}};
    const bool agrees = parts.year == static_cast<int>(known.year()) &&
                        parts.month == static_cast<int>(static_cast<unsigned>(known.month())) &&
                        parts.day == static_cast<int>(static_cast<unsigned>(known.day())) &&
                        makeDate(parts.year, parts.month, parts.day) == day &&
                        weekday(day) == expected_weekday &&
                        (day.days % 7 != 0 || parseDate(toText(day)) == day);
    if (!agrees) {
      CAPTURE(toText(day));
      CHECK(agrees);
      all_agree = false;
      break;
    }
    expected_weekday = expected_weekday % 7 + 1;
  }
  CHECK(all_agree);
}

TEST_CASE("dates are read strictly") {
  for (const char* text : {"",
                           "2026",
                           "2026-1-01",
                           "2026-01-1",
                           "26-01-01",
                           "2026-13-01",
                           "2026-00-10",
                           "2026-02-29",
                           "2100-02-29",
                           "2026-04-31",
                           "2026-01-00",
                           "0000-01-01",
                           " 2026-01-01",
                           "2026-01-01 ",
                           "2026/01/01",
                           "20260101",
                           "2026-01-0a",
                           "+026-01-01",
                           "-026-01-01",
                           "2026-01-01T00:00Z",
                           "10000-01-01",
                           "2026-01--1"}) {
    CAPTURE(text);
    CHECK_FALSE(parseDate(text).has_value());
  }
  CHECK(parseDate("2024-02-29") == makeDate(2024, 2, 29));
  CHECK(parseDate("2000-02-29").has_value());
  CHECK(parseDate("0001-01-01") == kFirstDate);
  CHECK(parseDate("9999-12-31") == kLastDate);
}

TEST_CASE("moments") {
  struct Row {
    const char* text;
    const char* printed;  // "" when the text is no moment
    std::int64_t seconds;
  };
  const Row rows[] = {{"1970-01-01T00:00Z", "1970-01-01T00:00Z", 0},
                      {"2026-10-12T09:30+02:00", "2026-10-12T09:30+02:00", 1'791'790'200},
                      {"2026-10-12T09:30:15+02:00", "2026-10-12T09:30:15+02:00", 1'791'790'215},
                      {"2026-10-12T09:30:00-05:30", "2026-10-12T09:30-05:30", 1'791'817'200},
                      {"1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z", -1},
                      {"1970-01-01T00:00+00:00", "1970-01-01T00:00Z", 0},
                      {"0001-01-01T00:00+14:00", "0001-01-01T00:00+14:00", -62'135'647'200},
                      {"9999-12-31T23:59:59-14:00", "9999-12-31T23:59:59-14:00", 253'402'351'199},
                      {"2026-10-12T24:00Z", "", 0},
                      {"2026-10-12T09:60Z", "", 0},
                      {"2026-10-12T09:30:60Z", "", 0},
                      {"2026-10-12T09:30", "", 0},
                      {"2026-10-12 09:30Z", "", 0},
                      {"2026-10-12T09:30z", "", 0},
                      {"2026-10-12T9:30Z", "", 0},
                      {"2026-10-12T09:30+2:00", "", 0},
                      {"2026-10-12T09:30+14:01", "", 0},
                      {"2026-10-12T09:30+01:60", "", 0},
                      {"2026-10-12T09:30:1Z", "", 0},
                      {"2026-10-12T09:30:", "", 0},
                      {"2026-10-12T09:30+02:00x", "", 0},
                      {"2026-02-30T09:30Z", "", 0},
                      {"2026-10-12", "", 0},
                      {"", "", 0}};
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const auto moment = parseMoment(row.text);
    REQUIRE(moment.has_value() == (*row.printed != '\0'));
    if (!moment) continue;
    CHECK(moment->seconds == row.seconds);
    CHECK(toText(*moment) == row.printed);
  }
  CHECK(*parseMoment("2026-10-12T09:30+02:00") == *parseMoment("2026-10-12T07:30Z"));
  CHECK(toText(Moment{INT64_MAX, 840}) == "9999-12-31T23:59:59+14:00");
  CHECK(toText(Moment{INT64_MIN, -840}) == "0001-01-01T00:00-14:00");
}

namespace {

// One month at a time, a day at a time: slow, and plainly right.
std::optional<Date> naivePlusMonths(Date date, int months, MonthEnd mode) {
  YearMonthDay at = split(date);
  for (; months > 0; --months)
    if (++at.month == 13) at.month = 1, ++at.year;
  for (; months < 0; ++months)
    if (--at.month == 0) at.month = 12, --at.year;
  if (at.year < 1 || at.year > 9999) return std::nullopt;
  if (auto exact = makeDate(at.year, at.month, at.day)) return exact;
  if (mode == MonthEnd::Error) return std::nullopt;
  Date last = *makeDate(at.year, at.month, 28);
  while (split({last.days + 1}).month == at.month) ++last.days;
  return mode == MonthEnd::Clamp ? last : Date{last.days + 1};
}

}  // namespace

TEST_CASE("plusMonths agrees with counting months one by one") {
  for (const int year : {1, 1899, 1900, 2000, 2023, 2024, 2100, 9998, 9999})
    for (int offset = 0; offset < 366; ++offset) {
      const Date day{makeDate(year, 1, 1)->days + offset};
      if (day > kLastDate) continue;
      for (const int months :
           {-4'800, -49, -25, -13, -12, -11, -6, -1, 0, 1, 2, 3, 6, 11, 12, 13, 18, 25, 120, 4'800})
        for (const MonthEnd mode : {MonthEnd::Clamp, MonthEnd::NextDay, MonthEnd::Error})
          if (plusMonths(day, months, mode) != naivePlusMonths(day, months, mode)) {
            CAPTURE(toText(day));
            CAPTURE(months);
            CHECK(plusMonths(day, months, mode) == naivePlusMonths(day, months, mode));
          }
    }
}

TEST_CASE("month ends, one by one") {
  const Date january = *parseDate("2026-01-31");
  CHECK(plusMonths(january, 1, MonthEnd::Clamp) == parseDate("2026-02-28"));
  CHECK(plusMonths(january, 1, MonthEnd::NextDay) == parseDate("2026-03-01"));
  CHECK_FALSE(plusMonths(january, 1, MonthEnd::Error).has_value());
  CHECK(plusMonths(*parseDate("2024-02-29"), 12, MonthEnd::Clamp) == parseDate("2025-02-28"));
  CHECK(plusMonths(*parseDate("2024-02-29"), 48, MonthEnd::Error) == parseDate("2028-02-29"));
  for (const std::int64_t months : {INT64_MAX, INT64_MIN, INT64_MAX - 30'000, std::int64_t{120'000}}) {
    CHECK_FALSE(plusMonths(january, months, MonthEnd::Clamp).has_value());
    CHECK_FALSE(plusDays(kLastDate, INT64_MAX).has_value());
    CHECK_FALSE(plusDays(kFirstDate, INT64_MIN).has_value());
  }
  CHECK_FALSE(plusDays(kLastDate, 1).has_value());
  CHECK_FALSE(plusDays(kFirstDate, -1).has_value());
  CHECK(plusDays(january, 28) == parseDate("2026-02-28"));
}
