// Any bytes as a former calendar: refused with a reason, or events that each have what the grammar asks for.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>

#include "engine/reports/advice/calendar_reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  const jurat::Result<jurat::ReadCalendar> read = jurat::readCalendar(text);
  if (!read) return 0;
  std::set<std::string> uids;
  for (const jurat::CalendarEvent& event : read->events) {
    if (event.at("UID").empty() || event.at("DTSTAMP").empty()) std::abort();
    if (!uids.insert(event.at("UID")).second) std::abort();
  }
  return 0;
}
