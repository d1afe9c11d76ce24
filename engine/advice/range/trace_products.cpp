// Products and quotients of figures that move, whose bounds are products and quotients of bounds.
#include <algorithm>
#include <utility>

#include "engine/advice/range/trace.h"

namespace jurat {
namespace {

bool straddles(const std::vector<Course>& ends) {
  return ends.front().now.sign() < 0 && 0 < ends.back().now.sign();
}

}  // namespace

// INVARIANT: neither is open.
Course Trace::times(const Course& a, const Course& b) {
  if (!a.moves() && !a.loose) return scaled(b, a.at);
  if (!b.moves() && !b.loose) return scaled(a, b.at);
  Curve curve = productOf(curveOf(a), curveOf(b), limits_);
  Course out = fixed(times(a.now, b.now));
  if (curve.known()) {
    out = along(std::move(curve), out.now);
  } else {
    out.shape = Shape::Bent;
    out.formula = mixed(formulaOf(a), formulaOf(b));
  }
  out.loose = a.loose || b.loose;
  return out;
}

// INVARIANT: neither is open, and b is not 0 here.
Course Trace::over(const Course& a, const Course& b) {
  if (!b.moves() && !b.loose) return scaled(a, over(Number(1), b.at));
  Curve curve = quotientOf(curveOf(a), curveOf(b), limits_);
  Course out = fixed(over(a.now, b.now));
  if (curve.known()) {
    out = along(std::move(curve), out.now);
  } else {
    out.shape = Shape::Bent;
    out.formula = mixed(mixed(1, formulaOf(a)), formulaOf(b));
  }
  out.loose = a.loose || b.loose;
  return out;
}

// The bounds of the result, where each of them is one of `ends`. Two of these that are a bound both here meet
// where an end of an operand is 0 or meets the other, which is noted there.
std::optional<Courses> Trace::picked(const Place& at, const std::vector<Course>& ends) {
  const Slot& result = at.result();
  const bool low_open = (result.flags & kLowOpen) != 0, high_open = (result.flags & kHighOpen) != 0;
  const auto holds = [&](const Number& now) {
    return std::any_of(ends.begin(), ends.end(), [&](const Course& end) { return end.now == now; });
  };
  if ((!low_open && !holds(result.low)) || (!high_open && !holds(result.high))) return std::nullopt;
  Courses out{pick(ends, low_open, result.low), pick(ends, high_open, result.high), false};
  out.moves = out.low.moves() || out.high.moves() || out.low.loose || out.high.loose;
  return out;
}

// Where both values may be less than 0 and more, two products contend for each bound.
void Trace::meetStraddling(const Place& at, const std::vector<Course>& ones,
                           const std::vector<Course>& others) {
  if (!straddles(ones) || !straddles(others)) return;
  meet(times(ones.front(), others.back()), times(ones.back(), others.front()), at);
  meet(times(ones.front(), others.front()), times(ones.back(), others.back()), at);
}

// Of two values that move: which ends the bounds come from is decided where one of these passes 0.
Courses Trace::product(const Place& at, const std::vector<Course>& ones, const std::vector<Course>& others,
                       bool exact) {
  bool open = false, known = true;
  for (const std::vector<Course>* ends : {&ones, &others}) {
    for (const Course& end : *ends) {
      meet(end, fixed({}), at);
      open = open || end.open;
      known = known && (end.open || curveOf(end).known());
    }
  }
  if (!at.result().could(kValue)) return {};
  if (!open) meetStraddling(at, ones, others);
  if (!known) return unknownProduct(at, ones, others, exact);
  std::vector<Course> products;
  for (const Course& one : ones) {
    for (const Course& other : others) {
      if (!one.open && !other.open) products.push_back(times(one, other));
    }
  }
  if (open) products.push_back(fixed({}));  // an open side times zero is zero
  if (std::optional<Courses> out = picked(at, products)) return *std::move(out);
  return unknownProduct(at, ones, others, exact);
}

Courses Trace::unknownProduct(const Place& at, const std::vector<Course>& ones,
                              const std::vector<Course>& others, bool exact) {
  bool loose = false;
  std::uint64_t formula = formulaOf(at, {});
  for (const std::vector<Course>* ends : {&ones, &others}) {
    for (const Course& end : *ends) {
      formula = mixed(formula, formulaOf(end));
      if (exact) continue;
      formula = mixed(formula, Number(end.now.sign()).hash());
      loose = loose || (!end.open && end.now.sign() == 0);
    }
  }
  Courses out = curve(at, formula, formula);
  out.low.loose = out.high.loose = loose;
  return out;
}

// The bounds of a product are among the products of bounds.
Courses Trace::multiply(const Place& at) {
  if (!anyMoves(at, {at.step.a, at.step.b})) return {};
  const Slot &x = at.slot(at.step.a), &y = at.slot(at.step.b);
  const Courses &a = at.courses(at.step.a), &b = at.courses(at.step.b);
  if (!x.could(kValue) || !y.could(kValue)) return {};
  if (a.moves && b.moves) return product(at, endsOf(x, a), endsOf(y, b), x.exact() && y.exact());
  const std::vector<Course> moving = endsOf(a.moves ? x : y, a.moves ? a : b);
  const std::vector<Course> factors = endsOf(a.moves ? y : x, {});
  std::vector<Course> products;
  for (const Course& one : moving) {
    for (const Course& factor : factors) {
      if (!factor.open && !one.open) {
        products.push_back(scaled(one, factor.at));
        continue;
      }
      // An open side times zero is zero, and else it is open on the side that the sign says.
      products.push_back(fixed({}));
      if (!one.open) meet(one, products.back(), at);
    }
  }
  return among(at, products);
}

// Which ends the bounds come from is decided where one of these passes 0, as for products.
Courses Trace::quotient(const Place& at, const std::vector<Course>& tops,
                        const std::vector<Course>& bottoms) {
  std::vector<Course> quotients, parts = tops;
  parts.insert(parts.end(), bottoms.begin(), bottoms.end());
  for (const Course& each : parts) {
    if (!curveOf(each).known()) return bend(at, parts);
  }
  if (bottoms.front().now.sign() * bottoms.back().now.sign() <= 0) return bend(at, parts);
  for (const Course& top : tops) {
    meet(top, fixed({}), at);
    for (const Course& bottom : bottoms) quotients.push_back(over(top, bottom));
  }
  std::optional<Courses> out = picked(at, quotients);
  return out ? *std::move(out) : bend(at, parts);
}

Courses Trace::divide(const Place& at) {
  if (!anyMoves(at, {at.step.a, at.step.b})) return {};
  const Slot &x = at.slot(at.step.a), &y = at.slot(at.step.b);
  const Courses &a = at.courses(at.step.a), &b = at.courses(at.step.b);
  if (!x.could(kValue) || !y.could(kValue)) return {};
  const std::vector<Course> tops = endsOf(x, a), bottoms = endsOf(y, b);
  for (const Course& bottom : bottoms) meet(bottom, fixed({}), at);
  if (!at.result().could(kValue)) return {};
  if (b.moves) return quotient(at, tops, bottoms);
  std::vector<Course> quotients;
  for (const Course& top : tops) {
    for (const Course& bottom : bottoms) {
      if (top.open || bottom.open || bottom.at.sign() == 0) {
        quotients.push_back(fixed({}));  // arbitrarily near to zero, or open
        if (!top.open) meet(top, quotients.back(), at);
      } else {
        quotients.push_back(scaled(top, over(Number(1), bottom.at)));
      }
    }
  }
  return among(at, quotients);
}

}  // namespace jurat
