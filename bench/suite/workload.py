"""Workload A (bench/peers/WORKLOAD.md) through Jurat's own programs, and what bounds them: parser and memory."""

from suite.measure import Entry, alternate, companies, instructions_a_pass, on_threads
from suite.programs import passes

MOST_PROFILES = 100_000  # a profile in memory takes some 36 kB; a million would not fit
FEW = 1_000  # companies for counting instructions: a counted run takes fifty times as long


def pass_entry(context, name, command, data, per="company", factor=1e6, unit="µs", counted=True, **more):
    """A program that times its own passes, over a file of so many companies."""
    path = context.companies.file(data)
    # Few companies make a short pass: as many of them as take about as long as one over 10,000.
    repeated = max(5, min(1_000, 10_000 // data)) if not context.quick else 1

    def sample():
        return passes([*command, "--data", path], 0 if context.quick else 1, repeated)

    def count():
        few = context.companies.file(min(data, FEW))
        return instructions_a_pass([*command, "--data", few], min(data, FEW))

    count = count if counted and not context.quick else None
    return Entry(name, sample, count, per, factor, unit, {"companies": data, "bytes": path.stat().st_size, **more})


def rated(rows):
    """Companies and bytes a second, from the median."""
    for each in rows:
        each["companies_a_second"] = 1e6 / each["clock"]["median"]
        each["mb_a_second"] = each["companies_a_second"] * each["bytes"] / each["companies"] / 1e6
    return rows


def workload_a(context, machine, what, threads=1):
    command = [context.programs.named("workload_a"), "--machine", machine, "--time", what, "--threads", threads]
    if what == "end_to_end":
        command += ["--out", context.companies.folder / f"answers-{machine}-{threads}"]
    return command


def sizes(context):
    """One company, a thousand, a million: what a company costs does not grow with their number."""
    entries = []
    for machine, most in (("scalar", MOST_PROFILES), ("batch", context.sizes[-1])):
        for count in (min(count, most) for count in context.sizes):
            entries.append(pass_entry(
                context, f"{machine}, {companies(count)}", workload_a(context, machine, "evaluate"), count,
                counted=count <= FEW))
    context.add("sizes", rated(alternate(entries, context.rounds(2))))


def threads(context):
    """From columns, and from end to end, on one thread and on two, beside the parser alone."""
    count = context.many
    entries = []
    for number in (1, 2):
        parse = [context.programs.named("parse_alone"), "--threads", number]
        entries += [
            pass_entry(context, f"parsing alone, {on_threads(number)}", parse, count, kind="parse", threads=number),
            pass_entry(
                context, f"end to end, {on_threads(number)}", workload_a(context, "batch", "end_to_end", number),
                count, kind="end_to_end", threads=number),
            pass_entry(
                context, f"from columns, {on_threads(number)}", workload_a(context, "batch", "evaluate", number),
                count, kind="columns", threads=number),
        ]
    rows = rated(alternate(entries, context.rounds(4)))
    context.add("threads", rows)
    rate = {(each["kind"], each["threads"]): each["companies_a_second"] for each in rows}
    columns = rate["columns", 2]
    context.bar("columns", f"{columns / 1e6:.2f} million a second", columns >= 2e6)
    shares = [rate["end_to_end", number] / rate["parse", number] for number in (1, 2)]
    context.bar(
        "end_to_end", " and ".join(f"{share:.2f}" for share in shares) + " of it (1 and 2 threads)", min(shares) >= 0.5)


def union(context):
    """Workload B: all packs of the Union, on the same companies as profiles for them."""
    count = 20 if context.quick else 500
    data = context.companies.union(count)
    entries = []
    for machine in ("scalar", "batch"):
        command = [context.programs.named("workload_b"), "--machine", machine, "--data", data]
        entries.append(Entry(
            f"{machine}, {companies(count)}",
            lambda command=command: passes(command, 0 if context.quick else 1, 1 if context.quick else 2),
            None if context.quick else lambda command=command: instructions_a_pass(
                [*command[:-1], context.companies.union(100)], 100),
            "company", 1e6, "µs", {"companies": count, "bytes": data.stat().st_size}))
    context.add("union", rated(alternate(entries, context.rounds(5))))


def limits(context):
    """The memory alone and the parser alone: nothing that reads every byte can be faster."""
    entries = []
    size = 16 if context.quick else 256
    for number in (1, 2):
        command = [
            context.programs.named("bandwidth"), "--threads", number, "--megabytes", size]
        entries.append(Entry(
            f"copying memory, {on_threads(number)}",
            lambda command=command: passes(command, 0 if context.quick else 1, 1 if context.quick else 3), None, "byte",
            1e9, "ns"))
        command = [context.programs.named("parse_alone"), "--threads", number]
        entries.append(pass_entry(
            context, f"parsing alone, {on_threads(number)}", command, context.many, per="company"))
    rows = alternate(entries, context.rounds(4))
    for each in rows:
        size = each["bytes"] / each["companies"] if "bytes" in each else 1
        seconds = each["clock"]["median"] / (1e6 if "bytes" in each else 1e9)
        each["mb_a_second"] = size / seconds / 1e6
    context.add("limits", rows)
