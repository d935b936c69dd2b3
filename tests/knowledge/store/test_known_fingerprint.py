"""The fingerprint of the facts is remembered, and never that of other files."""

import os
import time
from pathlib import Path

import pytest

from knowledge.folder_state import State
from knowledge.store import known_fingerprint as module
from knowledge.store.build import version
from knowledge.store.build.version import fingerprint
from knowledge.store.known_fingerprint import known_fingerprint

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no time of the last change")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Facts that have not changed for long enough."""
    monkeypatch.setattr(module, "_SETTLED", 0)
    (tmp_path / "facts" / "athletes").mkdir(parents=True)
    (tmp_path / "facts" / "athletes" / "ada.toml").write_text("name = 1", encoding="utf-8")
    pass_time(tmp_path)
    return tmp_path / "facts"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    (tmp_path / "cache").mkdir()
    return tmp_path / "cache"


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders whose files were read."""
    read: list[Path] = []

    def reading(data: Path) -> str | None:
        read.append(data)
        return fingerprint(data)

    monkeypatch.setattr(module, "fingerprint", reading)
    return read


def pass_time(folder: Path) -> None:
    """Wait until the file system's clock has ticked."""
    file, begun = folder / "tick", time.time_ns()
    while not file.exists() or file.stat().st_ctime_ns <= begun:
        file.unlink(missing_ok=True)
        file.touch()
    file.unlink()


def test_unchanged_files_are_read_once(data: Path, cache: Path, readings: list[Path]) -> None:
    for _ in range(3):
        assert known_fingerprint(data, cache) == fingerprint(data)
    assert readings == [data]


def test_a_change_is_seen_even_with_the_old_size_and_time(
    data: Path, cache: Path, readings: list[Path]
) -> None:
    file = data / "athletes" / "ada.toml"
    before, status = known_fingerprint(data, cache), file.stat()
    file.write_text("name = 2", encoding="utf-8")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert known_fingerprint(data, cache) == fingerprint(data) != before
    file.rename(file.with_name("bea.toml"))
    assert known_fingerprint(data, cache) == fingerprint(data)
    (data / "athletes" / "cleo.toml").write_text("name = 3", encoding="utf-8")
    assert known_fingerprint(data, cache) == fingerprint(data)
    assert readings == [data] * 4


def test_another_folder_is_not_taken_for_it(data: Path, cache: Path, tmp_path: Path) -> None:
    known_fingerprint(data, cache)
    (tmp_path / "others").mkdir()
    (tmp_path / "others" / "bea.toml").touch()
    assert known_fingerprint(tmp_path / "others", cache) == fingerprint(tmp_path / "others")


def test_what_another_version_of_the_schema_remembered_is_not_taken(
    data: Path, cache: Path, readings: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = known_fingerprint(data, cache)
    for changed in (module, version):
        monkeypatch.setattr(changed, "SCHEMA_VERSION", -1)
    assert known_fingerprint(data, cache) == fingerprint(data) != before
    assert readings == [data] * 2


@pytest.mark.parametrize("damage", [b"", b"\xff", b"x\0y", b"x\0y\0/nowhere"])
def test_a_damaged_record_is_made_again(data: Path, cache: Path, readings: list[Path], damage: bytes) -> None:
    known_fingerprint(data, cache)
    (cache / "facts.state").write_bytes(damage)
    for _ in range(2):
        assert known_fingerprint(data, cache) == fingerprint(data)
    assert readings == [data] * 2


def test_a_changed_letter_of_the_remembered_fingerprint_is_seen(data: Path, cache: Path) -> None:
    known = known_fingerprint(data, cache)
    assert known is not None
    file = cache / "facts.state"
    file.write_text(file.read_text("utf-8").replace(known, known[::-1]), encoding="utf-8")
    assert known_fingerprint(data, cache) == known


def test_what_changed_just_now_is_not_remembered(
    data: Path, cache: Path, readings: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_SETTLED", 3_600_000_000_000)
    for _ in range(2):
        assert known_fingerprint(data, cache) == fingerprint(data)
    assert readings == [data] * 2


def test_times_that_a_maker_has_set_are_not_trusted(
    data: Path, cache: Path, readings: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "state_of", lambda _: State("[1, 2, 3, 4]", 1_000_000_000))
    for _ in range(2):
        assert known_fingerprint(data, cache) == fingerprint(data)
    assert readings == [data] * 2


def test_without_a_cache_folder_it_is_read(data: Path, tmp_path: Path) -> None:
    assert known_fingerprint(data, tmp_path / "none") == fingerprint(data)
    assert not (tmp_path / "none").exists()


def test_a_missing_folder_is_an_error_and_an_empty_one_none(tmp_path: Path, cache: Path) -> None:
    with pytest.raises(FileNotFoundError):
        known_fingerprint(tmp_path / "missing", cache)
    (tmp_path / "empty").mkdir()
    assert known_fingerprint(tmp_path / "empty", cache) is None
