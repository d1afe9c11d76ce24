// Curve: a figure as a quotient of two polynomials of the fact, with exact coefficients.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/limits.h"
#include "engine/values/number.h"

namespace jurat {

// Coefficients by the power of x that they belong to; the last one is not 0. None at all: 0.
using Polynomial = std::vector<Number>;

// INVARIANT: `top` and `bottom` have no factor in common and the last coefficient of `bottom` is 1, so that
// one figure has one representation. It is not known where `bottom` is empty.
struct Curve {
  Polynomial top, bottom;

  bool known() const { return !bottom.empty(); }
  // constant + slope * x; a figure that stays where it is is one of these.
  static Curve line(const Number& constant, const Number& slope);
  bool isLine() const { return bottom.size() == 1 && top.size() <= 2; }
  // Of top by its power; 0 where there is none.
  Number coefficient(std::size_t power) const { return power < top.size() ? top[power] : Number(); }
  // Nothing where the curve is not known, x is a pole of it, or the figure is too large for `limits`.
  std::optional<Number> at(const Number& x, const Limits& limits = {}) const;
  std::uint64_t hash() const;
  friend bool operator==(const Curve&, const Curve&) = default;
};

// Not known where one of the two is not, where b is 0, and where the degree passes 8 or a coefficient
// `limits`.
Curve sumOf(const Curve& a, const Curve& b, const Limits& limits);
Curve productOf(const Curve& a, const Curve& b, const Limits& limits);
Curve quotientOf(const Curve& a, const Curve& b, const Limits& limits);

// A value at which two curves meet. Where that is no fraction it lies between two neighbours on a grid, which
// belong to it both; else both are the value.
struct Crossing {
  Number from, to;
};
struct Crossings {
  bool here = false;                     // they meet at the value asked from
  std::optional<Crossing> below, above;  // the nearest on either side
};
// Where two curves meet between `low` and `high`, seen from `here` among them; nothing is said of curves that
// are the same. Empty where a curve is not known or the arithmetic passes `limits`. `grid` is the distance of
// two neighbours.
std::optional<Crossings> crossingsOf(const Curve& a, const Curve& b, const Number& here, const Number& low,
                                     const Number& high, const Number& grid, const Limits& limits);

}  // namespace jurat
