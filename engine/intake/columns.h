// Where the columns of a mapping stand in a table; private to engine/intake.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/intake/mapping.h"

namespace jurat::intake {

// The fields that the specs and templates of a mapping read, in their order; 0 for those that read none.
struct Fields {
  std::vector<std::uint32_t> company, row;  // of Facts::specs
  std::vector<std::uint32_t> id, entry_id;  // of Template::pieces
};

// An error names the place in the mapping and what the table has there.
Result<Fields> findColumns(const Mapping& mapping, const std::vector<std::string>& names,
                           const std::string& table);

}  // namespace jurat::intake
