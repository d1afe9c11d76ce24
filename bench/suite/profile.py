"""Where the instructions go, for figures that miss their bar: callgrind over the same program."""

import re
import shutil
import subprocess

from suite.measure import run, say
from suite.programs import DAY, EXAMPLE, EXAMPLE_CODES

MOST_FUNCTIONS = 16
LEAST_SHARE, MOST_SHARE = 2.5, 90.0
LINE = re.compile(r"^\s*[\d,]+\s+\(\s*([\d.]+)%\)\s+\S*?:(.*?)\s+\[([^\]]*)\]$")


def without(text, opening, closing):
    """The text less what stands between these brackets, which may be nested."""
    depth, kept = 0, []
    for letter in text:
        depth += letter == opening
        if depth == 0:
            kept.append(letter)
        depth -= letter == closing and depth > 0
    return "".join(kept)


def short(name):
    name = name.replace("(anonymous namespace)::", "").replace("operator()", "call").split("'")[0]
    name = re.sub(r"\[abi:\w+\]", "", without(without(name, "<", ">"), "(", ")"))
    return re.sub(r"^.* (?=\S)", "", name.replace(" const", "").strip()).replace("jurat::", "")


def shares(command, codes=(0,), within=None):
    """Functions with the share of all instructions that they and what they call take; empty without callgrind.

    `within`: a function whose instructions alone count, so that reading rules and data is no part of the profile. Its
    name ends there: a function within it that is named after it would switch the count off again.
    """
    if not shutil.which("valgrind") or not shutil.which("callgrind_annotate"):
        return []
    command = [str(part) for part in command]
    say(f"  profile of {command[0].rsplit('/', 1)[-1]}")
    ran = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/fd/1",
         *([f"--toggle-collect=*{within}()"] if within else []), *command],
        stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if ran.returncode not in codes:
        return []
    # What the program printed stands before the profile.
    start = ran.stdout.find(b"# callgrind format")
    annotated = subprocess.run(
        ["callgrind_annotate", "--inclusive=yes", "/dev/stdin"], input=ran.stdout[max(start, 0):], capture_output=True,
        check=False)
    found = {}
    for line in annotated.stdout.decode(errors="replace").splitlines():
        parts = LINE.match(line)
        if not parts:
            continue
        share, name = float(parts.group(1)), short(parts.group(2))
        if LEAST_SHARE <= share <= MOST_SHARE and name and not re.match(r"0x|bench::|Work::|.*\bmain$", name):
            found.setdefault(name, share)
    return sorted(found.items(), key=lambda each: -each[1])[:MOST_FUNCTIONS]


def of_bar(key, context):
    """The profile of what was measured for this bar."""
    programs, few = context.programs, 200
    data = ["--data", context.companies.file(few), "--warmup", 0, "--repetitions", 30]
    scalar = [programs.named("workload_a"), "--machine", "scalar", "--time", "evaluate", *data]
    batch = [programs.named("workload_a"), "--machine", "batch", "--block", few]
    commands = {
        "opa": scalar, "regorus": scalar, "cel": scalar,
        "openfisca": [*batch, "--time", "evaluate", *data], "columns": [*batch, "--time", "evaluate", *data],
        "end_to_end": [*batch, "--time", "end_to_end", "--out", "/dev/null", *data],
    }
    if key in commands:
        within = "Work::endToEnd" if key == "end_to_end" else "Work::evaluate"
        return sentence(shares(commands[key], within=within))
    if key == "cold":
        bundle = context.companies.folder / "0.jbundle"
        if not bundle.exists():
            run([programs.jurat, "build", "--output", bundle])
        check = [programs.jurat, "check", EXAMPLE, "--as-of", DAY, "--rules", bundle]
        return sentence(shares(check, EXAMPLE_CODES))
    return ""


def sentence(found):
    if not found:
        return "No profile could be made here."
    return "Of all instructions, with what they call: " + ", ".join(
        f"`{name}` {share:.0f} %" for name, share in found) + "."
