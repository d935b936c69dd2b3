"""New knowledge beside a store that is being asked: taken up when whole, refused when broken, else left."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from knowledge.models.base import NationId, RaceId
from knowledge.models.errors import KnowledgeError
from knowledge.store import KnowledgeBase, newer_store, open_store
from tests.knowledge.store.damage import DAMAGES

NATION = 'name = "Tunisia"\n'


@pytest.fixture
def data(invented: Path, tmp_path: Path) -> Path:
    """A copy of the invented facts, to be changed."""
    return shutil.copytree(invented, tmp_path / "facts")


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A cache folder that is not there yet."""
    return tmp_path / "cache"


@pytest.fixture
def asked(data: Path, cache: Path) -> Iterator[KnowledgeBase]:
    """The store as it was before anything changed, still open."""
    with closing(open_store(data, cache)) as opened:
        yield opened


def _add(data: Path, text: str = NATION) -> None:
    (data / "nations" / "TUN.toml").write_text(text, encoding="utf-8")


def _built_after_adding(data: Path, cache: Path) -> str:
    _add(data)
    with closing(open_store(data, cache)) as opened:
        return opened.about().version


def test_the_version_that_is_asked_is_not_newer(data: Path, cache: Path, asked: KnowledgeBase) -> None:
    assert newer_store(data, cache, None, asked) is None


def test_facts_that_nobody_built_yet_are_left_alone(data: Path, cache: Path, asked: KnowledgeBase) -> None:
    _add(data, "half a li")
    assert newer_store(data, cache, None, asked) is None
    assert len(list(cache.glob("*.sqlite"))) == 1


def test_a_finished_build_is_found_and_kept_from_removal(
    data: Path, cache: Path, asked: KnowledgeBase
) -> None:
    version = _built_after_adding(data, cache)
    found = newer_store(data, cache, None, asked)
    assert found is not None
    with closing(found):
        assert found.about().version == version
        assert found.nation(NationId("NOR")).name == "Norway"
        (data / "nations" / "TUN.toml").unlink()
        _add(data, NATION + "\n")
        open_store(data, cache).close()
        assert (cache / f"knowledge-{version}.sqlite").exists()


def test_letting_both_go_lets_both_be_removed(data: Path, cache: Path) -> None:
    before = open_store(data, cache)
    _built_after_adding(data, cache)
    found = newer_store(data, cache, None, before)
    assert found is not None
    before.close()
    found.close()
    _add(data, NATION + "\n")
    open_store(data, cache).close()
    assert len(list(cache.glob("*.sqlite"))) == 1


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_while_it_is_asked_is_built_anew_and_nothing_is_answered_from_it(
    data: Path, cache: Path, asked: KnowledgeBase, damage: Callable[[Path], None]
) -> None:
    version = asked.about().version
    [database] = cache.glob("*.sqlite")
    damage(database)
    repaired = newer_store(data, cache, None, asked)
    assert repaired is not None
    with closing(repaired):
        assert repaired.about().version == version
        assert repaired.nation(NationId("NOR")).name == "Norway"
        assert newer_store(data, cache, None, repaired) is None
    with pytest.raises(KnowledgeError, match=r"^The database .* is broken \(.+\)\.$"):
        asked.nation(NationId("KEN"))


def test_a_digit_changed_while_it_is_asked_is_not_answered(cache: Path, asked: KnowledgeBase) -> None:
    steeple = RaceId("harbour-mile-2023-men-3000msc-final")
    assert asked.race(steeple).results
    [database] = cache.glob("*.sqlite")
    at = database.read_bytes().index(b"8:14.20")
    with database.open("r+b") as stream:
        stream.seek(at)
        stream.write(b"8:14.90")
    with pytest.raises(KnowledgeError, match=r"is broken \(its content has changed\)"):
        asked.race(steeple)


def test_a_query_that_fails_on_a_damaged_file_says_so_in_a_sentence(
    cache: Path, asked: KnowledgeBase
) -> None:
    [database] = cache.glob("*.sqlite")
    with database.open("r+b") as stream:
        stream.write(b"x" * 40_000)
    for _ in range(2):
        with pytest.raises(
            KnowledgeError, match=r"^The database .* is broken \(its content has changed\)\.$"
        ):
            asked.race(RaceId("harbour-mile-2023-men-3000msc-final"))


def test_a_cache_that_is_emptied_is_filled_again(data: Path, cache: Path, asked: KnowledgeBase) -> None:
    shutil.rmtree(cache)
    again = newer_store(data, cache, None, asked)
    assert again is not None
    with closing(again):
        assert again.about() == asked.about()


def test_facts_that_are_put_right_again_are_no_longer_behind(data: Path, cache: Path) -> None:
    open_store(data, cache).close()
    _add(data, "name = 1")
    with closing(open_store(data, cache)) as behind:
        assert behind.about().behind is not None
        assert newer_store(data, cache, None, behind) is None
        (data / "nations" / "TUN.toml").unlink()
        found = newer_store(data, cache, None, behind)
        assert found is not None
        with closing(found):
            assert found.about().behind is None


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_broken_build_is_refused_in_a_sentence(
    data: Path, cache: Path, asked: KnowledgeBase, damage: Callable[[Path], None]
) -> None:
    version = _built_after_adding(data, cache)
    damage(cache / f"knowledge-{version}.sqlite")
    with pytest.raises(KnowledgeError, match=rf"^The database .*{version}\.sqlite is broken \(.+\)\.$"):
        newer_store(data, cache, None, asked)
    assert asked.has("nation", "NOR")


def test_a_folder_that_goes_for_a_moment_is_nothing_new(
    data: Path, cache: Path, asked: KnowledgeBase
) -> None:
    data.rename(data.with_name("elsewhere"))
    assert newer_store(data, cache, None, asked) is None
    data.mkdir()
    assert newer_store(data, cache, None, asked) is None
