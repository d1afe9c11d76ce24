// What a mutant puts in the place of an operator or a keyword; private to engine/testing.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "engine/check/program.h"

namespace jurat {

// The operator on the other side of equality: `<` beside `<=`; none for `=`, which is turned round.
std::optional<checked::CompareOp> besideOp(checked::CompareOp op);
std::string_view opText(checked::CompareOp op);

// `and` beside `or`, `higher of` beside `lower of`, `any` beside `every`; none for what has no counterpart.
std::optional<checked::ExprKind> besideKind(checked::ExprKind kind);
// The two keywords, the first as it is written at the beginning of `text`.
std::pair<std::string, std::string> junctionWords(checked::ExprKind kind, std::string_view text);

}  // namespace jurat
