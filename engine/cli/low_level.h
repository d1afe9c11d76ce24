// What the clock and open files give, below the session.
#pragma once
#include <string>

#include "engine/values/date.h"

namespace jurat {

// Of the clock, in UTC.
Date todayUtc();

// Writes all of it to an open file; false, with errno, when it could not be written.
bool writeAll(int descriptor, const std::string& text);

}  // namespace jurat
