"""Who starts in the middle of an import gets what was known before it, and afterwards what it brought."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from knowledge.importing import take_in
from knowledge.store import open_store
from tests.postgres import Server

HEAD = "date,venue,discipline,category,round,name,family,nation,place,mark\n"
ROW = '2024-07-0{day},"Fjord Park, Oslovik (NOR)",mile,men,final,Zoltán Ák,Ák,NOR,1,3:59.00\n'


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty archive may be."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'archive.sqlite'}"
    server: Server = request.getfixturevalue("server")
    return server.new_database()


@contextmanager
def _importing(url: str, folder: Path, days: range) -> Iterator[None]:
    """An import of a file a day that stands still after the first."""
    files = [folder / f"{day}.csv" for day in days]
    for day, file in zip(days, files, strict=True):
        file.write_text(HEAD + ROW.format(day=day), encoding="utf-8")
    taken = take_in(url, "results-csv", files, lambda *_: None, lambda *_: None)
    next(taken)
    yield
    assert len(list(taken)) == len(files) - 1


def _results(data: Path, cache: Path, url: str) -> int:
    with closing(open_store(data, cache, url)) as kb:
        return kb.about().counts.results


def test_what_was_known_before_is_taken_while_somebody_imports(
    invented: Path, tmp_path: Path, url: str
) -> None:
    before = _results(invented, tmp_path / "cache", url)
    with _importing(url, tmp_path, range(1, 4)):
        assert _results(invented, tmp_path / "cache", url) == before
    assert _results(invented, tmp_path / "cache", url) == before + 3
    with _importing(url, tmp_path, range(4, 6)):
        assert _results(invented, tmp_path / "cache", url) == before + 3
    assert _results(invented, tmp_path / "cache", url) == before + 5


def test_where_nothing_was_known_before_the_facts_alone_are_taken(
    invented: Path, tmp_path: Path, url: str
) -> None:
    with (
        _importing(url, tmp_path, range(1, 3)),
        closing(open_store(invented, tmp_path / "cache", url)) as kb,
    ):
        assert not kb.has("race", "2024-07-01-fjord-park-oslovik-nor-men-mile-final")
        assert kb.about().merged is None


def test_who_asks_for_the_newest_gets_what_was_brought_so_far(
    invented: Path, tmp_path: Path, url: str
) -> None:
    before = _results(invented, tmp_path / "cache", url)
    with (
        _importing(url, tmp_path, range(1, 3)),
        closing(open_store(invented, tmp_path / "cache", url, newest=True)) as kb,
    ):
        assert kb.about().counts.results == before + 1
