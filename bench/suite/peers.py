"""Jurat beside the other engines: bench/peers sets them up, compares all answers and measures them in one run."""

import json
import subprocess
import sys

from suite.measure import NOT_MEASURED, Failed, Missing, run, say
from suite.programs import PEERS

# The bar of each peer, the program of ours that it is for, and how the peer is called in the table of bars.
BARS = [("opa", "jurat_hot", 100), ("regorus", "jurat_hot", 10), ("cel", "jurat_hot", 5)]
# What setting a peer up makes, and of what.
SETUP = {
    "opa": ("opa_peer", ["opa", "timing", "go.mod"]), "cel": ("cel_peer", ["cel", "timing", "go.mod"]),
    "regorus": ("regorus_peer", ["regorus"]), "openfisca": ("venv/lib", ["openfisca/requirements.txt"]),
    "json_rules_engine": ("json_rules_engine", ["json_rules_engine"]),
}
COLUMNS_PEER, COLUMNS_BAR = "openfisca", 3


def own(context, names):
    """Our programs as `bench/peers/run` wants them, one thread each as the peers."""
    program = context.programs.named("workload_a")
    machines = {"jurat_hot": "scalar", "jurat_batch": "batch"}
    return [word for name in names for word in ("--jurat", f"{name}={program} --machine {machines[name]} --threads 1")]


def measured(context, name, words):
    out = context.build.parent / "bench" / f"{name}.json"
    out.unlink(missing_ok=True)
    command = [
        PEERS / "run", "--seed", context.seed, "--out", out, "--rounds", context.rounds(3), "--repetitions", 4, *words]
    done = subprocess.run([str(word) for word in command], stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False)
    if not out.exists():
        raise Failed(f"bench/peers/run gave no results (exit code {done.returncode})")
    result = json.loads(out.read_text(encoding="utf-8"))
    for each in result["not_measured"]:
        if each["peer"].startswith("jurat"):
            raise Failed(f"{each['peer']}: {each['reason']}")
    return result


def ratio(result, peer, to, what="evaluate"):
    for each in result["ratios"]:
        if (each["peer"], each["to"], each["what"]) == (peer, to, what) and each["times"] != NOT_MEASURED:
            return each["times"], each["cpu_times"]
    return None


def reason_of(result, peer):
    return next((each["reason"] for each in result["not_measured"] if each["peer"] == peer), "it was not run")


def bar_of(context, key, result, peer, to, bar):
    found = ratio(result, peer, to)
    if found is None:
        context.bar(key, NOT_MEASURED, None, f"{peer}: {reason_of(result, peer)}")
        return
    clock, cpu = found
    cpu = f", {cpu:.1f} by processor time" if isinstance(cpu, float) else ""
    context.bar(key, f"{clock:.1f} times{cpu}", clock >= bar)


def out_of_date(place):
    """Peers that are not set up, or whose sources have changed since."""
    old = []
    for peer, (built, sources) in SETUP.items():
        path = place / built
        made = path.stat().st_mtime if path.exists() else 0
        files = [file for source in sources for file in [PEERS / source, *(PEERS / source).rglob("*")]]
        if any(file.stat().st_mtime > made for file in files if file.is_file()):
            old.append(peer)
    return old


def peers(context):
    programs = own(context, ("jurat_hot", "jurat_batch"))
    if context.quick or not context.with_peers:
        raise Missing("peers were not asked for")
    old = out_of_date(context.build.parent / "peers")
    if old:
        say(f"  setting up {', '.join(old)}")
        run([PEERS / "setup", *old])
    result = measured(context, "peers", ["--companies", context.many // 10, *programs])
    for peer, to, bar in BARS:
        bar_of(context, peer, result, peer, to, bar)
    at_best = measured(context, "columns", [
        "--companies", context.many, "--peer", COLUMNS_PEER, "--what", "evaluate",
        *own(context, ("jurat_batch",))])
    bar_of(context, COLUMNS_PEER, at_best, COLUMNS_PEER, "jurat_batch", COLUMNS_BAR)
    for each in at_best["results"]:
        each["what"] = f"evaluate, {context.many:,} at once"
    for each in at_best["ratios"]:
        each["what"] = f"evaluate, {context.many:,} at once"
    context.add(
        "peers", result["results"] + at_best["results"], ratios=result["ratios"] + at_best["ratios"],
        not_measured=result["not_measured"], bytes_a_company=result["bytes_a_company"])
