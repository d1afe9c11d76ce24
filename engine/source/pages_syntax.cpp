// The pages of J00xx: text and syntax. Sorted by code; a test checks it.
#include <array>

#include "engine/source/code_pages.h"

namespace jurat {
namespace {

constexpr auto kPages = std::to_array<CodePage>({
    {.code = "J0001",
     .title = "the file is not UTF-8 text",
     .text = "Rules and profiles are read as UTF-8, the encoding in which every character of every language\n"
             "has exactly one spelling. A file in another encoding would be read as other words than its\n"
             "author wrote, so it is refused before anything else is looked at. The message names the\n"
             "first byte that cannot be UTF-8 and, when it can be told, the encoding the file is in.\n"
             "\n"
             "Usual causes: an editor on Windows that saves as `ANSI` (Windows-1252) or as `Unicode`\n"
             "(UTF-16), a file cut off in the midst of a character, or a file that is not text at all\n"
             "(a spreadsheet, an archive). Save it as UTF-8 in the editor, or convert it with `iconv`.\n"
             "A byte order mark at the beginning of a UTF-8 file is accepted and ignored.",
     .wrong = "# saved as Windows-1252: the byte E9 stands where `é` should\n"
              "operator: Soci\\xE9t\\xE9 Exemple",
     .right = "# saved as UTF-8: `é` is the two bytes C3 A9\n"
              "operator: Société Exemple"},
    {.code = "J0002",
     .title = "a hidden character stands in a rule file",
     .text = "Control characters and the characters that turn the direction of reading (U+202A to U+202E,\n"
             "U+2066 to U+2069, U+200E, U+200F, U+061C) can make a rule look different from what it says:\n"
             "a reviewer would approve one text and the engine would apply another. Rule files therefore\n"
             "refuse them everywhere, in comments and quoted text too. Line breaks and tabs are allowed.\n"
             "\n"
             "Delete the character. Arabic and Hebrew words need none of them: letters carry their own\n"
             "direction.",
     .wrong = "# exempt \\u{202E}elbaliava ton\\u{202C}",
     .right = "# exempt: not available"},
});

}  // namespace

std::span<const CodePage> syntaxPages() { return kPages; }

}  // namespace jurat
