#include "engine/values/calendar.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

using namespace jurat;

namespace {

// Day by day, without arithmetic: each day is worked, is not, or lies outside.
class Walk {
 public:
  Walk(Date first, Date last, std::set<Date> working)
      : first_(first), last_(last), working_(std::move(working)) {}

  // Where a count ends when the days outside are all worked, or none is; nothing when it never does.
  std::optional<Date> from(Date day, int step, int count, bool outside_worked) const {
    for (int walked = 0; walked < 400; ++walked) {
      day.days += step;
      const bool inside = first_ <= day && day <= last_;
      if (inside ? working_.contains(day) : outside_worked) --count;
      if (count == 0) return day;
    }
    return std::nullopt;
  }

 private:
  Date first_, last_;
  std::set<Date> working_;
};

std::string text(const Landing& landing) {
  const auto one = [](const std::optional<Date>& day) { return day ? toText(*day) : std::string("never"); };
  return one(landing.nearest) + " to " + one(landing.farthest);
}

}  // namespace

TEST_CASE("counting working days agrees with walking day by day") {
  const Date first = *makeDate(2026, 1, 1), last = *makeDate(2026, 2, 28);
  // Every third day is a day of rest, and there is a long holiday; then a calendar that begins and ends with
  // one.
  for (const int variant : {0, 1, 2}) {
    std::set<Date> working;
    for (Date day = first; day <= last; ++day.days) {
      const int number = day.days - first.days;
      const bool rest = number % 3 == 2 || (20 <= number && number < 29) ||
                        (variant > 0 && (number < 4 || number > 50)) || (variant == 2 && number != 30);
      if (!rest) working.insert(day);
    }
    const WorkingCalendar calendar(first, last, {working.begin(), working.end()});
    const Walk walk(first, last, working);
    for (Date day{first.days - 20}; day.days <= last.days + 20; ++day.days) {
      for (int count = 1; count <= 70; ++count) {
        CAPTURE(toText(day));
        CAPTURE(count);
        CAPTURE(variant);
        REQUIRE(text(calendar.after(day, count)) ==
                text({walk.from(day, 1, count, true), walk.from(day, 1, count, false)}));
        REQUIRE(text(calendar.before(day, count)) ==
                text({walk.from(day, -1, count, true), walk.from(day, -1, count, false)}));
      }
      const Date eve{day.days - 1};
      REQUIRE(text(calendar.onOrAfter(day)) ==
              text({walk.from(eve, 1, 1, true), walk.from(eve, 1, 1, false)}));
    }
  }
}

TEST_CASE("a calendar without days tells nothing, and counting stops at the ends of time") {
  const WorkingCalendar nothing;
  const Date day = *makeDate(2026, 6, 1);
  CHECK(text(nothing.after(day, 5)) == "2026-06-06 to never");
  CHECK(text(nothing.before(day, 5)) == "2026-05-27 to never");
  const WorkingCalendar june(day, *makeDate(2026, 6, 30), {day});
  CHECK(text(june.after(kLastDate, 1)) == "never to never");
  CHECK(text(june.before(kFirstDate, 1)) == "never to never");
  CHECK(text(june.onOrAfter(kFirstDate)) == "0001-01-01 to 0001-01-01");
  CHECK(text(june.after(kFirstDate, 1)) == "0001-01-02 to 2026-06-01");
  CHECK(text(june.onOrAfter(kLastDate)) == "9999-12-31 to never");
}
