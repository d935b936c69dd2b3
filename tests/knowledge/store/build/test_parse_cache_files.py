"""The parse cache is kept in the cache folder; a damaged one is replaced."""

import shutil
from pathlib import Path

import pytest

from knowledge.curation import read
from knowledge.store.build.parse_cache_files import open_parse_cache


def kept(cache: Path) -> list[Path]:
    return sorted(cache.glob("facts-*.json"))


def build(data: Path, cache: Path) -> bool:
    """Read the facts; return whether anything was parsed."""
    with open_parse_cache(data, cache) as parse_cache:
        assert parse_cache is not None
        read(data, parse_cache)
    return parse_cache.has_changed


def test_a_second_build_parses_nothing(invented: Path, tmp_path: Path) -> None:
    assert build(invented, tmp_path)
    assert len(kept(tmp_path)) == 1
    assert not build(invented, tmp_path)


def test_a_damaged_cache_is_set_aside(invented: Path, tmp_path: Path) -> None:
    build(invented, tmp_path)
    [file] = kept(tmp_path)
    file.write_bytes(file.read_bytes()[:-10])
    assert build(invented, tmp_path)
    assert file.with_name(f"{file.name}.damaged").exists()
    assert not build(invented, tmp_path)


def test_the_caches_of_two_data_folders_are_kept(invented: Path, tmp_path: Path) -> None:
    for name in ("one", "two", "three"):
        build(Path(shutil.copytree(invented, tmp_path / name)), tmp_path)
    assert len(kept(tmp_path)) == 2
    assert not build(tmp_path / "three", tmp_path)


def test_a_cache_that_cannot_be_written_is_no_error(invented: Path, tmp_path: Path) -> None:
    assert build(invented, tmp_path / "nowhere")


def test_without_a_cache_folder_nothing_is_cached(invented: Path) -> None:
    with open_parse_cache(invented, None) as parse_cache:
        assert parse_cache is None


@pytest.mark.parametrize("left", ["facts-1.json.abc.building"])
def test_what_a_killed_build_left_is_swept(left: str, invented: Path, tmp_path: Path) -> None:
    (tmp_path / left).touch()
    build(invented, tmp_path)
    assert not (tmp_path / left).exists()
