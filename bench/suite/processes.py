"""Whole processes: a cold check from source, from the cache, from a bundle; the author's tools."""

import os

from suite.measure import Entry, alternate, run
from suite.programs import DAY, EXAMPLE, EXAMPLE_CODES, ROOT, Process

BAR_MS = 5
ASKED = ["eu.ai_act", "eu.sme", "us.nist_ai_rmf", "us.vocabulary"]  # what the example answers to


def entry(programs, name, command, codes=(0,), counted=True):
    process = Process(programs, command, codes)
    return Entry(name, process.sample, process.count if counted else None)


def counted_twice(entry):
    """A program that is counted may have a cache entry of its own: the first time makes it."""
    def count(once=entry.count):
        once()
        return once()

    entry.count = count
    return entry


def warm(entries, times):
    for _ in range(times):
        for each in entries:
            each.sample()


def cold(context):
    programs, quick = context.programs, context.quick
    jurat = programs.command("check")
    check = [jurat, "check", EXAMPLE, "--as-of", DAY]
    entries = [
        entry(programs, "an empty program of C++", [programs.named("empty")]),
        entry(programs, "`jurat --version`", [jurat, "--version"]),
        entry(programs, "`check` from rule files, `--no-cache`", [*check, "--no-cache"], EXAMPLE_CODES),
        counted_twice(entry(programs, "`check` from rule files, kept in the cache", check, EXAMPLE_CODES)),
    ]
    if programs.command("build"):
        for name, packs in (("all default packs", []), ("the four packs that the example answers to", ASKED)):
            bundle = context.companies.folder / f"{len(packs)}.jbundle"
            run([jurat, "build", *packs, "--output", bundle])
            entries.append(entry(
                programs, f"`check` from a bundle of {name}", [*check, "--rules", bundle],
                EXAMPLE_CODES))
    # A cache of our own: nobody's is read, and nobody's is filled.
    before = os.environ.get("XDG_CACHE_HOME")
    os.environ["XDG_CACHE_HOME"] = str(context.companies.folder / "cache")
    try:
        warm(entries, 1 if quick else 3)
        if quick:
            entries = [Entry(each.name, each.sample) for each in entries]
        rows = alternate(entries, context.rounds(41))
    finally:
        if before is None:
            del os.environ["XDG_CACHE_HOME"]
        else:
            os.environ["XDG_CACHE_HOME"] = before
    empty = rows[0]["clock"]["median"]
    for each in rows:
        each["above_empty_ms"] = each["clock"]["median"] - empty
    context.add("cold", rows)
    above = rows[4]["above_empty_ms"]
    context.bar("cold", f"{above:.1f} ms above", above <= BAR_MS)


def tools(context):
    """What an author waits for; lines of rule files beside it."""
    jurat = context.programs.command("test")
    if context.quick:
        return
    chosen = [
        ("`lint rules`", ["lint", "rules"]), ("`test rules/`", ["test", "rules/"]),
        ("`test rules/ --coverage`", ["test", "rules/", "--coverage"]),
        ("`test rules/eu/ai_act --mutate`", ["test", "rules/eu/ai_act", "--mutate"]),
    ]
    entries = [entry(context.programs, name, [jurat, *words], counted=False) for name, words in chosen]
    warm(entries, 1)
    rows = alternate(entries, context.rounds(10))
    context.add("tools", rows, rule_lines=rule_lines())


def rule_lines():
    return sum(path.read_bytes().count(b"\n") for path in (ROOT / "rules").rglob("*.jurat"))
