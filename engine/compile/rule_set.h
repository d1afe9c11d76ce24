// RuleSet: the program as blocks of straight-line steps; immutable, shared by any number of machines and
// threads.
//
// A block is a run of steps without jumps: step i writes slot i of its frame, operands are earlier slots.
// Every definition, amount and parameter is a block per option; a rule is three (dates, application, duty);
// the filter and the body of a quantifier are blocks of their own, run once an element in a frame whose
// parent is the frame that asked. A block runs when its value is first asked for, so what no live rule reads
// costs nothing.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/check/program.h"
#include "engine/compile/table_code.h"

namespace jurat {

enum class BlockId : std::uint32_t {};

// How a value is held in a slot.
enum class Repr : std::uint8_t { Truth, Ordered, Option, Set, Text, Ref, Evidence, Currency, Verdict };
Repr reprOf(const Type& type);

enum class Op : std::uint8_t {
  Constant,  // a: constants
  AsOfDay,
  AsOfMoment,
  Element,         // a: frames upwards; the element that frame runs for
  Outer,           // a: frames upwards, b: slot there
  Ancestor,        // a: ref, b: entity
  Record,          // a: ref, b: entity of the record
  SeriesFirst,     // a: domains
  SeriesLast,      // a: domains
  Previous,        // a: ref
  Fact,            // a: ref, b: fact, c: index of the lowest option
  FactPick,        // a: ref, b: fact, c: option slot
  Definition,      // a: ref or kNoId, b: block
  DefinitionPick,  // a: ref or kNoId, b: first block, c: option slot; blocks of one declaration are
                   // consecutive
  ParameterAt,     // a: date, b: picks; also a column of a table whose rows carry dates
  ColumnPick,  // a: option, b: first constant; constants of one column are consecutive; count: 1 + doubt when
               // some rows are not confirmed, which are then told by one constant a row behind the cells
  Holds,       // a: practice or truth, b: fact or kNoId, c: ref to its owner
  Negate,
  Add,
  Subtract,
  Multiply,
  Divide,
  DatePlus,  // a: date or moment, b: period; flags: month end mode
  DateMinus,
  WorkingDays,  // a: date or moment, b: declaration of the calendar, c: how many; flags: kFromMoment,
                // kBackwards, or kRolls: on to a working day, none stays none
  DaysBetween,
  DaysIn,
  Convert,  // a: money, b: date, c: rate tables; extra: currency
  CurrencyOf,
  Highest,  // operands [a, a + count)
  Lowest,
  Rounded,  // a: value, b: constants (step); flags: mode
  SetPlus,
  SetWithout,
  SumOver,  // a: domains
  HighestOver,
  LowestOver,
  CountOf,
  CountTrue,  // operands [a, a + count): how many hold
  AnyHas,
  EveryHas,
  DomainEmpty,
  Compare,  // a, b; flags: CompareOp
  IsGiven,
  IsKnown,
  Given,  // a: value; the same without `none`, which makes no difference where this is read
  SetEmpty,
  InOptions,     // a: option, b: masks
  IncludesAny,   // a: set, b: masks
  IncludesAll,   // a: set, b: masks (one a member)
  IncludesSet,   // a, b: sets; of b each member, or one under it
  ContainsText,  // a: text, b: constants
  Not,
  AtLeast,         // operands [a, a + count), b: how many; `and` is all, `or` is one
  Select,          // a: selects
  AsOfWithin,      // a, b: days (int32 as bits), both inclusive
  Doubt,           // a: doubts; yes or no, because a source is not confirmed
  Unsettled,       // any value of its type, because of doubt a
  InForce,         // a: from or kNoId, b: until or kNoId
  JudgeCondition,  // a: met, b: due or kNoId; flags: kDueMoment
  JudgeEvent,      // a: event, b: due or kNoId; flags likewise, and kDoneMoment
  JustBefore,      // a: day or moment; the day, or second, before it; none stays none; flags: kDueMoment
  Excepted,        // a permission
  MatchRows,       // a: tables; which rows are hit, and which may be: kept by the machine
  Result,          // a: tables, b: output, c: block that matches the rows for the element of this frame
};

// Whether it runs over elements of lists: a is one of RuleSet::domains.
bool runsOverDomain(Op op);

// Flags of DatePlus, DateMinus and DaysBetween.
inline constexpr std::uint8_t kMonthEnds = 3;   // the pack's MonthEnd
inline constexpr std::uint8_t kFromMoment = 4;  // what is moved is a moment, though the result may be a day

// Flags of WorkingDays, besides kFromMoment.
inline constexpr std::uint8_t kBackwards = 8;
inline constexpr std::uint8_t kRolls = 16;

// Flags of the Judge steps.
inline constexpr std::uint8_t kDueMoment = 1;   // the deadline is a moment, not a day
inline constexpr std::uint8_t kDoneMoment = 2;  // done at a moment, due on a day: until that day ends

struct Step {
  Op op = Op::Constant;
  Repr repr = Repr::Truth;  // of the result
  std::uint8_t flags = 0;
  Repr operand = Repr::Truth;  // of the operands, where the op works on several kinds
  std::uint32_t count = 0;
  std::uint32_t a = kNoId, b = kNoId, c = kNoId;
  std::uint32_t type = 0;  // index into RuleSet::types: of the result, or the operands of a comparison
  friend bool operator==(const Step&, const Step&) = default;
};

// A body run for each element of lists; see Domain in engine/check/program.h.
struct DomainCode {
  std::uint32_t base = kNoId;  // slot of the ref the path starts at
  std::vector<EntityId> path;
  BlockId where{kNoId};  // may be kNoId
  BlockId body{kNoId};   // may be kNoId (count, first, last)
  const checked::Domain* source = nullptr;
};

// The candidates of one slot of a declaration at one level.
struct SelectCase {
  std::uint32_t condition = 0;
  std::uint32_t value = 0;
  const checked::Branch* branch = nullptr;
  std::vector<const checked::Branch*>
      within{};  // exceptions around it that say nothing of the slot themselves
  std::vector<const checked::Branch*>
      exclusive{};  // branches of other cases that cannot hold together with it

  bool excludes(const checked::Branch* other) const;
  bool sameAs(const SelectCase& other) const {
    return condition == other.condition && value == other.value && branch == other.branch;
  }
};
struct SelectCode {
  std::uint32_t general = kNoId;  // kNoId: nothing defines it unless an exception does
  std::vector<SelectCase> cases;
  Span span;  // of the level, for conflicts

  bool sameAs(const SelectCode& other) const;
};

// The versions of a parameter for `X at D`, each with its block.
struct PickVersion {
  Date from = kFirstDate, until = kLastDate;
  BlockId block{kNoId};
};

struct DoubtCode {
  checked::DeclarationId declaration{kNoId};
  std::string name;  // of the exception, or ""
  Span span;
  std::uint32_t row = 0;  // of a decision table, counted from 1
  friend bool operator==(const DoubtCode&, const DoubtCode&) = default;
};

struct NoteCode {
  const checked::Note* source = nullptr;
  std::uint32_t when = kNoId;  // slot
};

struct BlockCode {
  EntityId subject{kNoId};             // whose elements it runs for; kNoId: runs once
  std::uint32_t first = 0, count = 0;  // steps
  std::uint32_t result = 0;            // slot of the value
  bool nested = false;                 // a filter or body: run in its asker's frame, never remembered
  checked::DeclarationId declaration{kNoId};
  PackId pack{kNoId};
  std::uint32_t option = kNoId;  // index of the option, of `per` declarations
  // Cold: which slot holds which expression, sorted by address; for explanations.
  std::vector<std::pair<const checked::Expr*, std::uint32_t>> slots;
  // Likewise whether an exception decides at its level: its condition, and none that overrides it.
  std::vector<std::pair<const checked::Branch*, std::uint32_t>> exceptions{};
  // Likewise of what a quantifier over options wrote out, one entry an option; for coverage.
  std::vector<std::pair<const checked::Expr*, std::uint32_t>> rounds{};
  std::vector<NoteCode> notes{};  // of definitions
};

struct ExposureCode {
  const checked::Exposure* source = nullptr;
  std::uint32_t active = 0;      // slot: truth
  std::uint32_t when = kNoId;    // slot: its own `when`, for the report
  std::uint32_t from = kNoId;    // slot: date
  std::uint32_t amount = kNoId;  // index into RuleSet::amounts
};
struct ExceptionCode {  // effective condition of a branch, to name what excepted
  const checked::Branch* branch = nullptr;
  std::uint32_t condition = 0;
};

// One version of a rule for one option.
struct RuleVersion {
  std::optional<Date> from, until;
  const checked::Version* source = nullptr;
  BlockId dates{kNoId};                                 // result: in force
  std::uint32_t from_slot = kNoId, until_slot = kNoId;  // in `dates`
  BlockId applies{kNoId};                               // result: applies
  BlockId duty{kNoId};                                  // result: verdict
  std::uint32_t due = kNoId;                            // slot in `duty`
  std::vector<ExposureCode> exposures{};
  std::vector<NoteCode> notes{};
  std::vector<ExceptionCode> exceptions{};
};
struct RuleCode {
  checked::DeclarationId declaration{kNoId};
  std::uint32_t option = kNoId;
  std::vector<RuleVersion> versions{};  // sorted by from
};

// One labelled bound of an amount; slots in its block, kNoId where the law sets no such bound.
struct BoundCode {
  std::string label;
  std::uint32_t at_least = kNoId, at_most = kNoId;
};
struct AmountVersion {
  std::optional<Date> from, until;
  const checked::Version* source = nullptr;
  BlockId dates{kNoId};     // may be kNoId: always in force
  BlockId eligible{kNoId};  // of benefits; may be kNoId: everybody is
  std::uint32_t from_slot = kNoId, until_slot = kNoId;
  BlockId block{kNoId};
  std::vector<BoundCode> bounds{};
  std::vector<NoteCode> notes{};
  std::vector<ExceptionCode> exceptions{};
};
struct AmountCode {
  checked::DeclarationId declaration{kNoId};
  std::uint32_t option = kNoId;
  std::vector<AmountVersion> versions{};
};

struct RuleSet {
  std::shared_ptr<const checked::Program> program;
  std::vector<Step> steps;
  std::vector<Span> where;  // of steps[i]: cold data apart from hot
  std::vector<std::uint32_t> operands;
  std::vector<Type> types;
  std::vector<std::pair<Value, Type>> constants;
  std::vector<std::vector<std::vector<std::uint64_t>>> masks;  // option bit sets
  std::vector<DomainCode> domains;
  std::vector<SelectCode> selects;
  std::vector<DoubtCode> doubts;
  std::vector<std::vector<PickVersion>> picks;
  Table<BlockId, BlockCode> blocks;
  std::vector<RuleCode> rules;  // in the order of declarations, options in order
  std::vector<AmountCode> amounts;
  std::vector<AmountCode> benefits;
  std::vector<TableCode> tables;
  std::vector<std::pair<PackId, BlockId>> called_for;  // packs with a `called for when`
  // First block of a definition, parameter or decision table; those of further options or results follow.
  // Indexed by declaration, kNoId for others.
  std::vector<std::uint32_t> first_block;
  std::vector<std::uint32_t> first_amount;

  const Vocabulary& vocabulary() const { return program->vocabulary; }
};

// Cannot fail: check() saw to it. Deterministic: equal programs give equal rule sets.
std::shared_ptr<const RuleSet> compile(std::shared_ptr<const checked::Program> program);

}  // namespace jurat
