// Whose a calendar is, and by which UIDs it knows its events; private to engine/reports.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/advice/timeline/timeline.h"
#include "engine/reports/advice/calendar_reader.h"

namespace jurat {

// The properties of ours: the kind of an event, and, of a calendar that was begun by a name or a file before
// the legal entity identifier was known, that identifier and what its UIDs begin with.
inline constexpr const char* kCalendarKind = "X-JURAT-KIND";
inline constexpr const char* kCalendarLei = "X-JURAT-LEI";
inline constexpr const char* kCalendarOwner = "X-JURAT-OWNER";

// What a calendar goes by.
struct CalendarOwner {
  std::string digest;    // 12 hex digits: what all UIDs of the company begin with, and no other's do
  std::string identity;  // what it is the digest of; empty where the company is not called that any more
};
CalendarOwner ownerOf(const std::string& identity);

// What a company is told apart by, that which a new calendar goes by first: the legal entity identifier,
// which stays when it is renamed; its name; without one its file, relative to `directory` (absolute), and as
// it may have been typed.
std::vector<std::string> identitiesOf(const Timeline& timeline, std::string_view directory);

// By what a calendar goes that was written before; nothing when it is another company's.
std::optional<CalendarOwner> ownerIn(const ReadCalendar& calendar, const Timeline& timeline,
                                     std::string_view directory);

// What tells a change from every other but those that repeat it, and what it is called in a calendar: 24 hex
// digits. Not its day, nor who owns a waiver.
std::string kindKey(const DateChange& change);
std::string kindOf(const std::string& key);

// The UID of the only event of its kind, and of the events of calendars that told repeats apart by their
// number.
std::string numberedUid(const CalendarOwner& owner, const std::string& key, std::size_t number);
// The UID of one of several: by the day (YYYYMMDD) on which it stands when it gets the UID. `repeat` tells
// those of one day apart, from 1.
std::string datedUid(const CalendarOwner& owner, const std::string& kind, std::string_view day,
                     std::size_t repeat);
// That day; empty when the UID has none.
std::string_view dayOfUid(std::string_view uid, std::string_view kind);

}  // namespace jurat
