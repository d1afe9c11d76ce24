// Period: a length of time of one class, months (years) or seconds (weeks, days, hours).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jurat {

// Years and months compare with each other, weeks, days and hours with each other (language.md, Types).
struct Period {
  bool calendar = false;  // true: `count` is months; false: `count` is seconds
  std::int64_t count = 0;
  friend bool operator==(const Period&, const Period&) = default;
};

enum class PeriodOrder : std::uint8_t { Less, Equal, Greater, Unknown };

// Across classes a month count is the range of days it can be: against 6 months (181 to 184 days) 180 days is
// less, 185 is greater; 181 to 184 days are Unknown, but see atLeast() for one-sided questions.
PeriodOrder compare(const Period& a, const Period& b);
// Whether a >= b however long the months turn out: 184 days are at least 6 months, of 183 nobody can tell.
std::optional<bool> atLeast(const Period& a, const Period& b);

// The seconds a period can last: equal bounds for its own class, the range for months.
struct SecondRange {
  std::int64_t least, most;
};
SecondRange seconds(const Period& period);

// "18 months", "72 hours", "2 weeks"; years, months, weeks, days, hours, singular or plural. Empty otherwise.
std::optional<Period> parsePeriod(std::string_view text);
std::optional<Period> makePeriod(std::int64_t count, std::string_view unit);  // empty for an unknown unit
bool isPeriodUnit(std::string_view unit);

// A period as people read it: one part, or several where it is no whole number of hours. Never empty.
enum class PeriodUnit : std::uint8_t { Year, Month, Week, Day, Hour, Minute, Second };
struct PeriodPart {
  std::int64_t count = 0;
  PeriodUnit unit = PeriodUnit::Day;
};
std::vector<PeriodPart> partsOf(const Period& period);
std::string toText(const Period& period);  // "18 months", "2 years", "15 days", "72 hours", "1 year"

}  // namespace jurat
