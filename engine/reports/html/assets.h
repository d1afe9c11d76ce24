// The files of the HTML report as the binary carries them: templates, style, script; private to
// engine/reports/html. cmake/embed.cmake makes the functions from the files beside this one.
#pragma once
#include <string_view>

namespace jurat::html {

// Mustache. All variables but style and script are escaped for text of HTML; attributes hold only numbers,
// digests and words of the table of phrases.
std::string_view pageForm();       // the whole page, with a place for the parts
std::string_view partForm();       // one profile, with a place for its groups
std::string_view groupForm();      // the findings of one outcome, with a place for them
std::string_view findingForm();    // one finding
std::string_view reasoningForm();  // a tree of reasons, for the last two
std::string_view style();          // CSS
std::string_view script();         // JavaScript

}  // namespace jurat::html
