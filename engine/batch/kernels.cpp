#include "engine/batch/kernels.h"

#include <algorithm>

#include "engine/batch/kernel_forms.h"

namespace jurat::batch {
namespace {

using checked::CompareOp;

// As tally() of kernels.h, with one more mask instead of its bits for sure answers: of `and` that some is
// neither yes nor an error (`mark`), of `or` that some is yes and nothing else. Bits above the possible ones
// stay in `some`.
struct Sums {
  Byte every = 0xff, some = 0, mark = 0;
};

template <bool All>
JURAT_INLINE void add(Byte lane, Byte& every, Byte& some, Byte& mark) {
  every &= lane;
  some |= lane;
  mark |= All ? where((lane & (kYes | kError)) == 0) : where((lane & kPossible) == kYes);
}

template <bool All>
JURAT_INLINE Byte closeSums(Byte every, Byte some, Byte mark) {
  const Byte error = byte(some & kError & ~mark);
  const Byte can = All ? byte((every & kYes) | (some & kNo) | error) : byte((some & kYes) | (every & kNo) | error);
  return close(can, byte(some & kAbove));
}

template <bool All>
Sums sumsOf(const Tallied& tallied) {
  const Byte mark = All ? ((tallied.every & kYesOrError) ? Byte{0} : Byte{0xff})
                        : ((tallied.some & kOnlyYes) ? Byte{0xff} : Byte{0});
  return {tallied.every, byte((tallied.some & kPossible) | tallied.above), mark};
}

// Up to four conditions at once; the others of a longer list have been summed into arrays before.
template <bool All, int Count>
JURAT_INLINE void conditions(const Byte* const* in, Sums others, std::size_t n, Byte* __restrict out) {
  const Byte *a = in[0], *b = in[Count > 1 ? 1 : 0], *c = in[Count > 2 ? 2 : 0], *d = in[Count > 3 ? 3 : 0];
  for (std::size_t i = 0; i < n; ++i) {
    Byte every = others.every, some = others.some, mark = others.mark;
    add<All>(a[i], every, some, mark);
    if (Count > 1) add<All>(b[i], every, some, mark);
    if (Count > 2) add<All>(c[i], every, some, mark);
    if (Count > 3) add<All>(d[i], every, some, mark);
    out[i] = closeSums<All>(every, some, mark);
  }
}

template <bool All, int Count>
JURAT_INLINE void sums(const Byte* const* in, std::size_t n, Byte* __restrict every, Byte* __restrict some,
                       Byte* __restrict mark) {
  const Byte *a = in[0], *b = in[Count > 1 ? 1 : 0], *c = in[Count > 2 ? 2 : 0], *d = in[Count > 3 ? 3 : 0];
  for (std::size_t i = 0; i < n; ++i) {
    Byte e = every[i], s = some[i], m = mark[i];
    add<All>(a[i], e, s, m);
    if (Count > 1) add<All>(b[i], e, s, m);
    if (Count > 2) add<All>(c[i], e, s, m);
    if (Count > 3) add<All>(d[i], e, s, m);
    every[i] = e;
    some[i] = s;
    mark[i] = m;
  }
}

template <bool All>
JURAT_INLINE void few(const Byte* const* in, std::size_t count, Sums others, std::size_t n, Byte* out) {
  switch (count) {
    case 1:
      return conditions<All, 1>(in, others, n, out);
    case 2:
      return conditions<All, 2>(in, others, n, out);
    case 3:
      return conditions<All, 3>(in, others, n, out);
    default:
      return conditions<All, 4>(in, others, n, out);
  }
}

template <bool All>
JURAT_INLINE void sumSome(const Byte* const* in, std::size_t count, std::size_t n, Byte* every, Byte* some,
                          Byte* mark) {
  switch (count) {
    case 1:
      return sums<All, 1>(in, n, every, some, mark);
    case 2:
      return sums<All, 2>(in, n, every, some, mark);
    case 3:
      return sums<All, 3>(in, n, every, some, mark);
    default:
      return sums<All, 4>(in, n, every, some, mark);
  }
}

JURAT_CLONES void fewConditions(bool of_all, const Byte* const* in, std::size_t count, const Sums& others,
                                std::size_t n, Byte* out) {
  return of_all ? few<true>(in, count, others, n, out) : few<false>(in, count, others, n, out);
}

JURAT_CLONES void sumFew(bool of_all, const Byte* const* in, std::size_t count, std::size_t n, Byte* every,
                         Byte* some, Byte* mark) {
  return of_all ? sumSome<true>(in, count, n, every, some, mark)
                : sumSome<false>(in, count, n, every, some, mark);
}

JURAT_CLONES void closeAll(bool of_all, const Byte* __restrict every, const Byte* __restrict some,
                           const Byte* __restrict mark, std::size_t n, Byte* __restrict out) {
  if (of_all) {
    for (std::size_t i = 0; i < n; ++i) out[i] = closeSums<true>(every[i], some[i], mark[i]);
  } else {
    for (std::size_t i = 0; i < n; ++i) out[i] = closeSums<false>(every[i], some[i], mark[i]);
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

void andOr(bool of_all, const std::uint8_t* const* in, std::size_t count, const Tallied& tallied,
           std::size_t n, std::uint8_t* scratch, std::uint8_t* out) {
  const Sums others = of_all ? sumsOf<true>(tallied) : sumsOf<false>(tallied);
  if (count <= 4) return fewConditions(of_all, in, count, others, n, out);
  Byte *every = scratch, *some = scratch + n, *mark = scratch + 2 * n;
  std::fill_n(every, n, others.every);
  std::fill_n(some, n, others.some);
  std::fill_n(mark, n, others.mark);
  for (std::size_t at = 0; at < count; at += 4)
    sumFew(of_all, in + at, std::min<std::size_t>(4, count - at), n, every, some, mark);
  closeAll(of_all, every, some, mark, n, out);
}

JURAT_CLONES void negate(const std::uint8_t* __restrict in, std::size_t n, std::uint8_t* __restrict out) {
  for (std::size_t i = 0; i < n; ++i) {
    const Byte lane = in[i];
    out[i] = close(byte((lane & kError) | turned(lane)), byte(lane & kAbove));
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
    const Byte yes = (x & y) != 0 ? kYes : Byte{0}, no = (x & turned(y)) != 0 ? kNo : Byte{0};
    const Byte error = (either & (kNone | kError)) != 0 ? kError : Byte{0};
    out[i] = close(byte(yes | no | error), byte(either & kWhy));
    odd[i] = byte(either & (kEscaped | kValue));
  }
}

}  // namespace jurat::batch
