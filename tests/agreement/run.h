// How many generated cases a run has, and from which seed; both can be set from outside to repeat a failure.
#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace jurat::agreement {

inline std::size_t numberOf(const char* variable, std::size_t otherwise) {
  const char* text = std::getenv(variable);
  return text ? static_cast<std::size_t>(std::strtoull(text, nullptr, 10)) : otherwise;
}

// The first seed: JURAT_SEED, else 1.
inline std::uint64_t firstSeed() { return numberOf("JURAT_SEED", 1); }

// JURAT_CASES of them, else `usual`; JURAT_CASE_PERCENT scales either.
inline std::size_t casesOf(std::size_t usual) {
  return std::max<std::size_t>(numberOf("JURAT_CASES", usual) * numberOf("JURAT_CASE_PERCENT", 100) / 100,
                               40);
}

// Whether JURAT_CASE_PERCENT asks for less than all.
inline bool isShortened() { return numberOf("JURAT_CASE_PERCENT", 100) < 100; }
// So many, or as many as a shortened run does with: of what takes long under sanitizers.
inline std::size_t orFewer(std::size_t usual, std::size_t shortened) {
  return isShortened() ? shortened : usual;
}

}  // namespace jurat::agreement
