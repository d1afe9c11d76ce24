// A table or a query of an SQLite file as a Table.
#pragma once
#include <memory>
#include <string>

#include "engine/base/limits.h"
#include "engine/base/result.h"
#include "engine/intake/table.h"

namespace jurat::intake {

// Opens the file for reading only. Without a query and the name of a table there must be exactly one table.
// NULL is not answered; whole numbers and text are read; a number with a binary point only when its decimal
// text is the same number; blobs are not.
Result<std::unique_ptr<Table>> databaseTable(const std::string& path, const std::string& table,
                                             const std::string& query, const Limits& limits);

}  // namespace jurat::intake
