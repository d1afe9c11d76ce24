#include "engine/batch/kernels.h"

#include <algorithm>

#include "engine/batch/kernel_forms.h"

namespace jurat::batch {
namespace {

using checked::CompareOp;

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
  const Byte *all_less = lanes.less, *all_greater = lanes.greater, *all_before = lanes.before,
             *all_behind = lanes.behind;
  const Byte *a_can = lanes.a_can, *b_can = lanes.b_can, *a_flags = lanes.a_flags, *b_flags = lanes.b_flags;
  for (std::size_t i = 0; i < n; ++i) {
    const Byte fa = a_flags[i], fb = b_flags[i];
    const Byte a_low = byte(fa & kLowOpen), b_low = byte(fb & kLowOpen);
    const Byte a_high = byte((fa & kHighOpen) >> 1), b_high = byte((fb & kHighOpen) >> 1);
    const Byte less = byte(all_less[i] | a_low | b_high), greater = byte(all_greater[i] | b_low | a_high);
    const Byte before = byte(all_before[i] & ~(a_high | b_low)),
               behind = byte(all_behind[i] & ~(b_high | a_low));
    const Byte equal = byte((before | behind) ^ 1);
    const Byte same = byte((all_less[i] | all_greater[i] | a_low | b_low | a_high | b_high) ^ 1);
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
    const Byte error = (either & (kNone | kError)) != 0 ? kError : Byte{0};
    out[i] = close(byte(yes | no | error), byte(either & kWhy));
    odd[i] = byte(either & (kEscaped | kValue));
  }
}

}  // namespace jurat::batch
