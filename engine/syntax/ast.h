// The tree of a rule file as written: names unresolved, types unchecked, every node with its span.
// Nodes live in their File's arena, are trivially destructible, and die with it; string_views point into the
// source text (unescaped strings into the arena). A construct that did not parse is `Broken` and already
// reported.
#pragma once
#include <cstdint>
#include <map>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>

#include "engine/source/span.h"

namespace jurat::ast {

template <typename T>
using List = std::span<const T>;

struct Name {
  std::string_view text{};
  Span span{};
  explicit operator bool() const { return !text.empty(); }
};

// a.b.c
struct Dotted {
  List<Name> parts{};
  Span span{};
  explicit operator bool() const { return !parts.empty(); }
};

// One text in one or two languages: "..." zh "..."; the spans hold the quotes.
struct Text {
  std::string_view en{}, zh{};
  Span span{}, zh_span{};
  explicit operator bool() const { return span.known(); }
};

struct Expr;

// label: condition (the paragraph's own label; may be empty)
struct Limb {
  Name label{};
  const Expr* value = nullptr;
};

enum class CompareOp : std::uint8_t { Less, LessEqual, Equal, GreaterEqual, Greater };

// What a quantifier or an aggregate runs over: a path to a list or a choice, options of it, a filter.
//   ai_systems      risk_class in { a1, a2 }      (ai_systems where is_high_risk)
struct Domain {
  const Expr* list = nullptr;   // Name or Member chain
  List<const Expr*> options{};  // behind `in { }`; empty when not written
  bool has_options = false;
  const Expr* where = nullptr;  // may be null
  Span span{};
};

enum class ExprKind : std::uint8_t {
  Broken,
  // literals; `text` holds the digits or the string's content
  Number,        // 35_000_000, 1e25, 12.5
  Percent,       // 7% (text without the sign)
  MoneyLiteral,  // EUR 35_000_000 (name: currency)
  UnitLiteral,   // 15 days, 72 hours, 1e25 FLOP (name: unit)
  WorkingDays,   // 10 working days in CALENDAR (path: calendar)
  PercentagePoints,
  DateLiteral,
  MomentLiteral,
  String,
  Yes,
  No,
  None,
  AsOf,
  Previous,
  // names and paths
  Name,    // name
  Member,  // args[0] . name
  Index,   // args[0] [ args[1] ]
  At,      // args[0] at args[1]
  Call,    // name ( args )
  Set,     // { args }
  // arithmetic
  Negate,
  Of,  // args[0] of args[1]
  Multiply,
  Divide,
  Add,
  Subtract,
  Plus,
  Without,
  Convert,   // args[0] in name using args[1] on args[2]
  HigherOf,  // limbs
  LowerOf,
  EarlierOf,
  LaterOf,
  SumOver,  // args[0] over domain
  HighestOver,
  LowestOver,
  EarliestOver,
  LatestOver,
  Rounded,  // args[0] rounded [mode] to args[1]; mode in `word`: "", "up", "down", "half_even"
  CountOf,  // domain
  First,    // domain
  Last,     // domain
  // conditions
  Compare,  // args[0] op args[1]
  IsGiven,  // args[0] is [not] given; `negated`
  IsKnown,
  IsEmpty,
  IsOption,     // args[0] is [not] args[1]   (args[1] a Name or Member chain)
  In,           // args[0] [not] in { args[1..] }
  IncludesOne,  // args[0] includes args[1]
  IncludesAny,  // args[0] includes any of args[1] (a Set)
  IncludesAll,
  IncludesNone,
  Contains,  // args[0] contains "text" (args[1])
  AnyHas,    // any domain has args[0]
  EveryHas,
  NoHas,
  AllOf,  // limbs
  AnyOf,
  NoneOf,
  AtLeastOf,  // at least `count` of limbs
  ExactlyOf,
  Not,
  And,  // args, two or more (flattened)
  Or,
};

struct Expr {
  ExprKind kind = ExprKind::Broken;
  CompareOp op = CompareOp::Equal;
  bool negated = false;
  std::uint16_t height =
      1;  // levels below and with this node; at most 2 * Limits::nesting, so recursion is safe
  Span span{};
  std::string_view text{};   // literals
  Name name{};               // see the kinds
  Name word{};               // rounding mode
  std::string_view count{};  // digits of `at least N of`
  Dotted path{};             // calendar of WorkingDays
  List<const Expr*> args{};
  List<Limb> limbs{};
  const Domain* domain = nullptr;
};

// A type as written: [set of | ref] NAME [CUR or UNIT] [or none]
struct TypeRef {
  bool set = false, ref = false, or_none = false;
  Name name{};      // yes_no, money, event, a choice ...
  Name argument{};  // money EUR, quantity FLOP, event moment
  Span span{};
};

enum class ClauseKind : std::uint8_t {
  Broken,
  Title,         // title
  Source,        // name, texts[0] title; flag: binding, `negated`: not binding; texts[1] pattern
  Jurisdiction,  // word or string: `word`/`string`
  Edition,
  Version,   // the pack's own version
  Language,  // language 1
  Currency,
  Deadlines,     // as counted (path empty) | roll forward in path
  MonthEnd,      // word
  TimeZone,      // string
  WaiverLength,  // waivers at most 365 days: value
  CalledFor,     // called for when value
  AsStated,      // string
  AsEnacted,
  Cites,        // word: source (may be empty); value: String or a column path such as fine.cites
  Status,       // word; from (may be null)
  Dated,        // value: a day, or a year (Number); value2: its month (Number; may be null)
  Supersedes,   // supersedes path from D: from
  Strength,     // word
  Effective,    // from value until value2 (value2 may be null)
  AppliesWhen,  // value
  EligibleWhen,
  Requires,
  Forbids,
  Permits,
  DoneOn,
  Due,  // value; flag: before
  MetWhen,
  Per,       // word: the catalogue's choice (controls)
  Severity,  // word
  Exposes,   // party: word or string; value: amount; flag: once; value2: when; value3: from
  Remedy,    // texts
  Evidence,  // path
  NotWaivable,
  Confidence,    // word; word2: `reading` (may be empty)
  Note,          // texts; value: when (may be null)
  Equals,        // value
  AtMost,        // value
  AtLeast,       // value
  Alternatives,  // limbs of bounds: see `bounds`
  LowestOfCaps,  // reserved for benefits; unused by other declarations
  RenamedFrom,   // word: a fact's former name
  RestsOn,       // path(s) of a judgement
  Reviewed,      // reviewed J0412 "why" on D as "seal": word code, string why, value date, string2 seal
  Lint,          // lint J0441 off "why": word code, word2 level, string why
  Base,          // rates: word: the currency of which the columns' units buy one
  Years,         // calendar: years value to value2 (Number literals)
  Weekend,       // calendar: names: the days of the week that are no working days
  Except,        // see Exception
};

struct Declaration;
struct Clause;

// alternatives { label: at most V, ... }
struct Bound {
  Name label{};
  ClauseKind kind = ClauseKind::AtMost;  // AtMost, AtLeast, Equals
  const Expr* value = nullptr;
};

struct Clause {
  ClauseKind kind = ClauseKind::Broken;
  bool flag = false, negated = false;
  Span span{}, keyword{};  // the whole clause; its keyword(s)
  Name word{}, word2{};
  Text string{};   // one text (en, zh)
  Text string2{};  // pattern of a source
  Dotted path{};
  List<Dotted> paths{};  // rests on a, b
  List<Name> names{};    // Weekend
  const Expr* value =
      nullptr;  // also Language (Number), and Edition, Jurisdiction, Version given bare (Number, Date)
  const Expr* value2 = nullptr;
  const Expr* value3 = nullptr;
  List<Bound> bounds{};  // Alternatives
  // Except: `word` is its name
  List<Name> overrides{};
  const Expr* from = nullptr;   // DateLiteral
  const Expr* until = nullptr;  // DateLiteral
  const Expr* when = nullptr;
  List<Clause> clauses{};  // what the exception restates, nested exceptions included
};

// from D [until D] { clauses } or from D [until D] equals V [cites "..."]
struct Version {
  const Expr* from = nullptr;
  const Expr* until = nullptr;
  List<Clause> clauses{};
  Span span{};
};

struct Option {
  Name name{};
  Text label{};
  Text cites{};
  const Expr* from = nullptr;
  const Expr* until = nullptr;
  List<Option> options{};  // nested
  Span span{};
};

struct Fact {
  Name name{};
  Name per{};  // choice; may be empty
  TypeRef type{};
  const Expr* at_least = nullptr;
  const Expr* at_most = nullptr;
  Text ask{}, about{};
  Name renamed_from{};
  List<Dotted> rests_on{};
  Text same_as{};  // `standard "..."`: the identifier of the idea in a published standard
  Span span{};
};

// One cell of a table row.
enum class CellKind : std::uint8_t { Header, OutputHeader, Any, Unknown, Compare, Range, Value, Output };
struct Cell {
  CellKind kind = CellKind::Value;
  CompareOp op = CompareOp::Equal;
  Name name{};                 // headers
  const Expr* head = nullptr;  // header as an expression: fine_ceiling[prohibited], a.b
  TypeRef type{};              // typed headers
  const Expr* value = nullptr;
  const Expr* value2 = nullptr;  // Range: at least value at most value2 (either may be null)
  Span span{};
};
struct Row {
  List<Cell> cells{};
  Span span{};
};

// A profile-like item of a test: see language.md, Tests.
enum class ItemKind : std::uint8_t { Object, List, Range, Unknown, Value };
struct Field;
struct Item {
  ItemKind kind = ItemKind::Value;
  List<Field> fields{};          // Object
  List<Item> items{};            // List
  const Expr* value = nullptr;   // Value, or the lower bound of a Range
  const Expr* value2 = nullptr;  // upper bound of a Range
  Span span{};
};
struct Field {
  Name name{};
  Name index{};  // name[index]: ...
  Item item{};
};

struct Target {  // NAME[option] for "id"
  Dotted path{};
  Name index{};
  Text subject{};
  Span span{};
};

struct Exposed {  // PARTY to AMOUNT [STATE | from DAY], or `none [to AMOUNT]`
  Name party{};
  Text party_text{};
  Target amount{};
  Name state{};
  const Expr* from = nullptr;  // DateLiteral
  bool nobody = false;
  Span span{};
};

enum class ExpectKind : std::uint8_t { Outcome, Compare, Range, Missing, Unknown, Exposes };
struct Expect {
  ExpectKind kind = ExpectKind::Outcome;
  Target target{};  // Missing: may be empty
  Name outcome{};   // is OUTCOME
  const Expr* due = nullptr;
  const Expr* next = nullptr;
  List<Name> could_be{};
  bool has_could_be = false;
  Name by{};
  Text because{};
  CompareOp op = CompareOp::Equal;
  const Expr* value = nullptr;   // Compare, or lower bound
  const Expr* value2 = nullptr;  // upper bound
  List<Dotted> missing{};
  Exposed exposes{};
  Span span{};
};

enum class TestItemKind : std::uint8_t { Given, AsOf, Expect, Cases };
struct TestItem {
  TestItemKind kind = TestItemKind::Given;
  Name entity{};  // Given
  Text id{}, like{};
  List<Field> fields{};
  const Expr* date = nullptr;  // AsOf: DateLiteral or MomentLiteral
  Expect expect{};
  List<Row> rows{};  // Cases: first row is the header
  Span span{};
};

enum class DeclarationKind : std::uint8_t {
  Broken,
  Choice,
  Entity,
  ExtendEntity,
  Unit,
  Calendar,
  Rates,
  Parameter,
  DataTable,
  DecisionTable,
  Define,
  Amount,
  Benefit,
  Rule,
  Controls,
  Section,
  Statement,
  Test,
};

struct Declaration {
  DeclarationKind kind = DeclarationKind::Broken;
  Name name{};     // Test: the text is in `title`
  Name per{};      // `per CHOICE`
  Name of{};       // `for ENTITY`
  TypeRef type{};  // `: type`
  bool has_type = false;
  bool ordered = false;  // choice ordered
  Span span{}, keyword{};
  Text title{};  // Test; Unit and others: "label"
  List<Clause> clauses{};
  List<Version> versions{};
  List<Option> options{};  // Choice
  // Entity
  Name within{};        // entity it is contained in
  Name list_name{};     // `as NAME`
  bool single = false;  // `as one NAME`
  Name ordered_by{};
  List<Fact> facts{};  // Entity, Controls
  // tables, rates
  Name hit{};        // unique, first, any, collect
  Span hit_span{};   // `hit unique`, keyword included
  List<Row> rows{};  // DataTable, DecisionTable, Rates, Calendar
  // Unit: multiples; `unit px`, `unit EFLOP = 1e18 FLOP`
  const Expr* equals = nullptr;
  // Section
  List<Declaration> declarations{};
  // Test
  List<TestItem> items{};
};

struct Use {
  Dotted pack{};
  Name as{};
  Span span{};
};

// One rule file.
struct File {
  std::pmr::monotonic_buffer_resource arena;
  std::map<std::size_t, std::string> mended;  // what was read in place of slips; nodes hold views of it
  bool opens_pack = false;                    // `pack NAME { }`
  bool in_pack = false;                       // `in pack NAME`
  bool head_only = false;                     // no more than `pack NAME { }` was read of its pack
  Span head{};                                // `pack NAME { ... }` or `in pack NAME`
  Dotted pack{};
  List<Clause> pack_clauses{};
  List<Use> uses{};
  List<Declaration> declarations{};
  Span span{};
  bool broken = false;  // an error was reported somewhere in it
};

}  // namespace jurat::ast
