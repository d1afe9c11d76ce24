#include "engine/advice/ask/diagrams.h"

#include <algorithm>
#include <utility>

namespace jurat::asking {
namespace {

std::uint64_t mixed(std::uint64_t hash, std::uint64_t more) {
  hash ^= more + 0x9E3779B97F4A7C15 + (hash << 6) + (hash >> 2);
  return hash * 0xBF58476D1CE4E5B9;
}

struct Hash {
  std::size_t operator()(const std::vector<Diagrams::Node>& nodes) const {
    std::uint64_t hash = nodes.size();
    for (const Diagrams::Node node : nodes) hash = mixed(hash, node);
    return static_cast<std::size_t>(hash ^ (hash >> 31));
  }
};

constexpr std::size_t kCases = 64;  // of one selection, more than which are not told apart (casesUnder)

}  // namespace

struct Diagrams::Selecting {
  std::vector<Node> ends;  // of the cases
  std::unordered_map<std::vector<Node>, Node, Hash> known;
  std::unordered_map<Node, std::uint64_t> under;
};

Diagrams::Diagrams(std::size_t most_nodes, std::size_t most_steps)
    : most_nodes_(most_nodes), most_steps_(most_steps) {}

Diagrams::Node Diagrams::end(std::uint32_t number) {
  const auto [at, fresh] = ends_.emplace(number, static_cast<Node>(nodes_.size()));
  if (fresh) nodes_.push_back({.variable = kEnd, .first = number});
  return at->second;
}

Diagrams::Node Diagrams::node(std::uint32_t variable, std::vector<Edge> edges) {
  std::size_t kept = 0;
  for (const Edge& edge : edges) {
    if (kept > 0 && edges[kept - 1].to == edge.to) {
      edges[kept - 1].end = edge.end;
    } else {
      edges[kept++] = edge;
    }
  }
  edges.resize(kept);
  if (kept == 1) return edges.front().to;
  std::uint64_t hash = variable;
  for (const Edge& edge : edges) hash = mixed(hash, (std::uint64_t{edge.end} << 32) | edge.to);
  const auto [first, last] = by_hash_.equal_range(hash);
  for (auto at = first; at != last; ++at) {
    const Made& made = nodes_[at->second];
    const std::span<const Edge> known = edgesOf(at->second);
    if (made.variable == variable && std::equal(edges.begin(), edges.end(), known.begin(), known.end()))
      return at->second;
  }
  const auto out = static_cast<Node>(nodes_.size());
  nodes_.push_back({variable, static_cast<std::uint32_t>(edges_.size()), static_cast<std::uint32_t>(kept)});
  edges_.insert(edges_.end(), edges.begin(), edges.end());
  by_hash_.emplace(hash, out);
  return out;
}

Diagrams::Node Diagrams::select(Node which, const std::vector<Case>& cases) {
  Selecting selecting;
  std::vector<Node> then;
  for (const Case& each : cases) {
    selecting.ends.push_back(each.end);
    then.push_back(each.then);
  }
  return select(which, std::move(then), selecting);
}

// Bits of the cases that `which` may come to.
std::uint64_t Diagrams::casesUnder(Node which, Selecting& selecting) const {
  if (isEnd(which)) {
    const auto found = std::find(selecting.ends.begin(), selecting.ends.end(), which);
    return std::uint64_t{1} << (found - selecting.ends.begin());
  }
  if (const auto known = selecting.under.find(which); known != selecting.under.end()) return known->second;
  std::uint64_t out = 0;
  for (const Edge& edge : edgesOf(which)) out |= casesUnder(edge.to, selecting);
  selecting.under.emplace(which, out);
  return out;
}

Diagrams::Node Diagrams::select(Node which, std::vector<Node> then, Selecting& selecting) {
  ++steps_;
  if (full()) return then.front();
  if (then.size() <= kCases) {  // what it does not come to counts no more
    const std::uint64_t under = casesUnder(which, selecting);
    const auto first = static_cast<std::size_t>(__builtin_ctzll(under));
    for (std::size_t i = 0; i < then.size(); ++i) {
      if ((under >> i & 1) == 0) then[i] = then[first];
    }
  }
  if (isEnd(which)) {
    const auto found = std::find(selecting.ends.begin(), selecting.ends.end(), which);
    return then[static_cast<std::size_t>(found - selecting.ends.begin())];
  }
  if (std::all_of(then.begin(), then.end(), [&](Node each) { return each == then.front(); }))
    return then.front();
  std::vector<Node> key = then;
  key.push_back(which);
  if (const auto known = selecting.known.find(key); known != selecting.known.end()) return known->second;
  std::uint32_t top = kEnd;
  for (const Node each : key) top = std::min(top, nodes_[each].variable);
  std::vector<std::uint32_t> at(key.size(), 0);  // by node: its edge
  std::vector<Edge> edges;
  for (bool more = true; more;) {
    std::vector<Node> under(key.size());
    std::uint32_t until = kEnd;
    for (std::size_t i = 0; i < key.size(); ++i) {
      const bool splits = nodes_[key[i]].variable == top;
      under[i] = splits ? edgesOf(key[i])[at[i]].to : key[i];
      if (splits) until = std::min(until, edgesOf(key[i])[at[i]].end);
    }
    more = false;
    for (std::size_t i = 0; i < key.size(); ++i) {
      if (nodes_[key[i]].variable != top) continue;
      if (edgesOf(key[i])[at[i]].end == until) ++at[i];
      more = more || at[i] < nodes_[key[i]].count;
    }
    const Node next = under.back();
    under.pop_back();
    edges.push_back({until, select(next, std::move(under), selecting)});
  }
  const Node out = node(top, std::move(edges));
  selecting.known.emplace(std::move(key), out);
  return out;
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
