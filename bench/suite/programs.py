"""The programs that are measured, by what they can be asked; a Missing names the one that is not there."""

import json
import os
from pathlib import Path

from suite.measure import Failed, Missing, instructions, run

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLE = ROOT / "examples" / "acme-robotics.yaml"
DAY = "2026-11-23"
PEERS = ROOT / "bench" / "peers"
RULES_OF_PEERS = PEERS / "jurat"
# docs/exit-codes.md: the example has a violated duty; companies have violations, or only unknowns, or neither.
EXAMPLE_CODES = (1,)
ANY_ANSWER = (0, 1, 3)


class Programs:
    def __init__(self, build):
        self.folder = build / "bin" / "bench"
        self.jurat = build / "bin" / "jurat"
        self.help = None

    def named(self, name):
        for path in (self.folder / name, self.folder.parent / name):
            if os.access(path, os.X_OK):
                return path
        raise Missing(f"there is no program `{name}`")

    def google(self):
        """Programs of Google Benchmark, by their names."""
        return sorted(path for path in self.folder.glob("*_bench") if os.access(path, os.X_OK))

    def command(self, name):
        """The binary, which must know this command."""
        if not os.access(self.jurat, os.X_OK):
            raise Missing("the binary is not built")
        if self.help is None:
            self.help = run([self.jurat, "--help"])
        if not any(line.split()[:1] == [name] for line in self.help.splitlines()):
            raise Missing(f"this `jurat` has no command `{name}`")
        return self.jurat


def passes(command, warmup, repetitions):
    """The line of a program that times its own passes (bench/passes.h, bench/peers/WORKLOAD.md)."""
    lines = run([*command, "--warmup", warmup, "--repetitions", repetitions]).splitlines()
    if not lines:
        raise Failed(f"{command[0]} printed nothing")
    return json.loads(lines[-1])


class Process:
    """A command that is timed as a whole process, its output thrown away."""

    def __init__(self, programs, command, codes=(0,)):
        self.runner, self.command, self.codes = programs.named("process_run"), command, codes

    def sample(self):
        return json.loads(run([self.runner, 1, ",".join(str(code) for code in self.codes), *self.command]))

    def count(self):
        return instructions(self.command, self.codes)
