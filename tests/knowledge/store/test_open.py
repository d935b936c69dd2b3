"""Opening: the newest that is whole, taken up once it is there, or one sentence for what is in the way."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.curation import Facts, ParseCache, Problem, read
from knowledge.imports import import_files
from knowledge.imports.archive import Archive
from knowledge.models.base import NationId
from knowledge.models.errors import KnowledgeError
from knowledge.store import KnowledgeBase, newer_store, open_store
from knowledge.store.build import inputs, on_disk
from knowledge.store.stores import FileStore
from tests.knowledge.store.changes import add_nation, databases, race_file, replace, winning_mark
from tests.knowledge.store.damage import DAMAGES, truncate


def test_problems_are_counted_and_change_nothing(data: Path, cache: Path) -> None:
    open_store(data, cache)
    kept = databases(cache)
    race_file(data).write_text("place = 1 = 2", encoding="utf-8")
    (data / "nations" / "NOR.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(KnowledgeError, match=r"have \d+ problems; run `bell-lap knowledge check`") as caught:
        open_store(data, cache, newest=True)
    assert str(data) in str(caught.value)
    assert databases(cache) == kept


def test_where_the_facts_have_problems_what_was_built_last_is_asked(
    data: Path, cache: Path, caplog: pytest.LogCaptureFixture
) -> None:
    open_store(data, cache)
    race_file(data).write_text("place = 1 = 2", encoding="utf-8")
    kb = open_store(data, cache)
    behind = kb.about().behind
    assert behind is not None
    assert behind.built is not None
    assert winning_mark(kb) == "8:14.20"
    [said] = caplog.messages
    assert "run `bell-lap knowledge check`" in said
    assert said.endswith(f" Until then, answers come from what was built last on {behind.built}.")


def test_of_several_files_the_newest_whole_one_is_asked_where_nothing_can_be_built(
    data: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(on_disk, "remove_others", lambda _: None)
    open_store(data, cache)
    (older,) = cache.glob("*.columns")
    os.utime(older, (1, 1))
    replace(race_file(data), "8:14.20", "8:14.10")
    open_store(data, cache)
    (newer,) = (file for file in cache.glob("*.columns") if file != older)
    race_file(data).write_text("place = 1 = 2", encoding="utf-8")
    assert winning_mark(open_store(data, cache)) == "8:14.10"
    truncate(newer)
    assert winning_mark(open_store(data, cache)) == "8:14.20"
    truncate(older)
    with pytest.raises(KnowledgeError, match="knowledge check"):
        open_store(data, cache)


def test_what_another_process_built_is_opened(
    data: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    called = []

    def build() -> None:
        called.append(open_store(data, cache).about().version)
        monkeypatch.setattr(FileStore, "build", None)  # it loads what only a build needs

    assert open_store(data, cache, before_build=build).about().version == called[0]
    open_store(data, cache, before_build=build)
    assert len(called) == 1


def test_the_facts_that_stand_in_during_an_import_are_built_by_another_process_too(
    data: Path, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows, url = tmp_path / "rows.csv", f"sqlite:///{tmp_path / 'archive.sqlite'}"
    rows.write_text(
        "date,venue,discipline,category,name,nation,place,mark\n"
        "2025-01-25,Windhoek (NAM),mile,men,Fergus Quill,GBR,1,3:51.20\n",
        encoding="utf-8",
    )
    list(import_files(url, "results-csv", [rows], lambda _: None, lambda *_: None))
    monkeypatch.setattr(Archive, "is_written", lambda _: True)
    built = []

    def build() -> None:
        built.append(open_store(data, cache).about().version)
        monkeypatch.setattr(FileStore, "build", None)

    assert [open_store(data, cache, url, before_build=build).about().version] == built


def test_where_another_process_builds_nothing_this_one_builds(data: Path, cache: Path) -> None:
    assert winning_mark(open_store(data, cache, before_build=lambda: None)) == "8:14.20"
    race_file(data).write_text("place = 1 = 2", encoding="utf-8")
    assert winning_mark(open_store(data, cache, before_build=lambda: None)) == "8:14.20"


def test_where_the_facts_vanish_meanwhile_what_was_built_last_is_asked(data: Path, cache: Path) -> None:
    open_store(data, cache)
    replace(race_file(data), "8:14.20", "8:14.10")
    moved = data.with_name("moved")
    assert winning_mark(open_store(data, cache, before_build=lambda: data.rename(moved))) == "8:14.20"


def test_what_was_built_of_other_facts_is_not_asked_in_their_place(
    invented: Path, data: Path, cache: Path
) -> None:
    open_store(invented, cache)
    race_file(data).write_text("place = 1 = 2", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="knowledge check"):
        open_store(data, cache)


def test_a_file_of_fifty_megabytes_is_a_problem_not_a_burden(data: Path, cache: Path) -> None:
    with race_file(data).open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(KnowledgeError, match="knowledge check"):
        open_store(data, cache)


def test_files_that_change_while_they_are_read_are_not_taken_for_what_they_were(
    data: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def changing(folder: Path, _: ParseCache | None) -> tuple[Facts, tuple[Problem, ...]]:
        (folder / "nations" / "TUN.toml").write_text(f'name = "{next(names)}"\n', encoding="utf-8")
        return read(folder)

    names = (f"Tunisia {number}" for number in range(100))

    monkeypatch.setattr(inputs, "check_folder", changing)
    with pytest.raises(KnowledgeError, match=r"files in .* changed while they were read"):
        open_store(data, cache)
    assert not list(cache.glob("*.columns"))


@pytest.mark.usefixtures("unchecked")
def test_facts_that_break_a_rule_of_the_store_are_refused(data: Path, cache: Path) -> None:
    replace(race_file(data), "place = 1", "place = 0")
    with pytest.raises(KnowledgeError, match=r"rule of the store .*ck_result_place.*knowledge check"):
        open_store(data, cache)
    replace(race_file(data), "samuel-tadele", "nobody")
    with pytest.raises(KnowledgeError, match="athlete 'nobody'"):
        open_store(data, cache)
    assert not list(cache.glob("*.columns"))


def test_an_archive_that_is_not_there_is_not_made(data: Path, cache: Path, tmp_path: Path) -> None:
    archive = tmp_path / "imports.sqlite"
    kb = open_store(data, cache, f"sqlite:///{archive}")
    assert newer_store(data, cache, f"sqlite:///{archive}", kb) is None
    assert not archive.exists()


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


@pytest.fixture
def asked(data: Path, cache: Path) -> KnowledgeBase:
    """The store as it was before anything changed, still open."""
    return open_store(data, cache)


def _built_after_adding(data: Path, cache: Path) -> str:
    add_nation(data)
    opened = open_store(data, cache)
    return opened.about().version


def test_the_version_that_is_asked_is_not_newer(data: Path, cache: Path, asked: KnowledgeBase) -> None:
    assert newer_store(data, cache, None, asked) is None


def test_facts_that_nobody_built_yet_are_left_alone(data: Path, cache: Path, asked: KnowledgeBase) -> None:
    add_nation(data, "half a li")
    assert newer_store(data, cache, None, asked) is None
    assert len(list(cache.glob("*.columns"))) == 1


def test_a_finished_build_is_found_and_the_one_before_answers_on(
    data: Path, cache: Path, asked: KnowledgeBase
) -> None:
    version = _built_after_adding(data, cache)
    found = newer_store(data, cache, None, asked)
    assert found is not None
    assert found.about().version == version
    assert found.has("nation", "TUN")
    assert databases(cache) == [f"knowledge-{version}.columns"]
    assert not asked.has("nation", "TUN")
    assert asked.nation(NationId("NOR")).name == "Norway"


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_to_the_file_does_not_reach_what_is_asked(
    data: Path, cache: Path, asked: KnowledgeBase, damage: Callable[[Path], None]
) -> None:
    [file] = cache.glob("*.columns")
    damage(file)
    assert winning_mark(asked) == "8:14.20"
    assert asked.nation(NationId("KEN")).name == "Kenya"
    assert newer_store(data, cache, None, asked) is None
    assert winning_mark(open_store(data, cache)) == "8:14.20"
    assert [path.name for path in cache.glob("*.damaged")] == [f"{file.name}.damaged"]


def test_a_digit_changed_in_the_file_is_never_answered(data: Path, cache: Path) -> None:
    asked = open_store(data, cache)
    [file] = cache.glob("*.columns")
    at = file.read_bytes().index(b"8:14.20")
    with file.open("r+b") as stream:
        stream.seek(at)
        stream.write(b"8:14.90")
    for kb in (asked, open_store(data, cache)):
        assert winning_mark(kb) == "8:14.20"


def test_a_cache_that_is_emptied_is_not_missed(data: Path, cache: Path, asked: KnowledgeBase) -> None:
    shutil.rmtree(cache)
    assert newer_store(data, cache, None, asked) is None
    assert asked.nation(NationId("NOR")).name == "Norway"
    assert open_store(data, cache).about() == asked.about()


def test_facts_that_are_put_right_again_are_no_longer_behind(data: Path, cache: Path) -> None:
    open_store(data, cache)
    add_nation(data, "name = 1")
    behind = open_store(data, cache)
    assert behind.about().behind is not None
    assert newer_store(data, cache, None, behind) is None
    (data / "nations" / "TUN.toml").unlink()
    found = newer_store(data, cache, None, behind)
    assert found is not None
    assert found.about().behind is None


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_broken_build_is_refused_in_a_sentence(
    data: Path, cache: Path, asked: KnowledgeBase, damage: Callable[[Path], None]
) -> None:
    version = _built_after_adding(data, cache)
    damage(cache / f"knowledge-{version}.columns")
    with pytest.raises(
        KnowledgeError, match=rf"^The compiled knowledge .*{version}\.columns is broken \(.+\)\.$"
    ):
        newer_store(data, cache, None, asked)
    assert asked.has("nation", "NOR")


def test_a_folder_that_goes_for_a_moment_is_nothing_new(
    data: Path, cache: Path, asked: KnowledgeBase
) -> None:
    data.rename(data.with_name("elsewhere"))
    assert newer_store(data, cache, None, asked) is None
    data.mkdir()
    assert newer_store(data, cache, None, asked) is None
