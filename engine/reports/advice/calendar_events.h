// The events of a calendar that is being written, and what they are called: alone, or after a calendar that
// was written before; private to engine/reports.
#pragma once
#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "engine/reports/advice/calendar_owner.h"

namespace jurat {

// One event as it will stand in the calendar: texts are escaped, days are YYYYMMDD.
struct CalendarEntry {
  std::string uid, kind;  // kindOf()
  std::string key;        // kindKey(); empty when it only stood in a calendar before
  std::string day;
  std::string summary, description, category, status;
  std::size_t sequence = 0;
  std::string stamp;      // when it last came to say something else: YYYYMMDDT000000Z
  bool deadline = false;  // the day is the last one on which to act
  bool running = false;   // a figure that moves already, or begins to the day after the first one looked at
};

// Gives the entries of one company UIDs that are in no other calendar's way and not among `used`, to which it
// adds them. What runs already has no day to stand on and is left out.
void beginEvents(const CalendarOwner& owner, std::set<std::string>& used,
                 std::vector<CalendarEntry>& entries);

// Gives the entries the UIDs that they have in `former`, of those of one kind by day, then in their order;
// the others get new ones, so that no UID is ever one's that has passed. What says something else counts on.
// What is gone is cancelled and stands behind the others; what has passed is left out as soon as no new UID
// can be like it; what lies beyond the days looked at stands as it stood.
void followEvents(const ReadCalendar& former, const CalendarOwner& owner, const Timeline& timeline,
                  std::vector<CalendarEntry>& entries);

// YYYYMMDD, and the beginning of that day as YYYYMMDDT000000Z.
std::string calendarDay(Date day);
std::string calendarStamp(Date day);

// Until when an alarm may wait, as a value of TRIGGER: of a deadline, of another event.
inline constexpr const char* kDeadlineAlarm = "-P14D";
inline constexpr const char* kOtherAlarm = "-P30D";

}  // namespace jurat
