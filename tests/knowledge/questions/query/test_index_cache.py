"""The index of names in its file: used where it is whole and of these facts, else made again."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from knowledge.models.records import NameEntry
from knowledge.questions.parse import cached_index, name_index
from knowledge.questions.query import index_cache
from knowledge.store import KnowledgeBase


@pytest.fixture
def made(kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Filled with a letter each time that the names are read."""
    times: list[str] = []
    read = kb.name_entries

    def entries() -> Iterator[NameEntry]:
        times.append("r")
        return read()

    monkeypatch.setattr(kb, "name_entries", entries)
    return times


def finds(kb: KnowledgeBase, cache: Path) -> None:
    found = cached_index(kb, cache).search(("arvell",), {"athlete"})
    assert [one.id for one in found] == ["tomas-arvell"]


def test_it_is_made_once(kb: KnowledgeBase, tmp_path: Path, made: list[str]) -> None:
    cache = tmp_path / "not-there-yet"
    for _ in range(3):
        finds(kb, cache)
    assert made == ["r"]
    assert sorted(file.suffix for file in cache.iterdir()) == [".index", ".seal"]


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-64])


def _scribble(file: Path) -> None:
    file.write_bytes(b"no index")


def _empty(file: Path) -> None:
    file.write_bytes(b"")


@pytest.mark.parametrize("damage", [_cut, _scribble, _empty])
def test_a_damaged_one_is_made_again(
    kb: KnowledgeBase, tmp_path: Path, made: list[str], damage: Callable[[Path], None]
) -> None:
    finds(kb, tmp_path)
    [file] = tmp_path.glob("*.index")
    damage(file)
    finds(kb, tmp_path)
    finds(kb, tmp_path)
    assert made == ["r", "r"]
    assert [aside.name for aside in tmp_path.glob("*.damaged")] == [f"{file.name}.damaged"]


def test_one_of_other_names_is_replaced(
    kb: KnowledgeBase, tmp_path: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    finds(kb, tmp_path)
    [before] = tmp_path.glob("*.index")
    (tmp_path / "names-0.index.4711").touch()  # of a process that was killed
    (tmp_path / "knowledge.lock").touch()
    monkeypatch.setattr(index_cache, "tier_entries", tuple)
    finds(kb, tmp_path)
    assert made == ["r", "r"]
    [after, seal] = sorted(tmp_path.glob("names-*"))
    assert (after != before, seal.name) == (True, f"{after.name}.seal")
    assert len(list(tmp_path.iterdir())) == 3


def test_disciplines_have_the_names_of_every_language(
    kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [
        NameEntry(kind="discipline", id=one, text="Stadionlauf", registered=False, weight=0)
        for one in ("mile", "no-discipline")
    ]
    monkeypatch.setattr(index_cache, "discipline_entries", lambda: tuple(names))
    indexed = [one for one in index_cache._indexed(kb.name_entries()) if one.text == "Stadionlauf"]
    assert [(one.id, one.weight > 0) for one in indexed] == [("mile", True)]


def test_what_a_language_calls_a_place_is_a_name_of_it(
    kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    added = {("city", "Vallorne"): ("Talhorn",), ("nation", "Vallorne"): ("Unland",)}
    monkeypatch.setattr(index_cache, "added_names", lambda: added)
    indexed = [one for one in index_cache._indexed(kb.name_entries()) if one.text in {"Talhorn", "Unland"}]
    assert [(one.text, one.kind, one.id, one.registered, one.weight > 0) for one in indexed] == [
        ("Talhorn", "city", "vallorne", False, True)
    ]


def test_without_a_place_for_it_names_are_found_all_the_same(
    kb: KnowledgeBase, tmp_path: Path, made: list[str]
) -> None:
    (tmp_path / "file").touch()
    finds(kb, tmp_path / "file")
    finds(kb, tmp_path / "file")
    assert made == ["r", "r"]


def test_editions_named_by_place_and_year_alone_are_left_out_wherever_the_place_comes(
    kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = [("edition", "Oslovik 2024"), ("edition", "Oslovik Games 2024"), ("city", "Oslovik")]
    entries = [NameEntry(kind=kind, id=text, text=text, registered=True, weight=1) for kind, text in named]
    monkeypatch.setattr(kb, "name_entries", lambda: iter(entries))
    for _ in range(2):
        found = name_index(kb).search(("oslovik",), {"edition", "city"})
        assert {one.id for one in found} == {"Oslovik", "Oslovik Games 2024"}
        entries.reverse()
