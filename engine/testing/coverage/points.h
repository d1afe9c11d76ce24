// The points of coverage that a checked program holds, and the nodes of the program that stand for each;
// private to engine/testing.
#pragma once
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/testing/coverage/coverage.h"

namespace jurat {

class SourceMap;

// Several nodes stand for one point where a section or a version shares what is written once.
struct PointIndex {
  std::vector<Point> points;
  std::unordered_map<const checked::Expr*, std::size_t> conditions;
  std::unordered_map<const checked::Branch*, std::size_t> exceptions;
  std::unordered_map<const checked::Version*, std::size_t> versions;  // of declarations with more than one
  std::unordered_map<std::uint32_t, std::size_t> outcomes;            // by declaration
  std::unordered_map<std::uint32_t, std::size_t> first_row;  // by table of either kind; further rows follow
};

// Of the packs in `packs`; only what a test can see: what binds nobody, and what only chooses packs, is left
// out.
PointIndex pointsOf(const checked::Program& program, const std::vector<PackId>& packs,
                    const SourceMap& sources);

}  // namespace jurat
