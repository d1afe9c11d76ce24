// The pages of J06xx: profiles. Sorted by code; a test checks it.
#include <array>

#include "engine/source/code_pages.h"

namespace jurat {
namespace {

// The rows stand in the order of their codes, because codePage() searches by halves.
constexpr std::array<CodePage, 0> kPages{};

}  // namespace

std::span<const CodePage> profilePages() { return kPages; }

}  // namespace jurat
