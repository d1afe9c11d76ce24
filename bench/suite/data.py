"""Data of the benchmarks: companies of workload A, made by bench/peers/generate, in memory while they are used."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from suite.measure import run

HERE = Path(__file__).resolve().parent.parent


class Companies:
    """Profiles as lines of JSON; the same seed gives the same bytes. At most `different` companies differ: a larger
    file repeats them, since the generator would take minutes and no program looks back."""

    def __init__(self, seed, different):
        memory = Path("/dev/shm")
        self.folder = Path(tempfile.mkdtemp(prefix="bench-", dir=memory if memory.is_dir() else None))
        self.seed, self.different = seed, different

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def file(self, count):
        path = self.folder / f"{count}.ndjson"
        if path.exists():
            return path
        if count <= self.different:
            run([
                HERE / "peers/generate", "--companies", count, "--seed", self.seed, "--profiles", path, "--plain",
                "/dev/null"])
            return path
        content = self.file(self.different).read_bytes()
        lines = content.splitlines(keepends=True)
        with open(path, "wb") as out:
            for _ in range(count // self.different):
                out.write(content)
            out.writelines(lines[: count % self.different])
        return path

    def union(self, count):
        """The same companies as profiles for the packs of the Union."""
        path = self.folder / f"union-{count}.ndjson"
        if not path.exists():
            with open(self.file(count), encoding="utf-8") as lines, open(path, "w", encoding="utf-8") as out:
                subprocess.run([HERE / "union_companies"], stdin=lines, stdout=out, check=True)
        return path

    def forget(self, count):
        (self.folder / f"{count}.ndjson").unlink(missing_ok=True)
