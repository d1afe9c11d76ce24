// Slot: what is known of one value: the set of possibilities that the answers leave open.
//
// A slot is never a guess. `can` says which kinds of result are possible; ordered values carry bounds,
// choices and sets carry bits. Operations work on possibilities (an error is one of them), so the three truth
// values of language.md with error are the subsets of {yes, no, error}, and answering a fact can only narrow
// a slot: that is why no determined outcome ever changes.
#pragma once
#include <cstdint>
#include <string>

#include "engine/values/number.h"

namespace jurat {

// Bits of `can`.
inline constexpr std::uint8_t kYes = 1, kNo = 2, kValue = 4, kNone = 8, kError = 16;

// Of a due day: no level that applies states one.
inline constexpr std::uint8_t kNoDeadline = kYes;

// Bits of `flags`.
inline constexpr std::uint8_t kLowOpen = 1;     // no lower bound
inline constexpr std::uint8_t kHighOpen = 2;    // no upper bound
inline constexpr std::uint8_t kMonths = 4;      // a period counted in months; otherwise in seconds
inline constexpr std::uint8_t kAnyPeriod = 8;   // a period of unknown class
inline constexpr std::uint8_t kUnsettled = 16;  // text, currency or set that is not known
inline constexpr std::uint8_t kManyRefs = 32;  // ref: `may` is an index into the machine's list of candidates
inline constexpr std::uint8_t kSaidUnknown = 64;  // the company answered `unknown`
inline constexpr std::uint8_t kUnanswered =
    128;  // not answered, or answered `unknown`: whether it is given is open

// In `must` of an ordered value: there is a value for certain, however silent what it was reckoned from.
inline constexpr std::uint64_t kThere = 1;

// Bits of a Verdict slot's `may`.
inline constexpr std::uint8_t kSatisfied = 1, kViolated = 2, kPending = 4, kNotApplicable = 8,
                              kNotInForce = 16, kFailed = 32;

// As long as a cache line: a step writes one, and much of its cost is that. The machine lays them on lines;
// the type does not ask for it, or every function that makes one would have to align its stack first.
struct Slot {
  Number low, high;         // ordered values: days, seconds (moments, periods), months, exact numbers
  std::uint64_t may = 0;    // option or set: bits, or a pointer to words when the choice has over 64 options;
                            // text: pointer to the string; ref: instance; quantifiers: activation
  std::uint64_t must = 0;   // set: bits certainly in it; ordered values: kThere
  std::uint32_t cause = 0;  // why it is not determined: a node of Causes; 0 when determined
  std::uint32_t fault = 0;  // 1 + index of a fault, when kError is possible
  std::uint32_t unit = 0;   // money: its currency, 0 when unknown
  std::uint8_t can = 0;
  std::uint8_t flags = 0;

  bool is(std::uint8_t kind) const { return can == kind; }
  bool could(std::uint8_t kind) const { return (can & kind) != 0; }
  // Exactly one truth value, or none, or error.
  bool single() const { return (can & (can - 1)) == 0; }
  // A ref to one certain element.
  bool exactlyOne() const { return can == kValue && !(flags & (kManyRefs | kUnsettled)); }
  bool exact() const {
    return can == kValue && !(flags & (kLowOpen | kHighOpen | kAnyPeriod)) && low == high;
  }
};
static_assert(sizeof(Slot) == 64);

// INVARIANT: the slot holds a text, and which one is settled.
inline const std::string& textOf(const Slot& slot) {
  return *reinterpret_cast<const std::string*>(static_cast<std::uintptr_t>(slot.may));
}

}  // namespace jurat
