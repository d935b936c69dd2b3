"""How fast all the lists are imported, races and people with them, beside pandas that only writes the rows.

Every figure is of a process of its own. On PostgreSQL the processor time is ours, the server's is not in it.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.postgres import Server, running_server

ROOT = Path(__file__).resolve().parents[1]
LISTS = ROOT.parent / "shared" / "data" / "world-athletics-toplists-2023.zip"
ROUNDS = 3

IMPORT = """
import sys
from pathlib import Path
from knowledge.importing import take_in
url, _, lists = sys.argv[1:]
quiet = lambda *_: None
done = list(take_in(url, "world-athletics-toplists", [Path(lists)], quiet, quiet))
rows = sum(one.rows for one in done)
"""
BUILD = """
import sys
from pathlib import Path
from knowledge.curation import DATA
from knowledge.store import open_store
url, cache, _ = sys.argv[1:]
open_store(DATA, Path(cache), url)
rows = 0
"""
RIVAL = """
import sqlite3, sys, zipfile
import pandas
_, cache, lists = sys.argv[1:]
frames = []
with zipfile.ZipFile(lists) as packed:
    for name in sorted(packed.namelist()):
        if name.endswith(".csv"):
            with packed.open(name) as file:
                frames.append(pandas.read_csv(file))
every = pandas.concat(frames)
with sqlite3.connect(cache + "/rival.sqlite") as database:
    every.to_sql("results", database, index=False)
rows = len(every)
"""
# A process begins with its parent's peak, so each measures itself, as the child of a small one.
MEASURE = """
import resource, time
used, wall = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter() - begin
print(rows, used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)
"""


@dataclass(frozen=True)
class Run:
    """What one process did: rows, seconds of processor and of wall time, peak memory in MiB."""

    rows: int
    cpu: float
    wall: float
    peak: float


def measure(program: str, *arguments: str) -> Run:
    """Run a program in a process of its own."""
    code = f"import time\nbegin = time.perf_counter()\n{program}{MEASURE}"
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    rows, *figures = done.stdout.split()
    return Run(int(rows), *map(float, figures))


def main() -> None:
    """Print a table, or why there is none."""
    if not LISTS.is_file():
        print(f"imports: skipped, {LISTS} is not there.\n")
        return
    found: dict[str, list[Run]] = {}
    with _server() as server:
        # Round by round, so that a busy moment of the machine meets every program alike.
        for _ in range(ROUNDS):
            with tempfile.TemporaryDirectory() as folder:
                for name, run in _round(folder, server.new_database() if server else None):
                    found.setdefault(name, []).append(run)
    best = {name: min(runs, key=lambda run: run.cpu) for name, runs in found.items()}
    print(f"## Imports of all the lists (best of {ROUNDS})\n")
    print("| | processor, s | wall, s | peak memory, MiB |\n|---|--:|--:|--:|")
    for name, run in best.items():
        print(f"| {name} | {run.cpu:.2f} | {run.wall:.2f} | {run.peak:.0f} |")
    rival = best.get(_RIVAL)
    whole = best["SQLite: import"].cpu + best["SQLite: build"].cpu
    print(
        f"\n{best['SQLite: import'].rows / whole:,.0f} rows/s of processor time, races and people with them."
    )
    if rival is not None:
        print(f"Import and build take {whole / rival.cpu:.2f} times the rival's processor time.")
    if "PostgreSQL: import" in best:
        walls = [sum(best[f"{kind}: {step}"].wall for step in ("import", "build")) for kind in _KINDS]
        print(f"On PostgreSQL they take {walls[1] / walls[0]:.2f} times the wall time of SQLite.")
    print()


_RIVAL = "pandas: `read_csv`, `concat`, `to_sql`"
_KINDS = ("SQLite", "PostgreSQL")


def _round(folder: str, database: str | None) -> Iterator[tuple[str, Run]]:
    if find_spec("pandas"):
        yield _RIVAL, measure(RIVAL, "", folder, str(LISTS))
    for kind, url in zip(_KINDS, (f"sqlite:///{folder}/archive.sqlite", database), strict=True):
        if url is not None:
            for step, program in (("import", IMPORT), ("build", BUILD), ("import again", IMPORT)):
                yield f"{kind}: {step}", measure(program, url, folder, str(LISTS))


@contextmanager
def _server() -> Iterator[Server | None]:
    """A PostgreSQL server; None where its programs aren't installed."""
    with ExitStack() as stack:
        try:
            server = stack.enter_context(running_server())
        except pytest.skip.Exception:
            server = None
        yield server
