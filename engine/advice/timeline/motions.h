// Motions: of every slot of a run, how long it stays as it is while the as-of day moves on; private to
// engine/advice.
//
// A program changes from one day to the next only where a step looks at the day: its own, or what is reckoned
// from it. Steps are gone through in order, as the machine ran them. A day too early costs a look that finds
// nothing; a step that is not understood says that it holds for its own day alone.
#pragma once
#include <functional>
#include <initializer_list>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/advice/runs/runs.h"
#include "engine/advice/timeline/bounds_over_time.h"

namespace jurat {

class Motions {
 public:
  // After Machine::start; `last` is the last day that anybody asks for.
  void start(Machine& machine, Date last, const Limits& limits);

  // INVARIANT of both: the block has run for that element since the start.
  Motion ofBlock(BlockId block, InstanceId element);
  Motion ofSlot(BlockId block, InstanceId element, std::uint32_t slot);

  Date day() const { return machine_->asOf().day; }
  // Of a comparison of the as-of day with a day that a slot holds.
  Motion againstDay(const Slot& slot, const Motion& motion, BoundsOverTime::Where where, const Flip& why);
  // Of whether the earliest that a slot can be lies before the as-of day or moment, on it or behind it.
  Motion earliestAgainstNow(const Slot& slot, const Motion& motion, bool moment, PackId pack);
  // Of something that is so between two days, both inclusive.
  Motion within(std::optional<Date> from, std::optional<Date> until, Flip begins, Flip ends) const;
  // Whether a bound that moves is another one on every day up to `until`.
  bool everyDay(BoundId bound) const { return bounds_.everyDay(bound); }
  // Of something that is the same as long as what moves is: the motion without its bounds.
  Motion settled(Motion motion) const;
  // One that cannot be told.
  Motion hop() const;
  static bool isHop(const Motion& motion) {
    return motion.why.reason == DateReason::Unknown && motion.until != kLastDate;
  }

 private:
  struct Of {
    const Frame* frame = nullptr;
    std::vector<Motion> slots;
    bool done = false;
  };
  struct Place {  // a step of a run
    const Frame& frame;
    const std::vector<Motion>& before;
    const Step& step;
    std::uint32_t index = 0;

    const Slot& slot(std::uint32_t i) const { return frame.slots[i]; }
    const Motion& motion(std::uint32_t i) const { return before[i]; }
    const Slot& result() const { return frame.slots[index]; }
    PackId pack() const { return frame.block->pack; }
  };

  using Part = std::pair<const Slot*, Motion>;

  const std::vector<Motion>& of(const Frame& frame);
  Motion whole(const Place& at);
  Motion step(const Place& at);
  Flip flip(const Place& at, DateReason reason) const;
  // Sets a bound of `out` that is `now`; false where it cannot be followed.
  bool follow(BoundId bound, const Number& now, Motion& out, BoundId Motion::*side) const;
  Bound lowOf(const Slot& slot, const Motion& motion) const;
  Bound highOf(const Slot& slot, const Motion& motion) const;
  BoundId todayBound();
  BoundId momentBound(PackId pack);
  Bound nowBound(bool moment, PackId pack);

  // motions_steps.cpp
  Motion all(const Place& at, std::initializer_list<std::uint32_t> slots);
  Motion operands(const Place& at);
  Motion atLeast(const Place& at);
  Motion select(const Place& at);
  Motion compare(const Place& at);
  Motion inForce(const Place& at);
  Motion judge(const Place& at);
  Motion addOrSubtract(const Place& at, bool scaled);
  Motion shift(const Place& at);
  Motion daysIn(const Place& at);
  Motion divide(const Place& at);
  Motion rounded(const Place& at);
  Motion workingDays(const Place& at);
  Motion convert(const Place& at);
  Motion multiply(const Place& at);
  Motion extreme(const Place& at);
  Motion moved(const Place& at, const std::function<BoundId(BoundId)>& low,
               const std::function<BoundId(BoundId)>& high, bool swapped = false);
  std::vector<Part> candidates(const Place& at);
  // Of what is one of several slots, or all of them: only when none of them moves.
  Motion either(const Place& at, const std::vector<Part>& parts);

  // motions_facts.cpp
  Motion fact(const Place& at);
  Motion factOf(InstanceId instance, FactId fact, std::uint32_t lowest, PackId pack);
  Motion openEvent(const Type& type, const Slot& slot, Motion out, PackId pack);
  Motion answered(const Answer& answer, InstanceId instance, FactId fact, std::uint32_t lowest, PackId pack);
  void limitByEvidence(const Answer& answer, const Flip& about, Motion& out) const;
  Motion range(const Answer& answer, const Slot& slot, const Fact& fact, const Flip& about, PackId pack);
  Motion definition(const Place& at);
  Motion parameterAt(const Place& at);

  // motions_lists.cpp
  Motion list(const Place& at);
  void limitByEntries(const DomainCode& domain, InstanceId from, std::size_t hop, PackId pack, Motion& out);
  Motion tableResult(const Place& at);
  Motion matchRows(const Place& at);

  Machine* machine_ = nullptr;
  Date last_;
  BoundsOverTime bounds_;
  std::unordered_map<const Frame*, Of> known_;
  BoundId today_ = 0;
  std::unordered_map<std::uint32_t, BoundId> moments_;  // by pack
  Runs runs_;
};

}  // namespace jurat
