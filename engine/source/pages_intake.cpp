// The pages of J0650 to J0689: files of evidence, and tables that become profiles. Sorted by code; a test
// checks it.
#include <array>

#include "engine/source/code_pages.h"

namespace jurat {
namespace {

// The rows stand in the order of their codes, because codePage() searches by halves.
constexpr auto kIntakePages = std::to_array<CodePage>({
    {.code = "J0650",
     .title = "a file of evidence is not there or is not read",
     .text = "`evidence verify` and `check --verify-evidence` look at files below the folder of the profile "
             "and nowhere\n"
             "else. A path that is absolute, leads up with `..` or through a symbolic link that leaves the "
             "folder, a\n"
             "folder, a device, a pipe and a file above 256 MiB are refused. An answer whose evidence is not "
             "there does\n"
             "not count.",
     .wrong = "evidence: evidence/secret -> /etc/shadow",
     .right = "evidence: {path: evidence/manual.pdf, sha256: 3b5d...}"},
    {.code = "J0651",
     .title = "a file of evidence is another than the profile says",
     .text =
         "The SHA-256 digest of the file is not the one that was written down when somebody looked at it. "
         "What was\n"
         "judged or attested on that file was judged on another text, so it does not count until somebody "
         "looks\n"
         "again.",
     .wrong = "evidence: {path: evidence/manual.pdf, sha256: 3b5d...}   # and the file was edited since",
     .right = "evidence: {path: evidence/manual.pdf, sha256: 81f0...}   # what `sha256sum` prints today"},
    {.code = "J0652",
     .title = "evidence without a digest",
     .text = "Without the SHA-256 digest of the file nobody can tell whether it is still the one that was "
             "looked at. The\n"
             "message gives the digest that the file has today: write it down if it is the right file.",
     .wrong = "evidence: evidence/manual.pdf",
     .right = "evidence: {path: evidence/manual.pdf, sha256: 81f0...}"},
    {.code = "J0653",
     .title = "evidence does not count on the day of the check",
     .text = "Evidence counts from `effective_from` to `expires`, both days included. Outside of them an "
             "answer or a\n"
             "judgement that rests on it does not count, whatever the file holds.",
     .wrong = "evidence: {path: evidence/test.pdf, sha256: 81f0..., expires: 2025-12-31}   # on 2026-11-23",
     .right = "evidence: {path: evidence/test.pdf, sha256: 9d22..., expires: 2027-12-31}"},
    {.code = "J0660",
     .title = "a part of a mapping has another shape than it should",
     .text = "A mapping says which column of a table answers which fact (docs/mapping.md). Each of its parts "
             "is a record,\n"
             "a list or one text, and has keys of its own; a key that is not known would leave a column "
             "unread without\n"
             "a word.",
     .wrong = "source:\n"
              "  format: csv\n"
              "  seperator: \";\"",
     .right = "source:\n"
              "  format: csv\n"
              "  delimiter: \";\""},
    {.code = "J0661",
     .title = "a mapping does not say which version it is",
     .text = "A mapping begins with the version of its format, so that a later engine can go on reading it. "
             "There is\n"
             "version 1.",
     .wrong = "source: {format: csv}",
     .right = "mapping: 1\n"
              "source: {format: csv}"},
    {.code = "J0662",
     .title = "a word or number of a mapping is none of those that its key knows",
     .text = "The format is `csv` or `sqlite`, the encoding `utf-8` or `windows-1252`, `else` is `error` or "
             "`unknown`; columns\n"
             "count from 1; an id is a pattern such as `{3}-{row}`; what a cell means is a value as in a "
             "profile.",
     .wrong = "source: {format: csv, encoding: latin-1}",
     .right = "source: {format: csv, encoding: windows-1252}"},
    {.code = "J0663",
     .title = "a key of `facts` is no path of a fact, or answers one again",
     .text = "Facts are named as in a profile, from the company or from the entry of the list: `stage`, "
             "`waived[opt_out]` for\n"
             "one option of a fact that is asked per option, `main_depot.gates` for a fact of a record. Each "
             "is answered\n"
             "once.",
     .wrong = "facts:\n"
              "  Stage of development: {column: 10, header: \"Stage\"}",
     .right = "facts:\n"
              "  stage: {column: 10, header: \"Stage\"}"},
    {.code = "J0664",
     .title = "a key of `values` can never apply",
     .text = "Cells are compared after each run of white space has become one blank, and what is among "
             "`nulls` is not\n"
             "answered before `values` is looked at. So of two keys that are the same but for white space "
             "one is never\n"
             "reached, and neither is a key that is a null.",
     .wrong = "nulls: [\"\", \"N/A\"]\n"
              "# and below a column\n"
              "values: {\"N/A\": not_applicable}",
     .right = "nulls: [\"\", \"N/A\"]\n"
              "# and below a column\n"
              "nulls: [\"\"]\n"
              "values: {\"N/A\": not_applicable}"},
    {.code = "J0665",
     .title = "the table has other columns than the mapping is for",
     .text = "A column is named by its number and by how its header begins, or by its whole name. When the "
             "table has\n"
             "another there, it is another edition or another file; reading on would answer facts from the "
             "wrong column, so\n"
             "nothing is read.",
     .wrong = "stage: {column: 9, header: \"Stage of Development\"}   # column 9 is `Topic`",
     .right = "stage: {column: 10, header: \"Stage of Development\"}"},
    {.code = "J0670",
     .title = "a row has another number of cells than the header",
     .text = "What stands in which column cannot be told, so the row is refused and reading goes on with the "
             "next one. The\n"
             "usual cause is a comma or a line break in a cell without quotes.",
     .wrong = "name,stage\n"
              "Acme, Inc.,initiated",
     .right = "name,stage\n"
              "\"Acme, Inc.\",initiated"},
    {.code = "J0671",
     .title = "a quote in a row of CSV is wrong",
     .text = "A cell that begins with a quote ends with one, and behind that comes a delimiter or the end of "
             "the line; a\n"
             "quote within is written twice (RFC 4180). The line is refused and reading goes on with the "
             "next one.",
     .wrong = "name,stage\n"
              "\"Acme \"Robotics\"\",initiated",
     .right = "name,stage\n"
              "\"Acme \"\"Robotics\"\"\",initiated"},
    {.code = "J0672",
     .title = "no key of the mapping stands for a cell",
     .text = "The cell is neither a null nor a key of `values`, so nobody has said what it means. The row is "
             "refused, for a\n"
             "guess could be wrong; in a company of many rows the others are read. If such cells are to be "
             "unknown, say\n"
             "`else: unknown`.",
     .wrong = "values: {\"Yes\": yes, \"No\": no}   # and the cell is `Y`",
     .right = "values: {\"Yes\": yes, \"Y\": yes, \"No\": no}"},
    {.code = "J0673",
     .title = "a row does not belong to the company that it says",
     .text = "Rows that follow each other and have the same id are one company. An id that comes back later "
             "would be a\n"
             "second company of that name, and a row without id belongs to none.",
     .wrong = "agency,use\n"
              "DOE,a\n"
              "VA,b\n"
              "DOE,c",
     .right = "agency,use\n"
              "DOE,a\n"
              "DOE,c\n"
              "VA,b"},
    {.code = "J0674",
     .title = "a value of a database cannot be read exactly",
     .text = "Amounts and numbers are exact here. SQLite keeps a REAL as binary floating point, which holds "
             "0.5 but not 0.1;\n"
             "it is read only when its decimal text is the same number. A blob or text that is not UTF-8 is "
             "no value.",
     .wrong = "CREATE TABLE companies (name TEXT, share REAL)      -- 0.1",
     .right = "CREATE TABLE companies (name TEXT, share TEXT)      -- '10%'"},
    {.code = "J0675",
     .title = "a record cannot be held against that of another portfolio",
     .text =
         "`jurat diff` finds the record of a company in the other portfolio by the id that a mapping gives "
         "it, else by\n"
         "its `name`. One without a name finds none, and of two of one name nobody knows which is meant.",
     .wrong = R"({"jurat": 1, "company": {"markets": ["DE"]}})",
     .right = R"({"jurat": 1, "company": {"name": "Acme", "markets": ["DE"]}})"},
});

}  // namespace

std::span<const CodePage> intakePages() { return kIntakePages; }

}  // namespace jurat
