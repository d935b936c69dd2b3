"""The version of the facts: it changes with any byte or name, and is known without the build."""

import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from knowledge.imports import import_files
from knowledge.imports.archive import Archive
from knowledge.store.build.version import fingerprint, revision_of_file


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    """A folder with one file of 200,000 bytes."""
    (tmp_path / "athletes").mkdir()
    (tmp_path / "athletes" / "ada.toml").write_bytes(b'name = "Ada"\n' + b"#" * 200_000)
    return tmp_path


@pytest.mark.parametrize("at", [0, 4_095, 4_096, 65_536, 131_072, 200_000, -1])
def test_any_changed_byte_of_a_long_file_changes_it(facts: Path, at: int) -> None:
    before, file = fingerprint(facts), facts / "athletes" / "ada.toml"
    content = bytearray(file.read_bytes())
    content[at] ^= 1
    file.write_bytes(content)
    assert fingerprint(facts) != before
    content[at] ^= 1
    file.write_bytes(content)
    assert fingerprint(facts) == before


def test_names_count_and_other_files_do_not(facts: Path) -> None:
    before = fingerprint(facts)
    (facts / "README.md").write_text("Facts.", encoding="utf-8")
    assert fingerprint(facts) == before
    (facts / "athletes" / "ada.toml").rename(facts / "athletes" / "bea.toml")
    assert fingerprint(facts) != before


def test_the_place_and_the_order_of_the_folder_do_not(facts: Path) -> None:
    for name in ("cities/oslo.toml", "athletes/cleo.toml", "athletes/bea.toml"):
        (facts / name).parent.mkdir(exist_ok=True)
        (facts / name).write_text("x = 1", encoding="utf-8")
    moved = facts / "deep" / "elsewhere"
    for name in ("athletes/bea.toml", "athletes/ada.toml", "athletes/cleo.toml", "cities/oslo.toml"):
        (moved / name).parent.mkdir(parents=True, exist_ok=True)
        (moved / name).write_bytes((facts / name).read_bytes())
    there = fingerprint(moved)
    shutil.rmtree(facts / "deep")
    assert there == fingerprint(facts)


def test_bytes_that_move_from_one_file_to_the_next_change_it(tmp_path: Path) -> None:
    one, two = tmp_path / "1.toml", tmp_path / "2.toml"
    one.write_bytes(b"ab")
    two.write_bytes(b"c")
    before = fingerprint(tmp_path)
    one.write_bytes(b"a")
    two.write_bytes(b"bc")
    assert fingerprint(tmp_path) != before


def test_what_a_file_holds_is_not_taken_for_another_file(tmp_path: Path) -> None:
    (tmp_path / "1.toml").write_bytes(b"a2.toml\nb")
    before = fingerprint(tmp_path)
    (tmp_path / "1.toml").write_bytes(b"a")
    (tmp_path / "2.toml").write_bytes(b"b")
    assert fingerprint(tmp_path) != before


def test_of_a_file_too_large_to_be_read_the_size_counts(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_bytes(b"#" * 1_000_001)
    before = fingerprint(tmp_path)
    file.write_bytes(b"#" * 1_000_002)
    assert fingerprint(tmp_path) != before


def test_a_folder_without_facts_has_none(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("Nothing yet.", encoding="utf-8")
    assert fingerprint(tmp_path) is None


ROWS = """\
date,venue,discipline,category,name,nation,born,place,mark
2024-07-01,"Fjord Park, Oslovik (NOR)",mile,men,Olav Berg,NOR,1999-02-03,1,3:59.00
"""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive in a file, with nothing imported."""
    file = tmp_path / "imports.sqlite"
    Archive.open(f"sqlite:///{file}").close()
    return file


def _import(archive: Path, mark: str) -> str:
    rows = archive.with_name("rows.csv")
    rows.write_text(ROWS.replace("3:59.00", mark), encoding="utf-8")
    url = f"sqlite:///{archive}"
    list(import_files(url, "results-csv", [rows], lambda *_: None, lambda *_: None))
    with closing(Archive.open(url)) as opened:
        return opened.revision()


def test_the_revision_of_a_file_is_the_one_that_the_archive_tells(archive: Path) -> None:
    assert revision_of_file(archive) == ""
    first = _import(archive, "3:59.00")
    assert revision_of_file(archive) == first
    second = _import(archive, "3:58.00")
    assert first != second == revision_of_file(archive)
    assert sorted(path.name for path in archive.parent.glob("imports.sqlite*")) == [
        "imports.sqlite",
        "imports.sqlite.lock",
    ]


@pytest.mark.parametrize("content", [b"", b"this is no database" * 1000])
def test_of_a_file_that_is_no_archive_no_revision_is_told(archive: Path, content: bytes) -> None:
    archive.write_bytes(content)
    assert revision_of_file(archive) is None
    archive.unlink()
    assert revision_of_file(archive) is None
    assert not archive.exists()


def test_a_start_on_built_knowledge_loads_no_sql(invented: Path, tmp_path: Path, archive: Path) -> None:
    _import(archive, "3:59.00")
    program = (
        "import sys; from pathlib import Path; from knowledge.ask import open_knowledge;"
        "known = open_knowledge(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]);"
        "print(known.about().counts.results, 'sqlalchemy' in sys.modules)"
    )
    arguments = [
        sys.executable,
        "-c",
        program,
        str(invented),
        str(tmp_path / "cache"),
        f"sqlite:///{archive}",
    ]
    told = [subprocess.run(arguments, capture_output=True, text=True, check=True).stdout for _ in range(2)]
    assert told == ["75 True\n", "75 False\n"]


def test_a_start_that_finds_its_database_loads_neither_the_build_nor_the_imports() -> None:
    program = (
        "import sys, knowledge.ask; "
        "print([name for name in sys.modules if name.startswith('knowledge.imports')])"
    )
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert loaded.stdout == "[]\n"
