// Parses one rule file; the only door to ANTLR, which nobody behind it can see.
#pragma once
#include <memory>
#include <string>

#include "engine/base/limits.h"
#include "engine/syntax/ast.h"

namespace jurat {

struct SourceFile;
class Diagnostics;

// Always answers a tree; faults are reported (J0002 to J0099) and their places are Broken nodes, the rest of
// the file is still there. Never throws. Two stages: SLL first, full LL with recovery when SLL has doubts.
std::unique_ptr<ast::File> parse(const SourceFile& source, Diagnostics& diagnostics,
                                 const Limits& limits = {});

// For tests of the grammar: how often stage two was entered and how many ambiguities exact detection reports.
struct GrammarProbe {
  bool needed_second_stage = false;
  std::size_t ambiguities = 0;
  std::string ambiguous;  // their texts, one a line
};
GrammarProbe probeGrammar(const SourceFile& source);

}  // namespace jurat
