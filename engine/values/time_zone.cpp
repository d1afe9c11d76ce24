#include <algorithm>
#include <iterator>

#include "engine/values/date.h"

namespace jurat {
namespace {

constexpr std::uint8_t kNoSummer = 0;
constexpr std::uint8_t kEuropeanSummer = 1;
constexpr std::uint8_t kAmericanSummer = 2;

struct Place {
  std::string_view name;
  int standard_minutes;
  std::uint8_t summer;
};

// By name. Dublin calls its winter the deviation, which gives the same offsets.
constexpr Place kPlaces[] = {{"America/Chicago", -360, kAmericanSummer},
                             {"America/Denver", -420, kAmericanSummer},
                             {"America/Los_Angeles", -480, kAmericanSummer},
                             {"America/New_York", -300, kAmericanSummer},
                             {"Asia/Kolkata", 330, kNoSummer},
                             {"Asia/Seoul", 540, kNoSummer},
                             {"Asia/Shanghai", 480, kNoSummer},
                             {"Asia/Singapore", 480, kNoSummer},
                             {"Asia/Tokyo", 540, kNoSummer},
                             {"Europe/Amsterdam", 60, kEuropeanSummer},
                             {"Europe/Athens", 120, kEuropeanSummer},
                             {"Europe/Berlin", 60, kEuropeanSummer},
                             {"Europe/Brussels", 60, kEuropeanSummer},
                             {"Europe/Copenhagen", 60, kEuropeanSummer},
                             {"Europe/Dublin", 0, kEuropeanSummer},
                             {"Europe/Helsinki", 120, kEuropeanSummer},
                             {"Europe/Lisbon", 0, kEuropeanSummer},
                             {"Europe/London", 0, kEuropeanSummer},
                             {"Europe/Luxembourg", 60, kEuropeanSummer},
                             {"Europe/Madrid", 60, kEuropeanSummer},
                             {"Europe/Oslo", 60, kEuropeanSummer},
                             {"Europe/Paris", 60, kEuropeanSummer},
                             {"Europe/Rome", 60, kEuropeanSummer},
                             {"Europe/Stockholm", 60, kEuropeanSummer},
                             {"Europe/Vienna", 60, kEuropeanSummer},
                             {"Europe/Warsaw", 60, kEuropeanSummer},
                             {"Europe/Zurich", 60, kEuropeanSummer},
                             {"UTC", 0, kNoSummer}};

// Of a month with 31 days.
Date lastSunday(int year, int month) {
  const Date last = *makeDate(year, month, 31);
  return {last.days - weekday(last) % 7};
}

// The `nth` (from 1) Sunday of a month.
Date sunday(int year, int month, int nth) {
  const Date first = *makeDate(year, month, 1);
  return {first.days + (7 - weekday(first) % 7) % 7 + 7 * (nth - 1)};
}

// All changes happen in the small hours, so a day ends under the rule of the side it opens. The rules are
// today's for every year: no duty here is reckoned in hours before 1996.
bool summerAtEnd(std::uint8_t rule, Date day) {
  if (rule == kNoSummer) return false;
  const int year = std::clamp(split(day).year, 1, 9999);
  if (rule == kEuropeanSummer) return day >= lastSunday(year, 3) && day < lastSunday(year, 10);
  return day >= sunday(year, 3, 2) && day < sunday(year, 11, 1);
}

}  // namespace

TimeZone TimeZone::utc() { return {}; }

std::optional<TimeZone> TimeZone::find(std::string_view name) {
  TimeZone zone;
  if (name.size() == 6 && (name[0] == '+' || name[0] == '-')) {
    const std::optional<Moment> moment = parseMoment("2000-01-01T00:00" + std::string(name));
    if (!moment) return std::nullopt;
    zone.standard_minutes_ = moment->offset_minutes;
    return zone;
  }
  const auto* found =
      std::lower_bound(std::begin(kPlaces), std::end(kPlaces), name,
                       [](const Place& row, std::string_view wanted) { return row.name < wanted; });
  if (found == std::end(kPlaces) || found->name != name) return std::nullopt;
  zone.standard_minutes_ = found->standard_minutes;
  zone.summer_ = found->summer;
  return zone;
}

std::optional<TimeZone> TimeZone::of(std::int32_t standard_minutes, std::uint8_t summer_rule) {
  constexpr std::int32_t kDay = 24 * 60;
  constexpr std::uint8_t kRules = 3;
  if (standard_minutes <= -kDay || standard_minutes >= kDay || summer_rule >= kRules) return std::nullopt;
  TimeZone zone;
  zone.standard_minutes_ = standard_minutes;
  zone.summer_ = summer_rule;
  return zone;
}

std::int32_t TimeZone::offsetMinutes(Date local_day) const {
  return standard_minutes_ + (summerAtEnd(summer_, local_day) ? 60 : 0);
}

Moment TimeZone::endOf(Date local_day) const {
  const std::int32_t offset = offsetMinutes(local_day);
  return {(std::int64_t{local_day.days} + 1) * kSecondsPerDay - 1 - std::int64_t{offset} * 60, offset};
}

Moment TimeZone::startOf(Date local_day) const {
  const std::int32_t offset = offsetMinutes({local_day.days - 1});
  return {std::int64_t{local_day.days} * kSecondsPerDay - std::int64_t{offset} * 60, offset};
}

Date TimeZone::dayOf(Moment moment) const {
  const std::int64_t first = kFirstDate.days * kSecondsPerDay;
  const std::int64_t last = kLastDate.days * kSecondsPerDay + kSecondsPerDay - 1;
  // Summer time only ever moves the clock forward, so the day is that of standard time or the next.
  const std::int64_t local =
      std::clamp(std::clamp(moment.seconds, first - kSecondsPerDay, last + kSecondsPerDay) +
                     std::int64_t{standard_minutes_} * 60,
                 first, last);
  const std::int64_t day = local / kSecondsPerDay - (local % kSecondsPerDay < 0 ? 1 : 0);
  const Date standard{static_cast<std::int32_t>(day)};
  const Date next{standard.days + 1};
  return next <= kLastDate && moment.seconds >= startOf(next).seconds ? next : standard;
}

std::span<const std::string_view> timeZoneNames() {
  static constexpr auto kNames = [] {
    struct {
      std::string_view names[std::size(kPlaces)];
    } out{};
    for (std::size_t i = 0; i < std::size(kPlaces); ++i) out.names[i] = kPlaces[i].name;
    return out;
  }();
  return kNames.names;
}

}  // namespace jurat
