"""Opening: built once, rebuilt when anything changed, and one clear sentence for whatever is in the way."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import delete
from sqlalchemy.exc import OperationalError

from knowledge.curation import Facts, Problem, read
from knowledge.imports.linkage.merge import LinkedArchive
from knowledge.models.base import RaceId
from knowledge.models.errors import KnowledgeError
from knowledge.store import KnowledgeBase, open_store
from knowledge.store.build import inputs, on_disk
from knowledge.store.build.write import compile_facts
from knowledge.store.database import notes, reading_engine
from knowledge.store.schema import result
from knowledge.store.sealed_files import sealing
from tests.knowledge.store.damage import DAMAGES

STEEPLE = RaceId("harbour-mile-2023-men-3000msc-final")


@pytest.fixture
def data(invented: Path, tmp_path: Path) -> Path:
    """A copy of the invented facts, to be changed."""
    return shutil.copytree(invented, tmp_path / "my facts")


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A cache folder that is not there yet."""
    return tmp_path / "a cache" / "of mine"


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The versions that were built, as they are built."""
    versions: list[str] = []

    def counting(facts: Facts, path: Path, version: str, outside: LinkedArchive | None) -> None:
        versions.append(version)
        compile_facts(facts, path, version, outside)

    monkeypatch.setattr(on_disk, "compile_facts", counting)
    return versions


@pytest.fixture
def unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Facts are read but not checked, so that a test may change one without minding the rest."""

    def unchecked_folder(folder: Path) -> tuple[Facts, tuple[Problem, ...]]:
        return read(folder)[0], ()

    monkeypatch.setattr(inputs, "check_folder", unchecked_folder)


def _databases(cache: Path) -> list[str]:
    return sorted(path.name for path in cache.iterdir() if path.suffix not in {".lock", ".seal"})


def _winning_mark(kb: KnowledgeBase) -> str:
    mark = kb.race(STEEPLE).results[0].mark
    assert mark is not None
    return mark.text


def _race_file(data: Path) -> Path:
    return data / "races" / "harbour-mile-2023" / f"{STEEPLE}.toml"


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(old, new), encoding="utf-8")


def _edit(data: Path) -> None:
    _replace(_race_file(data), "8:14.20", "8:14.21")


def _edit_again(data: Path) -> None:
    _replace(_race_file(data), "8:14.21", "8:14.22")


def _add(data: Path) -> None:
    (data / "nations" / "TUN.toml").write_text('name = "Tunisia"\n', encoding="utf-8")


def _rename(data: Path) -> None:
    (data / "cities" / "vallorne.toml").rename(data / "cities" / "vallorna.toml")
    for file in data.glob("editions/*.toml"):
        _replace(file, '"vallorne"', '"vallorna"')


def test_a_database_is_built_once(data: Path, cache: Path, built: list[str]) -> None:
    first, second = open_store(data, cache), open_store(data, cache)
    assert built == [first.about().version]
    assert first.about() == second.about()
    assert first.about().counts.races == 18
    first.close()
    second.close()


@pytest.mark.usefixtures("unchecked")
@pytest.mark.parametrize("change", [_edit, _add, _rename])
def test_any_change_builds_anew_and_removes_the_old(
    data: Path, cache: Path, built: list[str], change: Callable[[Path], None]
) -> None:
    open_store(data, cache).close()
    change(data)
    open_store(data, cache).close()
    assert len(set(built)) == 2
    assert _databases(cache) == [f"knowledge-{built[1]}.sqlite"]


def test_what_changed_is_read(data: Path, cache: Path) -> None:
    before = open_store(data, cache)
    assert _winning_mark(before) == "8:14.20"
    _edit(data)
    after = open_store(data, cache)
    assert _winning_mark(after) == "8:14.21"
    before.close()
    after.close()


def test_a_database_in_use_stays_until_nobody_reads_it(data: Path, cache: Path) -> None:
    reading = open_store(data, cache)
    _edit(data)
    open_store(data, cache).close()
    assert len(_databases(cache)) == 2
    assert _winning_mark(reading) == "8:14.20"
    reading.close()
    _edit_again(data)
    open_store(data, cache).close()
    assert len(_databases(cache)) == 1


def test_problems_are_counted_and_change_nothing(data: Path, cache: Path) -> None:
    open_store(data, cache).close()
    kept = _databases(cache)
    _race_file(data).write_text("place = 1 = 2", encoding="utf-8")
    (data / "nations" / "NOR.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(KnowledgeError, match=r"have \d+ problems; run `bell-lap knowledge check`") as caught:
        open_store(data, cache, newest=True)
    assert str(data) in str(caught.value)
    assert _databases(cache) == kept


def test_where_the_facts_have_problems_what_was_built_last_is_asked(
    data: Path, cache: Path, caplog: pytest.LogCaptureFixture
) -> None:
    open_store(data, cache).close()
    _race_file(data).write_text("place = 1 = 2", encoding="utf-8")
    with closing(open_store(data, cache)) as kb:
        behind = kb.about().behind
        assert behind is not None
        assert behind.built is not None
        assert _winning_mark(kb) == "8:14.20"
    [said] = caplog.messages
    assert "run `bell-lap knowledge check`" in said
    assert said.endswith(f" Until then, answers come from what was built last on {behind.built}.")


def test_what_was_built_of_other_facts_is_not_asked_in_their_place(
    invented: Path, data: Path, cache: Path
) -> None:
    open_store(invented, cache).close()
    _race_file(data).write_text("place = 1 = 2", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="knowledge check"):
        open_store(data, cache)


def test_a_file_of_fifty_megabytes_is_a_problem_not_a_burden(data: Path, cache: Path) -> None:
    with _race_file(data).open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(KnowledgeError, match="knowledge check"):
        open_store(data, cache)


def test_files_that_change_while_they_are_read_are_not_taken_for_what_they_were(
    data: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def changing(folder: Path) -> tuple[Facts, tuple[Problem, ...]]:
        (folder / "nations" / "TUN.toml").write_text(f'name = "{next(names)}"\n', encoding="utf-8")
        return read(folder)

    names = (f"Tunisia {number}" for number in range(100))

    monkeypatch.setattr(inputs, "check_folder", changing)
    with pytest.raises(KnowledgeError, match=r"files in .* changed while they were read"):
        open_store(data, cache)
    assert not list(cache.glob("*.sqlite"))


@pytest.mark.usefixtures("unchecked")
def test_facts_that_break_a_rule_of_the_store_are_refused(data: Path, cache: Path) -> None:
    _replace(_race_file(data), "place = 1", "place = 0")
    with pytest.raises(KnowledgeError, match=r"rule of the store .*ck_result_place.*knowledge check"):
        open_store(data, cache)
    _replace(_race_file(data), "samuel-tadele", "nobody")
    with pytest.raises(KnowledgeError, match="athlete 'nobody'"):
        open_store(data, cache)
    assert not list(cache.glob("*.sqlite"))


def test_a_missing_data_folder_is_named(cache: Path, tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"no data folder at .*nowhere; set BELL_LAP_DATA"):
        open_store(tmp_path / "nowhere", cache)
    assert not cache.exists()


def test_a_data_folder_without_facts_is_named(cache: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(KnowledgeError, match=r"empty holds no facts; set BELL_LAP_DATA"):
        open_store(tmp_path / "empty", cache)


@pytest.mark.parametrize("inside", [".", "deeper/still"])
def test_a_cache_folder_that_cannot_be_one_is_named(data: Path, tmp_path: Path, inside: str) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"cache folder .*file.* can't be written to .*BELL_LAP_CACHE"):
        open_store(data, tmp_path / "file" / inside)


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_database_is_rebuilt(
    data: Path, cache: Path, built: list[str], damage: Callable[[Path], None]
) -> None:
    open_store(data, cache).close()
    database = cache / _databases(cache)[0]
    damage(database)
    kb = open_store(data, cache)
    assert len(built) == 2
    assert _winning_mark(kb) == "8:14.20"
    kb.close()
    assert [path.name for path in cache.glob("*.damaged")] == [f"{database.name}.damaged"]


@pytest.mark.parametrize("missing", [1, 4096, 2 << 20])
def test_a_large_database_that_was_cut_short_is_rebuilt(
    data: Path, cache: Path, built: list[str], missing: int
) -> None:
    open_store(data, cache).close()
    database = cache / _databases(cache)[0]
    _enlarge(database, notes(data))
    open_store(data, cache).close()
    assert len(built) == 1
    os.truncate(database, database.stat().st_size - missing)
    with closing(open_store(data, cache)) as kb:
        assert _winning_mark(kb) == "8:14.20"
    assert len(built) == 2


def _enlarge(database: Path, about: dict[str, str]) -> None:
    """Add three megabytes at the end of a sealed database."""
    with sealing(database, about) as enlarged:
        enlarged.write_bytes(database.read_bytes())
        with closing(sqlite3.connect(enlarged)) as connection:
            connection.execute("CREATE TABLE filler AS SELECT randomblob(3000000) AS bytes")
            connection.commit()


def test_what_a_killed_build_left_behind_is_removed(data: Path, cache: Path) -> None:
    cache.mkdir(parents=True)
    for name in ("knowledge-0123456789abcdef.building", "knowledge-0123456789abcdef.building-journal"):
        (cache / name).write_bytes(b"half a database")
    kb = open_store(data, cache)
    assert _databases(cache) == [f"knowledge-{kb.about().version}.sqlite"]
    kb.close()


def test_the_rest_of_the_cache_folder_is_left_alone(data: Path, cache: Path) -> None:
    cache.mkdir(parents=True)
    (cache / "other.sqlite").write_bytes(b"somebody else's")
    open_store(data, cache).close()
    assert (cache / "other.sqlite").read_bytes() == b"somebody else's"


def test_nobody_can_write_through_an_opened_store(data: Path, cache: Path) -> None:
    open_store(data, cache).close()
    engine = reading_engine(cache / _databases(cache)[0])
    with engine.connect() as connection, pytest.raises(OperationalError, match="readonly"):
        connection.execute(delete(result))
    engine.dispose()
