// Course: how a bound of a value runs while one answer of the company moves; private to engine/advice.
#pragma once
#include <cstdint>

#include "engine/advice/range/curve.h"
#include "engine/values/number.h"

namespace jurat {

enum class Shape : std::uint8_t {
  Straight,  // a line; a slope of 0 stays where it is
  Stepped,   // a line that is rounded afterwards
  Bent,      // it moves along no line
};

// Near the value `here` of the fact the bound at x is `at + slope * (x - here)`.
struct Course {
  bool open = false;  // there is no bound on that side
  Shape shape = Shape::Straight;
  bool loose = false;    // two lines meet here: the slope is that of one side only
  bool follows = false;  // it moves elsewhere: a day that ends of months hold
  Number now;            // the bound itself
  Number at;             // before it was rounded
  Number slope;
  Number off;                 // Stepped: `now` is at most so far from `at`
  Number grain;               // Stepped: of which step the bound is a multiple, 0 when that is not known
  Curve curve;                // Bent: along which curve, where that is known
  std::uint64_t formula = 0;  // Bent: stands for the formula that bends, all of its parts

  bool moves() const { return !open && (shape != Shape::Straight || slope.sign() != 0); }
  // Whether both are the same formula, before either is rounded.
  bool goesWith(const Course& other) const {
    if (open || other.open) return open == other.open;
    return slope == other.slope && at == other.at && curve == other.curve && formula == other.formula;
  }
};

// A number that stands for two others, in this order.
inline std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
  return (a ^ (b + 0x9e3779b97f4a7c15ULL + (a << 6) + (a >> 2))) * 0xff51afd7ed558ccdULL;
}

// Of a value: both bounds. A value that does not move has its bounds in its slot.
struct Courses {
  Course low, high;
  bool moves = false;
};

}  // namespace jurat
