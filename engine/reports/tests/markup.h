// Text of people inside XML and HTML, where it is data and nothing else; private to engine/reports.
#pragma once
#include <string>
#include <string_view>

namespace jurat {

// `&`, `<`, `>`, quotes and apostrophes written as references; characters that XML 1.0 forbids are left out.
std::string markupText(std::string_view text);
// The same on one line: tokens of XML have no line breaks and no runs of blanks.
std::string markupToken(std::string_view text);

}  // namespace jurat
