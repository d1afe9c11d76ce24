// The pages of J00xx: text and syntax. Sorted by code; a test checks it.
#include <array>

#include "engine/source/code_pages.h"

namespace jurat {
namespace {

constexpr auto kSyntaxPages = std::to_array<CodePage>({
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
    {.code = "J0003",
     .title = "the rule file is too long",
     .text = "A rule file may hold a million words and signs. More is no law that people read, and would\n"
             "let one file use up the time and memory of a run. Split the file: a pack is a folder, and\n"
             "every file after the first begins with `in pack NAME`.",
     .wrong = "# one file with ten thousand rules",
     .right = "in pack eu.ai_act\n"
              "use common.company"},
    {.code = "J0004",
     .title = "something is nested too deeply",
     .text = "Brackets may stand 200 deep, and so may operators inside each other. Deeper texts are not\n"
             "written by people; they are refused before they can exhaust the machine. Long lists are no\n"
             "problem: `a and b and c ...` and `all of { ... }` may have thousands of limbs.\n"
             "\n"
             "Give the inner part a name with `define` and use the name.",
     .wrong = "define d for company : yes_no { equals ((((((((((((( ... a ... ))))))))))))) }",
     .right = "define inner for company : yes_no { equals not a }\n"
              "define d for company : yes_no { equals not inner }"},
    {.code = "J0005",
     .title = "a bracket is never closed",
     .text = "Every `{`, `[` and `(` needs its partner. The message points to the bracket that was opened;\n"
             "the place where its partner seems to be missing is guessed from the indentation, so that the\n"
             "rest of the file can still be checked.",
     .wrong = "rule first for company {\n"
              "    requires any of {\n"
              "        a: is_big\n"
              "}",
     .right = "rule first for company {\n"
              "    requires any of {\n"
              "        a: is_big\n"
              "    }\n"
              "}"},
    {.code = "J0006",
     .title = "a closing bracket closes nothing",
     .text = "A `}`, `]` or `)` stands where no bracket of its kind is open. Either it is one too many, or\n"
             "the bracket that it should close was forgotten; the message shows where, if the indentation\n"
             "tells.",
     .wrong = "rule first for company\n"
              "    requires is_big\n"
              "}",
     .right = "rule first for company {\n"
              "    requires is_big\n"
              "}"},
    {.code = "J0007",
     .title = "an operator of another language",
     .text = "Conditions are written in words, so that they read like the statute: `and`, `or`, `not`.\n"
             "Equality is one sign, `=`. Comparisons are `<`, `<=`, `=`, `>=`, `>`; for \"not equal\" write\n"
             "`not a = b`, or `a is not b` when `b` is an option. Clauses end by themselves, without `;`.",
     .wrong = "define d for company : yes_no { equals a == 1 && b }",
     .right = "define d for company : yes_no { equals a = 1 and b }"},
    {.code = "J0008",
     .title = "a text is not closed",
     .text =
         "A text stands between two `\"` on one line. A line break inside a text is written `\\n`, a quote\n"
         "`\\\"`.",
     .wrong = "rule first for company {\n"
              "    title \"Without an end\n"
              "}",
     .right = "rule first for company {\n"
              "    title \"With an end\"\n"
              "}"},
    {.code = "J0009",
     .title = "an unknown escape in a text",
     .text =
         "A backslash in a text begins one of three signs: `\\\"` is a quote, `\\\\` a backslash, `\\n` a\n"
         "line break. Characters of every script are written as they are.",
     .wrong = "rule first for company { title \"see C:\\temp\" }",
     .right = "rule first for company { title \"see C:\\\\temp\" }"},
    {.code = "J0010",
     .title = "something else was expected",
     .text = "The words before this place need something else after them. The message names what could\n"
             "stand here; where a word looks like a slip of the pen, the help names the word that was\n"
             "probably meant. `docs/language.md` shows every declaration and clause.",
     .wrong = "rule first for company {\n"
              "    applies is_big\n"
              "}",
     .right = "rule first for company {\n"
              "    applies when is_big\n"
              "}"},
    {.code = "J0011",
     .title = "this begins no declaration or clause",
     .text =
         "A file holds declarations, each beginning with its keyword (`rule`, `define`, `choice` ...);\n"
         "a declaration holds clauses, each beginning with its keyword (`cites`, `applies when`,\n"
         "`requires` ...). The word at this place begins neither. Often it is a misspelt keyword, or the\n"
         "line before it is unfinished.",
     .wrong = "rule first for company {\n"
              "    require is_big\n"
              "}",
     .right = "rule first for company {\n"
              "    requires is_big\n"
              "}"},
    {.code = "J0012",
     .title = "not a date",
     .text = "Days are written year-month-day with four, two and two digits, in that order in every\n"
             "language: 2026-08-02. Moments add time and offset: 2026-08-02T09:30Z, 2026-08-02T09:30+02:00.",
     .wrong = "rule first for company { effective from 2-8-2026 }",
     .right = "rule first for company { effective from 2026-08-02 }"},
    {.code = "J0013",
     .title = "a number with a loose `_`",
     .text = "`_` groups the digits of long numbers and stands between two digits, never at the end and\n"
             "never twice.",
     .wrong = "define d for company : integer { equals 35_ }",
     .right = "define d for company : integer { equals 35_000 }"},
    {.code = "J0014",
     .title = "comparisons do not chain",
     .text = "A comparison has two sides. Say both comparisons and join them.",
     .wrong = "define d for company : yes_no { equals 1 < size < 3 }",
     .right = "define d for company : yes_no { equals 1 < size and size < 3 }"},
    {.code = "J0015",
     .title = "an empty cell in a table",
     .text = "Every cell says something: a value, `any` where every value will do, `none` where there is\n"
             "none. Each row stands on a line of its own.",
     .wrong = "table t per kind {\n"
              "    | kind | rate : percentage | cites |\n"
              "    | a    |                   | \"x\"   |\n"
              "}",
     .right = "table t per kind {\n"
              "    | kind | rate : percentage | cites |\n"
              "    | a    | 3%                | \"x\"   |\n"
              "}"},
    {.code = "J0016",
     .title = "something is said twice",
     .text =
         "One fact has one question, one lower and one upper limit; one option has one citation. If both\n"
         "are meant, decide which holds.",
     .wrong = "entity company { fact size : integer at least 0 at least 1 }",
     .right = "entity company { fact size : integer at least 1 }"},
    {.code = "J0017",
     .title = "a declaration without a name",
     .text = "Everything declared has a name by which others use it and reports show it. It stands directly\n"
             "after the keyword.",
     .wrong = "rule for company { requires is_big }",
     .right = "rule big_enough for company { requires is_big }"},
    {.code = "J0018",
     .title = "a character without meaning",
     .text = "This character means nothing outside a text. Texts stand between straight quotes: text\n"
             "programs like to put curly ones in their place. Signs typed in a Chinese input method are of\n"
             "full width; the words of the language and their signs are not.",
     .wrong = "rule first for company { title “Big” }",
     .right = "rule first for company { title \"Big\" }"},
    {.code = "J0019",
     .title = "a name that is not one word",
     .text =
         "Names are made of letters of any script, digits and `_`, and begin with a letter. A hyphen would\n"
         "be a minus and a space the end of the name. Join the parts with `_`.",
     .wrong = "rule big-enough for company { requires is_big }",
     .right = "rule big_enough for company { requires is_big }"},
});

}  // namespace

std::span<const CodePage> syntaxPages() { return kSyntaxPages; }

}  // namespace jurat
