// What an answer is in a case that settles it, in words and for machines.
#pragma once
#include <vector>

#include "engine/advice/ask/ask.h"
#include "engine/reports/report.h"

namespace jurat {

// "violated"; where it hangs on the values of the case "satisfied or violated, depending on the values", and
// of an amount between what it lies: what has no bound in the case is not unknown there.
Message settledText(const SettlingCase& settled, Decides::Kind kind, Language language);

// The words of the outcomes that it can be: one, or several where it hangs on the values; "error" of what
// fails, "review" of a sum that only a person can make one. None of any other amount that is in force.
std::vector<std::string> outcomeWords(const SettlingCase& settled, Decides::Kind kind);

// Of an amount, or of a benefit that may be received: the sum alone.
Message settledSum(const SettlingCase& settled, Language language);

}  // namespace jurat
