// The forms of kernels, and what their loops share; private to engine/batch.
#pragma once
#include <cstdint>
#include <cstdlib>

#include "engine/evaluate/slot.h"

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

using Byte = std::uint8_t;

inline constexpr Byte kEither = kYes | kNo;

JURAT_INLINE Byte byte(int value) { return static_cast<Byte>(value); }

// 0xff where it is so, 0 elsewhere: bytes that are put together without a branch, and without shifts, which
// vectors of bytes do not have.
JURAT_INLINE Byte where(bool is) { return is ? Byte{0xff} : Byte{0}; }

// Every bit turned, which `~` does in 32 bits.
JURAT_INLINE Byte inverse(Byte bits) { return byte(bits ^ 0xff); }

// Yes for no, and no for yes.
JURAT_INLINE Byte turned(Byte lane) {
  return byte((where((lane & kYes) != 0) & kNo) | (where((lane & kNo) != 0) & kYes));
}

// Where more than one bit is set. Reckoned in bytes step by step, or the compiler takes 32 bits for each
// lane.
JURAT_INLINE Byte several(Byte bits) {
  const Byte less = byte(bits - 1), both = byte(bits & less);
  return where(both != 0);
}

JURAT_INLINE Byte close(Byte can, Byte above) { return byte(can | (several(can) & above)); }

}  // namespace jurat::batch
