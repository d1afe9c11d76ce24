#include "engine/values/date.h"

#include <algorithm>
#include <cstdio>

namespace jurat {
namespace {

constexpr int kMostOffsetMinutes = 14 * 60;

// Howard Hinnant's civil-day algorithms: years begin in March, so that the leap day comes last.
constexpr std::int32_t daysFromCivil(int year, int month, int day) {
  const int y = month <= 2 ? year - 1 : year;
  const int era = (y >= 0 ? y : y - 399) / 400;
  const int year_of_era = y - era * 400;
  const int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146'097 + day_of_era - 719'468;
}
static_assert(daysFromCivil(1970, 1, 1) == 0);
static_assert(daysFromCivil(1, 1, 1) == kFirstDate.days && daysFromCivil(9999, 12, 31) == kLastDate.days);

constexpr bool isLeap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

constexpr int lengthOfMonth(int year, int month) {
  constexpr int kLengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && isLeap(year) ? 29 : kLengths[month - 1];
}

// Exactly `count` digits from `at`, or -1.
int digits(std::string_view text, std::size_t at, std::size_t count) {
  if (text.size() < at + count) return -1;
  int value = 0;
  for (const char c : text.substr(at, count)) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

bool inRange(std::int64_t days) { return days >= kFirstDate.days && days <= kLastDate.days; }

std::int64_t floorDivide(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

// "Z" or "+HH:MM"; empty when neither.
std::optional<int> parseOffset(std::string_view text) {
  if (text == "Z") return 0;
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  const int hours = digits(text, 1, 2);
  const int minutes = digits(text, 4, 2);
  if (hours < 0 || minutes < 0 || minutes > 59 || hours * 60 + minutes > kMostOffsetMinutes)
    return std::nullopt;
  return text[0] == '-' ? -(hours * 60 + minutes) : hours * 60 + minutes;
}

template <typename... Parts>
std::string print(const char* format, Parts... parts) {
  char buffer[48];
  std::snprintf(buffer, sizeof buffer, format, parts...);
  return buffer;
}

}  // namespace

std::optional<Date> makeDate(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > lengthOfMonth(year, month))
    return std::nullopt;
  return Date{daysFromCivil(year, month, day)};
}

std::optional<Date> parseDate(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  return makeDate(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2));
}

std::optional<Moment> parseMoment(std::string_view text) {
  const std::optional<Date> day = parseDate(text.substr(0, 10));
  if (!day || text.size() < 17 || text[10] != 'T' || text[13] != ':') return std::nullopt;
  const int hour = digits(text, 11, 2);
  const int minute = digits(text, 14, 2);
  const bool has_seconds = text[16] == ':';
  const int second = has_seconds ? digits(text, 17, 2) : 0;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return std::nullopt;
  const std::optional<int> offset = parseOffset(text.substr(has_seconds ? 19 : 16));
  if (!offset) return std::nullopt;
  return Moment{day->days * kSecondsPerDay + hour * 3'600 + minute * 60 + second - *offset * 60, *offset};
}

std::string toText(Date date) {
  const YearMonthDay parts = split(date);
  return print("%04d-%02d-%02d", parts.year, parts.month, parts.day);
}

std::string toText(Moment moment) {
  // A computed moment may lie outside the calendar; it is shown at the calendar's edge, never as nonsense.
  const std::int64_t local =
      std::clamp(moment.seconds, kFirstDate.days * kSecondsPerDay - kMostOffsetMinutes * 60,
                 kLastDate.days * kSecondsPerDay + kSecondsPerDay + kMostOffsetMinutes * 60) +
      std::int64_t{moment.offset_minutes} * 60;
  const std::int64_t bounded = std::clamp(local, kFirstDate.days * kSecondsPerDay,
                                          kLastDate.days * kSecondsPerDay + kSecondsPerDay - 1);
  const std::int64_t day = floorDivide(bounded, kSecondsPerDay);
  const int second = static_cast<int>(bounded - day * kSecondsPerDay);
  std::string out = toText(Date{static_cast<std::int32_t>(day)});
  out += print("T%02d:%02d", second / 3'600, second / 60 % 60);
  if (second % 60 != 0) out += print(":%02d", second % 60);
  if (moment.offset_minutes == 0) return out + "Z";
  const int offset = moment.offset_minutes < 0 ? -moment.offset_minutes : moment.offset_minutes;
  return out + print("%c%02d:%02d", moment.offset_minutes < 0 ? '-' : '+', offset / 60, offset % 60);
}

YearMonthDay split(Date date) {
  const std::int64_t shifted = std::int64_t{date.days} + 719'468;
  const std::int64_t era = floorDivide(shifted, 146'097);
  const int day_of_era = static_cast<int>(shifted - era * 146'097);
  const int year_of_era =
      (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int from_march = (5 * day_of_year + 2) / 153;
  const int month = from_march < 10 ? from_march + 3 : from_march - 9;
  const int year = year_of_era + static_cast<int>(era * 400) + (month <= 2 ? 1 : 0);
  return {year, month, day_of_year - (153 * from_march + 2) / 5 + 1};
}

int weekday(Date date) {
  // 1970-01-01 was a Thursday.
  const std::int64_t from_monday = std::int64_t{date.days} + 3;
  return static_cast<int>(from_monday - floorDivide(from_monday, 7) * 7) + 1;
}

std::optional<Date> plusMonths(Date date, std::int64_t months, MonthEnd mode) {
  const YearMonthDay from = split(date);
  std::int64_t target = 0;
  if (__builtin_add_overflow(std::int64_t{from.year} * 12 + from.month - 1, months, &target))
    return std::nullopt;
  const std::int64_t wide_year = floorDivide(target, 12);
  if (wide_year < 1 || wide_year > 9999) return std::nullopt;
  const int year = static_cast<int>(wide_year);
  const int month = static_cast<int>(target - wide_year * 12) + 1;
  const int length = lengthOfMonth(year, month);
  if (from.day <= length) return makeDate(year, month, from.day);
  switch (mode) {
    case MonthEnd::Clamp:
      return makeDate(year, month, length);
    case MonthEnd::NextDay:  // December has 31 days, so the next month is of the same year
      return makeDate(year, month + 1, 1);
    case MonthEnd::Error:
      return std::nullopt;
  }
  __builtin_unreachable();
}

std::optional<Date> plusDays(Date date, std::int64_t days) {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(std::int64_t{date.days}, days, &sum) || !inRange(sum)) return std::nullopt;
  return Date{static_cast<std::int32_t>(sum)};
}

}  // namespace jurat
