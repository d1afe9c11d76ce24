// Writing values as a person would write them in a profile: in YAML or JSON, on one line or as a block.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "engine/profile/datum.h"
#include "engine/profile/profile.h"

namespace jurat {

// Whether a text must stand in quotes in YAML to be read as itself, wherever it stands.
bool needsQuotes(std::string_view text);

// On one line. `compact`: JSON without blanks.
std::string flowText(const Datum& datum, ProfileSyntax syntax, bool compact = false);
std::string keyText(std::string_view key, ProfileSyntax syntax);

// Whether it is one answer and is written on one line even in a block: a word, a set, a value with its
// source; lists of records and records of answers are none.
bool isInline(const Datum& datum);

// Lines of YAML, each with its line end, indented by so many blanks: of a record its keys, of a list its
// entries. INVARIANT: it is a record or a list, and not empty.
std::string blockText(const Datum& datum, std::size_t indent, std::string_view line_end);

// The datum as a reader would give it back from these texts, but for its places.
void normalize(Datum& datum, ProfileSyntax syntax);
// Equal but for their places.
bool isSame(const Datum& a, const Datum& b);

}  // namespace jurat
