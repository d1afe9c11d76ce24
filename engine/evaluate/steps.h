// Steps: what each Op does to slots; for those alone that read steps one by one (the machines, here and in
// engine/batch, and engine/advice/linear). One object per run of a block.
#pragma once
#include <compare>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "engine/evaluate/machine.h"

namespace jurat {

// A bound that may be infinite.
struct Edge {
  int infinite = 0;  // -1, 0, +1
  Number at;
};

// A verdict: the bits are what is possible.
Slot verdictSlot(std::uint8_t bits);
// "amounts of EUR and USD are added"
Message currencies(Phrase phrase, std::uint32_t first, std::uint32_t second);
// Whether a comparison of two values holds that stand so.
bool holdsFor(checked::CompareOp op, std::strong_ordering order);
Slot truthSlot(std::uint8_t can, std::uint32_t cause = 0, std::uint32_t fault = 0);
// Whether nothing is left open.
bool determined(const Slot& slot, Repr repr);
// How many 64-bit words the options of a type take up; with more than one of them a slot refers to its words.
std::uint32_t wordsOf(const Type& type, const Vocabulary& vocabulary);
// Certainly the same value (both determined and equal); both of a type whose options take up so many words.
bool sameValue(const Slot& a, const Slot& b, Repr repr, std::uint32_t words);
// How many conditions are what they are, to say whether at least some number of them hold (`and`: all, `or`:
// one).
struct Tally {
  std::size_t count = 0, can_yes = 0, only_yes = 0, never_no = 0, can_error = 0, yes_or_error = 0;
  void add(std::uint8_t can) {
    ++count;
    can_yes += (can & kYes) ? 1 : 0;
    only_yes += can == kYes ? 1 : 0;
    never_no += (can & kNo) ? 0 : 1;
    can_error += (can & kError) ? 1 : 0;
    yes_or_error += (can & (kYes | kError)) ? 1 : 0;
  }
  // What `at least need of these` can be. An error shows only where it decides: too few yes without it,
  // enough with it.
  std::uint8_t atLeast(std::size_t need) const {
    std::uint8_t result = 0;
    if (can_yes >= need) result |= kYes;
    if (never_no < need) result |= kNo;
    if (can_error > 0 && only_yes < need && yes_or_error >= need) result |= kError;
    return result;
  }
};

class Steps {
 public:
  Steps(Machine& machine, const Frame& frame) : machine_(machine), frame_(frame) {}
  Slot run(const Step& step, Span where);
  // The steps that most blocks are made of, written straight to where their slot stands; false, and nothing
  // written, for any other. INVARIANT: `out` holds nothing that has to be destroyed.
  bool quick(const Step& step, Slot* out);  // quick_steps.h

  // A sum, a count or an extreme over elements whose filters and values have been found already. The last of
  // them stands for those that a list not given whole may hold besides, when `unlisted` says so; `cause` is
  // why it is not whole.
  struct Part {
    Filter filter;
    Slot value;
  };
  Slot over(const Step& step, Span where, std::vector<Part> parts, bool unlisted, std::uint32_t cause);
  // A result of a decision table whose rows have been matched in that frame.
  Slot result(const Step& step, Span where, const Frame& matched);

 private:
  bool quickAtLeast(const Step& step, Slot* out);
  bool quickSelect(const Step& step, Slot* out);
  bool quickInForce(const Step& step, Slot* out);
  const Slot& at(std::uint32_t slot) const { return frame_.slots[slot]; }
  const Slot& outer(std::uint32_t up, std::uint32_t slot) const;
  const RuleSet& rules() const { return *machine_.rules_; }
  const Type& type(const Step& step) const { return rules().types[step.type]; }
  PackId pack() const;
  std::uint32_t words(const Type& type) const;
  const std::uint64_t* bits(const std::uint64_t& field, std::uint32_t count) const;

  // reads (steps_read.cpp)
  Slot read(const Step& step);
  Slot ref(const Step& step);
  Slot recordOf(InstanceId element, EntityId wanted);
  Slot ancestorOf(InstanceId element, EntityId wanted);
  Slot readPicked(const Step& step);
  Slot readParameterAt(const Step& step);
  Slot columnPick(const Step& step);
  Slot unsettled(std::uint32_t doubt, const Type& type);
  std::uint32_t doubtful(const DoubtCode& why);
  std::vector<std::uint32_t> possibleLowest(const Slot& option, ChoiceId choice) const;
  static Slot refTo(InstanceId only);
  EntityId readEntity(const Step& step) const;
  Slot refTo(const std::vector<InstanceId>& candidates, bool maybe_none, std::uint32_t cause);
  template <typename ReadOne>
  Slot overElements(const Step& step, const Slot& ref, ReadOne read);

  // numbers (steps_number.cpp, steps_time.cpp)
  bool begin(Slot& result, std::initializer_list<const Slot*> operands);
  void setBounds(Slot& result, const Edge& low, const Edge& high);
  static void settle(Slot& result);
  Slot arithmetic(const Step& step);
  Slot compute(const Step& step);
  Slot negate(const Slot& a);
  Slot addOrSubtract(const Step& step, const Slot& a, const Slot& b);
  Slot multiply(const Slot& a, const Slot& b);
  Slot divide(const Slot& a, const Slot& b);
  Slot extreme(const Step& step);
  Slot extremeOf(const std::vector<const Slot*>& parts, bool highest);
  Slot rounded(const Step& step);
  Slot convert(const Step& step);
  Slot currencyOf(const Step& step);
  Slot shift(const Step& step);
  std::optional<Number> moved(const Step& step, const Number& from, const Number& by, bool months,
                              MonthEnd rule) const;
  Slot workingDays(const Step& step);
  Slot daysBetween(const Step& step);
  Slot daysIn(const Step& step);
  std::uint32_t tooLarge();

  // conditions (steps_truth.cpp, steps_sets.cpp)
  Slot compare(const Step& step);
  std::uint8_t compareOrdered(const Step& step, const Slot& a, const Slot& b, std::uint32_t& cause);
  std::uint8_t equality(const Step& step, const Slot& a, const Slot& b) const;
  Slot given(const Step& step);
  Slot atLeast(const Step& step);
  Slot countTrue(const Step& step);
  Slot holds(const Step& step);
  Slot whereGiven(const Step& step);
  Slot inForce(const Step& step);
  Slot inOptions(const Step& step);
  Slot includes(const Step& step);
  Slot includesSet(const Step& step);
  Slot setEmpty(const Step& step);
  Slot setCombine(const Step& step);
  Slot containsText(const Step& step);
  Slot strictTruth(std::initializer_list<const Slot*> operands, std::uint8_t possible);

  // lists (steps_list.cpp)
  struct Walk {
    Activation& activation;
    std::uint64_t kept;  // where a slot finds it again
    // What the lists may hold besides those they name; nothing when they are given whole.
    Filter unlisted{0, 0, 0};
    const Frame* unlisted_body = nullptr;
    InstanceId above{kNoId};  // the element whose lists they are, when that is certain
    std::uint32_t cause = 0;  // of lists not given whole, and of what they belong to
    bool base_error = false;
    std::uint32_t fault = 0;
  };
  Walk walk(const DomainCode& domain);
  void follow(const DomainCode& domain, InstanceId from, std::size_t hop, Walk& walk);
  Slot list(const Step& step);
  Slot fold(const Step& step, const Walk& walk);
  Visit visit(const DomainCode& domain, InstanceId element, Filter& filter);
  Slot partOf(const Step& step, const Filter& filter, const Frame* frame);
  Slot quantifier(const Step& step, const Walk& walk);
  struct Sum {
    Slot total, failed;
    bool first = true;
    bool certain = false;  // an amount is in it that no filter can leave out
  };
  void addPart(const Step& step, Slot part, const Filter& filter, Sum& sum);
  Slot sum(const Step& step, const Walk& walk);
  Slot extremeOver(const Step& step, const Walk& walk);
  Slot count(const Walk& walk);
  Slot seriesEnd(const Step& step);
  Slot previous(const Step& step);

  // levels and verdicts (steps_select.cpp)
  // The cases of a level whose conditions hold or may hold.
  struct Candidates {
    std::vector<const SelectCase*> certain, open;
    bool general = true;  // perhaps none of them holds
    Slot errors;          // of conditions
    std::uint32_t cause = 0;
  };
  Slot select(const Step& step);
  Slot failed(const Step& step, std::uint32_t why);
  Slot conflict(const Step& step, const SelectCase& one, const SelectCase& other);
  bool sortCases(const Step& step, const SelectCode& code, Candidates& out);
  bool joinCertain(const Step& step, const Candidates& candidates, Slot& result);
  Slot judge(const Step& step);
  std::uint8_t inTime(const Slot& done, const Slot* due, bool until_day_ends) const;
  std::uint8_t dueBits(const Slot& due, bool moment) const;
  Slot justBefore(const Step& step);

  // decision tables (steps_table.cpp)
  Slot matchRows(const Step& step);
  Slot result(const Step& step);
  Slot result(const Step& step, const Frame& frame);
  Reach reachOf(const ColumnCode& column, std::uint32_t& cause);
  Reach orderedReach(const ColumnCode& column, const Slot& slot, std::uint32_t& cause);
  // Two rows, by their indexes, of which only one may be hit.
  struct Clash {
    std::uint32_t one = 0, other = 0;
    bool certain = false;
  };
  std::optional<Clash> clash(const Step& step, const Matched& match, const Frame& frame);
  std::optional<Clash> perhapsClash(const Matched& match, const std::vector<std::uint32_t>& rows,
                                    const std::function<bool(std::uint32_t, std::uint32_t)>& disagree);
  const Slot& resultOf(const Step& step, const TableCode& table, const Frame& frame, std::uint32_t row) const;
  std::uint32_t faultOf(const TableCode& table, const Frame& frame, std::uint32_t row) const;
  std::uint32_t conflictOf(const TableCode& table, const Clash& two);
  Slot collect(const Step& step, const Matched& match, const Frame& frame);

  // Possibilities of either, for candidates.
  Slot join(const Slot& a, const Slot& b, Repr repr, const Type* type);
  std::uint32_t fault(Message message, Span second = {});

  Machine& machine_;
  const Frame& frame_;
  Span where_{};
};

// Reads for every candidate of a ref and joins the results; no element at all is an error.
template <typename ReadOne>
Slot Steps::overElements(const Step& step, const Slot& from, ReadOne read) {
  if (from.exactlyOne()) return read(InstanceId{static_cast<std::uint32_t>(from.may)});
  Slot result;
  const Type* of = step.repr == Repr::Ref ? nullptr : &rules().types[step.type];
  if (from.could(kError)) result = truthSlot(kError, 0, from.fault);
  if (from.could(kNone)) {
    result = join(result, truthSlot(kError, 0, fault(Phrase::NoSuchElement)), step.repr, of);
  }
  if (from.flags & kUnsettled) {
    // Any element of its entity: nothing is known of it, as of one that no list names.
    const EntityId entity = readEntity(step);
    Slot any = entity == EntityId{kNoId} ? from : read(machine_.phantom(entity, InstanceId{kNoId}));
    result = join(result, any, step.repr, of);
  } else {
    for (const InstanceId element : machine_.elements(from))
      result = join(result, read(element), step.repr, of);
  }
  result.cause = machine_.causes_.join(result.cause, from.cause);
  if (determined(result, step.repr)) result.cause = 0;
  return result;
}

}  // namespace jurat
