#include "engine/advice/range/curve.h"

#include <algorithm>
#include <utility>

#include "engine/advice/range/polynomials.h"

namespace jurat {
namespace {

constexpr std::size_t kMostCoefficients = 9;

// In lowest terms.
Curve curveOver(Polynomials& reckon, const Polynomial& top, const Polynomial& bottom) {
  if (bottom.empty() || reckon.over()) return {};
  const Polynomial common = reckon.common(top, bottom);
  if (reckon.over() || common.empty()) return {};
  Polynomial above = reckon.divided(top, common).first, below = reckon.divided(bottom, common).first;
  if (reckon.over() || below.empty()) return {};
  const Number last = below.back();
  Curve out{reckon.shared(above, last), reckon.shared(below, last)};
  if (reckon.over() || std::max(out.top.size(), out.bottom.size()) > kMostCoefficients) return {};
  return out;
}

}  // namespace

Curve Curve::line(const Number& constant, const Number& slope) {
  Curve out{{constant, slope}, {Number(1)}};
  while (!out.top.empty() && out.top.back().sign() == 0) out.top.pop_back();
  return out;
}

std::optional<Number> Curve::at(const Number& x, const Limits& limits) const {
  Polynomials reckon(limits);
  const Number above = reckon.at(top, x), below = reckon.at(bottom, x);
  if (reckon.over() || below.sign() == 0) return std::nullopt;
  return divide(above, below, limits);
}

std::uint64_t Curve::hash() const {
  std::uint64_t out = top.size();
  for (const Polynomial* each : {&top, &bottom}) {
    for (const Number& coefficient : *each) out = out * 0x9e3779b97f4a7c15ULL + coefficient.hash();
  }
  return out;
}

Curve sumOf(const Curve& a, const Curve& b, const Limits& limits) {
  if (!a.known() || !b.known()) return {};
  Polynomials reckon(limits);
  const Polynomial top = reckon.sum(reckon.product(a.top, b.bottom), reckon.product(b.top, a.bottom));
  return curveOver(reckon, top, reckon.product(a.bottom, b.bottom));
}

Curve productOf(const Curve& a, const Curve& b, const Limits& limits) {
  if (!a.known() || !b.known()) return {};
  Polynomials reckon(limits);
  return curveOver(reckon, reckon.product(a.top, b.top), reckon.product(a.bottom, b.bottom));
}

Curve quotientOf(const Curve& a, const Curve& b, const Limits& limits) {
  if (!a.known() || !b.known() || b.top.empty()) return {};
  Polynomials reckon(limits);
  return curveOver(reckon, reckon.product(a.top, b.bottom), reckon.product(a.bottom, b.top));
}

std::optional<Crossings> crossingsOf(const Curve& a, const Curve& b, const Number& here, const Number& low,
                                     const Number& high, const Number& grid, const Limits& limits) {
  if (!a.known() || !b.known()) return std::nullopt;
  Polynomials reckon(limits);
  const Polynomial apart =
      reckon.sum(reckon.product(a.top, b.bottom), reckon.shared(reckon.product(b.top, a.bottom), Number(-1)));
  Crossings out;
  if (apart.size() > 1) {
    out.here = reckon.at(apart, here).sign() == 0;
    out.above = reckon.next(apart, here, high, grid);
    // Below is above on the other side of 0.
    Polynomial turned = apart;
    for (std::size_t i = 1; i < turned.size(); i += 2) turned[i] = turned[i].negated();
    if (const auto below = reckon.next(turned, here.negated(), low.negated(), grid))
      out.below = {below->to.negated(), below->from.negated()};
  }
  if (reckon.over()) return std::nullopt;
  return out;
}

}  // namespace jurat
