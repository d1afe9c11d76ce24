"""docs/benchmarks.md: the prose of page.md, with the tables in their places."""

import json
import re
import sys

from suite import tables
from suite.measure import say
from suite.programs import ROOT

HERE = ROOT / "bench" / "suite"
PAGE = ROOT / "docs" / "benchmarks.md"
RESULTS = ROOT / "build" / "bench" / "results.json"


def bounds(result):
    """What bounds a figure that misses its bar: sections of bounds.md, of bars that are missed only."""
    text = (HERE / "bounds.md").read_text(encoding="utf-8")
    said = dict(re.findall(r"^## (\w+)\n+(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL))
    missed = [key for key in tables.BARS if result["bars"][key]["reached"] is False]
    lines = []
    for key in missed:
        reason = f"{said.get(key, '')} {result['profiles'].get(key, '')}".split()
        lines.append(f"- **{tables.BARS[key][0]}**: {' '.join(reason) or 'nothing is known of it.'}")
    return "\n".join(wrapped(line) for line in lines) or "No bar that was measured is missed."


def wrapped(line, width=120):
    lines, words = [], line.split(" ")
    current = words.pop(0)
    for word in words:
        if len(current) + 1 + len(word) > width:
            lines.append(current)
            current = "  " + word
        else:
            current += " " + word
    return "\n".join([*lines, current])


def text_of(result):
    template = (HERE / "page.md").read_text(encoding="utf-8")

    def filled(found):
        name = found.group(1)
        return bounds(result) if name == "bounds" else tables.of(name, result)

    return re.sub(r"\{\{(\w+)\}\}", filled, template)


def write(result):
    PAGE.write_text(text_of(result), encoding="utf-8")


def write_again():
    if not RESULTS.exists():
        say(f"there are no results in {RESULTS}; run the benchmarks first")
        return 2
    write(json.loads(RESULTS.read_text(encoding="utf-8")))
    return 0


def show(result, bars=True):
    """What was measured, for who looks at the terminal."""
    for name in [*result["tables"]]:
        print(f"\n{name}\n{tables.of(name, result)}")
    if bars:
        print(f"\nbars\n{tables.of('bars', result)}")
    sys.stdout.flush()
