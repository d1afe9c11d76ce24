#include "engine/cli/heap.h"

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>

#include "engine/base/sanitized.h"

namespace jurat {

#if defined(__GLIBC__) && defined(MADV_HUGEPAGE) && !JURAT_SANITIZED

void prepareHeap() {
  constexpr std::uintptr_t kPage = std::uintptr_t{2} << 20;
  constexpr int kStep = 24 << 20, kApart = 32 << 20;
  mallopt(M_MMAP_THRESHOLD, kApart);
  mallopt(M_TRIM_THRESHOLD, kApart);
  mallopt(M_TOP_PAD, kStep);
  // What lies before the first whole large page is set aside: it is never written to, and so costs nothing.
  const auto end = reinterpret_cast<std::uintptr_t>(::sbrk(0));
  const std::uintptr_t first = (end + kPage - 1) / kPage * kPage;
  static const void* aside = std::malloc(first - end);
  const auto grown = reinterpret_cast<std::uintptr_t>(::sbrk(0)) / kPage * kPage;
  // It may refuse: then there are small pages as ever.
  if (aside && first < grown)
    static_cast<void>(::madvise(reinterpret_cast<void*>(first), grown - first, MADV_HUGEPAGE));
}

#else

void prepareHeap() {}

#endif

}  // namespace jurat
