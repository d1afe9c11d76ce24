// Trace: of a run with one value of a fact, how far the fact can move before the run takes another way, and
// how the bounds of its values move till then; private to engine/advice.
//
// Steps are gone through as the machine ran them, each with the courses of its operands. Wherever the order
// of two bounds decides something, the value of the fact at which they meet is noted: between the nearest of
// these on either side every step says the same. One too many costs a look that finds nothing.
#pragma once
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/advice/range/course.h"
#include "engine/advice/range/range.h"
#include "engine/advice/runs/runs.h"
#include "engine/evaluate/machine.h"

namespace jurat {

class Trace {
 public:
  static inline const Number kNear = Number::scaled(1, -12);
  // Which values the fact can have.
  enum class Values : std::uint8_t {
    Any,
    Whole,  // whole numbers
    Each,   // few enough of these to look at each of them where nothing better is known
  };
  // After Machine::start and every answer; `here` is the value of the fact in the profile. Meetings are
  // looked for within the range of the options, whose limits bound the arithmetic.
  void run(Machine& machine, const RangeOptions& options, const Number& here, Values values);

  // A value of the fact at which something may change, and the step that says so.
  struct Meeting {
    Number at;
    std::uint32_t step = kNoId;  // into RuleSet::steps; kNoId: an answer that rests on the fact
    BlockId block{kNoId};
    bool tried = false;  // it is the next value, for want of knowing better
    bool near = false;   // what is no fraction lies beside it, kNear away at the most
  };
  bool here() const { return here_; }  // something changes at the value itself
  const std::optional<Number>& below() const { return below_; }
  const std::optional<Number>& above() const { return above_; }
  // Those at below(), here() and above().
  std::vector<Meeting> nearest() const;
  // Steps that decide by a bound whose course is not known.
  const std::set<std::uint32_t>& unclear() const { return unclear_; }

  // Of a slot of a run; a slot of what never ran does not move.
  Courses ofSlot(BlockId block, InstanceId element, std::uint32_t slot);
  // Notes where the bound of a slot meets a number.
  void meet(const Course& course, const Number& at, BlockId block, std::uint32_t slot);

 private:
  struct Of {
    std::vector<Courses> slots;
    bool begun = false;
  };
  struct Place {  // a step of a run
    const Frame& frame;
    const std::vector<Courses>& before;
    const Step& step;
    std::uint32_t index = 0;

    const Slot& slot(std::uint32_t i) const { return frame.slots[i]; }
    const Courses& courses(std::uint32_t i) const { return before[i]; }
    const Slot& result() const { return frame.slots[index]; }
  };
  using Part = std::pair<const Slot*, Courses>;

  const std::vector<Courses>& of(const Frame& frame);
  Courses whole(const Place& at);
  Courses step(const Place& at);
  Courses curve(const Place& at, std::uint64_t low, std::uint64_t high);
  Courses bend(const Place& at, const std::vector<Course>& from = {});
  BlockId blockOf(const Place& at) const { return jurat::blockOf(machine_->rules(), at.frame); }
  bool anyMoves(const Place& at, std::initializer_list<std::uint32_t> slots) const;
  static Course fixed(const Number& at);
  Curve curveOf(const Course& course);
  Course along(Curve curve, const Number& now);
  std::uint64_t formulaOf(const Course& course);
  std::uint64_t formulaOf(const Place& at, std::initializer_list<const Course*> parts);
  static Course lowOf(const Slot& slot, const Courses& courses);
  static Course highOf(const Slot& slot, const Courses& courses);
  static std::vector<Course> endsOf(const Slot& slot, const Courses& courses);
  Number plus(const Number& a, const Number& b);
  Number minus(const Number& a, const Number& b);
  Number times(const Number& a, const Number& b);
  Number over(const Number& a, const Number& b);
  void meet(const Course& a, const Course& b, const Place& at);
  bool meetCurves(const Curve& a, const Curve& b, std::uint32_t step, BlockId block);
  void meetStepped(const Course& stepped, const Number& at, const Place& place);
  void meetBoth(const Course& stepped, const Course& line, const Place& at);
  void note(const Meeting& meeting);
  void note(const Number& at, std::uint32_t step, BlockId block, bool tried = false) {
    note(Meeting{.at = at, .step = step, .block = block, .tried = tried});
  }
  void stay(const Place& at);
  void noteAnswers();

  // trace_steps.cpp
  Courses compare(const Place& at);
  Courses inForce(const Place& at);
  Courses judge(const Place& at);
  Courses negate(const Place& at);
  Courses addOrSubtract(const Place& at);
  Courses multiply(const Place& at);
  Courses divide(const Place& at);
  Courses rounded(const Place& at);
  Courses convert(const Place& at);
  Courses shift(const Place& at);
  Courses daysIn(const Place& at);
  Courses justBefore(const Place& at);
  Course sum(const Course& a, const Course& b, bool minus);
  Course scaled(const Course& a, const Number& factor);
  Course shiftedByMonths(const Course& from, const Number& landed, std::int64_t months, const Place& at);
  // Of a value that is one of several, or lies between them.
  Courses hull(const Place& at, const std::vector<Part>& parts);
  Courses among(const Place& at, const std::vector<Course>& ends);
  static Course pick(const std::vector<Course>& ends, bool open, const Number& now);

  // trace_products.cpp
  Courses product(const Place& at, const std::vector<Course>& ones, const std::vector<Course>& others,
                  bool exact);
  Courses unknownProduct(const Place& at, const std::vector<Course>& ones, const std::vector<Course>& others,
                         bool exact);
  Courses quotient(const Place& at, const std::vector<Course>& tops, const std::vector<Course>& bottoms);
  Course times(const Course& a, const Course& b);
  Course over(const Course& a, const Course& b);
  void meetStraddling(const Place& at, const std::vector<Course>& ones, const std::vector<Course>& others);
  std::optional<Courses> picked(const Place& at, const std::vector<Course>& ends);

  // trace_reads.cpp
  Courses outer(const Place& at);
  Courses oneOf(const Place& at);
  Courses fact(const Place& at);
  Courses factOf(InstanceId instance, FactId fact, std::uint32_t lowest, const Slot& slot) const;
  Courses definition(const Place& at);
  Courses parameterAt(const Place& at);
  Courses list(const Place& at);
  Courses sumOver(const Place& at);
  Courses matchRows(const Place& at);
  Courses tableResult(const Place& at);

  Machine* machine_ = nullptr;
  RangedFact fact_;
  Number at_, from_, until_;
  Values values_ = Values::Any;
  bool here_ = false, overflow_ = false;
  Limits limits_;
  std::optional<Number> below_, above_;
  std::vector<Meeting> meetings_;
  std::set<std::uint32_t> unclear_;
  std::unordered_map<const Frame*, Of> known_;
  Runs runs_;
};

}  // namespace jurat
