"""`jurat batch` as a whole process: time and peak memory by the number of companies and threads."""

from suite.measure import Entry, alternate, plural
from suite.programs import ANY_ANSWER, DAY, RULES_OF_PEERS, Process
from suite.workload import rated

MOST_OF_BLOCK = 3


def batch_entry(context, name, count, threads, **more):
    jurat = context.programs.command("batch")
    data = context.companies.file(count)
    output = context.companies.folder / f"batch-{count}-{threads}"
    process = Process(context.programs, [
        jurat, "batch", data, "--rules", "workload_a", "--rules-path", RULES_OF_PEERS, "--as-of", DAY, "--threads", threads,
        "--output", output,
    ], ANY_ANSWER)

    def sample():
        output.unlink(missing_ok=True)
        return {**process.sample(), "count": count}

    return Entry(name, sample, None, "company", 1e6, "µs", {
        "companies": count, "bytes": data.stat().st_size, "threads": threads, **more})


def portfolio(context):
    entries = [
        batch_entry(context, f"{plural(count, 'company', 'companies')}, {plural(threads, 'thread', 'threads')}", count, threads)
        for count in context.sizes for threads in (1, 2) if count > 1 or threads == 1
    ]
    rows = rated(alternate(entries, context.rounds(10)))
    for each in rows:
        each["peak_per_input_byte"] = each["peak_kb"] * 1024 / each["bytes"]
    context.add("portfolio", rows)


def memory(context):
    """Flat in the number of companies; above what the empty run holds, at most three times the block in work."""
    few, many = context.flat
    entries = [
        batch_entry(context, f"{plural(count, 'company', 'companies')}, {plural(threads, 'thread', 'threads')}", count, threads)
        for count in (1, few, many) for threads in (1, 2)
    ]
    rows = alternate(entries, context.rounds(3))
    context.add("memory", rows)
