// Why a line of the interview is no answer, in words that exist in every language; private to
// engine/reports. Complaints of the profile's reader say more, in English alone.
#pragma once
#include "engine/check/vocabulary.h"
#include "engine/phrases/message.h"
#include "engine/source/diagnostic.h"

namespace jurat {

// `fact`: that was asked for; null for a list. One reason a code: what a code stands for is all true of it.
Message refusalText(const Diagnostic& fault, const Fact* fact, const Vocabulary& vocabulary);

}  // namespace jurat
