// A vocabulary with one fact of every type, built by hand so that profiles can be tested without a checker.
#pragma once
#include "engine/check/vocabulary.h"

namespace jurat::testing {

Vocabulary smallVocabulary();

}  // namespace jurat::testing
