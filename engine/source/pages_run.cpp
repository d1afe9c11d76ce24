// The pages of J07xx to J09xx: command line, evaluation, files. Sorted by code; a test checks it.
#include <array>

#include "engine/source/code_pages.h"

namespace jurat {
namespace {

constexpr auto kRunPages = std::to_array<CodePage>({
    {.code = "J0701",
     .title = "a file of the gate does not say which version it is",
     .text = "`jurat.yaml`, a file of waivers and a baseline begin with the version they are written for, so "
             "that a\n"
             "later engine can go on reading them. There is version 1.",
     .wrong = "fail_on: [violated]",
     .right = "jurat: 1\n"
              "fail_on: [violated]"},
    {.code = "J0702",
     .title = "a key is not known here",
     .text = "A key that is not known is an error, never passed over: a misspelt `fail_on` would otherwise "
             "leave the\n"
             "gate open without a word.",
     .wrong = "jurat: 1\n"
              "fail-on: [violated]",
     .right = "jurat: 1\n"
              "fail_on: [violated]"},
    {.code = "J0703",
     .title = "a value has another shape than its key",
     .text = "The key takes a list, a record or one text, and something else stands behind it; or a list "
             "holds more\n"
             "than is read. docs/gate.md shows every key.",
     .wrong = "jurat: 1\n"
              "fail_on: violated",
     .right = "jurat: 1\n"
              "fail_on: [violated]"},
    {.code = "J0704",
     .title = "a word is none of those that its key knows",
     .text = "The key has a closed list of words, which the message shows.",
     .wrong = "jurat: 1\n"
              "min_severity: hihg",
     .right = "jurat: 1\n"
              "min_severity: high"},
    {.code = "J0705",
     .title = "a level is given to a pack or rule that does not exist",
     .text = "`levels` names packs (`eu.ai_act`) and rules (`eu.ai_act/social_scoring`). A name that is not "
             "there would\n"
             "silently leave its rule at the level `fail`, or worse, another one at `off`.",
     .wrong = "levels:\n"
              "  eu.ai_act/social_scorng: warn",
     .right = "levels:\n"
              "  eu.ai_act/social_scoring: warn"},
    {.code = "J0706",
     .title = "the policy cannot be read from git",
     .text = "With `--policy-from-git REF`, `jurat.yaml`, waivers, baseline and local rules come from the "
             "commit that REF\n"
             "names. What lies in the working tree of the repository is looked up in that commit; there it "
             "must be a\n"
             "plain file, no link or submodule, and its object must be in this clone. Build servers often "
             "clone one\n"
             "commit only: fetch the other first.",
     .wrong = "jurat check acme.yaml --policy-from-git main",
     .right = "git fetch --depth=1 origin main\n"
              "jurat check acme.yaml --policy-from-git FETCH_HEAD"},
    {.code = "J0707",
     .title = "a change alters the policy it is judged by",
     .text = "With `--policy-from-git` a change is judged by the policy of a commit that it does not "
             "control. What it\n"
             "alters in that policy (settings, waivers, baseline, rules) had no effect on this run and will "
             "have one\n"
             "on later runs: somebody other than its author should look at it.",
     .wrong = "# in a change, beside what it breaches: a waiver of it",
     .right = "# the waiver in a change of its own, merged first"},
    {.code = "J0711",
     .title = "a field is missing",
     .text = "Every field of a waiver must be there and say something: who owns it, who approved it, why, "
             "and until when.\n"
             "`profile` and `fingerprint` may be left out.",
     .wrong = "- rule: eu.ai_act/ai_literacy\n"
              "  subject: company\n"
              "  expires: 2026-12-31",
     .right = "- rule: eu.ai_act/ai_literacy\n"
              "  subject: company\n"
              "  reason: \"training is booked\"\n"
              "  owner: \"Ada\"\n"
              "  approver: \"Bo\"\n"
              "  granted: 2026-11-01\n"
              "  expires: 2026-12-31"},
    {.code = "J0712",
     .title = "a day is wrong",
     .text = "Days are written YYYY-MM-DD and must exist. A waiver holds from `granted` to `expires`, both "
             "days included,\n"
             "in UTC, so it cannot expire before it is granted.",
     .wrong = "expires: 31.12.2026",
     .right = "expires: 2026-12-31"},
    {.code = "J0713",
     .title = "a waiver is for a rule that does not exist",
     .text = "A waiver that waives nothing protects nobody and hides a slip. Rules are written with their "
             "pack, and those\n"
             "`per` a choice with their option: `eu.ai_act/frontier_incident[california]`.",
     .wrong = "rule: eu.ai_act/social_scorng",
     .right = "rule: eu.ai_act/social_scoring"},
    {.code = "J0714",
     .title = "a waiver is for a subject that does not exist",
     .text = "The subject is the path that reports show. When one file of waivers serves several profiles, "
             "`profile` says\n"
             "which of them a waiver speaks of; without it the subject must be in a profile of the run.",
     .wrong = "subject: company.ai_systems[scorr]",
     .right = "subject: company.ai_systems[scorer]"},
    {.code = "J0715",
     .title = "the rule may not be waived",
     .text = "The authors of the rule marked it `not waivable`: a prohibition, say. Its finding has to be "
             "settled.",
     .wrong = "rule: eu.ai_act/child_sexual_abuse_material",
     .right = "# no waiver"},
    {.code = "J0716",
     .title = "a waiver lasts longer than its pack allows",
     .text = "A pack may bound its waivers: `waivers at most 365 days`. The first and the last day count. A "
             "shorter waiver\n"
             "can be granted again, by somebody who has looked again.",
     .wrong = "granted: 2026-01-01\n"
              "expires: 2030-12-31",
     .right = "granted: 2026-01-01\n"
              "expires: 2026-12-31"},
    {.code = "J0717",
     .title = "a fingerprint is no fingerprint",
     .text =
         "A fingerprint has 64 digits from 0 to 9 and a to f. They are written by `jurat waiver add` and\n"
         "`jurat baseline create`, not by hand.",
     .wrong = "fingerprint: abc",
     .right = "fingerprint: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"},
    {.code = "J0721",
     .title = "a waiver has expired",
     .text = "Its last day is over, so the finding counts again. Settle the finding, or have the waiver "
             "granted again.",
     .wrong = "expires: 2026-10-31  # the check is as of 2026-11-23",
     .right = "expires: 2026-12-31"},
    {.code = "J0722",
     .title = "a waiver has lapsed",
     .text = "The facts that it was granted for have changed, so somebody has to look again. The message "
             "shows the\n"
             "fingerprint of today.",
     .wrong = "fingerprint: 0000...  # of other facts",
     .right = "# after looking again: the waiver that `jurat waiver add` writes"},
    {.code = "J0723",
     .title = "a waiver is not needed",
     .text = "The finding is settled, or the rule does not apply any more. Delete the waiver: it would cover "
             "the next\n"
             "breach unseen.",
     .wrong = "- rule: eu.ai_act/ai_literacy  # satisfied",
     .right = "# deleted"},
    {.code = "J0724",
     .title = "a waiver is not granted yet",
     .text = "It holds from `granted` on; until then the finding counts.",
     .wrong = "granted: 2027-01-01  # the check is as of 2026-11-23",
     .right = "granted: 2026-11-23"},
    {.code = "J0725",
     .title = "a waiver ends soon",
     .text = "It ends within 14 days; then the finding counts again.",
     .wrong = "expires: 2026-11-30  # the check is as of 2026-11-23",
     .right = "expires: 2027-01-31  # granted again"},
    {.code = "J0726",
     .title = "a waiver has no fingerprint",
     .text = "Without one a waiver holds whatever the facts become. `jurat waiver add` writes the "
             "fingerprint of the facts\n"
             "as they are, so that the waiver lapses when they change.",
     .wrong = "- rule: eu.ai_act/ai_literacy\n"
              "  expires: 2026-12-31",
     .right = "- rule: eu.ai_act/ai_literacy\n"
              "  expires: 2026-12-31\n"
              "  fingerprint: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"},
    {.code = "J0731",
     .title = "a baseline holds a finding twice",
     .text =
         "Two entries have one fingerprint, as after a merge. They could disagree on the age of the finding.",
     .wrong = "{\"fingerprint\": \"9f86...\", ...}, {\"fingerprint\": \"9f86...\", ...}",
     .right = "{\"fingerprint\": \"9f86...\", ...}"},
    {.code = "J0732",
     .title = "findings of the baseline are gone",
     .text = "They are settled. As long as the baseline holds them they could come back unseen.",
     .wrong = "jurat check acme.yaml --baseline baseline.json",
     .right = "jurat baseline update acme.yaml --baseline baseline.json --prune"},
    {.code = "J0741",
     .title = "an answer to try has no place in the profile",
     .text =
         "`what-if --set PATH=VALUE` and the lines of a patch file name a place in the profile as reports "
         "do:\n"
         "keys joined by dots, with or without `company.` in front, an entry of a list by its id (or its\n"
         "day) in brackets. The value is written as in a profile; `unknown` and `none` are answers too.\n"
         "\n"
         "An entry that is not there is added when its value is a record, `ai_systems[new]={...}`, and\n"
         "`none` takes one away.",
     .wrong = "jurat what-if acme.yaml --set ai_systems.cv-ranker.performs_profiling=no",
     .right = "jurat what-if acme.yaml --set ai_systems[cv-ranker].performs_profiling=no"},
    {.code = "J0901",
     .title = "a file cannot be read",
     .text = "A file that the run needs is missing, may not be read, is a folder, a device or a pipe, or is\n"
             "larger than the engine reads. Nothing was decided: a run never leaves out a file it was told\n"
             "to use, because the answer would then rest on fewer rules or facts than you think.\n"
             "\n"
             "Check the path in the message (it counts from the folder in which you started `jurat`) and\n"
             "its permissions. Text that another program writes can be given through standard input, as\n"
             "the path `-`. The bound on size is there because a rule file of megabytes is almost always a\n"
             "mistake; split it by article.",
     .wrong = "jurat check rules/ai-act.jurta",
     .right = "jurat check rules/ai-act.jurat"},
    {.code = "J0910",
     .title = "a bundle cannot be used",
     .text = "A bundle is read only as `jurat build` wrote it: what its head says of it must be so, and all\n"
             "that is in it must hold together, whoever made it. This one is cut short, was changed, is no\n"
             "bundle at all, or is written in another format than this version of Jurat reads.\n"
             "\n"
             "Build it again from its packs, or get it anew. Nothing was decided: a run never takes other\n"
             "rules than those it was told to take.",
     .wrong = "jurat check acme.yaml --rules ai-act.jbundle  # half of it was copied",
     .right = "jurat build eu.ai_act --output ai-act.jbundle"},
    {.code = "J0911",
     .title = "rules are not signed as they must be",
     .text = "With `--require-signed KEY` rules come only from a bundle that the holder of that key signed,\n"
             "and never from an older release than was seen before: an old bundle is still well signed, and\n"
             "whoever hands it out again would have you judged by rules that were mended since.\n"
             "\n"
             "Get the newest release from whoever signs it. The highest release seen is kept for each key\n"
             "and list of packs in the folder `jurat/releases` of your cache.",
     .wrong = "jurat check acme.yaml --rules eu.ai_act --require-signed rules.key.pub",
     .right = "jurat check acme.yaml --rules ai-act.jbundle --require-signed rules.key.pub"},
    {.code = "J0912",
     .title = "a bundle takes the place of rule files",
     .text =
         "A bundle holds rules as the engine runs them, without their tests. It stands alone: other packs\n"
         "cannot be added to it, because what they share was settled when it was built. And what looks at\n"
         "the text of rules (`test`, `lint`, `doc`, `rules show`) needs the rule files themselves.",
     .wrong = "jurat check acme.yaml --rules ai-act.jbundle --rules house.chat",
     .right = "jurat build eu.ai_act house.chat --output all.jbundle"},
});

}  // namespace

std::span<const CodePage> runPages() { return kRunPages; }

}  // namespace jurat
