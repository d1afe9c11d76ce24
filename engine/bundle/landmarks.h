// Landmarks: the branches, versions, notes and exposures of a program, numbered in one fixed order, so that
// code can name them by number where it points to them in memory.
#pragma once
#include <array>
#include <cstddef>
#include <vector>

#include "engine/check/program.h"

namespace jurat::bundle {

template <typename T>
struct Landmark;  // specialised below: where the things of a type stand

struct Landmarks {
  std::vector<const checked::Branch*> branches;
  std::vector<const checked::Version*> versions;
  std::vector<const checked::Note*> notes;
  std::vector<const checked::Exposure*> exposures;
};
// How many of each.
using LandmarkCounts = std::array<std::size_t, 4>;

// In the order of declarations, versions and levels, the outer level before the inner.
Landmarks landmarksOf(const checked::Program& program);
Landmarks landmarksOf(const checked::Declaration& declaration);
LandmarkCounts countsOf(const Landmarks& landmarks);

// Adds those of a declaration behind the others.
void addLandmarks(const checked::Declaration& declaration, Landmarks& out);
// Adds the places of so many, of a declaration that was not read.
void addPlaces(const LandmarkCounts& counts, Landmarks& out);

template <>
struct Landmark<checked::Branch> {
  static constexpr auto kList = &Landmarks::branches;
};
template <>
struct Landmark<checked::Version> {
  static constexpr auto kList = &Landmarks::versions;
};
template <>
struct Landmark<checked::Note> {
  static constexpr auto kList = &Landmarks::notes;
};
template <>
struct Landmark<checked::Exposure> {
  static constexpr auto kList = &Landmarks::exposures;
};

}  // namespace jurat::bundle
