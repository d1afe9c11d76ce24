// Answers: what the solver found, as a company would say it.
#pragma once
#include <optional>
#include <vector>

#include "engine/advice/linear/meaning.h"

namespace jurat::linear {

// After Found::Something: the value of an unknown fact. Empty when it cannot be written in a profile.
std::optional<Answer> answerOf(const Variable& variable, const Terms& terms, const Vocabulary& vocabulary);

// The same fact with other constants in the place of its own.
Variable withConstants(Variable variable, const std::vector<Term>& from, const std::vector<Term>& to);

}  // namespace jurat::linear
