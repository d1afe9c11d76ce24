// The pages of J0601 to J0646 and J0690: profiles. Sorted by code; a test checks it.
#include <array>

#include "engine/source/code_pages.h"

namespace jurat {
namespace {

// The rows stand in the order of their codes, because codePage() searches by halves.
constexpr auto kProfilePages = std::to_array<CodePage>({
    {.code = "J0601",
     .title = "the profile is not YAML",
     .text = "Indentation, quotes and brackets tell where a record ends. Where they contradict each other "
             "nothing that\n"
             "follows can be placed, so reading stops at the first such place; mend it and run again.\n"
             "\n"
             "Usual causes: a tab in the indentation (use spaces), a text that holds `: ` or begins with "
             "`[`, `{`, `@`\n"
             "or `%` and is not in quotes, a key that does not begin in the column of its siblings.",
     .wrong = "company:\n"
              "  name: Acme: Robotics",
     .right = "company:\n"
              "  name: \"Acme: Robotics\""},
    {.code = "J0602",
     .title = "the profile is not JSON",
     .text = "A JSON profile follows RFC 8259: keys and texts in double quotes, a comma between members and "
             "none behind\n"
             "the last, no comments. Reading stops at the first place that does not.",
     .wrong = "{\"jurat\": 1, \"company\": {\"name\": \"Acme\",}}",
     .right = "{\"jurat\": 1, \"company\": {\"name\": \"Acme\"}}"},
    {.code = "J0603",
     .title = "the profile is larger than is read",
     .text = "A profile may be hostile, so its size, the depth of its lists and records, the values it holds "
             "and what its\n"
             "aliases stand for are bounded. No real company comes near the bounds; many companies in one "
             "file are read\n"
             "by `jurat batch`.",
     .wrong = "company: [[[[[[[[ ... two hundred deep ... ]]]]]]]]",
     .right = "company:\n"
              "  name: Acme"},
    {.code = "J0604",
     .title = "a YAML tag stands in the profile",
     .text = "A tag (`!!int`, `!Company`) tells a YAML program what a value is. In a profile the vocabulary "
             "says that:\n"
             "a fact has one type, whatever is written in front of its value. Only `!!str` is read.",
     .wrong = "headcount: !!float 412.5",
     .right = "headcount: 412.5"},
    {.code = "J0605",
     .title = "a second document begins in the profile",
     .text = "`---` begins another document. A profile is one document about one company, so that a place in "
             "the file\n"
             "always means one company. Write each company into a file of its own; `jurat check FOLDER` "
             "reads them all.",
     .wrong = "jurat: 1\n"
              "company: {name: Acme}\n"
              "---\n"
              "jurat: 1\n"
              "company: {name: Other}",
     .right = "jurat: 1\n"
              "company: {name: Acme}"},
    {.code = "J0606",
     .title = "a merge key stands in the profile",
     .text = "`<<` copies a record into another. An answer copied so has no place of its own: nobody could "
             "see from the\n"
             "report where it was given, and a change at one place would change answers at another. Write "
             "them out.",
     .wrong = "ai_systems:\n"
              "  - {<<: *defaults, id: cv-ranker}",
     .right = "ai_systems:\n"
              "  - {id: cv-ranker, declared_roles: [provider]}"},
    {.code = "J0607",
     .title = "a key is not a name",
     .text = "The keys of a record are names of facts. YAML would also allow a list, a record or nothing as "
             "a key, which\n"
             "is nearly always a text that should stand in quotes.",
     .wrong = "company:\n"
              "  [DE]: yes",
     .right = "company:\n"
              "  established_in: [DE]"},
    {.code = "J0608",
     .title = "a key stands twice in one record",
     .text = "Of two answers to one question only one could count, and readers of YAML and JSON disagree "
             "which. The engine\n"
             "does not guess; delete one of the two.",
     .wrong = "name: Acme\n"
              "name: Acme Robotics",
     .right = "name: Acme Robotics"},
    {.code = "J0609",
     .title = "an alias names nothing",
     .text = "`*name` stands for the value that `&name` marked earlier in the file. Without such a mark, or "
             "within the\n"
             "value that it marks, it stands for nothing.",
     .wrong = "markets: *europe",
     .right = "established_in: &europe [DE, FR]\n"
              "markets: *europe"},
    {.code = "J0610",
     .title = "the profile is not a record",
     .text = "A profile is a record: `jurat: 1` says the version of the format, `company:` holds the "
             "answers. An empty\n"
             "file, a list or a single value answers nothing.",
     .wrong = "- name: Acme",
     .right = "jurat: 1\n"
              "company:\n"
              "  name: Acme"},
    {.code = "J0611",
     .title = "a key is unknown",
     .text = "A key that no pack asks for would be ignored in silence, and a misspelt answer would count as "
             "not given.\n"
             "So it is an error. What only packs outside the run ask for is listed in the report as unread.\n"
             "`jurat schema` writes the keys for your editor.",
     .wrong = "company:\n"
              "  nmae: Acme",
     .right = "company:\n"
              "  name: Acme"},
    {.code = "J0612",
     .title = "a fact stands in the wrong record",
     .text = "The key exists, but belongs to another record: headcount and turnover, for instance, belong to "
             "a financial\n"
             "year. Move the line there.",
     .wrong = "company:\n"
              "  headcount: 412",
     .right = "company:\n"
              "  financial_years:\n"
              "    - ends_on: 2025-12-31\n"
              "      headcount: 412"},
    {.code = "J0613",
     .title = "a fact stands under a former name",
     .text = "The fact has been renamed. Its former name is still read, so that old profiles keep loading; "
             "the fix given\n"
             "with the warning writes the name of today.",
     .wrong = "public_services: no",
     .right = "provides_public_services: no"},
    {.code = "J0614",
     .title = "a value is missing",
     .text = "YAML and JSON call it `null`, people leave it blank; it could mean that there is none, that "
             "nobody knows, or\n"
             "that nobody has answered yet, and the law treats the three differently. Write `none`, write "
             "`unknown`, or\n"
             "delete the line.",
     .wrong = "placed_on_market:",
     .right = "placed_on_market: none"},
    {.code = "J0615",
     .title = "a list, a record or a single value stands where another form is asked",
     .text = "Each fact has a form: one value, a set `[a, b]`, a list of records. A list that is known to be "
             "incomplete is\n"
             "written as `{complete: no, items: [...]}`.",
     .wrong = "ai_systems:\n"
              "  id: cv-ranker",
     .right = "ai_systems:\n"
              "  - id: cv-ranker"},
    {.code = "J0616",
     .title = "a record has no id",
     .text = "Reports, waivers and references know a record by its `id`. It stays the same when the record "
             "is moved, so\n"
             "choose one that will last.",
     .wrong = "ai_systems:\n"
              "  - name: CV ranker",
     .right = "ai_systems:\n"
              "  - id: cv-ranker"},
    {.code = "J0617",
     .title = "two records have the same id",
     .text = "A finding about one of them could be read as one about the other. In a series, which is "
             "ordered by a day,\n"
             "the day takes the place of the id.",
     .wrong = "ai_systems:\n"
              "  - id: chat\n"
              "  - id: chat",
     .right = "ai_systems:\n"
              "  - id: chat-de\n"
              "  - id: chat-fr"},
    {.code = "J0618",
     .title = "a record of a series has no day",
     .text = "A series, such as the financial years, is ordered by a day that each of its records gives; "
             "rules speak of\n"
             "the last one, or the one before. Neither `none` nor `unknown` nor a range can be put in order.",
     .wrong = "financial_years:\n"
              "  - headcount: 412",
     .right = "financial_years:\n"
              "  - ends_on: 2025-12-31\n"
              "    headcount: 412"},
    {.code = "J0619",
     .title = "the version of the profile is missing or unknown",
     .text = "`jurat: 1` says by which version of the profile format the file is to be read, so that a later "
             "engine does\n"
             "not read an old answer in a new sense.",
     .wrong = "company:\n"
              "  name: Acme",
     .right = "jurat: 1\n"
              "company:\n"
              "  name: Acme"},
    {.code = "J0620",
     .title = "an answer is neither yes nor no",
     .text = "`yes`, `no`, `true` and `false` answer such a fact, in small letters, in capitals, or "
             "beginning with one.\n"
             "A blank, `N/A` or `0` is no answer: write `unknown`, or delete the line.",
     .wrong = "is_undertaking: N/A",
     .right = "is_undertaking: unknown"},
    {.code = "J0621",
     .title = "an answer is not a number",
     .text = "Digits, a `.` before decimals, `_` or a space between groups. A comma means thousands in one "
             "country and\n"
             "decimals in the next, so it is not read.",
     .wrong = "headcount: 1,250",
     .right = "headcount: 1_250"},
    {.code = "J0622",
     .title = "an answer is not a percentage",
     .text =
         "A percentage carries its sign, because `0.07` and `7` have both been written for seven per cent.",
     .wrong = "share: 7",
     .right = "share: 7%"},
    {.code = "J0623",
     .title = "an answer is not an amount of money",
     .text = "The ISO 4217 code of the currency, a space, the amount: `EUR 400_000_000`. A sign such as `$` "
             "belongs to many\n"
             "currencies. A fact that is asked in one currency takes no other: conversion needs a rate and a "
             "day.",
     .wrong = "worldwide_annual_turnover: 400 Mio. EUR",
     .right = "worldwide_annual_turnover: EUR 400_000_000"},
    {.code = "J0624",
     .title = "an answer is not a quantity with its unit",
     .text = "A quantity is a number, a space and a unit that the vocabulary declares; multiples are "
             "converted exactly.",
     .wrong = "training_compute: 1e25",
     .right = "training_compute: 1e25 FLOP"},
    {.code = "J0625",
     .title = "an answer is not a day",
     .text = "Year, month and day, as in `2026-11-23`. `01/02/2026` is a day in January here and in February "
             "there, and is\n"
             "not read; nor is a day that the calendar does not have.",
     .wrong = "placed_on_market: 01/02/2026",
     .right = "placed_on_market: 2026-02-01"},
    {.code = "J0626",
     .title = "an answer is not a moment",
     .text = "Duties that run in hours need the day, the time and the offset from UTC: `2026-11-23T10:00Z`, "
             "or `+02:00` in\n"
             "place of `Z`. A plain day is not enough, nor is a time without its offset.",
     .wrong = "aware_at: 2026-10-12",
     .right = "aware_at: 2026-10-12T09:30+02:00"},
    {.code = "J0627",
     .title = "an answer is not a period",
     .text = "A number and a unit: years, months, weeks, days or hours.",
     .wrong = "logs_kept_for: 6",
     .right = "logs_kept_for: 6 months"},
    {.code = "J0628",
     .title = "an answer is not an option of its choice",
     .text = "A choice is a closed list of names; labels and translations are not read. When the value "
             "belongs to another\n"
             "fact of the same record the message names that fact. An option that has others under it is no "
             "answer: name\nthose that apply.",
     .wrong = "declared_roles: [Supplier]",
     .right = "declared_roles: [provider]"},
    {.code = "J0629",
     .title = "a text is blank or missing",
     .text = "A blank is no answer. Write the text, or `unknown`, or delete the line.",
     .wrong = "name: \"\"",
     .right = "name: Acme Robotics"},
    {.code = "J0630",
     .title = "evidence is not described as it should be",
     .text = "Evidence is a path below the folder of the profile, or a URI; beside it may stand its SHA-256 "
             "digest, its\n"
             "media type, the days from which and until which it counts, when and by whom it was collected "
             "and what it\n"
             "covers. Paths that lead out of the folder are never read.",
     .wrong = "instructions_for_use: ../../secret.pdf",
     .right = "instructions_for_use: evidence/manual.pdf"},
    {.code = "J0631",
     .title = "a judgement lacks its author, its day or its answer",
     .text = "Where the law uses an open word (\"appropriate\", \"effective\") only a person can say whether "
             "it is met. The\n"
             "answer is worth as much as the person who gives it, so name and day belong to it.",
     .wrong = "human_oversight_is_effective: yes",
     .right = "human_oversight_is_effective: {value: yes, by: Head of Quality, on: 2026-09-30}"},
    {.code = "J0632",
     .title = "the state of a practice is not one of the five",
     .text = "`not_started`, `planned`, `in_progress`, `implemented`, or `not_applicable` with a reason. A "
             "plain yes says\n"
             "too little: planned is not done.",
     .wrong = "impact_assessment: yes",
     .right = "impact_assessment: implemented"},
    {.code = "J0633",
     .title = "`none` is not possible here",
     .text = "`none` says that something does not exist or has not happened. A fact whose type does not "
             "provide for that\n"
             "always has a value: write it, or `unknown`, or delete the line.",
     .wrong = "is_undertaking: none",
     .right = "is_undertaking: no"},
    {.code = "J0634",
     .title = "a range holds no value",
     .text = "`at_least` may not be more than `at_most`, and both are in one currency.",
     .wrong = "headcount: {at_least: 80, at_most: 50}",
     .right = "headcount: {at_least: 50, at_most: 80}"},
    {.code = "J0635",
     .title = "a value is outside what the fact can be",
     .text = "The vocabulary gives a fact its domain: no headcount is negative, no share above 100 %. A "
             "verdict on an\n"
             "impossible value would be worthless.",
     .wrong = "headcount: -3",
     .right = "headcount: 3"},
    {.code = "J0636",
     .title = "a legal entity identifier does not check",
     .text = "An LEI (ISO 17442) has 20 letters and digits; the last two are check digits, so that a slip is "
             "noticed.",
     .wrong = "lei: 529900T8BM49AURSDO56",
     .right = "lei: 529900T8BM49AURSDO55"},
    {.code = "J0637",
     .title = "a number is larger than is read",
     .text = "Numbers are exact, so their size is bounded: a few bytes of profile must not fill the memory.",
     .wrong = "training_compute: 1e1000000000 FLOP",
     .right = "training_compute: 1e25 FLOP"},
    {.code = "J0638",
     .title = "the profile does not describe a company",
     .text = "Every profile has one `company:`, which holds all else.",
     .wrong = "jurat: 1",
     .right = "jurat: 1\n"
              "company:\n"
              "  name: Acme"},
    {.code = "J0639",
     .title = "no record has the id that a fact names",
     .text = "The fact refers to another record of the same profile by its `id`.",
     .wrong = "incidents:\n"
              "  - {id: i1, system: cv-rankr}",
     .right = "incidents:\n"
              "  - {id: i1, system: cv-ranker}"},
    {.code = "J0640",
     .title = "an id that a fact names belongs to two records",
     .text = "Records of different lists may share an id, as long as nothing refers to it.",
     .wrong = "incidents:\n"
              "  - {id: i1, system: chat}",
     .right = "incidents:\n"
              "  - {id: i1, system: chat-de}"},
    {.code = "J0641",
     .title = "a key is not an option that can be answered",
     .text = "A fact asked `per` choice, and a catalogue of controls, has one line for each option that has "
             "no options\n"
             "below it.",
     .wrong = "nist_controls:\n"
              "  govern: {state: planned}",
     .right = "nist_controls:\n"
              "  govern_1_1: {state: planned}"},
    {.code = "J0642",
     .title = "rates that a profile supplies are not in form",
     .text = "`rates:` names a table of rates and gives days that it lacks. Each day says where its rates "
             "come from,\n"
             "and for each currency how much of it one unit of the table's base buys.",
     .wrong = "rates:\n"
              "  ecb_reference:\n"
              "    - {day: 2022-12-31, USD: 1.0666}",
     .right = "rates:\n"
              "  ecb_reference:\n"
              "    - {day: 2022-12-31, USD: 1.0666, source: \"ECB, 30 December 2022\"}"},
    {.code = "J0643",
     .title = "a rate contradicts another one",
     .text = "A profile may supply rates of days on which the published table has none. A published rate is "
             "part of\n"
             "the rules and cannot be overridden, and one day has one rate.",
     .wrong = "rates:\n"
              "  ecb_reference:\n"
              "    - {day: 2025-12-31, USD: 1.2000, source: \"our bank\"}     # published as 1.1750",
     .right = "rates:\n"
              "  ecb_reference:\n"
              "    - {day: 2022-12-31, USD: 1.0666, source: \"ECB, 30 December 2022\"}"},
    {.code = "J0644",
     .title = "an answer cannot be written into the profile by itself",
     .text =
         "`ask --interactive` writes answers into the text of a profile and leaves every other byte as it "
         "is. It\n"
         "reads what it would write before it writes it, and leaves its hands off where that would not say "
         "all\n"
         "that stood there and the new answer: where anchors and aliases make one text stand in two "
         "places, or\n"
         "where the record has a form of its own. Write the answer there by hand.",
     .wrong = "ai_systems:\n"
              "  - &one {id: chat}\n"
              "  - *one",
     .right = "ai_systems:\n"
              "  - {id: chat}\n"
              "  - {id: other}"},
    {.code = "J0645",
     .title = "an id holds a control character",
     .text = "Reports, waivers and baselines name a record by its id, one line each. A line break, a tab or "
             "a mark that\n"
             "turns the direction of reading would let an id pass for lines of the report itself.",
     .wrong = "ai_systems:\n"
              "  - id: \"chat\\nsatisfied: all else\"",
     .right = "ai_systems:\n"
              "  - id: chat"},
    {.code = "J0646",
     .title = "an amount of money has three digits behind the point",
     .text = "The point is a decimal point: `EUR 118.400` is one hundred and eighteen euros and forty cents. "
             "Where a\n"
             "currency has two decimals, three digits behind one point are more likely a group of thousands, "
             "as German,\n"
             "Spanish and Italian have it. Write `EUR 118_400` for the thousands, and `EUR 118.40` for the "
             "cents.",
     .wrong = "worldwide_annual_turnover: EUR 118.400",
     .right = "worldwide_annual_turnover: EUR 118_400"},
    {.code = "J0690",
     .title = "the profile has more faults than can be useful",
     .text = "Ten times as many faults as are shown have been found, so reading stopped. Mend what is shown "
             "and run again;\n"
             "a single cause often stands behind all of them.",
     .wrong = "company: a spreadsheet pasted as text",
     .right = "company:\n"
              "  name: Acme"},
});

}  // namespace

std::span<const CodePage> profilePages() { return kProfilePages; }

}  // namespace jurat
