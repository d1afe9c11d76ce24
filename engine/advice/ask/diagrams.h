// Diagrams: answers as functions of what a profile leaves open: decision diagrams, ordered and reduced.
//
// A diagram is an end (an answer), or a node: a variable with numbered values, whose neighbouring values that
// lead to the same are one edge. Variables stand in one order on every way down, and no node has one edge
// alone, so equal functions are one diagram, and a function depends on the variables that stand in it and on
// no other.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "engine/advice/ask/numbered.h"

namespace jurat::asking {

class Diagrams {
 public:
  using Node = std::uint32_t;
  struct Edge {
    std::uint32_t end = 0;  // of the values that lead there: the first beyond them
    Node to = 0;
    friend bool operator==(const Edge&, const Edge&) = default;
  };
  struct Case {
    Node end = 0, then = 0;
  };

  // Past so many nodes, or so many steps of select(), nothing more is made: see full().
  Diagrams(std::size_t most_nodes, std::size_t most_steps);

  // An end by its number: the same number is the same end.
  Node end(std::uint32_t number);
  bool isEnd(Node node) const { return nodes_[node].variable == kEnd; }
  std::uint32_t numberOf(Node end) const { return nodes_[end].first; }
  std::uint32_t variableOf(Node node) const { return nodes_[node].variable; }
  // Until the next node is made.
  std::span<const Edge> edgesOf(Node node) const {
    return {edges_.data() + nodes_[node].first, nodes_[node].count};
  }

  // `edges` by rising `end`, of which the last is how many values the variable has; everything they lead to
  // has variables of higher numbers only.
  Node node(std::uint32_t variable, std::vector<Edge> edges);
  // What `cases` say of the end that `which` comes to, which one of them names.
  Node select(Node which, const std::vector<Case>& cases);
  // Each end that it may come to, once.
  std::vector<Node> endsOf(Node node) const;
  // Each node of it that is no end, once.
  std::vector<Node> nodesOf(Node node) const;

  // Since then what node() and select() say is not to be used.
  bool full() const { return nodes_.size() > most_nodes_ || steps_ > most_steps_; }
  std::size_t size() const { return nodes_.size(); }

 private:
  static constexpr std::uint32_t kEnd = 0xFFFFFFFF;
  struct Made {
    std::uint32_t variable = kEnd, first = 0, count = 0;  // of an end: its number; else its edges
  };
  struct Selecting;
  Node make(std::uint32_t variable, std::span<Edge> edges);
  Node select(std::size_t key, Selecting& selecting);
  void split(std::size_t key, Selecting& selecting);
  void narrow(std::size_t key, Selecting& selecting) const;
  std::uint64_t casesUnder(Node which, Selecting& selecting) const;

  std::size_t most_nodes_, most_steps_, steps_ = 0;
  std::vector<Made> nodes_;
  std::vector<Edge> edges_;
  std::unordered_map<std::uint32_t, Node> ends_;
  Numbered known_;  // the nodes that are no ends
};

}  // namespace jurat::asking
