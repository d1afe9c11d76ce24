// What a pack or a statement says of the document it encodes: the day it bears and its standing over time.
#pragma once
#include <string>

#include "engine/check/context.h"

namespace jurat::checking {

// The date of `dated`, as precise as the source is: "2016-04-12", "2016-04" or "2016". Empty with a complaint
// when it is none.
std::string documentDate(const Context& context, const ast::Clause& clause);

// Adds one `status`; a word that is none is complained of.
void readStatus(const Context& context, const ast::Clause& clause, checked::StatusByDay& out);

}  // namespace jurat::checking
