"""New knowledge beside a store that is being asked: taken up when whole, refused when broken, else left."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from knowledge.models.base import NationId
from knowledge.models.errors import KnowledgeError
from knowledge.store import KnowledgeBase, newer_store, open_store
from tests.knowledge.store.damage import DAMAGES, zero_a_page

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
def test_a_broken_build_is_refused_in_a_sentence(
    data: Path, cache: Path, asked: KnowledgeBase, damage: Callable[[Path], None]
) -> None:
    version = _built_after_adding(data, cache)
    damage(cache / f"knowledge-{version}.sqlite")
    with pytest.raises(KnowledgeError, match=rf"^The database .*{version}\.sqlite is broken \(.+\)\.$"):
        newer_store(data, cache, None, asked)
    assert asked.has("nation", "NOR")


def test_pages_of_a_large_build_are_looked_at_too(
    data: Path, cache: Path, asked: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.store.database._SMALL", 0)
    version = _built_after_adding(data, cache)
    zero_a_page(cache / f"knowledge-{version}.sqlite")
    with pytest.raises(KnowledgeError, match="is broken"):
        newer_store(data, cache, None, asked)


def test_a_folder_that_goes_for_a_moment_is_nothing_new(
    data: Path, cache: Path, asked: KnowledgeBase
) -> None:
    data.rename(data.with_name("elsewhere"))
    assert newer_store(data, cache, None, asked) is None
    data.mkdir()
    assert newer_store(data, cache, None, asked) is None
