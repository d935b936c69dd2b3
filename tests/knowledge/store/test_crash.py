"""Killed at any moment, or started twice at once: the database is whole or not there."""

import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from knowledge.store import open_store

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
    whole.close()
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
        kb.close()
        assert not list(cache.glob("*.building*"))
    assert killed


def test_killed_with_the_file_half_written(invented: Path, tmp_path: Path) -> None:
    script = BUILD.replace(
        "kb = open_store",
        "from knowledge.store.build import write\n"
        "write.write_tallies = lambda *_: (print('half', flush=True), sys.stdin.readline())\n"
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
        assert not list(tmp_path.glob("*.sqlite"))
        process.kill()
    kb = open_store(invented, tmp_path)
    assert kb.about().counts.races == 18
    kb.close()
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
    assert answers.pop().split()[1] == "67"
    assert len(list(tmp_path.glob("*.sqlite"))) == 1
