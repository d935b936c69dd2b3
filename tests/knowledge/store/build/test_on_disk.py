"""The compiled file: built once, rebuilt when anything changed, whole or not there."""

import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from filelock import FileLock

from knowledge.array_file import load_arrays, save_arrays
from knowledge.imports.archive import Archive
from knowledge.models.errors import KnowledgeError
from knowledge.store import open_store
from knowledge.store.build import on_disk
from knowledge.store.build.inputs import build_from
from knowledge.store.build.write_columns import TableColumns
from knowledge.store.column_file import FORMAT, notes
from knowledge.store.sealed_files import sealing
from tests.knowledge.store.changes import add_nation, databases, race_file, replace, winning_mark
from tests.knowledge.store.damage import DAMAGES

BUILD = """
import sys
from pathlib import Path
from knowledge.store import open_store

print("ready", flush=True)
sys.stdin.readline()
kb = open_store(Path(sys.argv[1]), Path(sys.argv[2]))
print(kb.about().version, kb.about().counts.results, flush=True)
"""


def _starter(data: Path, cache: Path) -> subprocess.Popen[str]:
    """A process that has everything imported and opens the store when it is sent a line."""
    process = subprocess.Popen(
        [sys.executable, "-c", BUILD, str(data), str(cache)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def _send(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def test_a_build_killed_at_any_moment_leaves_nothing_half_done(invented: Path, tmp_path: Path) -> None:
    whole = open_store(invented, tmp_path / "whole")
    about = whole.about()
    cache = tmp_path / "cache"
    chance = random.Random(3)  # noqa: S311  # moments, not secrets
    killed = 0
    for _ in range(4):
        shutil.rmtree(cache, ignore_errors=True)
        with _starter(invented, cache) as process:
            _send(process)
            time.sleep(chance.uniform(0.0, 0.3))
            process.send_signal(signal.SIGKILL)
            process.wait()
            killed += process.returncode == -signal.SIGKILL
        kb = open_store(invented, cache)
        assert kb.about() == about
        assert len(list(kb.name_entries())) > 100
        assert not list(cache.glob("*.building*"))
    assert killed


def test_killed_with_the_file_half_written(invented: Path, tmp_path: Path) -> None:
    script = BUILD.replace(
        "kb = open_store",
        "from knowledge.store.build import write_columns\n"
        "write_columns.save_arrays = lambda *_: (print('half', flush=True), sys.stdin.readline())\n"
        "kb = open_store",
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(invented), str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        _send(process)
        assert process.stdout.readline() == "half\n"
        assert list(tmp_path.glob("*.building"))
        assert not list(tmp_path.glob("*.columns"))
        process.kill()
    kb = open_store(invented, tmp_path)
    assert kb.about().counts.races == 21
    assert not list(tmp_path.glob("*.building"))


@pytest.mark.parametrize("starters", [2, 4])
def test_those_who_start_at_once_all_get_the_same_whole_database(
    invented: Path, tmp_path: Path, starters: int
) -> None:
    processes = [_starter(invented, tmp_path) for _ in range(starters)]
    for process in processes:
        _send(process)
    answers = {process.communicate()[0] for process in processes}
    assert [process.returncode for process in processes] == [0] * starters
    assert len(answers) == 1
    assert answers.pop().split()[1] == "74"
    assert len(list(tmp_path.glob("*.columns"))) == 1


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The versions that were built, as they are built."""
    versions: list[str] = []

    def counting(data: Path, archive: Archive | None, cache: Path | None) -> tuple[str, TableColumns]:
        version, columns = build_from(data, archive, cache)
        versions.append(version)
        return version, columns

    monkeypatch.setattr(on_disk, "build_from", counting)
    return versions


def _edit(data: Path) -> None:
    replace(race_file(data), "8:14.20", "8:14.21")


def _rename(data: Path) -> None:
    (data / "cities" / "vallorne.toml").rename(data / "cities" / "vallorna.toml")
    for file in data.glob("editions/*.toml"):
        replace(file, '"vallorne"', '"vallorna"')


def test_a_database_is_built_once(data: Path, cache: Path, built: list[str]) -> None:
    first, second = open_store(data, cache), open_store(data, cache)
    assert built == [first.about().version]
    assert first.about() == second.about()
    assert first.about().counts.races == 21


@pytest.mark.usefixtures("unchecked")
@pytest.mark.parametrize("change", [_edit, add_nation, _rename])
def test_any_change_builds_anew_and_removes_the_old(
    data: Path, cache: Path, built: list[str], change: Callable[[Path], None]
) -> None:
    open_store(data, cache)
    change(data)
    open_store(data, cache)
    assert len(set(built)) == 2
    assert databases(cache) == [f"knowledge-{built[1]}.columns"]


def test_what_changed_is_read(data: Path, cache: Path) -> None:
    before = open_store(data, cache)
    assert winning_mark(before) == "8:14.20"
    _edit(data)
    after = open_store(data, cache)
    assert winning_mark(after) == "8:14.21"


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_database_is_rebuilt(
    data: Path, cache: Path, built: list[str], damage: Callable[[Path], None]
) -> None:
    open_store(data, cache)
    database = cache / databases(cache)[0]
    damage(database)
    kb = open_store(data, cache)
    assert len(built) == 2
    assert winning_mark(kb) == "8:14.20"
    assert [path.name for path in cache.glob("*.damaged")] == [f"{database.name}.damaged"]


@pytest.mark.parametrize("missing", [1, 4096, 2 << 20])
def test_a_large_database_that_was_cut_short_is_rebuilt(
    data: Path, cache: Path, built: list[str], missing: int
) -> None:
    open_store(data, cache)
    database = cache / databases(cache)[0]
    _enlarge(database, notes(data))
    open_store(data, cache)
    assert len(built) == 1
    os.truncate(database, database.stat().st_size - missing)
    kb = open_store(data, cache)
    assert winning_mark(kb) == "8:14.20"
    assert len(built) == 2


def test_who_comes_while_it_is_built_waits_and_builds_nothing(
    data: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built, both = list[str](), threading.Barrier(2)

    def slowly(data: Path, archive: Archive | None, cache: Path | None) -> tuple[str, TableColumns]:
        version, columns = build_from(data, archive, cache)
        built.append(version)
        time.sleep(0.5)  # the other gets as far as it can
        return version, columns

    def opened(_: int) -> str:
        both.wait(20)
        return open_store(data, cache).about().version

    monkeypatch.setattr(on_disk, "build_from", slowly)
    with ThreadPoolExecutor(2) as threads:
        versions = [*threads.map(opened, range(2))]
    assert versions == built * 2


def _enlarge(file: Path, about: dict[str, str]) -> None:
    """Write a sealed file anew with three more megabytes."""
    [arrays] = load_arrays(memoryview(file.read_bytes()), FORMAT)
    with sealing(file, about) as enlarged:
        save_arrays(enlarged, FORMAT, [arrays | {"filler": np.zeros(3_000_000, np.int8)}])


def test_who_waits_too_long_for_a_builder_says_so(
    data: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(on_disk, "_PATIENCE", 0)
    cache.mkdir(parents=True)
    with (
        FileLock(cache / "knowledge.lock"),
        pytest.raises(KnowledgeError, match=r"has been building in .+ for 0 seconds; end it"),
    ):
        open_store(data, cache)


def test_what_a_killed_build_left_behind_is_removed(data: Path, cache: Path) -> None:
    cache.mkdir(parents=True)
    for _ in ("before a build", "after one"):
        for name in ("knowledge-0123456789abcdef.building", "knowledge-0123456789abcdef.building-journal"):
            (cache / name).write_bytes(b"half a database")
        kb = open_store(data, cache)
        assert databases(cache) == [f"knowledge-{kb.about().version}.columns"]


def test_the_rest_of_the_cache_folder_is_left_alone(data: Path, cache: Path) -> None:
    cache.mkdir(parents=True)
    (cache / "other.sqlite").write_bytes(b"somebody else's")
    open_store(data, cache)
    assert (cache / "other.sqlite").read_bytes() == b"somebody else's"
