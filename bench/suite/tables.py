"""Results as Markdown tables. What was not measured is said to be so, with the reason; nothing is carried over."""

from suite.bars import BARS
from suite.measure import NOT_MEASURED


def table(heads, rows):
    aligned = ["---" if i == 0 else "---:" for i in range(len(heads))]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [heads, *rows]).replace(
        "|\n", "|\n|" + "|".join(aligned) + "|\n", 1)


def figure(value):
    """Three digits that count, thousands set apart."""
    if not isinstance(value, (int, float)):
        return str(value)
    if value == 0:
        return "0"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}" if abs(value) >= 0.1 else f"{value:.3g}"


def time(each, key="clock"):
    spread = each[key]
    return f"{figure(spread['median'])} {each['unit']}"


def between(each, key="clock"):
    spread = each[key]
    return f"{figure(spread['quarter'])} to {figure(spread['three_quarters'])}"


def counted(each):
    value = each.get("instructions")
    return figure(value) if isinstance(value, (int, float)) else "—"


def megabytes(each):
    return f"{figure(each['peak_kb'] / 1024)} MB"


def bars(result, _):
    rows = []
    for key, (what, bar) in BARS.items():
        each = result["bars"].get(key, {"value": NOT_MEASURED, "reached": None, "reason": "it was not run"})
        reached = {True: "reached", False: "**missed**", None: "not judged"}[each["reached"]]
        value = f"{each['value']}: {each['reason']}" if each["reason"] else each["value"]
        rows.append([what, bar, value, reached])
    return table(["what", "at least", "measured", ""], rows)


def machine(result, _):
    here, versions = result["machine"], result["versions"]
    tools = ", ".join(versions[name] for name in ("go", "cargo", "python")) + f", Node {versions['node']}"
    counter = {"perf": "the processor (`perf stat`)", "valgrind": f"valgrind ({versions['valgrind']}, cachegrind)"}
    rows = [
        ["made", f"{result['made']}, seed {result['seed']}, from commit {versions['commit']}"],
        ["processor", f"{here['processor']}, {here['cores']} cores; caches {here['caches'] or 'unknown'}"],
        ["memory", f"{here['memory_mb']:,} MB"], ["system", here["system"]],
        ["load before the run", f"{here['load_before']:.2f} of {here['cores']}"],
        ["compiler", f"{versions['compiler']}, -O2, the batch machine -O3"], ["simdjson", versions["simdjson"]],
        ["toolchains of the peers", tools], ["instructions counted by", counter.get(here["counter"], "nothing here")],
    ]
    return table(["", ""], rows).replace("---:", "---")


def cold(_, found):
    return table(
        ["one process", "median", "half of the runs", "above the empty one", "processor", "instructions", "peak"],
        [[
            each["name"], time(each), between(each), f"{each['above_empty_ms']:.1f} ms", time(each, "cpu"),
            counted(each), megabytes(each),
        ] for each in found["rows"]])


def rates(_, found):
    return table(
        ["what", "a company", "half of the runs", "processor", "companies a second", "MB a second", "instructions",
         "peak"],
        [[
            each["name"], time(each), between(each), time(each, "cpu"), figure(each["companies_a_second"]),
            figure(each["mb_a_second"]), counted(each), megabytes(each),
        ] for each in found["rows"]])


def portfolio(_, found):
    return table(
        ["`jurat batch`", "a company", "half of the runs", "processor", "companies a second", "peak",
         "of an input byte"],
        [[
            each["name"], time(each), between(each), time(each, "cpu"), figure(each["companies_a_second"]),
            megabytes(each), figure(each["peak_per_input_byte"]),
        ] for each in found["rows"]])


def memory(_, found):
    return table(
        ["`jurat batch`", "input", "peak", "above one company", "block in work", "times the block"],
        [[
            each["name"], f"{figure(each['bytes'] / 1e6)} MB", megabytes(each), f"{figure(each['above_mb'])} MB",
            f"{figure(each['block_mb'])} MB", figure(each["blocks"]),
        ] for each in found["rows"]])


def limits(_, found):
    return table(
        ["what", "MB a second", "for one", "half of the runs"],
        [[each["name"], figure(each["mb_a_second"]), f"{time(each)} a {each['per']}", between(each)]
         for each in found["rows"]])


def rules(_, found):
    base = found["rows"][0]["cpu"]["median"]
    return table(
        ["rules", "one evaluation", "half of the runs", "processor", "times the fewest"],
        [[
            figure(each["rules"]), time(each), between(each), time(each, "cpu"), f"{each['cpu']['median'] / base:.2f}",
        ] for each in found["rows"]])


def union(_, found):
    return table(
        ["what", "a company", "half of the runs", "processor", "companies a second", "steps a company", "instructions",
         "instructions a step"],
        [[
            each["name"], time(each), between(each), time(each, "cpu"), figure(each["companies_a_second"]),
            figure(each["steps"]), counted(each),
            figure(each["instructions"] / each["steps"]) if counted(each) != "—" and each["steps"] else "—",
        ] for each in found["rows"]])


def stages(_, found):
    return table(
        ["program", "stage", "median", "half of the runs", "processor", "counted by the program"],
        [[
            f"`{each['program']}`", f"`{each['name']}`", time(each), between(each), time(each, "cpu"),
            ", ".join(f"{name} {figure(value)}" for name, value in each["counters"].items()) or "—",
        ] for each in found["rows"]]).replace("|---|---:|", "|---|---|", 1)


def tools(_, found):
    return table(
        [f"one process, {found['rule_lines']:,} lines of rules", "median", "half of the runs", "processor", "peak"],
        [[each["name"], time(each), between(each), time(each, "cpu"), megabytes(each)] for each in found["rows"]])


def peers(_, found):
    rows = []
    for each in found["results"] if "results" in found else found["rows"]:
        clock, cpu = each["microseconds_a_company"], each["cpu_microseconds_a_company"]
        rows.append([
            each["what"].replace("_", " "), f"`{each['peer']}` {each['version']}", f"{each['companies']:,}",
            f"{figure(clock['median'])} µs", f"{figure(clock['quarter'])} to {figure(clock['three_quarters'])}",
            f"{figure(cpu['median'])} µs" if isinstance(cpu, dict) else NOT_MEASURED, megabytes(each),
        ])
    rows += [
        ["both", f"`{each['peer']}`", NOT_MEASURED, each["reason"], "", "", ""] for each in found["not_measured"]]
    return table(["work", "engine", "companies", "a company", "half of the runs", "processor", "peak"], rows).replace(
        "|---|---:|", "|---|---|", 1)


def ratios(found):
    owns = sorted({each["to"] for each in found["ratios"]}, reverse=True)
    rows = {}
    for each in found["ratios"]:
        rows.setdefault((each["what"], each["peer"]), {})[each["to"]] = each
    lines = []
    for (what, peer), to in rows.items():
        cells = [what.replace("_", " "), f"`{peer}`"]
        for name in owns:
            cells += [figure(to[name][key]) if name in to else NOT_MEASURED for key in ("times", "cpu_times")]
        lines.append(cells)
    heads = ["work", "engine"]
    for name in owns:
        heads += [f"to `{name}`", "by processor time"]
    return table(heads, lines).replace("|---|---:|", "|---|---|", 1)


MAKERS = {
    "advice": cold, "cold": cold, "sizes": rates, "threads": rates, "portfolio": portfolio, "memory": memory,
    "limits": limits, "rules": rules, "union": union, "stages": stages, "tools": tools, "peers": peers,
}


def of(name, result):
    if name in ("bars", "machine"):
        return {"bars": bars, "machine": machine}[name](result, None)
    asked = "peers" if name == "ratios" else name
    if asked not in result["tables"]:
        return f"Not measured: {result['left_out'].get(asked, 'it was not run')}."
    found = result["tables"][asked]
    return ratios(found) if name == "ratios" else MAKERS[name](result, found)
