"""What comes after a verdict: the facts to ask for, the dates to come, what other answers would change. Whole
processes, all packs that run by default; `ask` with all packs of the Union besides."""

import re

from suite.measure import Entry, alternate
from suite.processes import entry, warm
from suite.programs import DAY, EXAMPLE, ROOT

BAR_MS = 100
STEP_BAR_MS = 50
STEPS = 20
BANK = ROOT / "examples" / "hanse-bank.yaml"
# Answers of one line; what an entry is known by stays.
ANSWER = re.compile(r"^ +(?!(?:id|name|ends_on|date|value|sentence):)[a-z_]+: [^\[{>|\s].*$")


def half_filled(context):
    """The bank's profile without every second answer."""
    path = context.companies.folder / "half-filled.yaml"
    kept, count = [], 0
    for line in BANK.read_text(encoding="utf-8").splitlines():
        if ANSWER.match(line):
            count += 1
            if count % 2 == 0:
                continue
        kept.append(line)
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    return path


def union_packs():
    packs = sorted(path.parent for path in (ROOT / "rules" / "eu").glob("*/pack.jurat"))
    return [word for pack in packs for word in ("--rules", pack)]


# The interview writes into the profile: each has a copy of its own. Nobody knows anything, so every step has all the
# questions before it that the last one had.
INTERVIEW = ('from=$1; to=$2; answers=$3; shift 3; cp "$from" "$to" '
             '&& yes d | head -n "$answers" | "$0" ask "$to" --interactive "$@" >/dev/null')


def interview(context, jurat, half, answers):
    copy = context.companies.folder / f"interview-{answers}.yaml"
    name = f"`ask --interactive`, the first of them, {answers} answered"
    command = ["sh", "-c", INTERVIEW, jurat, half, copy, str(answers), "--as-of", DAY, *union_packs()]
    return entry(context.programs, name, command, counted=False)


def advice(context):
    programs = context.programs
    jurat = programs.command("timeline")
    half = half_filled(context)
    entries = [
        entry(programs, "an empty program of C++", [programs.named("empty")]),
        entry(programs, "`check` of the example", [jurat, "check", EXAMPLE, "--as-of", DAY], (1,)),
        entry(programs, "`ask`, half-filled profile, all packs of the Union",
              [jurat, "ask", half, "--as-of", DAY, *union_packs()]),
        entry(programs, "`ask`, half-filled profile", [jurat, "ask", half, "--as-of", DAY]),
        entry(programs, "`timeline`, ten years", [jurat, "timeline", EXAMPLE, "--as-of", DAY]),
        entry(programs, "`what-if --set`", [
            jurat, "what-if", EXAMPLE, "--as-of", DAY, "--set", "ai_systems[call-centre-mood].infers_emotions=no"]),
        entry(programs, "`diff`, two days", [jurat, "diff", EXAMPLE, "--as-of", DAY, "--to", "2028-01-01"]),
    ]
    interviews = [interview(context, jurat, half, answers) for answers in (1, 1 + STEPS)]
    entries += interviews
    if context.quick:
        entries = [Entry(each.name, each.sample) for each in entries]
    warm(entries, 1)
    rows = alternate(entries, context.rounds(21))
    empty = rows[0]["clock"]["median"]
    for each in rows:
        each["above_empty_ms"] = each["clock"]["median"] - empty
    context.add("advice", rows)
    for key, number in (("ask", 2), ("timeline", 4)):
        median = rows[number]["clock"]["median"]
        context.bar(key, f"{median:.0f} ms", median <= BAR_MS)
    short, long = (each["clock"]["median"] for each in rows[-2:])
    step = (long - short) / STEPS
    context.bar("interview", f"{step:.0f} ms", step <= STEP_BAR_MS)
