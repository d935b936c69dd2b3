"""Files that were parsed before are not parsed again, unless anything that they are made of has changed."""

import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

import pytest

from knowledge import models
from knowledge.curation import Entity, ParseCache, Problem, read
from knowledge.curation import parse_cache as module
from knowledge.curation.facts import FOLDERS
from knowledge.curation.files import File
from knowledge.curation.parse import parse_file
from knowledge.models.mark import Measure
from knowledge.names import text as texts
from tests.knowledge.curation.broken import MILE, NORWAY, spoil

TIME = "disciplines/mile.toml"


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are parsed."""
    names: list[str] = []

    def parse(
        file: File, text: str, measures: Mapping[str, Measure]
    ) -> tuple[tuple[Entity, ...], tuple[Problem, ...]]:
        names.append(file.name)
        return parse_file(file, text, measures)

    monkeypatch.setattr(sys.modules["knowledge.curation.read"], "parse_file", parse)
    return names


def before(data: Path) -> bytes:
    parse_cache = ParseCache()
    read(data, parse_cache)
    assert parse_cache.has_changed
    return parse_cache.content()


def test_cached_facts_equal_those_read(invented: Path, parsed: list[str]) -> None:
    content = before(invented)
    parsed.clear()
    parse_cache = ParseCache(content)
    assert read(invented, parse_cache) == read(invented)
    assert not parse_cache.has_changed
    assert parse_cache.content() == content


def test_a_file_that_changed_is_parsed_again(invented: Path, tmp_path: Path, parsed: list[str]) -> None:
    content = before(invented)
    parsed.clear()
    data = spoil(invented, tmp_path, NORWAY, "1998-03-04", "1998-03-05")
    parse_cache = ParseCache(content)
    facts, _ = read(data, parse_cache)
    assert parsed == [NORWAY]
    assert any(athlete.born == "1998-03-05" for athlete in facts.athletes)
    assert parse_cache.has_changed


def test_a_file_with_a_problem_is_always_parsed(invented: Path, tmp_path: Path, parsed: list[str]) -> None:
    data = spoil(invented, tmp_path, MILE, '"3:50.02"', '"fast"')
    content = before(data)
    parsed.clear()
    _, problems = read(data, ParseCache(content))
    assert parsed == [MILE]
    assert [problem.file for problem in problems] == [MILE]


def test_a_discipline_that_is_measured_otherwise_has_its_marks_parsed_again(
    invented: Path, tmp_path: Path, parsed: list[str]
) -> None:
    content = before(invented)
    parsed.clear()
    data = spoil(invented, tmp_path, TIME, 'measure = "time"', 'measure = "distance"')
    _, problems = read(data, ParseCache(content))
    assert any(problem.file == MILE and "is not a mark" in problem.found for problem in problems)


def test_a_file_that_is_gone_is_dropped(invented: Path, tmp_path: Path) -> None:
    content = before(invented)
    data = spoil(invented, tmp_path, NORWAY, "1998-03-04", "1998-03-05")
    (data / NORWAY).unlink()
    parse_cache = ParseCache(content)
    read(data, parse_cache)
    assert parse_cache.has_changed
    lines = parse_cache.content().splitlines()
    assert any(line.startswith(b"races ") and b"tomas-arvell" in line for line in lines)
    assert not any(line.startswith(b"athletes ") and b"tomas-arvell" in line for line in lines)


def test_a_folder_that_lost_a_file_has_changed_since_it_passed(invented: Path, tmp_path: Path) -> None:
    content = before(invented)
    data = Path(shutil.copytree(invented, tmp_path / "data"))
    (data / NORWAY).unlink()
    parse_cache = ParseCache(content + b"\npassed - []")
    read(data, parse_cache)
    passed = parse_cache.passed()
    assert passed is not None
    assert passed.unchanged == set(FOLDERS) - {"athletes"}


def test_what_passed_is_unknown_where_it_cant_be_read(invented: Path) -> None:
    parse_cache = ParseCache(before(invented) + b'\npassed - [["one"')
    read(invented, parse_cache)
    assert parse_cache.passed() is None


@pytest.mark.parametrize("content", [b"", b"{}", b"[1", b'{"code": "x", "races": {"y": [1]}}', b"\xff"])
def test_an_invalid_cache_counts_as_empty(content: bytes, invented: Path) -> None:
    assert read(invented, ParseCache(content)) == read(invented)


def test_a_cache_of_other_code_counts_as_empty(
    invented: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = before(invented)
    parsed.clear()
    monkeypatch.setattr(module, "_code", lambda: "other")
    read(invented, ParseCache(content))
    assert len(parsed) > 1


def test_a_file_of_another_name_is_parsed_again(invented: Path, tmp_path: Path, parsed: list[str]) -> None:
    content = before(invented)
    parsed.clear()
    data = Path(shutil.copytree(invented, tmp_path / "data"))
    (data / "sources/fjord-results.toml").rename(data / "sources/fjord-lists.toml")
    facts, _ = read(data, ParseCache(content))
    assert parsed == ["sources/fjord-lists.toml"]
    assert {"fjord-lists", "fjord-results"} & {source.id for source in facts.sources} == {"fjord-lists"}


@pytest.mark.parametrize("name", ["facts.py", "checks/marks.py"])
@pytest.mark.parametrize("room", [module, models, texts], ids=["curation", "models", "texts of names"])
def test_code_is_other_code_where_a_module_holds_something_else(
    room: ModuleType, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "__file__", str(tmp_path / "__init__.py"))
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("DEEPEST = 1\n", encoding="utf-8")
    first = module._code.__wrapped__()
    (tmp_path / name).write_text("DEEPEST = 2\n", encoding="utf-8")
    assert module._code.__wrapped__() != first
