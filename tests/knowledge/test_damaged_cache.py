"""The cache folder damaged: the same answers, or noticed and made again; never another answer."""

import random
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from knowledge.ask import open_knowledge, split_command
from knowledge.store.sealed_files import DamagedError, read_sealed

TODAY = date(2026, 11, 1)
QUESTIONS = ("/result harbour mile 2023 steeple", "/athlete arvell", "/h2h okoro tadele", "/athlete nobody")
FLIPS = 400


@pytest.fixture(scope="module")
def whole(invented: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder with all that is kept there."""
    cache = tmp_path_factory.mktemp("whole")
    open_knowledge(invented, cache)
    return cache


@pytest.fixture
def cache(whole: Path, tmp_path: Path) -> Path:
    """A copy of it, to be damaged."""
    return shutil.copytree(whole, tmp_path / "cache")


def answers(data: Path, cache: Path) -> list[str]:
    knowledge = open_knowledge(data, cache)
    return [knowledge.ask(*split_command(text), TODAY).model_dump_json() for text in QUESTIONS]


def flip(file: Path, at: int, bit: int) -> None:
    with file.open("r+b") as stream:
        stream.seek(at)
        [byte] = stream.read(1)
        stream.seek(at)
        stream.write(bytes([byte ^ 1 << bit]))


@pytest.mark.parametrize("pattern", ["*.columns", "*.index"])
def test_no_flipped_bit_anywhere_goes_unseen(cache: Path, pattern: str) -> None:
    [file] = cache.glob(pattern)
    chance = random.Random(9)  # noqa: S311 -- reproducible damage, nothing secret
    size = file.stat().st_size
    for at in {0, 17, 99, size - 1, *(chance.randrange(size) for _ in range(FLIPS))}:
        bit = chance.randrange(8)
        flip(file, at, bit)
        with pytest.raises(DamagedError):
            read_sealed(file)
        flip(file, at, bit)
    assert read_sealed(file) is not None


@pytest.mark.parametrize("pattern", ["*.columns", "*.index", "*.columns.seal", "*.index.seal"])
@pytest.mark.parametrize("number", range(3))
def test_what_was_damaged_is_made_again_with_the_same_answers(
    invented: Path, whole: Path, cache: Path, pattern: str, number: int
) -> None:
    chance = random.Random(number)  # noqa: S311 -- reproducible damage, nothing secret
    [file] = cache.glob(pattern)
    flip(file, chance.randrange(file.stat().st_size), chance.randrange(8))
    assert answers(invented, cache) == answers(invented, whole)
    for kept in (*cache.glob("*.columns"), *cache.glob("*.index")):
        assert read_sealed(kept) is not None


def test_a_digit_of_a_mark_is_no_other_mark(invented: Path, whole: Path, cache: Path) -> None:
    [database] = cache.glob("*.columns")
    content = database.read_bytes()
    assert b"8:14.20" in content
    database.write_bytes(content.replace(b"8:14.20", b"8:14.90"))
    assert answers(invented, cache) == answers(invented, whole)


TRUNCATING = """
import sys
from datetime import date
from pathlib import Path
from knowledge.ask import open_knowledge

knowledge = open_knowledge(Path(sys.argv[1]), Path(sys.argv[2]))
for file in (*Path(sys.argv[2]).glob("names-*.index"), *Path(sys.argv[2]).glob("knowledge-*.columns")):
    with file.open("r+b") as stream:
        stream.truncate(64)
print(knowledge.ask("athlete", "arvell", date(2026, 11, 1)).outcome)
"""


def test_files_that_are_cut_short_while_they_are_used_do_not_end_the_process(
    invented: Path, cache: Path
) -> None:
    command = [sys.executable, "-c", TRUNCATING, str(invented), str(cache)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (0, "answer\n"), ended.stderr
