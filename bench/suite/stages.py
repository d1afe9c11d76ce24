"""Stages of the engine inside one process: programs of Google Benchmark, whose runs it shuffles by itself."""

import json

from suite.measure import NOT_MEASURED, Failed, run, say, spread

UNITS = {"ns": "ns", "us": "µs", "ms": "ms", "s": "s"}
# Fields of a result that are no counters of ours.
KNOWN = {
    "name", "family_index", "per_family_instance_index", "run_name", "run_type", "repetitions", "repetition_index",
    "threads", "iterations", "real_time", "cpu_time", "time_unit", "aggregate_name", "aggregate_unit", "label",
    "error_occurred", "error_message", "big_o", "rms", "cpu_coefficient", "real_coefficient",
}


def results(program, context, only=None):
    command = [program, "--benchmark_format=json", f"--benchmark_filter={only or context.filter or '.'}"]
    if context.quick:
        command += ["--benchmark_min_time=0"]  # one iteration
    else:
        command += [
            f"--benchmark_repetitions={context.rounds(10)}", "--benchmark_enable_random_interleaving=true",
            "--benchmark_min_time=0.05"]
    text = run(command)
    return json.loads(text)["benchmarks"] if text.strip() else []


def rows_of(program, found):
    named = {}
    for each in found:
        if each.get("error_occurred"):
            raise Failed(f"{program.name}: {each['name']}: {each['error_message']}")
        if each.get("run_type", "iteration") == "iteration":
            named.setdefault(each["run_name"], []).append(each)
    rows = []
    for name, runs in named.items():
        rows.append({
            "name": name, "program": program.name, "unit": UNITS[runs[0]["time_unit"]], "per": "run", "count": 1,
            "clock": spread([each["real_time"] for each in runs]), "cpu": spread([each["cpu_time"] for each in runs]),
            "instructions": NOT_MEASURED,
            "counters": {key: value for key, value in runs[-1].items() if key not in KNOWN},
        })
    return rows


def stages(context):
    programs = context.programs.google()
    rows = []
    for program in programs:
        say(f"  {program.name}")
        rows += rows_of(program, results(program, context))
    context.add("stages", rows)
