// Curves say what their formulas say at each value, and meet where these do.
#include "engine/advice/range/curve.h"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <vector>

#include "tests/agreement/dice.h"

namespace jurat::advice_test {
namespace {

const Number kGrid = Number::scaled(1, -12);

Number numberOf(const char* text) { return Number::parse(text).value(); }
Number fraction(std::int64_t above, std::int64_t below) {
  return Number::ratio(Number(above), Number(below)).value();
}

Curve lineOf(generated::Dice& dice) {
  const auto small = [&] { return Number(static_cast<std::int64_t>(dice.below(9)) - 4); };
  return Curve::line(small(), small());
}

// (x - root) for each root, times `factor`.
Curve withRoots(const std::vector<Number>& roots, const Number& factor) {
  Curve out = Curve::line(factor, {});
  for (const Number& root : roots) out = productOf(out, Curve::line(root.negated(), Number(1)), {});
  return out;
}

std::optional<Crossings> rootsOf(const Curve& curve, const Number& here, const Number& grid = kGrid) {
  return crossingsOf(curve, Curve::line({}, {}), here, Number(-100), Number(100), grid, {});
}

std::string textOf(const std::optional<Crossing>& at) {
  if (!at) return "-";
  return at->from == at->to ? at->from.text() : at->from.text() + ".." + at->to.text();
}

}  // namespace

TEST_CASE("sums, products and quotients of curves are those of their figures") {
  std::size_t compared = 0;
  for (std::uint64_t seed = 1; seed <= 500; ++seed) {
    generated::Dice dice(seed);
    const Curve a = quotientOf(lineOf(dice), lineOf(dice), {}), b = productOf(lineOf(dice), lineOf(dice), {});
    for (std::int64_t i = -6; i <= 6; ++i) {
      const Number x = fraction(i, 3);
      const std::optional<Number> one = a.at(x), other = b.at(x);
      if (!one || !other) continue;
      ++compared;
      CHECK(sumOf(a, b, {}).at(x) == add(*one, *other));
      CHECK(productOf(a, b, {}).at(x) == multiply(*one, *other));
      if (other->sign() != 0) CHECK(quotientOf(a, b, {}).at(x) == divide(*one, *other));
    }
  }
  CHECK(compared > 3'000);
}

TEST_CASE("one figure is one curve, however it was reckoned") {
  const Curve x = Curve::line({}, Number(1)), three = Curve::line(Number(3), {});
  CHECK(quotientOf(productOf(x, x, {}), x, {}) == x);
  CHECK(quotientOf(three, productOf(three, x, {}), {}) == quotientOf(Curve::line(Number(1), {}), x, {}));
  CHECK(sumOf(productOf(x, x, {}), productOf(productOf(x, x, {}), Curve::line(Number(-1), {}), {}), {}) ==
        Curve::line({}, {}));
  CHECK(sumOf(x, three, {}).isLine());
  CHECK(!productOf(x, x, {}).isLine());
  CHECK(!quotientOf(x, Curve::line({}, {}), {}).known());
  CHECK(!sumOf(x, Curve(), {}).known());
  Curve high = x;
  for (int i = 1; i < 8; ++i) high = productOf(high, x, {});
  CHECK(high.known());
  CHECK(!productOf(high, x, {}).known());
}

TEST_CASE("roots that are fractions are told as they are, the nearest on either side") {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    generated::Dice dice(seed);
    std::vector<Number> roots;
    for (std::size_t i = 0; i < 2 + dice.below(3); ++i)
      roots.push_back(fraction(static_cast<std::int64_t>(dice.below(200)) - 100,
                               1 + static_cast<std::int64_t>(dice.below(12))));
    const Curve curve = withRoots(roots, Number(dice.chance(50) ? 3 : -2));
    const Number here = fraction(static_cast<std::int64_t>(dice.below(100)) - 50, 7);
    std::optional<Crossing> below, above;
    bool at = false;
    for (const Number& root : roots) {
      at = at || root == here;
      if (root < here && (!below || below->to < root)) below = Crossing{root, root};
      if (here < root && (!above || root < above->from)) above = Crossing{root, root};
    }
    const std::optional<Crossings> found = rootsOf(curve, here);
    REQUIRE(found);
    INFO("seed ", seed);
    CHECK(found->here == at);
    CHECK(textOf(found->below) == textOf(below));
    CHECK(textOf(found->above) == textOf(above));
  }
}

TEST_CASE("roots that are none lie between two neighbours on the grid") {
  const Curve two = withRoots({}, Number(-2)), x = Curve::line({}, Number(1));
  const Curve square = sumOf(productOf(x, x, {}), two, {});  // x² - 2
  const std::optional<Crossings> found = rootsOf(square, {});
  REQUIRE(found);
  CHECK(textOf(found->above) == "1.414213562373..1.414213562374");
  CHECK(textOf(found->below) == "-1.414213562374..-1.414213562373");
  CHECK(textOf(rootsOf(square, {}, Number(1))->above) == "1..2");
  // From between the two neighbours themselves.
  CHECK(textOf(rootsOf(square, numberOf("1.4142135623731"))->below) == "1.414213562373..1.414213562374");
  // Nothing lies beyond the range, nor where a curve stays on one side.
  CHECK(textOf(rootsOf(square, Number(2))->above) == "-");
  const Curve above = sumOf(productOf(x, x, {}), Curve::line(Number(2), {}), {});
  CHECK(textOf(rootsOf(above, {})->above) == "-");
  const Curve far = Curve::line(Number(-1000), Number(1));
  CHECK(textOf(rootsOf(productOf(far, square, {}), Number(2))->above) == "-");
  // A curve that touches another meets it.
  CHECK(textOf(rootsOf(withRoots({Number(3), Number(3)}, Number(1)), {})->above) == "3");
}

}  // namespace jurat::advice_test
