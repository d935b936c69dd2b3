"""Building for a PostgreSQL server: one machine builds, and it answers where the server refuses its file."""

from contextlib import nullcontext
from pathlib import Path

import pytest

from knowledge.imports.archive.address import Address
from knowledge.imports.archive.locks import server_lock
from knowledge.models.base import NationId
from knowledge.models.errors import KnowledgeError
from knowledge.store import KnowledgeBase, open_store
from knowledge.store.build import on_server
from knowledge.store.build.on_server import fetch_file, publish_file
from tests.knowledge.store.changes import add_nation, databases, published


def test_one_machine_builds_at_a_time(
    data: Path, cache: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(on_server, "_PATIENCE", 0)
    with (
        server_lock(Address(url), on_server._KEY, 0, ""),
        pytest.raises(KnowledgeError, match=r"^Another Bell Lap has been building for postgresql:.+; end it"),
    ):
        open_store(data, cache, url)
    assert open_store(data, cache, url).nation(NationId("NOR")).name == "Norway"


def test_who_waited_for_a_builder_is_handed_its_file_and_builds_nothing(
    data: Path, cache: Path, other: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def built_meanwhile(*_: object) -> nullcontext[None]:
        monkeypatch.undo()
        open_store(data, other, url)
        monkeypatch.setattr(on_server, "build_file", None)
        return nullcontext()

    monkeypatch.setattr(on_server, "server_lock", built_meanwhile)
    assert [(open_store(data, cache, url).about().version,)] == published(url)


def test_a_server_without_room_for_the_file_is_logged_and_the_machine_answers(
    data: Path, cache: Path, url: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise KnowledgeError("The database can't be written (no space left).")

    monkeypatch.setattr(on_server, "publish", refuse)
    assert open_store(data, cache, url).nation(NationId("NOR")).name == "Norway"
    [said] = caplog.messages
    assert said.endswith("(no space left). Other machines keep what was published before.")


def test_a_fetched_version_replaces_the_one_before(
    data: Path, cache: Path, other: Path, url: str, asked: KnowledgeBase
) -> None:
    before = asked.about().version
    assert fetch_file(data, other, Address(url), before) is not None
    add_nation(data)
    version = open_store(data, cache, url).about().version
    assert fetch_file(data, other, Address(url), version) is not None
    assert databases(other) == [f"knowledge-{version}.columns"]


@pytest.mark.usefixtures("asked")
def test_a_version_that_is_no_longer_published_is_none(data: Path, other: Path, url: str) -> None:
    assert fetch_file(data, other, Address(url), "another") is None
    assert databases(other) == []


def test_a_cache_folder_that_a_fetched_file_cannot_enter_is_named(
    data: Path, other: Path, url: str, asked: KnowledgeBase
) -> None:
    other.touch()
    with pytest.raises(KnowledgeError, match="other cache can't be written to"):
        fetch_file(data, other, Address(url), asked.about().version)


def test_a_file_that_is_gone_before_it_is_published_is_logged(
    cache: Path, url: str, asked: KnowledgeBase, caplog: pytest.LogCaptureFixture
) -> None:
    publish_file(Address(url), "gone", cache)
    assert published(url) == [(asked.about().version,)]
    assert caplog.messages[0].endswith("Other machines keep what was published before.")
