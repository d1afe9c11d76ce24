// What the clock and open files give, below the session.
#pragma once
#include <functional>
#include <optional>
#include <string>

#include "engine/values/date.h"

namespace jurat {

// Of the clock, in UTC.
Date todayUtc();

// Writes all of it to an open file; false, with errno, when it could not be written.
bool writeAll(int descriptor, const std::string& text);

// A new file beside the target, which only its owner may read, filled by `fill` and closed: its path, for a
// rename. Nothing, with errno and no such file, when `fill` or the system says no.
std::optional<std::string> fillAside(const std::string& target, const std::function<bool(int)>& fill);

}  // namespace jurat
