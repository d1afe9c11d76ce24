"""How anything is measured: programs in turn, warm-up before, spread and counted instructions beside the time."""

import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
from dataclasses import dataclass, field

NOT_MEASURED = "not measured"


class Failed(Exception):
    """A benchmark that is built does not run: the whole run fails."""


class Missing(Exception):
    """A program is not there: the benchmark is left out by name, with this reason."""


def say(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)


def run(command, **more):
    """The command's standard output; Failed with the end of its complaints when it fails."""
    command = [str(part) for part in command]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, **more)
    if done.returncode != 0:
        raise Failed(f"{' '.join(command)}: exit code {done.returncode}\n{(done.stderr or done.stdout)[-2000:]}")
    return done.stdout


@dataclass
class Entry:
    """Something that is measured in turn with others. `sample` works once more and answers the program's line:
    seconds, cpu_seconds, peak_kb and, when it works on many things, count."""

    name: str
    sample: object
    count: object = None  # callable: instructions for one unit of `per`, or None where they cannot be counted
    per: str = "run"
    factor: float = 1e3  # from seconds to the unit shown
    unit: str = "ms"
    more: dict = field(default_factory=dict)


def spread(values):
    values = sorted(values)
    quarters = statistics.quantiles(values, n=4) if len(values) > 1 else values * 3
    return {
        "median": statistics.median(values), "least": values[0], "most": values[-1], "quarter": quarters[0],
        "three_quarters": quarters[2], "runs": len(values),
    }


def alternate(entries, rounds):
    """All entries once, then all once more: what disturbs the machine for a while disturbs all of them."""
    lines = {entry.name: [] for entry in entries}
    for number in range(rounds):
        for entry in entries:
            if number == 0:
                say(f"  {entry.name}")
            lines[entry.name].append(entry.sample())
    return [row(entry, lines[entry.name]) for entry in entries]


def listed(value):
    return value if isinstance(value, list) else [value]


# What a program may count by itself besides.
COUNTED = ("steps", "settled", "settled_by_scalar", "rules")


def row(entry, lines):
    count = lines[0].get("count") or lines[0].get("companies") or 1
    unit_count = count if entry.per != "run" else 1
    clock = [value / unit_count * entry.factor for line in lines for value in listed(line["seconds"])]
    cpu = [value / unit_count * entry.factor for line in lines for value in listed(line["cpu_seconds"])]
    return {
        "name": entry.name, "unit": entry.unit, "per": entry.per, "count": count, "clock": spread(clock),
        "cpu": spread(cpu), "peak_kb": max(max(listed(line["peak_kb"])) for line in lines),
        "instructions": entry.count() if entry.count else NOT_MEASURED, **entry.more,
        **{name: lines[0][name] for name in COUNTED if name in lines[0]},
    }


# ---- instructions --------------------------------------------------------------------------------------------

def counter():
    """What counts instructions here: the processor where it may be asked, else valgrind, else nothing."""
    if shutil.which("perf"):
        tried = subprocess.run(
            ["perf", "stat", "-x", ",", "-e", "instructions:u", "true"], capture_output=True, text=True, check=False)
        if re.search(r"^\d+,,instructions", tried.stderr, re.MULTILINE):
            return "perf"
    return "valgrind" if shutil.which("valgrind") else None


COUNTER = counter()


def companies(count):
    return f"{count:,} {'company' if count == 1 else 'companies'}"


def on_threads(count):
    return f"{count} {'thread' if count == 1 else 'threads'}"


def instructions(command, codes=(0,), limit=600):
    """Of a whole process and its threads, in user mode; NOT_MEASURED where nothing can count them."""
    command = [str(part) for part in command]
    if COUNTER is None:
        return NOT_MEASURED
    if COUNTER == "perf":
        counted = ["perf", "stat", "-x", ",", "-e", "instructions:u", *command]
    else:
        counted = [
            "valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null", *command]
    try:
        done = subprocess.run(
            counted, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            check=False, timeout=limit)
    except subprocess.TimeoutExpired:
        return NOT_MEASURED
    found = re.search(r"^(\d+),,instructions|I\s+refs:\s+([\d,]+)", done.stderr, re.MULTILINE)
    if done.returncode not in codes or not found:
        say(f"  instructions of {command[0]} could not be counted")
        return NOT_MEASURED
    return int((found.group(1) or found.group(2)).replace(",", ""))


def instructions_a_pass(command, units):
    """For one unit of work: three passes less one, so that starting and reading is no part of it."""
    one = instructions([*command, "--warmup", 0, "--repetitions", 1])
    three = instructions([*command, "--warmup", 0, "--repetitions", 3])
    if NOT_MEASURED in (one, three):
        return NOT_MEASURED
    return (three - one) / 2 / units


# ---- the machine ---------------------------------------------------------------------------------------------

def first_line(command):
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return "missing"
    return (done.stdout or done.stderr).splitlines()[0].strip() if done.stdout or done.stderr else "unknown"


def available_mb():
    with open("/proc/meminfo", encoding="utf-8") as lines:
        return int(next(line for line in lines if line.startswith("MemAvailable:")).split()[1]) // 1024


def machine():
    with open("/proc/cpuinfo", encoding="utf-8") as lines:
        models = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    with open("/proc/meminfo", encoding="utf-8") as lines:
        memory = int(next(line for line in lines if line.startswith("MemTotal:")).split()[1])
    caches = [
        line.split(":", 1) for line in subprocess.run(
            ["lscpu"], capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C"},
        ).stdout.splitlines() if re.match(r"L[123]\w? cache:", line)
    ] if shutil.which("lscpu") else []
    release = platform.freedesktop_os_release() if os.path.exists("/etc/os-release") else {}
    return {
        "processor": models[0] if models else "unknown", "cores": os.cpu_count(),
        "caches": ", ".join(f"{name.split()[0]} {size.strip()}" for name, size in caches),
        "memory_mb": memory // 1024, "system": f"{release.get('PRETTY_NAME', 'Linux')}, Linux {platform.release()}",
        "load_before": os.getloadavg()[0], "counter": COUNTER or "none",
    }


def write_json(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
