// Characters of ASCII, whatever the locale is.
#pragma once

namespace jurat {

constexpr bool isDigit(char c) { return c >= '0' && c <= '9'; }

}  // namespace jurat
