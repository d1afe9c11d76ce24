#include "engine/values/period.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "engine/values/date.h"

namespace jurat {
namespace {

constexpr std::int64_t kMostDays = INT64_MAX / kSecondsPerDay;
constexpr int kMonthsPerCycle = 4'800;
constexpr std::int64_t kDaysPerCycle = 146'097;

struct Unit {
  std::string_view one, many;
  bool calendar;
  std::int64_t size;
};
constexpr Unit kUnits[] = {{"year", "years", true, 12},
                           {"month", "months", true, 1},
                           {"week", "weeks", false, 7 * kSecondsPerDay},
                           {"day", "days", false, kSecondsPerDay},
                           {"hour", "hours", false, 3'600}};

const Unit* findUnit(std::string_view name) {
  const auto* found = std::find_if(std::begin(kUnits), std::end(kUnits),
                                   [&](const Unit& unit) { return unit.one == name || unit.many == name; });
  return found == std::end(kUnits) ? nullptr : found;
}

// How many of the years 0 .. index-1 are leap, over two cycles of the calendar.
constexpr auto kLeapYearsBefore = [] {
  std::array<std::int16_t, 801> out{};
  for (std::size_t year = 0; year < 800; ++year) {
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    out[year + 1] = static_cast<std::int16_t>(out[year] + (leap ? 1 : 0));
  }
  return out;
}();

// Over every run of `februaries` (at most 400) Februaries in a row, the fewest and most that have 29 days.
DayRange leapDays(std::size_t februaries) {
  DayRange range{INT64_MAX, 0};
  for (std::size_t year = 0; year < 400; ++year) {
    const std::int64_t leap = kLeapYearsBefore[year + februaries] - kLeapYearsBefore[year];
    range = {std::min(range.least, leap), std::max(range.most, leap)};
  }
  return range;
}

// For 0 <= months < kMonthsPerCycle. It is enough to start on first days of months: a start later in the
// month that runs into a shorter month is moved to its end, where it lasts as long as a run of whole months
// does.
DayRange daysWithinCycle(int months) {
  constexpr int kLengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const auto years = static_cast<std::size_t>(months / 12);
  const DayRange without_extra = leapDays(years);
  const DayRange with_extra = leapDays(years + 1);
  DayRange range{INT64_MAX, 0};
  for (int start = 0; start < 12; ++start) {
    std::int64_t days = static_cast<std::int64_t>(years) * 365;
    bool extra_february = false;
    for (int i = 0; i < months % 12; ++i) {
      days += kLengths[(start + i) % 12];
      extra_february = extra_february || (start + i) % 12 == 1;
    }
    const DayRange& leap = extra_february ? with_extra : without_extra;
    range = {std::min(range.least, days + leap.least), std::max(range.most, days + leap.most)};
  }
  return range;
}

// Lengths between two moments need not be whole hours; people read them part by part.
std::vector<PeriodPart> partsOfSeconds(std::int64_t seconds) {
  constexpr std::pair<std::int64_t, PeriodUnit> kParts[] = {{kSecondsPerDay, PeriodUnit::Day},
                                                            {3'600, PeriodUnit::Hour},
                                                            {60, PeriodUnit::Minute},
                                                            {1, PeriodUnit::Second}};
  std::vector<PeriodPart> parts;
  for (const auto& [size, unit] : kParts) {
    if (seconds / size != 0) parts.push_back({seconds / size, unit});
    seconds %= size;
  }
  return parts;
}

}  // namespace

DayRange daysOfMonths(std::int64_t months) {
  if (months == INT64_MIN) months = -INT64_MAX;
  if (months < 0) {
    const DayRange forward = daysOfMonths(-months);
    return {-forward.most, -forward.least};
  }
  // Far beyond any calendar the answer stays at the largest count whose seconds still fit.
  const std::int64_t cycles = months / kMonthsPerCycle;
  if (cycles >= kMostDays / kDaysPerCycle) return {kMostDays, kMostDays};
  const DayRange rest = daysWithinCycle(static_cast<int>(months % kMonthsPerCycle));
  return {cycles * kDaysPerCycle + rest.least, cycles * kDaysPerCycle + rest.most};
}

SecondRange seconds(const Period& period) {
  if (!period.calendar) return {period.count, period.count};
  const DayRange days = daysOfMonths(period.count);
  return {days.least * kSecondsPerDay, days.most * kSecondsPerDay};
}

PeriodOrder compare(const Period& a, const Period& b) {
  if (a.calendar == b.calendar) {
    if (a.count == b.count) return PeriodOrder::Equal;
    return a.count < b.count ? PeriodOrder::Less : PeriodOrder::Greater;
  }
  const SecondRange left = seconds(a);
  const SecondRange right = seconds(b);
  if (left.most < right.least) return PeriodOrder::Less;
  if (left.least > right.most) return PeriodOrder::Greater;
  const bool exact = left.least == left.most && right.least == right.most;
  return exact ? PeriodOrder::Equal : PeriodOrder::Unknown;
}

std::optional<bool> atLeast(const Period& a, const Period& b) {
  if (a.calendar == b.calendar) return a.count >= b.count;
  const SecondRange left = seconds(a);
  const SecondRange right = seconds(b);
  if (left.least >= right.most) return true;
  if (left.most < right.least) return false;
  return std::nullopt;
}

std::optional<Period> makePeriod(std::int64_t count, std::string_view unit) {
  const Unit* found = findUnit(unit);
  Period period;
  if (found == nullptr || __builtin_mul_overflow(count, found->size, &period.count)) return std::nullopt;
  period.calendar = found->calendar;
  return period;
}

std::optional<Period> parsePeriod(std::string_view text) {
  const std::size_t space = text.find(' ');
  if (space == 0 || space == std::string_view::npos) return std::nullopt;
  std::int64_t count = 0;
  for (const char c : text.substr(0, space)) {
    if (c < '0' || c > '9' || __builtin_mul_overflow(count, 10, &count) ||
        __builtin_add_overflow(count, c - '0', &count))
      return std::nullopt;
  }
  return makePeriod(count, text.substr(space + 1));
}

bool isPeriodUnit(std::string_view unit) { return findUnit(unit) != nullptr; }

std::vector<PeriodPart> partsOf(const Period& period) {
  const std::int64_t count = period.count;
  if (period.calendar) {
    if (count != 0 && count % 12 == 0) return {{count / 12, PeriodUnit::Year}};
    return {{count, PeriodUnit::Month}};
  }
  // Law counts in hours up to 72 and in days above.
  constexpr std::int64_t kMostHours = 72 * std::int64_t{3'600};
  if (count != 0 && count % 3'600 == 0 && count <= kMostHours && count >= -kMostHours)
    return {{count / 3'600, PeriodUnit::Hour}};
  if (count % kSecondsPerDay == 0) return {{count / kSecondsPerDay, PeriodUnit::Day}};
  return partsOfSeconds(count);
}

std::string toText(const Period& period) {
  constexpr std::string_view kNames[] = {"year", "month", "week", "day", "hour", "minute", "second"};
  std::string out;
  for (const PeriodPart& part : partsOf(period)) {
    if (!out.empty()) out += ' ';
    out += std::to_string(part.count) + " " + std::string(kNames[static_cast<std::size_t>(part.unit)]);
    if (part.count != 1 && part.count != -1) out += 's';
  }
  return out;
}

}  // namespace jurat
