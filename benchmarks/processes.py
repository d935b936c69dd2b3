"""Programs measured in processes of their own, and the outside results that they import."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "data"
LISTS = SHARED / "world-athletics-toplists-2023.zip"
EVERYTHING = (
    ("world-athletics-toplists", LISTS),
    ("paris-2024", SHARED / "paris-2024"),
    ("tilastopaja", SHARED / "rome-2024" / "Rome2024.json"),
)
"""Formats and files."""
# A process begins with its parent's peak, so the parent that measures must be the smallest of all.
_MEASURE = """
import os, sys, time
begin = time.perf_counter()
out = [(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_RDWR, 0) for fd in (1,)]
pid = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=out)
_, status, used = os.wait4(pid, 0)
wall = time.perf_counter() - begin
code = os.waitstatus_to_exitcode(status)
peak = used.ru_maxrss / (2**20 if sys.platform == 'darwin' else 2**10)
print('[%r, %r, %r, %r]' % (code, wall, used.ru_utime + used.ru_stime, peak))
"""


class Run(NamedTuple):
    """What one process took: seconds of wall and of processor time, and its peak of memory in MiB."""

    wall: float
    processor: float
    peak: float


def measured(*arguments: str, environment: Mapping[str, str] | None = None) -> Run:
    """Run Python with these arguments, from the root of the project; SystemExit says that it failed.

    What it writes to stdout is thrown away.
    """
    command = [sys.executable, "-I", "-S", "-c", _MEASURE, sys.executable, *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    code, *figures = json.loads(done.stdout)
    if code != 0:
        raise SystemExit(f"python {' '.join(arguments)} ended with {code}\n{done.stderr}")
    return Run(*figures)


def archive_in(folder: Path) -> str:
    """The URL of the archive that commands with this folder use."""
    return f"sqlite:///{folder / 'archive.sqlite'}"


def environment(folder: Path) -> dict[str, str]:
    """For commands that keep everything in this folder. Modules are compiled once, as for everybody."""
    own = {"BELL_LAP_DATABASE": archive_in(folder), "BELL_LAP_CACHE": str(folder), "DISCORD_TOKEN": ""}
    own["PYTHONDONTWRITEBYTECODE"] = ""
    return os.environ | own


def take_in(folder: Path, wanted: Iterable[tuple[str, Path]]) -> list[Run]:
    """Import these with the command that an operator types; what each took, building included."""
    return [
        measured("-m", "bot", "knowledge", "import", name, str(path), environment=environment(folder))
        for name, path in wanted
        if path.exists()
    ]
