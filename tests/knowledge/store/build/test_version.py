"""The version of the facts: it changes with any byte or name, and is known without the build."""

import subprocess
import sys
from pathlib import Path

import pytest

from knowledge.store.build.version import fingerprint


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


def test_bytes_that_move_from_one_file_to_the_next_change_it(tmp_path: Path) -> None:
    one, two = tmp_path / "1.toml", tmp_path / "2.toml"
    one.write_bytes(b"ab")
    two.write_bytes(b"c")
    before = fingerprint(tmp_path)
    one.write_bytes(b"a")
    two.write_bytes(b"bc")
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


def test_a_start_that_finds_its_database_loads_neither_the_build_nor_the_imports() -> None:
    program = (
        "import sys, knowledge.ask; "
        "print([name for name in sys.modules if name.startswith('knowledge.imports')])"
    )
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert loaded.stdout == "[]\n"
