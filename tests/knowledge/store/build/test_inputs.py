"""The inputs of a build: imports that go on while it runs."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from knowledge.curation import Facts
from knowledge.imports import Archive, import_files
from knowledge.imports.linkage.merge import CuratedEvidence, LinkedArchive, link_archive
from knowledge.imports.linkage.people import Decisions
from knowledge.models.errors import ChangedError, KnowledgeError
from knowledge.store import open_store
from knowledge.store.build import inputs
from knowledge.store.build.rows import Rows
from knowledge.store.build.version import fingerprint
from knowledge.store.build.write import collect_facts
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
    taken = import_files(url, "results-csv", files, lambda *_: None, lambda *_: None)
    next(taken)
    yield
    assert len(list(taken)) == len(files) - 1


def _results(data: Path, cache: Path, url: str) -> int:
    kb = open_store(data, cache, url)
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
    with _importing(url, tmp_path, range(1, 3)):
        kb = open_store(invented, tmp_path / "cache", url)
        assert not kb.has("race", "2024-07-01-fjord-park-oslovik-nor-men-mile-final")
        assert kb.about().merged is None


def test_who_asks_for_the_newest_gets_what_was_brought_so_far(
    invented: Path, tmp_path: Path, url: str
) -> None:
    before = _results(invented, tmp_path / "cache", url)
    with _importing(url, tmp_path, range(1, 3)):
        kb = open_store(invented, tmp_path / "cache", url, newest=True)
        assert kb.about().counts.results == before + 1


def _import(url: str, folder: Path, day: int) -> None:
    file = folder / f"{day}.csv"
    file.write_text(HEAD + ROW.format(day=day), encoding="utf-8")
    assert len(list(import_files(url, "results-csv", [file], lambda *_: None, lambda *_: None))) == 1


@pytest.fixture
def changing(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The days that somebody else still imports, one each time that the archive is read."""
    days: list[int] = []

    def reading(archive: Archive, curated: CuratedEvidence, decisions: Decisions) -> LinkedArchive:
        found = link_archive(archive, curated, decisions)
        if days:
            _import(url, tmp_path, days.pop(0))
        return found

    monkeypatch.setattr(inputs, "link_archive", reading)
    return days


@pytest.mark.parametrize("newest", [False, True])
def test_a_build_is_tried_again_when_the_imports_change(
    invented: Path, tmp_path: Path, url: str, changing: list[int], newest: bool
) -> None:
    before = _results(invented, tmp_path / "cache", url)
    _import(url, tmp_path, 1)
    changing += [2, 3]
    kb = open_store(invented, tmp_path / "cache", url, newest=newest)
    assert kb.about().counts.results == before + 3
    assert kb.about().behind is None


def test_where_they_change_at_every_attempt_what_was_built_last_is_asked(
    invented: Path, tmp_path: Path, url: str, changing: list[int], caplog: pytest.LogCaptureFixture
) -> None:
    before = _results(invented, tmp_path / "cache", url)
    _import(url, tmp_path, 1)
    changing += range(2, 7)
    kb = open_store(invented, tmp_path / "cache", url)
    assert kb.about().counts.results == before
    assert kb.about().behind is not None
    [said] = [message for message in caplog.messages if "Until then" in message]
    assert said.startswith(
        "The imports changed while they were read. That happened 4 times; try again later."
    )


def test_where_they_change_at_every_attempt_and_nothing_was_built_the_facts_alone_are_asked(
    invented: Path, tmp_path: Path, url: str, changing: list[int]
) -> None:
    _import(url, tmp_path, 1)
    changing += range(2, 7)
    kb = open_store(invented, tmp_path / "cache", url)
    assert kb.about().merged is None


def test_who_asks_for_the_newest_is_told_what_changed(
    invented: Path, tmp_path: Path, url: str, changing: list[int]
) -> None:
    _import(url, tmp_path, 1)
    changing += range(2, 7)
    with pytest.raises(KnowledgeError, match=r"^The imports changed while they were read\. That happened 4 "):
        open_store(invented, tmp_path / "cache", url, newest=True)


@pytest.mark.usefixtures("unchecked")
def test_facts_that_change_between_two_attempts_are_read_again(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names: list[str] = []

    def collecting(facts: Facts) -> Rows:
        names.extend(nation.name for nation in facts.nations if nation.id == "TUN")
        if len(names) == 1:
            (data / "nations" / "TUN.toml").write_text('name = "Tunisia"\niso = "TN"\n', encoding="utf-8")
            raise ChangedError("The facts changed.")
        return collect_facts(facts)

    (data / "nations" / "TUN.toml").write_text('name = "Tunis"\niso = "TN"\n', encoding="utf-8")
    before = fingerprint(data)
    monkeypatch.setattr(inputs, "collect_facts", collecting)
    version, _ = inputs.build_from(data, None)
    assert names == ["Tunis", "Tunisia"]
    assert before != version == fingerprint(data)
