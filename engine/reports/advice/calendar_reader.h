// Reads calendars as RFC 5545 writes them; private to engine/reports.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/result.h"

namespace jurat {

// The properties of one VEVENT by name, without parameters, values as they stand; those of its alarms are not
// among them.
struct CalendarEvent {
  std::vector<std::pair<std::string, std::string>> properties;
  std::string trigger;  // of its first alarm, as it stands; "" when it has none
  const std::string& at(std::string_view name) const;  // "" when it has none
};

struct ReadCalendar {
  CalendarEvent own;  // the properties of the calendar itself
  std::vector<CalendarEvent> events;
};

// Strict: every line ends in CRLF and has at most 75 octets before it is unfolded, components close in order,
// there is one VCALENDAR with version and product, every event has a UID and a stamp, and no UID stands
// twice.
Result<ReadCalendar> readCalendar(std::string_view text);

}  // namespace jurat
