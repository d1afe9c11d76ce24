// What may be answered to a fact, in words for whoever fills in a profile; private to engine/manual/scaffold.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/check/vocabulary.h"

namespace jurat::manual {

// The values that the fact takes with an example, its domain, what `none` means where it may be said; one
// sentence.
std::string hintOf(const Fact& fact, const Vocabulary& vocabulary, Language language);

// The options of a choice: one a line behind `- `, or of very many the names alone.
std::vector<std::string> optionHints(const Choice& choice, Language language);
bool isLong(const Choice& choice);

}  // namespace jurat::manual
