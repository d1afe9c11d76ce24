// The pages of J01xx to J05xx: packs, names, types, declarations, analysis and tests. Sorted by code; a test
// checks it.
#include <array>

#include "engine/source/code_pages.h"

namespace jurat {
namespace {

// The rows stand in the order of their codes, because codePage() searches by halves.
constexpr std::array<CodePage, 0> kPages{};

}  // namespace

std::span<const CodePage> checkPages() { return kPages; }

}  // namespace jurat
