"""An import killed at any moment: each file is in whole or not at all, and the next import ends right."""

import os
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from knowledge.imports import Archive
from tests.bot.cli.conftest import ROOT, Typed

FILES, ROWS = 5, 400
HEAD = "date,venue,discipline,category,name,nation,born,place,mark\n"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Some files of some thousand invented results."""
    folder = tmp_path / "files"
    folder.mkdir()
    for number in range(FILES):
        rows = [
            f'20{number + 10}-07-{row % 28 + 1:02},"Park {row % 40}, Oslovik (NOR)",mile,men,'
            f"Olav {_word(number * ROWS + row)},NOR,1990,{row % 9 + 1},3:{50 + row % 9}.{row % 100:02}\n"
            for row in range(ROWS)
        ]
        (folder / f"{number}.csv").write_text(HEAD + "".join(rows), encoding="utf-8")
    return folder


def _word(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number)).capitalize()


def _start(files: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "bot", "knowledge", "import", "results-csv", str(files)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment)


def _end(running: "subprocess.Popen[bytes]") -> None:
    running.kill()
    running.communicate()


def _rows_of_parts(archive: Path) -> dict[str, tuple[int, int]]:
    """How many rows each part says it has, and how many there are."""
    if not archive.exists():
        return {}
    with closing(sqlite3.connect(archive)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with closing(Archive.open(f"sqlite:///{archive}")) as opened:
        there = {part.name: 0 for part in opened.parts()}
        for batch in opened.observations():
            for row in batch:
                there[row.part] += 1
        return {part.name: (part.rows, there[part.name]) for part in opened.parts()}


def test_killed_at_three_moments_it_is_whole_and_ends_right(
    files: Path, tmp_path: Path, bell_lap: Typed
) -> None:
    archive = tmp_path / "imports.sqlite"
    chance = random.Random(5)  # noqa: S311 -- moments, nothing secret
    begun, running = time.monotonic(), _start(files)
    assert running.stdout is not None
    assert running.stdout.readline().startswith(b"5 files: ")  # all is in, and building begins
    took = time.monotonic() - begun
    _end(running)
    unbroken = _rows_of_parts(archive)
    assert unbroken == {f"files/{number}.csv": (ROWS, ROWS) for number in range(FILES)}
    for _ in range(3):
        for left in tmp_path.glob("imports.sqlite*"):
            left.unlink()
        running = _start(files)
        with suppress(subprocess.TimeoutExpired):
            running.wait(timeout=took * chance.uniform(0.2, 1))
        _end(running)
        assert set(_rows_of_parts(archive).values()) <= {(ROWS, ROWS)}
    ended = bell_lap("knowledge", "import", "results-csv", str(files))
    assert ended.exit_code == 0, ended.output
    assert _rows_of_parts(archive) == unbroken
    assert bell_lap("knowledge", "import", "results-csv", str(files)).stdout == (
        f"{FILES} files: 0 new, {FILES * ROWS:,} unchanged, 0 corrected, 0 withdrawn, 0 refused.\n"
    )
