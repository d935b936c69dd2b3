"""The compiled store on a real PostgreSQL server: whole or not there, whoever builds, dies or restarts."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import delete, text

from knowledge.imports.archive.address import Address
from knowledge.models.base import NationId
from knowledge.models.errors import KnowledgeError
from knowledge.models.records import Behind
from knowledge.store import KnowledgeBase, newer_store, open_store
from knowledge.store.build import on_server
from knowledge.store.schema import result
from knowledge.store.server import open_version
from tests.postgres import Server, running_server

NATION = 'name = "Tunisia"\n'
STARTER = """
import sys
from pathlib import Path
from knowledge.store import open_store
from knowledge.store.build import on_server

if sys.argv[3] == "stay":
    whole = on_server.write_all
    def half(*given):
        whole(*given)
        print("half", flush=True)
        sys.stdin.readline()
    on_server.write_all = half
print("ready", flush=True)
sys.stdin.readline()
kb = open_store(Path(sys.argv[1]), Path("no cache"), sys.argv[2])
print(kb.about().version, kb.about().counts.results, flush=True)
"""


@pytest.fixture
def url(server: Server) -> str:
    """A database with nothing in it."""
    return server.new_database()


@pytest.fixture
def asked(data: Path, url: str) -> Iterator[KnowledgeBase]:
    """The store as it was before anything changed, still open."""
    with closing(_opened(data, url)) as opened:
        yield opened


def _opened(data: Path, url: str) -> KnowledgeBase:
    return open_store(data, Path("no cache"), url)


def _newer(data: Path, url: str, than: KnowledgeBase) -> KnowledgeBase | None:
    return newer_store(data, Path("no cache"), url, than)


def _change(data: Path, text: str = NATION) -> None:
    (data / "nations" / "TUN.toml").write_text(text, encoding="utf-8")


def _execute(url: str, *statements: str) -> list[tuple[object, ...]]:
    """What the last of the statements says."""
    engine = Address(url).engine()
    try:
        with engine.begin() as connection:
            done = [connection.execute(text(statement)) for statement in statements]
            return [tuple(row) for row in done[-1]] if done[-1].returns_rows else []
    finally:
        engine.dispose()


def _namespaces(url: str) -> set[object]:
    return {
        name for (name,) in _execute(url, "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'knowledge%'")
    }


def _namespace(kb: KnowledgeBase) -> str:
    return f"knowledge_{kb.about().version}"


def _starter(data: Path, url: str, how: str = "go") -> "subprocess.Popen[str]":
    """A process that opens the store when it is sent a line; to `stay` is to stop before it publishes."""
    process = subprocess.Popen(
        [sys.executable, "-c", STARTER, str(data), url, how],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def _send(process: "subprocess.Popen[str]") -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def test_curated_facts_alone_are_served(asked: KnowledgeBase, invented: Path, tmp_path: Path) -> None:
    with closing(open_store(invented, tmp_path / "cache")) as file:
        assert asked.about() == file.about()
    assert not Path("no cache").exists()


def test_a_version_is_built_once(
    data: Path, url: str, asked: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(on_server, "write_all", None)
    with closing(_opened(data, url)) as second:
        assert second.about() == asked.about()
    assert _namespaces(url) == {_namespace(asked)}


def test_nobody_can_write_through_an_opened_store(url: str, asked: KnowledgeBase) -> None:
    engine = open_version(Address(url), asked.about().version)
    assert engine is not None
    with engine.connect() as connection, pytest.raises(Exception, match="read-only transaction"):
        connection.execute(delete(result))
    engine.dispose()


def test_a_new_version_is_taken_up_and_the_old_one_goes_when_nobody_reads_it(
    data: Path, url: str, asked: KnowledgeBase
) -> None:
    other = _opened(data, url)
    assert _newer(data, url, asked) is None
    _change(data)
    assert _newer(data, url, asked) is None  # nobody built it
    _opened(data, url).close()
    newer = _newer(data, url, asked)
    assert newer is not None
    assert newer.has("nation", "TUN")
    assert not asked.has("nation", "TUN")
    assert _namespaces(url) == {_namespace(asked), _namespace(newer)}

    asked.close()
    _change(data, NATION + "\n")
    _opened(data, url).close()
    assert _namespace(other) in _namespaces(url)  # the other one still reads it
    assert other.nation(NationId("NOR")).name == "Norway"

    newer.close()
    other.close()
    _change(data, NATION + "\n\n")
    with closing(_opened(data, url)) as last:
        assert _namespaces(url) == {_namespace(last)}


def test_going_back_to_what_is_still_there_publishes_it_again(
    data: Path, url: str, asked: KnowledgeBase
) -> None:
    _change(data)
    with closing(_opened(data, url)) as changed:
        (data / "nations" / "TUN.toml").unlink()
        with closing(_opened(data, url)) as again:
            assert again.about() == asked.about()
        back = _newer(data, url, changed)
        assert back is not None
        assert back.about() == asked.about()
        back.close()


def test_a_builder_that_is_killed_leaves_nothing_and_holds_up_nobody(
    data: Path, url: str, asked: KnowledgeBase
) -> None:
    before = _namespaces(url)
    _change(data)
    with _starter(data, url, "stay") as builder:
        _send(builder)
        assert builder.stdout is not None
        assert builder.stdout.readline() == "half\n"
        assert _namespaces(url) == before
        assert _newer(data, url, asked) is None
        assert asked.nation(NationId("NOR")).name == "Norway"
        builder.send_signal(signal.SIGKILL)
    assert _namespaces(url) == before
    with closing(_opened(data, url)) as opened:
        assert opened.has("nation", "TUN")


def test_a_version_that_is_not_whole_is_refused_by_who_watches_and_built_again_by_who_starts(
    data: Path, url: str, asked: KnowledgeBase
) -> None:
    _change(data)
    with closing(_opened(data, url)) as changed:
        broken = _namespace(changed)
    _execute(url, f"TRUNCATE {broken}.build")
    with pytest.raises(KnowledgeError, match=r"^The knowledge \w+ in \S+ is broken\.$"):
        _newer(data, url, asked)
    _opened(data, url).close()
    newer = _newer(data, url, asked)
    assert newer is not None
    newer.close()


def test_what_a_newer_bell_lap_published_is_refused_and_what_an_older_did_is_not_newer(
    data: Path, url: str, asked: KnowledgeBase
) -> None:
    _change(data)
    _opened(data, url).close()
    _execute(url, "UPDATE knowledge_published SET schema_version = schema_version + 1")
    with pytest.raises(KnowledgeError, match="was built by a newer Bell Lap; update this one"):
        _newer(data, url, asked)
    _execute(url, "UPDATE knowledge_published SET schema_version = schema_version - 2")
    assert _newer(data, url, asked) is None


def test_namespaces_of_others_are_left_alone(data: Path, url: str) -> None:
    others = ("knowledge_of_mine", "knowledge_0123", "public_affairs")
    _execute(url, *(f"CREATE SCHEMA {name}" for name in others), "CREATE SCHEMA knowledge_0123456789abcdef")
    with closing(_opened(data, url)) as opened:
        assert _namespaces(url) == {"knowledge_of_mine", "knowledge_0123", _namespace(opened)}


def test_those_who_start_at_once_all_get_the_same_version(data: Path, url: str) -> None:
    processes = [_starter(data, url) for _ in range(3)]
    for process in processes:
        _send(process)
    answers = {process.communicate()[0] for process in processes}
    assert [process.returncode for process in processes] == [0, 0, 0]
    assert len(answers) == 1
    assert len(_namespaces(url)) == 1


def test_facts_with_problems_publish_nothing(data: Path, url: str, asked: KnowledgeBase) -> None:
    before = _namespaces(url)
    _change(data, "name = 1")
    with pytest.raises(KnowledgeError, match="knowledge check"):
        open_store(data, Path("no cache"), url, newest=True)
    with closing(_opened(data, url)) as last:
        assert last.about().behind == Behind(built=None)
        assert last.about().version == asked.about().version
    assert _namespaces(url) == before
    assert _newer(data, url, asked) is None


def test_a_server_that_restarts_is_found_again(data: Path) -> None:
    with running_server() as own:
        url = own.new_database()
        with closing(_opened(data, url)) as kb:
            kb.nation(NationId("NOR"))
            own.stop()
            with pytest.raises(KnowledgeError, match=r"^The database \S+ can't be read \(.+\)\.$") as caught:
                kb.nation(NationId("KEN"))
            assert caught.value.__cause__ is not None
            with pytest.raises(KnowledgeError, match=r"can't be"):
                _newer(data, url, kb)
            own.start()
            assert kb.nation(NationId("KEN")).name == "Kenya"
            assert _namespaces(url) == {_namespace(kb)}
            _change(data)
            _opened(data, url).close()
            assert _namespace(kb) in _namespaces(url)  # it took its lock again


def test_a_connection_lost_at_rest_is_not_noticed(
    url: str, asked: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked.nation(NationId("NOR"))
    monkeypatch.setattr("knowledge.store.server._REST", 0.0)
    _execute(
        url,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()",
    )
    assert asked.nation(NationId("KEN")).name == "Kenya"


def test_a_version_that_was_dropped_is_told_in_a_sentence(url: str, asked: KnowledgeBase) -> None:
    _execute(url, f"DROP SCHEMA {_namespace(asked)} CASCADE")
    for _ in range(2):
        with pytest.raises(KnowledgeError, match=r"^The knowledge \w+ is no longer in \S+\.$"):
            asked.nation(NationId("KEN"))


def test_a_server_that_is_not_there_is_told_in_a_sentence(
    data: Path, tmp_path: Path, asked: KnowledgeBase
) -> None:
    with pytest.raises(KnowledgeError, match=r"can't be opened \(.+\)\.$"):
        _opened(data, f"postgresql://nobody:secret@/none?host={tmp_path}")
    with pytest.raises(KnowledgeError, match=r"can't be read \(.+\)\.$") as caught:
        newer_store(data, tmp_path, f"postgresql://nobody:secret@/none?host={tmp_path}", asked)
    assert "secret" not in str(caught.value)


def test_a_server_that_refuses_is_told_in_its_own_words(data: Path, url: str) -> None:
    with pytest.raises(KnowledgeError, match=r"can't be opened \(role \"stranger\" does not exist\)\.$"):
        _opened(data, url.replace("tester@", "stranger@"))
