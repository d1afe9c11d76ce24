// What stands behind an answer, and whether it still does; private to engine/evaluate.
#pragma once
#include "engine/phrases/message.h"
#include "engine/profile/profile.h"

namespace jurat {

// Why the evidence behind the answer does not count on that day; empty when it does, or none is named.
Message staleEvidence(const Answer& answer, Date day);

}  // namespace jurat
