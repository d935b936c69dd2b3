"""`python -m benchmarks [NAME…]`: runs the named benchmarks, or all, and writes their sections of the page.

Each runs in a process of its own. What is skipped or fails keeps the section that it has.
"""

import os
import platform
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.page import is_section, sections, written

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "benchmarks.md"
MODULES = {
    "names": "benchmarks.names",
    "deciding": "benchmarks.naming.deciding",
    "understanding": "benchmarks.understanding",
    "questions": "benchmarks.questions",
    "growth": "benchmarks.growth",
    "pictures": "benchmarks.pictures",
    "load": "benchmarks.load",
    "repeated": "benchmarks.repeated",
    "startup": "benchmarks.startup",
    "resident": "benchmarks.resident",
    "imports": "benchmarks.imports",
    "identity": "benchmarks.identity",
}
"""The benchmarks in the order of the page, and where each has its `main`, which prints its section."""
ORDER = tuple(MODULES)
HEAD = """# Measured

What Bell Lap costs and how often it is right, beside named rivals in the same run, and beside what was aimed
at. `make bench` takes all of it anew and writes this page; `python -m benchmarks {first}` takes one section.
Machines differ, so look at the ratios.

Last run on {machine}. The outside results are the files
of `../shared/data`: 97 lists of World Athletics (465,638 rows of 35,303 athletes), Paris 2024 and Rome 2024.
"""


def main(names: list[str]) -> int:
    """Run these benchmarks; the exit status."""
    unknown = [name for name in names if name not in ORDER]
    if unknown:
        print(f"There is no benchmark {', '.join(unknown)}; there are {', '.join(ORDER)}.", file=sys.stderr)
        return 2
    failed = False
    for name in names or ORDER:
        print(f"{name} …", end=" ", file=sys.stderr, flush=True)
        begin = time.monotonic()
        done = _run(name)
        took = time.monotonic() - begin
        printed = done.stdout.strip()
        if done.returncode or not printed:
            failed = True
            print(f"failed after {took:.0f} s:\n{done.stderr}", file=sys.stderr)
        elif not is_section(printed):
            print(f"no figures: {printed}", file=sys.stderr)
        else:
            _keep(name, f"{printed}\n\n*Taken {_when()}, in {took:.0f} s.*")
            print(f"took {took:.0f} s", file=sys.stderr)
    return int(failed)


def _run(name: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", f"from {MODULES[name]} import main; main()"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def _keep(name: str, section: str) -> None:
    """Put a section into the page; written at once, for the next benchmark may be given up."""
    found = sections(PAGE.read_text(encoding="utf-8")) if PAGE.exists() else {}
    head = HEAD.format(machine=_machine(), first=ORDER[0])
    PAGE.write_text(written(head, found | {name: section}, ORDER), encoding="utf-8")


def _machine() -> str:
    return (
        f"{os.cpu_count()} cores ({platform.system()}, {platform.machine()}), "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )


def _when() -> str:
    """The day, and the commit if nothing that is measured has been changed since."""
    today = datetime.now(UTC)
    day = f"on {today.day} {today:%B %Y}"
    commit = _git("rev-parse", "--short", "HEAD")
    if commit is None:
        return day
    changed = _git("status", "--porcelain", "--", "bot", "knowledge", "benchmarks")
    return f"{day} at {commit}" + (" with changes" if changed else "")


def _git(*arguments: str) -> str | None:
    """What git says; None where there is no git or no repository."""
    try:
        done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
