// Kernels: loops over the bytes and words of columns that the compiler turns into vector instructions. On
// x86-64 each exists twice, and which one runs is found out when the program is loaded; private to
// engine/batch.
#pragma once
#include <cstddef>
#include <cstdint>

#include "engine/batch/column.h"
#include "engine/check/program.h"

namespace jurat::batch {

// What Steps asks of each condition besides its bits (engine/evaluate/quick_steps.h).
inline constexpr std::uint8_t kOnlyYes = 32, kYesOrError = 64;

// A tally of conditions: `every` holds what all of them are, `some` what one of them is.
struct Tallied {
  std::uint8_t every = 0xff, some = 0, above = 0;
};

inline void tally(std::uint8_t lane, std::uint8_t& every, std::uint8_t& some, std::uint8_t& above) {
  const std::uint8_t can = lane & kPossible;
  std::uint8_t asked = can;
  asked |= can == kYes ? kOnlyYes : std::uint8_t{0};
  asked |= (can & (kYes | kError)) ? kYesOrError : std::uint8_t{0};
  every &= asked;
  some |= asked;
  above |= lane & kAbove;
}

// What is settled is so whatever its operands wait for.
inline std::uint8_t closed(std::uint8_t can, std::uint8_t above) {
  return static_cast<std::uint8_t>(can | ((can & (can - 1)) ? above & kAbove : 0));
}

inline std::uint8_t allOf(std::uint8_t every, std::uint8_t some, std::uint8_t above) {
  const auto error =
      static_cast<std::uint8_t>((some & kError) & ~((every & kOnlyYes) >> 1) & ((every & kYesOrError) >> 2));
  return closed(static_cast<std::uint8_t>((every & kYes) | (some & kNo) | error), above);
}

inline std::uint8_t oneOf(std::uint8_t every, std::uint8_t some, std::uint8_t above) {
  const auto error = static_cast<std::uint8_t>((some & kError) & ~((some & kOnlyYes) >> 1));
  return closed(static_cast<std::uint8_t>((some & kYes) | (every & kNo) | error), above);
}

inline std::uint8_t negated(std::uint8_t lane) {
  const auto can = static_cast<std::uint8_t>((lane & kError) | ((lane & kYes) << 1) | ((lane & kNo) >> 1));
  return closed(can, lane);
}

// All bits that some lane has.
std::uint8_t bitsOf(const std::uint8_t* lanes, std::size_t n);

// `and` (all), `or` of `count` conditions, beside a tally of those that are the same in every lane. `scratch`
// has room for three arrays of n.
void andOr(bool all, const std::uint8_t* const* conditions, std::size_t count, const Tallied& others,
           std::size_t n, std::uint8_t* scratch, std::uint8_t* out);
// The same in parts, for lists: of each condition whether it is of those that settle the matter; then of each
// lane all bits of its conditions, some, and some of those marks.
void markAll(bool all, const std::uint8_t* conditions, std::size_t n, std::uint8_t* mark);
void closeAll(bool all, const std::uint8_t* every, const std::uint8_t* some, const std::uint8_t* mark,
              std::size_t n, std::uint8_t* out);
void negate(const std::uint8_t* in, std::size_t n, std::uint8_t* out);

// Whether a lane is given, or known: from `can`, flags, and, of the first, where there is a value for certain
// however silent (0xff). Whether some lane may be nothing and something else besides.
void givenOf(bool known, const std::uint8_t* can, const std::uint8_t* flags, const std::uint8_t* there,
             std::size_t n, std::uint8_t* out);
bool noneBesides(const std::uint8_t* can, std::size_t n);

// 1 where a unit is another one.
void differing(const std::uint32_t* units, std::uint32_t unit, std::size_t n, std::uint8_t* out);
// Lanes of `from` where the mask is set.
void blendLanes(const std::uint8_t* from, const std::uint8_t* mask, std::size_t n, std::uint8_t* out);
void blendLanes(const std::uint32_t* from, const std::uint8_t* mask, std::size_t n, std::uint32_t* out);
void blendLanes(const std::int64_t* from, const std::uint8_t* mask, std::size_t n, std::int64_t* out);
void blendLanes(const std::uint64_t* from, const std::uint8_t* mask, std::size_t n, std::uint64_t* out);
// Adds to `out` those bits of `from` that are wanted; those that differ from what is usual. Leaves of `out`
// the lanes whose mask has that bit.
void addBits(const std::uint8_t* from, std::uint8_t wanted, std::size_t n, std::uint8_t* out);
void addOthers(const std::uint8_t* from, std::uint8_t usual, std::size_t n, std::uint8_t* out);
void keepWhere(const std::uint8_t* mask, std::uint8_t bit, std::size_t n, std::uint8_t* out);

// Whether an option is among those wanted; whether a set has some of them; whether it has all of `sure` and
// perhaps of `maybe`; whether it is empty. Lanes escaped are those escaped in `can`.
void amongOptions(const std::uint8_t* can, const std::uint64_t* may, std::uint64_t wanted, std::size_t n,
                  std::uint8_t* out);
void meetsOptions(const std::uint8_t* can, const std::uint64_t* may, const std::uint64_t* must,
                  std::uint64_t wanted, std::size_t n, std::uint8_t* out);
void hasAll(const std::uint8_t* can, const std::uint64_t* may, const std::uint64_t* must, std::uint64_t maybe,
            std::uint64_t sure, std::size_t n, std::uint8_t* out);
void emptySet(const std::uint8_t* can, const std::uint64_t* may, const std::uint64_t* must, std::size_t n,
              std::uint8_t* out);

// The same of options that stand in one byte of the bits; that byte of each lane.
void meetsOptions(const std::uint8_t* can, const std::uint8_t* may, const std::uint8_t* must,
                  std::uint8_t wanted, std::size_t n, std::uint8_t* out);
void hasAll(const std::uint8_t* can, const std::uint8_t* may, const std::uint8_t* must, std::uint8_t maybe,
            std::uint8_t sure, std::size_t n, std::uint8_t* out);
void byteOf(const std::uint64_t* bits, unsigned place, std::size_t n, std::uint8_t* out);

// Bits such that no number is further from zero; each number times a factor, which fits.
std::uint64_t reachOf(const std::int64_t* values, std::size_t n);
void scaleBy(const std::int64_t* in, std::int64_t factor, std::size_t n, std::int64_t* out);
// Marks lanes in which two numbers differ; in which, by their flags, two values are not counted alike; in
// which two values are of different units (`apart`), be they `always` values or not.
void unequal(const std::int64_t* a, const std::int64_t* b, std::size_t n, std::uint8_t* out);
void markPeriods(const std::uint8_t* a, const std::uint8_t* b, std::size_t n, std::uint8_t* odd);
void markApart(const std::uint8_t* a, const std::uint8_t* b, const std::uint8_t* apart, bool always,
               std::size_t n, std::uint8_t* odd);

// a < b, as 0 or 1.
void lessThan(const std::int64_t* a, const std::int64_t* b, std::size_t n, std::uint8_t* out);
void lessThan(const std::int64_t* a, std::int64_t b, std::size_t n, std::uint8_t* out);
void lessThan(std::int64_t a, const std::int64_t* b, std::size_t n, std::uint8_t* out);

// Each number of `out` becomes the higher, or lower, of itself and that of `other`.
void furthest(const std::int64_t* other, bool highest, std::size_t n, std::int64_t* out);

// What is known of the order of two values between bounds: low < high of the other (`less`, `greater`), high
// < low of the other (`before`, `behind`); `can` and flags of both.
struct Ordering {
  const std::uint8_t *less, *greater, *before, *behind;
  const std::uint8_t *a_can, *b_can, *a_flags, *b_flags;
};
void compareOrders(checked::CompareOp op, const Ordering& lanes, std::size_t n, std::uint8_t* out);
// The same where both are one number in every lane, from a < b and b < a.
void compareNumbers(checked::CompareOp op, const std::uint8_t* less, const std::uint8_t* greater,
                    std::size_t n, std::uint8_t* out);
// Whether two truth values are the same. `odd`: lanes in which they are not such values.
void sameTruth(const std::uint8_t* a, const std::uint8_t* b, std::size_t n, std::uint8_t* out,
               std::uint8_t* odd);

// A level of exceptions over values of one byte: truth values (`value` is `can`), or bits beside `can`. Lanes
// that escape, or whose cases clash for certain, are `odd`.
struct LevelPair {
  std::uint8_t open = 0, sure = 0;  // 0xff: to differ is an error while one of them is open; when both hold
};
struct Level {
  static constexpr std::size_t kMost = 4;
  struct Case {
    const std::uint8_t *condition = nullptr, *value = nullptr, *can = nullptr;
  };
  bool truth = false;
  std::uint8_t error = kError;  // what an error is among the bits of a value
  std::size_t count = 0;
  Case cases[kMost];
  LevelPair pairs[kMost][kMost];  // by case and a later one
  const std::uint8_t *general = nullptr, *general_can = nullptr;
};
void joinLevel(const Level& level, std::size_t n, std::uint8_t* value, std::uint8_t* can, std::uint8_t* odd);

// Options as joinLevel() has joined them, the highest bit for an error, as those of a column: `can`, of which
// the causes are there, and `may`. Whether some lane may be one of several.
inline constexpr std::uint8_t kOptionError = 128;
bool optionsOf(const std::uint8_t* value, std::size_t n, std::uint8_t* can, std::uint64_t* may);
void severalOptions(const std::uint8_t* value, std::size_t n, std::uint64_t* must, std::uint8_t* flags);

// One case of a level, lane by lane: whether it may hold beside one before it (kSeveral) or its condition is
// neither yes nor no nor either of them, be it that it may fail (`odd`), that some may hold, `can` of one
// that is open, that this one may fail, and a mask of where it may hold.
inline constexpr std::uint8_t kSeveral = 2;
struct CaseLanes {
  std::uint8_t *odd, *held, *open, *failing;
};
void addCase(const std::uint8_t* condition, std::size_t n, const CaseLanes& lanes, std::uint8_t* mask);
// Where `open` is set, and not `odd`, what `other` could be too; `odd` where that cannot be said. Of truth
// values, and of verdicts, whose bits are `flags`.
void joinTruth(std::uint8_t* can, const std::uint8_t* other, const std::uint8_t* open, std::uint8_t* odd,
               std::size_t n);
void joinVerdicts(std::uint8_t* can, std::uint8_t* flags, const std::uint8_t* other_can,
                  const std::uint8_t* other_flags, const std::uint8_t* open, std::uint8_t* odd,
                  std::size_t n);
// The verdict on a condition without a deadline.
void judgeTruth(const std::uint8_t* done, std::size_t n, std::uint8_t* can, std::uint8_t* flags);
// The bits of verdicts and their outcomes, from what is in force, applies and is owed; `escaped` where the
// machine does not know.
struct Judging {
  const std::uint8_t *force, *applies, *duty_can, *duty;
};
void judgeRules(const Judging& lanes, bool unconfirmed, std::size_t n, std::uint8_t* possible,
                std::uint8_t* outcome, std::uint8_t* escaped);

}  // namespace jurat::batch
