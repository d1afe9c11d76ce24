// Complaints about a test that is itself wrong: an outcome that is none, an expectation that asks the wrong
// thing.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/source/diagnostic.h"
#include "engine/syntax/ast.h"

namespace jurat {

struct Aim;

// Offers the nearest of `known` in place of the text complained about; `otherwise` is the help when none is
// near. Ids are written in quotes.
void suggestWord(Diagnostic& diagnostic, std::string_view written, const std::vector<std::string>& known,
                 std::string otherwise, bool in_quotes = false);

// Whether what is expected can be asked of the target: an outcome of rules and benefits, a value of all but
// rules; and whether its words are outcomes. Reports what is not (J0524).
bool suits(const Aim& aim, const ast::Expect& expect, Diagnostics& diagnostics);

// A definition was given a record or a list for its value.
void reportNoValue(Diagnostics& diagnostics, const ast::Name& name, const ast::Item& item);

}  // namespace jurat
