#include <doctest/doctest.h>

#include <algorithm>

#include "engine/values/date.h"

using namespace jurat;

TEST_CASE("a day ends under the offset in force at its end") {
  struct Row {
    const char *zone, *day, *start, *end;
  };
  const Row rows[] = {
      {"UTC", "2026-03-29", "2026-03-29T00:00Z", "2026-03-29T23:59:59Z"},
      {"Europe/Brussels", "2026-03-28", "2026-03-28T00:00+01:00", "2026-03-28T23:59:59+01:00"},
      {"Europe/Brussels", "2026-03-29", "2026-03-29T00:00+01:00", "2026-03-29T23:59:59+02:00"},
      {"Europe/Brussels", "2026-10-24", "2026-10-24T00:00+02:00", "2026-10-24T23:59:59+02:00"},
      {"Europe/Brussels", "2026-10-25", "2026-10-25T00:00+02:00", "2026-10-25T23:59:59+01:00"},
      {"Europe/London", "2027-03-28", "2027-03-28T00:00Z", "2027-03-28T23:59:59+01:00"},
      {"Europe/Athens", "2027-10-31", "2027-10-31T00:00+03:00", "2027-10-31T23:59:59+02:00"},
      {"America/New_York", "2026-03-08", "2026-03-08T00:00-05:00", "2026-03-08T23:59:59-04:00"},
      {"America/New_York", "2026-11-01", "2026-11-01T00:00-04:00", "2026-11-01T23:59:59-05:00"},
      {"America/Los_Angeles", "2026-07-04", "2026-07-04T00:00-07:00", "2026-07-04T23:59:59-07:00"},
      {"Asia/Shanghai", "2026-07-01", "2026-07-01T00:00+08:00", "2026-07-01T23:59:59+08:00"},
      {"Asia/Kolkata", "2026-07-01", "2026-07-01T00:00+05:30", "2026-07-01T23:59:59+05:30"},
      {"-03:30", "2026-07-01", "2026-07-01T00:00-03:30", "2026-07-01T23:59:59-03:30"}};
  for (const Row& row : rows) {
    CAPTURE(row.zone);
    CAPTURE(row.day);
    const auto zone = TimeZone::find(row.zone);
    REQUIRE(zone.has_value());
    const Date day = *parseDate(row.day);
    CHECK(toText(zone->startOf(day)) == row.start);
    CHECK(toText(zone->endOf(day)) == row.end);
  }
}

TEST_CASE("days follow each other without gap, and every moment belongs to the day it lies in") {
  const auto names = timeZoneNames();
  CHECK(std::is_sorted(names.begin(), names.end()));
  CHECK(names.size() == 28);
  for (const auto name : names) {
    CAPTURE(name);
    const auto zone = TimeZone::find(name);
    REQUIRE(zone.has_value());
    bool sound = true;
    std::int64_t changed = 0;
    for (Date day = *makeDate(2007, 1, 1); day < *makeDate(2047, 1, 1); ++day.days) {
      const Moment start = zone->startOf(day);
      const Moment end = zone->endOf(day);
      sound = sound && zone->startOf({day.days + 1}).seconds == end.seconds + 1 &&
              zone->dayOf(start) == day && zone->dayOf(end) == day &&
              zone->dayOf({start.seconds - 1}) == Date{day.days - 1} &&
              zone->dayOf({end.seconds + 1}) == Date{day.days + 1};
      if (end.seconds - start.seconds + 1 != 86'400) {
        ++changed;
        sound = sound && weekday(day) == 7;
      }
    }
    CHECK(sound);
    CHECK((changed == 0 || changed == 80));
  }
}

TEST_CASE("zones that are not there, and moments beyond the calendar") {
  for (const char* name :
       {"", "utc", "Europe", "Europe/Atlantis", "CET", "+1:00", "+15:00", "+01:0x", "01:00"})
    CHECK_FALSE(TimeZone::find(name).has_value());
  CHECK(TimeZone::find("UTC") == TimeZone::utc());
  CHECK(TimeZone::find("+00:00") == TimeZone::utc());
  const auto brussels = TimeZone::find("Europe/Brussels");
  CHECK(brussels->dayOf({INT64_MAX}) == kLastDate);
  CHECK(brussels->dayOf({INT64_MIN}) == kFirstDate);
  CHECK(brussels->endOf(kLastDate) < Moment{INT64_MAX});
  CHECK(brussels->startOf(kFirstDate) > Moment{INT64_MIN});
}
