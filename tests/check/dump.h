// Shows a checked expression as one line, so that a test can say what a text was resolved to.
#pragma once
#include <string>

#include "engine/check/program.h"

namespace jurat::test {

// "(roles includes-any [provider])" and the like; `#0` is variable 0, `^company` an ancestor.
std::string dump(const checked::Expr& expression, const checked::Program& program);

}  // namespace jurat::test
