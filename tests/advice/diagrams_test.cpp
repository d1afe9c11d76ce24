// Diagrams against tables: what is put together says what the tables say, and equal functions are one
// diagram.
#include "engine/advice/ask/diagrams.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <vector>

#include "tests/agreement/dice.h"

namespace jurat::asking {
namespace {

using Node = Diagrams::Node;
constexpr std::uint32_t kValues = 3, kEnds = 3;
constexpr std::size_t kPoints = 81;  // four variables of kValues each

// A function as the list of all its ends, the first variable fastest.
using Everywhere = std::vector<std::uint32_t>;

// Put together in whatever order: select() brings variables into theirs.
Node diagramOf(const Everywhere& all, const std::vector<std::uint32_t>& order, std::size_t depth,
               std::size_t at, Diagrams& in) {
  if (depth == order.size()) return in.end(all[at]);
  std::size_t stride = 1;
  for (std::uint32_t i = 0; i < order[depth]; ++i) stride *= kValues;
  std::vector<Diagrams::Edge> places;
  std::vector<Diagrams::Case> cases;
  for (std::uint32_t value = 0; value < kValues; ++value) {
    const Node place = in.end(100 + value);
    places.push_back({value + 1, place});
    cases.push_back({place, diagramOf(all, order, depth + 1, at + value * stride, in)});
  }
  return in.select(in.node(order[depth], places), cases);
}

std::uint32_t followed(Node node, std::size_t point, const Diagrams& in) {
  while (!in.isEnd(node)) {
    std::size_t rest = point;
    for (std::uint32_t i = 0; i < in.variableOf(node); ++i) rest /= kValues;
    for (const Diagrams::Edge& edge : in.edgesOf(node)) {
      node = edge.to;
      if (rest % kValues < edge.end) break;
    }
  }
  return in.numberOf(node);
}

Everywhere any(generated::Dice& dice) {
  Everywhere out;
  const std::uint32_t few = 1 + static_cast<std::uint32_t>(dice.below(kEnds));
  for (std::size_t i = 0; i < kPoints; ++i) out.push_back(static_cast<std::uint32_t>(dice.below(few)));
  return out;
}

}  // namespace

TEST_CASE("diagrams say what the tables say that they were put together from") {
  generated::Dice dice(20261123);
  Diagrams in(1'000'000, 100'000'000);
  for (int round = 0; round < 300; ++round) {
    const Everywhere all = any(dice);
    const Node node = diagramOf(all, {0, 1, 2, 3}, 0, 0, in);
    for (std::size_t i = 0; i < kPoints; ++i) REQUIRE(followed(node, i, in) == all[i]);
    CHECK(diagramOf(all, {2, 0, 3, 1}, 0, 0, in) == node);
    CHECK(diagramOf(all, {3, 2, 1, 0}, 0, 0, in) == node);
    const Node one = diagramOf(any(dice), {0, 1, 2, 3}, 0, 0, in);
    const Node other = diagramOf(any(dice), {0, 1, 2, 3}, 0, 0, in);
    std::vector<Diagrams::Case> cases;
    for (std::uint32_t end = 0; end < kEnds; ++end)
      cases.push_back({in.end(end), end % 2 == 0 ? one : other});
    const Node chosen = in.select(node, cases);
    for (std::size_t i = 0; i < kPoints; ++i)
      REQUIRE(followed(chosen, i, in) == followed(all[i] % 2 == 0 ? one : other, i, in));
  }
  CHECK_FALSE(in.full());
}

TEST_CASE("a diagram has no variable that makes no difference") {
  Diagrams in(1'000, 100'000);
  const Node yes = in.end(1), no = in.end(0);
  CHECK(in.node(3, {{1, yes}, {2, yes}}) == yes);
  const Node inner = in.node(7, {{1, yes}, {2, no}});
  const Node outer = in.node(3, {{1, yes}, {2, inner}, {5, inner}});
  CHECK(in.edgesOf(outer).size() == 2);
  CHECK(in.node(3, {{1, yes}, {5, inner}}) == outer);
  CHECK(in.endsOf(outer).size() == 2);
  CHECK(in.nodesOf(outer).size() == 2);
  // yes and no change places, and come together again.
  CHECK(in.select(outer, {{yes, yes}, {no, yes}}) == yes);
}

TEST_CASE("past its limit a diagram says that it is full") {
  Diagrams in(3, 100);
  in.end(0);
  CHECK_FALSE(in.full());
  for (std::uint32_t i = 1; i < 5; ++i) in.end(i);
  CHECK(in.full());
}

}  // namespace jurat::asking
