// BoundsOverTime: bounds of values that move with the as-of day, each as what it is reckoned from, so that
// the first day on which two of them change places is found without a run for every day; private to
// engine/advice.
#pragma once
#include <functional>
#include <optional>
#include <vector>

#include "engine/advice/timeline/motion.h"
#include "engine/values/calendar.h"
#include "engine/values/date.h"
#include "engine/values/number.h"

namespace jurat {

// A bound that is open, stays, or moves.
struct Bound {
  bool open = false;
  Number at;  // on the day looked at
  BoundId moving = 0;
};

class BoundsOverTime {
 public:
  // Days from `day` to `last` are looked at; forgets what was said before.
  void start(Date day, Date last, const Limits& limits);

  BoundId today();                  // the day itself
  BoundId endOfDay(TimeZone zone);  // its last second
  // What is moved by a period: `count` months, else days, or seconds of a moment.
  struct Shift {
    bool months = false, seconds = false;
    std::int64_t count = 0;
    MonthEnd rule = MonthEnd::Clamp;
  };
  BoundId shifted(BoundId from, const Shift& by);
  BoundId plus(BoundId a, const Number& constant);
  BoundId sum(BoundId a, BoundId b);
  BoundId times(BoundId a, const Number& factor);
  BoundId wholes(BoundId a, const Number& divisor);  // divided and rounded down
  BoundId rounded(BoundId a, const Number& step, Rounding mode);
  // A day moved to a working day: so many after it (before it: `backwards`), or `rolls`: the first from it
  // on. Where the calendar ends days may be worked or not: `far`, the later of the two. It outlives this.
  struct Work {
    const WorkingCalendar* calendar = nullptr;
    bool rolls = false, backwards = false, far = false;
    std::uint32_t count = 0;
  };
  BoundId working(BoundId a, const Work& work);

  // A bound that moves as it was made out: it is `now` on the day looked at, and on every day up to `until`
  // there is one. Nothing where it does not.
  struct Followed {
    BoundId bound = 0;  // 0: it stays as it is up to `until`, and nobody knows how it goes on
    Date until = kLastDate;
  };
  std::optional<Followed> followed(BoundId bound, const Number& now) const;

  // Whether there is none on any of the days.
  bool gone(BoundId bound) const { return !at(bound, day_) && !at(bound, last_); }

  // Whether two that are reckoned alike from one bound are the same on the first day and the last, and so on
  // every day.
  bool same(BoundId a, BoundId b) const;

  // A day up to which it is as it is on the day looked at; the last one, unless that lies far ahead of what
  // moves to and fro.
  Date sameUntil(BoundId bound) const;

  // Whether it is another one on every day.
  bool everyDay(BoundId bound) const { return bound != 0 && of(bound).slope && of(bound).slope->sign() != 0; }

  // What is asked of two bounds: how they stand to each other, whether the first has reached the second, or
  // is beyond it.
  enum class Where : std::uint8_t { Any, Reached, Beyond };
  // The last day up to which that is as it is on the day looked at.
  Date apart(const Bound& a, const Bound& b, Where where = Where::Any) const;

 private:
  enum class Kind : std::uint8_t { Today, EndOfDay, Shift, Plus, Sum, Times, Wholes, Rounded, Working };
  struct Made {
    Kind kind = Kind::Today;
    BoundId a = 0, b = 0;
    Number number{};
    Shift shift{};
    Work work{};
    Rounding mode = Rounding::Down;
    TimeZone zone = TimeZone::utc();
    int direction = 1;              // 1: never falls, -1: never rises, 0: who knows
    std::optional<Number> slope{};  // by the day, where it is the same every day
  };
  BoundId add(Made made);
  const Made& of(BoundId id) const { return made_[id - 1]; }
  std::optional<Number> at(BoundId id, Date day) const;
  // The last day, from the one looked at, on which something is so that once it is not is so no more.
  Date lastWhere(const std::function<bool(Date)>& is) const;
  std::optional<Number> after(const Made& made, const Number& a, Date day) const;
  static std::optional<Number> landed(const Made& made, const Number& a);
  std::optional<int> order(const Bound& a, const Bound& b, Where where, Date day) const;

  std::vector<Made> made_;
  Date day_, last_;
  Limits limits_;
};

}  // namespace jurat
