// Text of people inside Markdown, where it is text and nothing else; private to engine/reports.
#pragma once
#include <string>
#include <string_view>

namespace jurat {

// One line: no markup, no HTML, no link, no mention, whatever the text says. CommonMark and GitHub's dialect.
std::string markdownText(std::string_view text);
// The same for OSCAL's markup, which knows no mentions.
std::string markupLine(std::string_view text);
// A span of code, for names and paths: nothing in it is read as anything.
std::string markdownCode(std::string_view text);

}  // namespace jurat
