// Days, moments and time zones: strict ISO 8601 reading, our own month-end rules, no locale, no clock.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace jurat {

// A calendar day of the proleptic Gregorian calendar, years 1 to 9999.
struct Date {
  std::int32_t days = 0;  // since 1970-01-01
  friend auto operator<=>(const Date&, const Date&) = default;
};
inline constexpr Date kFirstDate{-719162};              // 0001-01-01
inline constexpr Date kLastDate{2932896};               // 9999-12-31
inline constexpr std::int64_t kSecondsPerDay = 86'400;  // without leap seconds

// An instant, and the offset it was written with (for printing only; comparison is by instant).
struct Moment {
  std::int64_t seconds = 0;  // since 1970-01-01T00:00:00Z
  std::int32_t offset_minutes = 0;
  friend bool operator==(const Moment& a, const Moment& b) { return a.seconds == b.seconds; }
  friend auto operator<=>(const Moment& a, const Moment& b) { return a.seconds <=> b.seconds; }
};

// What `date + months` does when the day does not exist (language.md, Types).
enum class MonthEnd : std::uint8_t { Clamp, NextDay, Error };

std::optional<Date> makeDate(int year, int month, int day);
std::optional<Date> parseDate(std::string_view text);      // exactly YYYY-MM-DD, a day that exists
std::optional<Moment> parseMoment(std::string_view text);  // YYYY-MM-DDTHH:MM[:SS](Z|+HH:MM|-HH:MM)
std::string toText(Date date);
std::string toText(
    Moment moment);  // as written, with its offset: 2026-10-12T09:30+02:00; seconds only if not 0

struct YearMonthDay {
  int year, month, day;
};
YearMonthDay split(Date date);
int weekday(Date date);  // 1 Monday .. 7 Sunday

// Adds months (may be negative). Empty when the result leaves years 1..9999, or the day does not exist under
// MonthEnd::Error.
std::optional<Date> plusMonths(Date date, std::int64_t months, MonthEnd mode);
std::optional<Date> plusDays(Date date, std::int64_t days);

// The shortest and longest number of days that `months` months can last (any start): 1 -> 28..31, 12 ->
// 365..366.
struct DayRange {
  std::int64_t least, most;
};
DayRange daysOfMonths(std::int64_t months);

// A time zone a pack may name: "UTC", a fixed offset "+01:00", or one of a built-in table of places whose
// summer-time rules are computed (EU since 1996, US since 2007; Asian zones without summer time).
class TimeZone {
 public:
  static std::optional<TimeZone> find(std::string_view name);
  static TimeZone utc();
  // The zone of these minutes east of Greenwich, within a day of it, and that rule of summer time (0 none,
  // 1 EU, 2 US): what the two functions below answered. Nothing for others.
  static std::optional<TimeZone> of(std::int32_t standard_minutes, std::uint8_t summer_rule);
  std::int32_t standardMinutes() const { return standard_minutes_; }
  std::uint8_t summerRule() const { return summer_; }
  std::int32_t offsetMinutes(Date local_day) const;  // in force at the end of that local day
  Moment endOf(Date local_day) const;                // its last second
  Moment startOf(Date local_day) const;
  Date dayOf(Moment moment) const;  // the local day it falls in
  friend bool operator==(const TimeZone&, const TimeZone&) = default;

 private:
  std::int32_t standard_minutes_ = 0;
  std::uint8_t summer_ = 0;  // 0 none, 1 EU, 2 US
};
std::span<const std::string_view> timeZoneNames();

}  // namespace jurat
