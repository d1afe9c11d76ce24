// textOf(): what a block of columns holds, to compare two of them.
#pragma once
#include <string>

#include "engine/batch/columns.h"

namespace jurat::batch::test {

// Everything that columns hold, a line each.
std::string textOf(const Columns& columns, const Vocabulary& vocabulary);

}  // namespace jurat::batch::test
