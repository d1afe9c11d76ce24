// The manual: pages of diagnostic codes, and the JSON Schema that lets an editor complete and explain a
// profile.
#pragma once
#include <string>
#include <string_view>

#include "engine/check/vocabulary.h"
#include "engine/source/code_pages.h"

namespace jurat {

// A page as text for a terminal.
std::string codePageText(const CodePage& page);

// JSON Schema draft-07 of a profile: `description` from the question, choices as `enum` with titles, units in
// `pattern`, `oneOf` for records and ranges. Accepts every profile that the reader accepts in these respects;
// what a schema cannot say (ids that must exist, dates that must be real) is left to the reader.
std::string profileSchema(const Vocabulary& vocabulary, Language language);

}  // namespace jurat
