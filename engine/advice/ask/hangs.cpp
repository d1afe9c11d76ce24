// What a diagram depends on.
#include <algorithm>
#include <map>

#include "engine/advice/ask/compose.h"

namespace jurat::asking {
namespace {

constexpr std::uint8_t kCertain = 1, kPerhaps = 2;
constexpr std::size_t kMostPairs = 20'000;  // compared for one question

}  // namespace

struct Composer::Apart {
  struct Pair {
    Node low = 0, high = 0;
    bool list = false;
    std::uint8_t apart = 0;
  };
  Numbered known;
  std::vector<Pair> pairs;
};

// As Explorer::compare(): of what is not settled only what is possible is known, and of a list it is enough
// that the answer stays open as long as nobody says what is in it.
std::uint8_t Composer::apart(const End& a, const End& b, bool list) const {
  if (a.kind == End::Kind::Settled && b.kind == End::Kind::Settled) return a.label == b.label ? 0 : kCertain;
  if ((a.label.outcomes & b.label.outcomes) == 0) return kCertain;
  if (a.kind == End::Kind::Unseen || b.kind == End::Kind::Unseen) return kPerhaps;
  return list && !(a.kind == b.kind && a.label == b.label) ? kCertain : kPerhaps;
}

std::uint8_t Composer::apart(Node a, Node b, bool list, Apart& known) const {
  if (a == b) return 0;
  if (diagrams_.isEnd(a) && diagrams_.isEnd(b))
    return apart(ends_[diagrams_.numberOf(a)], ends_[diagrams_.numberOf(b)], list);
  if (known.pairs.size() > kMostPairs) return kPerhaps;
  const Node low = std::min(a, b), high = std::max(a, b);
  const std::uint64_t hash = mixed(list, (std::uint64_t{low} << 32) | high);
  const std::uint32_t found = known.known.find(hash, [&](std::uint32_t at) {
    const Apart::Pair& pair = known.pairs[at];
    return pair.low == low && pair.high == high && pair.list == list;
  });
  if (found != Numbered::kNone) return known.pairs[found].apart;
  const std::uint32_t top = std::min(diagrams_.variableOf(a), diagrams_.variableOf(b));
  const auto splits = [&](Node node) { return diagrams_.variableOf(node) == top; };
  std::uint8_t out = 0;
  std::size_t at_a = 0, at_b = 0;
  for (bool more = true; more && (out & kCertain) == 0;) {
    const Diagrams::Edge* const of_a = splits(a) ? &diagrams_.edgesOf(a)[at_a] : nullptr;
    const Diagrams::Edge* const of_b = splits(b) ? &diagrams_.edgesOf(b)[at_b] : nullptr;
    out |= apart(of_a ? of_a->to : a, of_b ? of_b->to : b, list, known);
    const std::uint32_t until = std::min(of_a ? of_a->end : ~0U, of_b ? of_b->end : ~0U);
    if (of_a && of_a->end == until) ++at_a;
    if (of_b && of_b->end == until) ++at_b;
    more = of_a ? at_a < diagrams_.edgesOf(a).size() : at_b < diagrams_.edgesOf(b).size();
  }
  known.known.add(hash, static_cast<std::uint32_t>(known.pairs.size()));
  known.pairs.push_back({low, high, list, out});
  return out;
}

std::vector<std::uint32_t> Composer::hangsOn(Node diagram) const {
  std::vector<std::uint32_t> out;
  for (const Node node : diagrams_.nodesOf(diagram))
    out.push_back(gaps_.gapBehind(diagrams_.variableOf(node)));
  for (const Node end : diagrams_.endsOf(diagram)) {
    const std::vector<std::uint32_t>& waits = ends_[diagrams_.numberOf(end)].waits;
    out.insert(out.end(), waits.begin(), waits.end());
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

// Two values of it, all else alike: two edges of a node. Two sets that differ in several options are not
// needed: on the way from one to the other there is a step of one option at which the answer changes.
Matters Composer::mattersAt(std::uint32_t gap, const std::vector<Node>& nodes, Apart& known) const {
  const bool list = gaps_.unknown(gap).list;
  Matters out = Matters::No;
  for (const Node node : nodes) {
    const std::span<const Diagrams::Edge> edges = diagrams_.edgesOf(node);
    for (std::size_t i = 0; i < edges.size(); ++i) {
      for (std::size_t j = i + 1; j < edges.size(); ++j) {
        const std::uint8_t found = apart(edges[i].to, edges[j].to, list, known);
        if (found & kCertain) return Matters::Yes;
        if (found & kPerhaps) out = Matters::Perhaps;
      }
    }
  }
  return out;
}

Explored Composer::explored(const Task& task, Node diagram) const {
  Explored out;
  out.cut = task.cut;
  out.sampled = task.sampled;
  std::map<std::uint32_t, std::vector<Node>> nodes_of;
  for (const Node node : diagrams_.nodesOf(diagram))
    nodes_of[gaps_.gapBehind(diagrams_.variableOf(node))].push_back(node);
  std::vector<std::uint32_t> unseen;
  for (const Node end : diagrams_.endsOf(diagram)) {
    const std::vector<std::uint32_t>& waits = ends_[diagrams_.numberOf(end)].waits;
    unseen.insert(unseen.end(), waits.begin(), waits.end());
  }
  Apart known;
  for (const std::uint32_t gap : task.seen) {
    Matters matters = Matters::No;
    if (const auto nodes = nodes_of.find(gap); nodes != nodes_of.end())
      matters = mattersAt(gap, nodes->second, known);
    if (matters == Matters::No && std::find(unseen.begin(), unseen.end(), gap) != unseen.end())
      matters = Matters::Perhaps;
    out.unknowns.push_back(gaps_.unknown(gap));
    out.missing.push_back(gaps_.missing(gap));
    out.matters.push_back(matters);
  }
  return out;
}

}  // namespace jurat::asking
