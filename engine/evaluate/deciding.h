// Which exceptions of a declaration decided, once its block has run; private to engine/evaluate.
#pragma once
#include <string>
#include <vector>

#include "engine/evaluate/machine.h"

namespace jurat {

// The names of the exceptions that certainly hold and are not overridden, in the order of the text. One that
// leaves all it says to exceptions inside it which hold too is none of them: those decided.
std::vector<std::string> decidingExceptions(const std::vector<ExceptionCode>& exceptions, const Frame& frame);

// The notes that hold: those without a condition, and those whose condition is certainly true.
std::vector<Texts> notesOf(const std::vector<NoteCode>& notes, const Frame& frame);

}  // namespace jurat
