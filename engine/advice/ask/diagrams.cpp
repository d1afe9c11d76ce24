#include "engine/advice/ask/diagrams.h"

#include <algorithm>
#include <utility>

namespace jurat::asking {
namespace {

constexpr std::size_t kCases = 64;  // of one selection, more than which are not told apart (casesUnder)

}  // namespace

// What the steps of one selection share. A step works on a key: what the cases come to, and the diagram that
// selects among them. Keys, edges and places are stacks, of which each step uses the top.
struct Diagrams::Selecting {
  std::vector<Node> ends;  // of the cases
  std::vector<Node> keys;
  std::vector<Edge> edges;
  std::vector<std::uint32_t> places;  // by node of a key: its edge
  Numbered known;                     // keys that are done, and what they came to
  std::vector<Node> known_keys, known_nodes;
  Numbered seen;  // nodes, and which cases they may come to
  std::vector<std::pair<Node, std::uint64_t>> under;

  std::size_t width() const { return ends.size() + 1; }
  std::uint64_t hashOf(std::size_t key) const {
    std::uint64_t hash = width();
    for (std::size_t i = 0; i < width(); ++i) hash = mixed(hash, keys[key + i]);
    return hash;
  }
  std::size_t placeOf(Node end) const {
    return static_cast<std::size_t>(std::find(ends.begin(), ends.end(), end) - ends.begin());
  }
};

Diagrams::Diagrams(std::size_t most_nodes, std::size_t most_steps)
    : most_nodes_(most_nodes), most_steps_(most_steps) {}

Diagrams::Node Diagrams::end(std::uint32_t number) {
  const auto [at, fresh] = ends_.emplace(number, static_cast<Node>(nodes_.size()));
  if (fresh) nodes_.push_back({.variable = kEnd, .first = number});
  return at->second;
}

Diagrams::Node Diagrams::node(std::uint32_t variable, std::vector<Edge> edges) {
  return make(variable, edges);
}

Diagrams::Node Diagrams::make(std::uint32_t variable, std::span<Edge> edges) {
  std::size_t kept = 0;
  for (const Edge& edge : edges) {
    if (kept > 0 && edges[kept - 1].to == edge.to) {
      edges[kept - 1].end = edge.end;
    } else {
      edges[kept++] = edge;
    }
  }
  edges = edges.first(kept);
  if (kept == 1) return edges.front().to;
  std::uint64_t hash = variable;
  for (const Edge& edge : edges) hash = mixed(hash, (std::uint64_t{edge.end} << 32) | edge.to);
  const std::uint32_t known = known_.find(hash, [&](std::uint32_t node) {
    const std::span<const Edge> of_node = edgesOf(node);
    return nodes_[node].variable == variable &&
           std::equal(edges.begin(), edges.end(), of_node.begin(), of_node.end());
  });
  if (known != Numbered::kNone) return known;
  const auto out = static_cast<Node>(nodes_.size());
  nodes_.push_back({variable, static_cast<std::uint32_t>(edges_.size()), static_cast<std::uint32_t>(kept)});
  edges_.insert(edges_.end(), edges.begin(), edges.end());
  known_.add(hash, out);
  return out;
}

Diagrams::Node Diagrams::select(Node which, const std::vector<Case>& cases) {
  Selecting selecting;
  for (const Case& each : cases) {
    selecting.ends.push_back(each.end);
    selecting.keys.push_back(each.then);
  }
  selecting.keys.push_back(which);
  return select(std::size_t{0}, selecting);
}

// Bits of the cases that `which` may come to.
std::uint64_t Diagrams::casesUnder(Node which, Selecting& selecting) const {
  if (isEnd(which)) return std::uint64_t{1} << selecting.placeOf(which);
  const std::uint64_t hash = mixed(0, which);
  const std::uint32_t known =
      selecting.seen.find(hash, [&](std::uint32_t at) { return selecting.under[at].first == which; });
  if (known != Numbered::kNone) return selecting.under[known].second;
  std::uint64_t out = 0;
  for (const Edge& edge : edgesOf(which)) out |= casesUnder(edge.to, selecting);
  selecting.seen.add(hash, static_cast<std::uint32_t>(selecting.under.size()));
  selecting.under.emplace_back(which, out);
  return out;
}

// What it does not come to counts no more.
void Diagrams::narrow(std::size_t key, Selecting& selecting) const {
  const std::size_t cases = selecting.ends.size();
  if (cases > kCases) return;
  const std::uint64_t under = casesUnder(selecting.keys[key + cases], selecting);
  const Node one = selecting.keys[key + static_cast<std::size_t>(__builtin_ctzll(under))];
  for (std::size_t i = 0; i < cases; ++i) {
    if ((under >> i & 1) == 0) selecting.keys[key + i] = one;
  }
}

Diagrams::Node Diagrams::select(std::size_t key, Selecting& selecting) {
  ++steps_;
  const std::size_t cases = selecting.ends.size(), width = selecting.width();
  if (full()) return selecting.keys[key];
  narrow(key, selecting);
  const auto first = selecting.keys.begin() + static_cast<std::ptrdiff_t>(key);
  const auto which = first + static_cast<std::ptrdiff_t>(cases);
  if (isEnd(*which)) return selecting.keys[key + selecting.placeOf(*which)];
  if (std::all_of(first, which, [&](Node each) { return each == *first; })) return *first;
  const std::uint64_t hash = selecting.hashOf(key);
  const std::uint32_t known = selecting.known.find(hash, [&](std::uint32_t at) {
    return std::equal(first, which + 1,
                      selecting.known_keys.begin() + static_cast<std::ptrdiff_t>(at * width));
  });
  if (known != Numbered::kNone) return selecting.known_nodes[known];
  const std::size_t edges = selecting.edges.size();
  split(key, selecting);
  std::uint32_t top = kEnd;
  for (std::size_t i = 0; i < width; ++i) top = std::min(top, nodes_[selecting.keys[key + i]].variable);
  const Node out = make(top, std::span(selecting.edges).subspan(edges));
  selecting.edges.resize(edges);
  selecting.known.add(hash, static_cast<std::uint32_t>(selecting.known_nodes.size()));
  selecting.known_nodes.push_back(out);
  for (std::size_t i = 0; i < width; ++i) selecting.known_keys.push_back(selecting.keys[key + i]);
  return out;
}

// Adds an edge for each way on from the first variable that stands in the key.
void Diagrams::split(std::size_t key, Selecting& selecting) {
  const std::size_t width = selecting.width(), places = selecting.places.size();
  const auto node = [&](std::size_t i) { return selecting.keys[key + i]; };
  std::uint32_t top = kEnd;
  for (std::size_t i = 0; i < width; ++i) top = std::min(top, nodes_[node(i)].variable);
  selecting.places.resize(places + width, 0);
  const auto edge = [&](std::size_t i) { return edgesOf(node(i))[selecting.places[places + i]]; };
  for (bool more = true; more;) {
    const std::size_t under = selecting.keys.size();
    std::uint32_t until = kEnd;
    for (std::size_t i = 0; i < width; ++i) {
      const bool splits = nodes_[node(i)].variable == top;
      if (splits) until = std::min(until, edge(i).end);
      selecting.keys.push_back(splits ? edge(i).to : node(i));
    }
    more = false;
    for (std::size_t i = 0; i < width; ++i) {
      if (nodes_[node(i)].variable != top) continue;
      if (edge(i).end == until) ++selecting.places[places + i];
      more = more || selecting.places[places + i] < nodes_[node(i)].count;
    }
    const Node to = select(under, selecting);
    selecting.keys.resize(under);
    selecting.edges.push_back({until, to});
  }
  selecting.places.resize(places);
}

std::vector<Diagrams::Node> Diagrams::nodesOf(Node node) const {
  std::vector<Node> out, open = {node};
  std::unordered_map<Node, bool> seen;
  while (!open.empty()) {
    const Node at = open.back();
    open.pop_back();
    if (isEnd(at) || !seen.emplace(at, true).second) continue;
    out.push_back(at);
    for (const Edge& edge : edgesOf(at)) open.push_back(edge.to);
  }
  return out;
}

std::vector<Diagrams::Node> Diagrams::endsOf(Node node) const {
  std::vector<Node> out;
  const auto add = [&](Node each) {
    if (isEnd(each) && std::find(out.begin(), out.end(), each) == out.end()) out.push_back(each);
  };
  add(node);
  for (const Node each : nodesOf(node)) {
    for (const Edge& edge : edgesOf(each)) add(edge.to);
  }
  return out;
}

}  // namespace jurat::asking
