"""How fast all the lists are imported, races and people with them, beside pandas that only writes the rows.

Every figure is of a process of its own. On PostgreSQL the processor time is ours, the server's is not in it.
"""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from benchmarks.page import paragraph
from benchmarks.processes import EVERYTHING, LISTS, Run, archive_in, measured, take_in
from tests.postgres import Server, running_server

ROUNDS = 2

IMPORT = """
import sys
from pathlib import Path
from knowledge.imports import import_files
url, _, lists = sys.argv[1:]
quiet = lambda *_: None
list(import_files(url, "world-athletics-toplists", [Path(lists)], quiet, quiet))
"""
BUILD = """
import sys
from pathlib import Path
from knowledge.curation import DATA
from knowledge.store import open_store
url, cache, _ = sys.argv[1:]
open_store(DATA, Path(cache), url)
"""
PANDAS = """
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
"""
_RIVAL = "pandas: `read_csv`, `concat`, `to_sql`"
_COMMAND = "SQLite: `knowledge import`, which does both and indexes the names"
_KINDS = ("SQLite", "PostgreSQL")
_STEPS = (("import", IMPORT), ("build", BUILD), ("the same import again", IMPORT))


def main() -> None:
    """Print the section, or why there is none."""
    if not LISTS.is_file():
        print("imports: skipped, ../shared/data doesn't hold the lists.")
        return
    found: dict[str, list[Run]] = {}
    with _postgresql() as server:
        # Round by round, so that a busy moment of the machine meets every program alike.
        for _ in range(ROUNDS):
            with tempfile.TemporaryDirectory() as folder:
                for name, run in _round(Path(folder), server.new_database() if server else None):
                    found.setdefault(name, []).append(run)
    _show({name: min(runs, key=lambda run: run.processor) for name, runs in found.items()})


def _round(folder: Path, database: str | None) -> Iterator[tuple[str, Run]]:
    yield _RIVAL, measured("-c", PANDAS, "", str(folder), str(LISTS))
    for kind, url in zip(_KINDS, (archive_in(folder), database), strict=True):
        if url is not None:
            for step, program in _STEPS:
                yield f"{kind}: {step}", measured("-c", program, url, str(folder), str(LISTS))
    with tempfile.TemporaryDirectory() as another:
        (run,) = take_in(Path(another), EVERYTHING[:1])
        yield _COMMAND, run


def _show(best: dict[str, Run]) -> None:
    print("## Imports\n")
    print(
        paragraph(
            f"""All 97 lists of World Athletics (465,638 rows) go in. The rival, pandas, only reads the
            rows and writes them into one table. Bell Lap checks every row and keeps it with what it said
            before, finds out which rows are one race and who is one person, and builds what questions are
            asked of. Each figure is of a process of its own, the best of {ROUNDS} rounds."""
        )
    )
    print("| | processor, s | wall, s | peak memory, MiB |\n|---|--:|--:|--:|")
    for name, run in best.items():
        print(f"| {name} | {run.processor:.2f} | {run.wall:.2f} | {run.peak:.0f} |")
    times = _together(best, "SQLite").processor / best[_RIVAL].processor
    print("\n| | goal | |\n|---|--:|--:|")
    print(f"| import and build, by the rival's processor time | ≤ 3 | **{times:.1f}** |")
    print(f"| peak of `knowledge import`, MB | ≤ 400 | **{best[_COMMAND].peak * 2**20 / 1e6:.0f}** |")
    if "PostgreSQL: import" in best:
        walls = [_together(best, kind).wall for kind in _KINDS]
        print(
            f"| PostgreSQL: import and build, by the wall time of SQLite | ≤ 2 | {walls[1] / walls[0]:.1f} |"
        )
    print()


def _together(best: dict[str, Run], kind: str) -> Run:
    """Import and build as one."""
    one, other = best[f"{kind}: import"], best[f"{kind}: build"]
    return Run(one.wall + other.wall, one.processor + other.processor, max(one.peak, other.peak))


@contextmanager
def _postgresql() -> Iterator[Server | None]:
    """A server of its own; None where its programs aren't installed."""
    with ExitStack() as stack:
        try:
            server = stack.enter_context(running_server())
        except pytest.skip.Exception:
            server = None
        yield server
