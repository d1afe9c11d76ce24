// What a declaration reads: the facts and the other declarations that its expressions name.
#pragma once
#include <functional>
#include <vector>

#include "engine/check/program.h"

namespace jurat::manual {

struct Reads {
  std::vector<FactId> facts;                         // sorted
  std::vector<checked::DeclarationId> declarations;  // sorted
};

using ExpressionSink = std::function<void(const checked::Expr&)>;

// Every expression below `expression`, itself included.
void visit(const checked::Expr& expression, const ExpressionSink& sink);
// Every expression that stands directly in a declaration: its conditions, values, dates and evidence.
void visitClauses(const checked::Declaration& declaration, const ExpressionSink& sink);

// Direct reads, citations from a table's column among them.
Reads readsOf(const checked::Declaration& declaration);
// Direct reads and those of what is read, in turn; the declaration itself is not among them.
Reads allReadsOf(const checked::Program& program, checked::DeclarationId declaration);
// Who reads it directly, in the order of declaration.
std::vector<checked::DeclarationId> readersOf(const checked::Program& program,
                                              checked::DeclarationId declaration);

}  // namespace jurat::manual
