#include "engine/cli/heap.h"

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>

#if defined(__GLIBC__) && defined(MADV_HUGEPAGE) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)

namespace jurat {
namespace {

constexpr std::size_t kUnit = 16;      // what every object is aligned to
constexpr std::size_t kLargest = 512;  // whatever is larger is malloc()'s
constexpr std::size_t kBytes = 16u << 20;

struct Hole {
  Hole* next;
};

// Small objects of the first thread, one behind the other; holes are filled again with those of their size.
// When there is no more of it the rest is malloc()'s, too.
char* begin = nullptr;
char* at = nullptr;
char* end = nullptr;
Hole* holes[kLargest / kUnit + 1] = {};
thread_local bool first_thread = false;

bool inside(const void* object) {
  return static_cast<std::size_t>(static_cast<const char*>(object) - begin) <
         static_cast<std::size_t>(end - begin);
}

void* take(std::size_t size) {
  const std::size_t units = (size + kUnit - 1) / kUnit;
  if (Hole* hole = holes[units]) {
    holes[units] = hole->next;
    return hole;
  }
  if (static_cast<std::size_t>(end - at) < units * kUnit) return nullptr;
  void* const object = at;
  at += units * kUnit;
  return object;
}

void giveBack(void* object, std::size_t size) {
  if (!inside(object)) return std::free(object);
  // What another thread gives back is not taken up again: it must not touch the holes.
  if (!first_thread) return;
  const std::size_t units = (size + kUnit - 1) / kUnit;
  Hole* const hole = static_cast<Hole*>(object);
  hole->next = holes[units];
  holes[units] = hole;
}

void* large(std::size_t size) {
  for (;;) {
    if (void* object = std::malloc(size == 0 ? 1 : size)) return object;
    const std::new_handler handler = std::get_new_handler();
    if (!handler) throw std::bad_alloc();
    handler();
  }
}

}  // namespace

void prepareHeap() {
  constexpr std::uintptr_t kPage = std::uintptr_t{2} << 20;
  constexpr int kStep = 40 << 20, kApart = 48 << 20;
  mallopt(M_MMAP_THRESHOLD, kApart);
  mallopt(M_TRIM_THRESHOLD, kApart);
  mallopt(M_TOP_PAD, kStep);
  // What lies before the first whole large page is set aside: it is never written to, and so costs nothing.
  const auto top = reinterpret_cast<std::uintptr_t>(::sbrk(0));
  const std::uintptr_t first = (top + kPage - 1) / kPage * kPage;
  static const void* aside = std::malloc(first - top);
  const auto grown = reinterpret_cast<std::uintptr_t>(::sbrk(0)) / kPage * kPage;
  // It may refuse: then there are small pages as ever.
  if (aside && first < grown)
    static_cast<void>(::madvise(reinterpret_cast<void*>(first), grown - first, MADV_HUGEPAGE));
  begin = at = static_cast<char*>(std::malloc(kBytes));
  if (begin) end = begin + kBytes;
  first_thread = true;
}

}  // namespace jurat

void* operator new(std::size_t size) {
  if (jurat::first_thread && size - 1 < jurat::kLargest) {
    if (void* object = jurat::take(size)) return object;
  }
  return jurat::large(size);
}

void operator delete(void* object, std::size_t size) noexcept { jurat::giveBack(object, size); }

// Of a size that is not told: within what is ours it is not taken up again.
void operator delete(void* object) noexcept {
  if (!jurat::inside(object)) std::free(object);
}

#else

namespace jurat {
void prepareHeap() {}
}  // namespace jurat

#endif
