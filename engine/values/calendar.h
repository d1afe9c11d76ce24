// WorkingCalendar: which days of some years are worked, and where counting working days may lead.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/values/date.h"

namespace jurat {

// Where a count of working days ends. Nobody knows which days outside the calendar are worked: `nearest` is
// the day if all of them are, `farthest` the day if none is. The two agree where the count stays inside.
// `nearest` is empty when it leaves the years 1 to 9999, `farthest` when it cannot be told where the count
// ends.
struct Landing {
  std::optional<Date> nearest, farthest;
};

class WorkingCalendar {
 public:
  WorkingCalendar() = default;
  // `working`: sorted, without repeats, all of them from `first` to `last`.
  WorkingCalendar(Date first, Date last, std::vector<Date> working);

  Date first() const { return first_; }
  Date last() const { return last_; }
  const std::vector<Date>& working() const { return working_; }

  // The working day number `count` after or before `from`, which is not counted itself. `count` is at
  // least 1.
  Landing after(Date from, std::int64_t count) const;
  Landing before(Date from, std::int64_t count) const;
  // `day` itself where it is worked, else the next working day.
  Landing onOrAfter(Date day) const;

 private:
  Date first_ = kLastDate, last_ = kFirstDate;  // of a calendar without days
  std::vector<Date> working_;
};

}  // namespace jurat
