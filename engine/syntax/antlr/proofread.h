// Looks over the tokens of a file before the parser does: what a lexer can already see is reported here, and
// mended, so that the parser reads on as if it had been written right.
#pragma once
#include "engine/base/limits.h"
#include "engine/source/diagnostic.h"
#include "engine/syntax/antlr/tokens.h"

namespace jurat {

// Reports hidden characters, foreign operators, full-width signs, open quotes, unknown escapes, misspelt
// dates and numbers, brackets without partner, and texts that are too long or too deeply nested. False: do
// not parse at all.
bool proofread(Tokens& tokens, Offsets& offsets, const Limits& limits, Diagnostics& diagnostics);

// Reports a file of too many words (J0003), which is not looked at further.
bool tooLong(const Tokens& tokens, const Offsets& offsets, const Limits& limits, Diagnostics& diagnostics);

// Whether the tokens themselves show that the file is wrong: signs that mean nothing, brackets without
// partner.
bool looksWrong(const Tokens& tokens);

// Brackets: closes what was left open where the indentation says so, hides closers without opener.
void mendBrackets(Tokens& tokens, const Offsets& offsets, Diagnostics& diagnostics);

bool isOpener(std::size_t type);
bool isCloser(std::size_t type);

}  // namespace jurat
