// Rows of a Table as a Source: each company becomes a profile in JSON by a mapping.
#pragma once
#include <memory>

#include "engine/base/limits.h"
#include "engine/intake/source.h"
#include "engine/intake/table.h"

namespace jurat::intake {

// Reads the header of the table. An error: it cannot be read, or the mapping is of another table. Without a
// mapping the names of columns are paths of facts.
Result<std::unique_ptr<Source>> tabularSource(std::unique_ptr<Table> table,
                                              std::shared_ptr<const Mapping> mapping, const Limits& limits);

}  // namespace jurat::intake
