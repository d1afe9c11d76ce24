// The checked program: every name resolved, every expression typed; what the compiler and the reference
// evaluator read. Const once check() has built it; owns its nodes, the syntax tree may die (tests keep
// theirs).
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/pool.h"
#include "engine/check/tables.h"
#include "engine/check/vocabulary.h"
#include "engine/values/calendar.h"

namespace jurat::ast {
struct Declaration;
struct File;
}  // namespace jurat::ast

namespace jurat::checked {

enum class CompareOp : std::uint8_t { Less, LessEqual, Equal, GreaterEqual, Greater };

// What an expression does. "ref" is an element of an entity: the subject, what a quantifier runs over,
// a `ref ENTITY` fact, `last financial_years`. Arguments stand in Expr::args in the order given here.
enum class ExprKind : std::uint8_t {
  Constant,  // value; of a currency its code as a text, of a practice an index into kPracticeStates
  AsOf,      // the as-of day, or with type Moment the as-of moment
  // refs
  Variable,    // ref: variable number `variable`; 0 is the declaration's subject
  Ancestor,    // (ref): the containing element of entity `entity`
  Record,      // (ref): the `as one` record of entity `entity`
  FirstOf,     // domain: first element of a series; none when empty
  LastOf,      // domain: last element
  PreviousOf,  // (ref): the element before it in its series; none for the first
  // reads
  Fact,            // (ref [, option]): fact `fact`; option only for `per` facts
  Definition,      // (ref [, option]): definition `declaration` of that element, or output `column` of the
                   // decision table `declaration`
  Parameter,       // ([option]) : parameter `declaration` on the as-of day
  ParameterAt,     // (date [, option])
  ColumnAt,        // (date, option): column `column` of data table `declaration` on that day
  Column,          // (option): column `column` of data table `declaration`
  OptionVariable,  // the option that variable `variable` stands for (`per`, or a quantifier over a choice)
  Holds,           // (x): a practice, or what may be `none`, as a condition
  // arithmetic; types say which (money, days ...)
  Negate,     // (a)
  Add,        // (a, b)          numbers, money, periods of one class
  Subtract,   // (a, b)
  Multiply,   // (a, b)          also `a of b`
  Divide,     // (a, b)
  DatePlus,   // (date or moment, period); `type` says what it gives: a moment plus days, written out, is a
              // Date, plus hours (or a period that only facts or tables say) a Moment
  DateMinus,  // (date or moment, period)
  WorkingDaysPlus,   // (date or moment): `count` working days of calendar `declaration` after it, as a date
  WorkingDaysMinus,  // (date or moment): before it
  DaysBetween,       // (date a, date b): a - b as a period in days; of two moments in seconds
  DaysIn,            // (period): its days as an integer; `days_in`
  Convert,           // (money, date): into currency type.id by rates `declaration`
  CurrencyOf,        // (money)
  Highest,           // limbs; higher of, later of: passes over none
  Lowest,            // limbs; lower of, earlier of
  SumOver,           // (body) over domain
  HighestOver,       // (body) over domain; none when empty
  LowestOver,        // (body) over domain; none when empty
  CountOf,           // domain
  Rounded,           // (a, constant step), `rounding`
  SetPlus,           // (set, set or option)
  SetWithout,        // (set, set or option)
  // conditions (type yes_no)
  Compare,       // (a, b), `op`; Equal also for text, options, sets, refs, currencies, yes_no
  IsGiven,       // (x)
  IsKnown,       // (x)
  IsEmpty,       // (set) or, with no argument, domain
  OptionIs,      // (choice): the option `option` or one under it
  InOptions,     // (choice): one of `options`, or under one
  InValues,      // (a, v1, v2 ...): equals one
  IncludesAny,   // (set): any of `options` (or under one); also for `includes x`
  IncludesAll,   // (set)
  IncludesNone,  // (set)
  IncludesSet,   // (set, set): every member of the second, or one under it, is in the first
  ContainsText,  // (text, constant text)
  AnyHas,        // (body) over domain
  EveryHas,      // (body) over domain
  NoHas,         // (body) over domain
  Not,           // (a)
  And,           // args
  Or,            // args
  AllOf,         // limbs
  AnyOf,         // limbs
  NoneOf,        // limbs
  AtLeastOf,     // limbs, `count`
  ExactlyOf,     // limbs, `count`
};

struct Expr;

struct Limb {
  std::string label;  // the paragraph's own, may be empty
  const Expr* value = nullptr;
};

// What a quantifier or aggregate runs over: lists followed from `base` and flattened, or options of a choice.
struct Domain {
  const Expr* base = nullptr;          // ref the path starts at; null for a choice
  std::vector<EntityId> path;          // contained lists in turn; the last is the element's entity
  ChoiceId choice{kNoId};              // over the options of a choice
  std::vector<std::uint32_t> options;  // the lowest options it runs over, by index in the choice
  const Expr* where = nullptr;         // may be null; reads `variable`
  std::uint32_t variable = 0;          // stands for the element (or option) in `where` and in the body
  Span span;
  bool overChoice() const { return base == nullptr; }
};

struct Expr {
  ExprKind kind = ExprKind::Constant;
  CompareOp op = CompareOp::Equal;
  Rounding rounding = Rounding::HalfAwayFromZero;
  bool as_percent_of = false;  // Multiply written `a of b`
  Type type;
  Span span;
  std::vector<const Expr*> args;
  std::vector<Limb> limbs;
  std::unique_ptr<const Domain> domain;
  Value value;  // Constant; type.kind None: NoneValue
  std::uint32_t variable = 0;
  EntityId entity{kNoId};
  FactId fact{kNoId};
  DeclarationId declaration{kNoId};
  std::uint32_t column = 0;
  std::uint32_t option = 0;            // OptionIs
  std::vector<std::uint32_t> options;  // InOptions, Includes*
  std::uint32_t count = 0;
  DeclarationId rolls_in{kNoId};  // a counted deadline: its day moves on to a working day of this calendar
  // A condition beside it says that it is given: where it is `none`, what is read here decides nothing. So
  // `none` is not among what it can be, and no error comes of it.
  bool guarded = false;
};

enum class Severity : std::uint8_t { Low, Medium, High, Critical };
enum class Strength : std::uint8_t { Must, Should, Voluntary, Aspirational };
enum class Status : std::uint8_t {
  InForce,
  Adopted,
  Proposal,
  Deferred,
  Superseded,
  Repealed,
  Lapsed,
  Voluntary,
  Reported,
};

using StatusByDay = std::vector<std::pair<std::optional<Date>, Status>>;  // by day, first undated

struct Note {
  Texts text;
  const Expr* when = nullptr;  // may be null
};

struct Exposure {
  EntityId party{kNoId};   // an entity that contains the subject, or the subject itself
  std::string party_text;  // or a text: "persons directly responsible"
  DeclarationId amount{kNoId};
  const Expr* option = nullptr;  // of an amount `per` a choice: Constant or OptionVariable
  bool once = false;
  const Expr* when = nullptr;  // may be null
  const Expr* from = nullptr;  // may be null
  Span span;
};

enum class DutyKind : std::uint8_t { None, Requires, Forbids, DoneOn, Permits };

struct Bound {
  std::string label;
  const Expr* at_least = nullptr;  // any of the three may be null
  const Expr* at_most = nullptr;
  const Expr* equals = nullptr;
};

// One level of a declaration: the general case, or an exception with what it restates. A slot that is null,
// None or empty is not restated. INVARIANT: `overrides` name siblings and are free of cycles.
struct Branch {
  std::string name;  // exceptions
  Span span, name_span;
  std::optional<Date> from, until;  // exceptions with dates of their own, inclusive
  Span from_span, until_span;
  const Expr* when = nullptr;            // exceptions; null: always
  std::vector<std::uint32_t> overrides;  // indexes of sibling exceptions it switches off
  DutyKind duty = DutyKind::None;
  const Expr* duty_expr = nullptr;  // null for Permits
  const Expr* equals = nullptr;
  const Expr* at_least = nullptr;
  const Expr* at_most = nullptr;
  std::vector<Bound> alternatives;
  const Expr* due = nullptr;
  bool due_before = false;
  std::vector<Exposure> exposes;
  std::vector<Citation> cites;
  std::vector<Note> notes;
  Confidence confidence;
  std::vector<Branch> exceptions;
};

// The deadline that tells whether a norm is due by the day or by the second: the first of its levels that is
// not `none`, `none` when there is no other, null when it has no deadline.
const Expr* deadlineOf(const Branch& branch);

// What holds between two days; clauses outside every version are part of each. A declaration without
// versions has one that is open on both sides. INVARIANT: sorted by from, without overlap.
struct Version {
  std::optional<Date> from, until;       // inclusive
  Span from_span, until_span;            // as written; nowhere when it follows from the next version
  const Expr* effective_from = nullptr;  // type date (or none); own, else the innermost section's
  const Expr* effective_until = nullptr;
  std::vector<const Expr*> applies_when;  // joined by and; pack's and sections' first
  const Expr* eligible_when = nullptr;
  Branch general;
};

enum class DeclarationKind : std::uint8_t {
  Parameter,
  DataTable,
  DecisionTable,
  Rates,
  Calendar,
  Define,
  Amount,
  Benefit,
  Rule,
  Statement
};

struct Declaration {
  DeclarationKind kind = DeclarationKind::Define;
  std::string name;
  PackId pack{};
  EntityId subject{kNoId};  // Define, DecisionTable, Amount, Benefit, Rule
  ChoiceId per{kNoId};      // one for each lowest option; read as variable 1
  bool control = false;     // a rule made by `controls`: its subject is keyed by the option
  Type type;
  Texts title;
  Span span, name_span;
  std::vector<Version> versions;
  Severity severity = Severity::Medium;
  Strength strength = Strength::Must;
  bool waivable = true;
  Texts remedy;
  std::vector<const Expr*> evidence;  // facts of type evidence
  std::vector<Column> columns;        // DataTable; `per` is its choice
  std::vector<DataRow> rows;          // DataTable
  DecisionTable decision;             // DecisionTable; versions hold its citations and confidence
  std::uint32_t rates = 0;            // Rates: index into Vocabulary::rates
  WorkingCalendar calendar;
  std::vector<std::pair<Date, bool>>
      calendar_rows;            // the days that differ from the weekend, and whether worked
  Texts as_stated, as_enacted;  // Statement
  std::string document_date;    // Statement: "2016-04-12", "2016-04" or "2016"; may be empty
  StatusByDay status;           // Statement; may be empty
  std::uint32_t variables = 1;  // how many variables its expressions use

  // The rows of a data table that belong to a lowest option, as a run of `rows`.
  std::pair<std::uint32_t, std::uint32_t> rowsOf(std::uint32_t lowest) const;
  // The row of a lowest option on a day, by its index; nothing when none holds then.
  std::optional<std::uint32_t> rowOn(std::uint32_t lowest, Date day) const;
  // Whether some row of a data table does not hold on every day.
  bool dated() const;
};

struct Source {
  std::string name;
  Texts title;
  bool binding = true;
  std::string pattern;  // RE2 pattern its pinpoints follow; may be empty
};

// Another pack that a pack takes the place of; `pack` need not be part of the run.
struct Superseded {
  std::string pack;
  Date from;
  Span span;
};

struct Pack {
  std::string id;
  Texts title;
  std::string version, edition, jurisdiction;
  std::vector<Source> sources;
  StatusByDay status;
  std::vector<Superseded> supersedes;
  std::uint32_t currency = 0;
  // Only its head was read: no profile of the run calls for it.
  bool set_aside = false;
  const Expr* called_for = nullptr;        // about the root entity; null: always
  std::uint32_t called_for_variables = 1;  // how many variables it uses
  std::vector<FactId> called_by;           // facts of root entities that the condition names
  MonthEnd month_end = MonthEnd::Clamp;
  bool deadlines_stated = false;  // `deadlines as counted` or `deadlines roll forward`
  DeclarationId rolls_in{kNoId};  // the calendar in which deadlines roll forward
  TimeZone time_zone = TimeZone::utc();
  std::optional<std::int64_t> waiver_days;  // longest waiver
  std::vector<PackId> uses;
  std::vector<std::pair<std::string, PackId>> use_names;  // as this pack names those it uses
  Span span;
  Status statusOn(Date day) const;
};

// A test of a rule file, kept as written: engine/testing resolves it against the program.
struct Test {
  PackId pack{};
  const ast::Declaration* source = nullptr;
};

struct Program {
  Vocabulary vocabulary;
  Table<PackId, Pack> packs;
  Table<DeclarationId, Declaration> declarations;
  std::vector<Test> tests;
  // Definitions, amounts, parameters and tables in an order in which each stands behind all it reads.
  std::vector<DeclarationId> order;
  std::vector<DeclarationId> by_name;                   // all declarations, sorted by name
  Pool<Expr> nodes;                                     // owns every Expr
  std::vector<std::shared_ptr<const ast::File>> files;  // keeps the tests' syntax trees alive

  std::string id(DeclarationId declaration) const;  // "eu.ai_act/social_scoring"
};

}  // namespace jurat::checked
