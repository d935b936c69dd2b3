"""Compiled files on a real PostgreSQL server: whole or not there, whoever builds, dies or restarts."""

import gc
import signal
import subprocess
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from xxhash import xxh3_128

from knowledge.imports import FileReport, import_files
from knowledge.imports.archive.address import Address
from knowledge.models.base import NationId
from knowledge.models.errors import KnowledgeError
from knowledge.models.filter import RaceFilter
from knowledge.store import KnowledgeBase, newer_store, open_store
from knowledge.store import open as open_module
from knowledge.store import server as server_module
from tests.knowledge.store.changes import add_nation, execute, published
from tests.postgres import Server, running_server

STARTER = """
import sys
from pathlib import Path
from knowledge.store import open_store
from knowledge.store.build import on_server

if sys.argv[4] == "stay":
    whole = on_server.publish
    def half(*given):
        print("half", flush=True)
        sys.stdin.readline()
        whole(*given)
    on_server.publish = half
print("ready", flush=True)
sys.stdin.readline()
kb = open_store(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
print(kb.about().version, kb.about().counts.results, flush=True)
"""
ROWS = """\
date,venue,discipline,category,round,heat,name,family,nation,born,place,mark,status,notes
2024-06-15,"Quayside Stadium, Port Brennan (GBR)",mile,men,final,,Zoltán Ák,Ák,NOR,1999-01-02,7,4:01.00,,
2024-07-01,"Fjord Park, Oslovik (NOR)",mile,men,final,,Zoltán Ák,Ák,NOR,1999-01-02,1,3:59.00,,
2024-07-01,"Fjord Park, Oslovik (NOR)",mile,men,final,,Émile de Vries,de Vries,FRA,1998,2,3:59.10,,
2024-07-01,"Fjord Park, Oslovik (NOR)",mile,men,final,,Åke Östby,Östby,NOR,,,,DNF,
2024-07-01,"Fjord Park, Oslovik (NOR)",mile,men,heat,2,Åke Östby,Östby,NOR,,1,4:05.00,,
2024-07-02,"Fjord Park, Oslovik (NOR)",mile,women,final,,Eva Berg,Berg,NOR,,2,4:26.00,,
"""


def _starter(data: Path, cache: Path, url: str, how: str = "go") -> subprocess.Popen[str]:
    """A process that has everything imported and opens the store when it is sent a line."""
    process = subprocess.Popen(
        [sys.executable, "-c", STARTER, str(data), str(cache), url, how],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def _send(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def test_what_is_built_is_published_and_the_same_as_without_a_server(
    data: Path, url: str, asked: KnowledgeBase, tmp_path: Path
) -> None:
    assert published(url) == [(asked.about().version,)]
    assert asked.about() == open_store(data, tmp_path / "alone").about()


def test_a_file_that_is_replaced_while_it_is_fetched_is_read_as_it_was(
    cache: Path, url: str, asked: KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    version, address, fetched = asked.about().version, Address(url), tmp_path / "fetched"
    (tmp_path / "newer").write_bytes(b"newer")

    def publish_and_digest() -> object:
        monkeypatch.undo()
        server_module.publish(address, "newer", tmp_path / "newer")
        return xxh3_128()

    monkeypatch.setattr(server_module, "xxh3_128", publish_and_digest)
    server_module.fetch(address, version, fetched)
    assert fetched.read_bytes() == (cache / f"knowledge-{version}.columns").read_bytes()
    with pytest.raises(server_module.GoneError):
        server_module.fetch(address, version, fetched)


def test_a_file_of_several_parts_is_fetched_as_it_was(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, fetched = tmp_path / "file", tmp_path / "fetched"
    monkeypatch.setattr(server_module, "_PART", 4)
    for content in (bytes(range(50)), b"shorter", b"shortest"):
        file.write_bytes(content)
        server_module.publish(Address(url), "first", file)
        server_module.fetch(Address(url), "first", fetched)
        assert fetched.read_bytes() == content


def test_a_server_that_hangs_or_is_gone_delays_no_answer(data: Path, cache: Path) -> None:
    with running_server() as own:
        url = own.new_database()
        kb = open_store(data, cache, url)
        own.stop()
        assert kb.nation(NationId("KEN")).name == "Kenya"
        assert kb.races(RaceFilter())
        with pytest.raises(KnowledgeError, match=r"can't be"):
            newer_store(data, cache, url, kb)
        own.start()
        assert newer_store(data, cache, url, kb) is None


@pytest.mark.parametrize("trouble", ["hangs", "is down", "refuses"])
def test_a_start_without_an_answer_from_the_server_takes_what_is_here(
    data: Path, cache: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, trouble: str
) -> None:
    with running_server() as own:
        url = own.new_database()
        built = open_store(data, cache, url).about()
        monkeypatch.setattr(open_module, "_REACHED", 0.5)
        with _troubled(own, trouble):
            kb = open_store(data, cache, url.replace("tester@", "stranger@") if trouble == "refuses" else url)
            with pytest.raises(KnowledgeError):
                open_store(
                    data, cache.with_name("an empty cache"), "postgresql://nobody@/none?host=/dev/null"
                )
        about = kb.about()
        assert about.behind is not None
        assert about.behind.built is not None
        assert about.version == built.version
        assert "Until then, answers come from what was built last on " in caplog.messages[0]
        current = newer_store(data, cache, url, kb)
        assert current is not None
        assert current.about() == built
        assert newer_store(data, cache, url, current) is None


@contextmanager
def _troubled(server: Server, trouble: str) -> Iterator[None]:
    if trouble == "hangs":
        with server.held_up():
            yield
        with warnings.catch_warnings():
            # The driver leaves the socket of a connection that timed out to the garbage collector.
            warnings.simplefilter("ignore", ResourceWarning)
            gc.collect()
        return
    if trouble == "is down":
        server.stop()
    yield
    if trouble == "is down":
        server.start()


def test_a_builder_that_is_killed_leaves_what_was_published_and_holds_up_nobody(
    data: Path, cache: Path, other: Path, url: str, asked: KnowledgeBase
) -> None:
    before = published(url)
    add_nation(data)
    with _starter(data, cache, url, "stay") as builder:
        _send(builder)
        assert builder.stdout is not None
        assert builder.stdout.readline() == "half\n"
        assert newer_store(data, other, url, asked) is None
        builder.send_signal(signal.SIGKILL)
    assert published(url) == before
    assert open_store(data, other, url).has("nation", "TUN")
    assert published(url) != before


def test_tables_of_an_older_bell_lap_go_and_those_of_others_stay(data: Path, cache: Path, url: str) -> None:
    others = ("knowledge_of_mine", "knowledge_0123", "public_affairs")
    execute(url, *(f"CREATE SCHEMA {name}" for name in others), "CREATE SCHEMA knowledge_0123456789abcdef")
    open_store(data, cache, url)
    names = execute(url, "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'knowledge%'")
    assert {name for (name,) in names} == {"knowledge_of_mine", "knowledge_0123"}


def test_tables_of_an_older_bell_lap_stay_while_it_reads_them_or_where_another_user_owns_them(
    url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    read, foreign, old = (f"knowledge_{digit * 16}" for digit in "f12")
    user = f"user_{uuid4().hex}"
    execute(
        url,
        f"CREATE ROLE {user} LOGIN",
        f"GRANT CREATE ON SCHEMA public TO {user}",
        f"CREATE SCHEMA {foreign}",
        *(f"CREATE SCHEMA {schema} AUTHORIZATION {user}" for schema in (read, old)),
    )
    file = tmp_path / "file"
    file.write_bytes(b"new")
    address = Address(url.replace("tester@", f"{user}@"))
    engine = address.engine()
    with caplog.at_level("INFO", server_module.log.name), engine.connect() as reader:
        reader.exec_driver_sql("SELECT pg_advisory_lock_shared(-1)")  # what 16 times f is as a key
        server_module.publish(address, "new", file)
    engine.dispose()
    assert published(url) == [("new",)]
    names = execute(url, "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'knowledge%'")
    assert {schema for (schema,) in names} == {read, foreign}
    assert caplog.messages == [f"The old tables in {foreign} belong to another database user and stay."]


def test_those_who_start_at_once_all_get_the_same_version(data: Path, tmp_path: Path, url: str) -> None:
    processes = [_starter(data, tmp_path / f"cache {number}", url) for number in range(3)]
    for process in processes:
        _send(process)
    answers = {process.communicate()[0] for process in processes}
    assert [process.returncode for process in processes] == [0, 0, 0]
    assert len(answers) == 1
    assert published(url) == [(answers.pop().split()[0],)]


def test_facts_with_problems_publish_nothing(
    data: Path, cache: Path, other: Path, url: str, asked: KnowledgeBase
) -> None:
    before = published(url)
    add_nation(data, "name = 1")
    with pytest.raises(KnowledgeError, match="knowledge check"):
        open_store(data, cache, url, newest=True)
    for folder in (cache, other):
        last = open_store(data, folder, url).about()
        assert last.behind is not None
        assert last.version == asked.about().version
    assert published(url) == before


def test_a_server_that_is_not_there_is_told_in_a_sentence(
    data: Path, tmp_path: Path, asked: KnowledgeBase
) -> None:
    nowhere = f"postgresql://nobody:secret@/none?host={tmp_path}"
    with pytest.raises(KnowledgeError, match=r"can't be read \(.+\)\.$"):
        open_store(data, tmp_path / "cache", nowhere)
    with pytest.raises(KnowledgeError, match=r"can't be read \(.+\)\.$") as caught:
        newer_store(data, tmp_path, nowhere, asked)
    assert "secret" not in str(caught.value)


def test_a_server_that_refuses_is_told_in_its_own_words(data: Path, cache: Path, url: str) -> None:
    with pytest.raises(KnowledgeError, match=r"can't be read \(role \"stranger\" does not exist\)\.$"):
        open_store(data, cache, url.replace("tester@", "stranger@"))


@pytest.fixture
def imported(data: Path, tmp_path: Path, url: str) -> tuple[KnowledgeBase, KnowledgeBase]:
    """The same rows, imported into an archive in a file and into one on a server."""
    rows = tmp_path / "rows.csv"
    rows.write_text(ROWS, encoding="utf-8")
    opened: list[KnowledgeBase] = []
    for archive in (f"sqlite:///{tmp_path / 'imports.sqlite'}", url):
        (report,) = import_files(archive, "results-csv", [rows], lambda *_: None, lambda *_: None)
        assert isinstance(report, FileReport)
        assert (report.new, report.refused_count) == (6, 0)
        opened.append(open_store(data, tmp_path / f"cache {len(opened)}", archive))
    return opened[0], opened[1]


def test_an_archive_on_a_server_is_built_as_one_in_a_file_is(
    imported: tuple[KnowledgeBase, KnowledgeBase],
) -> None:
    file, server = imported
    unnamed = [kb.about().model_copy(update={"version": ""}) for kb in imported]
    assert unnamed[0] == unnamed[1]
    heads = file.races(RaceFilter())
    assert server.races(RaceFilter()) == heads
    assert any(not head.curated for head in heads)
    assert [server.race(head.id) for head in heads] == [file.race(head.id) for head in heads]
    assert sorted(map(repr, server.name_entries())) == sorted(map(repr, file.name_entries()))
