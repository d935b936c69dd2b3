"""The store, in a file and on a server: each subject's own choices, kept and forgotten."""

import random
import resource
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy.exc import DBAPIError, OperationalError

from bot.preferences import NOTHING, Chosen, server_subject, user_subject
from bot.preferences import store as store_module
from bot.preferences.store import PreferenceStore
from tests.damages import insert
from tests.postgres import Server, running_server

ALICE, BOB = user_subject(2**63 - 1), user_subject(7)
SERVER = server_subject(7)


@pytest.fixture(scope="module")
def postgres() -> Iterator[Server]:
    with running_server() as server:
        yield server


@pytest.fixture(params=["file", "server"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "file":
        return f"sqlite:///{tmp_path / 'new' / 'preferences.sqlite'}"
    server: Server = request.getfixturevalue("postgres")
    return server.new_database()


@pytest.fixture
def store(url: str) -> Iterator[PreferenceStore]:
    opened = PreferenceStore(url)
    yield opened
    opened.close()


@pytest.fixture
def other(url: str) -> Iterator[PreferenceStore]:
    """The store as another process has it."""
    opened = PreferenceStore(url)
    yield opened
    opened.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with choices of Alice."""
    path = tmp_path / "preferences.sqlite"
    PreferenceStore(f"sqlite:///{path}").save(ALICE, {"language": "fr"})
    return path


def test_reading_creates_nothing(store: PreferenceStore, tmp_path: Path) -> None:
    assert store.read_all() == (None, {})
    assert store.read(ALICE) == NOTHING
    store.forget(ALICE)
    assert not list(tmp_path.iterdir())


def test_a_change_leaves_the_other_choices_and_the_others_alone(
    store: PreferenceStore, other: PreferenceStore
) -> None:
    assert store.save(ALICE, {"language": "fr"}) == Chosen("fr")
    assert other.save(ALICE, {"compact": False}) == Chosen("fr", compact=False)
    # The same number as a server's id and as a person's.
    store.save(SERVER, {"private_details": False})
    assert (store.read(BOB), store.read(SERVER)) == (NOTHING, Chosen(private_details=False))
    assert other.read_all().choices == {ALICE: store.read(ALICE), SERVER: store.read(SERVER)}


def test_a_change_is_noticed_and_no_change_too(store: PreferenceStore, other: PreferenceStore) -> None:
    store.save(ALICE, {"compact": True})
    first = other.read_all()
    assert other.read_all(first.revision) == (first.revision, None)
    store.save(BOB, {"compact": True})
    second = other.read_all(first.revision)
    assert second.choices is not None
    assert set(second.choices) == {ALICE, BOB}
    store.forget(ALICE)
    third = other.read_all(second.revision)
    assert third.choices == {BOB: Chosen(compact=True)}


def test_no_choice_is_no_row(store: PreferenceStore) -> None:
    store.save(ALICE, {"language": "fr", "compact": True})
    store.save(ALICE, {"language": None, "compact": None})
    assert store.read_all().choices == {}


def test_what_is_forgotten_is_in_no_byte_of_the_file(file: Path) -> None:
    store = PreferenceStore(f"sqlite:///{file}")
    store.save(BOB, {"language": "fr"})
    id_as_stored = ALICE.id.to_bytes(8, "big")
    assert id_as_stored in _bytes_beside(file)
    store.forget(ALICE)
    assert id_as_stored not in _bytes_beside(file)


def test_only_ids_and_choices_are_kept(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(bot_preferences)")]
    connection.close()
    assert columns == ["kind", "id", "language", "compact", "private_details"]


def test_two_processes_that_write_at_once_lose_nothing(store: PreferenceStore, url: str) -> None:
    program = (
        "import sys; from bot.preferences import store, user_subject\n"
        "store.PATIENCE = 30\n"  # this machine may be busy
        "store, first = store.PreferenceStore(sys.argv[1]), int(sys.argv[2])\n"
        "[store.save(user_subject(number), {'compact': True}) for number in range(first, first + 20)]"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", program, url, str(first)], stderr=subprocess.PIPE)
        for first in (100, 110)
    ]
    for process in running:
        assert process.communicate(timeout=60)[1] == b""
    choices = store.read_all().choices
    assert choices is not None
    assert {subject.id for subject in choices} == {*range(100, 130)}


def test_the_first_changes_ever_may_come_at_once(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "PATIENCE", 30)
    stores = [PreferenceStore(url) for _ in range(8)]
    together = Barrier(len(stores))

    def choose(number: int) -> Chosen:
        together.wait(30)
        return stores[number].save(user_subject(number), {"compact": True})

    with ThreadPoolExecutor(len(stores)) as threads:
        assert set(threads.map(choose, range(len(stores)))) == {Chosen(compact=True)}
    choices = stores[0].read_all().choices
    assert choices is not None
    assert len(choices) == len(stores)
    for one in stores:
        one.close()


def test_the_first_change_waits_for_tables_that_another_process_makes(
    store: PreferenceStore, other: PreferenceStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "PATIENCE", 30)
    looks = []

    def made_meanwhile(_: PreferenceStore) -> None:
        looks.append(1)
        if len(looks) == 3:
            other.save(BOB, {"compact": True})

    monkeypatch.setattr(store, "_create", made_meanwhile.__get__(store))
    assert store.save(ALICE, {"language": "fr"}) == Chosen("fr")
    assert len(looks) == 3
    assert store.read(BOB) == Chosen(compact=True)


def test_a_damaged_file_raises_and_stays_as_it_is(file: Path) -> None:
    file.write_bytes(insert(b"damage" * 1000)(b"SQLite format 3\0" * 10, random.Random(1)))  # noqa: S311 - chance, no secret
    before, store = file.read_bytes(), PreferenceStore(f"sqlite:///{file}")
    for call in (store.read_all, lambda: store.read(ALICE), lambda: store.save(ALICE, {"compact": True})):
        with pytest.raises(DBAPIError, match=r"not a database|malformed"):
            call()
    assert file.read_bytes() == before


def test_a_value_that_no_choice_has_counts_as_none(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.execute("UPDATE bot_preferences SET language = x'ff00', compact = 1")
    connection.execute("INSERT INTO bot_preferences (kind, id, language) VALUES ('person', 'x', 'fr')")
    connection.commit()
    connection.close()
    store = PreferenceStore(f"sqlite:///{file}")
    assert store.read_all().choices == {ALICE: Chosen(compact=True)}
    assert store.read(ALICE) == Chosen(compact=True)


def test_a_full_disk_raises_and_keeps_what_was_there(file: Path) -> None:
    store = PreferenceStore(f"sqlite:///{file}")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, limits[1]))
    try:
        with pytest.raises(OperationalError, match="disk"):
            store.save(BOB, {"compact": True})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert store.read_all().choices == {ALICE: Chosen("fr")}


def test_a_file_that_another_process_holds_raises_in_time(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.preferences.store.PATIENCE", 0.05)
    holding = sqlite3.connect(file, isolation_level=None)
    holding.execute("BEGIN IMMEDIATE")
    store = PreferenceStore(f"sqlite:///{file}")
    started = time.monotonic()
    with pytest.raises(OperationalError, match="locked"):
        store.save(BOB, {"compact": True})
    assert time.monotonic() - started < 20, "less than SQLite's own patience here"
    assert store.read(ALICE) == Chosen("fr"), "reading goes on"
    holding.close()


def test_a_server_that_is_gone_raises(postgres: Server) -> None:
    store = PreferenceStore(postgres.new_database())
    store.save(ALICE, {"compact": True})
    postgres.stop()
    try:
        with pytest.raises((DBAPIError, OSError)):
            store.read_all()
    finally:
        postgres.start()
    assert store.read(ALICE) == Chosen(compact=True), "connected again"
    store.close()


def _bytes_beside(file: Path) -> bytes:
    return b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
