#include "engine/values/calendar.h"

#include <algorithm>
#include <utility>

namespace jurat {

WorkingCalendar::WorkingCalendar(Date first, Date last, std::vector<Date> working)
    : first_(first), last_(last), working_(std::move(working)) {}

Landing WorkingCalendar::after(Date from, std::int64_t count) const {
  Landing out;
  const auto next = std::upper_bound(working_.begin(), working_.end(), from);
  const std::int64_t inside = working_.end() - next;
  if (count <= inside) out.farthest = *(next + (count - 1));
  // Days before the calendar, then its own, then those behind it.
  const std::int64_t ahead = std::max<std::int64_t>(0, std::int64_t{first_.days} - 1 - from.days);
  if (count <= ahead) {
    out.nearest = plusDays(from, count);
  } else if (count - ahead <= inside) {
    out.nearest = *(next + (count - ahead - 1));
  } else {
    out.nearest = plusDays(std::max(from, last_), count - ahead - inside);
  }
  return out;
}

Landing WorkingCalendar::before(Date from, std::int64_t count) const {
  Landing out;
  const auto end = std::lower_bound(working_.begin(), working_.end(), from);
  const std::int64_t inside = end - working_.begin();
  if (count <= inside) out.farthest = *(end - count);
  const std::int64_t ahead = std::max<std::int64_t>(0, std::int64_t{from.days} - 1 - last_.days);
  if (count <= ahead) {
    out.nearest = plusDays(from, -count);
  } else if (count - ahead <= inside) {
    out.nearest = *(end - (count - ahead));
  } else {
    out.nearest = plusDays(std::min(from, first_), -(count - ahead - inside));
  }
  return out;
}

Landing WorkingCalendar::onOrAfter(Date day) const {
  // Nothing lies before the first day there is, so it needs no day before it.
  const std::optional<Date> eve = plusDays(day, -1);
  return eve ? after(*eve, 1) : Landing{day, day};
}

}  // namespace jurat
