#include "engine/batch/kernels.h"

#include <algorithm>
#include <cstdlib>

#include "engine/evaluate/assessment.h"

// A second form of each loop for processors with AVX2. Sanitizers run before what would choose between them.
#if defined(__x86_64__) && defined(__GLIBC__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define JURAT_CLONES __attribute__((target_clones("avx2", "default")))
#define JURAT_INLINE inline __attribute__((always_inline))
#else
#define JURAT_CLONES
#define JURAT_INLINE inline
#endif

namespace jurat::batch {
namespace {

using checked::CompareOp;
using Byte = std::uint8_t;

constexpr Byte kEither = kYes | kNo;

JURAT_INLINE Byte byte(int value) { return static_cast<Byte>(value); }

// As tally() of kernels.h, which a loop for other processors may not call.
JURAT_INLINE void add(Byte lane, Byte& every, Byte& some, Byte& above) {
  const Byte can = lane & kPossible;
  const Byte only = can == kYes ? kOnlyYes : Byte{0};
  const Byte yes_or_error = (can & (kYes | kError)) != 0 ? kYesOrError : Byte{0};
  const Byte asked = byte(can | only | yes_or_error);
  every &= asked;
  some |= asked;
  above |= lane & kAbove;
}

JURAT_INLINE Byte close(Byte can, Byte above) {
  const Byte open = byte(can & (can - 1));
  return byte(can | (open != 0 ? above : Byte{0}));
}

JURAT_INLINE Byte all(Byte every, Byte some, Byte above) {
  const Byte error = byte((some & kError) & ~((every & kOnlyYes) >> 1) & ((every & kYesOrError) >> 2));
  return close(byte((every & kYes) | (some & kNo) | error), above);
}

JURAT_INLINE Byte one(Byte every, Byte some, Byte above) {
  const Byte error = byte((some & kError) & ~((some & kOnlyYes) >> 1));
  return close(byte((some & kYes) | (every & kNo) | error), above);
}

// Up to four conditions at once; the others of a longer list have been tallied into arrays before.
template <bool All, int Count>
JURAT_INLINE void conditions(const Byte* const* in, const Tallied& others, std::size_t n,
                             Byte* __restrict out) {
  const Byte *a = in[0], *b = in[Count > 1 ? 1 : 0], *c = in[Count > 2 ? 2 : 0], *d = in[Count > 3 ? 3 : 0];
  for (std::size_t i = 0; i < n; ++i) {
    Byte every = others.every, some = others.some, above = others.above;
    add(a[i], every, some, above);
    if (Count > 1) add(b[i], every, some, above);
    if (Count > 2) add(c[i], every, some, above);
    if (Count > 3) add(d[i], every, some, above);
    out[i] = All ? all(every, some, above) : one(every, some, above);
  }
}

template <int Count>
JURAT_INLINE void tallies(const Byte* const* in, std::size_t n, Byte* __restrict every, Byte* __restrict some,
                          Byte* __restrict above) {
  const Byte *a = in[0], *b = in[Count > 1 ? 1 : 0], *c = in[Count > 2 ? 2 : 0], *d = in[Count > 3 ? 3 : 0];
  for (std::size_t i = 0; i < n; ++i) {
    Byte e = every[i], s = some[i], v = above[i];
    add(a[i], e, s, v);
    if (Count > 1) add(b[i], e, s, v);
    if (Count > 2) add(c[i], e, s, v);
    if (Count > 3) add(d[i], e, s, v);
    every[i] = e;
    some[i] = s;
    above[i] = v;
  }
}

JURAT_CLONES void fewConditions(bool of_all, const Byte* const* in, std::size_t count, const Tallied& others,
                                std::size_t n, Byte* out) {
  switch (count) {
    case 1:
      return of_all ? conditions<true, 1>(in, others, n, out) : conditions<false, 1>(in, others, n, out);
    case 2:
      return of_all ? conditions<true, 2>(in, others, n, out) : conditions<false, 2>(in, others, n, out);
    case 3:
      return of_all ? conditions<true, 3>(in, others, n, out) : conditions<false, 3>(in, others, n, out);
    default:
      return of_all ? conditions<true, 4>(in, others, n, out) : conditions<false, 4>(in, others, n, out);
  }
}

JURAT_CLONES void tallyFew(const Byte* const* in, std::size_t count, std::size_t n, Byte* every, Byte* some,
                           Byte* above) {
  switch (count) {
    case 1:
      return tallies<1>(in, n, every, some, above);
    case 2:
      return tallies<2>(in, n, every, some, above);
    case 3:
      return tallies<3>(in, n, every, some, above);
    default:
      return tallies<4>(in, n, every, some, above);
  }
}

JURAT_CLONES void closeTallies(bool of_all, const Byte* __restrict every, const Byte* __restrict some,
                               const Byte* __restrict above, std::size_t n, Byte* __restrict out) {
  if (of_all) {
    for (std::size_t i = 0; i < n; ++i) out[i] = all(every[i], some[i], above[i]);
  } else {
    for (std::size_t i = 0; i < n; ++i) out[i] = one(every[i], some[i], above[i]);
  }
}

// A condition over values: errors and `none` of an operand are errors, else what is possible
// (Steps::strictTruth). An escaped lane stays one.
JURAT_INLINE Byte strict(Byte can, Byte possible) {
  const Byte value = (can & kValue) != 0 ? possible : Byte{0};
  const Byte error = (can & (kNone | kError)) != 0 ? kError : Byte{0};
  const Byte result = close(byte(value | error), byte(can & kWhy));
  return (can & kEscaped) != 0 ? byte(kEscaped | kYes | kNo | kError) : result;
}

}  // namespace

JURAT_CLONES std::uint8_t bitsOf(const std::uint8_t* lanes, std::size_t n) {
  Byte all_bits = 0;
  for (std::size_t i = 0; i < n; ++i) all_bits |= lanes[i];
  return all_bits;
}

void andOr(bool of_all, const std::uint8_t* const* in, std::size_t count, const Tallied& others,
           std::size_t n, std::uint8_t* scratch, std::uint8_t* out) {
  if (count <= 4) return fewConditions(of_all, in, count, others, n, out);
  Byte *every = scratch, *some = scratch + n, *above = scratch + 2 * n;
  std::fill_n(every, n, others.every);
  std::fill_n(some, n, others.some);
  std::fill_n(above, n, others.above);
  for (std::size_t at = 0; at < count; at += 4)
    tallyFew(in + at, std::min<std::size_t>(4, count - at), n, every, some, above);
  closeTallies(of_all, every, some, above, n, out);
}

JURAT_CLONES void negate(const std::uint8_t* __restrict in, std::size_t n, std::uint8_t* __restrict out) {
  for (std::size_t i = 0; i < n; ++i) {
    const Byte lane = in[i];
    const Byte can = byte((lane & kError) | ((lane & kYes) << 1) | ((lane & kNo) >> 1));
    out[i] = close(can, byte(lane & kAbove));
  }
}

// ---- options and sets: first which bits meet, as bytes, then what that means

JURAT_CLONES void amongOptions(const std::uint8_t* __restrict can, const std::uint64_t* __restrict may,
                               std::uint64_t wanted, std::size_t n, std::uint8_t* __restrict out) {
  for (std::size_t i = 0; i < n; ++i) {
    const Byte yes = (may[i] & wanted) != 0 ? kYes : Byte{0};
    const Byte no = (may[i] & ~wanted) != 0 ? kNo : Byte{0};
    out[i] = byte(yes | no);
  }
  for (std::size_t i = 0; i < n; ++i) out[i] = strict(can[i], out[i]);
}

JURAT_CLONES void meetsOptions(const std::uint8_t* __restrict can, const std::uint64_t* may,
                               const std::uint64_t* must, std::uint64_t wanted, std::size_t n,
                               std::uint8_t* __restrict out) {
  if (may == must) {
    for (std::size_t i = 0; i < n; ++i) out[i] = (may[i] & wanted) != 0 ? kYes : kNo;
  } else {
    for (std::size_t i = 0; i < n; ++i) {
      const Byte yes = (may[i] & wanted) != 0 ? kYes : Byte{0};
      const Byte no = (must[i] & wanted) != 0 ? Byte{0} : kNo;
      out[i] = byte(yes | no);
    }
  }
  for (std::size_t i = 0; i < n; ++i) out[i] = strict(can[i], out[i]);
}

JURAT_CLONES void hasAll(const std::uint8_t* __restrict can, const std::uint64_t* may,
                         const std::uint64_t* must, std::uint64_t maybe, std::uint64_t sure, std::size_t n,
                         std::uint8_t* __restrict out) {
  for (std::size_t i = 0; i < n; ++i) {
    const Byte yes = (sure & ~may[i]) != 0 ? Byte{0} : kYes;
    const Byte no = (maybe & ~must[i]) != 0 ? kNo : Byte{0};
    out[i] = byte(yes | no);
  }
  // Certainly not, where no way leads to yes.
  for (std::size_t i = 0; i < n; ++i) out[i] = strict(can[i], (out[i] & kYes) != 0 ? out[i] : kNo);
}

JURAT_CLONES void emptySet(const std::uint8_t* __restrict can, const std::uint64_t* may,
                           const std::uint64_t* must, std::size_t n, std::uint8_t* __restrict out) {
  for (std::size_t i = 0; i < n; ++i) {
    const Byte yes = must[i] != 0 ? Byte{0} : kYes;
    const Byte no = may[i] != 0 ? kNo : Byte{0};
    out[i] = byte(yes | no);
  }
  for (std::size_t i = 0; i < n; ++i) out[i] = strict(can[i], out[i]);
}

// ---- order

JURAT_CLONES void lessThan(const std::int64_t* __restrict a, const std::int64_t* __restrict b, std::size_t n,
                           std::uint8_t* __restrict out) {
  for (std::size_t i = 0; i < n; ++i) out[i] = a[i] < b[i] ? Byte{1} : Byte{0};
}

JURAT_CLONES void lessThan(const std::int64_t* __restrict a, std::int64_t b, std::size_t n,
                           std::uint8_t* __restrict out) {
  for (std::size_t i = 0; i < n; ++i) out[i] = a[i] < b ? Byte{1} : Byte{0};
}

JURAT_CLONES void lessThan(std::int64_t a, const std::int64_t* __restrict b, std::size_t n,
                           std::uint8_t* __restrict out) {
  for (std::size_t i = 0; i < n; ++i) out[i] = a < b[i] ? Byte{1} : Byte{0};
}

JURAT_CLONES void furthest(const std::int64_t* __restrict other, bool highest, std::size_t n,
                           std::int64_t* __restrict out) {
  if (highest) {
    for (std::size_t i = 0; i < n; ++i) out[i] = out[i] < other[i] ? other[i] : out[i];
  } else {
    for (std::size_t i = 0; i < n; ++i) out[i] = other[i] < out[i] ? other[i] : out[i];
  }
}

namespace {

// What is possible of `a op b`; the parts are 0 or 1.
template <CompareOp Op>
JURAT_INLINE Byte possible(Byte less, Byte equal, Byte greater, Byte same) {
  const Byte yes = Op == CompareOp::Less           ? less
                   : Op == CompareOp::LessEqual    ? byte(less | equal)
                   : Op == CompareOp::Equal        ? equal
                   : Op == CompareOp::GreaterEqual ? byte(greater | equal)
                                                   : greater;
  const Byte no = Op == CompareOp::Less           ? byte(greater | equal)
                  : Op == CompareOp::LessEqual    ? greater
                  : Op == CompareOp::Equal        ? byte(same ^ 1)
                  : Op == CompareOp::GreaterEqual ? less
                                                  : byte(less | equal);
  return byte(yes | (no << 1));
}

template <CompareOp Op>
JURAT_INLINE void orders(const Ordering& lanes, std::size_t n, Byte* __restrict out) {
  const Byte *less_ = lanes.less, *greater_ = lanes.greater, *before_ = lanes.before, *behind_ = lanes.behind;
  const Byte *a_can = lanes.a_can, *b_can = lanes.b_can, *a_flags = lanes.a_flags, *b_flags = lanes.b_flags;
  for (std::size_t i = 0; i < n; ++i) {
    const Byte fa = a_flags[i], fb = b_flags[i];
    const Byte a_low = byte(fa & kLowOpen), b_low = byte(fb & kLowOpen);
    const Byte a_high = byte((fa & kHighOpen) >> 1), b_high = byte((fb & kHighOpen) >> 1);
    const Byte less = byte(less_[i] | a_low | b_high), greater = byte(greater_[i] | b_low | a_high);
    const Byte before = byte(before_[i] & ~(a_high | b_low)), behind = byte(behind_[i] & ~(b_high | a_low));
    const Byte equal = byte((before | behind) ^ 1);
    const Byte same = byte((less_[i] | greater_[i] | a_low | b_low | a_high | b_high) ^ 1);
    const Byte both = byte(a_can[i] & b_can[i]), either = byte(a_can[i] | b_can[i]);
    const Byte value = (both & kValue) != 0 ? possible<Op>(less, equal, greater, same) : Byte{0};
    const Byte error = (either & (kNone | kError)) != 0 ? kError : Byte{0};
    const Byte result = close(byte(value | error), byte(either & kWhy));
    out[i] = (either & kEscaped) != 0 ? byte(kEscaped | kYes | kNo | kError) : result;
  }
}

template <CompareOp Op>
JURAT_INLINE void numbers(const Byte* less, const Byte* greater, std::size_t n, Byte* __restrict out) {
  for (std::size_t i = 0; i < n; ++i) {
    const Byte equal = byte((less[i] | greater[i]) ^ 1);
    out[i] = possible<Op>(less[i], equal, greater[i], equal);
  }
}

}  // namespace

JURAT_CLONES void compareOrders(CompareOp op, const Ordering& lanes, std::size_t n, std::uint8_t* out) {
  switch (op) {
    case CompareOp::Less:
      return orders<CompareOp::Less>(lanes, n, out);
    case CompareOp::LessEqual:
      return orders<CompareOp::LessEqual>(lanes, n, out);
    case CompareOp::Equal:
      return orders<CompareOp::Equal>(lanes, n, out);
    case CompareOp::GreaterEqual:
      return orders<CompareOp::GreaterEqual>(lanes, n, out);
    case CompareOp::Greater:
      return orders<CompareOp::Greater>(lanes, n, out);
  }
}

JURAT_CLONES void compareNumbers(CompareOp op, const std::uint8_t* less, const std::uint8_t* greater,
                                 std::size_t n, std::uint8_t* out) {
  switch (op) {
    case CompareOp::Less:
      return numbers<CompareOp::Less>(less, greater, n, out);
    case CompareOp::LessEqual:
      return numbers<CompareOp::LessEqual>(less, greater, n, out);
    case CompareOp::Equal:
      return numbers<CompareOp::Equal>(less, greater, n, out);
    case CompareOp::GreaterEqual:
      return numbers<CompareOp::GreaterEqual>(less, greater, n, out);
    case CompareOp::Greater:
      return numbers<CompareOp::Greater>(less, greater, n, out);
  }
}

JURAT_CLONES void sameTruth(const std::uint8_t* __restrict a, const std::uint8_t* __restrict b, std::size_t n,
                            std::uint8_t* __restrict out, std::uint8_t* __restrict odd) {
  for (std::size_t i = 0; i < n; ++i) {
    const Byte x = byte(a[i] & kEither), y = byte(b[i] & kEither), either = byte(a[i] | b[i]);
    const Byte turned = byte(((y & kYes) << 1) | ((y & kNo) >> 1));
    const Byte yes = (x & y) != 0 ? kYes : Byte{0}, no = (x & turned) != 0 ? kNo : Byte{0};
    out[i] = close(byte(yes | no), byte(either & kWhy));
    odd[i] = x == 0 || y == 0 || (either & (kEscaped | kError | kNone | kValue)) != 0 ? Byte{1} : Byte{0};
  }
}

// ---- levels and verdicts

namespace {

// 0xff where it is so, 0 elsewhere: bytes that are put together without a branch.
JURAT_INLINE Byte where(bool is) { return is ? Byte{0xff} : Byte{0}; }
JURAT_INLINE Byte choose(Byte mask, Byte yes, Byte no) { return byte((yes & mask) | (no & ~mask)); }

}  // namespace

JURAT_CLONES void addCase(const std::uint8_t* __restrict condition, std::size_t n,
                          std::uint8_t* __restrict odd, std::uint8_t* __restrict held,
                          std::uint8_t* __restrict open, std::uint8_t* __restrict mask) {
  for (std::size_t i = 0; i < n; ++i) {
    const Byte can = condition[i];
    const Byte no = where(can == kNo), yes = where(can == kYes);
    const Byte either = where((can & (kPossible | kEscaped)) == kEither);
    const Byte before = held[i];
    odd[i] = byte(odd[i] | (~no & before & kSeveral) | (~(no | yes | either) & 1));
    open[i] = byte(open[i] | (either & can));
    held[i] = byte(before | ~no);
    mask[i] = byte(can & kYes);
  }
}

JURAT_CLONES void joinTruth(std::uint8_t* __restrict can, const std::uint8_t* __restrict other,
                            const std::uint8_t* __restrict open, std::uint8_t* __restrict odd,
                            std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) {
    const Byte a = other[i], b = can[i], either = byte(a | b);
    const Byte unclear =
        byte(where((either & kEscaped) != 0) | where((a & kPossible) == 0) | where((b & kPossible) == 0));
    const Byte both = byte(either & kPossible);
    const Byte several = where((both & (both - 1)) != 0);
    const Byte joined = byte(both | (several & (either | open[i]) & kWhy));
    const Byte asked = byte(where(open[i] != 0) & where(odd[i] == 0));
    odd[i] = byte(odd[i] | (asked & unclear & 1));
    can[i] = choose(byte(asked & ~unclear), joined, b);
  }
}

JURAT_CLONES void joinVerdicts(std::uint8_t* __restrict can, std::uint8_t* __restrict flags,
                               const std::uint8_t* __restrict other_can,
                               const std::uint8_t* __restrict other_flags,
                               const std::uint8_t* __restrict open, std::uint8_t* __restrict odd,
                               std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) {
    const Byte a = other_can[i], b = can[i], either = byte(a | b);
    const Byte unclear =
        byte(where((either & kEscaped) != 0) | where((a & kPossible) == 0) | where((b & kPossible) == 0));
    const Byte bits = byte(flags[i] | other_flags[i]), several = where((bits & (bits - 1)) != 0);
    const Byte joined = byte((either & kPossible) | (several & (either | open[i]) & kWhy));
    const Byte asked = byte(where(open[i] != 0) & where(odd[i] == 0)), takes = byte(asked & ~unclear);
    odd[i] = byte(odd[i] | (asked & unclear & 1));
    can[i] = choose(takes, joined, b);
    flags[i] = choose(takes, bits, flags[i]);
  }
}

JURAT_CLONES void judgeTruth(const std::uint8_t* __restrict done, std::size_t n, std::uint8_t* __restrict can,
                             std::uint8_t* __restrict flags) {
  for (std::size_t i = 0; i < n; ++i) {
    const Byte lane = done[i];
    const Byte satisfied = byte(where((lane & kYes) != 0) & kSatisfied);
    const Byte violated = byte(where((lane & kNo) != 0) & kViolated);
    const Byte failed = byte(where((lane & kError) != 0) & kFailed);
    const Byte bits = byte(satisfied | violated | failed), open = where((bits & (bits - 1)) != 0);
    const Byte escaped = byte(open & where((lane & kEscaped) != 0));
    can[i] = byte(kValue | (open & ~escaped & lane & kWhy) | (escaped & kEscaped));
    flags[i] = choose(escaped, kAnyVerdict, bits);
  }
}

JURAT_CLONES void judgeRules(const Judging& lanes, bool unconfirmed, std::size_t n,
                             std::uint8_t* __restrict possible, std::uint8_t* __restrict outcome,
                             std::uint8_t* __restrict escaped) {
  const Byte *forces = lanes.force, *applying = lanes.applies, *duties = lanes.duty_can, *owed = lanes.duty;
  constexpr auto of = [](Outcome word) { return static_cast<Byte>(word); };
  const Byte violated = unconfirmed ? of(Outcome::Review) : of(Outcome::Violated);
  for (std::size_t i = 0; i < n; ++i) {
    const Byte force = forces[i], applies = applying[i], duty = duties[i];
    const Byte f = byte(force & kPossible), a = byte(applies & kPossible);
    const Byte in_force = where((force & kYes) != 0);
    const Byte asked = byte(in_force & where((applies & kYes) != 0));
    Byte bits = byte(where(((force | applies) & kError) != 0) & kFailed);
    bits |= byte(where((force & kNo) != 0) & kNotInForce);
    bits |= byte(in_force & where((applies & kNo) != 0) & kNotApplicable);
    bits |= byte(asked & choose(where((duty & kError) != 0), kFailed, owed[i]));
    Byte above = byte(where((f & (f - 1)) != 0) & force);
    above |= byte(in_force & where((a & (a - 1)) != 0) & applies);
    above |= byte(asked & duty);
    const Byte open = where((bits & (bits - 1)) != 0);
    possible[i] = bits;
    escaped[i] = byte(escaped[i] | (open & where((above & kEscaped) != 0) & 1));
    const Byte waiting =
        choose(where((above & kWhy) == kOther), of(Outcome::Review), of(Outcome::Undetermined));
    Byte said = choose(where(bits == kSatisfied), of(Outcome::Satisfied), of(Outcome::Error));
    said = choose(where(bits == kViolated), violated, said);
    said = choose(where(bits == kPending), of(Outcome::Pending), said);
    said = choose(where(bits == kNotApplicable), of(Outcome::NotApplicable), said);
    said = choose(where(bits == kNotInForce), of(Outcome::NotInForce), said);
    outcome[i] = choose(open, waiting, said);
  }
}

}  // namespace jurat::batch
