// A rule file's tree as text, every field that is set: what the tests compare.
#pragma once
#include <string>

#include "engine/syntax/ast.h"

namespace jurat::test {

std::string dump(const ast::Expr* expr);  // one line: (Add (Number 1) (Name x))
std::string dump(const ast::File& file);  // one line for each declaration, clause, fact, row ...

}  // namespace jurat::test
