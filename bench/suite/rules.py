"""Ten to ten thousand rules of which always as many apply: what does not apply must cost next to nothing."""

import re

from suite.measure import Missing
from suite.stages import results, rows_of

BAR = 1.3
PROGRAM, NAME = "hot_bench", re.compile(r"(?i)\w*rules\w*/(\d+)")


def scaling(context):
    program = context.programs.named(PROGRAM)
    rows = []
    for each in rows_of(program, results(program, context, "[Rr]ules")):
        found = NAME.match(each["name"])
        if found:
            rows.append({**each, "rules": int(found.group(1))})
    if len(rows) < 2:
        raise Missing(f"`{PROGRAM}` has no benchmark by the number of rules")
    rows.sort(key=lambda each: each["rules"])
    # By processor time: one thread, and others on the machine do not count.
    times = rows[-1]["cpu"]["median"] / rows[0]["cpu"]["median"]
    context.add("rules", rows)
    context.bar("rules", f"{times:.2f} times, {rows[0]['rules']} to {rows[-1]['rules']:,} rules", times <= BAR)
