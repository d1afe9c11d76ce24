// The pages of J01xx to J05xx: packs, names, types, declarations, analysis and tests. Sorted by code; a test
// checks it.
#include <array>

#include "engine/source/code_pages.h"

namespace jurat {
namespace {

// The rows stand in the order of their codes, because codePage() searches by halves.
constexpr auto kCheckPages = std::to_array<CodePage>({
    {.code = "J0101",
     .title = "a file does not say which pack it belongs to",
     .text =
         "Every rule file belongs to a pack, and says so in its first line: one file opens the pack with\n"
         "`pack NAME { }`, every other file of it begins with `in pack NAME`. Reports, waivers and tests\n"
         "name rules by their pack, so a rule without one could not be spoken of.",
     .wrong = "use common.company\n"
              "\n"
              "rule logs_kept for ai_system { ... }",
     .right = "in pack eu.ai_act\n"
              "use common.company\n"
              "\n"
              "rule logs_kept for ai_system { ... }"},
    {.code = "J0102",
     .title = "a pack is opened by two files",
     .text = "What a pack says of itself (title, sources, status, dates) stands in one place, the braces\n"
             "behind `pack NAME`. Two such places could contradict each other. Keep one, by custom in\n"
             "`pack.jurat`, and let the other files begin with `in pack NAME`.",
     .wrong = "pack eu.ai_act { title \"The AI Act\" }      # in pack.jurat\n"
              "pack eu.ai_act { title \"Fines\" }           # in fines.jurat",
     .right = "pack eu.ai_act { title \"The AI Act\" }      # in pack.jurat\n"
              "in pack eu.ai_act                          # in fines.jurat"},
    {.code = "J0103",
     .title = "no file opens a pack",
     .text =
         "Files say `in pack NAME`, but none of the files that were read opens that pack with `pack NAME\n"
         "{ }`. Either the opening file is missing from what you named on the command line, or the name\n"
         "is spelled differently in one of them.",
     .wrong = "in pack eu.ai_atc",
     .right = "in pack eu.ai_act      # as pack.jurat spells it"},
    {.code = "J0104",
     .title = "a pack that is used is not there",
     .text =
         "`use` names a pack that is not among those of this run. Packs are looked for below the folders\n"
         "given by `--rules-path`; the id of a pack is its path below such a folder, with dots between\n"
         "the parts.",
     .wrong = "use common.compny",
     .right = "use common.company"},
    {.code = "J0105",
     .title = "one name stands for two packs",
     .text = "`use PACK as NAME` gives a pack a short name for this pack. Two packs under one short name\n"
             "could not be told apart in `NAME.definition`.",
     .wrong = "use eu.sme as status\n"
              "use us.size as status",
     .right = "use eu.sme as sme\n"
              "use us.size as us_size"},
    {.code = "J0106",
     .title = "a word is not among those that can stand here",
     .text = "Some clauses take one word out of a fixed list: the status of a pack, the severity, strength\n"
             "and confidence of a rule, the way months end. Words outside the list would silently mean the\n"
             "default, so they are refused.",
     .wrong = "severity severe",
     .right = "severity high"},
    {.code = "J0107",
     .title = "a pack is written in another edition of the language",
     .text =
         "`language N` says which edition of the rule language a pack is written in. This engine reads\n"
         "edition 1. A pack of a later edition may use words that mean something else here, so it is not\n"
         "read at all.",
     .wrong = "language 2",
     .right = "language 1"},
    {.code = "J0108",
     .title = "a time zone is not known",
     .text = "The time zone of a pack decides when a day ends, for deadlines and for `--as-of` with a day.\n"
             "The engine holds its zones itself, so that a report is the same on every machine: `UTC`,\n"
             "offsets such as `+01:00`, and the names of a built-in list of places.",
     .wrong = "time_zone \"Europe/Berlni\"",
     .right = "time_zone \"Europe/Berlin\""},
    {.code = "J0109",
     .title = "a pack cannot supersede this one",
     .text = "`supersedes PACK from DAY` says that this pack takes the place of another one, once and from a "
             "day on.\n"
             "Of the two a run uses the one that holds on its day. A pack cannot take its own place, and two "
             "packs\n"
             "cannot take each other's: none would be left.",
     .wrong = "pack eu.act_2026 { supersedes eu.act_2026 from 2026-12-02 ... }",
     .right = "pack eu.act_2026 { supersedes eu.act_2024 from 2026-12-02 ... }"},
    {.code = "J0110",
     .title = "a name is declared twice",
     .text =
         "Within one pack every rule, definition, amount, parameter and table has a name of its own, and\n"
         "so has every option within its choice. Reports and waivers speak of them by `PACK/NAME`; two of\n"
         "one name could not be told apart. Facts are the exception: several packs may declare the same\n"
         "fact, if they agree.",
     .wrong = "rule logs_kept for ai_system { ... }\n"
              "rule logs_kept for gpai_model { ... }",
     .right = "rule logs_kept for ai_system { ... }\n"
              "rule model_logs_kept for gpai_model { ... }"},
    {.code = "J0111",
     .title = "a name is not known",
     .text = "A name in a condition is looked up in the innermost element first (what `any`, `every` or\n"
             "`where` runs over), then outwards, then in the entity the rule is `for` and in those that\n"
             "contain it, then among parameters and tables. Nothing of that name was found there. If a near\n"
             "name exists it is offered; otherwise declare a `fact` (what a company answers) or a `define`\n"
             "(what follows from facts).",
     .wrong = "requires human_oversigth",
     .right = "requires human_oversight"},
    {.code = "J0112",
     .title = "a name is declared in more than one pack",
     .text = "Two packs that are used here declare the same name for the same thing. Which one is meant\n"
             "changes what the rule says, so neither is taken. Put the pack before the name: its alias, its\n"
             "full id, or the last part of its id.",
     .wrong = "use eu.sme\n"
              "use us.size\n"
              "...\n"
              "requires is_small",
     .right = "use eu.sme\n"
              "use us.size\n"
              "...\n"
              "requires sme.is_small"},
    {.code = "J0113",
     .title = "a name is found on the element and outside of it",
     .text =
         "Inside `has`, `where` and `over` a name may belong to the element or to what contains it. When\n"
         "both have it, taking the nearer one would be right half of the time and wrong without a word\n"
         "the other half. Put the name of the entity before it.",
     .wrong = "every financial_years has headcount < 50",
     .right = "every financial_years has financial_year.headcount < 50"},
    {.code = "J0114",
     .title = "a name stands in a pack that is not used",
     .text =
         "The name exists, but in a pack that this one does not `use`. What a pack can see is its own and\n"
         "what it uses directly, so that loading another pack never changes what this one says. Using is\n"
         "not passed on: if A uses B and B uses C, A must use C itself to see its names.",
     .wrong = "in pack eu.ai_act\n"
              "use eu.sme\n"
              "...\n"
              "requires headcount < 50        # declared in common.company",
     .right = "in pack eu.ai_act\n"
              "use eu.sme\n"
              "use common.company\n"
              "...\n"
              "requires headcount < 50"},
    {.code = "J0115",
     .title = "an entity is not known",
     .text = "`for`, `within`, `ref`, `extend entity` and the party of `exposes` name an entity, in the\n"
             "singular as it is declared, not the list that a profile keeps of them.",
     .wrong = "rule logs_kept for ai_systems { ... }",
     .right = "rule logs_kept for ai_system { ... }"},
    {.code = "J0116",
     .title = "a type or a choice is not known",
     .text =
         "A type is one of `yes_no`, `integer`, `decimal`, `percentage`, `money`, `money CUR`, `quantity\n"
         "UNIT`, `date`, `event`, `moment`, `event moment`, `period`, `text`, `evidence`, `judgement`,\n"
         "`practice`, the name of a choice, `set of CHOICE` or `ref ENTITY`; `or none` may follow.",
     .wrong = "fact roles : set of operator_rol",
     .right = "fact roles : set of operator_role"},
    {.code = "J0117",
     .title = "a word is no option of the choice that is expected",
     .text = "What is compared with a choice, or looked for in a set of it, is one of its options. Options\n"
             "are looked up in the choice that the place expects, so the same word may be an option of\n"
             "several choices.",
     .wrong = "declared_roles includes provder",
     .right = "declared_roles includes provider"},
    {.code = "J0118",
     .title = "a unit is missing or not known",
     .text = "A quantity is a number of some unit, declared by `unit NAME`; multiples are declared by `unit\n"
             "NAME equals N UNIT`. Days, weeks, months, years and hours are units of periods and need no\n"
             "declaration.",
     .wrong = "fact training_compute : quantity\n"
              "...\n"
              "training_compute > 1e25 FLOPS",
     .right = "unit FLOP \"floating-point operations\"\n"
              "fact training_compute : quantity FLOP\n"
              "...\n"
              "training_compute > 1e25 FLOP"},
    {.code = "J0119",
     .title = "a currency is not known",
     .text = "Currencies are the three letters of ISO 4217 that are in use: `EUR`, `USD`, `CNY`. Signs and\n"
             "names of currencies are not read, because several countries share them.",
     .wrong = "at most EURO 35_000_000",
     .right = "at most EUR 35_000_000"},
    {.code = "J0120",
     .title = "a fact is declared in two ways",
     .text = "Facts are the vocabulary of profiles and shared by all packs. When two packs declare the same\n"
             "fact of the same entity with different types or different bounds, a profile could not satisfy\n"
             "both. Let one pack declare it and the other use that pack, or rename one of the two.",
     .wrong = "fact headcount : integer                 # in one pack\n"
              "fact headcount : decimal at least 0      # in another",
     .right = "use common.company                       # which declares headcount"},
    {.code = "J0121",
     .title = "a definition has the name of a fact",
     .text =
         "A fact is asked of the company, a definition follows from facts. If one name were both, a\n"
         "profile could answer what the law decides. The custom is to name what is asked for what it is,\n"
         "and what follows for what the law calls it: `declared_roles` is asked, `roles` follows.",
     .wrong = "fact roles : set of operator_role\n"
              "define roles for ai_system : set of operator_role { ... }",
     .right = "fact declared_roles : set of operator_role\n"
              "define roles for ai_system : set of operator_role { ... }"},
    {.code = "J0122",
     .title = "an entity is placed in two ways, or within itself",
     .text = "An entity is contained in at most one other, under one name. Every file that declares it must\n"
             "say the same of its place; to add facts to an entity of another pack write `extend entity`.\n"
             "Following the containers outwards must end.",
     .wrong = "entity incident within company as incidents { }\n"
              "entity incident within ai_system as incidents { fact grave : yes_no }",
     .right = "entity incident within company as incidents { }\n"
              "extend entity incident { fact grave : yes_no }"},
    {.code = "J0123",
     .title = "a series is not ordered by a day",
     .text =
         "`ordered by` names a fact of the same entity that is a date, an event or a moment. Only\n"
         "elements whose day has come belong to the series, and the day is their key in a profile, so it\n"
         "must be there and it must be a day.",
     .wrong = "entity audit within company as audits ordered by number { fact number : integer }",
     .right = "entity audit within company as audits ordered by done_on { fact done_on : event }"},
    {.code = "J0124",
     .title = "a fact has a reserved name",
     .text =
         "In every record of a profile the words `value`, `source`, `as_of`, `evidence`, `at_least`,\n"
         "`at_most`, `id` and `complete` have a meaning of their own. A fact of such a name could not be\n"
         "answered.",
     .wrong = "fact source : text",
     .right = "fact data_source : text"},
    {.code = "J0126",
     .title = "a citation names no source of the pack",
     .text = "`cites NAME \"pinpoint\"` names one of the sources that the pack declares; without a name the\n"
             "first one is meant.",
     .wrong = "cites akt \"Art. 5(1)\"",
     .right = "source act \"Regulation (EU) 2024/1689\"     # in the braces of the pack\n"
              "...\n"
              "cites act \"Art. 5(1)\""},
    {.code = "J0127",
     .title = "a pinpoint does not fit the pattern of its source",
     .text = "A source may say how it is cited, by `pattern` with a regular expression that the whole\n"
             "pinpoint must fit. It keeps thousands of citations in one form, so that they can be searched\n"
             "and linked.",
     .wrong = "source act \"An act\" pattern \"Art\\\\. .+\"\n"
              "cites  \"Article 5(1)\"",
     .right = "source act \"An act\" pattern \"Art\\\\. .+\"\n"
              "cites  \"Art. 5(1)\""},
    {.code = "J0128",
     .title = "the pattern of a source is no regular expression",
     .text = "Patterns are written in the syntax of RE2 (no look-around, no back references), so that\n"
             "matching always ends quickly. A backslash is written twice in quotes.",
     .wrong = "source act \"An act\" pattern \"Art. (\"",
     .right = "source act \"An act\" pattern \"Art\\\\. \\\\d+.*\""},
    {.code = "J0129",
     .title = "a pack cites but names no source",
     .text = "Every citation is a place in a source. The first `source` of the pack is the one that `cites\n"
             "\"...\"` means.",
     .wrong = "pack eu.ai_act { title \"The AI Act\" }",
     .right = "pack eu.ai_act {\n"
              "    title  \"The AI Act\"\n"
              "    source act \"Regulation (EU) 2024/1689\"\n"
              "}"},
    {.code = "J0130",
     .title = "something is called that cannot be",
     .text = "The language has two functions: `days_in(P)`, the days of a period as a whole number, and\n"
             "`currency_of(M)`, the currency of an amount of money. Everything else is written in words:\n"
             "`count of`, `sum of ... over`, `higher of`, `earliest of ... over`.",
     .wrong = "sum(headcount) > 5",
     .right = "(sum of headcount over related_enterprises) > 5"},
    {.code = "J0131",
     .title = "a citation leads nowhere",
     .text =
         "Behind `cites` stands a text, or a path to citations: `TABLE.cites` reads the column `cites` of\n"
         "a table of data, `CHOICE.cites` the citations written behind the options of the choice that the\n"
         "declaration is `per`.",
     .wrong = "amount ceiling per fine_tier for company : money EUR { cites company.name ... }",
     .right = "amount ceiling per fine_tier for company : money EUR { cites fine_tier.cites ... }"},
    {.code = "J0132",
     .title = "two things have the same key in a profile",
     .text = "Facts and contained lists of an entity are keys of the same record in a profile, so no two of\n"
             "them may have the same name.",
     .wrong = "fact incidents : integer\n"
              "entity incident within company as incidents { }",
     .right = "fact incidents_last_year : integer\n"
              "entity incident within company as incidents { }"},
    {.code = "J0133",
     .title = "a name cannot be read from here",
     .text = "Rules read facts, definitions, parameters and tables. They never read the outcome of another\n"
             "rule, nor an amount, so that evaluation has one direction and ends; put the common condition\n"
             "into a `define` and read it in both. A definition of another entity is read through a path to\n"
             "that entity.",
     .wrong = "rule b for ai_system { requires rule_a }",
     .right = "define safe for ai_system : yes_no { ... }\n"
              "rule a for ai_system { requires safe }\n"
              "rule b for ai_system { applies when safe ... }"},
    {.code = "J0190",
     .title = "there is no such pack",
     .text =
         "A pack is a folder that holds `pack.jurat`; its id is its path below a rules folder, with dots.\n"
         "Packs are looked for below --rules-path, JURAT_RULES_PATH, the installed rules and the source\n"
         "tree, in this order. `jurat rules list` shows what is there. Folders that --rules names come "
         "before\n"
         "packs of their ids elsewhere; two of them that hold the same pack cannot be run together.",
     .wrong = "jurat check company.yaml --rules eu.ai_akt",
     .right = "jurat check company.yaml --rules eu.ai_act"},
    {.code = "J0191",
     .title = "a pack's id is not its path",
     .text =
         "The id that a pack declares must be its path below the rules folder, or nobody could find it by\n"
         "its id. Rename the one or the other.",
     .wrong = "rules/eu/ai_act/pack.jurat:  pack eu.aiact {",
     .right = "rules/eu/ai_act/pack.jurat:  pack eu.ai_act {"},
    {.code = "J0201",
     .title = "a condition is neither yes nor no",
     .text = "What stands behind `requires`, `forbids`, `when`, `has`, `where`, `not`, `and`, `or` and in\n"
             "lists of limbs is a condition: a comparison, a question (`is given`, `includes`), a fact of\n"
             "type `yes_no` or `judgement`, or a `practice`, which is yes when it is implemented. Numbers,\n"
             "days, texts and evidence are not: say what is asked of them.",
     .wrong = "requires technical_documentation",
     .right = "requires technical_documentation is given"},
    {.code = "J0202",
     .title = "a value of another type is expected",
     .text =
         "The place has a type, declared or fixed by the clause, and the value has another. Nothing is\n"
         "converted silently but a whole number to a decimal: a plain number is neither a percentage nor\n"
         "money nor a period.",
     .wrong = "define ceiling for company : money EUR { equals 35_000_000 }",
     .right = "define ceiling for company : money EUR { equals EUR 35_000_000 }"},
    {.code = "J0203",
     .title = "two values of different types are compared",
     .text = "Only values of one type can be compared: a period with a period, a percentage with a\n"
             "percentage. The labels show what each side is and where it was declared; where a plain number\n"
             "is meant as something else, the help shows how to write it.",
     .wrong = "requires logs_kept_for >= 180",
     .right = "requires logs_kept_for >= 180 days"},
    {.code = "J0204",
     .title = "these two cannot be computed with each other",
     .text =
         "Money is multiplied by numbers and percentages and divided by money; percentages are added to\n"
         "percentages; periods are added to days. A number plus a percentage is refused because it is not\n"
         "clear of what the percentage is taken.",
     .wrong = "turnover + 7%",
     .right = "turnover + 7% of turnover"},
    {.code = "J0205",
     .title = "a number cannot be held",
     .text =
         "Numbers are exact, which costs room: one written number may have at most 1000 digits and a\n"
         "power of ten of at most 4096. Periods are whole numbers of their unit, because half a month is\n"
         "no length of time.",
     .wrong = "due aware_on + 1.5 days",
     .right = "due aware_at + 36 hours"},
    {.code = "J0206",
     .title = "a day or a moment does not exist",
     .text =
         "Days are written `YYYY-MM-DD`, moments `YYYY-MM-DDTHH:MM` with `Z` or an offset, and must exist\n"
         "in the calendar.",
     .wrong = "effective from 2026-02-30",
     .right = "effective from 2026-02-28"},
    {.code = "J0207",
     .title = "money of any currency is computed with",
     .text =
         "A fact of type `money` may be answered in any currency. Until it is converted it can only be\n"
         "asked for (`is given`, `currency_of`) and added up with money of its own kind. The law usually\n"
         "says at which rate; say it by `in CUR using RATES on DAY`. Converting euros to euros needs no\n"
         "rate.",
     .wrong = "worldwide_annual_turnover <= EUR 50_000_000",
     .right = "(worldwide_annual_turnover in EUR using ecb_reference on ends_on) <= EUR 50_000_000"},
    {.code = "J0208",
     .title = "two currencies meet",
     .text = "Amounts of different currencies are not added, compared or divided without a rate and a day.\n"
             "Convert one of them; the table of rates must have a column for its currency.",
     .wrong = "turnover_in_dollars < EUR 50_000_000",
     .right = "(turnover_in_dollars in EUR using ecb_reference on ends_on) < EUR 50_000_000"},
    {.code = "J0209",
     .title = "months and days are put into one period",
     .text =
         "A month has 28 to 31 days, so `1 months + 3 days` is no length that could be compared. Added to\n"
         "a day one after the other they are clear: first the months, then the days.",
     .wrong = "start + (1 months + 3 days)",
     .right = "start + 1 months + 3 days"},
    {.code = "J0210",
     .title = "something is compared or computed with none",
     .text = "`none` says that something does not exist or has not happened. It is no value: nothing equals\n"
             "it, and nothing is more or less than it. Ask whether the value is given.",
     .wrong = "requires placed_on_market = none",
     .right = "requires placed_on_market is not given"},
    {.code = "J0211",
     .title = "a value may be none where that is never expected",
     .text =
         "The declared type says that there is always a value, but what is given for it may be `none`: a\n"
         "fact `or none`, an event, or the highest of a list that may be empty. Either the type says `or\n"
         "none` too, or the value is given in an exception that asks first.",
     .wrong = "define from_day for ai_system : date { equals first_unit_placed }",
     .right = "define from_day for ai_system : date or none { equals first_unit_placed }"},
    {.code = "J0212",
     .title = "a value that may be none is used unguarded (warning)",
     .text =
         "Comparing or computing with `none` is an error when the rule is evaluated. `and` absorbs it: `x\n"
         "is given and x <= d` is no where `x` is none. The guard may also stand in `applies when`, in\n"
         "the condition of the exception around it, or in `where`.",
     .wrong = "requires audited_on >= as_of - 12 months",
     .right = "requires audited_on is given and audited_on >= as_of - 12 months"},
    {.code = "J0213",
     .title = "values without an order are compared by size",
     .text = "Numbers, money, quantities, days, moments and periods have an order; the options of a choice\n"
             "only if it is declared `ordered`. Texts, sets and evidence have none, and no bounds.",
     .wrong = "choice maturity { none_yet \"None\" partial \"Partial\" full \"Full\" }\n"
              "...\n"
              "requires current >= partial",
     .right = "choice maturity ordered { none_yet \"None\" partial \"Partial\" full \"Full\" }\n"
              "...\n"
              "requires current >= partial"},
    {.code = "J0214",
     .title = "a list, a table, a choice or a pack stands where one value is expected",
     .text =
         "A list has many elements: say which one (`last financial_years`), or say it of any, every or no\n"
         "element, or count them. A table needs an option and a column, a choice one of its options.",
     .wrong = "requires ai_systems.is_high_risk",
     .right = "requires no ai_systems has is_high_risk"},
    {.code = "J0215",
     .title = "something without elements is run over",
     .text = "`any`, `every`, `no`, `count of`, `first`, `last` and `... over` run over a list of contained\n"
             "elements or over the options of a choice. A set of options is asked by `includes`; options in\n"
             "braces can be picked out of a choice only.",
     .wrong = "any declared_roles has ...",
     .right = "declared_roles includes any of { provider, deployer }"},
    {.code = "J0216",
     .title = "it is not said which option is meant",
     .text =
         "What is declared `per CHOICE`, and every table of data, has a value for each option. Put the\n"
         "option in brackets. Inside a declaration that is `per` the same choice it may be left out: the\n"
         "option at hand is meant.",
     .wrong = "at most fine.fixed",
     .right = "at most fine[prohibited].fixed"},
    {.code = "J0217",
     .title = "an option stands where none, or only a written one, can",
     .text = "Only what is declared `per CHOICE` takes an option in brackets. For exposures, and for\n"
             "parameters read `at` a day, the option must be written out, because reports list them before\n"
             "any answer is known.",
     .wrong = "exposes company to fine_ceiling[main_role]",
     .right = "exposes company to fine_ceiling[prohibited] when main_role is provider"},
    {.code = "J0218",
     .title = "there is no series",
     .text =
         "`first`, `last` and `previous` need an order, and only an entity that is `ordered by` a day has\n"
         "one. `previous` is the element before the one at hand, so it also needs an element at hand.",
     .wrong = "entity audit within company as audits { fact done_on : event }\n"
              "...\n"
              "(last audits).passed",
     .right = "entity audit within company as audits ordered by done_on { fact done_on : event }\n"
              "...\n"
              "(last audits).passed"},
    {.code = "J0219",
     .title = "only parameters and tables can be read at a day",
     .text =
         "`X at DAY` reads the value that the law had on that day. Facts, definitions, rules and amounts\n"
         "are always those of the as-of day, because the profile describes one day.",
     .wrong = "headcount at 2024-12-31",
     .right = "(last (financial_years where ends_on <= 2024-12-31)).headcount"},
    {.code = "J0220",
     .title = "a set and a single value are mixed up",
     .text =
         "A set includes options (`includes x`, `includes any of { }`, `plus`, `without`, `is empty`); a\n"
         "single value is an option or stands in a list (`is x`, `in { }`). An empty list in braces asks\n"
         "for nothing and is refused.",
     .wrong = "requires roles is provider",
     .right = "requires roles includes provider"},
    {.code = "J0221",
     .title = "a value cannot be rounded this way",
     .text =
         "`rounded to STEP` takes a number, a percentage, a quantity or money to the nearest multiple of\n"
         "a step of its own kind, which is written out and more than nought: `rounded to EUR 0.01`,\n"
         "`rounded up to 1`, `rounded half_even to 0.1%`.",
     .wrong = "turnover rounded to 2",
     .right = "turnover rounded to EUR 0.01"},
    {.code = "J0222",
     .title = "a count of conditions that cannot be met",
     .text = "`at least N of { }` and `exactly N of { }` take a whole number from one to the number of\n"
             "conditions in the braces. For none of them write `none of { }`.",
     .wrong = "at least 3 of { a: tested, b: reviewed }",
     .right = "at least 2 of { a: tested, b: reviewed }"},
    {.code = "J0224",
     .title = "a cell is not a constant of its column",
     .text = "Tables of data hold what the law fixes: constants of the type in the head of the column. What\n"
             "depends on a company belongs into a definition or an amount that reads the table. The cells by "
             "which\n"
             "a decision table asks are constants too, of the type of what the column asks.",
     .wrong = "| fine_tier  | share : percentage |\n"
              "| prohibited | 7                  |",
     .right = "| fine_tier  | share : percentage |\n"
              "| prohibited | 7%                 |"},
    {.code = "J0225",
     .title = "an option that holds others is named where one without is expected",
     .text = "Facts, definitions, amounts and tables `per` a choice have a value for each of its lowest\n"
             "options. An option that holds others stands for all of them where something is looked for\n"
             "(`includes p4`, `is p4`), but it has no value of its own.",
     .wrong = "refusal_questions[a1] >= 20",
     .right = "every risk_class in { a1 } has refusal_questions[risk_class] >= 20"},
    {.code = "J0226",
     .title = "hours are counted from a day",
     .text =
         "A day has no time, so 24 hours after it is no clear moment. Count in days, or let the fact be a\n"
         "`moment`. A moment plus hours is a moment; a moment plus days or more is a day.",
     .wrong = "fact aware_on : event\n"
              "...\n"
              "due aware_on + 72 hours",
     .right = "fact aware_at : event moment\n"
              "...\n"
              "due aware_at + 72 hours"},
    {.code = "J0227",
     .title = "values of the wrong kind are added up or picked from",
     .text =
         "`higher of`, `lower of`, `highest of`, `lowest of` and `sum of` take numbers, percentages,\n"
         "money, quantities or periods; `earlier of`, `later of`, `earliest of` and `latest of` take days\n"
         "or moments. All of them must be of one kind.",
     .wrong = "highest of ends_on over financial_years",
     .right = "latest of ends_on over financial_years"},
    {.code = "J0228",
     .title = "a day is compared with a moment",
     .text = "A moment belongs to two days, depending on the time zone, so it is not compared with a day.\n"
             "Compare moments with moments; `as_of` becomes a moment where one is expected. A deadline is\n"
             "counted in days or in moments, one or the other at all its levels, and what is done on a day\n"
             "is not due at a moment. What is done at a moment may be due on a day: it is in time until\n"
             "that day has ended.",
     .wrong = "requires reported_at < 2026-08-02",
     .right = "requires reported_at < 2026-08-02T00:00+02:00"},
    {.code = "J0301",
     .title = "a declaration does not say of what it holds",
     .text = "Definitions, amounts and rules hold for each element of an entity: every AI system, every\n"
             "incident, the company. Say it by `for ENTITY`, on the declaration or on a section around it.",
     .wrong = "define is_sme : yes_no { ... }",
     .right = "define is_sme for company : yes_no { ... }"},
    {.code = "J0302",
     .title = "a clause stands where it has no meaning",
     .text = "Each kind of declaration holds its own clauses; the help lists them. A clause in the wrong\n"
             "place would have no effect, and a rule file should not look as if it said something that it\n"
             "does not. What describes a declaration as a whole (title, severity, evidence) stands outside\n"
             "its versions.",
     .wrong = "amount ceiling for company : money EUR {\n"
              "    cites    \"Art. 99(3)\"\n"
              "    requires is_undertaking\n"
              "}",
     .right = "amount ceiling for company : money EUR {\n"
              "    cites   \"Art. 99(3)\"\n"
              "    at most EUR 35_000_000\n"
              "}"},
    {.code = "J0303",
     .title = "a clause is stated twice",
     .text =
         "Each slot of a declaration has one general case: one duty, one value, one deadline, one title.\n"
         "What differs in some cases is an `except`, what differs in time a version, several duties are\n"
         "several rules, and several conditions of one duty are joined by `and`. Clauses outside the\n"
         "versions belong to each of them.",
     .wrong = "rule r for ai_system {\n"
              "    requires tested\n"
              "    requires documented\n"
              "}",
     .right = "rule r for ai_system {\n"
              "    requires all of { a: tested, b: documented }\n"
              "}"},
    {.code = "J0304",
     .title = "something is missing",
     .text = "A rule states a duty, a definition or parameter a value, an amount a bound, controls the\n"
             "catalogue they follow and when a control is met, rates their base and rows, a choice its\n"
             "options, an exception what it changes. Without it the declaration would say nothing.",
     .wrong = "rule logs_kept for ai_system { cites \"Art. 19\" }",
     .right = "rule logs_kept for ai_system { cites \"Art. 19\" requires logs_kept_for >= 6 months }"},
    {.code = "J0305",
     .title = "a declaration cites no law",
     .text =
         "Every rule, amount, benefit, parameter and statement names the paragraph it rests on, because the "
         "report\n"
         "must lead a reader there. The citation may stand on the declaration or on a section around it;\n"
         "controls use what the options of their catalogue cite.",
     .wrong = "rule logs_kept for ai_system { requires logs_kept_for >= 6 months }",
     .right = "rule logs_kept for ai_system { cites \"Art. 19(1)\" requires logs_kept_for >= 6 months }"},
    {.code = "J0306",
     .title = "two versions hold on the same day",
     .text = "The as-of day picks exactly one version. A version without an end runs until the next begins;\n"
             "one with an end must end before the next begins.",
     .wrong = "from 2024-01-01 until 2025-01-01 equals 5\n"
              "from 2025-01-01 equals 6",
     .right = "from 2024-01-01 until 2024-12-31 equals 5\n"
              "from 2025-01-01 equals 6"},
    {.code = "J0307",
     .title = "something ends before it begins",
     .text = "`until` is inclusive and comes on or after `from`.",
     .wrong = "from 2025-01-01 until 2024-12-31 { ... }",
     .right = "from 2024-01-01 until 2024-12-31 { ... }"},
    {.code = "J0308",
     .title = "an exception overrides nothing, itself, or in a circle",
     .text =
         "`except B overrides A when ...` switches A off when B is true. It names exceptions of the same\n"
         "level, and the order they make must have an end.",
     .wrong = "except death overrides grave when caused_death { ... }\n"
              "except grave overrides death when widespread { ... }",
     .right = "except death when caused_death { ... }\n"
              "except grave overrides death when widespread { ... }"},
    {.code = "J0309",
     .title = "two exceptions of one level have the same name",
     .text = "Reports name the exception that decided, and other exceptions override it by name.",
     .wrong = "except small when is_sme { ... }\n"
              "except small when is_micro { ... }",
     .right = "except small when is_sme { ... }\n"
              "except micro when is_micro { ... }"},
    {.code = "J0310",
     .title = "an exposure names a party that the rule does not reach",
     .text = "What a breach may cost falls on the entity the rule is for, on one that contains it, or on\n"
             "persons that no profile describes, in quotes.",
     .wrong = "rule r for company { exposes ai_system to fine ... }",
     .right = "rule r for company { exposes \"persons directly responsible\" to fine ... }"},
    {.code = "J0311",
     .title = "an exposure names no amount",
     .text = "Behind `to` stands the name of an `amount`, with its option in brackets when it is `per` a\n"
             "choice. An amount has its own citation, dates and exceptions, which a bare number could not\n"
             "carry. It must belong to the subject of the rule or to what contains it.",
     .wrong = "exposes company to EUR 35_000_000",
     .right = "amount ceiling for company : money EUR { cites \"Art. 99(3)\" at most EUR 35_000_000 }\n"
              "...\n"
              "exposes company to ceiling"},
    {.code = "J0313",
     .title = "a table is not in form",
     .text =
         "The first row is the head: the name of the choice, then for each column a name and a type; only\n"
         "`cites`, `confidence`, `from` and `until` have none. Every further row has as many cells, each "
         "one\n"
         "value. In a decision table the head says what is asked, and `-> NAME` what the rows give; results\n"
         "behind the first say their type. Rates have days in the first column and a currency at the head "
         "of\n"
         "each other; `unknown` stands where the source has no rate.",
     .wrong = "table fine per fine_tier {\n"
              "    | tier       | fixed          |\n"
              "    | prohibited | EUR 35_000_000 |\n"
              "}",
     .right = "table fine per fine_tier {\n"
              "    | fine_tier  | fixed : money EUR |\n"
              "    | prohibited | EUR 35_000_000    |\n"
              "}"},
    {.code = "J0314",
     .title = "a row is missing or stands twice",
     .text =
         "A table of data has exactly one row for each lowest option of its choice, or several of which one\n"
         "holds on any day (`from`, `until`), and rates one for each day. A missing row would be found only "
         "by\n"
         "the company it concerns.",
     .wrong = "| provider | 1 |\n"
              "| provider | 2 |",
     .right = "| provider | 1 |\n"
              "| deployer | 2 |"},
    {.code = "J0315",
     .title = "a parameter has no value on a day on which it is needed",
     .text = "The checker follows who reads a parameter, or a table whose rows carry dates, through "
             "definitions,\n"
             "and on which days these rules and amounts can be in force. A day without a version, or a row, "
             "would\n"
             "make them fail on that day. Add one, or let the reader take effect later.",
     .wrong = "parameter threshold : integer { from 2025-01-01 equals 5 cites \"Art. 1\" }\n"
              "rule r for company { effective from 2024-01-01 requires size < threshold ... }",
     .right = "parameter threshold : integer { from 2024-01-01 equals 5 cites \"Art. 1\" }\n"
              "rule r for company { effective from 2024-01-01 requires size < threshold ... }"},
    {.code = "J0318",
     .title = "evidence of a rule is no evidence",
     .text = "`evidence NAME` lists the files that show that the duty is met. It names a fact of type\n"
             "`evidence` of the subject or of what contains it.",
     .wrong = "evidence human_oversight            # a practice",
     .right = "evidence oversight_protocol         # fact oversight_protocol : evidence"},
    {.code = "J0319",
     .title = "what is done on a day always has one",
     .text = "`done on X` is a duty to act, and X is the day on which it was done: an `event`, or a day or\n"
             "moment `or none`. A plain date is always there, so the duty could never be pending or overdue.",
     .wrong = "fact reported_on : date\n"
              "...\n"
              "done on reported_on",
     .right = "fact reported_on : event\n"
              "...\n"
              "done on reported_on"},
    {.code = "J0320",
     .title = "a declaration cannot have this type",
     .text = "Events, evidence, judgements and practices are things only a profile can tell; a definition\n"
             "says what follows from them, as `date or none` or `yes_no`. An amount is money of a stated\n"
             "currency.",
     .wrong = "define placed for ai_system : event { ... }",
     .right = "define placed for ai_system : date or none { ... }"},
    {.code = "J0321",
     .title = "there is more than can be evaluated",
     .text = "Rule packs may come from strangers, so their size is bounded: 20 000 declarations in one run,\n"
             "each option of `per` counted, and 4 096 options of one choice. Real law stays far below; a\n"
             "generator that went wrong does not.",
     .wrong = "--rules everything",
     .right = "--rules eu.ai_act --rules eu.sme"},
    {.code = "J0322",
     .title = "a pack does not say how its deadlines are counted",
     .text = "Some laws let a deadline that ends on a day of rest run on to the next working day, others\n"
             "count every day alike. Which it is decides whether a duty is overdue, so there is no default:\n"
             "a pack whose rules have a `due` says `deadlines as counted` or `deadlines roll forward in\n"
             "CALENDAR`.",
     .wrong = "pack eu.ai_act { title \"The AI Act\" source act \"Regulation (EU) 2024/1689\" }",
     .right = "pack eu.ai_act {\n"
              "    title     \"The AI Act\"\n"
              "    source    act \"Regulation (EU) 2024/1689\"\n"
              "    deadlines as counted\n"
              "}"},
    {.code = "J0330",
     .title = "a review or a switch names no finding",
     .text = "`reviewed CODE \"why\"` silences one finding of `jurat lint`, `lint CODE LEVEL` sets what a\n"
             "finding counts in a whole pack. Their codes are those of docs/lints.md, and J0403 and J0406;\n"
             "other diagnostics are errors of the text and cannot be silenced.",
     .wrong = "reviewed J0201 \"it is meant so\" on 2026-11-24",
     .right = "reviewed J0412 \"no company is both\" on 2026-11-24"},
    {.code = "J0331",
     .title = "a lint is switched off without a reason",
     .text = "Whoever reads the pack after you will ask why. The reason stands behind `off`.",
     .wrong = "lint J0441 off",
     .right = "lint J0441 off \"the law exists in English only\""},
    {.code = "J0332",
     .title = "a document is not dated",
     .text = "`dated` gives the day that a document bears, as its source has it: a day, a month or a year.\n"
             "A year has four digits and a month two. It decides nothing: the days on which something holds\n"
             "stand behind `effective from`.",
     .wrong = "dated 2016-13",
     .right = "dated 2016-12"},
    {.code = "J0340",
     .title = "a column asks what no cell can test",
     .text = "The cells of a decision table hold constants: figures, days, options, texts, `yes` and `no`. A "
             "set, a\n"
             "document or another record is asked by a condition in parentheses at the head of the column.",
     .wrong = "| zones    | -> licence |\n"
              "| pavement | yes        |",
     .right = "| (zones includes pavement) | -> licence |\n"
              "| yes                       | yes        |"},
    {.code = "J0341",
     .title = "a cell does not fit its column",
     .text = "What has an order is tested by a value, a comparison (`< 10`) or a range (`at least 10 at most "
             "49`),\n"
             "an option or a text by itself or by a set (`{ city, shore }`), a condition by `yes` or `no`. "
             "`any` accepts\n"
             "everything, `none` only what does not exist. Periods of one column are all in months or all in "
             "days.\n"
             "A test that needs `or` is defined first and becomes a column. Results are single values.",
     .wrong = "| model           | -> class |\n"
              "| at least \"R1\"   | heavy    |",
     .right = "| model           | -> class |\n"
              "| { \"R1\", \"R2\" } | heavy    |"},
    {.code = "J0350",
     .title = "a calendar is not in form",
     .text = "A calendar says for which years it speaks, which days of the week are weekend, and which days "
             "differ\n"
             "from that: a `holiday` is not worked, a `workday` is a day of the weekend that is (China moves "
             "such\n"
             "days every year). Holidays that fall on a weekend may be listed; a `workday` that is worked "
             "anyway is\n"
             "a slip. No day lies outside the years.",
     .wrong = "calendar cn {\n"
              "    cites   \"Notice of 2025\"\n"
              "    years   2026 to 2026\n"
              "    weekend { saturday, sunday }\n"
              "    | day        | kind    |\n"
              "    | 2026-02-13 | workday |      # a Friday\n"
              "}",
     .right = "calendar cn {\n"
              "    cites   \"Notice of 2025\"\n"
              "    years   2026 to 2026\n"
              "    weekend { saturday, sunday }\n"
              "    | day        | kind    |\n"
              "    | 2026-02-14 | workday |\n"
              "}"},
    {.code = "J0351",
     .title = "working days are not counted from a day",
     .text = "`E + n working days in CALENDAR` is the n-th working day after E, `E - n working days in "
             "CALENDAR`\n"
             "the n-th before it. The count is a whole number from 1 and no larger than the calendar, and it "
             "is no\n"
             "value without its day: how long ten working days are depends on where they begin.",
     .wrong = "due 10 working days in us_federal",
     .right = "due noticed_on + 10 working days in us_federal"},
    {.code = "J0352",
     .title = "it cannot be told whether a deadline rolls forward",
     .text = "Where a pack says `deadlines roll forward in CALENDAR`, the last day of a period in days, "
             "weeks, months\n"
             "or years moves on to a working day. Hours never roll, nor do periods counted backwards, nor "
             "days that\n"
             "somebody named. A definition that gives now a counted day, now a named one, or a moment with a "
             "period\n"
             "that is not written out, could be either.",
     .wrong = "define last_day for incident : date {\n"
              "    equals 2026-12-31\n"
              "    except serious when serious { equals aware_on + 15 days }\n"
              "}\n"
              "... due last_day",
     .right = "due 2026-12-31\n"
              "except serious when serious { due aware_on + 15 days }"},
    {.code = "J0353",
     .title = "what rests on something, or what it rests on, is no such thing",
     .text = "`rests on FACT, ...` belongs to a fact of type `judgement`: a person judged on certain facts, "
             "and when\n"
             "one of them changes the judgement lapses. It names facts of the same record or of one that "
             "holds it,\n"
             "and no other judgements: those can be asked for in the rule.",
     .wrong = "fact safe_enough : yes_no rests on mass",
     .right = "fact safe_enough : judgement rests on mass"},
    {.code = "J0401",
     .title = "definitions go in a circle",
     .text = "A definition may read others, but following them must end at facts, or the evaluation would\n"
             "not. The circle is judged by names: a definition that reads itself on another element counts\n"
             "too. Series have words for what would otherwise need it: `last (financial_years where\n"
             "confirmed)`.",
     .wrong = "define a for company : integer { equals b + 1 }\n"
              "define b for company : integer { equals a - 1 }",
     .right = "define a for company : integer { equals headcount }\n"
              "define b for company : integer { equals a - 1 }"},
    {.code = "J0402",
     .title = "a chain of definitions is too long",
     .text =
         "At most 400 definitions may each read another in a row. Law does not chain that far; the bound\n"
         "keeps hostile packs from using up the machine.",
     .wrong = "define step_401 for company : integer { equals step_400 * 2 }",
     .right = "define doubled_often for company : integer { equals headcount * 1_024 }"},
    {.code = "J0403",
     .title = "something is read by nothing (warning)",
     .text =
         "A definition, parameter or table that no rule, amount, definition or test speaks of is either\n"
         "left over or was meant to be used somewhere: often a rule reads a fact where it should read\n"
         "what follows from it. Packs without rules of their own are not asked, because other packs read\n"
         "them.",
     .wrong = "define roles for ai_system : set of operator_role { ... }\n"
              "rule r for ai_system { applies when declared_roles includes provider ... }",
     .right = "define roles for ai_system : set of operator_role { ... }\n"
              "rule r for ai_system { applies when roles includes provider ... }"},
    {.code = "J0404",
     .title = "two exceptions beside each other have the same condition",
     .text =
         "Both would always hold together, so for whatever both restate they contradict each other. The\n"
         "order of `and` and `or` and the way of writing them does not matter. Exceptions whose own dates\n"
         "keep them apart are not compared.",
     .wrong = "except one when is_sme { due aware_on + 5 days }\n"
              "except two when is_sme { cites \"Art. 2\" permits }",
     .right = "except one when is_sme { cites \"Art. 2\" permits }"},
    {.code = "J0405",
     .title = "a condition can never be met",
     .text = "The condition of an exception asks for something and for its opposite, so the exception would\n"
             "never be used. Most often one `not` is too many.",
     .wrong = "except small when is_sme and not is_sme { ... }",
     .right = "except small when is_sme and not is_public { ... }"},
    {.code = "J0406",
     .title = "something is in force on no day (warning)",
     .text = "The written dates leave no day: the rule ends before it takes effect, or the days of an\n"
             "exception lie outside those of its rule. It would be listed as not in force for ever.",
     .wrong = "effective from 2026-08-02 until 2025-08-02",
     .right = "effective from 2025-08-02 until 2026-08-02"},
    {.code = "J0501",
     .title = "a test speaks of something that is not there",
     .text =
         "What is expected, and what a column of `cases` sets or expects, is a rule, an amount, a\n"
         "definition or a fact, seen from the pack of the test. Put the pack or the entity before a name\n"
         "that is not unique.",
     .wrong = "expect is_smee = yes",
     .right = "expect is_sme = yes"},
    {.code = "J0502",
     .title = "a test expects a value of another type",
     .text = "The value beside an expectation is a constant of the type of what is tested: money with its\n"
             "currency, a percentage with its sign, an option of the choice.",
     .wrong = "expect fine_ceiling[operator] = 15_000_000",
     .right = "expect fine_ceiling[operator] = EUR 15_000_000"},
    {.code = "J0503",
     .title = "a name in a test has more than one meaning",
     .text = "Several packs declare the name, or several entities have a fact of it. Put the pack or the\n"
             "entity before it.",
     .wrong = "expect is_small = yes",
     .right = "expect eu.sme.is_small = yes"},
    {.code = "J0521",
     .title = "nothing is given that could hold this element",
     .text = "An element stands within another: a related enterprise within a financial year. Give the outer "
             "one\n"
             "first; only the root (the company) may be left out.",
     .wrong = "given related_enterprise \"r\" { share: 30% }",
     .right =
         "given financial_year \"y\" { ends_on: 2025-12-31 }\ngiven related_enterprise \"r\" { share: 30% }"},
    {.code = "J0522",
     .title = "a test gives an entity that is not there",
     .text = "`given` names an entity of the vocabulary: company, ai_system, gpai_model ...",
     .wrong = "given ai_sytem \"cv\" { }",
     .right = "given ai_system \"cv\" { }"},
    {.code = "J0523",
     .title = "`like` names nothing that is given above",
     .text = "`like` copies an element of the same entity that the test has given before, by its id.",
     .wrong = "given ai_system \"b\" like \"c\" { }",
     .right = "given ai_system \"a\" { }\ngiven ai_system \"b\" like \"a\" { }"},
    {.code = "J0524",
     .title = "an expectation names no outcome",
     .text =
         "A rule ends in satisfied, violated, pending, undetermined, review, not_applicable, "
         "not_in_force or\n"
         "error; a benefit in eligible, not_eligible, undetermined, review or not_in_force. Only these have\n"
         "outcomes; definitions and amounts have values.",
     .wrong = "expect social_scoring for \"s\" is breached",
     .right = "expect social_scoring for \"s\" is violated"},
    {.code = "J0525",
     .title = "a test expects nothing",
     .text = "A test without `expect` or `cases` cannot fail, so it proves nothing.",
     .wrong = "test \"sizes\" { given company \"c\" { } }",
     .right = "test \"sizes\" { given company \"c\" { } as of 2026-01-01 expect is_sme = unknown }"},
    {.code = "J0526",
     .title = "`as of` names no day",
     .text = "A test runs as of a day of the calendar or a moment with its offset.",
     .wrong = "as of 2026-02-30",
     .right = "as of 2026-02-28"},
    {.code = "J0527",
     .title = "a test says no day",
     .text = "What a rule says depends on the day. Put `as of` before the first `expect` or `cases`.",
     .wrong = "given company \"c\" { } expect is_sme = yes",
     .right = "given company \"c\" { } as of 2026-11-23 expect is_sme = yes"},
    {.code = "J0528",
     .title = "an expectation is about nothing that is given",
     .text = "`for \"id\"` names an element that the test gives; without it the last one given is meant, or "
             "what\n"
             "contains it.",
     .wrong = "expect social_scoring for \"scorer\" is violated",
     .right = "given ai_system \"scorer\" { }\nexpect social_scoring for \"scorer\" is violated"},
    {.code = "J0529",
     .title = "a row of `cases` has not as many cells as its header",
     .text = "Each row fills every column of the header.",
     .wrong = "| is_sme | turnover |\n| yes |",
     .right = "| is_sme | turnover |\n| yes | EUR 2_000_000 |"},
    {.code = "J0530",
     .title = "a test gives a definition something that is no value",
     .text =
         "A `given` may set what a definition is. One that is `per` a choice takes a record with a value for "
         "each\n"
         "option it names; inside of it, and for every other definition, one value stands.",
     .wrong = "given company \"c\" { turnover: { last: EUR 2_000_000 } }",
     .right = "given company \"c\" { turnover: EUR 2_000_000 }"},
    {.code = "J0531",
     .title = "an accepted mutant has no reason",
     .text = "The file `mutants.accepted` beside a pack lists changes that no test can be expected to "
             "notice, one\n"
             "a line, each with the reason. A line without a reason would hide a missing test for good.",
     .wrong = "fine_ceiling: `EUR 35_000_000` -> `EUR 35_000_001`",
     .right =
         "fine_ceiling: `EUR 35_000_000` -> `EUR 35_000_001` | the sum is read from the table of the Act"},
    {.code = "J0532",
     .title = "an accepted mutant does not survive",
     .text =
         "A line of `mutants.accepted` names a change that a test now notices, that nothing tells apart, or\n"
         "that is no change of these rules: the rule was edited, or the line has a slip. It stands for\n"
         "nothing, and would hide the next gap that happens to be called the same.",
     .wrong = "fine_ceiling: `EUR 35_000_000` -> `EUR 36_000_000` | the figure has changed since",
     .right = "# nothing: the line is deleted"},
    {.code = "J0533",
     .title = "an expected exposure is none that there can be",
     .text =
         "`expect RULE exposes PARTY to AMOUNT` is asked of a rule. PARTY is an entity or a text as the rule "
         "has it,\n"
         "AMOUNT an amount. Behind it stands how: `possible` while a breach is, `conditional` while the "
         "`when` "
         "of\n"
         "the exposure or its first day is not known, `from DAY` before that day, and nothing once it "
         "stands.\n"
         "`exposes none` says that there is no exposure, and with `to AMOUNT` none to that.",
     .wrong = "expect repaired for \"b\" exposes company to penalty likely",
     .right = "expect repaired for \"b\" exposes company to penalty possible"},
});

}  // namespace

std::span<const CodePage> checkPages() { return kCheckPages; }

}  // namespace jurat
