"""Which file a machine opens where a PostgreSQL server publishes: its own, another's, or none."""

from pathlib import Path

import pytest

from knowledge.models.errors import KnowledgeError
from knowledge.models.filter import RaceFilter
from knowledge.store import KnowledgeBase, newer_store, open_store
from knowledge.store.build import on_server
from tests.knowledge.store.changes import add_nation, databases, execute, published


def test_another_machine_is_handed_the_file_and_builds_nothing(
    data: Path, other: Path, url: str, asked: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(on_server, "build_file", None)
    handed = open_store(data, other, url)
    assert handed.about() == asked.about()
    assert handed.races(RaceFilter()) == asked.races(RaceFilter())
    assert databases(other) == [f"knowledge-{asked.about().version}.columns"]


def test_a_machine_with_the_file_asks_the_server_for_no_part_of_it(
    data: Path, cache: Path, url: str, asked: KnowledgeBase
) -> None:
    execute(url, "DELETE FROM knowledge_file_part")
    assert open_store(data, cache, url).about() == asked.about()


def test_a_new_version_is_taken_up_where_it_was_not_built(
    data: Path, cache: Path, other: Path, url: str, asked: KnowledgeBase
) -> None:
    assert newer_store(data, other, url, asked) is None
    add_nation(data)
    assert newer_store(data, other, url, asked) is None  # nobody built it
    built = open_store(data, cache, url)
    newer = newer_store(data, other, url, asked)
    assert newer is not None
    assert newer.about() == built.about()
    assert newer.has("nation", "TUN")
    assert not asked.has("nation", "TUN")
    assert newer_store(data, other, url, newer) is None
    assert databases(other) == [f"knowledge-{built.about().version}.columns"]


def test_a_file_damaged_on_the_server_is_refused_by_who_watches_and_built_again_by_who_starts(
    data: Path, cache: Path, other: Path, url: str, asked: KnowledgeBase
) -> None:
    add_nation(data)
    built = open_store(data, cache, url)
    execute(url, r"UPDATE knowledge_file_part SET content = overlay(content placing '\x00ff' from 5000)")
    with pytest.raises(
        KnowledgeError, match=r"^The knowledge \w+ in \S+ is broken \(its content has changed\)\.$"
    ):
        newer_store(data, other, url, asked)
    assert databases(other) == []
    again = open_store(data, other, url)
    assert again.about() == built.about()
    newer = newer_store(data, other, url, asked)
    assert newer is not None


def test_what_the_server_refused_is_published_by_who_asks_for_the_newest(
    data: Path, cache: Path, url: str, asked: KnowledgeBase
) -> None:
    execute(url, "DELETE FROM knowledge_file")
    open_store(data, cache, url)
    assert published(url) == [], "an ordinary start leaves it to the operator"
    open_store(data, cache, url, newest=True)
    assert published(url) == [(asked.about().version,)]
    execute(url, "UPDATE knowledge_file SET digest = 'kept'")
    open_store(data, cache, url, newest=True)
    assert execute(url, "SELECT digest FROM knowledge_file") == [("kept",)], "it is there already"


def test_a_start_that_can_build_nothing_passes_over_a_file_damaged_on_the_server(
    data: Path, cache: Path, other: Path, url: str, asked: KnowledgeBase
) -> None:
    add_nation(data)
    open_store(data, other, url)
    execute(url, r"UPDATE knowledge_file_part SET content = overlay(content placing '\x00ff' from 5000)")
    add_nation(data, "name = 1")
    last = open_store(data, cache, url).about()
    assert last.behind is not None
    assert last.version == asked.about().version


def test_what_a_newer_bell_lap_published_is_refused_and_stays_and_what_an_older_did_is_not_newer(
    data: Path, cache: Path, other: Path, url: str, asked: KnowledgeBase
) -> None:
    add_nation(data)
    open_store(data, cache, url)
    execute(url, "UPDATE knowledge_file SET schema_version = schema_version + 1, version = 'newer'")
    with pytest.raises(KnowledgeError, match="was built by a newer Bell Lap; update this one"):
        newer_store(data, other, url, asked)
    assert open_store(data, other, url).has("nation", "TUN")
    assert published(url) == [("newer",)]
    execute(url, "UPDATE knowledge_file SET schema_version = schema_version - 2")
    assert newer_store(data, other, url, asked) is None
