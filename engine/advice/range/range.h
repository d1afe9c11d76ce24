// Range: what becomes of a company's answers while one fact of it takes every value between two: each value
// at which an outcome, or the formula of an amount, changes; exactly, from the compiled conditions.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/advice/items/items.h"
#include "engine/advice/range/course.h"
#include "engine/evaluate/assessment.h"
#include "engine/evaluate/evaluate.h"

namespace jurat {

// The fact that moves: an answer of the profile.
struct RangedFact {
  InstanceId instance{kNoId};
  FactId fact{kNoId};
  std::uint32_t option = 0;    // index among the lowest options, of a fact per choice
  std::size_t answer = 0;      // into Profile::answers
  std::uint32_t currency = 0;  // of money
};
// Whether values of the type can be gone through: whole and decimal numbers, percentages, money, quantities,
// days.
bool canRange(const Type& type);
// The value that a number stands for; days are counted as Date does. INVARIANT: canRange(type).
Value rangedValue(const Type& type, const RangedFact& fact, const Number& at);

// A figure at x: constant + slope * x, rounded afterwards when Stepped; Bent: `curve`, and where that is not
// known `constant` is the figure at the value looked at.
struct RangeLine {
  Number constant, slope;
  Shape shape = Shape::Straight;
  bool loose = false;         // two lines meet at the value looked at: of which it is part is not told
  Number off{};               // Stepped: at most so far away once it is rounded
  bool follows = false;       // of a deadline: it moves with the fact, but for ends of months
  std::uint64_t formula = 0;  // Bent, `curve` not known: another formula has another
  Curve curve{};

  bool moves() const { return shape != Shape::Straight || slope.sign() != 0; }
  bool bendsUnknown() const { return shape == Shape::Bent && !curve.known(); }
  Number at(const Number& x) const;
};

struct RangeBound {
  std::string label;                                                    // of alternatives
  std::optional<RangeLine> least_low, least_high, most_low, most_high;  // as AmountBound
  bool has_least = false, has_most = false, error = false, may_fail = false;
};

// What is said of one rule, amount or benefit.
struct RangeState {
  bool runs = false;  // false: its pack is no part of the run
  Outcome outcome = Outcome::NotInForce;
  std::vector<Outcome> could_be;
  std::optional<RangeLine> due;  // day or second
  struct Exposure {
    std::size_t amount = 0;  // into Range::items
    ExposureState state = ExposureState::Live;
    friend bool operator==(const Exposure&, const Exposure&) = default;
  };
  std::vector<Exposure> exposures;
  BenefitOutcome benefit = BenefitOutcome::NotInForce;
  std::vector<BenefitOutcome> benefit_could_be;
  bool in_force = false, maybe_in_force = false;
  std::uint32_t currency = 0;
  std::vector<RangeBound> bounds;
};

// A rule, amount or benefit for one subject.
struct RangeItem : ItemWords {
  enum class About : std::uint8_t { Rule, Amount, Benefit } about = About::Rule;
  std::uint32_t index = 0;  // into RuleSet::rules, amounts or benefits
  InstanceId subject{kNoId};
  std::string pack;  // its id
  // From piece to piece: what is said from piece `piece` on; the first is of piece 0.
  struct Stretch {
    std::size_t piece = 0;
    RangeState state;
  };
  std::vector<Stretch> stretches;

  const RangeState& on(std::size_t piece) const;
};

// What decides at a value: the words of a declaration.
struct RangeDecider {
  std::string id;
  Texts title;
  std::vector<std::string> cites;
  Span span;  // of the condition or formula
};

// Behind piece i comes breakpoint i, then piece i + 1.
struct Breakpoint {
  Number at;
  bool above = false;  // the new piece begins just above `at`, which still belongs to the one before
  // False: it lies somewhere up to Range::resolution below; in a range that is complete it is no fraction,
  // and `at` one beside it, 10^-12 away at the most.
  bool exact = true;
  std::vector<std::size_t> changes;  // into Range::items
  std::vector<RangeDecider> deciders;
};

struct Range {
  Number low, high;  // both inclusive
  Type type;
  std::uint32_t currency = 0;
  std::string profile_name, company;
  std::string path;              // of the fact: "company.financial_years[2025-12-31].headcount"
  Texts question;                // its `ask`
  std::optional<Number> today;   // what the profile says, where that is a value of the range's kind
  std::string today_text;        // as it is written there, where it is another answer: "none", "USD 5"
  std::vector<RangeItem> items;  // rules, amounts, benefits, each as evaluate() has them
  std::vector<Breakpoint> breakpoints;
  std::size_t looks = 0;    // runs of the machine
  std::size_t unclear = 0;  // steps that decide by what is no line of the fact
  bool bent = false;        // some figure moves along no curve that is known
  Number resolution;        // how near to each other the values are that were tried for these
  bool cut_short = false;   // a limit was reached (range_looks, range_states): there may be other breakpoints
  std::vector<PackUse> packs;

  // The values of piece i: from, to, and whether these belong to it.
  struct Piece {
    Number from, to;
    bool from_in = true, to_in = true;
  };
  // Whether every breakpoint is told, and whether all that is told of them and of figures is exact as well.
  bool complete() const { return !cut_short && unclear == 0; }
  bool exact() const;
  Piece piece(std::size_t index) const;
  std::size_t pieceOf(const Number& at) const;
};

struct RangeOptions {
  AsOf as_of;
  RangedFact fact;
  Number low, high;                // low < high
  std::vector<std::string> named;  // as EvaluateOptions::named
  Limits limits = {};
};

// `profile` answers the fact, with whatever value. Never fails: gaps of the profile are results. Exact, but
// for Range::unclear: on each piece evaluate() says of every value what the piece says, an amount is the
// formula before rounding (one that bends along no curve that is known is told from others, not said), and of
// two neighbouring pieces no other formula or outcome would do for both. A value at which two formulas meet
// belongs to the piece that it ends.
Range rangeOf(const std::shared_ptr<const RuleSet>& rules, const Profile& profile,
              const RangeOptions& options);

}  // namespace jurat
