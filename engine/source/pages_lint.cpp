// Pages of what `jurat lint` finds. Their examples are run: the wrong one has the finding, the right one has
// not. A piece without `pack` stands in the pack of tests/analysis/examples.h.
#include <array>

#include "engine/source/code_pages.h"

namespace jurat {
namespace {

constexpr auto kLintPages = std::to_array<CodePage>({
    {.code = "J0412",
     .title = "two exceptions can hold together and say different things",
     .text =
         "When both conditions are met, the result is an error that names both. The finding shows answers\n"
         "for which that happens. Say which of them goes first with `overrides`, or let the conditions\n"
         "exclude each other. Where no company can give these answers, write `reviewed J0412 \"why\"`.",
     .wrong = "define fee for company : money EUR {\n"
              "    cites  \"Art. 1\"\n"
              "    equals EUR 100\n"
              "    except small when headcount < 250 {\n"
              "        equals EUR 50\n"
              "    }\n"
              "    except public when public_body {\n"
              "        equals EUR 0\n"
              "    }\n"
              "}",
     .right = "define fee for company : money EUR {\n"
              "    cites  \"Art. 1\"\n"
              "    equals EUR 100\n"
              "    except small when headcount < 250 {\n"
              "        equals EUR 50\n"
              "    }\n"
              "    except public overrides small when public_body {\n"
              "        equals EUR 0\n"
              "    }\n"
              "}"},
    {.code = "J0413",
     .title = "whether exceptions can hold together is not decided",
     .text =
         "The conditions turn on computed values, lists or days counted from other days, which the\n"
         "analysis does not look into. `overrides` settles it whatever the answer; `reviewed J0413 \"why\"`\n"
         "says that somebody has looked.",
     .wrong = "define fee for company : money EUR {\n"
              "    cites  \"Art. 1\"\n"
              "    equals EUR 100\n"
              "    except many when count of robots > 10 {\n"
              "        equals EUR 150\n"
              "    }\n"
              "    except heavy when any robots has mass > 50 kg {\n"
              "        equals EUR 200\n"
              "    }\n"
              "}",
     .right = "define fee for company : money EUR {\n"
              "    cites  \"Art. 1\"\n"
              "    equals EUR 100\n"
              "    except many when count of robots > 10 {\n"
              "        equals EUR 150\n"
              "    }\n"
              "    except heavy overrides many when any robots has mass > 50 kg {\n"
              "        equals EUR 200\n"
              "    }\n"
              "}"},
    {.code = "J0414",
     .title = "a condition can never be met",
     .text =
         "No answers within the domains of the facts meet it: two limbs exclude each other, or a value is\n"
         "compared with one it cannot have. What depends on it would never happen, which no test shows.",
     .wrong = "rule tested_when_small for company {\n"
              "    title    \"Small companies test\"\n"
              "    cites    \"Art. 2\"\n"
              "    applies  when headcount < 10 and headcount > 50\n"
              "    requires tested\n"
              "}",
     .right = "rule tested_when_small for company {\n"
              "    title    \"Small companies test\"\n"
              "    cites    \"Art. 2\"\n"
              "    applies  when headcount < 50 and headcount > 10\n"
              "    requires tested\n"
              "}"},
    {.code = "J0415",
     .title = "a condition is always met",
     .text = "All answers within the domains of the facts meet it, so it asks for nothing. Most often `>=`\n"
             "stands where `>` was meant.",
     .wrong = "rule tested_when_staffed for company {\n"
              "    title    \"Companies with staff test\"\n"
              "    cites    \"Art. 2\"\n"
              "    applies  when headcount >= 0\n"
              "    requires tested\n"
              "}",
     .right = "rule tested_when_staffed for company {\n"
              "    title    \"Companies with staff test\"\n"
              "    cites    \"Art. 2\"\n"
              "    applies  when headcount > 0\n"
              "    requires tested\n"
              "}"},
    {.code = "J0416",
     .title = "an exception never decides",
     .text = "Whenever it holds, one that overrides it holds too. Usually the narrower of two was meant to\n"
             "override the wider one.",
     .wrong = "define fee for company : money EUR {\n"
              "    cites  \"Art. 1\"\n"
              "    equals EUR 100\n"
              "    except micro when headcount < 10 {\n"
              "        equals EUR 10\n"
              "    }\n"
              "    except small overrides micro when headcount < 50 {\n"
              "        equals EUR 50\n"
              "    }\n"
              "}",
     .right = "define fee for company : money EUR {\n"
              "    cites  \"Art. 1\"\n"
              "    equals EUR 100\n"
              "    except micro overrides small when headcount < 10 {\n"
              "        equals EUR 10\n"
              "    }\n"
              "    except small when headcount < 50 {\n"
              "        equals EUR 50\n"
              "    }\n"
              "}"},
    {.code = "J0417",
     .title = "for some answers nothing says what a definition is",
     .text =
         "It has no general case, and its exceptions leave answers out. For these the result is an error.",
     .wrong = "define size for company : text {\n"
              "    cites \"Art. 3\"\n"
              "    except small when headcount < 50 {\n"
              "        equals \"small\"\n"
              "    }\n"
              "    except large when headcount > 50 {\n"
              "        equals \"large\"\n"
              "    }\n"
              "}",
     .right = "define size for company : text {\n"
              "    cites \"Art. 3\"\n"
              "    except small when headcount < 50 {\n"
              "        equals \"small\"\n"
              "    }\n"
              "    except large when headcount >= 50 {\n"
              "        equals \"large\"\n"
              "    }\n"
              "}"},
    {.code = "J0418",
     .title = "an exception changes nothing",
     .text = "It says what holds without it, and cites nothing of its own.",
     .wrong = "define fee for company : money EUR {\n"
              "    cites  \"Art. 1\"\n"
              "    equals EUR 100\n"
              "    except public when public_body {\n"
              "        equals EUR 100\n"
              "    }\n"
              "}",
     .right = "define fee for company : money EUR {\n"
              "    cites  \"Art. 1\"\n"
              "    equals EUR 100\n"
              "    except public when public_body {\n"
              "        equals EUR 0\n"
              "    }\n"
              "}"},
    {.code = "J0419",
     .title = "two rules ask the same",
     .text = "Same subject, same conditions, same duty: a breach would be reported twice. One rule may cite\n"
             "both paragraphs.",
     .wrong = "rule tested_first for company {\n"
              "    title    \"Tested\"\n"
              "    cites    \"Art. 4\"\n"
              "    requires tested\n"
              "}\n"
              "rule tested_again for company {\n"
              "    title    \"Tested\"\n"
              "    cites    \"Art. 5\"\n"
              "    requires tested\n"
              "}",
     .right = "rule tested_first for company {\n"
              "    title    \"Tested\"\n"
              "    cites    \"Art. 4\"\n"
              "    cites    \"Art. 5\"\n"
              "    requires tested\n"
              "}"},
    {.code = "J0420",
     .title = "a review has no seal",
     .text =
         "A review silences a finding until the declaration changes, and the seal is how the change is\n"
         "noticed: digits made from the words of the declaration. `jurat lint --fix` writes it. Delete the\n"
         "seal when you have looked again at what has changed.",
     .wrong = "rule tested_always for company {\n"
              "    title    \"Tested\"\n"
              "    cites    \"Art. 4\"\n"
              "    requires tested\n"
              "    reviewed J0430 \"tested by hand\" on 2026-11-24\n"
              "}",
     .right = "rule tested_always for company {\n"
              "    title    \"Tested\"\n"
              "    cites    \"Art. 4\"\n"
              "    requires tested\n"
              "    reviewed J0430 \"tested by hand\" on 2026-11-24 as \"@SEAL@\"\n"
              "}"},
    {.code = "J0421",
     .title = "a review silences nothing",
     .text = "There is no such finding where it stands, so it only hides one that comes later.",
     .wrong = "define fee for company : money EUR {\n"
              "    cites    \"Art. 1\"\n"
              "    equals   EUR 100\n"
              "    reviewed J0412 \"never both\" on 2026-11-24\n"
              "}",
     .right = "define fee for company : money EUR {\n"
              "    cites  \"Art. 1\"\n"
              "    equals EUR 100\n"
              "}"},
    {.code = "J0422",
     .title = "a lint is switched off that finds nothing",
     .text =
         "`lint CODE off` in the braces of a pack hides findings of all its files. One that hides nothing\n"
         "today hides a mistake tomorrow.",
     .wrong = "pack demo.tidy {\n"
              "    title   \"Tidy\"\n"
              "    version \"1.0.0\"\n"
              "    lint    J0450 off \"names are the regulator's\"\n"
              "}",
     .right = "pack demo.tidy {\n"
              "    title   \"Tidy\"\n"
              "    version \"1.0.0\"\n"
              "}"},
    {.code = "J0423",
     .title = "two rows of a table can both be hit",
     .text = "Under `hit unique` that is an error, and under `hit any` when they give different results. The "
             "finding\n"
             "shows answers for which it happens. Narrow one of the rows, or write `hit first`.",
     .wrong = "table fee for company : money EUR {\n"
              "    cites \"Art. 1\"\n"
              "    hit unique\n"
              "    | sites | tested | -> fee |\n"
              "    | <= 9 | any | EUR 10 |\n"
              "    | >= 9 | any | EUR 20 |\n"
              "}",
     .right = "table fee for company : money EUR {\n"
              "    cites \"Art. 1\"\n"
              "    hit unique\n"
              "    | sites | tested | -> fee |\n"
              "    | <= 9 | any | EUR 10 |\n"
              "    | > 9 | any | EUR 20 |\n"
              "}"},
    {.code = "J0424",
     .title = "for some answers a table has no row",
     .text = "For these the result is an error. A last row of `any` says what holds otherwise.",
     .wrong = "table fee for company : money EUR {\n"
              "    cites \"Art. 1\"\n"
              "    hit first\n"
              "    | sites | tested | -> fee |\n"
              "    | <= 9 | any | EUR 10 |\n"
              "    | > 10 | any | EUR 20 |\n"
              "}",
     .right = "table fee for company : money EUR {\n"
              "    cites \"Art. 1\"\n"
              "    hit first\n"
              "    | sites | tested | -> fee |\n"
              "    | <= 9 | any | EUR 10 |\n"
              "    | any | any | EUR 20 |\n"
              "}"},
    {.code = "J0425",
     .title = "a row of a table is never hit",
     .text = "Under `hit first` the rows before it take all that it accepts; otherwise its cells exclude "
             "each other\n"
             "or the domains of what they ask.",
     .wrong = "table fee for company : money EUR {\n"
              "    cites \"Art. 1\"\n"
              "    hit first\n"
              "    | sites | tested | -> fee |\n"
              "    | any | yes | EUR 10 |\n"
              "    | <= 9 | yes | EUR 5 |\n"
              "    | any | no | EUR 0 |\n"
              "}",
     .right = "table fee for company : money EUR {\n"
              "    cites \"Art. 1\"\n"
              "    hit first\n"
              "    | sites | tested | -> fee |\n"
              "    | <= 9 | yes | EUR 5 |\n"
              "    | any | yes | EUR 10 |\n"
              "    | any | no | EUR 0 |\n"
              "}"},
    {.code = "J0430",
     .title = "a rule is not tested in both directions",
     .text = "A rule that is only seen violated may convict everybody, one only seen satisfied nobody. The\n"
             "tests of the loaded packs should show both.",
     .wrong = "rule tested_always for company {\n"
              "    title    \"Tested\"\n"
              "    cites    \"Art. 4\"\n"
              "    requires tested\n"
              "}",
     .right = "rule tested_always for company {\n"
              "    title    \"Tested\"\n"
              "    cites    \"Art. 4\"\n"
              "    requires tested\n"
              "}\n"
              "test \"testing\" {\n"
              "    given company \"c\" { }\n"
              "    as of 2026-01-01\n"
              "    cases\n"
              "        | tested | tested_always |\n"
              "        | yes    | satisfied     |\n"
              "        | no     | violated      |\n"
              "}"},
    {.code = "J0431",
     .title = "no test computes an amount",
     .text = "A wrong figure or a swapped `higher of` would go unnoticed.",
     .wrong = "amount ceiling for company : money EUR {\n"
              "    title   \"Ceiling\"\n"
              "    cites   \"Art. 9\"\n"
              "    at most EUR 1_000\n"
              "}",
     .right = "amount ceiling for company : money EUR {\n"
              "    title   \"Ceiling\"\n"
              "    cites   \"Art. 9\"\n"
              "    at most EUR 1_000\n"
              "}\n"
              "test \"ceiling\" {\n"
              "    given company \"c\" { }\n"
              "    as of 2026-01-01\n"
              "        expect ceiling = EUR 1_000\n"
              "}"},
    {.code = "J0432",
     .title = "two tests have the same title",
     .text = "A failure is reported by the title of its test.",
     .wrong = "define big for company : yes_no { cites \"Art. 1\" equals headcount > 50 }\n"
              "test \"size\" { given company \"c\" { headcount: 51 } as of 2026-01-01 expect big = yes }\n"
              "test \"size\" { given company \"c\" { headcount: 50 } as of 2026-01-01 expect big = no }",
     .right =
         "define big for company : yes_no { cites \"Art. 1\" equals headcount > 50 }\n"
         "test \"above\" { given company \"c\" { headcount: 51 } as of 2026-01-01 expect big = yes }\n"
         "test \"at the limit\" { given company \"c\" { headcount: 50 } as of 2026-01-01 expect big = no }"},
    {.code = "J0433",
     .title = "a test names a day on which it expects nothing",
     .text = "An expectation has been lost, or the day is left over.",
     .wrong = "define big for company : yes_no { cites \"Art. 1\" equals headcount > 50 }\n"
              "test \"size\" {\n"
              "    given company \"c\" { headcount: 51 }\n"
              "    as of 2025-01-01\n"
              "    as of 2026-01-01\n"
              "        expect big = yes\n"
              "}",
     .right = "define big for company : yes_no { cites \"Art. 1\" equals headcount > 50 }\n"
              "test \"size\" {\n"
              "    given company \"c\" { headcount: 51 }\n"
              "    as of 2026-01-01\n"
              "        expect big = yes\n"
              "}"},
    {.code = "J0440",
     .title = "a rule, an amount or a statement has no title",
     .text = "Reports would show its name alone, which is written for authors.",
     .wrong = "rule tested_always for company {\n"
              "    cites    \"Art. 4\"\n"
              "    requires tested\n"
              "}",
     .right = "rule tested_always for company {\n"
              "    title    \"Tests are run\"\n"
              "    cites    \"Art. 4\"\n"
              "    requires tested\n"
              "}"},
    {.code = "J0441",
     .title = "a text lacks its Chinese counterpart",
     .text =
         "The title of the pack is written in both languages, so readers of the Chinese report expect the\n"
         "rest of it in Chinese too.",
     .wrong = "pack demo.both {\n"
              "    title   \"Both\" zh \"双语\"\n"
              "    version \"1.0.0\"\n"
              "}\n"
              "choice zone { city \"Public ground\" }",
     .right = "pack demo.both {\n"
              "    title   \"Both\" zh \"双语\"\n"
              "    version \"1.0.0\"\n"
              "}\n"
              "choice zone { city \"Public ground\" zh \"公共场所\" }"},
    {.code = "J0442",
     .title = "a severe rule says no remedy",
     .text = "Whoever reads that a rule of severity high or critical is breached asks what to do now.",
     .wrong = "rule tested_always for company {\n"
              "    title    \"Tested\"\n"
              "    cites    \"Art. 4\"\n"
              "    requires tested\n"
              "    severity high\n"
              "}",
     .right = "rule tested_always for company {\n"
              "    title    \"Tested\"\n"
              "    cites    \"Art. 4\"\n"
              "    requires tested\n"
              "    severity high\n"
              "    remedy   \"Run the tests, and keep the record.\"\n"
              "}"},
    {.code = "J0443",
     .title = "no question asks for a fact",
     .text = "Rules depend on it, and a company that is asked for it sees a bare name.",
     .wrong = "extend entity company {\n"
              "    fact insured : yes_no\n"
              "}\n"
              "define covered for company : yes_no { cites \"Art. 1\" equals insured }",
     .right = "extend entity company {\n"
              "    fact insured : yes_no ask \"Is it insured?\"\n"
              "}\n"
              "define covered for company : yes_no { cites \"Art. 1\" equals insured }"},
    {.code = "J0444",
     .title = "a question does not end like one",
     .text = "Forms show `ask` to the person who answers.",
     .wrong = "extend entity company {\n"
              "    fact insured : yes_no ask \"Insurance\"\n"
              "}",
     .right = "extend entity company {\n"
              "    fact insured : yes_no ask \"Is it insured?\"\n"
              "}"},
    {.code = "J0445",
     .title = "an explanation repeats the question",
     .text = "`about` tells what the words of the question mean; saying it again helps nobody.",
     .wrong = "extend entity company {\n"
              "    fact insured : yes_no ask \"Is it insured?\" about \"Is it insured?\"\n"
              "}",
     .right = "extend entity company {\n"
              "    fact insured : yes_no ask \"Is it insured?\" about \"Against damage to third parties.\"\n"
              "}"},
    {.code = "J0446",
     .title = "a text is empty",
     .text = "It would be shown as nothing.",
     .wrong = "rule tested_always for company {\n"
              "    title    \"\"\n"
              "    cites    \"Art. 4\"\n"
              "    requires tested\n"
              "}",
     .right = "rule tested_always for company {\n"
              "    title    \"Tests are run\"\n"
              "    cites    \"Art. 4\"\n"
              "    requires tested\n"
              "}"},
    {.code = "J0447",
     .title = "a text has spaces too many",
     .text = "Spaces at its ends, or two beside each other, show in reports.",
     .wrong = "rule tested_always for company {\n"
              "    title    \"Tests  are run \"\n"
              "    cites    \"Art. 4\"\n"
              "    requires tested\n"
              "}",
     .right = "rule tested_always for company {\n"
              "    title    \"Tests are run\"\n"
              "    cites    \"Art. 4\"\n"
              "    requires tested\n"
              "}"},
    {.code = "J0450",
     .title = "a name mixes capitals and small letters",
     .text =
         "Names of this language are written in small letters with `_` between words; whole capitals, as in\n"
         "the codes of countries, are other people's names.",
     .wrong = "define isBig for company : yes_no { cites \"Art. 1\" equals headcount > 50 }",
     .right = "define is_big for company : yes_no { cites \"Art. 1\" equals headcount > 50 }"},
    {.code = "J0451",
     .title = "a name is too long",
     .text = "Names of more than 60 letters do not fit a line of a report.",
     .wrong =
         "define has_more_than_fifty_members_of_staff_on_the_last_day_of_the_year for company : yes_no {\n"
         "    cites  \"Art. 1\"\n"
         "    equals headcount > 50\n"
         "}",
     .right = "define is_big for company : yes_no {\n"
              "    title  \"More than fifty members of staff on the last day of the year\"\n"
              "    cites  \"Art. 1\"\n"
              "    equals headcount > 50\n"
              "}"},
    {.code = "J0452",
     .title = "two limbs have the same label",
     .text =
         "Explanations cite a limb by its label: \"Art. 5(1)(c)(i)\". Two of one label cannot be told apart.",
     .wrong = "define fit for company : yes_no {\n"
              "    cites  \"Art. 1\"\n"
              "    equals any of { a: tested, a: public_body }\n"
              "}",
     .right = "define fit for company : yes_no {\n"
              "    cites  \"Art. 1\"\n"
              "    equals any of { a: tested, b: public_body }\n"
              "}"},
    {.code = "J0453",
     .title = "labels are out of order",
     .text = "Limbs stand in the order of the paragraph, so that one can be read beside the other.",
     .wrong = "define fit for company : yes_no {\n"
              "    cites  \"Art. 1\"\n"
              "    equals any of { b: tested, a: public_body }\n"
              "}",
     .right = "define fit for company : yes_no {\n"
              "    cites  \"Art. 1\"\n"
              "    equals any of { a: public_body, b: tested }\n"
              "}"},
    {.code = "J0455",
     .title = "a source is cited by nothing",
     .text = "Either it is left over, or what rests on it cites the first source by mistake.",
     .wrong = "pack demo.sources {\n"
              "    title   \"Sources\"\n"
              "    source  act \"The Act\"\n"
              "    source  guide \"The Guidelines\" not binding\n"
              "    version \"1.0.0\"\n"
              "}\n"
              "statement goal { title \"Goal\" cites \"Art. 1\" as_stated \"Safety first.\" }",
     .right = "pack demo.sources {\n"
              "    title   \"Sources\"\n"
              "    source  act \"The Act\"\n"
              "    version \"1.0.0\"\n"
              "}\n"
              "statement goal { title \"Goal\" cites \"Art. 1\" as_stated \"Safety first.\" }"},
    {.code = "J0456",
     .title = "a choice is used by nothing",
     .text = "No fact has it as its type, and no table or declaration is `per` it.",
     .wrong = "choice colour { red \"Red\" green \"Green\" }\n"
              "rule tested_always for company { title \"Tested\" cites \"Art. 4\" requires tested }",
     .right = "choice colour { red \"Red\" green \"Green\" }\n"
              "extend entity company { fact painted : colour ask \"Which colour?\" }\n"
              "rule tested_always for company { title \"Tested\" cites \"Art. 4\" requires tested and "
              "painted is red }"},
    {.code = "J0457",
     .title = "nothing of a used pack is used",
     .text = "`use` makes the names of another pack visible. None of them stands in this one.",
     .wrong = "use demo.other\n"
              "define big for company : yes_no { cites \"Art. 1\" equals headcount > 50 }",
     .right = "use demo.other\n"
              "define big for company : yes_no { cites \"Art. 1\" equals headcount > other_limit }"},
    {.code = "J0458",
     .title = "a fact is read by nothing",
     .text =
         "Companies would be asked for it in vain. Packs without rules are not looked at: others read them.",
     .wrong = "extend entity company { fact painted : yes_no ask \"Is it painted?\" }\n"
              "rule tested_always for company { title \"Tested\" cites \"Art. 4\" requires tested }",
     .right =
         "extend entity company { fact painted : yes_no ask \"Is it painted?\" }\n"
         "rule tested_always for company { title \"Tested\" cites \"Art. 4\" requires tested and painted }"},
    {.code = "J0460",
     .title = "the value of a parameter is written out",
     .text = "When the law changes, the parameter gets a new version, and this number stays what it was.",
     .wrong = "parameter threshold : money EUR { from 2020-01-01 equals EUR 10_000_000 cites \"Art. 6\" }\n"
              "define rich for company : yes_no { cites \"Art. 6\" equals turnover > EUR 10_000_000 }",
     .right = "parameter threshold : money EUR { from 2020-01-01 equals EUR 10_000_000 cites \"Art. 6\" }\n"
              "define rich for company : yes_no { cites \"Art. 6\" equals turnover > threshold }"},
    {.code = "J0461",
     .title = "a version of a parameter changes nothing",
     .text = "It follows at once on one with the same value.",
     .wrong = "parameter threshold : money EUR {\n"
              "    from 2020-01-01 until 2024-12-31 equals EUR 10 cites \"Art. 6\"\n"
              "    from 2025-01-01 equals EUR 10 cites \"Art. 6\"\n"
              "}",
     .right = "parameter threshold : money EUR {\n"
              "    from 2020-01-01 until 2024-12-31 equals EUR 10 cites \"Art. 6\"\n"
              "    from 2025-01-01 equals EUR 12 cites \"Art. 6\"\n"
              "}"},
    {.code = "J0464",
     .title = "a day lies far from any law in force",
     .text = "Before 1900 or after 2100: most likely a slip of the finger.",
     .wrong = "define old for company : yes_no { cites \"Art. 7\" equals founded_on < 1025-01-01 }",
     .right = "define old for company : yes_no { cites \"Art. 7\" equals founded_on < 2025-01-01 }"},
    {.code = "J0465",
     .title = "a parameter has no value between two versions",
     .text = "On these days whatever reads it ends in an error.",
     .wrong = "parameter threshold : money EUR {\n"
              "    from 2020-01-01 until 2023-12-31 equals EUR 10 cites \"Art. 6\"\n"
              "    from 2025-01-01 equals EUR 12 cites \"Art. 6\"\n"
              "}",
     .right = "parameter threshold : money EUR {\n"
              "    from 2020-01-01 until 2024-12-31 equals EUR 10 cites \"Art. 6\"\n"
              "    from 2025-01-01 equals EUR 12 cites \"Art. 6\"\n"
              "}"},
    {.code = "J0466",
     .title = "a rule does not say from when it applies",
     .text = "It would be in force on every day of the past, while the other rules of its pack say when they "
             "began.",
     .wrong = "rule tested_first for company { title \"A\" cites \"Art. 4\" effective from 2025-01-01 "
              "requires tested }\n"
              "rule staffed for company { title \"B\" cites \"Art. 5\" requires headcount > 0 }",
     .right = "rule tested_first for company { title \"A\" cites \"Art. 4\" effective from 2025-01-01 "
              "requires tested }\n"
              "rule staffed for company { title \"B\" cites \"Art. 5\" effective from 2026-01-01 requires "
              "headcount > 0 }"},
    {.code = "J0467",
     .title = "an amount has three decimals",
     .text = "`EUR 50.000` is fifty euros here and fifty thousand in many countries. Money has two decimals: "
             "write "
             "`EUR 50_000` or `EUR 50`.",
     .wrong = "amount fine for company : money EUR { title \"A\" cites \"Art. 4\" at most EUR 50.000 }",
     .right = "amount fine for company : money EUR { title \"A\" cites \"Art. 4\" at most EUR 50_000 }"},
    {.code = "J0468",
     .title = "a definition only repeats a fact",
     .text = "It equals the fact in all cases and is read once: the reader could ask the fact.",
     .wrong = "define examined for company : yes_no { cites \"Art. 1\" equals tested }\n"
              "define fit for company : yes_no { cites \"Art. 1\" equals examined and headcount > 0 }",
     .right = "define fit for company : yes_no { cites \"Art. 1\" equals tested and headcount > 0 }"},
    {.code = "J0470",
     .title = "a file is not in its canonical form",
     .text =
         "One form for all files keeps differences between versions to what has changed. `jurat fmt` writes\n"
         "it, and so does `jurat lint --fix`.",
     .wrong = "define   big for company : yes_no {\n"
              "  cites \"Art. 1\"\n"
              "     equals headcount>50\n"
              "}",
     .right = "define big for company : yes_no {\n"
              "    cites  \"Art. 1\"\n"
              "    equals headcount > 50\n"
              "}"},
    {.code = "J0471",
     .title = "two negations take each other away",
     .text = "`not (not C)` is C, `not none of { }` is `any of { }`, and `forbids not C` requires C.",
     .wrong = "rule tested_always for company {\n"
              "    title   \"Tested\"\n"
              "    cites   \"Art. 4\"\n"
              "    forbids not tested\n"
              "}",
     .right = "rule tested_always for company {\n"
              "    title    \"Tested\"\n"
              "    cites    \"Art. 4\"\n"
              "    requires tested\n"
              "}"},
    {.code = "J0472",
     .title = "a list of one limb",
     .text = "`all of { C }` and `any of { C }` are C. With a label the limb may be one of several that the\n"
             "paragraph has: then the others are missing.",
     .wrong = "define fit for company : yes_no {\n"
              "    cites  \"Art. 1\"\n"
              "    equals any of { tested }\n"
              "}",
     .right = "define fit for company : yes_no {\n"
              "    cites  \"Art. 1\"\n"
              "    equals tested\n"
              "}"},
    {.code = "J0473",
     .title = "a list of limbs stands in one of the same kind",
     .text = "Without a label of its own it says no more than its limbs in the list around it.",
     .wrong = "define fit for company : yes_no {\n"
              "    cites  \"Art. 1\"\n"
              "    equals any of { any of { tested, public_body }, headcount > 50 }\n"
              "}",
     .right = "define fit for company : yes_no {\n"
              "    cites  \"Art. 1\"\n"
              "    equals any of { tested, public_body, headcount > 50 }\n"
              "}"},
    {.code = "J0474",
     .title = "a condition is compared with yes or no",
     .text = "`tested = yes` is `tested`, and `tested = no` is `not tested`.",
     .wrong = "define fit for company : yes_no {\n"
              "    cites  \"Art. 1\"\n"
              "    equals tested = yes\n"
              "}",
     .right = "define fit for company : yes_no {\n"
              "    cites  \"Art. 1\"\n"
              "    equals tested\n"
              "}"},
    {.code = "J0475",
     .title = "a list of one option",
     .text = "`kind in { private }` is `kind is private`.",
     .wrong = "define free for company : yes_no {\n"
              "    cites  \"Art. 1\"\n"
              "    equals kind in { private }\n"
              "}",
     .right = "define free for company : yes_no {\n"
              "    cites  \"Art. 1\"\n"
              "    equals kind is private\n"
              "}"},
    {.code = "J0480",
     .title = "what is unconfirmed does not say why",
     .text =
         "`confidence unconfirmed` means that the text may not exist. A `note` tells the reader what is not\n"
         "certain and what would settle it.",
     .wrong = "rule tested_always for company {\n"
              "    title      \"Tested\"\n"
              "    cites      \"Art. 4\"\n"
              "    confidence unconfirmed\n"
              "    requires   tested\n"
              "}",
     .right = "rule tested_always for company {\n"
              "    title      \"Tested\"\n"
              "    cites      \"Art. 4\"\n"
              "    confidence unconfirmed\n"
              "    requires   tested\n"
              "    note       \"The gazette has not been seen; a secondary source quotes the article.\"\n"
              "}"},
    {.code = "J0481",
     .title = "a critical rule exposes nobody to anything",
     .text = "Critical is what can cost most; the report says what by `exposes`.",
     .wrong = "rule tested_always for company {\n"
              "    title    \"Tested\"\n"
              "    cites    \"Art. 4\"\n"
              "    requires tested\n"
              "    severity critical\n"
              "    remedy   \"Run the tests.\"\n"
              "}",
     .right =
         "amount ceiling for company : money EUR { title \"Ceiling\" cites \"Art. 9\" at most EUR 1_000 }\n"
         "rule tested_always for company {\n"
         "    title    \"Tested\"\n"
         "    cites    \"Art. 4\"\n"
         "    requires tested\n"
         "    severity critical\n"
         "    exposes  company to ceiling\n"
         "    remedy   \"Run the tests.\"\n"
         "}"},
    {.code = "J0482",
     .title = "a declaration cites the same twice",
     .text = "Citations of sections add up with those of what they hold; the same pinpoint twice says "
             "nothing more.",
     .wrong = "section safety for company {\n"
              "    cites \"Art. 4\"\n"
              "    rule tested_always for company { title \"Tested\" cites \"Art. 4\" requires tested }\n"
              "}",
     .right = "section safety for company {\n"
              "    cites \"Art. 4\"\n"
              "    rule tested_always for company { title \"Tested\" cites \"Art. 4(1)\" requires tested }\n"
              "}"},
    {.code = "J0485",
     .title = "a pack does not say all that reports show of it",
     .text = "Title, jurisdiction, edition, version, language and status stand at the head of every report.",
     .wrong = "pack demo.bare {\n"
              "    title  \"Bare\"\n"
              "    source act \"The Act\"\n"
              "}\n"
              "entity company { fact tested : yes_no ask \"Tested?\" }\n"
              "rule tested_always for company { title \"Tested\" cites \"Art. 4\" requires tested }",
     .right = "pack demo.bare {\n"
              "    title        \"Bare\"\n"
              "    source       act \"The Act\"\n"
              "    jurisdiction \"Examplia\"\n"
              "    edition      2026-01-01\n"
              "    version      \"1.0.0\"\n"
              "    language     1\n"
              "    status       in_force\n"
              "}\n"
              "entity company { fact tested : yes_no ask \"Tested?\" }\n"
              "rule tested_always for company { title \"Tested\" cites \"Art. 4\" requires tested }"},
    {.code = "J0486",
     .title = "a rule binds, but what it cites does not",
     .text =
         "Its strength is `must`, and its only citations are of sources that are `not binding`. Packs that\n"
         "are not in force are not looked at: nothing in them binds.",
     .wrong = "rule tested_always for company { title \"Tested\" cites guide \"point 4\" requires tested }",
     .right = "rule tested_always for company { title \"Tested\" cites guide \"point 4\" strength should "
              "requires tested }"},
});

}  // namespace

std::span<const CodePage> lintPages() { return kLintPages; }

}  // namespace jurat
