// The dependencies of a program as a graph in DOT, the language of Graphviz.
#pragma once
#include <string>
#include <vector>

#include "engine/check/program.h"

namespace jurat {

// Rules, definitions, amounts, parameters, tables and the facts they read; an arrow goes to what is read.
// `packs`: whose declarations to draw, with all they read in turn. Same program, same bytes.
std::string dependencyGraph(const checked::Program& program, const std::vector<PackId>& packs);

}  // namespace jurat
