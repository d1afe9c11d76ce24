// The dependencies of a program as a graph in DOT. Same program, same bytes.

#include <algorithm>
#include <map>
#include <set>

#include "engine/manual/article/passage.h"
#include "engine/manual/article/reads.h"
#include "engine/manual/manual.h"

namespace jurat {
namespace {

using checked::Declaration;
using checked::DeclarationId;
using checked::DeclarationKind;
using checked::Program;

// A text in the quotes of DOT. A backslash would begin an escape and `&` an entity; control characters cannot
// be drawn.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    if (c == '&') out += "amp;";
  }
  return out + "\"";
}

std::string_view shapeOf(const Declaration& declaration) {
  switch (declaration.kind) {
    case DeclarationKind::Rule:
      return "shape=box, style=\"filled,rounded\", fillcolor=\"#dce8f5\"";
    case DeclarationKind::Define:
    case DeclarationKind::DecisionTable:
      return "shape=box, style=\"filled,rounded\", fillcolor=\"#f2f2f2\"";
    case DeclarationKind::Amount:
    case DeclarationKind::Benefit:
      return "shape=box, style=filled, fillcolor=\"#f7e8d0\"";
    case DeclarationKind::Parameter:
    case DeclarationKind::DataTable:
    case DeclarationKind::Rates:
    case DeclarationKind::Calendar:
      return "shape=note, style=filled, fillcolor=\"#e9f3e1\"";
    case DeclarationKind::Statement:
      return "shape=plaintext";
  }
  return "";
}

class Graph {
 public:
  explicit Graph(const Program& program) : program_(program) {}

  std::string run(const std::vector<PackId>& packs) {
    for (std::size_t i = 0; i < program_.declarations.size(); ++i) {
      const DeclarationId id = program_.declarations.idAt(i);
      const Declaration& declaration = program_.declarations[id];
      // A statement reads nothing and is read by nothing.
      if (declaration.kind == DeclarationKind::Statement) continue;
      if (std::find(packs.begin(), packs.end(), declaration.pack) != packs.end()) add(id);
    }
    return "digraph jurat {\n"
           "  graph [rankdir=LR, ranksep=0.6, nodesep=0.15, fontname=\"sans-serif\"];\n"
           "  node [fontname=\"sans-serif\", fontsize=11, height=0.3];\n"
           "  edge [color=\"#808080\", arrowsize=0.6];\n" +
           clusters() + facts() + edges() + "}\n";
  }

 private:
  void add(DeclarationId id) {
    drawn_.insert(id);
    for (const DeclarationId each : manual::allReadsOf(program_, id).declarations) drawn_.insert(each);
  }

  // By pack, packs sorted by id; inside in the order of declaration.
  std::string clusters() const {
    std::map<std::string, std::string> packs;
    for (const DeclarationId id : drawn_) {
      const Declaration& declaration = program_.declarations[id];
      packs[program_.packs[declaration.pack].id] +=
          "    " + quoted(program_.id(id)) + " [label=" + quoted(declaration.name) +
          ", tooltip=" + quoted(declaration.title.en.empty() ? program_.id(id) : declaration.title.en) +
          ", " + std::string(shapeOf(declaration)) + "];\n";
    }
    std::string out;
    for (const auto& [pack, nodes] : packs) {
      out += "  subgraph " + quoted("cluster_" + pack) + " {\n    label=" + quoted(pack) +
             ";\n    color=\"#b0b0b0\";\n" + nodes + "  }\n";
    }
    return out;
  }

  std::set<FactId> factsRead() const {
    std::set<FactId> read;
    for (const DeclarationId id : drawn_) {
      const manual::Reads reads = manual::readsOf(program_.declarations[id]);
      read.insert(reads.facts.begin(), reads.facts.end());
    }
    return read;
  }

  std::string facts() const {
    const Vocabulary& vocabulary = program_.vocabulary;
    std::string out;
    for (const FactId id : factsRead()) {
      const Fact& fact = vocabulary.facts[id];
      const std::string name = vocabulary.entities[fact.entity].name + "." + fact.name;
      out += "  " + quoted(manual::anchorOf(vocabulary, id)) + " [label=" + quoted(name) +
             ", tooltip=" + quoted(fact.ask.en.empty() ? name : fact.ask.en) + ", shape=plaintext];\n";
    }
    return out;
  }

  std::string edges() const {
    std::string out;
    for (const DeclarationId id : drawn_) {
      const manual::Reads reads = manual::readsOf(program_.declarations[id]);
      const std::string from = "  " + quoted(program_.id(id)) + " -> ";
      for (const DeclarationId each : reads.declarations) {
        if (each != id) out += from + quoted(program_.id(each)) + ";\n";
      }
      for (const FactId each : reads.facts)
        out += from + quoted(manual::anchorOf(program_.vocabulary, each)) + ";\n";
    }
    return out;
  }

  const Program& program_;
  std::set<DeclarationId> drawn_;
};

}  // namespace

std::string dependencyGraph(const Program& program, const std::vector<PackId>& packs) {
  return Graph(program).run(packs);
}

}  // namespace jurat
