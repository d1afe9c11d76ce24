#include "engine/batch/kernels.h"

#include <algorithm>

#include "engine/batch/kernel_forms.h"

namespace jurat::batch {
namespace {

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
  const Byte error = byte(some & kError & where(mark == 0));
  const Byte can =
      All ? byte((every & kYes) | (some & kNo) | error) : byte((some & kYes) | (every & kNo) | error);
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

JURAT_CLONES void closeAll(bool of_all, const std::uint8_t* __restrict every,
                           const std::uint8_t* __restrict some, const std::uint8_t* __restrict mark,
                           std::size_t n, std::uint8_t* __restrict out) {
  if (of_all) {
    for (std::size_t i = 0; i < n; ++i) out[i] = closeSums<true>(every[i], some[i], mark[i]);
  } else {
    for (std::size_t i = 0; i < n; ++i) out[i] = closeSums<false>(every[i], some[i], mark[i]);
  }
}

JURAT_CLONES void markAll(bool of_all, const std::uint8_t* __restrict in, std::size_t n,
                          std::uint8_t* __restrict mark) {
  if (of_all) {
    for (std::size_t i = 0; i < n; ++i) mark[i] = where((in[i] & (kYes | kError)) == 0);
  } else {
    for (std::size_t i = 0; i < n; ++i) mark[i] = where((in[i] & kPossible) == kYes);
  }
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

namespace {

// Of a column's lane, what that says of whether it is given (Steps, IsGiven), or known.
template <bool Known>
JURAT_INLINE Byte givenLane(Byte can, Byte flags, Byte there) {
  const Byte both = where((can & kEither) == kEither);
  const Byte silent = byte((where((can & kValue) != 0) & where((flags & kUnanswered) != 0)) | both);
  constexpr Byte kThings = kValue | kYes | kNo;
  const Byte some = where((can & (Known ? byte(kThings | kNone) : kThings)) != 0);
  const Byte open = byte(silent & inverse(there));
  Byte said = byte((can & kError) | (some & (kYes | (open & kNo))));
  if (!Known) said |= byte(where((can & kNone) != 0) & kNo);
  const Byte result = close(said, byte(can & kWhy));
  const Byte escaped = where((can & kEscaped) != 0);
  const Byte unknown = Known ? byte(where((flags & kSaidUnknown) != 0) & inverse(escaped)) : Byte{0};
  const Byte lane = byte((result & inverse(escaped)) | (escaped & (kEscaped | kYes | kNo | kError)));
  return byte((lane & inverse(unknown)) | (unknown & kNo));
}

}  // namespace

JURAT_CLONES void givenOf(bool known, const std::uint8_t* __restrict can,
                          const std::uint8_t* __restrict flags, const std::uint8_t* __restrict there,
                          std::size_t n, std::uint8_t* __restrict out) {
  if (known) {
    for (std::size_t i = 0; i < n; ++i) out[i] = givenLane<true>(can[i], flags[i], 0);
  } else {
    for (std::size_t i = 0; i < n; ++i) out[i] = givenLane<false>(can[i], flags[i], there[i]);
  }
}

JURAT_CLONES bool noneBesides(const std::uint8_t* can, std::size_t n) {
  Byte some = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const Byte possible = can[i] & kPossible;
    some |= byte(where((can[i] & (kNone | kEscaped)) == kNone) & where(possible != kNone));
  }
  return some != 0;
}

JURAT_CLONES void differing(const std::uint32_t* __restrict units, std::uint32_t unit, std::size_t n,
                            std::uint8_t* __restrict out) {
  for (std::size_t i = 0; i < n; ++i) out[i] = units[i] != unit ? Byte{1} : Byte{0};
}

namespace {

template <typename Word>
JURAT_INLINE void blendWords(const Word* __restrict from, const Byte* __restrict mask, std::size_t n,
                             Word* __restrict out) {
  for (std::size_t i = 0; i < n; ++i) {
    const Word given = from[i], own = out[i];
    out[i] = mask[i] != 0 ? given : own;
  }
}

}  // namespace

JURAT_CLONES void blendLanes(const std::uint8_t* from, const std::uint8_t* mask, std::size_t n,
                             std::uint8_t* out) {
  blendWords(from, mask, n, out);
}

JURAT_CLONES void blendLanes(const std::uint32_t* from, const std::uint8_t* mask, std::size_t n,
                             std::uint32_t* out) {
  blendWords(from, mask, n, out);
}

JURAT_CLONES void blendLanes(const std::int64_t* from, const std::uint8_t* mask, std::size_t n,
                             std::int64_t* out) {
  blendWords(from, mask, n, out);
}

JURAT_CLONES void blendLanes(const std::uint64_t* from, const std::uint8_t* mask, std::size_t n,
                             std::uint64_t* out) {
  blendWords(from, mask, n, out);
}

JURAT_CLONES void addBits(const std::uint8_t* __restrict from, std::uint8_t wanted, std::size_t n,
                          std::uint8_t* __restrict out) {
  for (std::size_t i = 0; i < n; ++i) out[i] |= byte(from[i] & wanted);
}

JURAT_CLONES void addOthers(const std::uint8_t* __restrict from, std::uint8_t usual, std::size_t n,
                            std::uint8_t* __restrict out) {
  for (std::size_t i = 0; i < n; ++i) out[i] |= byte(from[i] ^ usual);
}

JURAT_CLONES void keepWhere(const std::uint8_t* __restrict mask, std::uint8_t bit, std::size_t n,
                            std::uint8_t* __restrict out) {
  for (std::size_t i = 0; i < n; ++i) out[i] = byte(out[i] & where((mask[i] & bit) != 0));
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

namespace {

template <typename Word>
JURAT_INLINE void meets(const Byte* __restrict can, const Word* may, const Word* must, Word wanted,
                        std::size_t n, Byte* __restrict out) {
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

template <typename Word>
JURAT_INLINE void has(const Byte* __restrict can, const Word* may, const Word* must, Word maybe, Word sure,
                      std::size_t n, Byte* __restrict out) {
  for (std::size_t i = 0; i < n; ++i) {
    constexpr auto kAllBits = static_cast<Word>(-1);
    const auto lacks = static_cast<Word>(sure & static_cast<Word>(may[i] ^ kAllBits));
    const auto perhaps = static_cast<Word>(maybe & static_cast<Word>(must[i] ^ kAllBits));
    const Byte yes = lacks != 0 ? Byte{0} : kYes, no = perhaps != 0 ? kNo : Byte{0};
    out[i] = byte(yes | no);
  }
  // Certainly not, where no way leads to yes.
  for (std::size_t i = 0; i < n; ++i) {
    const Byte yes = where((out[i] & kYes) != 0);
    out[i] = strict(can[i], byte((out[i] & yes) | (inverse(yes) & kNo)));
  }
}

}  // namespace

JURAT_CLONES void meetsOptions(const std::uint8_t* can, const std::uint64_t* may, const std::uint64_t* must,
                               std::uint64_t wanted, std::size_t n, std::uint8_t* out) {
  meets(can, may, must, wanted, n, out);
}

JURAT_CLONES void meetsOptions(const std::uint8_t* can, const std::uint8_t* may, const std::uint8_t* must,
                               std::uint8_t wanted, std::size_t n, std::uint8_t* out) {
  meets(can, may, must, wanted, n, out);
}

JURAT_CLONES void hasAll(const std::uint8_t* can, const std::uint64_t* may, const std::uint64_t* must,
                         std::uint64_t maybe, std::uint64_t sure, std::size_t n, std::uint8_t* out) {
  has(can, may, must, maybe, sure, n, out);
}

JURAT_CLONES void hasAll(const std::uint8_t* can, const std::uint8_t* may, const std::uint8_t* must,
                         std::uint8_t maybe, std::uint8_t sure, std::size_t n, std::uint8_t* out) {
  has(can, may, must, maybe, sure, n, out);
}

JURAT_CLONES void byteOf(const std::uint64_t* __restrict bits, unsigned place, std::size_t n,
                         std::uint8_t* __restrict out) {
  for (std::size_t i = 0; i < n; ++i) out[i] = static_cast<Byte>(bits[i] >> place);
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

}  // namespace jurat::batch
