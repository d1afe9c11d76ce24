"""`jurat batch` as a whole process: time and peak memory by the number of companies and threads."""

from suite.measure import Entry, alternate, companies, on_threads
from suite.programs import ANY_ANSWER, DAY, RULES_OF_PEERS, Process
from suite.workload import rated

BLOCK = 1_024  # companies that a thread of `jurat batch` works on at once: engine/portfolio/plan.h
MOST_OF_BLOCK, FLAT = 3, 1.1


def batch_entry(context, count, threads):
    jurat = context.programs.command("batch")
    data = context.companies.file(count)
    output = context.companies.folder / f"batch-{count}-{threads}"
    process = Process(context.programs, [
        jurat, "batch", data, "--rules", "workload_a", "--rules-path", RULES_OF_PEERS, "--as-of", DAY,
        "--threads", threads, "--output", output, "--format", "ndjson", "--quiet",
    ], ANY_ANSWER)

    def sample():
        output.unlink(missing_ok=True)
        return {**process.sample(), "count": count}

    name = f"{companies(count)}, {on_threads(threads)}"
    return Entry(name, sample, None, "company", 1e6, "µs", {
        "companies": count, "bytes": data.stat().st_size, "threads": threads})


def portfolio(context):
    entries = [
        batch_entry(context, count, threads)
        for count in context.sizes for threads in (1, 2) if count > 1 or threads == 1
    ]
    rows = rated(alternate(entries, context.rounds(10)))
    for each in rows:
        each["peak_per_input_byte"] = each["peak_kb"] * 1024 / each["bytes"]
    context.add("portfolio", rows)


def memory(context):
    """Flat in the number of companies; above what one company takes, at most three times the blocks in work."""
    few, many = context.flat
    entries = [
        batch_entry(context, count, threads)
        for threads in (1, 2) for count in (1, few, many)
    ]
    rows = alternate(entries, context.rounds(3))
    peak = {(each["companies"], each["threads"]): each["peak_kb"] for each in rows}
    for each in rows:
        each["above_mb"] = (each["peak_kb"] - peak[1, each["threads"]]) / 1024
        each["block_mb"] = BLOCK * each["threads"] * each["bytes"] / each["companies"] / 1e6
        each["blocks"] = each["above_mb"] / each["block_mb"]
    context.add("memory", rows)
    blocks = max(each["blocks"] for each in rows)
    context.bar("block", f"{blocks:.1f} times", blocks <= MOST_OF_BLOCK)
    grown = max(peak[many, threads] / peak[few, threads] for threads in (1, 2))
    context.bar("flat", f"{grown:.2f} times from {few:,} to {many:,}", grown <= FLAT if context.whole else None)
