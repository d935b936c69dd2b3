"""Sealed files: whole or noticed, kept while they are used, and nothing of dead writers is left."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.files import lock
from knowledge.store import sealed_files
from knowledge.store.sealed_files import (
    DamagedError,
    Sealed,
    notes_of,
    read_or_set_aside,
    read_sealed,
    sealing,
)

CONTENT = bytes(range(256)) * 40
LARGE = bytes(range(251)) * 12_000
"""About 3 MB: more than is read at once."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A sealed file."""
    return seal(tmp_path / "a.data")


def seal(path: Path, content: bytes = CONTENT) -> Path:
    with sealing(path, {"for": "tests"}) as unfinished:
        unfinished.write_bytes(content)
    return path


def content_of(path: Path) -> bytes:
    found = read_sealed(path)
    assert isinstance(found, Sealed)
    return bytes(found.content)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_was_sealed_is_opened_with_its_notes(file: Path) -> None:
    found = read_sealed(file)
    assert found is not None
    assert (bytes(found.content), found.notes) == (CONTENT, {"for": "tests"})
    assert found.notes == notes_of(file)
    assert found.written == file.stat().st_mtime
    assert names(file.parent) == ["a.data", "a.data.seal"]


def test_what_is_not_there_is_none(tmp_path: Path) -> None:
    assert read_sealed(tmp_path / "nothing") is None


@settings(max_examples=150)
@given(at=st.integers(0, len(CONTENT) - 1), bit=st.integers(0, 7))
def test_no_flipped_bit_goes_unseen(tmp_path_factory: pytest.TempPathFactory, at: int, bit: int) -> None:
    path = tmp_path_factory.mktemp("sealed") / "a.data"
    damaged = bytearray(seal(path).read_bytes())
    damaged[at] ^= 1 << bit
    path.write_bytes(damaged)
    with pytest.raises(DamagedError, match="its content has changed"):
        read_sealed(path)


@pytest.mark.parametrize("at", [0, 1 << 20, (1 << 21) + 1, len(LARGE) - 1])
def test_a_changed_byte_anywhere_in_a_large_file_is_seen(tmp_path: Path, at: int) -> None:
    path = seal(tmp_path / "a.data", LARGE)
    assert content_of(path) == LARGE
    with path.open("r+b") as stream:
        stream.seek(at)
        stream.write(bytes([LARGE[at] ^ 1]))
    with pytest.raises(DamagedError, match="its content has changed"):
        read_sealed(path)


@pytest.mark.parametrize("size", [1, 1 << 20, len(LARGE) - 4096, len(LARGE) - 1])
def test_a_large_file_that_was_cut_short_is_seen(tmp_path: Path, size: int) -> None:
    path = seal(tmp_path / "a.data", LARGE)
    os.truncate(path, size)
    with pytest.raises(DamagedError, match="its length has changed"):
        read_sealed(path)


@pytest.mark.parametrize("content", [b"", CONTENT[:-1], CONTENT + b"x"])
def test_another_length_is_seen(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(DamagedError, match="its length has changed"):
        read_sealed(file)


@pytest.mark.parametrize("text", ["", "{}", "[" * 50_000, '{"name": 1}', "null", "\x00"])
def test_a_seal_that_is_none_is_seen(file: Path, text: str) -> None:
    Path(f"{file}.seal").write_text(text, encoding="utf-8")
    with pytest.raises(DamagedError, match="its digest can't be read"):
        read_sealed(file)


def test_a_file_without_its_seal_or_with_that_of_another_is_seen(file: Path) -> None:
    other = shutil.copy(file, file.with_name("b.data"))
    with pytest.raises(DamagedError, match="it has no digest"):
        read_sealed(Path(other))
    shutil.copy(f"{file}.seal", f"{other}.seal")
    with pytest.raises(DamagedError, match="not its own"):
        read_sealed(Path(other))


def test_what_was_read_stays_whatever_happens_to_the_file(file: Path) -> None:
    found = read_sealed(file)
    assert found is not None
    os.truncate(file, 1)
    sealed_files.remove(file)
    assert names(file.parent) == []
    assert bytes(found.content) == CONTENT


def test_a_file_is_kept_from_removal_while_it_is_read(file: Path) -> None:
    with file.open("rb") as stream:
        assert lock(stream.fileno(), shared=True, wait=False)
        sealed_files.remove(file)
        assert file.exists()


def test_a_damaged_file_is_set_aside_and_few_are_kept(tmp_path: Path) -> None:
    for number, name in enumerate("abcd"):
        path = seal(tmp_path / name)
        os.utime(path, (number, number))
        sealed_files.set_aside(path, "its content has changed")
    assert names(tmp_path) == ["c.damaged", "d.damaged"]


def test_a_file_is_read_and_only_a_damaged_one_set_aside(file: Path) -> None:
    found = read_or_set_aside(file)
    assert found is not None
    assert (bytes(found.content), names(file.parent)) == (CONTENT, ["a.data", "a.data.seal"])
    file.write_bytes(CONTENT[:-1])
    assert read_or_set_aside(file) is None
    assert names(file.parent) == ["a.data.damaged"]
    assert read_or_set_aside(file) is None


def test_what_raises_while_it_is_written_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), sealing(tmp_path / "a") as unfinished:
        unfinished.unlink()
    assert names(tmp_path) == []


def test_what_dead_writers_left_goes_and_what_living_ones_write_stays(tmp_path: Path) -> None:
    kept = [seal(tmp_path / "x-1.data"), tmp_path / "y-1.building"]
    kept[1].touch()
    left = ("x-1.data.4711", "x-1.data.00.building", "x-2.building", "x-2.building-journal")
    for name in (*left, "x-1.data.00.building.seal"):
        (tmp_path / name).touch()
    with sealing(tmp_path / "x-3.data") as unfinished:
        Path(f"{unfinished}.seal").touch()
        sealed_files.sweep(tmp_path, "x-", ".data")
        assert names(tmp_path) == sorted(
            ["x-1.data", "x-1.data.seal", unfinished.name, f"{unfinished.name}.seal", "y-1.building"]
        )
        unfinished.write_bytes(CONTENT)
    assert content_of(tmp_path / "x-3.data") == CONTENT


WRITER = """
import sys
from pathlib import Path
from knowledge.store.sealed_files import sealing

with sealing(Path(sys.argv[1])) as unfinished:
    unfinished.write_bytes(b"half")
    print("half", flush=True)
    sys.stdin.readline()
"""


def test_what_a_killed_writer_left_goes(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WRITER, str(tmp_path / "x-1.data")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "half\n"
        sealed_files.sweep(tmp_path, "x-", ".data")
        assert len(names(tmp_path)) == 1
        writer.send_signal(signal.SIGKILL)
    sealed_files.sweep(tmp_path, "x-", ".data")
    assert names(tmp_path) == []


def test_all_sealed_files_of_a_folder_are_checked(tmp_path: Path) -> None:
    whole, damaged, gone = (seal(tmp_path / name) for name in "abc")
    damaged.write_bytes(CONTENT[::-1])
    gone.unlink()
    (tmp_path / "lock").touch()
    assert sealed_files.check_sealed(tmp_path) == [(whole, None), (damaged, "its content has changed")]
    assert sealed_files.check_sealed(tmp_path / "nowhere") == []
