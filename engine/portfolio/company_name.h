// The name of a company, straight from its record.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace jurat::portfolio {

// The JSON string, quotes included, that the record has for `name` of one of these root entities; empty when
// there is none. Looks no further than it has to. `record` has been read before: it is a sound JSON document.
std::string_view nameToken(std::string_view record, const std::vector<std::string>& roots);
// What such a token says.
std::string unescaped(std::string_view token);

}  // namespace jurat::portfolio
