// Kernels of numbers and their order.
#include "engine/batch/kernel_forms.h"
#include "engine/batch/kernels.h"

namespace jurat::batch {

using checked::CompareOp;

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
  return byte(yes | (where(no != 0) & kNo));
}

template <CompareOp Op>
JURAT_INLINE void orders(const Ordering& lanes, std::size_t n, Byte* __restrict out) {
  const Byte *all_less = lanes.less, *all_greater = lanes.greater, *all_before = lanes.before,
             *all_behind = lanes.behind;
  const Byte *a_can = lanes.a_can, *b_can = lanes.b_can, *a_flags = lanes.a_flags, *b_flags = lanes.b_flags;
  for (std::size_t i = 0; i < n; ++i) {
    const Byte fa = a_flags[i], fb = b_flags[i];
    const Byte a_low = byte(fa & kLowOpen), b_low = byte(fb & kLowOpen);
    const Byte a_high = byte(where((fa & kHighOpen) != 0) & 1),
               b_high = byte(where((fb & kHighOpen) != 0) & 1);
    const Byte less = byte(all_less[i] | a_low | b_high), greater = byte(all_greater[i] | b_low | a_high);
    const Byte before = byte(all_before[i] & inverse(byte(a_high | b_low))),
               behind = byte(all_behind[i] & inverse(byte(b_high | a_low)));
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

JURAT_CLONES std::uint64_t reachOf(const std::int64_t* values, std::size_t n) {
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < n; ++i) bits |= static_cast<std::uint64_t>(values[i] ^ (values[i] >> 63));
  return bits;
}

JURAT_CLONES void scaleBy(const std::int64_t* __restrict in, std::int64_t factor, std::size_t n,
                          std::int64_t* __restrict out) {
  for (std::size_t i = 0; i < n; ++i) out[i] = in[i] * factor;
}

JURAT_CLONES void unequal(const std::int64_t* __restrict a, const std::int64_t* __restrict b, std::size_t n,
                          std::uint8_t* __restrict out) {
  for (std::size_t i = 0; i < n; ++i) out[i] |= a[i] != b[i] ? Byte{1} : Byte{0};
}

JURAT_CLONES void markPeriods(const std::uint8_t* __restrict a, const std::uint8_t* __restrict b,
                              std::size_t n, std::uint8_t* __restrict odd) {
  for (std::size_t i = 0; i < n; ++i)
    odd[i] |= byte(((a[i] ^ b[i]) & kMonths) | ((a[i] | b[i]) & kAnyPeriod));
}

JURAT_CLONES void markApart(const std::uint8_t* __restrict a, const std::uint8_t* __restrict b,
                            const std::uint8_t* __restrict apart, bool always, std::size_t n,
                            std::uint8_t* __restrict odd) {
  const Byte other = always ? Byte{0xff} : Byte{0};
  for (std::size_t i = 0; i < n; ++i) odd[i] |= byte(apart[i] & (other | where((a[i] & b[i] & kValue) != 0)));
}

}  // namespace jurat::batch
